#include <algorithm>
#include <cstdlib>
#include <random>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "base/text.h"
#include "cli/pipeline.h"
#include "contract/postgres_fixture.h"
#include "schema/snapshot.h"
#include "source/schema_source.h"

// The same PostgreSQL schema gives the same bytes, whatever its history and whoever asks.

namespace erdmark {
namespace {

using test::PostgresDatabase;

std::string snapshot_of(const std::string& url) {
    return schema::to_snapshot(test::introspect_postgres(url));
}

FileTree pages_of(const std::string& source) {
    std::ostringstream out;
    std::ostringstream err;
    config::Config config;
    config.source.from = source;
    return cli::build_documentation(config, {}, {out, err}).pages;
}

/// What `pg_dump` writes of the database, without the commands for its own shell.
std::string dump_of(const PostgresDatabase& database) {
    const test::TempDirectory folder;
    const auto file = folder.path() / "dump.sql";
    const std::string command =
        fmt::format("pg_dump --schema-only --host='{}' --username=postgres {} > '{}'",
                    test::postgres_socket(), database.name(), file.string());
    if (std::system(command.c_str()) != 0) {
        throw std::runtime_error("pg_dump failed");
    }
    std::string sql;
    for (const std::string& text = test::slurp(file);
         const std::string_view line : split_lines(text)) {
        if (!line.starts_with('\\')) {
            sql.append(line).append("\n");
        }
    }
    return sql;
}

void expect_equal(const PostgresDatabase& left, const PostgresDatabase& right) {
    EXPECT_EQ(snapshot_of(left.url()), snapshot_of(right.url()));
    EXPECT_EQ(pages_of(left.url()), pages_of(right.url()));
}

TEST(PostgresStability, ADumpThatIsReadBackLeavesNoTrace) {
    for (const char* file : {"schema.sql", "odd.sql"}) {
        SCOPED_TRACE(file);
        const PostgresDatabase original(test::postgres_fixture_sql(file));
        const PostgresDatabase restored(dump_of(original));

        expect_equal(original, restored);
    }
}

TEST(PostgresStability, TheOrderInWhichObjectsAreMadeLeavesNoTrace) {
    const std::vector<std::string> tables = {
        "CREATE TABLE b (id integer PRIMARY KEY, a_id integer, x text UNIQUE, y text, z text);",
        "CREATE TABLE a (id integer PRIMARY KEY, b_id integer, CHECK (id > 0), CHECK (b_id > 0));",
        "CREATE TABLE \"C\" (id integer PRIMARY KEY, parent integer);",
        "CREATE TABLE parts (at date) PARTITION BY RANGE (at);",
        "CREATE TYPE mood AS ENUM ('sad', 'happy');",
        "CREATE DOMAIN price AS numeric CHECK (VALUE > 0);",
        "CREATE SEQUENCE numbers;",
        "CREATE VIEW v AS SELECT 1 AS one;",
        "CREATE FUNCTION f(a integer) RETURNS integer LANGUAGE sql AS 'SELECT 1';",
        "CREATE FUNCTION f(a text) RETURNS integer LANGUAGE sql AS 'SELECT 1';",
    };
    const std::vector<std::string> dependents = {
        "ALTER TABLE b ADD CONSTRAINT b_a FOREIGN KEY (a_id) REFERENCES a;",
        "ALTER TABLE a ADD CONSTRAINT a_b FOREIGN KEY (b_id) REFERENCES b;",
        "ALTER TABLE \"C\" ADD CONSTRAINT c_c FOREIGN KEY (parent) REFERENCES \"C\";",
        "CREATE INDEX b_y ON b (y);",
        "CREATE INDEX b_z ON b (z, lower(y));",
        "CREATE TABLE parts_1 PARTITION OF parts FOR VALUES FROM ('2026-01-01') TO ('2026-02-01');",
        "CREATE TABLE parts_2 PARTITION OF parts FOR VALUES FROM ('2026-02-01') TO ('2026-03-01');",
        "CREATE TABLE parts_0 PARTITION OF parts DEFAULT;",
        "COMMENT ON TABLE b IS 'second';",
        "CREATE POLICY p ON a USING (true);",
        "CREATE POLICY o ON a USING (id > 1);",
        "CREATE STATISTICS s ON x, y FROM b;",
        "CREATE VIEW w AS SELECT a.id, b.x FROM a JOIN b ON b.id = a.b_id;",
        "GRANT SELECT ON a TO PUBLIC;",
        "GRANT INSERT ON a TO PUBLIC;",
    };
    std::vector<std::string> first = tables;
    std::vector<std::string> second = dependents;
    const PostgresDatabase expected(join(first, "\n") + join(second, "\n"));
    std::mt19937 random(1);
    for (int round = 0; round < 4; ++round) {
        SCOPED_TRACE(round);
        std::ranges::shuffle(first, random);
        std::ranges::shuffle(second, random);

        expect_equal(expected, PostgresDatabase(join(first, "\n") + join(second, "\n")));
    }
}

TEST(PostgresStability, AnotherHistoryOfTheSameTablesLeavesNoTrace) {
    const PostgresDatabase direct(R"sql(
        CREATE TYPE state AS ENUM ('new', 'open', 'done');
        CREATE TABLE people (id integer PRIMARY KEY, name varchar(20) NOT NULL DEFAULT 'x',
                             state state DEFAULT 'new', age smallint, CHECK (age > 0));
        CREATE TABLE visits (id bigint GENERATED ALWAYS AS IDENTITY, person integer REFERENCES people,
                             at timestamptz DEFAULT now(), note text);
        CREATE INDEX visits_at ON visits (at DESC, person) INCLUDE (note) WHERE note IS NOT NULL;
        CREATE STATISTICS visit_statistics ON person, note FROM visits;
        CREATE VIEW adults AS SELECT id, name FROM people WHERE age > 17;)sql");
    const PostgresDatabase detour(R"sql(
        CREATE TABLE people (id text, gone integer);
        DROP TABLE people;
        CREATE TABLE visits (other integer);
        DROP TABLE visits;
        CREATE TYPE state AS ENUM ('new', 'done');
        ALTER TYPE state ADD VALUE 'open' BEFORE 'done';
        CREATE TABLE persons (gone text, id bigint, nam text DEFAULT 'y', gone_too date);
        ALTER TABLE persons DROP COLUMN gone;
        ALTER TABLE persons ALTER COLUMN id TYPE integer;
        ALTER TABLE persons ADD CONSTRAINT old_key UNIQUE (id);
        ALTER TABLE persons DROP CONSTRAINT old_key;
        ALTER TABLE persons RENAME COLUMN nam TO name;
        ALTER TABLE persons ALTER COLUMN name TYPE varchar(20), ALTER COLUMN name SET NOT NULL;
        ALTER TABLE persons ALTER COLUMN name DROP DEFAULT;
        ALTER TABLE persons ALTER COLUMN name SET DEFAULT 'x';
        ALTER TABLE persons DROP COLUMN gone_too;
        ALTER TABLE persons ADD COLUMN state text;
        ALTER TABLE persons ALTER COLUMN state TYPE state USING state::state;
        ALTER TABLE persons ALTER COLUMN state SET DEFAULT 'new';
        ALTER TABLE persons ADD COLUMN age integer;
        ALTER TABLE persons ALTER COLUMN age TYPE smallint;
        ALTER TABLE persons ADD PRIMARY KEY (id);
        ALTER TABLE persons ADD CONSTRAINT people_age_check CHECK (age > 0);
        ALTER TABLE persons RENAME TO people;
        ALTER INDEX persons_pkey RENAME TO people_pkey;
        CREATE TABLE visits (junk text, id bigint, person integer, at timestamptz, note varchar);
        ALTER TABLE visits DROP COLUMN junk;
        ALTER TABLE visits ALTER COLUMN note TYPE text;
        ALTER TABLE visits ALTER COLUMN id SET NOT NULL;
        ALTER TABLE visits ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY;
        ALTER TABLE visits ADD CONSTRAINT visits_person_fkey FOREIGN KEY (person) REFERENCES people NOT VALID;
        ALTER TABLE visits VALIDATE CONSTRAINT visits_person_fkey;
        ALTER TABLE visits ALTER COLUMN at SET DEFAULT now();
        CREATE VIEW adults AS SELECT id, name FROM people;
        CREATE OR REPLACE VIEW adults AS SELECT id, name FROM people WHERE age > 17;
        CREATE INDEX visits_at ON visits (at DESC, person) INCLUDE (note) WHERE note IS NOT NULL;
        CREATE STATISTICS visit_statistics ON note, person FROM visits;)sql");

    expect_equal(direct, detour);
}

TEST(PostgresStability, ARoleThatMayOnlyLookReadsTheSame) {
    PostgresDatabase database(test::postgres_fixture_sql());
    const std::string role = database.add_role();
    database.run("GRANT USAGE ON SCHEMA billing, audit TO " + role);

    EXPECT_EQ(snapshot_of(database.url(role)), snapshot_of(database.url()));
}

TEST(PostgresStability, PagesFromASnapshotAreThoseFromTheDatabase) {
    const PostgresDatabase database(test::postgres_fixture_sql());
    const std::string text =
        schema::to_snapshot(source::read_schema({.from = database.url()}).schema);
    const test::TempDirectory folder;
    const auto snapshot = folder.write("schema.json", text);

    EXPECT_EQ(pages_of(snapshot.string()), pages_of(database.url()));
    EXPECT_EQ(schema::to_snapshot(source::read_schema({.from = snapshot.string()}).schema), text);
}

/// Counts the queries that an introspection makes.
class CountingConnection : public dialect::Connection {
public:
    explicit CountingConnection(dialect::Connection& connection) : connection_(connection) {}

    std::vector<dialect::Row> query(std::string_view sql) override {
        ++count;
        return connection_.query(sql);
    }

    std::size_t count = 0;

private:
    dialect::Connection& connection_;
};

std::size_t queries_for(std::size_t tables) {
    std::string sql;
    for (std::size_t index = 0; index < tables; ++index) {
        sql += fmt::format(
            "CREATE TABLE t{0} (id serial PRIMARY KEY, up integer REFERENCES t{0}, x text UNIQUE);"
            "CREATE INDEX i{0} ON t{0} (up); CREATE VIEW v{0} AS SELECT id FROM t{0};"
            "CREATE TYPE e{0} AS ENUM ('a'); CREATE POLICY p ON t{0} USING (true);",
            index);
    }
    const PostgresDatabase database(sql);
    const dialect::Dialect& postgres = *dialect::find_dialect("postgresql");
    const auto connection = postgres.connect(dialect::Url::parse(database.url()), {});
    CountingConnection counting(*connection);
    EXPECT_EQ(postgres.introspect(counting, {.privileges = true}).tables.size(), tables);
    return counting.count;
}

TEST(PostgresStability, TheNumberOfQueriesIsTheSameForAnyNumberOfTables) {
    EXPECT_EQ(queries_for(100), queries_for(3));
    EXPECT_LE(queries_for(3), 20U);
}

}  // namespace
}  // namespace erdmark
