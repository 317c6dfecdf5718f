-- Signing in through providers, and getting back in without a password.
-- oauth2account and passwordresettoken are what the first version used; both are read until their rows have run out.

-- migrate:up

CREATE TABLE oauth_accounts ( -- An account at a provider (Google, GitHub and others) that a user signs in with.
    id                  VARCHAR(36)  NOT NULL, -- UUID, made by the application.
    user_id             VARCHAR(36)  NOT NULL, -- Whose sign-in it is.
    provider            VARCHAR(50)  NOT NULL, -- One of google, github, apple and microsoft.
    provider_account_id VARCHAR(255) NOT NULL, -- The provider's own id of the person.
    provider_email      VARCHAR(255), -- Address the provider told us; need not be the one in users.
    access_token        TEXT, -- Encrypted by the application.
    refresh_token       TEXT, -- Encrypted by the application.
    token_type          VARCHAR(50)  NOT NULL DEFAULT 'Bearer', -- How the access token is presented.
    scope               VARCHAR(500), -- What the person allowed, separated by blanks.
    expires_at          DATETIME, -- When it ends by itself, in UTC; empty for tokens that do not expire.
    last_used_at        DATETIME, -- Latest sign-in with it, in UTC; empty when linked but never used.
    created_at          DATETIME     NOT NULL DEFAULT CURRENT_TIMESTAMP, -- When the row was written, in UTC.
    updated_at          DATETIME     NOT NULL DEFAULT CURRENT_TIMESTAMP, -- When it was last changed, in UTC; set by the application.
    CONSTRAINT pk_oauth_accounts PRIMARY KEY (id),
    CONSTRAINT uq_oauth_accounts_provider UNIQUE (provider, provider_account_id),
    CONSTRAINT ck_oauth_accounts_provider CHECK (provider IN ('google', 'github', 'apple', 'microsoft')),
    CONSTRAINT fk_oauth_accounts_user FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE
);

CREATE INDEX ix_oauth_accounts_user_id ON oauth_accounts (user_id);
CREATE INDEX ix_oauth_accounts_expires_at ON oauth_accounts (expires_at) WHERE refresh_token IS NOT NULL;

CREATE TABLE oauth2account ( -- Provider accounts of the first version, moved to oauth_accounts at the next sign-in.
    id            VARCHAR(36)   NOT NULL, -- UUID, made by the application.
    user_id       VARCHAR(36)   NOT NULL, -- Whose sign-in it is.
    oauth_name    VARCHAR(100)  NOT NULL, -- Provider.
    account_id    VARCHAR(320)  NOT NULL, -- The provider's own id of the person.
    account_email VARCHAR(320)  NOT NULL, -- Address the provider told us.
    access_token  VARCHAR(1024) NOT NULL, -- Encrypted by the application.
    refresh_token VARCHAR(1024), -- Encrypted by the application.
    expires_at    INTEGER, -- Seconds since 1970, as the provider sent them.
    CONSTRAINT pk_oauth2account PRIMARY KEY (id),
    CONSTRAINT uq_oauth2account_name UNIQUE (oauth_name, account_id),
    CONSTRAINT fk_oauth2account_user FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE
);

CREATE INDEX ix_oauth2account_user_id ON oauth2account (user_id);

CREATE TABLE password_reset_tokens ( -- A link that lets its holder set a new password, once and for a short time.
    id         VARCHAR(36)  NOT NULL, -- UUID, made by the application.
    user_id    VARCHAR(36)  NOT NULL, -- Whose password it resets.
    token_hash VARCHAR(64)  NOT NULL, -- SHA-256 of the token; the token itself is only in the mail.
    client_ip  VARCHAR(45), -- Who asked for it: IPv4 or IPv6 address.
    user_agent VARCHAR(500), -- Browser that asked for it.
    expires_at DATETIME     NOT NULL, -- When it ends by itself, in UTC; one hour after it was made.
    used_at    DATETIME, -- When it was used, in UTC; empty while unused.
    revoked_at DATETIME, -- When it was made void, in UTC: the others are when one of a user is used.
    created_at DATETIME     NOT NULL DEFAULT CURRENT_TIMESTAMP, -- When the row was written, in UTC.
    CONSTRAINT pk_password_reset_tokens PRIMARY KEY (id),
    CONSTRAINT uq_password_reset_tokens_hash UNIQUE (token_hash),
    CONSTRAINT ck_password_reset_tokens_hash CHECK (length(token_hash) = 64),
    CONSTRAINT ck_password_reset_tokens_expiry CHECK (expires_at > created_at),
    CONSTRAINT fk_password_reset_tokens_user FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE
);

CREATE INDEX ix_password_reset_tokens_open ON password_reset_tokens (user_id, expires_at) WHERE used_at IS NULL AND revoked_at IS NULL;
CREATE INDEX ix_password_reset_tokens_expires_at ON password_reset_tokens (expires_at);

CREATE TABLE passwordresettoken ( -- Reset tokens of the first version; none are made any more.
    id         INTEGER      NOT NULL PRIMARY KEY, -- Counted up by SQLite.
    user_id    VARCHAR(36)  NOT NULL, -- Whose password it resets.
    token      VARCHAR(255) NOT NULL, -- The token as it was mailed, which is why this table had to go.
    is_used    BOOLEAN      NOT NULL DEFAULT 0, -- A token works once.
    expires_at DATETIME     NOT NULL, -- When it ends by itself, in UTC.
    created_at DATETIME     NOT NULL DEFAULT CURRENT_TIMESTAMP, -- When the row was written, in UTC.
    CONSTRAINT uq_passwordresettoken_token UNIQUE (token),
    CONSTRAINT fk_passwordresettoken_user FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE
);

CREATE INDEX ix_passwordresettoken_user_id ON passwordresettoken (user_id) WHERE is_used = 0;

-- migrate:down

DROP TABLE passwordresettoken;
DROP TABLE password_reset_tokens;
DROP TABLE oauth2account;
DROP TABLE oauth_accounts;
