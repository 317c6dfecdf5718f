-- Who is signed in, and what that looks like day by day.

-- migrate:up

CREATE TABLE user_sessions ( -- One sign-in on one device, until it expires or is revoked.
    id                 VARCHAR(36)  NOT NULL, -- UUID, made by the application.
    user_id            VARCHAR(36)  NOT NULL, -- Who signed in.
    token_hash         VARCHAR(64)  NOT NULL, -- SHA-256 of the session token; the token itself is only in the cookie.
    login_method       VARCHAR(50)  NOT NULL DEFAULT 'password', -- One of password, oauth and totp.
    client_ip          VARCHAR(45), -- Address at sign-in: IPv4 or IPv6.
    user_agent         VARCHAR(500), -- Browser at sign-in.
    device_fingerprint VARCHAR(64), -- Hash of what tells the device apart; the same after a new sign-in.
    device_name        VARCHAR(100), -- Shown in the list of devices: Firefox on Linux.
    is_active          BOOLEAN      NOT NULL DEFAULT 1, -- Off once it has expired or was revoked.
    request_count      INTEGER      NOT NULL DEFAULT 0, -- Requests so far.
    failed_count       INTEGER      NOT NULL DEFAULT 0, -- Requests that were refused; too many revoke the session.
    last_activity_at   DATETIME, -- Latest request, in UTC; empty before the first request.
    expires_at         DATETIME     NOT NULL, -- When it ends by itself, in UTC.
    revoked_at         DATETIME, -- When it was ended early, in UTC; empty unless that happened.
    revoked_by         VARCHAR(36), -- Who ended it early: the person or an administrator.
    revoke_reason      VARCHAR(100), -- Why it was ended early.
    created_at         DATETIME     NOT NULL DEFAULT CURRENT_TIMESTAMP, -- When the row was written, in UTC.
    CONSTRAINT pk_user_sessions PRIMARY KEY (id),
    CONSTRAINT uq_user_sessions_token_hash UNIQUE (token_hash),
    CONSTRAINT ck_user_sessions_login_method CHECK (login_method IN ('password', 'oauth', 'totp')),
    CONSTRAINT ck_user_sessions_counts CHECK (request_count >= 0 AND failed_count BETWEEN 0 AND request_count),
    CONSTRAINT ck_user_sessions_expiry CHECK (expires_at > created_at),
    CONSTRAINT ck_user_sessions_revoked CHECK (revoked_at IS NULL OR is_active = 0),
    CONSTRAINT fk_user_sessions_user FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE,
    CONSTRAINT fk_user_sessions_revoked_by FOREIGN KEY (revoked_by) REFERENCES users (id) ON DELETE SET NULL
);

CREATE INDEX ix_user_sessions_user_id ON user_sessions (user_id, created_at DESC);
CREATE INDEX ix_user_sessions_expires_at ON user_sessions (expires_at) WHERE is_active = 1;
CREATE INDEX ix_user_sessions_device ON user_sessions (device_fingerprint) WHERE device_fingerprint IS NOT NULL;
CREATE INDEX ix_user_sessions_revoked_by ON user_sessions (revoked_by) WHERE revoked_by IS NOT NULL;

CREATE TABLE sessionanalytics ( -- A user's sign-ins of one day in numbers, for the security page.
    id                    VARCHAR(36)   NOT NULL, -- UUID, made by the application.
    user_id               VARCHAR(36)   NOT NULL, -- Whose sign-ins were counted.
    day                   DATE          NOT NULL, -- The day, in UTC.
    session_count         INTEGER       NOT NULL DEFAULT 0, -- Sessions begun.
    request_count         INTEGER       NOT NULL DEFAULT 0, -- Requests over all sessions.
    failed_login_count    INTEGER       NOT NULL DEFAULT 0, -- Attempts that were turned away.
    distinct_ip_count     INTEGER       NOT NULL DEFAULT 0, -- Addresses seen.
    distinct_device_count INTEGER       NOT NULL DEFAULT 0, -- Devices seen.
    average_seconds       REAL, -- Mean length of a session; empty for a day without any.
    risk_score            DECIMAL(5, 2) NOT NULL DEFAULT 0, -- 0 for an ordinary day, 100 for a surely stolen account.
    details               JSON, -- Counts by country and browser, as a JSON object.
    created_at            DATETIME      NOT NULL DEFAULT CURRENT_TIMESTAMP, -- When the row was written, in UTC.
    CONSTRAINT pk_sessionanalytics PRIMARY KEY (id),
    CONSTRAINT uq_sessionanalytics_user_day UNIQUE (user_id, day),
    CONSTRAINT ck_sessionanalytics_risk_score CHECK (risk_score BETWEEN 0 AND 100),
    CONSTRAINT ck_sessionanalytics_details CHECK (details IS NULL OR json_valid(details)),
    CONSTRAINT fk_sessionanalytics_user FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE
);

CREATE INDEX ix_sessionanalytics_day ON sessionanalytics (day);
CREATE INDEX ix_sessionanalytics_risk ON sessionanalytics (risk_score DESC, day) WHERE risk_score >= 50;

-- migrate:down

DROP TABLE sessionanalytics;
DROP TABLE user_sessions;
