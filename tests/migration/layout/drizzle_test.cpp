#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "migration/layout/layout.h"
#include "migration/layout_fixture.h"

namespace erdmark::migration {
namespace {

using testing::ElementsAre;

const char* const kJournal =
    R"({"entries": [{"idx": 1, "tag": "0000_late"}, {"idx": 0, "tag": "0001_early"}]})";

TEST(Drizzle, RunsInTheOrderOfTheJournal) {
    const ParsedFolder parsed =
        drizzle_layout().parse(folder_of({{"meta/_journal.json", kJournal},
                                          {"0000_late.sql", "a;\n--> statement-breakpoint\nb;"},
                                          {"0001_early.sql", ""},
                                          {"0002_forgotten.sql", ""},
                                          {"seed.sql", ""}}),
                               {});

    EXPECT_THAT(lines_of(parsed.migrations),
                ElementsAre("0001|early|m/0001_early.sql", "0000|late|m/0000_late.sql"));
    EXPECT_EQ(parsed.migrations[1].up.text, "a;\n--> statement-breakpoint\nb;");
    EXPECT_THAT(parsed.notes,
                ElementsAre("m/0002_forgotten.sql: is not in 'meta/_journal.json', so "
                            "it never runs"));
}

TEST(Drizzle, RunsFoldersWithoutAJournal) {
    EXPECT_THAT(read_lines(drizzle_layout(), {{"20240102_b/migration.sql", ""},
                                              {"20240102_b/snapshot.json", ""},
                                              {"20240101_a/migration.sql", ""}}),
                ElementsAre("20240101|a|m/20240101_a/migration.sql",
                            "20240102|b|m/20240102_b/migration.sql"));
}

TEST(Drizzle, KnowsTheMomentOfAMigration) {
    const auto moment = [](const Files& files) {
        return drizzle_layout().parse(folder_of(files), {}).migrations.at(0).moment;
    };
    EXPECT_EQ(moment({{"meta/_journal.json",
                       R"({"entries": [{"idx": 0, "tag": "0000_a", "when": 1706745599123}]})"},
                      {"0000_a.sql", ""}}),
              "1706745599123");
    EXPECT_EQ(moment({{"20240131235959_a/migration.sql", ""}}), "1706745599000");
    EXPECT_EQ(moment({{"20240001235959_a/migration.sql", ""}}), "");
    EXPECT_EQ(moment({{"20240101_a/migration.sql", ""}}), "");
}

TEST(Drizzle, IsRecognisedByItsSideFiles) {
    EXPECT_EQ(reason_of(drizzle_layout(), {{"meta/_journal.json", ""}}),
              "the side file 'meta/_journal.json'");
    EXPECT_EQ(reason_of(drizzle_layout(), {{"1_a/migration.sql", ""}, {"1_a/snapshot.json", ""}}),
              "the side file '1_a/snapshot.json'");
    EXPECT_EQ(reason_of(drizzle_layout(), {{"1_a/migration.sql", ""}}), "");
}

struct Refusal {
    const char* name;
    Files files;
    const char* message;
};

void PrintTo(const Refusal& each, std::ostream* stream) {
    *stream << each.name;
}

class RefusedDrizzle : public testing::TestWithParam<Refusal> {};

TEST_P(RefusedDrizzle, IsToldWithItsPlace) {
    EXPECT_EQ(refusal_of(drizzle_layout(), GetParam().files), GetParam().message);
}

INSTANTIATE_TEST_SUITE_P(
    All, RefusedDrizzle,
    testing::Values(Refusal{"NoFile",
                            {{"meta/_journal.json", kJournal}, {"0001_early.sql", ""}},
                            "m/meta/_journal.json: lists the migration '0000_late', which has no "
                            "file '0000_late.sql'"},
                    Refusal{"NoEntries",
                            {{"meta/_journal.json", "{}"}},
                            "m/meta/_journal.json: expected a list 'entries' of migrations"},
                    Refusal{"NoTag",
                            {{"meta/_journal.json", "{\"entries\": [{\"idx\": 0}]}"}},
                            "m/meta/_journal.json: expected a number 'idx' and a string 'tag' in "
                            "each of 'entries'"}),
    [](const auto& test) { return test.param.name; });

}  // namespace
}  // namespace erdmark::migration
