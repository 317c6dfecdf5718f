#include <string>

#include <gtest/gtest.h>

#include "contract/postgres_history.h"

// What a server refuses for reasons that lie in values, options, types and families: a replay
// refuses it, too, in the same words, and nothing else.

namespace erdmark {
namespace {

class PostgresReplayRefusals : public testing::TestWithParam<test::History> {};

TEST_P(PostgresReplayRefusals, AgreeWithTheServer) {
    test::expect_agreement(GetParam().sql);
}

const test::History kRefused[] = {
    {"KeysThatAreReferred", R"sql(
CREATE TABLE t (a int, b int, UNIQUE (b) DEFERRABLE);
ALTER TABLE t ADD PRIMARY KEY (a) DEFERRABLE;
CREATE TABLE e (a int REFERENCES t);
CREATE TABLE e (a int REFERENCES t (a));
CREATE TABLE e (b int REFERENCES t (b));
CREATE UNIQUE INDEX ON t (b);
CREATE TABLE e (b int REFERENCES t (b));
CREATE TABLE byte (c "char" PRIMARY KEY);
CREATE TABLE words (c text PRIMARY KEY);
CREATE TABLE w (c "char" REFERENCES words);
)sql"},
    {"IdentitiesThatGo", R"sql(
CREATE TABLE e (a int GENERATED ALWAYS AS IDENTITY);
CREATE TABLE u (a int DEFAULT nextval('e_a_seq'));
ALTER TABLE e ALTER a DROP IDENTITY;
ALTER TABLE u ALTER a DROP DEFAULT;
ALTER TABLE e ALTER a DROP IDENTITY;
ALTER TABLE e ALTER a DROP IDENTITY;
ALTER TABLE e ALTER a DROP IDENTITY IF EXISTS;
)sql"},
    {"ChecksInFamilies", R"sql(
CREATE TABLE p (a int, CONSTRAINT c CHECK (a > 0));
CREATE TABLE q (a int, CONSTRAINT c CHECK (a > 1));
CREATE TABLE c1 (CONSTRAINT c CHECK (a > 1)) INHERITS (p);
CREATE TABLE c1 (CONSTRAINT c CHECK (a > 0)) INHERITS (p);
CREATE TABLE c2 (CONSTRAINT c CHECK (a > 0) NO INHERIT) INHERITS (p);
CREATE TABLE c3 () INHERITS (p, q);
CREATE TABLE c4 (CONSTRAINT d CHECK (a > 9), CONSTRAINT n CHECK (a > 4) NO INHERIT) INHERITS (p);
ALTER TABLE p ADD CONSTRAINT d CHECK (a > 8);
ALTER TABLE p ADD CONSTRAINT n CHECK (a > 4);
ALTER TABLE p ADD CONSTRAINT d CHECK (a > 9);
ALTER TABLE c4 ADD CONSTRAINT c CHECK (a > 4);
ALTER TABLE c4 ADD CONSTRAINT c CHECK (a > 0);
CREATE TABLE pp (a int, b int, CONSTRAINT c CHECK (a > 0)) PARTITION BY LIST (a);
CREATE TABLE pp1 PARTITION OF pp (CONSTRAINT c CHECK (a > 1)) FOR VALUES IN (1);
CREATE TABLE pp1 PARTITION OF pp (CONSTRAINT c CHECK (a > 0)) FOR VALUES IN (1);
ALTER TABLE pp1 ADD CONSTRAINT c CHECK (a > 0);
ALTER TABLE pp ADD CONSTRAINT z CHECK (a > 0) NO INHERIT;
CREATE TABLE pn (a int, CHECK (a > 0) NO INHERIT) PARTITION BY LIST (a);
CREATE TABLE pn (a int, b int) PARTITION BY LIST (a, b);
)sql"},
    {"DomainsWithinTypes", R"sql(
CREATE DOMAIN d AS int;
CREATE TABLE t (a d[]);
ALTER DOMAIN d SET NOT NULL;
ALTER DOMAIN d ADD CONSTRAINT x CHECK (VALUE > 0) NOT VALID;
ALTER DOMAIN d VALIDATE CONSTRAINT x;
ALTER DOMAIN d ADD CHECK (VALUE > 1);
ALTER DOMAIN d SET DEFAULT 5;
DROP TABLE t;
CREATE TABLE t (a d);
ALTER DOMAIN d SET NOT NULL;
CREATE TYPE c AS (x d);
ALTER DOMAIN d ADD CHECK (VALUE > 2);
CREATE TABLE tc (x c);
ALTER DOMAIN d ADD CHECK (VALUE > 3);
DROP TABLE tc;
CREATE DOMAIN dd AS d;
CREATE TABLE td (x dd);
ALTER DOMAIN d ADD CHECK (VALUE > 4);
CREATE TABLE te (x dd[]);
ALTER DOMAIN d ADD CHECK (VALUE > 5);
DROP TABLE te;
CREATE TABLE tf (x t);
ALTER DOMAIN d ADD CHECK (VALUE > 6);
CREATE TYPE e AS (x int);
CREATE TABLE tg (a e[]);
ALTER TYPE e ALTER ATTRIBUTE x TYPE text;
CREATE TYPE f AS (x int, y text);
CREATE TABLE th OF f;
ALTER TYPE f DROP ATTRIBUTE x;
ALTER TYPE f DROP ATTRIBUTE z;
ALTER TYPE f DROP ATTRIBUTE x CASCADE;
)sql"},
    {"OptionsOfStorage", R"sql(
CREATE TABLE p (id int) PARTITION BY RANGE (id);
CREATE INDEX pi ON p (id) WITH (fillfactor = 60);
ALTER INDEX pi SET (fillfactor = 60);
ALTER INDEX pi RESET (fillfactor);
ALTER TABLE p SET (fillfactor = 50);
CREATE TABLE o (a int) WITH (nope = 1);
CREATE TABLE o (a int) WITH (oids = true);
CREATE TABLE o (a int, n bool, e tsvector) WITH (oids = false);
CREATE TABLE o2 (a int) WITH (toast.autovacuum_enabled = false, fillfactor = 70);
ALTER TABLE o2 SET (nope = 1);
ALTER TABLE o2 RESET (nope);
ALTER TABLE o2 SET (fillfactor = 5);
ALTER TABLE o2 SET (autovacuum_enabled = maybe, fillfactor = 80);
ALTER TABLE o2 SET (toast.autovacuum_enabled = true, autovacuum_enabled = off);
CREATE INDEX ON o (n) WITH (x = 1);
CREATE INDEX ON o USING gin (e) WITH (fillfactor = 50);
CREATE INDEX ON o USING gin (e) WITH (fastupdate = off);
CREATE INDEX ON o USING gin (e) WITH (fastupdate = 5);
CREATE INDEX ON o USING hash (n) WITH (fillfactor = 5);
CREATE INDEX ON o (n) WITH (deduplicate_items = off);
CREATE INDEX ON o USING hash (n) WITH (deduplicate_items = off);
CREATE VIEW v WITH (security_barrier) AS SELECT 1 AS x;
CREATE VIEW v2 WITH (fillfactor = 50) AS SELECT 1 AS x;
ALTER VIEW v SET (nope);
)sql"},
    {"OperatorClasses", R"sql(
CREATE TYPE mood AS ENUM ('a');
CREATE DOMAIN words AS json;
CREATE TABLE j (a json, b point, c xml, PRIMARY KEY (a));
CREATE TABLE j (a json, b point, c xml, d int[], e tsvector, f text, g jsonb, h int4range, i inet,
    k box, l jsonb[], m char(3), n bool, o mood, p words, q bit(3), r varchar(5), s money, t name,
    u circle, v polygon, w cidr, x tsquery, y numeric(5, 2), z mood[]);
CREATE INDEX ON j (b);
CREATE INDEX ON j (c);
CREATE INDEX ON j (g);
CREATE INDEX ON j (l);
CREATE INDEX ON j (p);
CREATE INDEX ON j (s, t, w, x, o, q, z);
CREATE INDEX ON j (u);
CREATE INDEX ON j (v);
CREATE INDEX ON j USING hash (a);
CREATE INDEX ON j USING hash (q);
CREATE INDEX ON j USING hash (s);
CREATE INDEX ON j USING hash (z);
CREATE INDEX ON j USING gin (f);
CREATE INDEX ON j USING gin (m);
CREATE INDEX ON j USING gin (y);
CREATE INDEX ON j USING gin (o);
CREATE INDEX ON j USING gin (g, e, d, z);
CREATE INDEX ON j USING gist (f);
CREATE INDEX ON j USING gist (i);
CREATE INDEX ON j USING gist (d);
CREATE INDEX ON j USING gist (b, k, u, v, e, x, h);
CREATE INDEX ON j USING spgist (n);
CREATE INDEX ON j USING spgist (i);
CREATE INDEX ON j USING spgist (b);
CREATE INDEX ON j USING spgist (r);
CREATE INDEX ON j USING spgist (u);
CREATE INDEX ON j USING brin (n);
CREATE INDEX ON j USING brin (g);
CREATE INDEX ON j USING brin (q, m, t, i, y, h, k);
CREATE INDEX ON j USING brin (s);
CREATE TABLE px (a json) PARTITION BY LIST (a);
CREATE TABLE px (a json) PARTITION BY HASH (a);
CREATE TABLE ex (a int, EXCLUDE USING gist (a WITH =));
CREATE EXTENSION btree_gist;
CREATE TABLE ex (a int, EXCLUDE USING gist (a WITH =));
)sql"},
    {"ChangingValuesInIndexes", R"sql(
CREATE TABLE t (a timestamptz, b timestamp, c date, d text, e int);
CREATE INDEX ON t ((a::date));
CREATE INDEX ON t ((b::date));
CREATE INDEX ON t ((b::timestamptz));
CREATE INDEX ON t ((c::timestamptz));
CREATE INDEX ON t ((c::timestamp));
CREATE INDEX ON t ((c::text));
CREATE INDEX ON t ((d::date));
CREATE INDEX ON t ((e::text));
CREATE INDEX ON t (e) WHERE a::date > '2020-01-01';
CREATE INDEX ON t (e) WHERE CAST(b AS time) > '12:00' OR d::int > 5;
CREATE TABLE g (a timestamptz, b date GENERATED ALWAYS AS (a::date) STORED);
CREATE TABLE o (a int PRIMARY KEY);
CREATE TABLE p (b int PRIMARY KEY, LIKE o INCLUDING INDEXES);
)sql"},
    {"LiteralsOfDefaults", R"sql(
CREATE TYPE mood AS ENUM ('a');
CREATE DOMAIN feeling AS mood;
CREATE TABLE w (a int DEFAULT 'x');
CREATE TABLE w (a bool DEFAULT 'x');
CREATE TABLE w (a uuid DEFAULT 'x');
CREATE TABLE w (a numeric(5, 2) DEFAULT 'x');
CREATE TABLE w (a float8 DEFAULT '');
CREATE TABLE w (a jsonb DEFAULT 'x');
CREATE TABLE w (a int[] DEFAULT 'x');
CREATE TABLE w (a int DEFAULT '99999999999');
CREATE TABLE w (a mood DEFAULT 'x');
CREATE TABLE w (a feeling DEFAULT 'x');
CREATE TABLE w (a date DEFAULT 'NaN');
CREATE TABLE w (a timestamptz DEFAULT 'nothing');
CREATE TABLE w (a timestamp(3) DEFAULT 'january');
CREATE TABLE w (a int DEFAULT ' 5 ', b bool DEFAULT 'of', c numeric DEFAULT '-inf', d json DEFAULT ' {}',
    e feeling DEFAULT 'a', f int[] DEFAULT ' {1}', g char(1) DEFAULT 'long', h varchar(1) DEFAULT 'long',
    i date DEFAULT 'Infinity', j timestamp DEFAULT 'epoch');
ALTER TABLE w ALTER a SET DEFAULT 'five';
ALTER TABLE w ADD COLUMN k char(1) DEFAULT 'it''s';
ALTER TABLE w ADD COLUMN k varchar(3) DEFAULT 'größe';
ALTER TABLE w ADD COLUMN k varchar(5) DEFAULT 'größe  ';
CREATE TABLE pt (a int) PARTITION BY LIST (a);
ALTER TABLE pt ADD COLUMN k char(1) DEFAULT 'long';
)sql"},
    {"CastsOfTheServer", R"sql(
CREATE TABLE l (a "char", b name, CHECK (a LIKE 'x'), CHECK (b LIKE 'x'), CHECK (a ILIKE 'x'),
    CHECK (a ~ 'x'), CHECK (a = 'b'));
CREATE TABLE n (v bit varying(5), f bit(3), i int, r real, CHECK (length(v) > 1),
    CHECK (bit_length(v) > 1), CHECK (octet_length(f) > 1), CHECK (length(f) = 2),
    CHECK (to_hex(i) = 'a'), CHECK (sqrt(r) < 9));
ALTER TABLE n ALTER i TYPE bigint;
CREATE INDEX ON n ((ceil(r))) WHERE floor(r) > 1;
CREATE TABLE o (a "char", b inet, c text, CHECK (length(a) > 0), CHECK (lower(a) = 'x'),
    CHECK (host(b) <> ''), CHECK (concat(c, b) <> ''));
)sql"},
};

INSTANTIATE_TEST_SUITE_P(Histories, PostgresReplayRefusals, testing::ValuesIn(kRefused),
                         [](const testing::TestParamInfo<test::History>& test) {
                             return std::string(test.param.name);
                         });

}  // namespace
}  // namespace erdmark
