-- Migration 001: Initial schema
-- Description: Customers with their sites, people who sign in with Azure Entra ID, and the posts that they write.
-- Author: Publisher team
--
-- Safe to run again: everything is created only when it is missing, and rows that are there stay as they are.

BEGIN;

-- ============================================================================
-- SHARED FUNCTIONS
-- ============================================================================

-- Keeps updated_at true, whoever writes the row.
CREATE OR REPLACE FUNCTION set_updated_at() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    NEW.updated_at = CURRENT_TIMESTAMP;
    RETURN NEW;
END;
$$;

COMMENT ON FUNCTION set_updated_at() IS 'Stamps updated_at on every change of a row.';

-- ============================================================================
-- TENANCY
-- ============================================================================

-- An organisation that pays for the service. Everything else belongs, directly or through a site, to one of them.
CREATE TABLE IF NOT EXISTS customers (
    id                UUID PRIMARY KEY DEFAULT gen_random_uuid(),
    name              VARCHAR(255) NOT NULL,                    -- As it stands on the invoice.
    email             VARCHAR(320) NOT NULL,                    -- Where invoices and warnings go.
    status            VARCHAR(20)  NOT NULL DEFAULT 'active'    -- A suspended customer's sites are read-only.
                      CHECK (status IN ('trial', 'active', 'suspended', 'closed')),
    subscription_plan VARCHAR(50)  NOT NULL DEFAULT 'basic',    -- Name of the plan in the price list.
    max_sites         INTEGER      NOT NULL DEFAULT 3 CHECK (max_sites BETWEEN 1 AND 1000),
    settings          JSONB        NOT NULL DEFAULT '{"locale": "en", "notify": true}',  -- Defaults for new sites.
    created_at        TIMESTAMPTZ  NOT NULL DEFAULT CURRENT_TIMESTAMP,
    updated_at        TIMESTAMPTZ  NOT NULL DEFAULT CURRENT_TIMESTAMP,
    deleted_at        TIMESTAMPTZ                               -- Soft delete: the row stays until invoices expire.
);

CREATE UNIQUE INDEX IF NOT EXISTS uq_customers_email ON customers (lower(email)) WHERE deleted_at IS NULL;
CREATE INDEX IF NOT EXISTS idx_customers_status ON customers (status) WHERE deleted_at IS NULL;

-- A web site of a customer, with an address and a look of its own.
CREATE TABLE IF NOT EXISTS sites (
    id             UUID PRIMARY KEY DEFAULT gen_random_uuid(),
    customer_id    UUID         NOT NULL REFERENCES customers (id) ON DELETE CASCADE,
    name           VARCHAR(255) NOT NULL,                       -- Heading of the site.
    slug           VARCHAR(100) NOT NULL,                       -- First part of its address: news in news.example.com.
    custom_domain  VARCHAR(253),                                -- A host name of the customer's own.
    status         VARCHAR(20)  NOT NULL DEFAULT 'draft',
    template       VARCHAR(50)  NOT NULL DEFAULT 'standard',    -- Folder of the theme.
    theme          JSONB        NOT NULL DEFAULT '{}'::jsonb,   -- Colours and fonts that differ from the template's.
    created_at     TIMESTAMPTZ  NOT NULL DEFAULT CURRENT_TIMESTAMP,
    updated_at     TIMESTAMPTZ  NOT NULL DEFAULT CURRENT_TIMESTAMP,
    deleted_at     TIMESTAMPTZ,
    CONSTRAINT ck_sites_status CHECK (status IN ('draft', 'online', 'offline')),
    CONSTRAINT ck_sites_slug CHECK (slug ~ '^[a-z0-9]([a-z0-9-]*[a-z0-9])?$'),
    CONSTRAINT ck_sites_custom_domain CHECK (custom_domain IS NULL OR custom_domain LIKE '%_._%')
);

CREATE UNIQUE INDEX IF NOT EXISTS uq_sites_slug ON sites (slug) WHERE deleted_at IS NULL;
CREATE UNIQUE INDEX IF NOT EXISTS uq_sites_custom_domain ON sites (lower(custom_domain))
    WHERE custom_domain IS NOT NULL AND deleted_at IS NULL;
CREATE INDEX IF NOT EXISTS idx_sites_customer_id ON sites (customer_id) WHERE deleted_at IS NULL;

-- ============================================================================
-- PEOPLE
-- ============================================================================

-- How an account proves who it is. A label is never removed, since old rows keep it.
DO $$
BEGIN
    CREATE TYPE auth_method AS ENUM ('password', 'azure_entra', 'api_key');
EXCEPTION
    WHEN duplicate_object THEN NULL;
END;
$$;

COMMENT ON TYPE auth_method IS 'How an account proves who it is.';

-- A person with an account. People belong to no customer: the same person may write for several.
CREATE TABLE IF NOT EXISTS users (
    id                     UUID PRIMARY KEY DEFAULT gen_random_uuid(),
    email                  VARCHAR(320) NOT NULL,               -- Address for notices, as the person typed it.
    username               VARCHAR(100) NOT NULL,               -- Shown beside what the person wrote.
    display_name           VARCHAR(200),                        -- Full name; the user name stands in when it is missing.
    auth_method            auth_method  NOT NULL DEFAULT 'azure_entra',
    password_hash          VARCHAR(255),                        -- Argon2id; only with auth_method 'password'.
    -- Azure Entra ID: what the token said at the latest sign-in.
    azure_entra_id         VARCHAR(255),                        -- Claim oid: the object in the customer's directory.
    azure_tenant_id        UUID,                                -- Claim tid: the directory itself.
    azure_object_id        UUID,
    azure_principal_name   VARCHAR(320),                        -- Claim upn.
    azure_roles            TEXT[]       NOT NULL DEFAULT '{}',  -- Claim roles, in the order of the token.
    azure_last_sync        TIMESTAMPTZ,                         -- When the directory was last asked.
    email_verified         BOOLEAN      NOT NULL DEFAULT FALSE,
    last_login             TIMESTAMPTZ,
    created_at             TIMESTAMPTZ  NOT NULL DEFAULT CURRENT_TIMESTAMP,
    updated_at             TIMESTAMPTZ  NOT NULL DEFAULT CURRENT_TIMESTAMP,
    deleted_at             TIMESTAMPTZ,
    CONSTRAINT ck_users_email CHECK (email LIKE '%_@_%'),
    CONSTRAINT ck_users_password CHECK (auth_method <> 'password' OR password_hash IS NOT NULL),
    CONSTRAINT ck_users_azure CHECK (auth_method <> 'azure_entra' OR azure_entra_id IS NOT NULL)
);

CREATE UNIQUE INDEX IF NOT EXISTS idx_users_email ON users (lower(email)) WHERE deleted_at IS NULL;
CREATE UNIQUE INDEX IF NOT EXISTS idx_users_username ON users (lower(username)) WHERE deleted_at IS NULL;
CREATE UNIQUE INDEX IF NOT EXISTS idx_users_azure_entra_id ON users (azure_tenant_id, azure_entra_id)
    WHERE azure_entra_id IS NOT NULL AND deleted_at IS NULL;
CREATE INDEX IF NOT EXISTS idx_users_azure_roles ON users USING gin (azure_roles);

-- Where people of a customer's directory sign in. One row for each directory.
CREATE TABLE IF NOT EXISTS azure_entra_config (
    id                SERIAL PRIMARY KEY,
    tenant_id         UUID         NOT NULL UNIQUE,             -- The directory.
    client_id         UUID         NOT NULL,                    -- This application, as registered there.
    authority_url     TEXT         NOT NULL                     -- Where tokens are asked for.
                      GENERATED ALWAYS AS ('https://login.example.com/' || tenant_id::text) STORED,
    redirect_uri      TEXT         NOT NULL CHECK (redirect_uri ~* '^https://'),
    scopes            TEXT[]       NOT NULL DEFAULT ARRAY['openid', 'profile', 'email'],
    is_active         BOOLEAN      NOT NULL DEFAULT TRUE,
    created_at        TIMESTAMPTZ  NOT NULL DEFAULT CURRENT_TIMESTAMP,
    updated_at        TIMESTAMPTZ  NOT NULL DEFAULT CURRENT_TIMESTAMP
);

-- ============================================================================
-- CONTENT
-- ============================================================================

-- An article of a site. Its text is Markdown; drafts are posts without a date of publication.
CREATE TABLE IF NOT EXISTS posts (
    id           UUID PRIMARY KEY DEFAULT gen_random_uuid(),
    site_id      UUID         NOT NULL REFERENCES sites (id) ON DELETE CASCADE,
    user_id      UUID         NOT NULL REFERENCES users (id) ON DELETE RESTRICT,  -- Who wrote it.
    title        VARCHAR(300) NOT NULL CHECK (length(trim(title)) > 0),
    slug         VARCHAR(300) NOT NULL,
    excerpt      VARCHAR(1000),                                 -- Shown in lists; else the first paragraph is.
    content      TEXT         NOT NULL DEFAULT '',
    status       VARCHAR(20)  NOT NULL DEFAULT 'draft',
    tags         TEXT[]       NOT NULL DEFAULT '{}',
    word_count   INTEGER      GENERATED ALWAYS AS (
                     CASE WHEN btrim(content) = '' THEN 0
                          ELSE array_length(regexp_split_to_array(btrim(content), '\s+'), 1)
                     END) STORED,
    published_at TIMESTAMPTZ,                                   -- In the future for a post that is scheduled.
    created_at   TIMESTAMPTZ  NOT NULL DEFAULT CURRENT_TIMESTAMP,
    updated_at   TIMESTAMPTZ  NOT NULL DEFAULT CURRENT_TIMESTAMP,
    deleted_at   TIMESTAMPTZ,
    CONSTRAINT ck_posts_status CHECK (status IN ('draft', 'review', 'published', 'archived')),
    CONSTRAINT ck_posts_published CHECK (status <> 'published' OR published_at IS NOT NULL)
);

CREATE UNIQUE INDEX IF NOT EXISTS uq_posts_site_slug ON posts (site_id, slug) WHERE deleted_at IS NULL;
CREATE INDEX IF NOT EXISTS idx_posts_site_id ON posts (site_id) WHERE deleted_at IS NULL;
CREATE INDEX IF NOT EXISTS idx_posts_user_id ON posts (user_id) WHERE deleted_at IS NULL;
CREATE INDEX IF NOT EXISTS idx_posts_published ON posts (site_id, published_at DESC NULLS LAST)
    WHERE status = 'published' AND deleted_at IS NULL;
CREATE INDEX IF NOT EXISTS idx_posts_tags ON posts USING gin (tags);

-- ============================================================================
-- TRIGGERS
-- ============================================================================

DROP TRIGGER IF EXISTS trg_customers_updated_at ON customers;
CREATE TRIGGER trg_customers_updated_at BEFORE UPDATE ON customers
    FOR EACH ROW EXECUTE FUNCTION set_updated_at();

DROP TRIGGER IF EXISTS trg_sites_updated_at ON sites;
CREATE TRIGGER trg_sites_updated_at BEFORE UPDATE ON sites
    FOR EACH ROW EXECUTE FUNCTION set_updated_at();

DROP TRIGGER IF EXISTS trg_users_updated_at ON users;
CREATE TRIGGER trg_users_updated_at BEFORE UPDATE ON users
    FOR EACH ROW EXECUTE FUNCTION set_updated_at();

DROP TRIGGER IF EXISTS trg_azure_entra_config_updated_at ON azure_entra_config;
CREATE TRIGGER trg_azure_entra_config_updated_at BEFORE UPDATE ON azure_entra_config
    FOR EACH ROW EXECUTE FUNCTION set_updated_at();

DROP TRIGGER IF EXISTS trg_posts_updated_at ON posts;
CREATE TRIGGER trg_posts_updated_at BEFORE UPDATE ON posts
    FOR EACH ROW
    WHEN ((OLD.title, OLD.content, OLD.status) IS DISTINCT FROM (NEW.title, NEW.content, NEW.status))
    EXECUTE FUNCTION set_updated_at();

-- ============================================================================
-- DEFAULT ROWS
-- ============================================================================

-- A new installation has a customer and a site, so that the first person who signs in can write at once.
INSERT INTO customers (id, name, email, status, subscription_plan)
VALUES ('00000000-0000-4000-8000-000000000001', 'Default customer', 'admin@example.com', 'active', 'basic')
ON CONFLICT (id) DO NOTHING;

INSERT INTO sites (id, customer_id, name, slug, status)
VALUES ('00000000-0000-4000-8000-000000000002', '00000000-0000-4000-8000-000000000001', 'Default site', 'default', 'online')
ON CONFLICT (id) DO NOTHING;

COMMIT;
