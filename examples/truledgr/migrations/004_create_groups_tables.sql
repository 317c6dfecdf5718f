-- Groups of users who share books, and who belongs to them.

-- migrate:up

CREATE TABLE groups ( -- People who share books: a household, a team, a club.
    id           VARCHAR(36)  NOT NULL, -- UUID, made by the application.
    name         VARCHAR(100) NOT NULL, -- Unique display name.
    slug         VARCHAR(100) NOT NULL, -- Unique name in addresses: lower case, digits and hyphens.
    description  TEXT, -- What the group is for.
    group_type   VARCHAR(50)  NOT NULL DEFAULT 'general', -- One of general, household, team and organization.
    tags         JSON         NOT NULL DEFAULT '[]', -- Words to find it by, as a JSON array.
    is_public    BOOLEAN      NOT NULL DEFAULT 0, -- Can be found by people outside it.
    is_open      BOOLEAN      NOT NULL DEFAULT 0, -- Can be joined without an invitation.
    is_system    BOOLEAN      NOT NULL DEFAULT 0, -- Shipped with the application; cannot be removed.
    is_active    BOOLEAN      NOT NULL DEFAULT 1, -- Inactive groups are read-only.
    member_count INTEGER      NOT NULL DEFAULT 0, -- Kept by triggers on user_groups.
    max_members  INTEGER, -- Most members it may have; empty for no limit.
    owner_id     VARCHAR(36)  NOT NULL, -- Who answers for it; an owner's account cannot be removed.
    created_by   VARCHAR(36), -- Who set it up; empty once that account is gone.
    settings     JSON         NOT NULL DEFAULT '{}', -- Currency, first month of the year and the like, as a JSON object.
    is_deleted   BOOLEAN      NOT NULL DEFAULT 0, -- Soft delete: the row stays for the audit trail.
    deleted_at   DATETIME, -- When it was soft-deleted; empty while it lives.
    created_at   DATETIME     NOT NULL DEFAULT CURRENT_TIMESTAMP, -- When the row was written, in UTC.
    updated_at   DATETIME     NOT NULL DEFAULT CURRENT_TIMESTAMP, -- When it was last changed, in UTC; set by the application.
    CONSTRAINT pk_groups PRIMARY KEY (id),
    CONSTRAINT uq_groups_name UNIQUE (name),
    CONSTRAINT uq_groups_slug UNIQUE (slug),
    CONSTRAINT ck_groups_slug CHECK (slug = lower(slug) AND slug NOT GLOB '*[^a-z0-9-]*'),
    CONSTRAINT ck_groups_type CHECK (group_type IN ('general', 'household', 'team', 'organization')),
    CONSTRAINT ck_groups_tags CHECK (json_valid(tags)),
    CONSTRAINT ck_groups_settings CHECK (json_valid(settings)),
    CONSTRAINT ck_groups_member_count CHECK (member_count >= 0),
    CONSTRAINT ck_groups_max_members CHECK (max_members IS NULL OR max_members > 0),
    CONSTRAINT ck_groups_deleted CHECK ((is_deleted = 1) = (deleted_at IS NOT NULL)),
    CONSTRAINT fk_groups_owner FOREIGN KEY (owner_id) REFERENCES users (id) ON DELETE RESTRICT,
    CONSTRAINT fk_groups_created_by FOREIGN KEY (created_by) REFERENCES users (id) ON DELETE SET NULL
);

CREATE INDEX ix_groups_owner_id ON groups (owner_id);
CREATE INDEX ix_groups_created_by ON groups (created_by);
CREATE INDEX ix_groups_public ON groups (group_type, name) WHERE is_public = 1 AND is_deleted = 0;

CREATE TABLE user_groups ( -- Who belongs to which group, and in what role.
    user_id       VARCHAR(36) NOT NULL, -- The member.
    group_id      VARCHAR(36) NOT NULL, -- The group.
    role_in_group VARCHAR(50) NOT NULL DEFAULT 'member', -- One of member, moderator and admin; the owner is named in groups.
    joined_at     DATETIME    NOT NULL DEFAULT CURRENT_TIMESTAMP, -- When the membership began, in UTC.
    joined_by     VARCHAR(36), -- Who let the member in; empty for those who joined by themselves.
    is_active     BOOLEAN     NOT NULL DEFAULT 1, -- A paused membership is kept but grants nothing.
    CONSTRAINT pk_user_groups PRIMARY KEY (user_id, group_id),
    CONSTRAINT ck_user_groups_role CHECK (role_in_group IN ('member', 'moderator', 'admin')),
    CONSTRAINT fk_user_groups_user FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE,
    CONSTRAINT fk_user_groups_group FOREIGN KEY (group_id) REFERENCES groups (id) ON DELETE CASCADE,
    CONSTRAINT fk_user_groups_joined_by FOREIGN KEY (joined_by) REFERENCES users (id) ON DELETE SET NULL
);

CREATE INDEX ix_user_groups_group_id ON user_groups (group_id, role_in_group);
CREATE INDEX ix_user_groups_joined_by ON user_groups (joined_by) WHERE joined_by IS NOT NULL;

CREATE TRIGGER tr_user_groups_joined AFTER INSERT ON user_groups
BEGIN
    UPDATE groups SET member_count = member_count + 1 WHERE id = NEW.group_id;
END;

CREATE TRIGGER tr_user_groups_left AFTER DELETE ON user_groups
BEGIN
    UPDATE groups SET member_count = member_count - 1 WHERE id = OLD.group_id;
END;

-- migrate:down

DROP TRIGGER tr_user_groups_left;
DROP TRIGGER tr_user_groups_joined;
DROP TABLE user_groups;
DROP TABLE groups;
