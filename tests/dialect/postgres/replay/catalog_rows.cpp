#include "dialect/postgres/replay/catalog_rows.h"

#include <array>

namespace erdmark::dialect::postgres {

namespace {

// What PostgreSQL 15 answers.
constexpr std::array kRows{
    QueryRow{"SELECT table_schema, table_name, column_name, ordinal_position, is_nullable, "
             "data_type, character_maximum_length, numeric_precision, numeric_precision_radix, "
             "numeric_scale, datetime_precision, udt_schema, udt_name, is_identity, is_generated "
             "FROM information_schema.columns WHERE table_schema = 'public' AND table_name IN "
             "('users', 'posts') ORDER BY table_name, ordinal_position",
             "public|posts|id|1|NO|bigint||64|2|0||pg_catalog|int8|NO|NEVER;public|posts|user_id|2|"
             "NO|integer||32|2|0||pg_catalog|int4|NO|NEVER;public|posts|title|3|YES|character|10|||"
             "||pg_catalog|bpchar|NO|NEVER;public|users|id|1|NO|integer||32|2|0||pg_catalog|int4|"
             "NO|NEVER;public|users|email|2|NO|character "
             "varying|255|||||pg_catalog|varchar|NO|NEVER;public|users|name|3|YES|text||||||pg_"
             "catalog|text|NO|NEVER;public|users|age|4|YES|smallint||16|2|0||pg_catalog|int2|NO|"
             "NEVER;public|users|price|5|YES|numeric||10|10|2||pg_catalog|numeric|NO|NEVER;public|"
             "users|at|6|YES|timestamp without time "
             "zone|||||3|pg_catalog|timestamp|NO|NEVER;public|users|ok|7|NO|boolean||||||pg_"
             "catalog|bool|NO|NEVER;public|users|tags|8|YES|ARRAY||||||pg_catalog|_text|NO|NEVER"},
    QueryRow{"SELECT column_name FROM information_schema.columns WHERE table_name = 'users' AND "
             "column_default IS NOT NULL ORDER BY 1",
             "name;ok"},
    QueryRow{"SELECT constraint_name, unique_constraint_name, match_option, update_rule, "
             "delete_rule FROM information_schema.referential_constraints WHERE constraint_schema "
             "= 'public' ORDER BY 1",
             "posts_user_id_fkey|users_pkey|NONE|NO ACTION|CASCADE"},
    QueryRow{"SELECT table_name, table_type FROM information_schema.tables WHERE table_schema = "
             "'public' AND table_name IN ('users','posts') ORDER BY 1",
             "posts|BASE TABLE;users|BASE TABLE"},
    QueryRow{"SELECT count(*) FROM information_schema.tables WHERE table_schema = 'pg_catalog'",
             "139"},
    QueryRow{"SELECT tablename, hasindexes, rowsecurity FROM pg_tables WHERE schemaname = 'public' "
             "AND tablename IN ('users','posts') ORDER BY 1",
             "posts|t|f;users|t|t"},
    QueryRow{"SELECT indexname, tablename FROM pg_indexes WHERE schemaname = 'public' AND "
             "tablename IN ('users','posts') ORDER BY 1",
             "posts_lower|posts;posts_pkey|posts;posts_title|posts;posts_title_key|posts;users_"
             "email_key|users;users_pkey|users"},
    QueryRow{"SELECT indexdef FROM pg_indexes WHERE indexname = 'users_pkey'",
             "CREATE UNIQUE INDEX users_pkey ON public.users USING btree (id)"},
    QueryRow{"SELECT a.attname, a.attnum, a.attnotnull, format_type(a.atttypid, a.atttypmod), "
             "a.atttypmod, t.typname, a.atthasdef FROM pg_attribute a JOIN pg_type t ON t.oid = "
             "a.atttypid WHERE a.attrelid = 'users'::regclass AND a.attnum > 0 AND NOT "
             "a.attisdropped ORDER BY a.attnum",
             "id|1|t|integer|-1|int4|f;email|2|t|character "
             "varying(255)|259|varchar|f;name|3|f|text|-1|text|t;age|4|f|smallint|-1|int2|f;price|"
             "5|f|numeric(10,2)|655366|numeric|f;at|6|f|timestamp(3) without time "
             "zone|3|timestamp|f;ok|7|t|boolean|-1|bool|t;tags|8|f|text[]|-1|_text|f"},
    QueryRow{"SELECT conname, contype, conkey, confkey, confdeltype, convalidated, "
             "conrelid::regclass, confrelid::regclass FROM pg_constraint WHERE conrelid IN "
             "('users'::regclass, 'posts'::regclass) ORDER BY conname",
             "posts_pkey|p|{1,2}|| |t|posts|-;posts_title_key|u|{3}|| "
             "|t|posts|-;posts_user_id_fkey|f|{2}|{1}|c|t|posts|users;users_age_check|c|{4}|| "
             "|t|users|-;users_email_key|u|{2}|| |t|users|-;users_pkey|p|{1}|| |t|users|-"},
    QueryRow{"SELECT typname, typtype, typcategory FROM pg_type WHERE typname IN ('text', 'int4', "
             "'users', '_users', 'jsonb', '_text') ORDER BY 1",
             "_text|b|A;_users|b|A;int4|b|N;jsonb|b|U;text|b|S;users|c|C"},
    QueryRow{"SELECT to_regclass('users')::text, to_regclass('nosuch')::text, "
             "to_regclass('public.posts')::text, 'users'::regclass::text",
             "users||posts|users"},
    QueryRow{"SELECT 'nosuch'::regclass", "ERROR 42P01 relation \"nosuch\" does not exist"},
    QueryRow{"SELECT string_agg(a.attname, ',') FROM pg_constraint AS c CROSS JOIN (SELECT "
             "unnest(conkey) FROM pg_constraint WHERE conrelid = 'posts'::regclass AND contype = "
             "'p') AS cols(colnum) INNER JOIN pg_attribute AS a ON a.attrelid = c.conrelid AND "
             "cols.colnum = a.attnum WHERE c.contype = 'p' AND c.conrelid = 'posts'::regclass",
             "id,user_id"},
    QueryRow{"SELECT EXISTS (SELECT 1 FROM pg_extension WHERE extname = 'plpgsql'), EXISTS (SELECT "
             "1 FROM pg_extension WHERE extname = 'citext')",
             "t|f"},
    QueryRow{"SELECT count(*) = 1 FROM pg_available_extensions WHERE name = 'citext'", "t"},
    QueryRow{"SELECT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'postgres'), EXISTS (SELECT "
             "FROM pg_catalog.pg_roles WHERE rolname = 'nosuchrole')",
             "t|f"},
    QueryRow{"SELECT EXISTS (SELECT 1 FROM pg_proc WHERE proname = 'gen_random_uuid'), EXISTS "
             "(SELECT 1 FROM pg_proc WHERE proname = 'nosuch')",
             "t|f"},
    QueryRow{"SELECT pg_table_is_visible('users'::regclass), obj_description('users'::regclass)",
             "t|people"},
    QueryRow{"SELECT nosuch FROM pg_class", "ERROR 42703 column \"nosuch\" does not exist"},
    QueryRow{"SELECT * FROM information_schema.nosuch",
             "ERROR 42P01 relation \"information_schema.nosuch\" does not exist"},
    QueryRow{"SELECT count(*) FROM pg_class WHERE relnamespace = 'pg_catalog'::regnamespace AND "
             "relkind IN ('r', 'v')",
             "139"},
    QueryRow{"SELECT relname FROM pg_stat_user_tables WHERE schemaname = 'public' AND relname IN "
             "('users', 'posts') ORDER BY 1",
             "posts;users"},
    QueryRow{"SELECT table_name FROM information_schema.tables WHERE table_catalog = "
             "current_database() AND table_name = 'users'",
             "users"},
    QueryRow{"SELECT string_agg(format('ALTER TABLE %I.%I OWNER TO x', schemaname, tablename), '; "
             "' ORDER BY tablename) FROM pg_tables WHERE schemaname = 'public' AND tablename IN "
             "('users', 'posts')",
             "ALTER TABLE public.posts OWNER TO x; ALTER TABLE public.users OWNER TO x"},
    QueryRow{"SELECT constraint_name FROM information_schema.check_constraints WHERE "
             "constraint_schema = 'public' AND constraint_name = 'users_age_check'",
             "users_age_check"},
    QueryRow{"SELECT a.attname FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indrelid AND "
             "a.attnum = ANY(i.indkey) WHERE i.indrelid = 'posts'::regclass AND i.indisprimary "
             "ORDER BY a.attnum",
             "id;user_id"},
    QueryRow{"SELECT typname, typtype, typcategory, typnotnull FROM pg_type WHERE typname IN "
             "('mood', 'positive', 'pair', 'users', '_mood') ORDER BY 1",
             "_mood|b|A|f;mood|e|E|f;pair|c|C|f;positive|d|N|f;users|c|C|f"},
    QueryRow{"SELECT e.enumlabel, e.enumsortorder::int FROM pg_enum e JOIN pg_type t ON t.oid = "
             "e.enumtypid WHERE t.typname = 'mood' ORDER BY 2",
             "sad|1;ok|2"},
    QueryRow{"SELECT table_name, column_name, data_type, udt_name, domain_name, is_identity, "
             "identity_generation, is_generated FROM information_schema.columns WHERE table_schema "
             "= 'app' ORDER BY 1, ordinal_position",
             "day1|d|date|date||NO||NEVER;days|d|date|date||NO||NEVER;items|id|integer|int4||YES|"
             "ALWAYS|NEVER;items|kind|USER-DEFINED|mood||NO||NEVER;items|size|integer|int4|"
             "positive|NO||NEVER;items|total|text|text||NO||ALWAYS"},
    QueryRow{"SELECT schemaname, sequencename, start_value, increment_by, max_value FROM "
             "pg_sequences ORDER BY 1, 2",
             "app|items_id_seq|1|1|2147483647;public|steps|10|5|9223372036854775807"},
    QueryRow{"SELECT sequence_schema, sequence_name, data_type, increment FROM "
             "information_schema.sequences ORDER BY 1, 2",
             "public|steps|bigint|5"},
    QueryRow{"SELECT viewname FROM pg_views WHERE schemaname = 'public'", "adults"},
    QueryRow{"SELECT matviewname, ispopulated FROM pg_matviews", "totals|t"},
    QueryRow{"SELECT table_name FROM information_schema.views WHERE table_schema = 'public'",
             "adults"},
    QueryRow{"SELECT table_schema, table_name, table_type FROM information_schema.tables WHERE "
             "table_schema IN ('public', 'app') ORDER BY 1, 2",
             "app|day1|BASE TABLE;app|days|BASE TABLE;app|items|BASE "
             "TABLE;public|adults|VIEW;public|posts|BASE TABLE;public|users|BASE TABLE"},
    QueryRow{"SELECT c.relname, c.relkind, c.relispartition FROM pg_class c WHERE c.relnamespace = "
             "'app'::regnamespace AND c.relkind IN ('r', 'p') ORDER BY 1",
             "day1|r|t;days|p|f;items|r|f"},
    QueryRow{"SELECT inhrelid::regclass, inhparent::regclass FROM pg_inherits ORDER BY 1",
             "app.day1|app.days"},
    QueryRow{"SELECT partrelid::regclass, partstrat, partnatts FROM pg_partitioned_table",
             "app.days|r|1"},
    QueryRow{"SELECT tgname, tgrelid::regclass, tgfoid::regproc, tgtype, tgenabled FROM pg_trigger "
             "WHERE NOT tgisinternal",
             "touch|users|app.touch|23|O"},
    QueryRow{"SELECT trigger_name, event_manipulation, event_object_table, action_orientation, "
             "action_timing FROM information_schema.triggers ORDER BY 1, 2",
             "touch|INSERT|users|ROW|BEFORE;touch|UPDATE|users|ROW|BEFORE"},
    QueryRow{"SELECT policyname, tablename, permissive, roles, cmd FROM pg_policies",
             "mine|users|PERMISSIVE|{public}|SELECT"},
    QueryRow{"SELECT polname, polrelid::regclass, polcmd, polpermissive FROM pg_policy",
             "mine|users|r|t"},
    QueryRow{"SELECT obj_description('users'::regclass, 'pg_class'), "
             "col_description('users'::regclass, 2)",
             "people|where"},
    QueryRow{"SELECT d.description FROM pg_description d WHERE d.objoid = 'users'::regclass AND "
             "d.objsubid = 2",
             "where"},
    QueryRow{"SELECT pubname, schemaname, tablename FROM pg_publication_tables",
             "changes|public|users"},
    QueryRow{"SELECT pubname, puballtables, pubinsert FROM pg_publication", "changes|f|t"},
    QueryRow{"SELECT p.proname, p.prokind, p.pronargs, n.nspname, p.provolatile, p.proretset FROM "
             "pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace WHERE n.nspname = 'app'",
             "touch|f|0|app|v|f"},
    QueryRow{"SELECT routine_name, routine_type, routine_schema FROM information_schema.routines "
             "WHERE routine_schema = 'app'",
             "touch|FUNCTION|app"},
    QueryRow{"SELECT domain_name FROM information_schema.domains WHERE domain_schema = 'public'",
             "positive"},
    QueryRow{"SELECT extname, extversion FROM pg_extension", "plpgsql|1.0"},
    QueryRow{"SELECT lanname FROM pg_language WHERE lanpltrusted ORDER BY 1", "plpgsql;sql"},
    QueryRow{"SELECT rolname FROM pg_roles WHERE rolname = 'pg_monitor'", "pg_monitor"},
    QueryRow{"SELECT pg_get_serial_sequence('app.items', 'id')", "app.items_id_seq"},
    QueryRow{"SELECT pg_get_indexdef('posts_pkey'::regclass)",
             "CREATE UNIQUE INDEX posts_pkey ON public.posts USING btree (id, user_id)"},
    QueryRow{"SELECT 'app.items'::regclass::text, 'mood'::regtype::text, "
             "'integer[]'::regtype::text, 'app'::regnamespace::text",
             "app.items|mood|integer[]|app"},
    QueryRow{"SELECT format_type('mood'::regtype, NULL), format_type('character varying'::regtype, "
             "24), format_type('numeric'::regtype, 655366)",
             "mood|character varying(20)|numeric(10,2)"},
    QueryRow{"SELECT attname, attidentity, attgenerated FROM pg_attribute WHERE attrelid = "
             "'app.items'::regclass AND attnum > 0 ORDER BY attnum",
             "id|a|;kind||;size||;total||s"},
    QueryRow{"SELECT d.adnum FROM pg_attrdef d WHERE d.adrelid = 'users'::regclass ORDER BY 1",
             "3;7"},
    QueryRow{"SELECT table_name FROM information_schema.constraint_table_usage WHERE "
             "constraint_name = 'posts_user_id_fkey'",
             "users"},
    QueryRow{"SELECT datname FROM pg_database WHERE datname = 'nosuch'", ""},
    QueryRow{"SELECT amname FROM pg_am WHERE amtype = 'i' ORDER BY 1",
             "brin;btree;gin;gist;hash;spgist"},
    QueryRow{"SELECT count(*) FROM pg_event_trigger", "0"},
    QueryRow{"SELECT rulename FROM pg_rules WHERE schemaname = 'public'", ""},
    QueryRow{"SELECT seqincrement, seqstart FROM pg_sequence WHERE seqrelid = 'steps'::regclass",
             "5|10"},
    QueryRow{"SELECT setting FROM pg_settings WHERE name = 'nosuch'", ""},
    QueryRow{"SELECT usename FROM pg_user WHERE usename = 'nosuch'", ""},
    QueryRow{"SELECT refobjid::regclass, refobjsubid FROM pg_depend WHERE objid = "
             "'app.items_id_seq'::regclass AND deptype = 'i'",
             "app.items|1"},
    QueryRow{"SELECT 1 FROM pg_available_extensions WHERE name = 'supautils'", ""},
    QueryRow{"SELECT a.aggfnoid FROM pg_aggregate a JOIN pg_proc p ON a.aggfnoid = p.oid WHERE "
             "p.proname = 'array_accum'",
             ""},
};

}  // namespace

std::string_view catalog_rows_setup() {
    return R"sql(
CREATE TABLE users (id integer PRIMARY KEY, email varchar(255) NOT NULL UNIQUE, name text DEFAULT 'x', age smallint CHECK (age > 0), price numeric(10,2), at timestamp(3), ok boolean NOT NULL DEFAULT true, tags text[]);
CREATE TABLE posts (id bigint, user_id integer REFERENCES users (id) ON DELETE CASCADE, title character(10), PRIMARY KEY (id, user_id));
CREATE INDEX posts_title ON posts (title) WHERE user_id > 3;
CREATE UNIQUE INDEX posts_lower ON posts (lower(title), user_id);
ALTER TABLE posts ADD CONSTRAINT posts_title_key UNIQUE (title);
CREATE TYPE mood AS ENUM ('sad', 'ok');
CREATE DOMAIN positive AS integer CHECK (VALUE > 0);
CREATE TYPE pair AS (a integer, b text);
CREATE SEQUENCE steps INCREMENT 5 START 10;
CREATE VIEW adults AS SELECT id, email FROM users WHERE age > 17;
CREATE MATERIALIZED VIEW totals AS SELECT count(*) AS n FROM users;
CREATE SCHEMA app;
CREATE TABLE app.items (id integer GENERATED ALWAYS AS IDENTITY, kind mood, size positive, total text GENERATED ALWAYS AS ('x') STORED);
CREATE TABLE app.days (d date NOT NULL) PARTITION BY RANGE (d);
CREATE TABLE app.day1 PARTITION OF app.days FOR VALUES FROM ('2024-01-01') TO ('2024-01-02');
CREATE FUNCTION app.touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE TRIGGER touch BEFORE INSERT OR UPDATE ON users FOR EACH ROW EXECUTE FUNCTION app.touch();
ALTER TABLE users ENABLE ROW LEVEL SECURITY;
CREATE POLICY mine ON users FOR SELECT TO public USING (ok);
COMMENT ON TABLE users IS 'people';
COMMENT ON COLUMN users.email IS 'where';
CREATE PUBLICATION changes FOR TABLE users;
)sql";
}

std::span<const QueryRow> catalog_rows() {
    return kRows;
}

}  // namespace erdmark::dialect::postgres
