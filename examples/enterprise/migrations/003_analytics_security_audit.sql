-- Migration 003: Analytics, security and audit
-- Description: What the service is used for and what it costs; how data is classified, masked and encrypted; and who did what, in tables that are divided by month.
-- Author: Platform team
-- Depends: 001, 002

-- =====================================================================
-- SHARED FUNCTIONS
-- =====================================================================

-- Makes the partitions of a table for a number of months, named table_2026_01. Those that exist stay.
CREATE OR REPLACE PROCEDURE create_monthly_partitions(parent regclass, first_month date, months integer)
LANGUAGE plpgsql AS $$
DECLARE
    month date;
BEGIN
    FOR i IN 0 .. months - 1 LOOP
        month := first_month + make_interval(months => i);
        EXECUTE format('CREATE TABLE IF NOT EXISTS %I PARTITION OF %s FOR VALUES FROM (%L) TO (%L)',
                       parent::text || to_char(month, '_YYYY_MM'), parent, month, (month + INTERVAL '1 month')::date);
    END LOOP;
END;
$$;

COMMENT ON PROCEDURE create_monthly_partitions(regclass, date, integer) IS
    'Makes the partitions of a table for a number of months.';

-- =====================================================================
-- ANALYTICS DOMAIN
-- =====================================================================

-- A part of the organisation that pays for what its people use.
CREATE TABLE cost_centres (
    code        VARCHAR(20)  PRIMARY KEY CHECK (code SIMILAR TO '[A-Z]{2}-[0-9]{4}'),
    name        VARCHAR(100) NOT NULL,
    parent_code VARCHAR(20)  REFERENCES cost_centres ON UPDATE CASCADE,
    owner_id    UUID         REFERENCES users (id) ON DELETE SET NULL,
    is_active   BOOLEAN      NOT NULL DEFAULT TRUE,
    created_at  TIMESTAMPTZ  NOT NULL DEFAULT now(),
    updated_at  TIMESTAMPTZ  NOT NULL DEFAULT now()
);

COMMENT ON TABLE cost_centres IS 'A part of the organisation that pays for what its people use.';
COMMENT ON COLUMN cost_centres.code IS 'Country and number: DE-0042.';

ALTER TABLE user_profiles
    ADD COLUMN cost_centre_code VARCHAR(20),
    ADD CONSTRAINT fk_user_profiles_cost_centre FOREIGN KEY (cost_centre_code) REFERENCES cost_centres (code)
        ON UPDATE CASCADE ON DELETE SET NULL;

COMMENT ON COLUMN user_profiles.cost_centre_code IS 'Who pays for what the person uses.';

-- How much a cost centre may spend.
CREATE TABLE budgets (
    id               UUID PRIMARY KEY DEFAULT uuid_generate_v4(),
    cost_centre_code VARCHAR(20)    REFERENCES cost_centres (code) ON UPDATE CASCADE ON DELETE CASCADE,
    period           DATERANGE      NOT NULL,
    amount           NUMERIC(14, 2) NOT NULL CHECK (amount > 0),
    currency         CHAR(3)        NOT NULL DEFAULT 'EUR',
    warn_at          NUMERIC(3, 2)  NOT NULL DEFAULT 0.8,
    is_hard_limit    BOOLEAN        NOT NULL DEFAULT FALSE,
    created_at       TIMESTAMPTZ    NOT NULL DEFAULT now(),
    updated_at       TIMESTAMPTZ    NOT NULL DEFAULT now(),
    CONSTRAINT ck_budgets_warn_at CHECK (warn_at > 0 AND warn_at <= 1),
    CONSTRAINT ck_budgets_period CHECK (NOT lower_inf(period) AND NOT upper_inf(period)),
    CONSTRAINT ex_budgets_whole_organisation EXCLUDE USING gist (period WITH &&) WHERE (cost_centre_code IS NULL)
);

CREATE INDEX idx_budgets_cost_centre ON budgets (cost_centre_code) WHERE cost_centre_code IS NOT NULL;

COMMENT ON TABLE budgets IS 'How much a cost centre, or the whole organisation, may spend.';
COMMENT ON COLUMN budgets.cost_centre_code IS 'Empty for the whole organisation.';
COMMENT ON COLUMN budgets.warn_at IS 'The owner is told when this share is spent.';
COMMENT ON CONSTRAINT ex_budgets_whole_organisation ON budgets IS 'At any time there is one budget for all.';

-- A time that somebody spent with the service.
CREATE TABLE usage_sessions (
    id            UUID PRIMARY KEY DEFAULT uuid_generate_v4(),
    session_id    UUID        REFERENCES user_sessions (id) ON DELETE SET NULL,
    user_id       UUID        NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    client        VARCHAR(50) NOT NULL DEFAULT 'web' CHECK (client IN ('web', 'desktop', 'mobile', 'api')),
    started_at    TIMESTAMPTZ NOT NULL DEFAULT now(),
    ended_at      TIMESTAMPTZ,
    duration      INTERVAL    GENERATED ALWAYS AS (ended_at - started_at) STORED,
    event_counts  JSONB       NOT NULL DEFAULT '{}'
);

CREATE INDEX idx_usage_sessions_started ON usage_sessions USING brin (started_at);

COMMENT ON TABLE usage_sessions IS 'A time that somebody spent with the service.';

-- One call of the programming interface. Divided by month.
CREATE TABLE api_usage_logs (
    id           BIGINT GENERATED ALWAYS AS IDENTITY,
    called_at    TIMESTAMPTZ  NOT NULL DEFAULT now(),
    user_id      UUID,
    method       VARCHAR(7)   NOT NULL,
    path         TEXT         NOT NULL,
    status       SMALLINT     NOT NULL,
    duration_ms  INTEGER      NOT NULL DEFAULT 0,
    ip_address   INET,
    request_id   UUID         NOT NULL DEFAULT gen_random_uuid(),
    PRIMARY KEY (called_at, id),
    FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE SET NULL,
    CHECK (method IN ('GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE')),
    CHECK (status BETWEEN 100 AND 599)
) PARTITION BY RANGE (called_at);

CREATE INDEX ON api_usage_logs (user_id, called_at);
CREATE INDEX idx_api_usage_logs_errors ON api_usage_logs (path, called_at DESC) WHERE status >= 500;

COMMENT ON TABLE api_usage_logs IS 'One call of the programming interface. Divided by month.';

-- What a cost centre is charged for. Divided by month.
CREATE TABLE cost_allocations (
    id               BIGINT GENERATED ALWAYS AS IDENTITY,
    allocated_on     DATE           NOT NULL,
    cost_centre_code VARCHAR(20)    NOT NULL REFERENCES cost_centres (code) ON UPDATE CASCADE,
    usage_id         BIGINT,
    used_at          TIMESTAMPTZ,
    share            NUMERIC(5, 4)  NOT NULL DEFAULT 1 CHECK (share > 0 AND share <= 1),
    amount           NUMERIC(14, 6) NOT NULL,
    currency         CHAR(3)        NOT NULL DEFAULT 'EUR',
    note             TEXT,
    CONSTRAINT pk_cost_allocations PRIMARY KEY (id, allocated_on),
    CONSTRAINT fk_cost_allocations_usage FOREIGN KEY (usage_id, used_at) REFERENCES llm_usage_logs (id, used_at)
) PARTITION BY RANGE (allocated_on);

CREATE INDEX idx_cost_allocations_cost_centre ON cost_allocations (cost_centre_code, allocated_on);

COMMENT ON TABLE cost_allocations IS 'What a cost centre is charged for. Divided by month.';
COMMENT ON COLUMN cost_allocations.share IS 'Of the cost of the call, when several centres share it.';

-- What each cost centre was charged in each month.
CREATE VIEW monthly_costs WITH (security_barrier) AS
SELECT c.code AS cost_centre, c.name, date_trunc('month', a.allocated_on::timestamp)::date AS month,
       a.currency, sum(a.amount) AS amount, count(*) AS allocations
FROM cost_centres c
JOIN cost_allocations a ON a.cost_centre_code = c.code
GROUP BY c.code, c.name, date_trunc('month', a.allocated_on::timestamp), a.currency;

COMMENT ON VIEW monthly_costs IS 'What each cost centre was charged in each month.';

-- How much each model is used, day by day. Refreshed at night.
CREATE MATERIALIZED VIEW daily_model_usage AS
SELECT m.id AS model_id, m.display_name AS model, (l.used_at AT TIME ZONE 'UTC')::date AS day,
       count(*) AS calls, count(DISTINCT l.user_id) AS people,
       COALESCE(sum(l.total_tokens), 0) AS tokens, sum(l.cost)::numeric(16, 6) AS cost,
       avg(l.duration) FILTER (WHERE l.succeeded) AS average_duration
FROM llm_models m
LEFT JOIN llm_usage_logs l ON l.model_id = m.id
GROUP BY m.id, m.display_name, (l.used_at AT TIME ZONE 'UTC')::date
WITH NO DATA;

CREATE UNIQUE INDEX uq_daily_model_usage ON daily_model_usage (model_id, day);

COMMENT ON MATERIALIZED VIEW daily_model_usage IS 'How much each model is used, day by day. Refreshed at night.';

-- =====================================================================
-- SECURITY DOMAIN
-- =====================================================================

DO $$ BEGIN
    CREATE TYPE masking_method AS ENUM ('hide', 'partial', 'hash', 'tokenise');
EXCEPTION WHEN duplicate_object THEN NULL; END $$;

-- How confidential data is.
CREATE TABLE data_classifications (
    level          SMALLINT PRIMARY KEY CHECK (level BETWEEN 0 AND 4),
    name           VARCHAR(50) NOT NULL UNIQUE,
    description    TEXT        NOT NULL,
    retention      INTERVAL    NOT NULL DEFAULT '7 years',
    must_encrypt   BOOLEAN     GENERATED ALWAYS AS (level >= 3) STORED
);

COMMENT ON TABLE data_classifications IS 'How confidential data is.';

-- What a column of the database holds, and how those who may not see it see it.
CREATE TABLE masking_rules (
    id             INTEGER GENERATED BY DEFAULT AS IDENTITY (START WITH 100 INCREMENT BY 10) PRIMARY KEY,
    table_name     NAME           NOT NULL,
    column_name    NAME           NOT NULL,
    level          SMALLINT       NOT NULL DEFAULT 1 REFERENCES data_classifications ON UPDATE CASCADE,
    is_personal    BOOLEAN        NOT NULL DEFAULT FALSE,
    method         masking_method NOT NULL DEFAULT 'hide',
    pattern        TEXT,
    visible_to     UUID           REFERENCES roles (id) ON DELETE SET NULL,
    created_at     TIMESTAMPTZ    NOT NULL DEFAULT now(),
    updated_at     TIMESTAMPTZ    NOT NULL DEFAULT now(),
    CONSTRAINT uq_masking_rules_column UNIQUE (table_name, column_name),
    CONSTRAINT ck_masking_rules_pattern CHECK (method <> 'partial' OR pattern IS NOT NULL)
);

COMMENT ON TABLE masking_rules IS 'What a column of the database holds, and how those who may not see it see it.';
COMMENT ON COLUMN masking_rules.pattern IS 'Which characters stay: ****1234.';

-- A key that data is encrypted with. The key itself is kept elsewhere.
CREATE TABLE encryption_keys (
    id              UUID PRIMARY KEY DEFAULT uuid_generate_v4(),
    alias           VARCHAR(100) NOT NULL,
    version         INTEGER      NOT NULL DEFAULT 1,
    algorithm       VARCHAR(30)  NOT NULL DEFAULT 'aes-256-gcm',
    external_id     TEXT         NOT NULL,
    fingerprint     CHAR(64)     NOT NULL CHECK (fingerprint ~ '^[0-9a-f]{64}$'),
    activated_at    TIMESTAMPTZ  NOT NULL DEFAULT now(),
    retired_at      TIMESTAMPTZ,
    replaces_id     UUID         UNIQUE REFERENCES encryption_keys (id) DEFERRABLE INITIALLY DEFERRED,
    UNIQUE (alias, version),
    CHECK (retired_at IS NULL OR retired_at > activated_at)
);

CREATE UNIQUE INDEX uq_encryption_keys_active ON encryption_keys (alias) WHERE retired_at IS NULL;

COMMENT ON TABLE encryption_keys IS 'A key that data is encrypted with. The key itself is kept elsewhere.';
COMMENT ON COLUMN encryption_keys.external_id IS 'Its name in the key store.';

-- A law or a standard that the organisation follows.
CREATE TABLE compliance_frameworks (
    id            SERIAL PRIMARY KEY,
    code          VARCHAR(20)  NOT NULL UNIQUE,
    name          VARCHAR(200) NOT NULL,
    jurisdiction  VARCHAR(100),
    description   TEXT,
    is_mandatory  BOOLEAN      NOT NULL DEFAULT TRUE,
    in_force_from DATE,
    created_at    TIMESTAMPTZ  NOT NULL DEFAULT now()
);

-- One thing that a framework asks for.
CREATE TABLE compliance_requirements (
    id             SERIAL PRIMARY KEY,
    framework_id   INTEGER      NOT NULL REFERENCES compliance_frameworks (id) ON DELETE CASCADE,
    reference      VARCHAR(50)  NOT NULL,
    title          VARCHAR(200) NOT NULL,
    min_level      SMALLINT     REFERENCES data_classifications (level),
    due_every      INTERVAL     NOT NULL DEFAULT INTERVAL '1 year',
    UNIQUE (framework_id, reference)
);

-- Whether a requirement was met when somebody looked.
CREATE TABLE compliance_assessments (
    id              UUID PRIMARY KEY DEFAULT uuid_generate_v4(),
    requirement_id  INTEGER       NOT NULL REFERENCES compliance_requirements (id) ON DELETE RESTRICT,
    assessed_by     UUID          REFERENCES users (id) ON DELETE SET NULL,
    assessed_on     DATE          NOT NULL DEFAULT CURRENT_DATE,
    result          VARCHAR(20)   NOT NULL CHECK (result = ANY (ARRAY['met', 'partly', 'not_met', 'not_applicable'])),
    evidence        JSONB         NOT NULL DEFAULT '[]',
    next_due        DATE          CHECK (next_due > assessed_on)
);

CREATE INDEX idx_compliance_assessments_latest ON compliance_assessments (requirement_id, assessed_on DESC);

COMMENT ON TABLE compliance_frameworks IS 'A law or a standard that the organisation follows.';
COMMENT ON TABLE compliance_requirements IS 'One thing that a framework asks for.';
COMMENT ON TABLE compliance_assessments IS 'Whether a requirement was met when somebody looked.';

-- A setting of the whole system.
CREATE TABLE system_settings (
    key          VARCHAR(100) PRIMARY KEY CHECK (key ~ '^[a-z_]+(\.[a-z_]+)+$'),
    value        JSONB        NOT NULL,
    description  TEXT         NOT NULL,
    is_secret    BOOLEAN      NOT NULL DEFAULT FALSE,
    updated_by   UUID         REFERENCES users (id) ON DELETE SET NULL,
    updated_at   TIMESTAMPTZ  NOT NULL DEFAULT now()
);

COMMENT ON TABLE system_settings IS 'A setting of the whole system.';
COMMENT ON COLUMN system_settings.is_secret IS 'The value is the name of a secret in the key store.';

-- =====================================================================
-- AUDIT DOMAIN
-- =====================================================================

CREATE SEQUENCE audit_event_number AS BIGINT START WITH 1000000 CACHE 50;
COMMENT ON SEQUENCE audit_event_number IS 'Numbers the audit log over all its months.';

-- Who did what. Rows are only ever added. Divided by month.
CREATE TABLE audit_logs (
    event_number  BIGINT      NOT NULL DEFAULT nextval('audit_event_number'),
    occurred_at   TIMESTAMPTZ NOT NULL DEFAULT clock_timestamp(),
    user_id       UUID,
    acting_for_id UUID,
    action        VARCHAR(50) NOT NULL,
    table_name    NAME,
    row_id        TEXT,
    changes       JSONB       NOT NULL DEFAULT '{}',
    outcome       VARCHAR(10) NOT NULL DEFAULT 'success' CHECK (outcome IN ('success', 'refused', 'error')),
    severity      SMALLINT    NOT NULL DEFAULT 0,
    ip_address    INET,
    digest        BYTEA       GENERATED ALWAYS AS (digest(changes::text, 'sha256')) STORED
) PARTITION BY RANGE (occurred_at);

ALTER SEQUENCE audit_event_number OWNED BY audit_logs.event_number;
ALTER TABLE audit_logs ADD CHECK (severity BETWEEN 0 AND 3);
ALTER TABLE audit_logs ADD PRIMARY KEY (occurred_at, event_number);
CREATE INDEX idx_audit_logs_row ON audit_logs (table_name, row_id, occurred_at DESC);
CREATE INDEX idx_audit_logs_changes ON audit_logs USING gin (changes jsonb_path_ops);
CREATE INDEX idx_audit_logs_grave ON audit_logs (severity DESC, occurred_at DESC) WHERE severity >= 2;

COMMENT ON TABLE audit_logs IS 'Who did what. Rows are only ever added. Divided by month.';
COMMENT ON COLUMN audit_logs.acting_for_id IS 'Whose right was used, when it was delegated.';
COMMENT ON COLUMN audit_logs.digest IS 'Shows that the changes are as they were written.';

-- A change of the system that needs somebody else's yes.
CREATE TABLE change_requests (
    id             UUID PRIMARY KEY DEFAULT uuid_generate_v4(),
    requested_by   UUID        NOT NULL REFERENCES users (id),
    approved_by    UUID        REFERENCES users (id),
    summary        VARCHAR(300) NOT NULL,
    old_values     JSONB,
    new_values     JSONB       NOT NULL,
    status         VARCHAR(20) NOT NULL DEFAULT 'open',
    requested_at   TIMESTAMPTZ NOT NULL DEFAULT now(),
    decided_at     TIMESTAMPTZ,
    CONSTRAINT ck_change_requests_status CHECK (status IN ('open', 'approved', 'refused', 'withdrawn')),
    CONSTRAINT ck_change_requests_four_eyes CHECK (approved_by <> requested_by),
    CONSTRAINT ck_change_requests_decided CHECK ((status IN ('approved', 'refused')) = (decided_at IS NOT NULL))
);

-- Rows that must not be removed, whatever their age.
CREATE TABLE legal_holds (
    id          UUID PRIMARY KEY DEFAULT uuid_generate_v4(),
    reason      TEXT        NOT NULL,
    table_names NAME[]      NOT NULL CHECK (array_length(table_names, 1) > 0),
    user_ids    UUID[]      NOT NULL DEFAULT '{}',
    placed_by   UUID        NOT NULL REFERENCES users (id),
    placed_at   TIMESTAMPTZ NOT NULL DEFAULT now(),
    lifted_at   TIMESTAMPTZ
);

COMMENT ON TABLE change_requests IS 'A change of the system that needs the consent of somebody else.';
COMMENT ON TABLE legal_holds IS 'Rows that must not be removed, whatever their age.';

-- =====================================================================
-- PARTITIONS
-- =====================================================================

CALL create_monthly_partitions('api_usage_logs', '2026-01-01', 3);
CALL create_monthly_partitions('cost_allocations', '2026-01-01', 3);

DO $$
DECLARE
    month date;
BEGIN
    FOR month IN SELECT generate_series('2026-01-01'::date, '2026-03-01'::date, '1 month')::date LOOP
        EXECUTE format('CREATE TABLE %I PARTITION OF audit_logs FOR VALUES FROM (%L) TO (%L)',
                       'audit_logs_' || to_char(month, 'YYYY_MM'), month, (month + INTERVAL '1 month')::date);
    END LOOP;
END;
$$;

CREATE TABLE audit_logs_default PARTITION OF audit_logs DEFAULT;
COMMENT ON TABLE audit_logs_default IS 'What fits no month; an alarm watches that it stays empty.';

-- =====================================================================
-- TRIGGERS
-- =====================================================================

-- Every table with an updated_at that has no such trigger yet gets it.
DO $$
DECLARE
    target record;
BEGIN
    FOR target IN
        SELECT c.table_name
        FROM information_schema.columns c
        JOIN information_schema.tables t USING (table_schema, table_name)
        WHERE c.table_schema = 'public' AND c.column_name = 'updated_at' AND t.table_type = 'BASE TABLE'
        ORDER BY c.table_name
    LOOP
        IF NOT EXISTS (
            SELECT 1 FROM pg_trigger
            WHERE tgrelid = format('public.%I', target.table_name)::regclass
              AND tgname = target.table_name || '_updated_at'
        ) THEN
            EXECUTE format('CREATE TRIGGER %I BEFORE UPDATE ON %I FOR EACH ROW EXECUTE FUNCTION set_updated_at()',
                           target.table_name || '_updated_at', target.table_name);
        END IF;
    END LOOP;
END;
$$;

-- Writes each change of a row to the audit log; the argument is the column of the row's id.
CREATE FUNCTION write_audit_log() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    new_row jsonb := CASE WHEN TG_OP = 'DELETE' THEN NULL ELSE to_jsonb(NEW) END;
    old_row jsonb := CASE WHEN TG_OP = 'INSERT' THEN NULL ELSE to_jsonb(OLD) END;
BEGIN
    INSERT INTO audit_logs (user_id, action, table_name, row_id, changes, severity)
    VALUES (NULLIF(current_setting('app.user_id', true), '')::uuid, lower(TG_OP), TG_TABLE_NAME,
            COALESCE(new_row, old_row) ->> TG_ARGV[0],
            jsonb_strip_nulls(jsonb_build_object('old', old_row, 'new', new_row)),
            CASE TG_OP WHEN 'DELETE' THEN 2 ELSE 1 END);
    RETURN NULL;
END;
$$;

COMMENT ON FUNCTION write_audit_log() IS 'Writes each change of a row to the audit log; the argument is the column of its id.';

CREATE TRIGGER roles_audited AFTER INSERT OR UPDATE OR DELETE ON roles
    FOR EACH ROW EXECUTE FUNCTION write_audit_log('id');
CREATE TRIGGER role_permissions_audited AFTER INSERT OR UPDATE OR DELETE ON role_permissions
    FOR EACH ROW EXECUTE FUNCTION write_audit_log('id');
CREATE TRIGGER system_settings_audited AFTER UPDATE OF value ON system_settings
    FOR EACH ROW WHEN (OLD.value IS DISTINCT FROM NEW.value) EXECUTE FUNCTION write_audit_log('key');
COMMENT ON TRIGGER system_settings_audited ON system_settings IS 'Who turned which screw.';

-- The audit log is for adding to and for reading.
CREATE FUNCTION refuse_change() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% of % is not allowed', TG_OP, TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END;
$$;

CREATE TRIGGER audit_logs_are_only_added_to BEFORE UPDATE OR DELETE ON audit_logs
    FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- =====================================================================
-- STATISTICS
-- =====================================================================

CREATE STATISTICS api_usage_logs_method_status (dependencies, ndistinct) ON method, status FROM api_usage_logs;
ALTER TABLE documents ALTER COLUMN metadata SET STATISTICS 500;
