-- Migration 001: Identity and authorization
-- Description: People with their profiles and second factors; resources, roles that inherit from each other, permissions with conditions and time limits, and delegation.
-- Author: Platform team

CREATE EXTENSION IF NOT EXISTS "uuid-ossp";
CREATE EXTENSION IF NOT EXISTS pgcrypto;

-- =====================================================================
-- SHARED TYPES AND FUNCTIONS
-- =====================================================================

-- PostgreSQL has no CREATE TYPE IF NOT EXISTS.
DO $$ BEGIN
    CREATE TYPE user_status AS ENUM ('invited', 'active', 'suspended', 'deactivated');
EXCEPTION WHEN duplicate_object THEN NULL; END $$;

DO $$ BEGIN
    CREATE TYPE mfa_method AS ENUM ('totp', 'webauthn', 'sms');
EXCEPTION WHEN duplicate_object THEN NULL; END $$;

DO $$ BEGIN
    CREATE TYPE permission_effect AS ENUM ('allow', 'deny');
EXCEPTION WHEN duplicate_object THEN NULL; END $$;

COMMENT ON TYPE user_status IS 'Where an account is in its life.';
COMMENT ON TYPE mfa_method IS 'A second factor at sign-in.';
COMMENT ON TYPE permission_effect IS 'A denial wins over any number of grants.';

-- An address that could receive mail. Letter case does not matter, so all are stored in lower case.
CREATE DOMAIN email_address AS VARCHAR(320)
    CONSTRAINT email_address_shape CHECK (VALUE ~ '^[^@\s]+@[^@\s]+\.[^@\s]+$')
    CONSTRAINT email_address_lower CHECK (VALUE = lower(VALUE));

COMMENT ON DOMAIN email_address IS 'An address that could receive mail, in lower case.';

-- A name in code: what programs and configuration call a thing.
CREATE DOMAIN code_name AS VARCHAR(64) CHECK (VALUE ~ '^[a-z][a-z0-9_]*$');

CREATE FUNCTION set_updated_at() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    NEW.updated_at := now();
    RETURN NEW;
END;
$$;

COMMENT ON FUNCTION set_updated_at() IS 'Stamps updated_at on every change of a row.';

-- =====================================================================
-- IDENTITY DOMAIN
-- =====================================================================

-- An account of a person or a program.
CREATE TABLE users (
    id                    UUID PRIMARY KEY DEFAULT uuid_generate_v4(),
    email                 email_address NOT NULL,
    username              VARCHAR(100)  NOT NULL,
    password_hash         VARCHAR(255),
    status                user_status   NOT NULL DEFAULT 'invited',
    is_service_account    BOOLEAN       NOT NULL DEFAULT FALSE,
    failed_login_attempts SMALLINT      NOT NULL DEFAULT 0 CHECK (failed_login_attempts >= 0),
    locked_until          TIMESTAMPTZ,
    last_login_at         TIMESTAMPTZ,
    password_changed_at   TIMESTAMPTZ,
    manager_id            UUID REFERENCES users (id) ON DELETE SET NULL,
    metadata              JSONB         NOT NULL DEFAULT '{}',
    created_at            TIMESTAMPTZ   NOT NULL DEFAULT now(),
    updated_at            TIMESTAMPTZ   NOT NULL DEFAULT now(),
    deleted_at            TIMESTAMPTZ,
    CONSTRAINT uq_users_username UNIQUE (username),
    CONSTRAINT ck_users_own_manager CHECK (manager_id <> id),
    CONSTRAINT ck_users_locked CHECK (locked_until IS NULL OR failed_login_attempts > 0)
);

CREATE UNIQUE INDEX uq_users_email ON users (email) WHERE deleted_at IS NULL;
CREATE INDEX ON users (manager_id);
CREATE INDEX idx_users_active ON users (last_login_at DESC NULLS LAST) WHERE status = 'active' AND deleted_at IS NULL;
CREATE INDEX idx_users_metadata ON users USING gin (metadata jsonb_path_ops);

COMMENT ON TABLE users IS 'An account of a person or of a program.';
COMMENT ON COLUMN users.password_hash IS 'Argon2id; empty for accounts that sign in elsewhere.';
COMMENT ON COLUMN users.locked_until IS 'Set after too many failed sign-ins.';
COMMENT ON COLUMN users.manager_id IS 'Who approves what the person asks for.';
COMMENT ON COLUMN users.metadata IS 'What other systems keep about the account.';
COMMENT ON CONSTRAINT ck_users_own_manager ON users IS 'Nobody approves their own requests.';

-- How a person wants to be seen and spoken to.
CREATE TABLE user_profiles (
    user_id       UUID PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
    given_name    VARCHAR(100),
    family_name   VARCHAR(100),
    display_name  VARCHAR(201) GENERATED ALWAYS AS (
                      btrim(COALESCE(given_name, '') || ' ' || COALESCE(family_name, ''))) STORED,
    department    VARCHAR(100),
    job_title     VARCHAR(100),
    phone         VARCHAR(32) CHECK (phone ~ '^\+[0-9 ]{6,30}$'),
    locale        VARCHAR(10) NOT NULL DEFAULT 'en',
    time_zone     VARCHAR(64) NOT NULL DEFAULT 'UTC',
    preferences   JSONB       NOT NULL DEFAULT '{"theme": "system", "notifications": {"email": true, "push": false}}',
    created_at    TIMESTAMPTZ NOT NULL DEFAULT now(),
    updated_at    TIMESTAMPTZ NOT NULL DEFAULT now()
);

CREATE INDEX idx_user_profiles_name ON user_profiles (lower(family_name), lower(given_name));
CREATE INDEX idx_user_profiles_department ON user_profiles (department) WHERE department IS NOT NULL;

COMMENT ON TABLE user_profiles IS 'How a person wants to be seen and spoken to.';
COMMENT ON COLUMN user_profiles.display_name IS 'Both names; empty when neither is known.';
COMMENT ON COLUMN user_profiles.phone IS 'With country code: +44 20 7946 0000.';

-- A second factor that an account can sign in with.
CREATE TABLE user_mfa_methods (
    id             UUID PRIMARY KEY DEFAULT uuid_generate_v4(),
    user_id        UUID        NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    method         mfa_method  NOT NULL,
    label          VARCHAR(100) NOT NULL DEFAULT 'Authenticator',
    secret         BYTEA,
    backup_codes   TEXT[]      NOT NULL DEFAULT '{}',
    is_primary     BOOLEAN     NOT NULL DEFAULT FALSE,
    verified_at    TIMESTAMPTZ,
    last_used_at   TIMESTAMPTZ,
    created_at     TIMESTAMPTZ NOT NULL DEFAULT now(),
    UNIQUE (user_id, method, label),
    CHECK (array_length(backup_codes, 1) <= 10),
    CHECK (NOT is_primary OR verified_at IS NOT NULL)
);

CREATE UNIQUE INDEX uq_user_mfa_methods_primary ON user_mfa_methods (user_id) WHERE is_primary;

COMMENT ON TABLE user_mfa_methods IS 'A second factor that an account can sign in with.';
COMMENT ON COLUMN user_mfa_methods.secret IS 'Encrypted with the key that protects secrets, see encryption_keys.';
COMMENT ON COLUMN user_mfa_methods.backup_codes IS 'Hashes of the unused one-time codes.';
COMMENT ON INDEX uq_user_mfa_methods_primary IS 'The one that is asked for first.';

-- A signed-in device.
CREATE TABLE user_sessions (
    id              UUID PRIMARY KEY DEFAULT uuid_generate_v4(),
    user_id         UUID        NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    token_hash      BYTEA       NOT NULL UNIQUE,
    ip_address      INET,
    user_agent      TEXT,
    started_at      TIMESTAMPTZ NOT NULL DEFAULT now(),
    last_seen_at    TIMESTAMPTZ NOT NULL DEFAULT now(),
    expires_at      TIMESTAMPTZ NOT NULL DEFAULT now() + INTERVAL '12 hours',
    revoked_at      TIMESTAMPTZ,
    CHECK (expires_at > started_at),
    CHECK (octet_length(token_hash) = 32)
);

CREATE INDEX idx_user_sessions_open ON user_sessions (user_id, expires_at) WHERE revoked_at IS NULL;

COMMENT ON TABLE user_sessions IS 'A signed-in device. Rows are removed thirty days after they end.';
COMMENT ON COLUMN user_sessions.token_hash IS 'SHA-256 of the token; the token itself is nowhere stored.';

-- =====================================================================
-- AUTHORIZATION DOMAIN
-- =====================================================================

-- A kind of thing that rights are about.
CREATE TABLE resource_types (
    id           SERIAL PRIMARY KEY,
    name         code_name    NOT NULL UNIQUE,
    display_name VARCHAR(100) NOT NULL,
    description  TEXT,
    actions      TEXT[]       NOT NULL DEFAULT ARRAY['create', 'read', 'update', 'delete'],
    created_at   TIMESTAMPTZ  NOT NULL DEFAULT now(),
    CONSTRAINT ck_resource_types_actions CHECK (cardinality(actions) BETWEEN 1 AND 20)
);

COMMENT ON TABLE resource_types IS 'A kind of thing that rights are about.';
COMMENT ON COLUMN resource_types.actions IS 'What can be done with such a thing.';

-- One thing, or a branch of the tree of things, that rights are about.
CREATE TABLE resources (
    id               UUID PRIMARY KEY DEFAULT uuid_generate_v4(),
    resource_type_id INTEGER      NOT NULL REFERENCES resource_types (id),
    parent_id        UUID,
    name             VARCHAR(200) NOT NULL,
    path             TEXT         NOT NULL CHECK (path LIKE '/%' AND path NOT LIKE '%//%'),
    owner_id         UUID         REFERENCES users (id) ON DELETE SET NULL,
    attributes       JSONB        NOT NULL DEFAULT '{}'::jsonb,
    created_at       TIMESTAMPTZ  NOT NULL DEFAULT now(),
    updated_at       TIMESTAMPTZ  NOT NULL DEFAULT now(),
    UNIQUE (path),
    FOREIGN KEY (parent_id) REFERENCES resources (id) ON DELETE CASCADE
);

CREATE INDEX ON resources (parent_id, name);
CREATE INDEX idx_resources_path ON resources (path text_pattern_ops);
CREATE INDEX idx_resources_owner ON resources (owner_id) INCLUDE (name) WHERE owner_id IS NOT NULL;

COMMENT ON TABLE resources IS 'One thing that rights are about. Rights on a thing hold for all below it.';
COMMENT ON COLUMN resources.path IS 'Where it stands in the tree: /projects/alpha/documents.';
COMMENT ON COLUMN resources.attributes IS 'What conditions of permissions can ask for.';

-- A set of permissions that people and programs are given.
CREATE TABLE roles (
    id              UUID PRIMARY KEY DEFAULT uuid_generate_v4(),
    name            code_name    NOT NULL,
    display_name    VARCHAR(100) NOT NULL,
    description     TEXT,
    level           SMALLINT     NOT NULL DEFAULT 0,
    is_system       BOOLEAN      NOT NULL DEFAULT FALSE,
    is_assignable   BOOLEAN      NOT NULL DEFAULT TRUE,
    created_by      UUID         REFERENCES users (id) ON DELETE SET NULL,
    created_at      TIMESTAMPTZ  NOT NULL DEFAULT now(),
    updated_at      TIMESTAMPTZ  NOT NULL DEFAULT now(),
    CONSTRAINT uq_roles_name UNIQUE (name),
    CONSTRAINT ck_roles_level CHECK (level BETWEEN 0 AND 100)
);

COMMENT ON TABLE roles IS 'A set of permissions that people and programs are given.';
COMMENT ON COLUMN roles.level IS 'Nobody can give a role of a level above their own.';
COMMENT ON COLUMN roles.is_system IS 'Shipped with the system: cannot be renamed or removed.';

-- Which role has all that another one has. A role may inherit from several.
CREATE TABLE role_hierarchy (
    parent_role_id UUID NOT NULL REFERENCES roles (id) ON DELETE CASCADE,
    child_role_id  UUID NOT NULL REFERENCES roles (id) ON DELETE CASCADE,
    created_at     TIMESTAMPTZ NOT NULL DEFAULT now(),
    PRIMARY KEY (parent_role_id, child_role_id),
    CHECK (parent_role_id <> child_role_id)
);

CREATE INDEX idx_role_hierarchy_child ON role_hierarchy (child_role_id);

COMMENT ON TABLE role_hierarchy IS 'The child role has all that the parent role has.';

-- An action on a kind of thing.
CREATE TABLE permissions (
    id               SERIAL PRIMARY KEY,
    resource_type_id INTEGER      NOT NULL REFERENCES resource_types (id) ON DELETE CASCADE,
    action           VARCHAR(50)  NOT NULL,
    description      TEXT,
    is_sensitive     BOOLEAN      NOT NULL DEFAULT FALSE,
    created_at       TIMESTAMPTZ  NOT NULL DEFAULT now(),
    UNIQUE (resource_type_id, action),
    CHECK (action = lower(action))
);

COMMENT ON TABLE permissions IS 'An action on a kind of thing.';
COMMENT ON COLUMN permissions.is_sensitive IS 'Each use is written to the audit log.';

-- What a role may do, on which things, when and under which conditions.
CREATE TABLE role_permissions (
    id            BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    role_id       UUID              NOT NULL REFERENCES roles (id) ON DELETE CASCADE,
    permission_id INTEGER           NOT NULL REFERENCES permissions (id) ON DELETE CASCADE,
    resource_id   UUID              REFERENCES resources (id) ON DELETE CASCADE,
    effect        permission_effect NOT NULL DEFAULT 'allow',
    conditions    JSONB,
    valid_from    TIMESTAMPTZ       NOT NULL DEFAULT now(),
    valid_until   TIMESTAMPTZ,
    granted_by    UUID              REFERENCES users (id) ON DELETE SET NULL,
    granted_at    TIMESTAMPTZ       NOT NULL DEFAULT now(),
    CONSTRAINT uq_role_permissions UNIQUE NULLS NOT DISTINCT (role_id, permission_id, resource_id),
    CONSTRAINT ck_role_permissions_period CHECK (valid_until IS NULL OR valid_until > valid_from),
    CONSTRAINT ck_role_permissions_conditions CHECK (conditions IS NULL OR jsonb_typeof(conditions) = 'object')
);

CREATE INDEX idx_role_permissions_permission ON role_permissions (permission_id);
CREATE INDEX idx_role_permissions_limited ON role_permissions (valid_until) WHERE valid_until IS NOT NULL;
CREATE INDEX idx_role_permissions_conditions ON role_permissions USING gin (conditions) WHERE conditions IS NOT NULL;

COMMENT ON TABLE role_permissions IS 'What a role may do, on which things, when and under which conditions.';
COMMENT ON COLUMN role_permissions.resource_id IS 'Empty: on all things of the kind.';
COMMENT ON COLUMN role_permissions.conditions IS 'All of these attributes must be as said: {"department": "own"}.';

-- Who has which role, on which things and for how long.
CREATE TABLE user_roles (
    user_id     UUID        NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    role_id     UUID        NOT NULL REFERENCES roles (id) ON DELETE RESTRICT,
    scope_id    UUID        REFERENCES resources (id) ON DELETE CASCADE,
    valid_from  TIMESTAMPTZ NOT NULL DEFAULT now(),
    valid_until TIMESTAMPTZ,
    assigned_by UUID        REFERENCES users (id) ON DELETE SET NULL,
    reason      TEXT,
    PRIMARY KEY (user_id, role_id, valid_from),
    CONSTRAINT ck_user_roles_period CHECK (valid_until > valid_from),
    CONSTRAINT ck_user_roles_not_own CHECK (assigned_by IS DISTINCT FROM user_id)
);

CREATE INDEX idx_user_roles_role ON user_roles (role_id) WHERE valid_until IS NULL;

COMMENT ON TABLE user_roles IS 'Who has which role, on which things and for how long.';
COMMENT ON COLUMN user_roles.scope_id IS 'Empty: everywhere.';

-- A right that somebody lends to somebody else.
CREATE TABLE permission_delegations (
    id            UUID PRIMARY KEY DEFAULT uuid_generate_v4(),
    delegator_id  UUID        NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    delegate_id   UUID        NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    permission_id INTEGER     NOT NULL REFERENCES permissions (id) ON DELETE CASCADE,
    resource_id   UUID        REFERENCES resources (id) ON DELETE CASCADE,
    reason        TEXT        NOT NULL,
    starts_at     TIMESTAMPTZ NOT NULL DEFAULT now(),
    ends_at       TIMESTAMPTZ NOT NULL,
    revoked_at    TIMESTAMPTZ,
    CONSTRAINT ck_permission_delegations_people CHECK (delegator_id <> delegate_id),
    CONSTRAINT ck_permission_delegations_period CHECK (ends_at > starts_at AND ends_at <= starts_at + INTERVAL '90 days')
);

CREATE INDEX idx_permission_delegations_delegate ON permission_delegations (delegate_id, ends_at) WHERE revoked_at IS NULL;

COMMENT ON TABLE permission_delegations IS 'A right that somebody lends to somebody else, for ninety days at most.';

-- What each account may do now, roles and all they inherit included.
CREATE VIEW effective_permissions AS
WITH RECURSIVE inherited (user_id, role_id) AS (
    SELECT ur.user_id, ur.role_id
    FROM user_roles ur
    WHERE ur.valid_from <= now() AND (ur.valid_until IS NULL OR ur.valid_until > now())
    UNION
    SELECT i.user_id, rh.parent_role_id
    FROM inherited i
    JOIN role_hierarchy rh ON rh.child_role_id = i.role_id
)
SELECT i.user_id, rt.name AS resource_type, p.action, rp.resource_id, rp.effect, rp.conditions
FROM inherited i
JOIN role_permissions rp ON rp.role_id = i.role_id
JOIN permissions p ON p.id = rp.permission_id
JOIN resource_types rt ON rt.id = p.resource_type_id
WHERE rp.valid_from <= now() AND (rp.valid_until IS NULL OR rp.valid_until > now());

COMMENT ON VIEW effective_permissions IS 'What each account may do now, roles and all they inherit included.';

-- =====================================================================
-- TRIGGERS
-- =====================================================================

CREATE TRIGGER users_updated_at BEFORE UPDATE ON users
    FOR EACH ROW EXECUTE FUNCTION set_updated_at();
CREATE TRIGGER user_profiles_updated_at BEFORE UPDATE ON user_profiles
    FOR EACH ROW EXECUTE FUNCTION set_updated_at();
CREATE TRIGGER resources_updated_at BEFORE UPDATE ON resources
    FOR EACH ROW EXECUTE FUNCTION set_updated_at();
CREATE TRIGGER roles_updated_at BEFORE UPDATE ON roles
    FOR EACH ROW EXECUTE FUNCTION set_updated_at();

-- A circle of roles would give everybody in it everything.
CREATE FUNCTION refuse_role_circles() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        WITH RECURSIVE above (role_id) AS (
            SELECT NEW.parent_role_id
            UNION
            SELECT rh.parent_role_id FROM role_hierarchy rh JOIN above a ON rh.child_role_id = a.role_id
        )
        SELECT 1 FROM above WHERE role_id = NEW.child_role_id
    ) THEN
        RAISE EXCEPTION 'role % would inherit from itself', NEW.child_role_id USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END;
$$;

COMMENT ON FUNCTION refuse_role_circles() IS 'A circle of roles would give everybody in it everything.';

CREATE CONSTRAINT TRIGGER role_hierarchy_has_no_circle
    AFTER INSERT OR UPDATE ON role_hierarchy
    DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION refuse_role_circles();
