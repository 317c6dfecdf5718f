#include "schema/filter.h"

#include <algorithm>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/glob.h"

namespace erdmark::schema {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

Schema make_schema() {
    Schema schema;
    for (const char* name : {"audit_log", "orders", "users"}) {
        schema.tables.push_back({.name = {"", name}});
    }
    for (const char* name : {"active_users", "order_log"}) {
        schema.views.push_back({.name = {"", name}});
    }
    return schema;
}

std::vector<std::string> names_left(std::vector<std::string> include,
                                    std::vector<std::string> exclude) {
    Schema schema = make_schema();
    filter(schema, include, exclude);
    std::vector<std::string> names;
    for (const Table& table : schema.tables) {
        names.push_back(table.name.name);
    }
    for (const View& view : schema.views) {
        names.push_back(view.name.name);
    }
    return names;
}

struct Match {
    const char* test;
    std::vector<std::string> patterns;
    QualifiedName name;
    bool matches;
};

class MatchesAny : public testing::TestWithParam<Match> {};

TEST_P(MatchesAny, HoldsPatternsAgainstTheName) {
    EXPECT_EQ(matches_any(GetParam().patterns, GetParam().name), GetParam().matches);
}

INSTANTIATE_TEST_SUITE_P(
    All, MatchesAny,
    testing::Values(Match{"NoPattern", {}, {"", "users"}, false},
                    Match{"TheName", {"users"}, {"", "users"}, true},
                    Match{"OtherCase", {"Users"}, {"", "users"}, false},
                    Match{"OnlyAPart", {"user"}, {"", "users"}, false},
                    Match{"AnyOfThem", {"orders", "users"}, {"", "users"}, true},
                    Match{"Star", {"*_log"}, {"", "audit_log"}, true},
                    Match{"BareNameInASchema", {"users"}, {"app", "users"}, true},
                    Match{"QualifiedName", {"app.users"}, {"app", "users"}, true},
                    Match{"OtherSchema", {"app.users"}, {"log", "users"}, false},
                    Match{"WholeSchema", {"app.*"}, {"app", "users"}, true},
                    Match{"QualifiedForNoSchema", {"app.users"}, {"", "users"}, false},
                    Match{"NameWithADot", {"a.b"}, {"", "a.b"}, true},
                    Match{"StarDoesNotReachTheSchema", {"log*"}, {"logistics", "orders"}, false},
                    Match{"TakenBack", {"user*", "!users"}, {"", "users"}, false},
                    Match{"TakenBackForAnotherName", {"user*", "!users"}, {"", "user_roles"}, true},
                    Match{"TakenBackBySchema", {"*", "!log.*"}, {"log", "users"}, false},
                    Match{"TakenAgain", {"*", "!*_log", "audit_log"}, {"", "audit_log"}, true},
                    Match{"NothingToTakeBack", {"!users", "users"}, {"", "users"}, true},
                    Match{"OnlyATakingBack", {"!users"}, {"", "orders"}, false},
                    Match{"EscapedMark", {"\\!users"}, {"", "!users"}, true}),
    [](const auto& test) { return test.param.test; });

TEST(Filter, LeavesAllWithoutPatterns) {
    EXPECT_THAT(names_left({}, {}),
                ElementsAre("audit_log", "orders", "users", "active_users", "order_log"));
}

TEST(Filter, LeavesOnlyWhatIsIncluded) {
    EXPECT_THAT(names_left({"*users"}, {}), ElementsAre("users", "active_users"));
}

TEST(Filter, RemovesWhatIsExcluded) {
    EXPECT_THAT(names_left({}, {"*_log"}), ElementsAre("orders", "users", "active_users"));
}

TEST(Filter, ExcludesFromWhatIsIncluded) {
    EXPECT_THAT(names_left({"*users", "orders"}, {"active_*", "orders"}), ElementsAre("users"));
    EXPECT_THAT(names_left({"users"}, {"*"}), IsEmpty());
}

TEST(Filter, KeepsForeignKeysToWhatIsGone) {
    Schema schema = make_schema();
    schema.tables[1].foreign_keys.push_back(
        {.columns = {"user_id"}, .referenced_table = {"", "users"}});

    filter(schema, std::vector<std::string>{"orders"}, {});

    ASSERT_EQ(schema.tables.size(), 1);
    ASSERT_EQ(schema.tables[0].foreign_keys.size(), 1);
    EXPECT_EQ(schema.tables[0].foreign_keys[0].referenced_table.name, "users");
}

TEST(Filter, TakesSequencesWithTheTableTheyBelongTo) {
    Schema schema = make_schema();
    schema.tables[1].partitions = {{.name = {"", "orders_2026"}, .parent = {"", "orders"}}};
    schema.sequences = {{.name = {"", "free"}},
                        {.name = {"", "orders_2026_seq"}, .owner_table = {"", "orders_2026"}},
                        {.name = {"", "orders_id_seq"}, .owner_table = {"", "orders"}},
                        {.name = {"", "users_id_seq"}, .owner_table = {"", "users"}}};
    const Schema before = schema;

    filter(schema, {}, std::vector<std::string>{"orders"});

    EXPECT_THAT(schema.sequences, ElementsAre(before.sequences[0], before.sequences[3]));
}

TEST(Filter, KeepsTypesAndRoutines) {
    Schema schema = make_schema();
    schema.enums = {{.name = {"", "status"}}};
    schema.domains = {{.name = {"", "email"}}};
    schema.composite_types = {{.name = {"", "address"}}};
    schema.range_types = {{.name = {"", "hours"}}};
    schema.routines = {{.name = {"", "total"}}};
    Schema expected = schema;
    expected.tables.clear();
    expected.views.clear();

    filter(schema, {}, std::vector<std::string>{"*"});

    EXPECT_EQ(schema, expected);
}

TEST(Filter, TakesNamespacesThatHaveNothingLeftToSay) {
    Schema schema;
    schema.tables = {{.name = {"audit", "events"}}, {.name = {"log", "events"}}};
    schema.views = {{.name = {"audit", "recent"}}, {.name = {"stock", "events"}}};
    schema.namespaces = {{.name = "audit"}, {.name = "log", .comment = "kept"}, {.name = "stock"}};
    const std::vector<Namespace> before = schema.namespaces;

    filter(schema, {}, std::vector<std::string>{"events"});

    EXPECT_THAT(schema.namespaces, ElementsAre(before[0], before[1]));
}

TEST(HistoryTables, TakeThoseOfMigrationRunners) {
    for (const char* name :
         {"schema_migrations", "ar_internal_metadata", "alembic_version", "flyway_schema_history",
          "goose_db_version", "_sqlx_migrations", "SequelizeMeta", "DATABASECHANGELOG",
          "databasechangeloglock", "__EFMigrationsHistory", "erdmark_migrations"}) {
        EXPECT_TRUE(matches_any(history_tables(), {"", name})) << name;
        EXPECT_TRUE(matches_any(history_tables(), {"app", name})) << name;
    }
}

TEST(HistoryTables, LeaveOrdinaryTables) {
    for (const char* name :
         {"migrations", "users", "history", "schema_migrations_notes", "version"}) {
        EXPECT_FALSE(matches_any(history_tables(), {"", name})) << name;
    }
}

TEST(HistoryTables, BringTheirLogAndTheirRun) {
    for (const char* name : {"schema_migrations_log", "schema_migrations_run",
                             "erdmark_migrations_log", "goose_db_version_run"}) {
        EXPECT_TRUE(matches_any(history_tables(), {"", name})) << name;
    }
}

TEST(HistoryTables, AreGoodPatternsAndNoneStandsTwice) {
    std::vector<std::string> patterns = history_tables();
    for (const std::string& pattern : patterns) {
        EXPECT_EQ(glob_problem(pattern), "") << pattern;
    }

    std::ranges::sort(patterns);

    EXPECT_EQ(std::ranges::adjacent_find(patterns), patterns.end());
}

}  // namespace
}  // namespace erdmark::schema
