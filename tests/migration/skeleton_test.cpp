#include "migration/skeleton.h"

#include <fstream>

#include <gtest/gtest.h>

#include "base/error.h"
#include "support/temp_directory.h"

namespace erdmark::migration {
namespace {

namespace fs = std::filesystem;

const VersionTime kTime{
    .digits = "20260301123000", .seconds = 1772368200, .milliseconds = 1772368200123};

using Files = std::vector<std::pair<std::string, std::string>>;

/// The files of the next migration of a folder with these, as path and text.
Files next(const Files& existing, const std::string& name = "Add orders!",
           Numbering numbering = Numbering::Follow) {
    const test::TempDirectory folder;
    for (const auto& [path, text] : existing) {
        fs::create_directories((folder.path() / path).parent_path());
        std::ofstream(folder.path() / path) << text;
    }
    const MigrationDirectory directory = existing.empty()
                                             ? MigrationDirectory{.path = folder.path().string()}
                                             : read_migration_directory(folder.path());
    Files files;
    for (const NewFile& file : next_migration(directory, name, numbering, kTime)) {
        files.emplace_back(file.path, file.text);
    }
    return files;
}

constexpr const char* kSql = "CREATE TABLE users (id int);\n";

TEST(NextMigration, BeginsAnEmptyFolder) {
    EXPECT_EQ(next({}), (Files{{"001_add_orders.sql", "-- migrate:up\n\n\n-- migrate:down\n\n"}}));
    EXPECT_EQ(next({}, "x", Numbering::Timestamp).front().first, "20260301123000_x.sql");
}

TEST(NextMigration, FollowsTheNumbers) {
    struct Case {
        const char* last;
        const char* next;
    };
    for (const Case& each : {
             Case{"003_users.sql", "004_add_orders.sql"},
             Case{"9_users.sql", "10_add_orders.sql"},
             Case{"0099_users.sql", "0100_add_orders.sql"},
             Case{"999-users.sql", "1000-add_orders.sql"},
             Case{"20240101000000_users.sql", "20260301123000_add_orders.sql"},
             Case{"20990101000000_users.sql", "20990101000001_add_orders.sql"},
             Case{"1700000000_users.sql", "1772368200_add_orders.sql"},
             Case{"1700000000000_users.sql", "1772368200123_add_orders.sql"},
             Case{"V7__users.sql", "V8__add_orders.sql"},
         }) {
        EXPECT_EQ(next({{each.last, kSql}}).front().first, each.next);
        EXPECT_EQ(next({{each.last, kSql}}).front().second, "") << each.last;
    }
    EXPECT_EQ(next({{"20240101000000_users.sql", kSql}}, "x", Numbering::Sequence).front().first,
              "20240101000001_x.sql");
}

TEST(NextMigration, HasThePartsThatOthersHave) {
    struct Case {
        const char* text;
        const char* next;
    };
    for (const Case& each : {
             Case{"-- migrate:up\nSELECT 1;\n-- migrate:down\nSELECT 2;\n",
                  "-- migrate:up\n\n\n-- migrate:down\n\n"},
             Case{"-- +goose Up\nSELECT 1;\n-- +goose Down\nSELECT 2;\n",
                  "-- +goose Up\n\n\n-- +goose Down\n\n"},
             Case{"-- +migrate Up\nSELECT 1;\n-- +migrate Down\nSELECT 2;\n",
                  "-- +migrate Up\n\n\n-- +migrate Down\n\n"},
             Case{"SELECT 1;\n---- create above / drop below ----\nSELECT 2;\n",
                  "\n---- create above / drop below ----\n\n"},
         }) {
        EXPECT_EQ(next({{"001_users.sql", each.text}}), (Files{{"002_add_orders.sql", each.next}}));
    }
}

TEST(NextMigration, HasTheFilesThatOthersHave) {
    EXPECT_EQ(next({{"001_users.up.sql", kSql}, {"001_users.down.sql", kSql}}),
              (Files{{"002_add_orders.up.sql", ""}, {"002_add_orders.down.sql", ""}}));
    EXPECT_EQ(next({{"001_users.sql", kSql}, {"001_users.down.sql", kSql}}),
              (Files{{"002_add_orders.sql", ""}, {"002_add_orders.down.sql", ""}}));
    EXPECT_EQ(next({{"migration_lock.toml", "provider = \"postgresql\"\n"},
                    {"20240101000000_users/migration.sql", kSql}}),
              (Files{{"20260301123000_add_orders/migration.sql", ""}}));
    EXPECT_EQ(
        next({{"2024-01-01-000000_users/up.sql", kSql}, {"2024-01-01-000000_users/down.sql", kSql}})
            .size(),
        2U);
}

TEST(NextMigration, NeedsANameThatAFileCanHave) {
    try {
        next({}, " -- ");
        FAIL();
    } catch (const Error& error) {
        EXPECT_STREQ(error.what(), "' -- ' has no letter or digit that could name a migration");
    }
}

}  // namespace
}  // namespace erdmark::migration
