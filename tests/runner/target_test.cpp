#include "runner/target.h"

#include <gtest/gtest.h>

#include "base/error.h"
#include "runner/states.h"

namespace erdmark::runner {
namespace {

TestProject project() {
    TestProject project = TestProject()
                              .file("001", "base_tables")
                              .file("002", "role_permissions")
                              .file("003", "create_users_table")
                              .file("010", "groups_tables")
                              .file("011", "groups_words")
                              .row("1")
                              .row("2");
    project.migrations[2].head.revision = "003_users_table";
    return project;
}

std::string refusal(const std::string& word) {
    const TestProject known = project();
    const std::vector<MigrationStatus> states = known.states();
    try {
        resolve_target(word, states);
    } catch (const Error& error) {
        EXPECT_EQ(error.kind(), ErrorKind::Usage);
        return error.what();
    }
    return "";
}

TEST(Targets, AreFoundByEveryNameOfAMigration) {
    struct Case {
        const char* word;
        std::size_t place;
    };
    const TestProject known = project();
    const std::vector<MigrationStatus> states = known.states();
    for (const Case& each : {
             Case{"", 5},
             Case{"head", 5},
             Case{"base", 0},
             Case{"current", 2},
             Case{"next", 3},
             Case{"+1", 3},
             Case{"+3", 5},
             Case{"+0", 2},
             Case{"-1", 1},
             Case{"-2", 0},
             Case{"3", 3},
             Case{"003", 3},
             Case{"0003", 3},
             Case{"10", 4},
             Case{"003_create_users_table", 3},
             Case{"003_create_users_table.sql", 3},
             Case{"m/003_create_users_table.sql", 3},
             Case{"003_users_table", 3},
             Case{"create_users_table", 3},
             Case{"role", 2},
             Case{"groups_t", 4},
         }) {
        EXPECT_EQ(resolve_target(each.word, states), each.place) << each.word;
    }
}

TEST(Targets, ThatMeanNothingAreRefusedWithWhatIsNear) {
    EXPECT_EQ(refusal("003_user_table"),
              "no migration is called '003_user_table'; near are: 003_users_table, "
              "001_base_tables");
    EXPECT_EQ(refusal("7"),
              "no migration is called '7'; they go from 001_base_tables to 011_groups_words");
    EXPECT_EQ(refusal("zzzzzzzz"),
              "no migration is called 'zzzzzzzz'; they go from 001_base_tables to "
              "011_groups_words");
}

TEST(Targets, ThatMeanSeveralAreRefusedWithAllOfThem) {
    EXPECT_EQ(refusal("groups"),
              "'groups' may mean several migrations: 010_groups_tables, 011_groups_words; write "
              "more of its name");
}

TEST(Targets, DoNotGoBeyondTheEnds) {
    EXPECT_EQ(refusal("+4"), "there are 3 migrations pending, fewer than 4");
    EXPECT_EQ(refusal("-3"), "there are 2 migrations applied, fewer than 3");
    EXPECT_EQ(refusal("+99999999999999999999"),
              "no migration is called '+99999999999999999999'; they go from 001_base_tables to "
              "011_groups_words");
}

}  // namespace
}  // namespace erdmark::runner
