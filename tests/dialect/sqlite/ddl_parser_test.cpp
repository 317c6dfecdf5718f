#include "dialect/sqlite/ddl_parser.h"

#include <gtest/gtest.h>

namespace erdmark::dialect::sqlite {
namespace {

// What the parser reads of each clause is held by tests/contract, through SQLite. Here: texts that
// a database cannot hold, which must do no harm.

TEST(ParseTable, DoesNoHarmToTextsThatAreNone) {
    for (const char* text : {"",
                             "(",
                             ")",
                             "CREATE TABLE",
                             "CREATE TABLE t",
                             "CREATE TABLE t (",
                             "CREATE TABLE t ()",
                             "CREATE TABLE t (a,,b)",
                             "CREATE TABLE t (a CHECK",
                             "CREATE TABLE t (a CHECK ((",
                             "CREATE TABLE t (CONSTRAINT",
                             "CREATE TABLE t (a REFERENCES",
                             "CREATE TABLE t (FOREIGN KEY",
                             "CREATE TABLE t (a DEFAULT",
                             "CREATE TABLE t (a COLLATE",
                             "CREATE TABLE t (a AS (",
                             "CREATE TABLE t (a -- open",
                             "CREATE TABLE t (a 'open",
                             "CREATE TABLE t (UNIQUE",
                             "CREATE TABLE t (a NOT",
                             "CREATE TABLE t (a INITIALLY",
                             "))))((((",
                             "-- only",
                             "/*"}) {
        SCOPED_TRACE(text);
        EXPECT_NO_THROW(parse_table(text));
    }
}

TEST(ParseTable, IsLinearInDeepAndWideTexts) {
    const std::string deep(200'000, '(');
    const std::string closed(200'000, ')');
    std::string wide = "CREATE TABLE t (c";
    for (int index = 0; index < 50'000; ++index) {
        wide += ", c" + std::to_string(index) + " INT CHECK (c > 0) -- words\n";
    }

    EXPECT_NO_THROW(parse_table("CREATE TABLE t (a CHECK " + deep + "a" + closed + ")"));
    EXPECT_NO_THROW(parse_table("CREATE TABLE t (a CHECK " + deep));
    EXPECT_NO_THROW(parse_table(wide + ")"));
}

}  // namespace
}  // namespace erdmark::dialect::sqlite
