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

std::string message_of(const fs::path& folder) {
    try {
        read_migration_directory(folder);
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

}  // namespace
}  // namespace erdmark::migration
