-- Migration 004: What every installation starts with
-- Description: Ten roles and what they inherit, kinds of resources with their permissions, models and prices, compliance frameworks, and settings.
-- Author: Platform team
-- Depends: 001, 002, 003
--
-- Safe to run again: rows that are there stay as they are, or get their words anew.

BEGIN;

-- ---------------------------------------------------------------------
-- Roles
-- ---------------------------------------------------------------------

INSERT INTO roles (name, display_name, description, level, is_system) VALUES
    ('super_admin',        'Super administrator',    'Everything, the system itself included.',                  100, TRUE),
    ('admin',              'Administrator',          'People, roles and settings.',                               90, TRUE),
    ('security_admin',     'Security administrator', 'Keys, classification and masking.',                         85, TRUE),
    ('compliance_officer', 'Compliance officer',     'Frameworks, assessments and the audit log.',                80, TRUE),
    ('cost_manager',       'Cost manager',           'Cost centres, budgets and prices.',                         70, TRUE),
    ('manager',            'Manager',                'A team: its people, its documents and what they cost.',     60, TRUE),
    ('analyst',            'Analyst',                'Reports and numbers, without what people wrote.',           50, TRUE),
    ('user',               'User',                   'Conversations and documents of one''s own.',                20, TRUE),
    ('viewer',             'Viewer',                 'Reads what others share.',                                  10, TRUE),
    ('api_user',           'Program',                'Calls of the programming interface, without a screen.',     20, TRUE)
ON CONFLICT (name) DO UPDATE
    SET display_name = EXCLUDED.display_name, description = EXCLUDED.description;

INSERT INTO role_hierarchy (parent_role_id, child_role_id)
SELECT parent.id, child.id
FROM (VALUES
    ('admin', 'super_admin'),
    ('security_admin', 'super_admin'),
    ('compliance_officer', 'super_admin'),
    ('cost_manager', 'super_admin'),
    ('manager', 'admin'),
    ('analyst', 'cost_manager'),
    ('analyst', 'compliance_officer'),
    ('user', 'manager'),
    ('viewer', 'user'),
    ('viewer', 'analyst')
) AS pairs (parent_name, child_name)
JOIN roles AS parent ON parent.name = pairs.parent_name
JOIN roles AS child ON child.name = pairs.child_name
ON CONFLICT DO NOTHING;

-- ---------------------------------------------------------------------
-- Kinds of resources and what can be done with them
-- ---------------------------------------------------------------------

INSERT INTO resource_types (name, display_name, description, actions) VALUES
    ('system',         'System',         'The installation as a whole.',              '{read,update,backup}'),
    ('user',           'User',           'Accounts and profiles.',                    '{create,read,update,delete,lock}'),
    ('role',           'Role',           'Roles and who has them.',                   '{create,read,update,delete,assign}'),
    ('permission',     'Permission',     'What roles may do.',                        '{read,grant,revoke,delegate}'),
    ('conversation',   'Conversation',   'What people and assistants say.',           '{create,read,update,delete,share}'),
    ('message',        'Message',        'One thing said.',                           '{create,read,delete}'),
    ('document',       'Document',       'Files that assistants may read from.',      '{create,read,update,delete,share}'),
    ('analytics',      'Analytics',      'Reports and numbers.',                      '{read,export}'),
    ('audit',          'Audit log',      'Who did what.',                             '{read,export}'),
    ('api',            'API',            'The programming interface.',                '{call}'),
    ('cost_centre',    'Cost centre',    'Who pays, and how much.',                   '{create,read,update,delete}'),
    ('encryption_key', 'Encryption key', 'Keys that data is encrypted with.',         '{create,read,rotate,retire}'),
    ('compliance',     'Compliance',     'Frameworks, requirements and assessments.', '{read,assess}')
ON CONFLICT (name) DO NOTHING;

INSERT INTO permissions (resource_type_id, action, description, is_sensitive)
SELECT rt.id, a.action, initcap(a.action) || ': ' || rt.display_name, a.action IN ('delete', 'grant', 'retire', 'export')
FROM resource_types rt
CROSS JOIN LATERAL unnest(rt.actions) AS a (action)
ON CONFLICT (resource_type_id, action) DO NOTHING;

INSERT INTO role_permissions (role_id, permission_id)
SELECT r.id, p.id
FROM roles r
JOIN permissions p ON TRUE
JOIN resource_types rt ON rt.id = p.resource_type_id
WHERE (r.name = 'super_admin')
   OR (r.name = 'admin' AND rt.name IN ('user', 'role', 'permission', 'system'))
   OR (r.name = 'security_admin' AND rt.name = 'encryption_key')
   OR (r.name = 'compliance_officer' AND rt.name IN ('compliance', 'audit'))
   OR (r.name = 'cost_manager' AND rt.name IN ('cost_centre', 'analytics'))
   OR (r.name = 'analyst' AND rt.name = 'analytics')
   OR (r.name = 'user' AND rt.name IN ('conversation', 'message', 'document') AND p.action <> 'share')
   OR (r.name = 'viewer' AND rt.name IN ('conversation', 'message', 'document') AND p.action = 'read')
   OR (r.name = 'api_user' AND rt.name = 'api')
ON CONFLICT DO NOTHING;

-- ---------------------------------------------------------------------
-- Providers, models and prices
-- ---------------------------------------------------------------------

INSERT INTO llm_providers (name, display_name, base_url, region, rate_limit) VALUES
    ('northwind', 'Northwind Models', 'https://api.northwind.example/v1', 'eu', 600),
    ('on_site',   'Our own machines', 'http://models.internal.example',   'on_site', NULL)
ON CONFLICT (name) DO NOTHING;

INSERT INTO llm_models (provider_id, name, display_name, context_tokens, max_output_tokens, input_price, output_price,
                        capabilities, is_default)
SELECT p.id, m.name, m.display_name, m.context_tokens, m.max_output_tokens, m.input_price, m.output_price,
       m.capabilities, m.is_default
FROM (VALUES
    ('northwind', 'breeze-2',       'Breeze 2',       128000, 16384, 0.002500, 0.010000, ARRAY['chat', 'vision', 'tools'], TRUE),
    ('northwind', 'breeze-2-small', 'Breeze 2 small', 128000, 16384, 0.000150, 0.000600, ARRAY['chat', 'tools'],           FALSE),
    ('northwind', 'gale-1',         'Gale 1',         200000, 32768, 0.010000, 0.030000, ARRAY['chat', 'vision', 'tools'], FALSE),
    ('on_site',   'harbour',        'Harbour',         32768,  4096, 0.000000, 0.000000, ARRAY['chat', 'embedding'],       FALSE)
) AS m (provider, name, display_name, context_tokens, max_output_tokens, input_price, output_price, capabilities, is_default)
JOIN llm_providers p ON p.name = m.provider
ORDER BY p.name, m.name
ON CONFLICT (provider_id, name) DO NOTHING;

INSERT INTO llm_model_prices (model_id, validity, price)
SELECT id, daterange('2026-01-01', NULL), ROW(currency, input_price, output_price)::token_price
FROM llm_models
ON CONFLICT DO NOTHING;

-- ---------------------------------------------------------------------
-- Classification and compliance
-- ---------------------------------------------------------------------

INSERT INTO data_classifications (level, name, description, retention) VALUES
    (0, 'public',       'May be published.',                           '10 years'),
    (1, 'internal',     'For everybody in the organisation.',          '7 years'),
    (2, 'confidential', 'For those who need it.',                      '7 years'),
    (3, 'personal',     'About people.',                               '3 years'),
    (4, 'secret',       'Would do grave harm in the wrong hands.',     '1 year')
ON CONFLICT (level) DO NOTHING;

INSERT INTO masking_rules (table_name, column_name, level, is_personal, method, pattern) VALUES
    ('users', 'email', 3, TRUE, 'partial', '*@example.com'),
    ('users', 'password_hash', 4, FALSE, 'hide', NULL),
    ('user_profiles', 'phone', 3, TRUE, 'partial', '****0000'),
    ('api_usage_logs', 'ip_address', 3, TRUE, 'hash', NULL)
ON CONFLICT ON CONSTRAINT uq_masking_rules_column DO NOTHING;

INSERT INTO compliance_frameworks (code, name, jurisdiction, description, in_force_from) VALUES
    ('GDPR',    'General Data Protection Regulation',                  'European Union', 'Personal data of people in the Union.', '2018-05-25'),
    ('CCPA',    'California Consumer Privacy Act',                     'California',     'Personal data of consumers.',           '2020-01-01'),
    ('HIPAA',   'Health Insurance Portability and Accountability Act', 'United States',  'Health data.',                          '2003-04-14'),
    ('SOX',     'Sarbanes-Oxley Act',                                  'United States',  'Controls of financial reports.',        '2002-07-30'),
    ('PCI-DSS', 'Payment Card Industry Data Security Standard',        NULL,             'Data of payment cards.',                '2004-12-15')
ON CONFLICT (code) DO NOTHING;

INSERT INTO compliance_requirements (framework_id, reference, title, min_level)
SELECT f.id, r.reference, r.title, r.min_level
FROM (VALUES
    ('GDPR', 'Art. 17', 'People can have their data erased', 3),
    ('GDPR', 'Art. 30', 'There is a record of what is processed', 1),
    ('HIPAA', '164.312', 'Access is controlled and audited', 3),
    ('PCI-DSS', '3.5', 'Keys are protected', 4)
) AS r (code, reference, title, min_level)
JOIN compliance_frameworks f USING (code)
ON CONFLICT (framework_id, reference) DO NOTHING;

-- ---------------------------------------------------------------------
-- Settings
-- ---------------------------------------------------------------------

INSERT INTO system_settings (key, value, description) VALUES
    ('security.password_min_length', '14',                                     'Characters that a password must have.'),
    ('security.max_failed_logins',   '5',                                      'Failed sign-ins before an account is locked.'),
    ('security.session_hours',       '12',                                     'How long a session lasts.'),
    ('llm.default_temperature',      '0.7',                                    'Of conversations that say nothing else.'),
    ('llm.max_document_bytes',       '104857600',                              'Largest file that may be uploaded.'),
    ('analytics.retention',          '{"api_usage_logs": "24 months", "llm_usage_logs": "24 months"}', 'When old months are removed.'),
    ('notifications.channels',       '["email", "chat"]',                      'Where warnings go.')
ON CONFLICT (key) DO NOTHING;

COMMIT;
