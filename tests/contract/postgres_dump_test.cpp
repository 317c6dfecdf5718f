#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "contract/postgres_fixture.h"
#include "dialect/dialect.h"
#include "schema/compare.h"

// A dump of a PostgreSQL database makes the same database again.

namespace erdmark {
namespace {

using test::PostgresDatabase;
using testing::HasSubstr;
using testing::Not;

std::string dump_of(const PostgresDatabase& database,
                    const dialect::IntrospectOptions& options = {}) {
    const dialect::Dialect& postgres = *dialect::find_dialect("postgresql");
    const auto connection = postgres.connect(dialect::Url::parse(database.url()), {});
    return postgres.dump(*connection, options);
}

schema::Schema schema_of(const PostgresDatabase& database) {
    const dialect::Dialect& postgres = *dialect::find_dialect("postgresql");
    const auto connection = postgres.connect(dialect::Url::parse(database.url()), {});
    return postgres.introspect(*connection, {});
}

std::string changes_between(const schema::Schema& before, const schema::Schema& after) {
    std::string words;
    for (const schema::Change& change : schema::compare(before, after)) {
        words += fmt::format("{} {}\n", change.object, change.name.display());
        for (const schema::Difference& difference : change.differences) {
            words += fmt::format("  {}\n", schema::difference_text(difference));
        }
    }
    return words;
}

/// The script, for what else is to be said of it.
std::string expect_same_again(std::string_view sql) {
    const PostgresDatabase original(sql);
    std::string script = dump_of(original);
    const PostgresDatabase copy(script);

    EXPECT_EQ(changes_between(schema_of(original), schema_of(copy)), "");
    EXPECT_EQ(dump_of(copy), script);
    EXPECT_TRUE(script.ends_with(";\n"));
    return script;
}

/// What follows the head of a dump.
std::string body_of(const PostgresDatabase& database,
                    const dialect::IntrospectOptions& options = {}) {
    constexpr std::string_view kLastLine = "SET search_path = public;\n";
    const std::string script = dump_of(database, options);
    return script.substr(script.find(kLastLine) + kLastLine.size());
}

class PostgresDumpOfFixture : public testing::TestWithParam<const char*> {};

TEST_P(PostgresDumpOfFixture, MakesItAgain) {
    expect_same_again(test::postgres_fixture_sql(std::string(GetParam()) + ".sql"));
}

INSTANTIATE_TEST_SUITE_P(PostgresDump, PostgresDumpOfFixture,
                         testing::Values("schema", "odd", "torture", "views", "replay_objects"),
                         [](const auto& row) { return std::string(row.param); });

TEST(PostgresDump, ReadsAsItWouldBeWritten) {
    const PostgresDatabase database(
        "CREATE TYPE mood AS ENUM ('sad', 'happy');"
        "CREATE TABLE users (id bigserial PRIMARY KEY, name varchar(20) DEFAULT 'x' NOT NULL "
        "UNIQUE,"
        " at timestamptz DEFAULT now(), feels mood, CHECK (name IN ('a', 'b')));"
        "CREATE TABLE posts (id int GENERATED ALWAYS AS IDENTITY, owner bigint REFERENCES users);"
        "CREATE INDEX posts_by_owner ON posts (owner) WHERE owner > 0;"
        "COMMENT ON COLUMN users.name IS 'it''s';"
        "CREATE VIEW names AS SELECT name FROM users;");

    EXPECT_EQ(
        dump_of(database),
        R"sql(-- The schema of a PostgreSQL database, written by erdmark: without data, owners, privileges, roles
-- and user mappings.

SET client_encoding = 'UTF8';
SET check_function_bodies = off;
SET search_path = public;

CREATE TYPE mood AS ENUM (
    'sad',
    'happy'
);

CREATE TABLE posts (
    id integer GENERATED ALWAYS AS IDENTITY,
    owner bigint
);

CREATE TABLE users (
    id bigserial,
    name character varying(20) NOT NULL DEFAULT 'x'::character varying,
    at timestamp with time zone DEFAULT now(),
    feels mood,
    CONSTRAINT users_pkey PRIMARY KEY (id),
    CONSTRAINT users_name_key UNIQUE (name),
    CONSTRAINT users_name_check CHECK (((name)::text = ANY (ARRAY[('a'::character varying)::text, ('b'::character varying)::text])))
);
COMMENT ON COLUMN users.name IS 'it''s';

CREATE VIEW names AS
 SELECT users.name
   FROM users;

CREATE INDEX posts_by_owner ON posts USING btree (owner) WHERE (owner > 0);

ALTER TABLE ONLY posts ADD CONSTRAINT posts_owner_fkey FOREIGN KEY (owner) REFERENCES users(id);
)sql");
}

struct Circle {
    const char* name;
    const char* sql;
};

void PrintTo(const Circle& circle, std::ostream* out) {
    *out << circle.name;
}

class PostgresDumpOfCircle : public testing::TestWithParam<Circle> {};

TEST_P(PostgresDumpOfCircle, MakesItAgain) {
    expect_same_again(GetParam().sql);
}

constexpr Circle kCircles[] = {
    {"ACheckCallsAFunctionOfItsTable",
     "CREATE TABLE t (x int);"
     "CREATE FUNCTION f(t) RETURNS boolean LANGUAGE sql IMMUTABLE RETURN ($1).x > 0;"
     "ALTER TABLE t ADD CONSTRAINT c CHECK (f(t.*)), ADD CONSTRAINT d CHECK (x < 9);"},
    {"ADefaultCallsAFunctionOfItsTable",
     "CREATE TABLE t (x int);"
     "CREATE FUNCTION f() RETURNS bigint LANGUAGE sql BEGIN ATOMIC SELECT count(*) FROM t; END;"
     "ALTER TABLE t ADD y bigint DEFAULT f() NOT NULL;"},
    {"ADomainIsCheckedByAFunctionOfIt",
     "CREATE DOMAIN d AS int;"
     "CREATE FUNCTION f(d) RETURNS boolean LANGUAGE sql IMMUTABLE RETURN true;"
     "ALTER DOMAIN d ADD CONSTRAINT c CHECK (f(VALUE));"},
    {"AViewCallsAFunctionThatGivesItsRows",
     "CREATE VIEW v AS SELECT 1 AS one, 'x'::varchar(5) AS two;"
     "CREATE FUNCTION f() RETURNS SETOF v LANGUAGE sql AS 'SELECT 1, ''x''::varchar(5)';"
     "CREATE OR REPLACE VIEW v AS SELECT one, two FROM f(); COMMENT ON COLUMN v.one IS 'first';"},
    {"TablesReferToEachOther",
     "CREATE TABLE a (id int PRIMARY KEY, b int); CREATE TABLE b (id int PRIMARY KEY, a int);"
     "ALTER TABLE a ADD FOREIGN KEY (b) REFERENCES b; ALTER TABLE b ADD FOREIGN KEY (a) REFERENCES "
     "a;"},
    {"ATypeIsMadeOfFunctionsThatNameIt",
     "CREATE TYPE small; CREATE FUNCTION small_in(cstring) RETURNS small LANGUAGE internal "
     "IMMUTABLE STRICT AS 'int4in'; CREATE FUNCTION small_out(small) RETURNS cstring LANGUAGE "
     "internal IMMUTABLE STRICT AS 'int4out';"
     "CREATE TYPE small (INPUT = small_in, OUTPUT = small_out, LIKE = integer);"
     "CREATE FUNCTION use(x small) RETURNS small LANGUAGE plpgsql AS 'BEGIN RETURN x; END';"
     "CREATE TABLE t (x small);"},
};

INSTANTIATE_TEST_SUITE_P(PostgresDump, PostgresDumpOfCircle, testing::ValuesIn(kCircles),
                         [](const auto& row) { return std::string(row.param.name); });

struct Objects {
    const char* name;
    const char* sql;
};

void PrintTo(const Objects& objects, std::ostream* out) {
    *out << objects.name;
}

class PostgresDumpOfObjects : public testing::TestWithParam<Objects> {};

TEST_P(PostgresDumpOfObjects, MakesThemAgain) {
    expect_same_again(GetParam().sql);
}

constexpr Objects kObjects[] = {
    {"ColumnsInAnotherOrderThanTheirParentHasThem",
     "CREATE TABLE p (a int DEFAULT 1, b int); CREATE TABLE c (b int, x int, a int);"
     "ALTER TABLE c INHERIT p;"
     "CREATE TABLE q (a int, b int) PARTITION BY LIST (a);"
     "CREATE TABLE q1 (b int DEFAULT 7, a int); ALTER TABLE q ATTACH PARTITION q1 FOR VALUES IN "
     "(1);"},
    {"InheritedColumnsWithDefaultsOfTheirOwn",
     "CREATE TABLE p (id serial, a int DEFAULT 1, b int); CREATE TABLE c () INHERITS (p);"
     "ALTER TABLE c ALTER a DROP DEFAULT, ALTER b SET DEFAULT 3, ALTER b SET NOT NULL;"},
    {"IndexesOfPiecesWithNamesOfTheirOwn",
     "CREATE TABLE q (a int, b int) PARTITION BY LIST (a);"
     "CREATE TABLE q1 PARTITION OF q FOR VALUES IN (1); CREATE TABLE q2 PARTITION OF q DEFAULT;"
     "CREATE INDEX mine ON q1 (b); ALTER TABLE q2 ADD CONSTRAINT one UNIQUE (a);"
     "CREATE INDEX whole ON q (b); CREATE UNIQUE INDEX single ON q (a);"},
    {"ChecksThatWereNotValidated",
     "CREATE TABLE q (a int) PARTITION BY LIST (a); CREATE TABLE q1 PARTITION OF q DEFAULT;"
     "ALTER TABLE q ADD CONSTRAINT c CHECK (a > 0) NOT VALID;"
     "CREATE DOMAIN d AS int; ALTER DOMAIN d ADD CONSTRAINT e CHECK (VALUE > 0) NOT VALID;"},
    {"KeysWithTheSameColumns",
     "CREATE TABLE t (id int PRIMARY KEY, CONSTRAINT other UNIQUE (id) DEFERRABLE);"
     "ALTER TABLE t ADD CONSTRAINT third UNIQUE (id);"},
    {"ForeignKeysOfAndToPartitionedTables",
     "CREATE TABLE p (id int PRIMARY KEY) PARTITION BY HASH (id);"
     "CREATE TABLE p0 PARTITION OF p FOR VALUES WITH (MODULUS 1, REMAINDER 0);"
     "CREATE TABLE q (id int REFERENCES p) PARTITION BY LIST (id);"
     "CREATE TABLE q1 PARTITION OF q DEFAULT; CREATE TABLE r (id int REFERENCES p);"},
    {"SequencesThatColumnsOwn",
     "CREATE TABLE t (id serial, n bigint, CONSTRAINT t_pkey PRIMARY KEY (id));"
     "CREATE SEQUENCE counter START 5; ALTER SEQUENCE counter OWNED BY t.n;"
     "ALTER TABLE t ALTER n SET DEFAULT nextval('counter');"
     "CREATE TABLE named (id serial); ALTER SEQUENCE named_id_seq RENAME TO other;"
     "CREATE TABLE i (id int GENERATED ALWAYS AS IDENTITY (SEQUENCE NAME own START 3));"},
    {"OperatorsAndTheirClasses",
     "CREATE FUNCTION lt(text, text) RETURNS boolean LANGUAGE sql IMMUTABLE RETURN $1 < $2;"
     "CREATE FUNCTION gt(text, text) RETURNS boolean LANGUAGE sql IMMUTABLE RETURN $1 > $2;"
     "CREATE OPERATOR <<< (FUNCTION = lt, LEFTARG = text, RIGHTARG = text, COMMUTATOR = >>>);"
     "CREATE OPERATOR >>> (FUNCTION = gt, LEFTARG = text, RIGHTARG = text, COMMUTATOR = <<<);"
     "CREATE OPERATOR CLASS odd_ops FOR TYPE text USING btree AS OPERATOR 1 <<<, OPERATOR 5 >>>,"
     " FUNCTION 1 bttextcmp(text, text); CREATE TABLE t (x text); CREATE INDEX i ON t (x odd_ops);"
     "CREATE VIEW v AS SELECT x <<< 'a' AS less FROM t;"},
    {"CastsAndTextSearch",
     "CREATE TYPE c AS (x int); CREATE FUNCTION f(c) RETURNS int LANGUAGE sql RETURN ($1).x;"
     "CREATE CAST (c AS int) WITH FUNCTION f(c) AS ASSIGNMENT;"
     "CREATE TEXT SEARCH DICTIONARY plain (TEMPLATE = simple, STOPWORDS = english);"
     "CREATE TEXT SEARCH CONFIGURATION words (PARSER = default);"
     "ALTER TEXT SEARCH CONFIGURATION words ADD MAPPING FOR asciiword, word WITH plain, simple;"
     "CREATE TABLE t (x text); CREATE INDEX i ON t USING gin (to_tsvector('words', x));"},
    {"ViewsThatAreKeptAndHaveTheirRows",
     "CREATE TABLE t (x int); CREATE MATERIALIZED VIEW b AS SELECT x FROM t;"
     "CREATE MATERIALIZED VIEW a AS SELECT x FROM b; CREATE UNIQUE INDEX ai ON a (x);"
     "CREATE MATERIALIZED VIEW z AS SELECT x FROM a WITH NO DATA;"},
    {"TriggersThatAreOffInOnePiece",
     "CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END';"
     "CREATE TABLE q (a int) PARTITION BY LIST (a); CREATE TABLE q1 PARTITION OF q DEFAULT;"
     "CREATE TRIGGER g AFTER INSERT ON q FOR EACH ROW EXECUTE FUNCTION f();"
     "ALTER TABLE q1 DISABLE TRIGGER g;"},
};

INSTANTIATE_TEST_SUITE_P(PostgresDump, PostgresDumpOfObjects, testing::ValuesIn(kObjects),
                         [](const auto& row) { return std::string(row.param.name); });

TEST(PostgresDump, FillsMaterializedViewsThatHadTheirRows) {
    const std::string script = expect_same_again(
        "CREATE MATERIALIZED VIEW full_one AS SELECT 1 AS x;"
        "CREATE MATERIALIZED VIEW empty_one AS SELECT 1 AS x WITH NO DATA;");

    EXPECT_THAT(script, HasSubstr("REFRESH MATERIALIZED VIEW full_one;"));
    EXPECT_THAT(script, Not(HasSubstr("REFRESH MATERIALIZED VIEW empty_one;")));
}

TEST(PostgresDump, TellsTheCommentOfTheDatabaseWithoutItsName) {
    const PostgresDatabase original;
    original.run(fmt::format("COMMENT ON DATABASE {} IS 'it''s | the \"shop\"'", original.name()));
    const std::string script = dump_of(original);
    const PostgresDatabase copy(script);

    EXPECT_THAT(script, Not(HasSubstr(original.name())));
    EXPECT_EQ(schema_of(copy).comment, "it's | the \"shop\"");
}

TEST(PostgresDump, OfTheSameSchemaIsTheSameWhateverItsHistory) {
    const PostgresDatabase direct(
        "CREATE TABLE a (x int, y text); CREATE TABLE b (id int); CREATE VIEW v AS SELECT x FROM "
        "a;");
    const PostgresDatabase detour(
        "CREATE TABLE gone (x int); CREATE TABLE b (id int); CREATE TABLE c (x int, old int);"
        "DROP TABLE gone; ALTER TABLE c DROP COLUMN old; ALTER TABLE c ADD y text;"
        "ALTER TABLE c RENAME TO a; CREATE VIEW v AS SELECT x FROM a;");

    EXPECT_EQ(dump_of(detour), dump_of(direct));
}

constexpr std::string_view kTwoSchemas =
    "CREATE SCHEMA app; CREATE TABLE app.users (id serial PRIMARY KEY);"
    "CREATE TABLE schema_migrations (version text PRIMARY KEY, number serial);"
    "CREATE INDEX versions ON schema_migrations (number);"
    "CREATE TABLE orders (id int, owner int REFERENCES app.users);"
    "CREATE VIEW state AS SELECT version FROM schema_migrations;";

TEST(PostgresDump, LeavesOutTablesAndSaysWhatNeededThem) {
    const PostgresDatabase database(kTwoSchemas);
    const std::string script = dump_of(database, {.left_out_of_dumps = {"schema_migrations"}});
    const PostgresDatabase copy(script);

    EXPECT_THAT(script,
                HasSubstr("-- Not in it: view public.state, which needs what is left out\n"));
    EXPECT_THAT(script, Not(HasSubstr("versions")));
    EXPECT_THAT(script, Not(HasSubstr("schema_migrations")));
    EXPECT_THAT(script, HasSubstr("REFERENCES app.users(id)"));
}

TEST(PostgresDump, OfOneSchemaHoldsNothingOfAnother) {
    const PostgresDatabase database(kTwoSchemas);

    EXPECT_EQ(body_of(database, {.schemas = {"app"}}), R"sql(
CREATE SCHEMA app;

CREATE TABLE app.users (
    id serial,
    CONSTRAINT users_pkey PRIMARY KEY (id)
);
)sql");
    EXPECT_THAT(dump_of(database, {.schemas = {"public"}}),
                HasSubstr("-- Not in it: foreign key public.orders, orders_owner_fkey, which needs "
                          "what is left out\n"));
}

TEST(PostgresDump, ShowsNoSecrets) {
    const PostgresDatabase database(
        "CREATE FOREIGN DATA WRAPPER w OPTIONS (password 'hunter2', size '3');"
        "CREATE SERVER s FOREIGN DATA WRAPPER w OPTIONS (api_key 'hunter2');"
        "CREATE USER MAPPING FOR PUBLIC SERVER s OPTIONS (password 'hunter2');"
        "CREATE FOREIGN TABLE t (x int OPTIONS (secret 'hunter2')) SERVER s;");

    EXPECT_THAT(dump_of(database), Not(HasSubstr("hunter2")));
    EXPECT_THAT(dump_of(database), HasSubstr("OPTIONS (password '***', size '3')"));
}

TEST(PostgresDump, NamesWhatItCannotTell) {
    const PostgresDatabase database(
        "CREATE CONVERSION mine FOR 'LATIN1' TO 'UTF8' FROM iso8859_1_to_utf8;");

    EXPECT_THAT(dump_of(database), HasSubstr("-- Not in it: conversion public.mine\n"));
}

/// Counts the queries that a dump makes.
class QueryCounter : public dialect::Connection {
public:
    explicit QueryCounter(dialect::Connection& connection) : connection_(connection) {}

    std::vector<dialect::Row> query(std::string_view sql) override {
        ++count;
        return connection_.query(sql);
    }

    void start_over() override { connection_.start_over(); }

    std::size_t count = 0;

private:
    dialect::Connection& connection_;
};

std::size_t dump_queries(std::size_t tables) {
    std::string sql;
    for (std::size_t index = 0; index < tables; ++index) {
        sql += fmt::format(
            "CREATE TABLE t{0} (id serial PRIMARY KEY, up int REFERENCES t{0});"
            "CREATE INDEX i{0} ON t{0} (up); CREATE VIEW v{0} AS SELECT id FROM t{0};",
            index);
    }
    const PostgresDatabase database(sql);
    const dialect::Dialect& postgres = *dialect::find_dialect("postgresql");
    const auto connection = postgres.connect(dialect::Url::parse(database.url()), {});
    QueryCounter counter(*connection);
    postgres.dump(counter, {});
    return counter.count;
}

TEST(PostgresDump, MakesTheSameNumberOfQueriesForAnyNumberOfTables) {
    EXPECT_EQ(dump_queries(60), dump_queries(3));
}

}  // namespace
}  // namespace erdmark
