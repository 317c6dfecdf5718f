-- Migration 001: Base tables
-- revision: 001_base_tables
-- migrate:up
CREATE TABLE permissions (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
CREATE TABLE roles (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
-- migrate:down
DROP TABLE roles;
DROP TABLE permissions;
