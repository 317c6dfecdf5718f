-- Migration 002: Cognito, and any number of identity systems
-- Description: Accounts may be vouched for by several customer identity systems (CIAM), one of them at a time; AWS Cognito is the second.
-- Author: Publisher team
-- Depends: 001
--
-- Safe to run again. Accounts that sign in with Azure Entra ID are copied into the new mappings.

BEGIN;

-- ============================================================================
-- IDENTITY SYSTEMS
-- ============================================================================

CREATE TABLE IF NOT EXISTS ciam_systems (
    id            INTEGER GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    system_name   VARCHAR(50)  NOT NULL,
    display_name  VARCHAR(100) NOT NULL,
    issuer_url    TEXT,
    jwks_url      TEXT,
    configuration JSONB        NOT NULL DEFAULT '{}',
    is_active     BOOLEAN      NOT NULL DEFAULT TRUE,
    created_at    TIMESTAMPTZ  NOT NULL DEFAULT CURRENT_TIMESTAMP,
    updated_at    TIMESTAMPTZ  NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT uq_ciam_systems_system_name UNIQUE (system_name),
    CONSTRAINT ck_ciam_systems_system_name CHECK (system_name ~ '^[a-z][a-z0-9_]*$'),
    CONSTRAINT ck_ciam_systems_jwks_url CHECK (jwks_url IS NULL OR issuer_url IS NOT NULL)
);

COMMENT ON TABLE ciam_systems IS 'A system that vouches for the identity of people: Cognito, Azure Entra ID, and others like them.';
COMMENT ON COLUMN ciam_systems.system_name IS 'Name in code and in mappings.';
COMMENT ON COLUMN ciam_systems.display_name IS 'What the button on the sign-in page says.';
COMMENT ON COLUMN ciam_systems.issuer_url IS 'Claim iss of its tokens; empty until somebody sets it up.';
COMMENT ON COLUMN ciam_systems.jwks_url IS 'Where its public keys are; tokens are checked against them.';
COMMENT ON COLUMN ciam_systems.configuration IS 'What only this kind of system needs, as an object.';

-- Who a person is in a system. Old mappings stay, so that an audit can tell who somebody was.
CREATE TABLE IF NOT EXISTS user_ciam_mappings (
    id              BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    app_user_id     UUID         NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    ciam_system     VARCHAR(50)  NOT NULL REFERENCES ciam_systems (system_name) ON UPDATE CASCADE,
    ciam_identifier VARCHAR(255) NOT NULL,                      -- The person's id there: claim sub or oid.
    is_current_ciam BOOLEAN      NOT NULL DEFAULT FALSE,        -- The one that counts at sign-in.
    valid_from      TIMESTAMPTZ  NOT NULL DEFAULT CURRENT_TIMESTAMP,
    valid_to        TIMESTAMPTZ,                                -- Empty while the mapping is in use.
    metadata        JSONB        NOT NULL DEFAULT '{}',
    created_at      TIMESTAMPTZ  NOT NULL DEFAULT CURRENT_TIMESTAMP,
    updated_at      TIMESTAMPTZ  NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT uq_user_ciam_mappings_identifier UNIQUE (ciam_system, ciam_identifier),
    CONSTRAINT ck_user_ciam_mappings_period CHECK (valid_to IS NULL OR valid_to > valid_from),
    CONSTRAINT ck_user_ciam_mappings_current CHECK (NOT is_current_ciam OR valid_to IS NULL)
);

CREATE UNIQUE INDEX IF NOT EXISTS idx_user_ciam_mappings_current ON user_ciam_mappings (app_user_id) WHERE is_current_ciam;
CREATE INDEX IF NOT EXISTS idx_user_ciam_mappings_app_user_id ON user_ciam_mappings (app_user_id, valid_from DESC);

COMMENT ON TABLE user_ciam_mappings IS 'Who a person is in an identity system. Old mappings stay for the audit trail.';
COMMENT ON INDEX idx_user_ciam_mappings_current IS 'One current mapping for each person.';

-- ============================================================================
-- COGNITO
-- ============================================================================

ALTER TYPE auth_method ADD VALUE IF NOT EXISTS 'cognito' AFTER 'azure_entra';

ALTER TABLE users
    ADD COLUMN IF NOT EXISTS cognito_sub VARCHAR(255),
    ADD COLUMN IF NOT EXISTS cognito_username VARCHAR(255),
    ADD COLUMN IF NOT EXISTS cognito_user_pool_id VARCHAR(100),
    ADD COLUMN IF NOT EXISTS cognito_groups TEXT[] NOT NULL DEFAULT '{}',
    ADD COLUMN IF NOT EXISTS cognito_last_sync TIMESTAMPTZ;

COMMENT ON COLUMN users.cognito_sub IS 'Claim sub: the person in the user pool.';
COMMENT ON COLUMN users.cognito_username IS 'Claim cognito:username.';
COMMENT ON COLUMN users.cognito_user_pool_id IS 'The user pool, with its region in front.';
COMMENT ON COLUMN users.cognito_groups IS 'Claim cognito:groups, in the order of the token.';
COMMENT ON COLUMN users.cognito_last_sync IS 'When the user pool was last asked.';

-- ADD CONSTRAINT knows no IF NOT EXISTS.
DO $$
BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM pg_constraint
        WHERE conname = 'ck_users_cognito' AND conrelid = 'users'::regclass
    ) THEN
        ALTER TABLE users ADD CONSTRAINT ck_users_cognito
            CHECK ((cognito_sub IS NULL) = (cognito_user_pool_id IS NULL));
    END IF;
END;
$$;

CREATE UNIQUE INDEX IF NOT EXISTS idx_users_cognito_sub ON users (cognito_user_pool_id, cognito_sub)
    WHERE cognito_sub IS NOT NULL AND deleted_at IS NULL;

-- ============================================================================
-- TRIGGERS
-- ============================================================================

-- The new tables keep updated_at as the others do.
DO $$
DECLARE
    table_name text;
BEGIN
    FOREACH table_name IN ARRAY ARRAY['ciam_systems', 'user_ciam_mappings'] LOOP
        IF NOT EXISTS (SELECT 1 FROM pg_trigger WHERE tgname = 'trg_' || table_name || '_updated_at') THEN
            EXECUTE format(
                'CREATE TRIGGER %I BEFORE UPDATE ON %I FOR EACH ROW EXECUTE FUNCTION set_updated_at()',
                'trg_' || table_name || '_updated_at', table_name);
        END IF;
    END LOOP;
END;
$$;

-- A person has one current mapping: making another one current ends the one before it.
CREATE OR REPLACE FUNCTION end_former_ciam_mapping() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    UPDATE user_ciam_mappings
    SET is_current_ciam = FALSE, valid_to = CURRENT_TIMESTAMP
    WHERE app_user_id = NEW.app_user_id AND is_current_ciam AND id IS DISTINCT FROM NEW.id;
    RETURN NEW;
END;
$$;

COMMENT ON FUNCTION end_former_ciam_mapping() IS 'Ends the mapping that was current before the one that becomes it.';

CREATE OR REPLACE TRIGGER trg_user_ciam_mappings_current
    BEFORE INSERT OR UPDATE OF is_current_ciam ON user_ciam_mappings
    FOR EACH ROW WHEN (NEW.is_current_ciam)
    EXECUTE FUNCTION end_former_ciam_mapping();

-- ============================================================================
-- ROWS
-- ============================================================================

INSERT INTO ciam_systems (system_name, display_name, issuer_url, jwks_url, configuration, is_active) VALUES
    ('azure_entra', 'Azure Entra ID', 'https://login.example.com/common/v2.0',
     'https://login.example.com/common/discovery/v2.0/keys', '{"claim": "oid", "protocol": "oidc"}', TRUE),
    ('cognito', 'Amazon Cognito', 'https://cognito.example.com/pool',
     'https://cognito.example.com/pool/.well-known/jwks.json', '{"claim": "sub", "protocol": "oidc"}', TRUE),
    ('auth0', 'Auth0', NULL, NULL, '{"claim": "sub", "protocol": "oidc"}', FALSE)
ON CONFLICT (system_name) DO UPDATE
    SET display_name = EXCLUDED.display_name, configuration = EXCLUDED.configuration;

-- Everybody who has signed in with Azure Entra ID gets a mapping, the current one.
INSERT INTO user_ciam_mappings (app_user_id, ciam_system, ciam_identifier, is_current_ciam, valid_from, metadata)
SELECT id, 'azure_entra', azure_tenant_id::text || ':' || azure_entra_id, TRUE, created_at,
       jsonb_build_object('copied_from', 'users')
FROM users
WHERE azure_entra_id IS NOT NULL AND azure_tenant_id IS NOT NULL AND deleted_at IS NULL
ON CONFLICT (ciam_system, ciam_identifier) DO NOTHING;

COMMIT;
