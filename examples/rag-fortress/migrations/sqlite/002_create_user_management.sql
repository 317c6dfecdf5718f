-- Migration 002: Users, roles and permissions
-- Description: People, the roles that they have, and what each role may do; with the roles and permissions that the server itself needs.
-- Depends: 001

-- A person with an account.
CREATE TABLE users (
    id            INTEGER      NOT NULL PRIMARY KEY AUTOINCREMENT,
    username      VARCHAR(100) NOT NULL,                            -- Name at sign-in.
    email         VARCHAR(255) NOT NULL,                            -- Address for notices, in lower case.
    password_hash VARCHAR(255) NOT NULL,                            -- Argon2id.
    full_name     VARCHAR(200),                                     -- Shown beside questions and documents.
    bio           TEXT,                                             -- What people say about themselves.
    is_active     BOOLEAN      NOT NULL DEFAULT 1,                  -- Inactive accounts cannot sign in.
    is_verified   BOOLEAN      NOT NULL DEFAULT 0,                  -- The address was confirmed by its owner.
    created_at    DATETIME     NOT NULL DEFAULT CURRENT_TIMESTAMP,  -- When the row was written, in UTC.
    updated_at    DATETIME     NOT NULL DEFAULT CURRENT_TIMESTAMP,  -- When it was last changed, in UTC.
    CONSTRAINT uq_users_username UNIQUE (username),
    CONSTRAINT uq_users_email UNIQUE (email),
    CONSTRAINT ck_users_email CHECK (email LIKE '%_@_%' AND email = lower(email))
);

CREATE INDEX ix_users_is_active ON users (is_active) WHERE is_active;
CREATE INDEX ix_users_created_at ON users (created_at DESC);

-- A named set of permissions.
CREATE TABLE roles (
    id          INTEGER      NOT NULL PRIMARY KEY AUTOINCREMENT,
    name        VARCHAR(50)  NOT NULL,                            -- Name in code.
    description VARCHAR(255),                                     -- Who should have it.
    is_system   BOOLEAN      NOT NULL DEFAULT 0,                  -- Needed by the server: cannot be renamed or removed.
    created_at  DATETIME     NOT NULL DEFAULT CURRENT_TIMESTAMP,  -- When the row was written, in UTC.
    updated_at  DATETIME     NOT NULL DEFAULT CURRENT_TIMESTAMP,  -- When it was last changed, in UTC.
    CONSTRAINT uq_roles_name UNIQUE (name)
);

-- One action on one kind of thing. Granted to roles, never to people.
CREATE TABLE permissions (
    id          INTEGER      NOT NULL PRIMARY KEY AUTOINCREMENT,
    code        VARCHAR(100) NOT NULL,                            -- Resource and action: document:create.
    resource    VARCHAR(50)  NOT NULL,                            -- The kind of thing.
    action      VARCHAR(50)  NOT NULL,                            -- What may be done with it.
    description VARCHAR(255),                                     -- Shown where roles are edited.
    created_at  DATETIME     NOT NULL DEFAULT CURRENT_TIMESTAMP,  -- When the row was written, in UTC.
    updated_at  DATETIME     NOT NULL DEFAULT CURRENT_TIMESTAMP,  -- When it was last changed, in UTC.
    CONSTRAINT uq_permissions_code UNIQUE (code),
    CONSTRAINT ck_permissions_code CHECK (code = resource || ':' || action)
);

CREATE INDEX ix_permissions_resource ON permissions (resource);
CREATE UNIQUE INDEX ix_permissions_resource_action ON permissions (resource, action);

-- Who has which role.
CREATE TABLE user_roles (
    user_id     INTEGER   NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    role_id     INTEGER   NOT NULL REFERENCES roles (id) ON DELETE CASCADE,
    assigned_at DATETIME  NOT NULL DEFAULT CURRENT_TIMESTAMP,        -- When it was assigned, in UTC.
    assigned_by INTEGER   REFERENCES users (id) ON DELETE SET NULL,  -- Empty for what the server itself assigned.
    PRIMARY KEY (user_id, role_id)
);

CREATE INDEX ix_user_roles_role_id ON user_roles (role_id);

-- What each role may do.
CREATE TABLE role_permissions (
    role_id       INTEGER NOT NULL REFERENCES roles (id) ON DELETE CASCADE,
    permission_id INTEGER NOT NULL REFERENCES permissions (id) ON DELETE CASCADE,
    PRIMARY KEY (role_id, permission_id)
);

CREATE INDEX ix_role_permissions_permission_id ON role_permissions (permission_id);

-- updated_at is kept by the database, so that no program can forget it.
CREATE TRIGGER users_updated_at AFTER UPDATE ON users FOR EACH ROW WHEN NEW.updated_at = OLD.updated_at
BEGIN
    UPDATE users SET updated_at = CURRENT_TIMESTAMP WHERE id = NEW.id;
END;

CREATE TRIGGER roles_updated_at AFTER UPDATE ON roles FOR EACH ROW WHEN NEW.updated_at = OLD.updated_at
BEGIN
    UPDATE roles SET updated_at = CURRENT_TIMESTAMP WHERE id = NEW.id;
END;

CREATE TRIGGER permissions_updated_at AFTER UPDATE ON permissions FOR EACH ROW WHEN NEW.updated_at = OLD.updated_at
BEGIN
    UPDATE permissions SET updated_at = CURRENT_TIMESTAMP WHERE id = NEW.id;
END;

-- Roles that the server needs.
INSERT INTO roles (id, name, description, is_system) VALUES
    (1, 'admin',  'Runs the server: every right.',                  1),
    (2, 'user',   'Asks, and keeps documents.',                     1),
    (3, 'viewer', 'Asks about documents that others brought.',      1);

INSERT INTO permissions (id, code, resource, action, description) VALUES
    ( 1, 'user:create',     'user',     'create', 'Invite people.'),
    ( 2, 'user:read',       'user',     'read',   'See who has an account.'),
    ( 3, 'user:update',     'user',     'update', 'Change accounts and their roles.'),
    ( 4, 'user:delete',     'user',     'delete', 'Remove accounts.'),
    ( 5, 'document:create', 'document', 'create', 'Upload documents.'),
    ( 6, 'document:read',   'document', 'read',   'Read documents and ask about them.'),
    ( 7, 'document:update', 'document', 'update', 'Replace documents and their words.'),
    ( 8, 'document:delete', 'document', 'delete', 'Remove documents.'),
    ( 9, 'settings:read',   'settings', 'read',   'See the settings.'),
    (10, 'settings:update', 'settings', 'update', 'Change the settings.');

INSERT INTO role_permissions (role_id, permission_id)
SELECT roles.id, permissions.id
FROM roles CROSS JOIN permissions
WHERE roles.name = 'admin'
   OR roles.name = 'user' AND permissions.resource = 'document'
   OR roles.name = 'viewer' AND permissions.code = 'document:read';
