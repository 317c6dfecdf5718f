-- Which role may do what.

-- migrate:up

CREATE TABLE role_permissions ( -- Grants a permission to a role.
    role_id       VARCHAR(36) NOT NULL, -- The role that gets the permission.
    permission_id VARCHAR(36) NOT NULL, -- The permission that it gets.
    assigned_at   DATETIME    NOT NULL DEFAULT CURRENT_TIMESTAMP, -- When it was granted, in UTC.
    assigned_by   VARCHAR(36), -- Id of the user who granted it; empty for grants shipped with the application. Not a foreign key: a grant outlives the account of who made it.
    CONSTRAINT pk_role_permissions PRIMARY KEY (role_id, permission_id),
    CONSTRAINT fk_role_permissions_role FOREIGN KEY (role_id) REFERENCES roles (id) ON DELETE CASCADE,
    CONSTRAINT fk_role_permissions_permission FOREIGN KEY (permission_id) REFERENCES permissions (id) ON DELETE CASCADE
);

CREATE INDEX ix_role_permissions_permission_id ON role_permissions (permission_id);
CREATE INDEX ix_role_permissions_assigned_by ON role_permissions (assigned_by) WHERE assigned_by IS NOT NULL;

-- migrate:down

DROP TABLE role_permissions;
