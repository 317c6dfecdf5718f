#include <algorithm>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/error.h"
#include "migration/migration.h"
#include "support/temp_directory.h"

namespace erdmark::migration {
namespace {

namespace fs = std::filesystem;

using test::TempDirectory;
using testing::ElementsAre;

std::vector<std::string> ids_of(const MigrationDirectory& directory) {
    std::vector<std::string> ids;
    for (const Migration& migration : directory.migrations) {
        ids.push_back(migration.id());
    }
    return ids;
}

std::string message_of(const fs::path& folder, const ReadOptions& options = {}) {
    try {
        read_migration_directory(folder, options);
    } catch (const Error& error) {
        EXPECT_EQ(error.kind(), ErrorKind::Input);
        return error.what();
    }
    return "no error";
}

TEST(ReadMigrationDirectory, ReadsTheFilesInOrder) {
    const TempDirectory folder;
    folder.write("10_last.sql", "select 10;");
    folder.write("9_middle.up.sql", "select 9;");
    folder.write("9_middle.down.sql", "select -9;");
    folder.write("001_first.sql", "select 1;");

    const MigrationDirectory directory = read_migration_directory(folder.path());

    EXPECT_EQ(directory.path, folder.path().string());
    EXPECT_EQ(directory.layout, "numbered");
    EXPECT_THAT(ids_of(directory), ElementsAre("001_first", "9_middle", "10_last"));
    EXPECT_EQ(directory.migrations[1].up.text, "select 9;");
    ASSERT_TRUE(directory.migrations[1].down);
    EXPECT_EQ(directory.migrations[1].down->text, "select -9;");
}

TEST(ReadMigrationDirectory, LeavesEverythingElseAlone) {
    const TempDirectory folder;
    folder.write("1_a.sql", "");
    folder.write("README.md", std::string("\0", 1));
    folder.write("seed.sql", "\xff");
    folder.write(".2_hidden.sql", "");
    folder.write("3_sub_folder.sql/3_inside.sql", "");
    fs::create_directory_symlink(folder.path() / "3_sub_folder.sql", folder.path() / "4_link.sql");

    EXPECT_THAT(ids_of(read_migration_directory(folder.path())), ElementsAre("1_a"));
}

TEST(ReadMigrationDirectory, FollowsLinksToFiles) {
    const TempDirectory folder;
    folder.write("shared/users.sql", "select 1;");
    fs::create_symlink("shared/users.sql", folder.path() / "1_users.sql");

    const MigrationDirectory directory = read_migration_directory(folder.path());

    ASSERT_EQ(directory.migrations.size(), 1);
    EXPECT_EQ(directory.migrations[0].up.text, "select 1;");
}

TEST(ReadMigrationDirectory, NamesFilesAsTheUserNamedTheFolder) {
    const TempDirectory folder;
    folder.write("1_a.sql", "");
    const std::string path = folder.path().string();

    for (const std::string& named : {path, path + "/"}) {
        const MigrationDirectory directory = read_migration_directory(named);
        EXPECT_EQ(directory.path, named);
        EXPECT_EQ(directory.migrations.at(0).up.file, path + "/1_a.sql");
    }
}

TEST(ReadMigrationDirectory, ReadsFilesOfWindowsEditors) {
    const TempDirectory folder;
    folder.write("1_a.sql", "\xEF\xBB\xBF-- migrate:up\r\nselect 1;\r\n-- migrate:down\r\n");

    const MigrationDirectory directory = read_migration_directory(folder.path());

    ASSERT_EQ(directory.migrations.size(), 1);
    EXPECT_EQ(directory.migrations[0].up.text, "select 1;\r\n");
    EXPECT_EQ(directory.migrations[0].up.start, (Position{.line = 2, .column = 1}));
    ASSERT_TRUE(directory.migrations[0].down);
    EXPECT_EQ(directory.migrations[0].down->text, "");
}

TEST(ReadMigrationDirectory, RefusesAFolderThatIsNotThere) {
    const TempDirectory folder;
    const fs::path missing = folder.path() / "migrations";

    EXPECT_EQ(message_of(missing), missing.string() + ": no such folder");
}

TEST(ReadMigrationDirectory, RefusesAFileInPlaceOfAFolder) {
    const TempDirectory folder;
    const fs::path file = folder.write("1_a.sql", "");

    EXPECT_EQ(message_of(file),
              file.string() + ": not a folder, expected one that holds migrations");
}

TEST(ReadMigrationDirectory, TellsTheReasonOfTheSystem) {
    const TempDirectory folder;
    const fs::path loop = folder.path() / "loop";
    fs::create_symlink("loop", loop);

    EXPECT_EQ(message_of(loop),
              loop.string() + ": cannot be read: too many levels of symbolic links");
}

TEST(ReadMigrationDirectory, RefusesAFolderWithoutMigrations) {
    const TempDirectory folder;
    folder.write("seed.sql", "select 1;");

    EXPECT_EQ(message_of(folder.path()),
              folder.path().string() +
                  ": no migrations in this folder, expected files named like "
                  "'001_create_users.sql' or '001_create_users.up.sql'");
}

TEST(ReadMigrationDirectory, RefusesALinkToNothing) {
    const TempDirectory folder;
    fs::create_symlink("gone.sql", folder.path() / "1_a.sql");

    EXPECT_EQ(message_of(folder.path()),
              folder.path().string() + "/1_a.sql: cannot be read: no such file or directory");
}

TEST(ReadMigrationDirectory, RefusesABinaryFile) {
    const TempDirectory folder;
    folder.write("1_a.sql", std::string("select\n \0", 9));

    EXPECT_EQ(
        message_of(folder.path()),
        folder.path().string() + "/1_a.sql:2:2: binary data (a NUL byte) where text was expected");
}

TEST(ReadMigrationDirectory, RefusesAFileThatIsNotUtf8) {
    const TempDirectory folder;
    folder.write("1_a.sql", "-- caf\xE9\n");

    EXPECT_EQ(message_of(folder.path()),
              folder.path().string() +
                  "/1_a.sql:1:7: not valid UTF-8 (byte 0xE9); save the file as UTF-8");
}

TEST(ReadMigrationDirectory, NamesBothFilesOfOneVersion) {
    const TempDirectory folder;
    folder.write("1_a.sql", "");
    folder.write("001_b.sql", "");
    const std::string path = folder.path().string();

    EXPECT_EQ(message_of(folder.path()), path + "/1_a.sql: has the same version as '" + path +
                                             "/001_b.sql'; give one of them another number");
}

TEST(HoldsMigrations, LooksAtNamesOnly) {
    const TempDirectory folder;
    folder.write("with/1_a.sql", "\xff");
    folder.write("without/seed.sql", "");
    folder.write("below/deeper/1_a.sql", "");

    EXPECT_TRUE(holds_migrations(folder.path() / "with"));
    EXPECT_FALSE(holds_migrations(folder.path() / "without"));
    EXPECT_FALSE(holds_migrations(folder.path() / "below"));
    EXPECT_FALSE(holds_migrations(folder.path() / "missing"));
    EXPECT_FALSE(holds_migrations(folder.path() / "with/1_a.sql"));
}

struct Recognised {
    const char* name;
    std::vector<std::pair<const char*, const char*>> files;
    const char* layout;
    const char* reason;
};

void PrintTo(const Recognised& each, std::ostream* stream) {
    *stream << each.name;
}

class RecognisedFolder : public testing::TestWithParam<Recognised> {};

TEST_P(RecognisedFolder, IsReadAsItsLayout) {
    const TempDirectory root;
    for (const auto& [name, text] : GetParam().files) {
        root.write(name, text);
    }

    const MigrationDirectory directory = read_migration_directory(root.path() / "m");

    EXPECT_EQ(directory.layout, GetParam().layout);
    EXPECT_EQ(directory.reason, GetParam().reason);
}

INSTANTIATE_TEST_SUITE_P(
    All, RecognisedFolder,
    testing::Values(Recognised{"SideFileBeforeMarker",
                               {{"m/1_a.sql", "-- +goose Up\n"}, {"tern.conf", ""}},
                               "tern",
                               "the side file '../tern.conf'"},
                    Recognised{"MarkerBeforeNames",
                               {{"m/V1__a.sql", "-- +migrate Up\n"}},
                               "sql-migrate",
                               "lines '-- +migrate' as in 'V1__a.sql'"},
                    Recognised{"FlywayBeforeRefinery",
                               {{"m/V1__a.sql", ""}},
                               "flyway",
                               "files are named like 'V1__a.sql'"},
                    Recognised{"RefineryByItsFile",
                               {{"m/V1__a.sql", ""}, {"refinery.toml", ""}},
                               "refinery",
                               "the side file '../refinery.toml'"},
                    Recognised{"DrizzleBeforePrisma",
                               {{"m/1_a/migration.sql", ""}, {"m/1_a/snapshot.json", "{}"}},
                               "drizzle",
                               "the side file '1_a/snapshot.json'"},
                    Recognised{"Prisma",
                               {{"m/1_a/migration.sql", ""}, {"m/migration_lock.toml", ""}},
                               "prisma",
                               "the side file 'migration_lock.toml'"},
                    Recognised{"AtlasOfGoose",
                               {{"m/1_a.sql", "-- +goose Up\n"}, {"m/atlas.sum", "h1:x"}},
                               "goose",
                               "lines '-- +goose' as in '1_a.sql'"},
                    Recognised{"OneWithAMarkerOfAnotherTool",
                               {{"m/1_a.up.sql", "-- +migrate Up\n"},
                                {"m/2_b.up.sql", ""},
                                {"m/3_c.up.sql", "-- +goose Up\n"}},
                               "golang-migrate",
                               "files are named like '1_a.up.sql'"},
                    Recognised{"SomeWithHeadersOnly",
                               {{"m/1_a.sql", "-- migrate:up\n"}, {"m/2_b.sql", ""}},
                               "numbered",
                               "files are named like '1_a.sql'"},
                    Recognised{"PairsOnly",
                               {{"m/1_a.up.sql", ""}, {"m/README.md", ""}},
                               "golang-migrate",
                               "files are named like '1_a.up.sql'"},
                    Recognised{"OneNumberTwice",
                               {{"m/1_a.up.sql", ""}, {"m/1_b.up.sql", ""}, {"m/1_b.down.sql", ""}},
                               "pairs",
                               "files are named like '1_a.up.sql'"},
                    Recognised{"FolderOfOneDatabase",
                               {{"m/postgres/1_a.sql", ""}, {"m/fixtures/1_a.sql", ""}},
                               "numbered",
                               "files are named like '1_a.sql' in the folder 'postgres'"}),
    [](const auto& test) { return test.param.name; });

TEST(ReadMigrationDirectory, TakesTheLayoutThatItIsTold) {
    const TempDirectory folder;
    folder.write("1_a.sql", "-- +goose Up\n");

    const MigrationDirectory directory =
        read_migration_directory(folder.path(), {.layout = "numbered"});

    EXPECT_EQ(directory.layout, "numbered");
    EXPECT_EQ(directory.reason, "as told");
}

TEST(ReadMigrationDirectory, RefusesALayoutThatIsNone) {
    const TempDirectory folder;
    folder.write("1_a.sql", "");

    EXPECT_EQ(
        message_of(folder.path(), {.layout = "gose"}),
        folder.path().string() +
            ": no layout is called 'gose' (did you mean 'goose'?); expected one of atlas, "
            "dbmate, diesel, drizzle, flyway, golang-migrate, goose, graphile-migrate, named, "
            "node-pg-migrate, numbered, pairs, pop, postgrator, prisma, refinery, sqitch, "
            "sql-migrate, sqlx, supabase, tern, version-folders");
}

TEST(ReadMigrationDirectory, RefusesALayoutThatTakesNothing) {
    const TempDirectory folder;
    folder.write("1_a.sql", "");

    EXPECT_EQ(
        message_of(folder.path(), {.layout = "prisma"}),
        folder.path().string() +
            ": no migrations of the layout 'prisma' in this folder, expected files named like "
            "'20240131235959_create_users/migration.sql'");
}

TEST(ReadMigrationDirectory, ChoosesTheFolderOfADatabase) {
    const TempDirectory folder;
    folder.write("postgres/2024-01-01-000000_a/up.sql", "p;");
    folder.write("sqlite3/2024-01-01-000000_a/up.sql", "s;");
    const std::string path = folder.path().string();

    const MigrationDirectory directory =
        read_migration_directory(folder.path(), {.dialect = "sqlite"});

    ASSERT_EQ(directory.migrations.size(), 1U);
    EXPECT_EQ(directory.path, path);
    EXPECT_EQ(directory.layout, "diesel");
    EXPECT_EQ(directory.migrations[0].up.text, "s;");
    EXPECT_EQ(directory.migrations[0].dialect, "sqlite");
    EXPECT_EQ(message_of(folder.path()),
              path +
                  ": holds migrations for several databases (postgres, sqlite3); say with "
                  "'source.dialect' for which one to read them");
    EXPECT_EQ(message_of(folder.path(), {.dialect = "mysql"}),
              path + ": holds no migrations for mysql, only for others (postgres, sqlite3)");
    EXPECT_EQ(message_of(folder.path(), {.dialect = "oracle"}),
              path +
                  ": no database is called 'oracle'; expected postgresql, sqlite, mysql, mariadb, "
                  "cockroach or mssql as its dialect");
}

TEST(ReadMigrationDirectory, ReportsMigrationsThatArePrograms) {
    const TempDirectory folder;
    folder.write("1_a.up.sql", "");
    folder.write("2_b.go", "");

    EXPECT_THAT(read_migration_directory(folder.path()).notes,
                ElementsAre(folder.path().string() +
                            "/2_b.go: version 2 is a migration in Go, which a replay cannot run; "
                            "what it changes is missing"));
}

TEST(ReadMigrationDirectory, SaysWhatToGiveInPlaceOfPrograms) {
    const TempDirectory folder;
    folder.write("versions/1_a.py", "");

    EXPECT_EQ(
        message_of(folder.path()),
        folder.path().string() +
            ": no SQL migrations in this folder, only programs in Python ('versions/1_a.py'); "
            "give the SQL that they make, as the output of 'alembic upgrade head --sql' or a "
            "'structure.sql' of Rails");
}

TEST(ReadMigrationDirectory, FollowsAnOrderFile) {
    const TempDirectory folder;
    folder.write("tables.sql", "a;\n");
    folder.write("01_views.sql", "-- migrate:up\nb;\n-- migrate:down\nc;\n");
    folder.write("later/1_x.up.sql", "d;");
    folder.write("later/2_y.go", "");
    const fs::path order =
        folder.write("order.txt", "# all\ntables.sql\n01_views.sql\nlater # and these\n");

    const MigrationDirectory directory = read_migration_directory(folder.path(), {.order = order});

    EXPECT_EQ(directory.layout, "order");
    EXPECT_EQ(directory.reason, "listed in '" + order.string() + "'");
    EXPECT_THAT(ids_of(directory), ElementsAre("tables", "01_views", "1_x"));
    EXPECT_EQ(directory.migrations[1].up.text, "b;\n");
    EXPECT_EQ(directory.migrations[1].down->text, "c;\n");
    EXPECT_EQ(directory.notes.size(), 1U);
}

TEST(ReadMigrationDirectory, NamesTheLineOfAnOrderFileThatNamesNothing) {
    const TempDirectory folder;
    const fs::path order = folder.write("order.txt", "\n  gone.sql\n");

    EXPECT_EQ(message_of(folder.path(), {.order = order}),
              order.string() + ":2:3: no such file or folder: '" +
                  (folder.path() / "gone.sql").string() + "'");
}

TEST(LayoutNames, AreSorted) {
    EXPECT_TRUE(std::ranges::is_sorted(layout_names()));
}

}  // namespace
}  // namespace erdmark::migration
