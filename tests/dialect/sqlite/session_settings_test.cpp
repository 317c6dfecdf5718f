#include "dialect/sqlite/session_settings.h"

#include "dialect/sqlite/session_file.h"

namespace erdmark::dialect::sqlite {
namespace {

struct SettingCase {
    std::string_view pragma;
    std::string_view read;
};

class SessionSetting : public SessionFile, public testing::WithParamInterface<SettingCase> {};

TEST_P(SessionSetting, IsSetBack) {
    const auto session = open();
    session->query("CREATE TABLE a (x)");
    const std::string before = rows(*session, GetParam().read);

    ASSERT_EQ(run(*session, GetParam().pragma), "done");
    const std::string changed = rows(*session, GetParam().read);
    session->reset();

    EXPECT_NE(changed, before);
    EXPECT_EQ(rows(*session, GetParam().read), before);
}

constexpr SettingCase kSettings[] = {
    {"PRAGMA foreign_keys = ON", "PRAGMA foreign_keys"},
    {"PRAGMA main.FOREIGN_KEYS(yes)", "PRAGMA foreign_keys"},
    {"PRAGMA foreign_keys = ON; PRAGMA foreign_keys = OFF; PRAGMA foreign_keys = ON",
     "PRAGMA foreign_keys"},
    {"PRAGMA case_sensitive_like = ON", "SELECT 'a' LIKE 'A'"},
    {"PRAGMA synchronous = OFF", "PRAGMA synchronous"},
    {"PRAGMA recursive_triggers = 1", "PRAGMA recursive_triggers"},
    {"PRAGMA legacy_alter_table = 1", "PRAGMA legacy_alter_table"},
    {"PRAGMA writable_schema = 1", "PRAGMA writable_schema"},
    {"PRAGMA ignore_check_constraints = 1", "PRAGMA ignore_check_constraints"},
    {"PRAGMA cache_size = 7", "PRAGMA cache_size"},
    {"PRAGMA temp_store = MEMORY", "PRAGMA temp_store"},
    {"PRAGMA journal_mode = MEMORY", "PRAGMA journal_mode"},
    {"PRAGMA query_only = 1", "PRAGMA query_only"},
    {"PRAGMA trusted_schema = 1", "PRAGMA trusted_schema"},
    {"PRAGMA locking_mode = EXCLUSIVE", "PRAGMA locking_mode"},
    {"ATTACH ':memory:' AS \"the \"\"other\"\"\"", "SELECT name FROM pragma_database_list"},
};
INSTANTIATE_TEST_SUITE_P(Each, SessionSetting, testing::ValuesIn(kSettings));

using SessionSettingsOfAFile = SessionFile;

TEST_F(SessionSettingsOfAFile, ThatAreOfTheFileStay) {
    const auto session = open();
    ASSERT_EQ(run(*session, "PRAGMA journal_mode = WAL; PRAGMA user_version = 7"), "done");

    session->reset();

    EXPECT_EQ(rows(*session, "PRAGMA journal_mode"), "wal");
    EXPECT_EQ(rows(*session, "PRAGMA user_version"), "7");
}

TEST_F(SessionSettingsOfAFile, ThatForbidWritingAreUndoneInTheTransaction) {
    const auto session = open();
    session->query("CREATE TABLE a (x)");
    ASSERT_EQ(words_of(session->begin()), "done");
    ASSERT_EQ(run(*session, "PRAGMA query_only = ON"), "done");

    session->become_oneself();

    session->query("INSERT INTO a VALUES (1)");
    EXPECT_EQ(words_of(session->commit()), "done");
}

TEST_F(SessionSettingsOfAFile, ThatKeepTheLockGiveItBack) {
    const auto session = open();
    ASSERT_EQ(run(*session, "PRAGMA locking_mode = EXCLUSIVE"), "done");
    ASSERT_EQ(migrate(*session, "CREATE TABLE a (x)"), "done");

    session->reset();

    EXPECT_NO_THROW(other().exec("INSERT INTO a VALUES (1)"));
}

TEST_F(SessionSettingsOfAFile, LeaveForeignKeysOffAtTheStart) {
    EXPECT_EQ(rows(*open(), "PRAGMA foreign_keys"), "0");
}

}  // namespace
}  // namespace erdmark::dialect::sqlite
