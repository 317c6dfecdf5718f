-- Migration 001: Application settings
-- Description: What administrators change while the server runs.

-- A setting of the whole application. Its value is text; data_type says how to read it.
CREATE TABLE application_settings (
    id          INTEGER      NOT NULL PRIMARY KEY AUTOINCREMENT,
    key         VARCHAR(100) NOT NULL,                            -- Dotted name: documents.max_size.
    value       TEXT         NOT NULL,                            -- The value as text.
    data_type   VARCHAR(20)  NOT NULL DEFAULT 'string',           -- How the value is read.
    description VARCHAR(500),                                     -- Shown beside the field.
    is_mutable  BOOLEAN      NOT NULL DEFAULT 1,                  -- Whether the API may change it.
    category    VARCHAR(50)  NOT NULL DEFAULT 'general',          -- Page of the settings on which it stands.
    created_at  DATETIME     NOT NULL DEFAULT CURRENT_TIMESTAMP,  -- When the row was written, in UTC.
    updated_at  DATETIME     NOT NULL DEFAULT CURRENT_TIMESTAMP,  -- When it was last changed, in UTC.
    CONSTRAINT uq_application_settings_key UNIQUE (key),
    CONSTRAINT ck_application_settings_data_type CHECK (data_type IN ('string', 'integer', 'boolean', 'json')),
    CONSTRAINT ck_application_settings_boolean CHECK (data_type <> 'boolean' OR value IN ('true', 'false'))
);

CREATE INDEX ix_application_settings_category ON application_settings (category, key);

INSERT INTO application_settings (key, value, data_type, description, is_mutable, category) VALUES
    ('application.name',      'RAG Fortress', 'string',  'Name in the title bar.',                          1, 'general'),
    ('documents.max_size',    '104857600',    'integer', 'Largest file that may be uploaded, in bytes.',    1, 'documents'),
    ('documents.chunk_size',  '1200',         'integer', 'Characters in a piece of text that is indexed.',  0, 'documents'),
    ('search.top_k',          '8',            'integer', 'How many pieces an answer is made from.',         1, 'search'),
    ('search.allow_public',   'false',        'boolean', 'Whether people without an account may ask.',      1, 'search');
