#include "migration/ordered_migration.h"

#include <gtest/gtest.h>

#include "base/error.h"
#include "base/text.h"

namespace erdmark::migration {
namespace {

Migration file(const std::string& version, const std::string& name, const std::string& head = "") {
    return {.version = version,
            .name = name,
            .up = {.file = "m/" + version + "_" + name + ".sql", .text = head + "SELECT 1;\n"}};
}

std::string order(std::vector<Migration> migrations) {
    std::vector<std::string> ids;
    for (const OrderedMigration& each : order_migrations(std::move(migrations), {})) {
        ids.push_back(each.migration.id());
    }
    return join(ids, " ");
}

std::string keys(std::vector<Migration> migrations) {
    std::vector<std::string> keys;
    for (const OrderedMigration& each : order_migrations(std::move(migrations), {})) {
        keys.push_back(each.key);
    }
    return join(keys, " ");
}

std::string refusal(std::vector<Migration> migrations) {
    try {
        order_migrations(std::move(migrations), {});
    } catch (const Error& error) {
        EXPECT_EQ(error.kind(), ErrorKind::Input);
        return error.what();
    }
    return "";
}

TEST(OrderedMigrations, KeepTheOrderOfTheFolder) {
    EXPECT_EQ(order({file("2", "b"), file("10", "c"), file("1", "a")}), "2_b 10_c 1_a");
}

TEST(OrderedMigrations, StandBehindWhatTheyDependOn) {
    EXPECT_EQ(order({file("1", "a", "-- depends: 3_c\n"), file("2", "b"), file("3", "c")}),
              "3_c 1_a 2_b");
    const std::vector<OrderedMigration> ordered = order_migrations(
        {file("1", "a", "-- depends: c\n"), file("2", "b", "-- depends: 1, 3\n"), file("3", "c")},
        {});
    EXPECT_EQ(ordered[0].migration.id(), "3_c");
    EXPECT_EQ(ordered[1].depends, (std::vector<std::size_t>{0}));
    EXPECT_EQ(ordered[2].depends, (std::vector<std::size_t>{0, 1}));
}

TEST(OrderedMigrations, AreNamedByTheirRevision) {
    const std::vector<OrderedMigration> ordered =
        order_migrations({file("003", "create_users", "-- revision: 003_users_table\n"),
                          file("001", "base", "-- depends: 003_users_table\n")},
                         {});
    EXPECT_EQ(ordered[0].shown_name(), "003_users_table");
    EXPECT_EQ(ordered[0].key, "3");
    EXPECT_EQ(ordered[1].depends, (std::vector<std::size_t>{0}));
}

TEST(OrderedMigrations, FollowOtherWordsForDependenciesOnlyWhereTheyNameAMigration) {
    EXPECT_EQ(order({file("1", "a", "-- Requires: the users and roles tables\n"), file("2", "b")}),
              "1_a 2_b");
    EXPECT_EQ(order({file("1", "a", "-- Requires: 2_b\n"), file("2", "b")}), "2_b 1_a");
}

TEST(OrderedMigrations, RefuseWhatDoesNotExist) {
    EXPECT_EQ(refusal({file("1", "users"), file("2", "orders", "-- depends: 1_user\n")}),
              "m/2_orders.sql: depends on '1_user', which is no migration of this folder (did you "
              "mean '1_users'?)");
}

TEST(OrderedMigrations, RefuseCircles) {
    EXPECT_EQ(refusal({file("1", "a", "-- depends: 3\n"), file("2", "b", "-- depends: 1\n"),
                       file("3", "c", "-- depends: 2\n")}),
              "migrations that depend on each other in a circle: m/1_a.sql needs m/3_c.sql needs "
              "m/2_b.sql needs m/1_a.sql; remove one of the lines '-- depends:'");
    EXPECT_EQ(refusal({file("1", "a", "-- depends: 1\n")}),
              "migrations that depend on each other in a circle: m/1_a.sql needs m/1_a.sql; remove "
              "one of the lines '-- depends:'");
}

TEST(OrderedMigrations, AreToldApartByTheirNamesWhereTheyShareAVersion) {
    EXPECT_EQ(keys({file("1", "a"), file("01", "b"), file("2", "c")}), "1_a 01_b 2");
    EXPECT_EQ(keys({file("20240101", ""), file("20240101", "later")}), "20240101 20240101_later");
}

TEST(OrderedMigrations, AreToldApartByTheirFoldersWhereTheyShareAName) {
    const auto script = [](const std::string& path) {
        return Migration{.name = "tables", .up = {.file = path, .text = "SELECT 1;\n"}};
    };
    EXPECT_EQ(keys({script("sql/tables.sql"), script("sql/art/tables.sql"), file("1", "a")}),
              "sql/tables art/tables 1");
    EXPECT_EQ(keys({script("a/x/tables.sql"), script("b/x/tables.sql")}), "a/x/tables b/x/tables");
    EXPECT_EQ(keys({script("tables.sql"), script("x/tables.sql")}), "tables x/tables");
}

TEST(OrderedMigrations, RefuseAFileThatComesTwice) {
    EXPECT_EQ(refusal({file("1", "a"), file("1", "a")}),
              "m/1_a.sql: comes twice, also as 'm/1_a.sql'; take one of them out");
}

TEST(OrderedMigrations, StandALongChain) {
    std::vector<Migration> chain;
    constexpr int kLength = 20000;
    for (int number = 1; number <= kLength; ++number) {
        chain.push_back(
            file(std::to_string(number), "m",
                 number < kLength ? "-- depends: " + std::to_string(number + 1) + "\n" : ""));
    }
    EXPECT_EQ(order_migrations(std::move(chain), {}).front().key, std::to_string(kLength));
}

TEST(HistoryKeys, AreNumbersWithoutLeadingZeros) {
    struct Case {
        Migration migration;
        const char* key;
    };
    for (const Case& each : {
             Case{{.version = "007", .name = "x"}, "7"},
             Case{{.version = "000", .name = "x"}, "0"},
             Case{{.version = "1.2", .name = "x"}, "1.2"},
             Case{{.version = "20240131235959", .name = "x"}, "20240131235959"},
             Case{{.version = "", .name = "create_users"}, "create_users"},
             Case{{.version = "R", .name = "views", .repeatable = true}, "R_views"},
         }) {
        EXPECT_EQ(history_key(each.migration), each.key);
    }
}

}  // namespace
}  // namespace erdmark::migration
