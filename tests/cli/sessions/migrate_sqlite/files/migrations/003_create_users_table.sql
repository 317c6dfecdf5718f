-- Migration 003: Users
-- revision: 003_users_table
-- depends: 001_base_tables
-- migrate:up
CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT NOT NULL UNIQUE, role_id INTEGER REFERENCES roles (id));
CREATE INDEX ix_users_role ON users (role_id);
-- migrate:down
DROP TABLE users;
