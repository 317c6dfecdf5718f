#include "dialect/sqlite/foreign_key_watch.h"

#include "dialect/sqlite/session_file.h"

namespace erdmark::dialect::sqlite {
namespace {

constexpr std::string_view kHint =
    "\nhint: delete or mend these rows in the same migration; with PRAGMA foreign_keys = ON in "
    "front of it, DELETE cascades as declared";

class ForeignKeys : public SessionFile {
protected:
    void SetUp() override {
        SQLite::Database writer = other();
        writer.exec(
            "CREATE TABLE users (id integer PRIMARY KEY, email text);"
            "CREATE TABLE orders (id integer PRIMARY KEY,"
            " user_id integer REFERENCES users (id) ON DELETE CASCADE);"
            "INSERT INTO users (id) VALUES (1), (2);"
            "INSERT INTO orders (user_id) VALUES (1), (1), (1), (2)");
    }
};

constexpr std::string_view kRebuild =
    "CREATE TABLE users_new (id integer PRIMARY KEY, email text NOT NULL DEFAULT '');"
    "INSERT INTO users_new (id) SELECT id FROM users;"
    "DROP TABLE users;"
    "ALTER TABLE users_new RENAME TO users;";

TEST_F(ForeignKeys, RefuseATransactionThatLeavesRowsAlone) {
    const auto session = open();

    EXPECT_EQ(migrate(*session, "DELETE FROM users WHERE id = 1"),
              "Refused: leaves 3 rows of 'orders' without the row of 'users' that they refer to" +
                  std::string(kHint));

    EXPECT_EQ(rows(*session, "SELECT id FROM users"), "1 2");
}

TEST_F(ForeignKeys, NameEachTableWhoseRowsAreLeftAlone) {
    const auto session = open();

    EXPECT_EQ(migrate(*session,
                      "CREATE TABLE notes (order_id integer PRIMARY KEY REFERENCES orders,"
                      " user_id REFERENCES users) WITHOUT ROWID;"
                      "INSERT INTO notes VALUES (1, 9), (8, NULL);"
                      "INSERT INTO orders (user_id) VALUES (7)"),
              "Refused: leaves 1 row of 'notes' without the row of 'orders' that it refers to, "
              "and 1 row of 'notes' without the row of 'users' that it refers to, "
              "and 1 row of 'orders' without the row of 'users' that it refers to" +
                  std::string(kHint));
}

TEST_F(ForeignKeys, AreLookedAtWhateverChangesTheRows) {
    for (const std::string_view sql :
         {"UPDATE users SET id = 9 WHERE id = 2", "UPDATE orders SET user_id = 9 WHERE id = 4",
          "INSERT INTO orders (user_id) VALUES (9)",
          "REPLACE INTO orders (id, user_id) VALUES (1, 9)",
          "CREATE TRIGGER t AFTER UPDATE ON users BEGIN DELETE FROM users WHERE id = 2; END;"
          "UPDATE users SET email = 'a' WHERE id = 1",
          "CREATE VIEW v AS SELECT * FROM users; CREATE TRIGGER t INSTEAD OF DELETE ON v BEGIN "
          "DELETE FROM users WHERE id = old.id; END; DELETE FROM v WHERE id = 2",
          "DELETE FROM orders WHERE user_id = 1; ALTER TABLE users RENAME COLUMN id TO key; "
          "DELETE FROM users",
          "DELETE FROM orders WHERE user_id = 1; DROP TABLE users",
          "DELETE FROM orders WHERE user_id = 1; PRAGMA legacy_alter_table = ON; "
          "ALTER TABLE users RENAME TO people",
          "DELETE FROM orders; ALTER TABLE users ADD COLUMN boss REFERENCES users DEFAULT 9; "
          "DELETE FROM users WHERE id = 2"}) {
        const auto session = open();

        const std::string words = migrate(*session, sql);

        EXPECT_TRUE(words.starts_with("Refused: leaves 1 row of ")) << sql << "\n" << words;
        session->reset();
    }
}

TEST_F(ForeignKeys, SeeRowsOfATableThatGotAnotherName) {
    const auto session = open();

    EXPECT_EQ(migrate(*session,
                      "CREATE TABLE a (user_id REFERENCES users); INSERT INTO a VALUES (9);"
                      "ALTER TABLE a RENAME TO b; ALTER TABLE main.b RENAME TO \"c d\""),
              "Refused: leaves 1 row of 'c d' without the row of 'users' that it refers to" +
                  std::string(kHint));
}

TEST_F(ForeignKeys, SeeWhatBecameWrongBeforeATableGotAnotherNameOrAKey) {
    for (const std::string_view sql :
         {"CREATE TABLE a (user_id REFERENCES users); INSERT INTO a VALUES (9);"
          "ALTER TABLE a RENAME TO b; INSERT INTO b VALUES (1)",
          "CREATE TABLE b (user_id); INSERT INTO b VALUES (9); PRAGMA writable_schema = ON;"
          "UPDATE sqlite_schema SET sql = 'CREATE TABLE b (user_id REFERENCES users)'"
          " WHERE name = 'b'; PRAGMA writable_schema = RESET; INSERT INTO b VALUES (1)"}) {
        const auto session = open();

        EXPECT_EQ(migrate(*session, sql),
                  "Refused: leaves 1 row of 'b' without the row of 'users' that it refers to" +
                      std::string(kHint))
            << sql;
        session->reset();
    }
}

TEST_F(ForeignKeys, SeeAKeyThatWasWrittenIntoTheSchemaItself) {
    const auto session = open();

    EXPECT_EQ(migrate(*session,
                      "CREATE TABLE a (user_id); INSERT INTO a VALUES (9);"
                      "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = "
                      "'CREATE TABLE a (user_id REFERENCES users)' WHERE name = 'a';"
                      "PRAGMA writable_schema = RESET"),
              "Refused: leaves 1 row of 'a' without the row of 'users' that it refers to" +
                  std::string(kHint));
}

TEST_F(ForeignKeys, AllowWhatIsMendedInTheSameTransaction) {
    const auto session = open();

    EXPECT_EQ(migrate(*session,
                      "DELETE FROM users WHERE id = 1; DELETE FROM orders WHERE user_id "
                      "= 1; INSERT INTO orders (user_id) VALUES (NULL)"),
              "done");
}

TEST_F(ForeignKeys, ForgiveRowsThatWereAloneBefore) {
    other().exec("INSERT INTO orders (user_id) VALUES (8), (9)");
    const auto session = open();

    EXPECT_EQ(migrate(*session, "UPDATE users SET email = 'a'"), "done");
    EXPECT_EQ(migrate(*session, "DELETE FROM users WHERE id = 2"),
              "Refused: leaves 1 row of 'orders' without the row of 'users' that it refers to" +
                  std::string(kHint));
    EXPECT_EQ(migrate(*session, "DELETE FROM orders WHERE user_id = 8"), "done");
    EXPECT_EQ(migrate(*session, "INSERT INTO orders (user_id) VALUES (8)"),
              "Refused: leaves 1 row of 'orders' without the row of 'users' that it refers to" +
                  std::string(kHint));
}

TEST_F(ForeignKeys, ForgiveThemAlsoWhenTheirTableIsMadeAnewWithOtherRowIds) {
    other().exec(
        "CREATE TABLE notes (user_id REFERENCES users);"
        "INSERT INTO notes VALUES (1), (9), (9); DELETE FROM notes WHERE user_id = 1");
    const auto session = open();

    EXPECT_EQ(migrate(*session,
                      "CREATE TABLE n (user_id REFERENCES users, body);"
                      "INSERT INTO n (user_id) SELECT user_id FROM notes; DROP TABLE notes;"
                      "ALTER TABLE n RENAME TO notes"),
              "done");
    EXPECT_EQ(migrate(*session, "ALTER TABLE notes RENAME TO memos"), "done");
    EXPECT_EQ(migrate(*session, "ALTER TABLE users RENAME TO people"), "done");
    EXPECT_EQ(migrate(*session, "INSERT INTO memos (user_id) VALUES (9)"),
              "Refused: leaves 1 row of 'memos' without the row of 'people' that it refers to" +
                  std::string(kHint));
}

TEST_F(ForeignKeys, ForgiveWhatAnotherProcessLeftAloneInTheMeantime) {
    const auto session = open();
    ASSERT_EQ(migrate(*session, "UPDATE users SET email = 'a'"), "done");
    other().exec("INSERT INTO orders (user_id) VALUES (9)");

    EXPECT_EQ(migrate(*session, "UPDATE users SET email = 'b'"), "done");
}

TEST_F(ForeignKeys, ForgiveWhatAStatementOutsideTransactionsLeftAlone) {
    const auto session = open();
    ASSERT_EQ(migrate(*session, "UPDATE users SET email = 'a'"), "done");
    ASSERT_EQ(run(*session, "INSERT INTO orders (user_id) VALUES (9)"), "done");

    EXPECT_EQ(migrate(*session, "UPDATE users SET email = 'b'"), "done");
}

TEST_F(ForeignKeys, OfATableThatWasUndoneAreForgotten) {
    const auto session = open();
    ASSERT_NE(migrate(*session, "CREATE TABLE a (x REFERENCES users); INSERT INTO a VALUES (9)"),
              "done");

    EXPECT_EQ(migrate(*session, "CREATE TABLE a (x); INSERT INTO a VALUES (9)"), "done");
    EXPECT_EQ(migrate(*session, "DROP TABLE a; CREATE TABLE a (x REFERENCES orders)"), "done");
    EXPECT_EQ(migrate(*session, "INSERT INTO a VALUES (9)"),
              "Refused: leaves 1 row of 'a' without the row of 'orders' that it refers to" +
                  std::string(kHint));
}

TEST_F(ForeignKeys, ThatAnotherProcessMadeAreSeen) {
    const auto session = open();
    ASSERT_EQ(migrate(*session, "UPDATE users SET email = 'a'"), "done");
    other().exec("CREATE TABLE a (x REFERENCES users); INSERT INTO a VALUES (2)");

    EXPECT_EQ(migrate(*session, "DELETE FROM orders; DELETE FROM users WHERE id = 2"),
              "Refused: leaves 1 row of 'a' without the row of 'users' that it refers to" +
                  std::string(kHint));
}

TEST_F(ForeignKeys, ThatReferToColumnsWhichAreNotUniqueAreLeftToSqlite) {
    const auto session = open();

    EXPECT_EQ(migrate(*session,
                      "CREATE TABLE a (email REFERENCES users (email));"
                      "INSERT INTO a VALUES ('nobody')"),
              "done");
}

TEST_F(ForeignKeys, KeepTheChildrenOfATableThatIsRebuilt) {
    const auto session = open();

    EXPECT_EQ(migrate(*session, kRebuild), "done");

    EXPECT_EQ(rows(*session, "SELECT count(*) FROM orders"), "4");
    EXPECT_EQ(rows(*session, "PRAGMA foreign_key_check"), "");
}

TEST_F(ForeignKeys, KeepTheChildrenWhenTheMigrationSwitchesThemOff) {
    const auto session = open();
    ASSERT_EQ(run(*session, "PRAGMA foreign_keys = ON; PRAGMA foreign_keys = OFF"), "done");

    EXPECT_EQ(migrate(*session, kRebuild), "done");

    EXPECT_EQ(rows(*session, "SELECT count(*) FROM orders"), "4");
}

TEST_F(ForeignKeys, ThatAreOnRefuseToDropATableToWhichOthersRefer) {
    const auto session = open();
    ASSERT_EQ(run(*session, "PRAGMA foreign_keys = ON"), "done");

    EXPECT_EQ(migrate(*session, kRebuild),
              "Refused: dropping 'users' with foreign keys on would delete or change rows of "
              "'orders', which refers to it\n"
              "hint: put PRAGMA foreign_keys = OFF in front of the migration, or leave PRAGMA "
              "foreign_keys = ON out; keys are checked at its end anyway");
    EXPECT_EQ(run(*session, "DROP TABLE main.\"USERS\""),
              "Refused: dropping 'users' with foreign keys on would delete or change rows of "
              "'orders', which refers to it\n"
              "hint: put PRAGMA foreign_keys = OFF in front of the migration, or leave PRAGMA "
              "foreign_keys = ON out; keys are checked at its end anyway");

    EXPECT_EQ(rows(*session, "SELECT count(*) FROM orders"), "4");
    EXPECT_EQ(rows(*session, "SELECT name FROM sqlite_schema"), "users orders");
}

TEST_F(ForeignKeys, ThatAreOnLetTablesGoWhoseChildrenHaveNoRows) {
    const auto session = open();
    ASSERT_EQ(run(*session, "PRAGMA foreign_keys = ON"), "done");

    EXPECT_EQ(migrate(*session, "DELETE FROM orders; DROP TABLE users; DROP TABLE orders"), "done");
    EXPECT_EQ(migrate(*session,
                      "CREATE TABLE a (id integer PRIMARY KEY, b REFERENCES a);"
                      "INSERT INTO a VALUES (1, 1); DROP TABLE a"),
              "done");
}

TEST_F(ForeignKeys, ThatAreOnCascadeAsDeclared) {
    const auto session = open();
    ASSERT_EQ(run(*session, "PRAGMA foreign_keys = ON"), "done");

    EXPECT_EQ(migrate(*session, "DELETE FROM users WHERE id = 1"), "done");

    EXPECT_EQ(rows(*session, "SELECT user_id FROM orders"), "2");
}

}  // namespace
}  // namespace erdmark::dialect::sqlite
