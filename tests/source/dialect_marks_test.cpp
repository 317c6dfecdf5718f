#include "source/dialect_marks.h"

#include <gtest/gtest.h>

namespace erdmark::source {
namespace {

std::optional<DialectMark> mark_of(const std::string& text) {
    const sql::Script script{.file = "m.sql", .text = text};
    const sql::Script* const scripts = &script;
    return find_dialect_mark({&scripts, 1});
}

struct MarkCase {
    const char* text;
    const char* dialect;
    const char* mark;
};

TEST(DialectMark, IsFoundInTheText) {
    const MarkCase cases[] = {
        {"CREATE TABLE a (id SERIAL)", "postgresql", "SERIAL"},
        {"CREATE TABLE a (id bigserial)", "postgresql", "bigserial"},
        {"CREATE TABLE a (b jsonb)", "postgresql", "jsonb"},
        {"CREATE TABLE a (b timestamptz)", "postgresql", "timestamptz"},
        {"CREATE TABLE a (b timestamp with time zone)", "postgresql", "with time zone"},
        {"SELECT '1'::int", "postgresql", "::"},
        {"CREATE EXTENSION IF NOT EXISTS citext", "postgresql", "CREATE EXTENSION"},
        {"DO $$ SERIAL $$ LANGUAGE plpgsql", "postgresql", "plpgsql"},
        {"CREATE TYPE mood AS ENUM ('sad')", "postgresql", "CREATE TYPE"},
        {"CREATE TABLE a (id uuid DEFAULT gen_random_uuid())", "postgresql", "gen_random_uuid"},
        {"COMMENT ON TABLE a IS 'x'", "postgresql", "COMMENT ON TABLE"},
        {"ALTER TABLE a ADD\n CONSTRAINT b CHECK (c > 0)", "postgresql", "ADD CONSTRAINT"},
        {"CREATE INDEX i ON a USING gin (b)", "postgresql", "USING gin"},
        {"CREATE TABLE a (b int) PARTITION BY RANGE (b)", "postgresql", ") PARTITION BY"},
        {"CREATE TABLE a (id INTEGER PRIMARY KEY AUTOINCREMENT)", "sqlite", "AUTOINCREMENT"},
        {"CREATE TABLE a (id TEXT PRIMARY KEY) WITHOUT ROWID", "sqlite", "WITHOUT ROWID"},
        {"PRAGMA foreign_keys = ON", "sqlite", "PRAGMA"},
        {"CREATE TABLE a (b INT) STRICT", "sqlite", ") STRICT"},
        {"CREATE VIRTUAL TABLE a USING fts5(b)", "sqlite", "VIRTUAL TABLE"},
    };
    for (const MarkCase& each : cases) {
        SCOPED_TRACE(each.text);
        const std::optional<DialectMark> found = mark_of(each.text);
        ASSERT_TRUE(found.has_value());
        EXPECT_EQ(found->dialect, each.dialect);
        EXPECT_EQ(found->mark, each.mark);
    }
}

TEST(DialectMark, IsNotFoundWhereBothCouldBeMeant) {
    for (const char* text :
         {"", "CREATE TABLE a (id INTEGER PRIMARY KEY, b TEXT DEFAULT 'x')",
          "-- jsonb\nSELECT 'a::b', \"serial\" /* PRAGMA */",
          "CREATE VIEW v AS SELECT row_number() OVER (PARTITION BY a) FROM comment c JOIN comment "
          "ON c.id = a"}) {
        SCOPED_TRACE(text);
        EXPECT_FALSE(mark_of(text).has_value());
    }
}

TEST(DialectMark, SaysWhereTheFirstOneIs) {
    EXPECT_EQ(mark_of("CREATE TABLE a (\n  id serial,\n  b jsonb);")->place, "m.sql:2:6");
}

TEST(DialectMark, OfWhichThereAreMoreCounts) {
    EXPECT_EQ(mark_of("PRAGMA x; SELECT '1'::int, '2'::int")->dialect, "postgresql");
    EXPECT_EQ(mark_of("PRAGMA x; PRAGMA y; SELECT '1'::int")->dialect, "sqlite");
}

}  // namespace
}  // namespace erdmark::source
