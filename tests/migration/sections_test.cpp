#include "migration/sections.h"

#include <gtest/gtest.h>

#include "base/error.h"

namespace erdmark::migration {
namespace {

sql::Script script(const std::string& text) {
    return {.file = "m/1_a.sql", .text = text};
}

std::string message_of(const std::string& text, void (*act)(const sql::Script&)) {
    try {
        act(script(text));
    } catch (const Error& error) {
        EXPECT_EQ(error.kind(), ErrorKind::Input);
        return error.what();
    }
    return "no error";
}

std::string split_message(const std::string& text) {
    return message_of(text, [](const sql::Script& file) { split_sections(file); });
}

TEST(SplitSections, TakesAFileWithoutMarkersAsUp) {
    const Sections sections = split_sections(script("-- up\nselect 1;\n"));

    EXPECT_EQ(sections.up.text, "-- up\nselect 1;\n");
    EXPECT_EQ(sections.up.start, Position{});
    EXPECT_FALSE(sections.down);
}

TEST(SplitSections, KeepsThePlaceOfEachSection) {
    const Sections sections = split_sections(
        script("-- a title\n\n-- migrate:up\nselect 1;\n  -- migrate:down\nselect 2;\n"));

    EXPECT_EQ(sections.up.file, "m/1_a.sql");
    EXPECT_EQ(sections.up.text, "select 1;\n  ");
    EXPECT_EQ(sections.up.start, (Position{.line = 4, .column = 1}));
    ASSERT_TRUE(sections.down);
    EXPECT_EQ(sections.down->file, "m/1_a.sql");
    EXPECT_EQ(sections.down->text, "select 2;\n");
    EXPECT_EQ(sections.down->start, (Position{.line = 6, .column = 1}));
}

TEST(SplitSections, CountsFromWhereTheTextItselfBegins) {
    sql::Script part = script("-- migrate:up\nselect 1;");
    part.start = {.line = 10, .column = 5};

    EXPECT_EQ(split_sections(part).up.start, (Position{.line = 11, .column = 1}));
}

TEST(SplitSections, AllowsEmptySections) {
    const Sections sections = split_sections(script("-- migrate:up\n-- migrate:down"));

    EXPECT_EQ(sections.up.text, "");
    ASSERT_TRUE(sections.down);
    EXPECT_EQ(sections.down->text, "");
    EXPECT_EQ(sections.down->start, (Position{.line = 2, .column = 16}));
}

struct Spelling {
    const char* name;
    const char* up;
    const char* down;
};

class MarkerSpelling : public testing::TestWithParam<Spelling> {};

TEST_P(MarkerSpelling, BeginsASection) {
    const std::string text = std::string(GetParam().up) + "\na;\n" + GetParam().down + "\nb;\n";

    const Sections sections = split_sections(script(text));

    EXPECT_EQ(sections.up.text, "a;\n");
    ASSERT_TRUE(sections.down);
    EXPECT_EQ(sections.down->text, "b;\n");
}

INSTANTIATE_TEST_SUITE_P(
    All, MarkerSpelling,
    testing::Values(Spelling{"Dbmate", "-- migrate:up", "-- migrate:down"},
                    Spelling{"DbmateWithOptions", "-- migrate:up transaction:false",
                             "-- migrate:down\ttransaction:true"},
                    Spelling{"WithoutSpace", "--migrate:up", "--migrate:down"},
                    Spelling{"OtherCase", "-- Migrate:UP", "-- MIGRATE:Down"},
                    Spelling{"SqlMigrate", "-- +migrate Up", "-- +migrate Down"},
                    Spelling{"SqlMigrateWithOptions", "-- +migrate Up notransaction",
                             "-- +migrate Down notransaction"},
                    Spelling{"Goose", "-- +goose Up", "-- +goose Down"},
                    Spelling{"GooseInOtherCase", "--\t+GOOSE  up", "-- +Goose down"},
                    Spelling{"CarriageReturns", "-- migrate:up\r", "-- migrate:down\r"}),
    [](const auto& test) { return test.param.name; });

TEST(SplitSections, SeesNoMarkerInOtherWords) {
    for (const char* line :
         {"-- up", "-- down", "-- @up", "-- migrate:upwards", "-- migrate up", "-- migrate: up",
          "-- +goose StatementBegin", "-- +goose Update", "-- +goose", "select 1; -- migrate:up",
          "---- migrate:up", "# migrate:up", "- migrate:up"}) {
        SCOPED_TRACE(line);
        const std::string text = std::string(line) + "\nselect 1;\n";
        EXPECT_EQ(split_sections(script(text)).up.text, text);
    }
}

TEST(SplitSections, AllowsCommentsAboveTheFirstSection) {
    const Sections sections =
        split_sections(script("-- Migration 1\n/* by\n   hand */\n\n-- +goose NO TRANSACTION\n"
                              "-- +goose Up\nselect 1;\n"));

    EXPECT_EQ(sections.up.text, "select 1;\n");
}

struct Refusal {
    const char* name;
    const char* text;
    const char* message;
};

class RefusedSections : public testing::TestWithParam<Refusal> {};

TEST_P(RefusedSections, AreToldWithTheirPlace) {
    EXPECT_EQ(split_message(GetParam().text), GetParam().message);
}

INSTANTIATE_TEST_SUITE_P(
    All, RefusedSections,
    testing::Values(
        Refusal{"SqlBeforeTheFirst", "-- title\n  select 1;\n-- migrate:up\n",
                "m/1_a.sql:2:3: SQL before the first section; move it below the line that begins "
                "the up section"},
        Refusal{"SqlAfterABlockComment", "/* é */ select 1;\n-- migrate:up\n",
                "m/1_a.sql:1:9: SQL before the first section; move it below the line that begins "
                "the up section"},
        Refusal{"DownFirst", "-- migrate:down\nselect 1;\n-- migrate:up\n",
                "m/1_a.sql:1:1: a down section before the up section; begin the file with "
                "'-- migrate:up'"},
        Refusal{"DownAlone", "\n  -- +goose Down\nselect 1;\n",
                "m/1_a.sql:2:3: a down section before the up section; begin the file with "
                "'-- migrate:up'"},
        Refusal{"TwoUps", "-- migrate:up\n-- +goose Up\n",
                "m/1_a.sql:2:1: a second up section; expected one up section and at most one down "
                "section in a file"},
        Refusal{"TwoDowns", "-- migrate:up\n-- migrate:down\n-- migrate:down\n",
                "m/1_a.sql:3:1: a second down section; expected one up section and at most one "
                "down section in a file"},
        Refusal{"UpAgain", "-- migrate:up\n-- migrate:down\n-- migrate:up\n",
                "m/1_a.sql:3:1: a second up section; expected one up section and at most one down "
                "section in a file"}),
    [](const auto& test) { return test.param.name; });

TEST(RefuseSections, AcceptsAFileWithoutMarkers) {
    EXPECT_EQ(message_of("-- down\ndrop table a;\n", refuse_sections), "no error");
}

TEST(RefuseSections, PointsAtTheFirstMarker) {
    EXPECT_EQ(message_of("-- title\n -- migrate:down\ndrop table a;\n", refuse_sections),
              "m/1_a.sql:2:2: a section in a file that undoes a migration as a whole; remove this "
              "line");
}

}  // namespace
}  // namespace erdmark::migration
