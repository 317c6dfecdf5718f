#include "runner/failure_words.h"

#include <gtest/gtest.h>

namespace erdmark::runner {
namespace {

std::string words(const dialect::Failure& failure) {
    const sql::Script script{.file = "m/1_a.sql", .text = "SELECT 1;\nCREATE TABLE a (id int);\n"};
    const std::vector<sql::Statement> statements = sql::split_statements(script, {});
    return failure_words(script, statements[1], failure);
}

TEST(FailureWords, HaveThePlaceTheLineAndTheAdvice) {
    EXPECT_EQ(words({.message = "type 'int' is odd", .advice = {"hint: use bigint"}, .offset = 19}),
              "m/1_a.sql:2:20: type 'int' is odd\n"
              "    CREATE TABLE a (id int);\n"
              "                       ^\n"
              "hint: use bigint");
    EXPECT_EQ(words({.message = "no"}), "m/1_a.sql:2:1: no\n    CREATE TABLE a (id int);\n    ^");
}

TEST(FailureWords, SayWhatHelps) {
    EXPECT_TRUE(words({.message = "relation \"a\" already exists"})
                    .ends_with("\nhint: if that is what the migration makes, because it ran before "
                               "without the history, note it as applied with 'erdmark migrate "
                               "stamp'"));
    EXPECT_TRUE(words({.message = "permission denied for table users"})
                    .ends_with("\nhint: grant it to the user that runs migrations, or connect as "
                               "one who may"));
    EXPECT_TRUE(words({.message = "unsafe use of new value \"x\" of enum type e"})
                    .ends_with("\nhint: use the value in a later migration, which is another "
                               "transaction"));
}

TEST(FailureWords, SayWhatIsInTheDatabase) {
    EXPECT_EQ(with_extent("no", Direction::Up, 0, 3), "no\nnothing of it is in the database");
    EXPECT_EQ(with_extent("no", Direction::Up, 2, 3),
              "no\n2 of its 3 statements are in the database, the others are not; when the cause "
              "is mended, the same command goes on behind them");
    EXPECT_EQ(with_extent("no", Direction::Down, 0, 3),
              "no\nnothing of it was undone, it is in the database as before");
    EXPECT_EQ(with_extent("no", Direction::Down, 1, 3),
              "no\n1 of the 3 statements that undo it are done, the others are not; when the cause "
              "is mended, the same command goes on behind them");
}

}  // namespace
}  // namespace erdmark::runner
