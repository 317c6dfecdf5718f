-- depends: 001_base

-- migrate:up
INSERT INTO roles (name) VALUES ('admin'), ('editor'), ('reader');
ALTER TABLE users ADD COLUMN role_id INTEGER REFERENCES roles; -- What they may do.

-- migrate:down
ALTER TABLE users DROP COLUMN role_id;
DELETE FROM roles;
