#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/error.h"
#include "migration/layout/layout.h"
#include "migration/layout_fixture.h"

namespace erdmark::migration {
namespace {

using testing::ElementsAre;

std::vector<Migration> parse(const std::vector<std::pair<std::string, std::string>>& files) {
    return numbered_layout().parse(folder_of(files), {}).migrations;
}

std::vector<Migration> parse_names(const std::vector<std::string>& names) {
    std::vector<std::pair<std::string, std::string>> files;
    for (const std::string& name : names) {
        files.emplace_back(name, "-- " + name);
    }
    return parse(files);
}

std::vector<std::string> ids_of(const std::vector<Migration>& migrations) {
    std::vector<std::string> ids;
    for (const Migration& migration : migrations) {
        ids.push_back(migration.id());
    }
    return ids;
}

struct Name {
    const char* test;
    const char* file;
    const char* version;
    const char* name;
};

class NumberedName : public testing::TestWithParam<Name> {};

TEST_P(NumberedName, HasAVersionAndAName) {
    ASSERT_TRUE(numbered_layout().takes(GetParam().file));

    const std::vector<Migration> migrations = parse_names({GetParam().file});

    ASSERT_EQ(migrations.size(), 1);
    EXPECT_EQ(migrations[0].version, GetParam().version);
    EXPECT_EQ(migrations[0].name, GetParam().name);
    EXPECT_EQ(migrations[0].up.file, std::string("m/") + GetParam().file);
}

INSTANTIATE_TEST_SUITE_P(
    All, NumberedName,
    testing::Values(Name{"Underscore", "003_create_users.sql", "003", "create_users"},
                    Name{"Hyphen", "3-create-users.sql", "3", "create-users"},
                    Name{"Dot", "3.create.users.sql", "3", "create.users"},
                    Name{"NothingBetween", "3create.sql", "3", "create"},
                    Name{"NoName", "3.sql", "3", ""}, Name{"EmptyName", "3_.sql", "3", ""},
                    Name{"OneSeparatorOnly", "3__a.sql", "3", "_a"},
                    Name{"Timestamp", "20240131235959_a.sql", "20240131235959", "a"},
                    Name{"Zero", "000_a.sql", "000", "a"}, Name{"UpFile", "3_a.up.sql", "3", "a"},
                    Name{"UpFileWithoutName", "3.up.sql", "3", ""},
                    Name{"UpperCaseSuffix", "3_A.UP.SQL", "3", "A"},
                    Name{"NotAscii", "3_größe.sql", "3", "größe"}),
    [](const auto& test) { return test.param.test; });

TEST(NumberedLayout, LeavesOtherNamesAlone) {
    for (const char* name : {"README.md", "seed.sql", "v1_a.sql", "V1__a.sql", "1_a.txt", "1_a",
                             "1_a.sql.bak", "1_a.sql~", "_1.sql", ".sql", "", "1", "²_a.sql"}) {
        EXPECT_FALSE(numbered_layout().takes(name)) << name;
    }
}

TEST(NumberedLayout, OrdersByNumberNotByText) {
    const std::vector<Migration> migrations = parse_names(
        {"10_c.sql", "9_b.sql", "001_a.sql", "20240101000000_e.sql", "0100_d.sql", "0_zero.sql",
         "99999999999999999999999999_g.sql", "18446744073709551617_f.sql"});

    EXPECT_THAT(ids_of(migrations),
                ElementsAre("0_zero", "001_a", "9_b", "10_c", "0100_d", "20240101000000_e",
                            "18446744073709551617_f", "99999999999999999999999999_g"));
}

TEST(NumberedLayout, TakesSectionsOfOneFile) {
    const std::vector<Migration> migrations =
        parse({{"1_a.sql", "-- migrate:up\ncreate;\n-- migrate:down\ndrop;\n"}});

    ASSERT_EQ(migrations.size(), 1);
    EXPECT_EQ(migrations[0].up.text, "create;\n");
    EXPECT_EQ(migrations[0].up.start, (Position{.line = 2, .column = 1}));
    ASSERT_TRUE(migrations[0].down);
    EXPECT_EQ(migrations[0].down->text, "drop;\n");
    EXPECT_EQ(migrations[0].down->start, (Position{.line = 4, .column = 1}));
}

struct Pair {
    const char* test;
    const char* up;
    const char* down;
};

class NumberedPair : public testing::TestWithParam<Pair> {};

TEST_P(NumberedPair, IsOneMigration) {
    const std::vector<Migration> migrations =
        parse({{GetParam().down, "drop;"}, {GetParam().up, "create;"}});

    ASSERT_EQ(migrations.size(), 1);
    EXPECT_EQ(migrations[0].up.text, "create;");
    ASSERT_TRUE(migrations[0].down);
    EXPECT_EQ(migrations[0].down->text, "drop;");
    EXPECT_EQ(migrations[0].down->file, std::string("m/") + GetParam().down);
}

INSTANTIATE_TEST_SUITE_P(All, NumberedPair,
                         testing::Values(Pair{"UpAndDown", "1_a.up.sql", "1_a.down.sql"},
                                         Pair{"PlainAndDown", "1_a.sql", "1_a.down.sql"},
                                         Pair{"OtherZeros", "001_a.up.sql", "1_a.down.sql"},
                                         Pair{"OtherName", "1_add.up.sql", "1_remove.down.sql"}),
                         [](const auto& test) { return test.param.test; });

TEST(NumberedLayout, PairsEachDownFileWithItsOwnVersion) {
    const std::vector<Migration> migrations = parse(
        {{"1_a.up.sql", ""}, {"2_b.down.sql", "drop b"}, {"2_b.up.sql", ""}, {"3_c.up.sql", ""}});

    ASSERT_EQ(migrations.size(), 3);
    EXPECT_FALSE(migrations[0].down);
    ASSERT_TRUE(migrations[1].down);
    EXPECT_EQ(migrations[1].down->text, "drop b");
    EXPECT_FALSE(migrations[2].down);
}

TEST(NumberedLayout, AllowsAnEmptyFile) {
    const std::vector<Migration> migrations = parse({{"1_a.sql", ""}});

    ASSERT_EQ(migrations.size(), 1);
    EXPECT_EQ(migrations[0].up.text, "");
    EXPECT_FALSE(migrations[0].down);
}

struct Refusal {
    const char* test;
    std::vector<std::pair<std::string, std::string>> files;
    const char* message;
};

class RefusedNumbered : public testing::TestWithParam<Refusal> {};

TEST_P(RefusedNumbered, IsToldWithTheFiles) {
    try {
        parse(GetParam().files);
        FAIL() << "no error";
    } catch (const Error& error) {
        EXPECT_EQ(error.kind(), ErrorKind::Input);
        EXPECT_STREQ(error.what(), GetParam().message);
    }
}

INSTANTIATE_TEST_SUITE_P(
    All, RefusedNumbered,
    testing::Values(
        Refusal{"TwoOfOneVersion",
                {{"1_a.sql", ""}, {"001_b.sql", ""}, {"2_c.sql", ""}},
                "m/1_a.sql: has the same version as 'm/001_b.sql'; give one of them another "
                "number"},
        Refusal{"TwoZeros",
                {{"0_a.sql", ""}, {"00_b.sql", ""}},
                "m/0_a.sql: has the same version as 'm/00_b.sql'; give one of them another number"},
        Refusal{"PlainAndUp",
                {{"1_a.sql", ""}, {"1_a.up.sql", ""}},
                "m/1_a.up.sql: has the same version as 'm/1_a.sql'; give one of them another "
                "number"},
        Refusal{"TwoDowns",
                {{"1_a.up.sql", ""}, {"1_a.down.sql", ""}, {"01_a.down.sql", ""}},
                "m/1_a.down.sql: has the same version as 'm/01_a.down.sql'; give one of them "
                "another number"},
        Refusal{"DownAlone",
                {{"1_a.up.sql", ""}, {"002_b.down.sql", ""}},
                "m/002_b.down.sql: undoes version 002, which has no file; expected "
                "'m/002_b.up.sql' beside it"},
        Refusal{"OnlyADown",
                {{"1.down.sql", ""}},
                "m/1.down.sql: undoes version 1, which has no file; expected 'm/1.up.sql' beside "
                "it"},
        Refusal{"DownTwice",
                {{"1_a.sql", "-- migrate:up\n-- migrate:down\n"}, {"1_a.down.sql", ""}},
                "m/1_a.down.sql: 'm/1_a.sql' has a down section already; keep one of the two"},
        Refusal{"SectionsInADownFile",
                {{"1_a.up.sql", ""}, {"1_a.down.sql", "\n-- migrate:up\n"}},
                "m/1_a.down.sql:2:1: a section in a file that undoes a migration as a whole; "
                "remove this line"}),
    [](const auto& test) { return test.param.test; });

}  // namespace
}  // namespace erdmark::migration
