#include "source/migration_words.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace erdmark::source {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr sql::Syntax kSyntax{
    .nested_comments = true, .dollar_quotes = true, .parentheses_hold = true};

MigrationWords words_of(const std::vector<std::string>& scripts) {
    MigrationWords words(kSyntax);
    for (const std::string& text : scripts) {
        words.read({.file = "m.sql", .text = text});
    }
    return words;
}

/// The comments that a table with these columns gets: its own, then those of its columns.
std::vector<std::string> comments(const std::vector<std::string>& scripts,
                                  const schema::QualifiedName& name = {"", "users"},
                                  const std::vector<std::string>& columns = {"a", "b"}) {
    schema::Schema schema{.tables = {{.name = name}}};
    for (const std::string& column : columns) {
        schema.tables[0].columns.push_back({.name = column});
    }
    words_of(scripts).fill(schema);
    std::vector<std::string> result{schema.tables[0].comment};
    for (const schema::Column& column : schema.tables[0].columns) {
        result.push_back(column.comment);
    }
    return result;
}

struct WordsCase {
    const char* name;
    std::vector<std::string> scripts;
    std::vector<std::string> comments;  ///< Of table `users`, its columns `a` and `b`.
};

TEST(MigrationWords, ReachTablesAndColumns) {
    const WordsCase cases[] = {
        {"above the table", {"-- People.\nCREATE TABLE users (a int);"}, {"People.", "", ""}},
        {"a blank line parts", {"-- People.\n\nCREATE TABLE users (a int);"}, {"", "", ""}},
        {"not behind the statement before",
         {"SELECT 1; -- one\nCREATE TABLE users (a int);"},
         {"", "", ""}},
        {"behind a short statement",
         {"CREATE TABLE users (a int); -- People."},
         {"People.", "", ""}},
        {"of nothing but the name",
         {"-- Create the users table\nCREATE TABLE users (a int);"},
         {"", "", ""}},
        {"columns",
         {"CREATE TABLE users (\n  a int, -- One.\n  -- Two.\n  b int\n);"},
         {"", "One.", "Two."}},
        {"constraints are no columns",
         {"CREATE TABLE users (a int, -- One.\n PRIMARY KEY (a), -- key\n b int -- Two.\n);"},
         {"", "One.", "Two."}},
        {"quoted names",
         {"CREATE TABLE \"public\".\"users\" (\n\"a\" int -- One.\n);"},
         {"", "One.", ""}},
        {"added columns",
         {"CREATE TABLE users (a int);",
          "ALTER TABLE users\n ADD COLUMN IF NOT EXISTS a int, -- One.\n ADD b int; -- Two."},
         {"", "One.", ""}},
        {"an added column, above",
         {"-- Where we reach them.\nALTER TABLE ONLY users ADD COLUMN b text;"},
         {"", "", "Where we reach them."}},
        {"an added column, behind",
         {"ALTER TABLE users ADD COLUMN b text; -- Where we reach them."},
         {"", "", "Where we reach them."}},
        {"an order is no description",
         {"-- Add b for reports\nALTER TABLE users ADD COLUMN b text;"},
         {"", "", ""}},
        {"renamed tables",
         {"-- People.\nCREATE TABLE person (a int -- One.\n);",
          "ALTER TABLE person RENAME TO users;"},
         {"People.", "One.", ""}},
        {"renamed columns",
         {"CREATE TABLE users (x int -- One.\n);", "ALTER TABLE users RENAME COLUMN x TO a;",
          "ALTER TABLE users RENAME a TO b;"},
         {"", "", "One."}},
        {"moved tables",
         {"-- People.\nCREATE TABLE s.users (a int);", "ALTER TABLE s.users SET SCHEMA public;"},
         {"People.", "", ""}},
        {"dropped columns are forgotten",
         {"CREATE TABLE users (a int -- One.\n);",
          "ALTER TABLE users DROP COLUMN a; ALTER TABLE users ADD a text;"},
         {"", "", ""}},
        {"dropped tables are forgotten",
         {"-- People.\nCREATE TABLE users (a int);", "DROP TABLE IF EXISTS x, users;",
          "CREATE TABLE users (a int);"},
         {"", "", ""}},
        {"new forms of tables inherit",
         {"-- People.\nCREATE TABLE users (a int, -- One.\n b int);",
          "CREATE TABLE new_users (a int, b text -- Two.\n); DROP TABLE users;"
          "ALTER TABLE new_users RENAME TO users;"},
         {"People.", "One.", "Two."}},
        {"what exists already stays",
         {"-- People.\nCREATE TABLE users (a int);",
          "-- Others.\nCREATE TABLE IF NOT EXISTS users (a int);"},
         {"People.", "", ""}},
        {"a head is not the table's",
         {"-- Migration 1: People.\nCREATE TABLE users (a int);"},
         {"", "", ""}},
        {"of a text without end nothing is read",
         {"-- People.\nCREATE TABLE users (a int); SELECT 'x"},
         {"", "", ""}},
    };
    for (const WordsCase& each : cases) {
        SCOPED_TRACE(each.name);
        EXPECT_EQ(comments(each.scripts), each.comments);
    }
}

TEST(MigrationWords, ReachTheOnlyTableOfANameWithoutItsSchema) {
    EXPECT_THAT(comments({"SET search_path = shop; -- People.\nCREATE TABLE users (a int);"},
                         {"shop", "users"}),
                ElementsAre("", "", ""));
    EXPECT_THAT(comments({"SET search_path = shop;\n-- People.\nCREATE TABLE users (a int);"},
                         {"shop", "users"}),
                ElementsAre("People.", "", ""));
}

TEST(MigrationWords, ReachViewsTypesAndRoutines) {
    const MigrationWords words = words_of(
        {"-- What sells.\nCREATE OR REPLACE VIEW best AS SELECT 1;\n"
         "-- How they feel.\nCREATE TYPE mood AS ENUM ('sad');\n"
         "-- Not negative.\nCREATE DOMAIN amount AS int;\n"
         "-- Sets the time.\nCREATE FUNCTION touch() RETURNS trigger AS $$ BEGIN END $$;\n"});
    schema::Schema schema{.views = {{.name = {"", "best"}}},
                          .enums = {{.name = {"", "mood"}}},
                          .domains = {{.name = {"", "amount"}}},
                          .routines = {{.name = {"", "touch"}}}};

    words.fill(schema);

    EXPECT_EQ(schema.views[0].comment, "What sells.");
    EXPECT_EQ(schema.enums[0].comment, "How they feel.");
    EXPECT_EQ(schema.domains[0].comment, "Not negative.");
    EXPECT_EQ(schema.routines[0].comment, "Sets the time.");
}

TEST(MigrationWords, LeaveCommentsOfTheDatabaseAlone) {
    schema::Schema schema{.tables = {{.name = {"", "users"}, .comment = "Kept."}}};

    words_of({"-- People.\nCREATE TABLE users (a int);"}).fill(schema);

    EXPECT_EQ(schema.tables[0].comment, "Kept.");
}

TEST(MigrationWords, GroupTablesBelowBanners) {
    const MigrationWords words = words_of(
        {"CREATE TABLE z (a int);\n-- === Identity ===\nCREATE TABLE users (a int);\n"
         "CREATE TABLE gone (a int);\n-- === Sales ===\n\nCREATE TABLE \"Orders\" (a int);",
         "DROP TABLE gone; ALTER TABLE users RENAME TO people; CREATE TABLE y (a int);",
         "-- === Identity ===\nCREATE TABLE roles (a int);"});
    const schema::Schema schema{.tables = {{.name = {"", "Orders"}},
                                           {.name = {"", "people"}},
                                           {.name = {"", "roles"}},
                                           {.name = {"", "y"}},
                                           {.name = {"", "z"}}}};

    const std::vector<Section> sections = words.sections(schema);

    ASSERT_EQ(sections.size(), 2U);
    EXPECT_EQ(sections[0].words, "Identity");
    EXPECT_THAT(sections[0].tables, ElementsAre(schema::QualifiedName{"", "people"},
                                                schema::QualifiedName{"", "roles"}));
    EXPECT_EQ(sections[1].words, "Sales");
    EXPECT_THAT(sections[1].tables, ElementsAre(schema::QualifiedName{"", "Orders"}));
}

}  // namespace
}  // namespace erdmark::source
