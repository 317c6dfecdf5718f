-- What was done in a session, request by request.

-- migrate:up

CREATE TABLE session_activities ( -- One request of a session: the audit trail, and the source of sessionanalytics.
    id            VARCHAR(36)  NOT NULL, -- UUID, made by the application.
    session_id    VARCHAR(36)  NOT NULL, -- The session it belongs to.
    user_id       VARCHAR(36)  NOT NULL, -- Who did it; kept here so that a person's trail needs no join.
    activity_type VARCHAR(50)  NOT NULL, -- One of login, logout, request, denied and password_change.
    method        VARCHAR(10), -- HTTP method; empty for what is no request.
    endpoint      VARCHAR(255), -- Path without its query.
    status_code   INTEGER, -- HTTP status of the answer.
    duration_ms   INTEGER, -- How long the answer took, in milliseconds.
    client_ip     VARCHAR(45), -- Address of this request; may change within a session.
    user_agent    VARCHAR(500), -- Browser of this request.
    is_suspicious BOOLEAN      NOT NULL DEFAULT 0, -- Marked by the security rules, looked at by a person.
    details       JSON, -- What else is worth keeping, as a JSON object.
    created_at    DATETIME     NOT NULL DEFAULT CURRENT_TIMESTAMP, -- When the row was written, in UTC.
    CONSTRAINT pk_session_activities PRIMARY KEY (id),
    CONSTRAINT ck_session_activities_type CHECK (activity_type IN ('login', 'logout', 'request', 'denied', 'password_change')),
    CONSTRAINT ck_session_activities_status CHECK (status_code IS NULL OR status_code BETWEEN 100 AND 599),
    CONSTRAINT ck_session_activities_duration CHECK (duration_ms IS NULL OR duration_ms >= 0),
    CONSTRAINT ck_session_activities_details CHECK (details IS NULL OR json_valid(details)),
    CONSTRAINT fk_session_activities_session FOREIGN KEY (session_id) REFERENCES user_sessions (id) ON DELETE CASCADE,
    CONSTRAINT fk_session_activities_user FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE
);

CREATE INDEX ix_session_activities_session_id ON session_activities (session_id, created_at);
CREATE INDEX ix_session_activities_user_id ON session_activities (user_id, created_at DESC);
CREATE INDEX ix_session_activities_type ON session_activities (activity_type, created_at DESC);
CREATE INDEX ix_session_activities_suspicious ON session_activities (created_at DESC) WHERE is_suspicious = 1;

-- migrate:down

DROP TABLE session_activities;
