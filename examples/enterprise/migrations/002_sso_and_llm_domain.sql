-- Migration 002: Single sign-on, and language models
-- Description: Sign-in through the organisation's own identity providers; providers and models with prices, conversations, documents, prompt templates, and what each call used.
-- Author: Platform team
-- Depends: 001

BEGIN;

DO $$ BEGIN
    CREATE TYPE sso_protocol AS ENUM ('saml', 'oidc');
EXCEPTION WHEN duplicate_object THEN NULL; END $$;

DO $$ BEGIN
    CREATE TYPE message_role AS ENUM ('user', 'assistant', 'system');
EXCEPTION WHEN duplicate_object THEN NULL; END $$;

DO $$ BEGIN
    CREATE TYPE document_status AS ENUM ('uploaded', 'processing', 'ready', 'failed');
EXCEPTION WHEN duplicate_object THEN NULL; END $$;

-- What a thousand tokens cost, in one currency.
CREATE TYPE token_price AS (
    currency CHAR(3),
    input    NUMERIC(12, 6),
    output   NUMERIC(12, 6)
);

COMMENT ON TYPE token_price IS 'What a thousand tokens cost, in one currency.';

-- Somebody who speaks WebAuthn can also use a passkey.
ALTER TYPE mfa_method RENAME VALUE 'webauthn' TO 'security_key';
ALTER TYPE mfa_method ADD VALUE IF NOT EXISTS 'passkey' BEFORE 'sms';

-- =====================================================================
-- IDENTITY DOMAIN
-- =====================================================================

-- An identity provider of the organisation.
CREATE TABLE sso_providers (
    id             UUID PRIMARY KEY DEFAULT uuid_generate_v4(),
    name           VARCHAR(100) NOT NULL UNIQUE,
    protocol       sso_protocol NOT NULL,
    issuer         TEXT         NOT NULL,
    metadata_url   TEXT,
    client_id      VARCHAR(255),
    certificate    TEXT,
    email_domains  TEXT[]       NOT NULL DEFAULT '{}',
    default_role   code_name    DEFAULT 'user',
    is_enabled     BOOLEAN      NOT NULL DEFAULT TRUE,
    created_at     TIMESTAMPTZ  NOT NULL DEFAULT now(),
    updated_at     TIMESTAMPTZ  NOT NULL DEFAULT now(),
    CONSTRAINT ck_sso_providers_protocol CHECK (
        CASE protocol WHEN 'oidc' THEN client_id IS NOT NULL ELSE certificate IS NOT NULL END),
    CONSTRAINT fk_sso_providers_default_role FOREIGN KEY (default_role) REFERENCES roles (name)
        ON UPDATE CASCADE ON DELETE SET DEFAULT
);

CREATE INDEX idx_sso_providers_domains ON sso_providers USING gin (email_domains) WHERE is_enabled;

COMMENT ON TABLE sso_providers IS 'An identity provider of the organisation.';
COMMENT ON COLUMN sso_providers.email_domains IS 'People with such an address are sent to this provider.';
COMMENT ON COLUMN sso_providers.default_role IS 'What people have after their first sign-in.';

-- Who an account is at an identity provider.
CREATE TABLE sso_identities (
    provider_id   UUID         NOT NULL REFERENCES sso_providers (id) ON DELETE CASCADE,
    subject       VARCHAR(255) NOT NULL,
    user_id       UUID         NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    attributes    JSONB        NOT NULL DEFAULT '{}',
    linked_at     TIMESTAMPTZ  NOT NULL DEFAULT now(),
    last_login_at TIMESTAMPTZ,
    PRIMARY KEY (provider_id, subject),
    UNIQUE (user_id, provider_id)
);

COMMENT ON TABLE sso_identities IS 'Who an account is at an identity provider.';
COMMENT ON COLUMN sso_identities.subject IS 'Claim sub, or the NameID of SAML.';

-- =====================================================================
-- LLM DOMAIN
-- =====================================================================

-- A company, or a machine of our own, that runs language models.
CREATE TABLE llm_providers (
    id              SERIAL PRIMARY KEY,
    name            code_name    NOT NULL UNIQUE,
    display_name    VARCHAR(100) NOT NULL,
    base_url        TEXT         NOT NULL CHECK (base_url ~ '^https?://'),
    region          VARCHAR(20)  NOT NULL DEFAULT 'eu',
    is_enabled      BOOLEAN      NOT NULL DEFAULT TRUE,
    rate_limit      INTEGER      CHECK (rate_limit > 0),
    configuration   JSON         NOT NULL DEFAULT '{}',
    created_at      TIMESTAMPTZ  NOT NULL DEFAULT now(),
    updated_at      TIMESTAMPTZ  NOT NULL DEFAULT now(),
    CONSTRAINT ck_llm_providers_region CHECK (region IN ('eu', 'us', 'apac', 'on_site'))
);

COMMENT ON TABLE llm_providers IS 'A company, or a machine of our own, that runs language models.';
COMMENT ON COLUMN llm_providers.rate_limit IS 'Calls a minute; empty for no limit.';

-- A language model that assistants may use.
CREATE TABLE llm_models (
    id                 SERIAL PRIMARY KEY,
    provider_id        INTEGER      NOT NULL REFERENCES llm_providers (id) ON DELETE CASCADE,
    name               VARCHAR(100) NOT NULL,
    display_name       VARCHAR(100) NOT NULL,
    context_tokens     INTEGER      NOT NULL CHECK (context_tokens BETWEEN 1024 AND 10000000),
    max_output_tokens  INTEGER      NOT NULL DEFAULT 4096,
    input_price        NUMERIC(12, 6) NOT NULL,
    output_price       NUMERIC(12, 6) NOT NULL,
    currency           CHAR(3)      NOT NULL DEFAULT 'EUR',
    capabilities       TEXT[]       NOT NULL DEFAULT '{chat}',
    is_default         BOOLEAN      NOT NULL DEFAULT FALSE,
    is_enabled         BOOLEAN      NOT NULL DEFAULT TRUE,
    retired_on         DATE,
    created_at         TIMESTAMPTZ  NOT NULL DEFAULT now(),
    updated_at         TIMESTAMPTZ  NOT NULL DEFAULT now(),
    UNIQUE (provider_id, name),
    CONSTRAINT ck_llm_models_prices CHECK (input_price >= 0 AND output_price >= 0),
    CONSTRAINT ck_llm_models_output CHECK (max_output_tokens <= context_tokens),
    CONSTRAINT ck_llm_models_currency CHECK (currency ~ '^[A-Z]{3}$'),
    CONSTRAINT ck_llm_models_capabilities CHECK (capabilities <@ ARRAY['chat', 'vision', 'tools', 'embedding'])
);

CREATE UNIQUE INDEX uq_llm_models_default ON llm_models (is_default) WHERE is_default;

COMMENT ON TABLE llm_models IS 'A language model that assistants may use.';
COMMENT ON COLUMN llm_models.input_price IS 'Of a thousand tokens that are read.';
COMMENT ON COLUMN llm_models.output_price IS 'Of a thousand tokens that are written.';

-- Prices of the past, so that old usage can be priced again.
CREATE TABLE llm_model_prices (
    model_id   INTEGER     NOT NULL REFERENCES llm_models (id) ON DELETE CASCADE,
    validity   DATERANGE   NOT NULL DEFAULT '[2026-01-01,)',
    price      token_price NOT NULL,
    PRIMARY KEY (model_id, validity),
    CHECK (NOT isempty(validity)),
    CHECK ((price).input >= 0 AND (price).output >= 0)
);

COMMENT ON TABLE llm_model_prices IS 'Prices of the past, so that old usage can be priced again.';

-- A prompt that people share. Its text is in the versions.
CREATE TABLE prompt_templates (
    id            UUID PRIMARY KEY DEFAULT uuid_generate_v4(),
    name          VARCHAR(150) NOT NULL,
    category      VARCHAR(50)  NOT NULL DEFAULT 'general',
    owner_id      UUID         NOT NULL REFERENCES users (id),
    is_shared     BOOLEAN      NOT NULL DEFAULT FALSE,
    tags          TEXT[]       NOT NULL DEFAULT '{}',
    created_at    TIMESTAMPTZ  NOT NULL DEFAULT now(),
    updated_at    TIMESTAMPTZ  NOT NULL DEFAULT now(),
    CONSTRAINT uq_prompt_templates_name UNIQUE (owner_id, name)
);

-- A text of a prompt template. Texts are never changed: a change is a new version.
CREATE TABLE prompt_template_versions (
    template_id UUID     NOT NULL REFERENCES prompt_templates (id) ON DELETE CASCADE,
    version     INTEGER  NOT NULL CHECK (version > 0),
    content     TEXT     NOT NULL,
    variables   JSONB    NOT NULL DEFAULT '[]' CHECK (jsonb_typeof(variables) = 'array'),
    created_by  UUID     REFERENCES users (id) ON DELETE SET NULL,
    created_at  TIMESTAMPTZ NOT NULL DEFAULT now(),
    PRIMARY KEY (template_id, version)
);

COMMENT ON TABLE prompt_templates IS 'A prompt that people share.';
COMMENT ON TABLE prompt_template_versions IS 'A text of a prompt template. Texts are never changed: a change is a new version.';
COMMENT ON COLUMN prompt_template_versions.variables IS 'Names of what is filled in.';

-- What a person and an assistant said to each other.
CREATE TABLE conversations (
    id               UUID PRIMARY KEY DEFAULT uuid_generate_v4(),
    user_id          UUID         NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    model_id         INTEGER      REFERENCES llm_models (id) ON DELETE SET NULL,
    template_id      UUID,
    template_version INTEGER,
    title            VARCHAR(300),
    temperature      REAL         NOT NULL DEFAULT 0.7 CHECK (temperature BETWEEN 0 AND 2),
    is_archived      BOOLEAN      NOT NULL DEFAULT FALSE,
    message_count    INTEGER      NOT NULL DEFAULT 0,
    created_at       TIMESTAMPTZ  NOT NULL DEFAULT now(),
    updated_at       TIMESTAMPTZ  NOT NULL DEFAULT now(),
    FOREIGN KEY (template_id, template_version) REFERENCES prompt_template_versions MATCH FULL ON DELETE SET NULL
);

CREATE INDEX idx_conversations_user ON conversations (user_id, updated_at DESC) WHERE NOT is_archived;

COMMENT ON TABLE conversations IS 'What a person and an assistant said to each other.';
COMMENT ON COLUMN conversations.message_count IS 'Kept by a trigger.';

-- One thing said in a conversation.
CREATE TABLE messages (
    conversation_id UUID         NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
    position        INTEGER      NOT NULL,
    role            message_role NOT NULL,
    content         TEXT         NOT NULL,
    search          TSVECTOR     GENERATED ALWAYS AS (to_tsvector('english', content)) STORED,
    token_count     INTEGER      NOT NULL DEFAULT 0 CHECK (token_count >= 0),
    rating          SMALLINT     CHECK (rating IN (-1, 1)),
    created_at      TIMESTAMPTZ  NOT NULL DEFAULT now(),
    PRIMARY KEY (conversation_id, position)
);

CREATE INDEX idx_messages_search ON messages USING gin (search);

COMMENT ON TABLE messages IS 'One thing said in a conversation.';
COMMENT ON COLUMN messages.rating IS 'Thumb down or up; empty when nobody said.';

-- A file that assistants may read from.
CREATE TABLE documents (
    id            UUID PRIMARY KEY DEFAULT uuid_generate_v4(),
    owner_id      UUID            NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    resource_id   UUID            UNIQUE REFERENCES resources (id) ON DELETE SET NULL,
    file_name     VARCHAR(255)    NOT NULL,
    media_type    VARCHAR(127)    NOT NULL DEFAULT 'application/octet-stream',
    size_bytes    BIGINT          NOT NULL CHECK (size_bytes BETWEEN 0 AND 1073741824),
    sha256        BYTEA           NOT NULL CHECK (octet_length(sha256) = 32),
    status        document_status NOT NULL DEFAULT 'uploaded',
    failure       TEXT,
    metadata      JSONB           NOT NULL DEFAULT '{"pages": null, "language": null}',
    created_at    TIMESTAMPTZ     NOT NULL DEFAULT now(),
    updated_at    TIMESTAMPTZ     NOT NULL DEFAULT now(),
    CONSTRAINT ck_documents_failure CHECK ((status = 'failed') = (failure IS NOT NULL))
);

CREATE UNIQUE INDEX uq_documents_content ON documents (owner_id, sha256);
CREATE INDEX idx_documents_waiting ON documents (created_at) WHERE status IN ('uploaded', 'processing');

COMMENT ON TABLE documents IS 'A file that assistants may read from.';
COMMENT ON COLUMN documents.sha256 IS 'Of its bytes: the same file is kept once for each owner.';

-- Which documents a message was made from.
CREATE TABLE message_documents (
    conversation_id UUID    NOT NULL,
    position        INTEGER NOT NULL,
    document_id     UUID    NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    relevance       NUMERIC(5, 4) NOT NULL DEFAULT 1 CHECK (relevance BETWEEN 0 AND 1),
    PRIMARY KEY (conversation_id, position, document_id),
    CONSTRAINT fk_message_documents_message FOREIGN KEY (conversation_id, position)
        REFERENCES messages (conversation_id, position) ON DELETE CASCADE
);

CREATE INDEX idx_message_documents_document ON message_documents (document_id);

COMMENT ON TABLE message_documents IS 'Which documents a message was made from.';

-- What one call of a model used. Divided by month; months older than two years are removed whole.
CREATE TABLE llm_usage_logs (
    id              BIGINT GENERATED ALWAYS AS IDENTITY,
    used_at         TIMESTAMPTZ NOT NULL DEFAULT now(),
    user_id         UUID        REFERENCES users (id) ON DELETE SET NULL,
    model_id        INTEGER     NOT NULL REFERENCES llm_models (id),
    conversation_id UUID        REFERENCES conversations (id) ON DELETE SET NULL,
    input_tokens    INTEGER     NOT NULL DEFAULT 0 CHECK (input_tokens >= 0),
    output_tokens   INTEGER     NOT NULL DEFAULT 0 CHECK (output_tokens >= 0),
    total_tokens    INTEGER     GENERATED ALWAYS AS (input_tokens + output_tokens) STORED,
    cost            NUMERIC(14, 6) NOT NULL DEFAULT 0,
    duration        INTERVAL,
    succeeded       BOOLEAN     NOT NULL DEFAULT TRUE,
    PRIMARY KEY (id, used_at)
) PARTITION BY RANGE (used_at);

CREATE INDEX idx_llm_usage_logs_user ON llm_usage_logs (user_id, used_at DESC);
CREATE INDEX idx_llm_usage_logs_failed ON llm_usage_logs (model_id, used_at) WHERE NOT succeeded;

CREATE TABLE llm_usage_logs_2026_01 PARTITION OF llm_usage_logs FOR VALUES FROM ('2026-01-01') TO ('2026-02-01');
CREATE TABLE llm_usage_logs_2026_02 PARTITION OF llm_usage_logs FOR VALUES FROM ('2026-02-01') TO ('2026-03-01');
CREATE TABLE llm_usage_logs_2026_03 PARTITION OF llm_usage_logs FOR VALUES FROM ('2026-03-01') TO ('2026-04-01');
CREATE TABLE llm_usage_logs_default PARTITION OF llm_usage_logs DEFAULT;

COMMENT ON TABLE llm_usage_logs IS 'What one call of a model used. Divided by month; months older than two years are removed whole.';
COMMENT ON COLUMN llm_usage_logs.cost IS 'At the prices of that day, in the currency of the model.';

-- =====================================================================
-- TRIGGERS AND POLICIES
-- =====================================================================

CREATE FUNCTION count_messages() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    UPDATE conversations c
    SET message_count = c.message_count + n.added
    FROM (SELECT conversation_id, count(*) AS added FROM added_messages GROUP BY conversation_id) n
    WHERE c.id = n.conversation_id;
    RETURN NULL;
END;
$$;

COMMENT ON FUNCTION count_messages() IS 'Keeps conversations.message_count, once for each statement.';

CREATE TRIGGER messages_counted AFTER INSERT ON messages
    REFERENCING NEW TABLE AS added_messages
    FOR EACH STATEMENT EXECUTE FUNCTION count_messages();

-- People see their own conversations. The application says who asks: SET app.user_id.
ALTER TABLE conversations ENABLE ROW LEVEL SECURITY;
CREATE POLICY conversations_of_oneself ON conversations
    USING (user_id = NULLIF(current_setting('app.user_id', true), '')::uuid)
    WITH CHECK (user_id = NULLIF(current_setting('app.user_id', true), '')::uuid AND NOT is_archived);
COMMENT ON POLICY conversations_of_oneself ON conversations IS 'People see their own conversations.';

ALTER TABLE documents ENABLE ROW LEVEL SECURITY;
ALTER TABLE documents FORCE ROW LEVEL SECURITY;
CREATE POLICY documents_of_oneself ON documents FOR SELECT
    USING (owner_id = NULLIF(current_setting('app.user_id', true), '')::uuid
           OR EXISTS (SELECT 1 FROM message_documents md WHERE md.document_id = documents.id));
CREATE POLICY documents_not_while_processing ON documents AS RESTRICTIVE FOR DELETE
    USING (status <> 'processing');

COMMIT;
