-- Tables that refer to no other: items, and the two halves of role-based access control.

-- migrate:up

CREATE TABLE item ( -- A thing that people keep track of: an asset, a subscription, a recurring cost.
    id          VARCHAR(36)  NOT NULL, -- UUID, made by the application.
    name        VARCHAR(255) NOT NULL, -- What people call it.
    description TEXT, -- Free text; Markdown is allowed.
    is_active   BOOLEAN      NOT NULL DEFAULT 1, -- Inactive items stay in reports but are not offered for new entries.
    is_deleted  BOOLEAN      NOT NULL DEFAULT 0, -- Soft delete: the row stays for the audit trail.
    deleted_at  DATETIME, -- When it was soft-deleted; empty while it lives.
    created_at  DATETIME     NOT NULL DEFAULT CURRENT_TIMESTAMP, -- When the row was written, in UTC.
    updated_at  DATETIME     NOT NULL DEFAULT CURRENT_TIMESTAMP, -- When it was last changed, in UTC; set by the application.
    CONSTRAINT pk_item PRIMARY KEY (id),
    CONSTRAINT ck_item_name CHECK (length(trim(name)) > 0),
    CONSTRAINT ck_item_deleted CHECK ((is_deleted = 1) = (deleted_at IS NOT NULL))
);

CREATE INDEX ix_item_name ON item (name) WHERE is_deleted = 0;
CREATE INDEX ix_item_created_at ON item (created_at DESC);

CREATE TABLE permissions ( -- One action on one kind of resource. Granted to roles, never to people.
    id          VARCHAR(36)  NOT NULL, -- UUID, made by the application.
    name        VARCHAR(100) NOT NULL, -- Short form used in code: transactions:read.
    description VARCHAR(255), -- What it lets people do, shown in the role editor.
    resource    VARCHAR(50)  NOT NULL, -- Kind of thing it is about: transactions, groups, users.
    action      VARCHAR(50)  NOT NULL, -- What may be done with it: read, write, delete, manage.
    is_system   BOOLEAN      NOT NULL DEFAULT 0, -- Shipped with the application; cannot be removed.
    created_at  DATETIME     NOT NULL DEFAULT CURRENT_TIMESTAMP, -- When the row was written, in UTC.
    CONSTRAINT pk_permissions PRIMARY KEY (id),
    CONSTRAINT uq_permissions_name UNIQUE (name),
    CONSTRAINT uq_permissions_resource_action UNIQUE (resource, action)
);

CREATE TABLE roles ( -- A named set of permissions. Each user has at most one.
    id          VARCHAR(36)  NOT NULL, -- UUID, made by the application.
    name        VARCHAR(50)  NOT NULL, -- Unique name: admin, member, auditor.
    description VARCHAR(255), -- Who should have it, shown in the role editor.
    is_system   BOOLEAN      NOT NULL DEFAULT 0, -- Shipped with the application; cannot be renamed or removed.
    is_default  BOOLEAN      NOT NULL DEFAULT 0, -- Given to new users; at most one role has it.
    created_at  DATETIME     NOT NULL DEFAULT CURRENT_TIMESTAMP, -- When the row was written, in UTC.
    updated_at  DATETIME     NOT NULL DEFAULT CURRENT_TIMESTAMP, -- When it was last changed, in UTC; set by the application.
    CONSTRAINT pk_roles PRIMARY KEY (id),
    CONSTRAINT uq_roles_name UNIQUE (name)
);

CREATE UNIQUE INDEX uq_roles_default ON roles (is_default) WHERE is_default = 1;

-- migrate:down

DROP TABLE roles;
DROP TABLE permissions;
DROP TABLE item;
