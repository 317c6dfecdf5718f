-- Migration 002: What roles may do
-- revision: 002_role_permissions
-- depends: 001_base_tables
-- migrate:up
CREATE TABLE role_permissions (
    role_id INTEGER NOT NULL REFERENCES roles (id) ON DELETE CASCADE,
    permission_id INTEGER NOT NULL REFERENCES permissions (id) ON DELETE CASCADE,
    PRIMARY KEY (role_id, permission_id)
);
-- migrate:down
DROP TABLE role_permissions;
