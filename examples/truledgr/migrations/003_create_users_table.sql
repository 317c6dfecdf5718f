-- User accounts and profiles.

-- migrate:up

CREATE TABLE users ( -- A person with an account: how they sign in, who they are, and what they may do.
    id                  VARCHAR(36)  NOT NULL, -- UUID, made by the application.
    username            VARCHAR(100) NOT NULL COLLATE NOCASE, -- Public handle, unique without regard to letter case.
    email               VARCHAR(255) NOT NULL, -- Address for sign-in and notices, stored in lower case.
    hashed_password     VARCHAR(255), -- Argon2 hash; empty for accounts that sign in through a provider only.
    totp_secret         VARCHAR(64), -- Secret of the authenticator app, encrypted by the application.
    totp_enabled        BOOLEAN      NOT NULL DEFAULT 0, -- Whether sign-in asks for a second factor.
    backup_codes        JSON, -- Hashes of the unused one-time codes, as a JSON array.
    first_name          VARCHAR(100), -- Given name.
    last_name           VARCHAR(100), -- Family name.
    profile_picture_url VARCHAR(500), -- Address of the picture.
    bio                 TEXT, -- What people say about themselves.
    is_active           BOOLEAN      NOT NULL DEFAULT 1, -- Inactive accounts cannot sign in.
    is_verified         BOOLEAN      NOT NULL DEFAULT 0, -- Identity confirmed by an administrator.
    email_verified      BOOLEAN      NOT NULL DEFAULT 0, -- The address was confirmed by its owner.
    last_login          DATETIME, -- Latest sign-in, in UTC; empty before the first sign-in.
    role_id             VARCHAR(36), -- What the account may do; without a role it can only read its own profile.
    is_oauth_user       BOOLEAN      NOT NULL DEFAULT 0, -- The account was created through a provider.
    oauth_provider      VARCHAR(50), -- Provider that created it: google, github, apple.
    oauth_provider_id   VARCHAR(255), -- The provider's own id of the person.
    is_deleted          BOOLEAN      NOT NULL DEFAULT 0, -- Soft delete: the row stays for the audit trail.
    deleted_at          DATETIME, -- When it was soft-deleted; empty while it lives.
    created_at          DATETIME     NOT NULL DEFAULT CURRENT_TIMESTAMP, -- When the row was written, in UTC.
    updated_at          DATETIME     NOT NULL DEFAULT CURRENT_TIMESTAMP, -- When it was last changed, in UTC; set by the application.
    CONSTRAINT pk_users PRIMARY KEY (id),
    CONSTRAINT uq_users_username UNIQUE (username),
    CONSTRAINT uq_users_email UNIQUE (email),
    CONSTRAINT ck_users_email CHECK (email LIKE '%_@_%' AND email = lower(email)),
    CONSTRAINT ck_users_can_sign_in CHECK (hashed_password IS NOT NULL OR is_oauth_user = 1),
    CONSTRAINT ck_users_totp CHECK (totp_enabled = 0 OR totp_secret IS NOT NULL),
    CONSTRAINT ck_users_backup_codes CHECK (backup_codes IS NULL OR json_valid(backup_codes)),
    CONSTRAINT ck_users_oauth CHECK (is_oauth_user = 0 OR (oauth_provider IS NOT NULL AND oauth_provider_id IS NOT NULL)),
    CONSTRAINT ck_users_deleted CHECK ((is_deleted = 1) = (deleted_at IS NOT NULL)),
    CONSTRAINT fk_users_role FOREIGN KEY (role_id) REFERENCES roles (id) ON DELETE SET NULL ON UPDATE CASCADE
);

CREATE UNIQUE INDEX uq_users_oauth ON users (oauth_provider, oauth_provider_id) WHERE oauth_provider IS NOT NULL;
CREATE INDEX ix_users_role_id ON users (role_id);
CREATE INDEX ix_users_active ON users (last_login DESC) WHERE is_active = 1 AND is_deleted = 0;
CREATE INDEX ix_users_full_name ON users (lower(last_name), lower(first_name)) WHERE is_deleted = 0;

-- migrate:down

DROP TABLE users;
