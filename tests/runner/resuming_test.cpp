#include "runner/resuming.h"

#include <gtest/gtest.h>

namespace erdmark::runner {
namespace {

/// Whether `now` can go on behind so many statements of `before`.
std::string problem(const std::string& before, std::size_t applied, const std::string& now) {
    const dialect::Dialect& dialect = *dialect::find_dialect("postgresql");
    const sql::Script script{.file = "a.sql", .text = now};
    return problem_of_resuming(script, make_steps(script, false, dialect),
                               {.applied = applied, .script = before}, dialect)
        .value_or("");
}

TEST(Resuming, NeedsTheStatementsThatAreInToBeAsTheyWere) {
    constexpr const char* kBefore = "SELECT 1; SELECT 2; SELECT 3;";
    EXPECT_EQ(problem(kBefore, 2, "SELECT 1; SELECT 2; SELECT 4; SELECT 5;"), "");
    EXPECT_EQ(problem(kBefore, 2, "-- mended\nSELECT 1;\n\nSELECT  2;"), "");
    EXPECT_EQ(problem(kBefore, 0, "SELECT 7;"), "");
    EXPECT_EQ(problem(kBefore, 2, "SELECT 1;\nSELECT 22;"),
              "a.sql:2:1: the migration was cut off, and of its statements that are in the "
              "database one was changed here since; undo the change, or mend the database by hand "
              "and run 'erdmark migrate repair'");
    EXPECT_EQ(problem(kBefore, 2, "SELECT 1;"),
              "a.sql: the migration was cut off, and of its statements that are in the database "
              "one was changed here since; undo the change, or mend the database by hand and run "
              "'erdmark migrate repair'");
}

TEST(Resuming, CountsTheStatementsInTransactionsOfTheFile) {
    constexpr const char* kBefore = "BEGIN; SELECT 1; SELECT 2; COMMIT; SELECT 3;";
    EXPECT_EQ(problem(kBefore, 2, kBefore), "");
    EXPECT_EQ(problem("COPY t FROM stdin;\n1\n\\.\nSELECT 1;", 1,
                      "COPY t FROM stdin;\n1\n\\.\nSELECT 2;"),
              "");
}

/// The steps of a script behind `applied` statements, as `1+2 3`: counts with those of a step
/// joined.
std::string cut(const std::string& text, bool transactional, std::size_t applied) {
    const dialect::Dialect& dialect = *dialect::find_dialect("postgresql");
    const sql::Script script{.file = "a.sql", .text = text};
    Steps steps = make_steps(script, transactional, dialect);
    cut_behind(steps, applied);
    std::string shown;
    for (const Step& step : steps.steps) {
        shown += shown.empty() ? "" : " | ";
        for (const sql::Statement& statement : step.statements) {
            shown += statement.kind == sql::StatementKind::CopyRows ? "(rows)" : statement.text;
        }
        EXPECT_EQ(step.rules.size(), step.statements.size());
    }
    return shown;
}

TEST(Resuming, CutsATransactionBehindWhatIsDone) {
    constexpr const char* kThree = "SELECT 1; SELECT 2; SELECT 3;";
    EXPECT_EQ(cut(kThree, true, 0), "SELECT 1SELECT 2SELECT 3");
    EXPECT_EQ(cut(kThree, true, 1), "SELECT 1 | SELECT 2SELECT 3");
    EXPECT_EQ(cut(kThree, true, 3), "SELECT 1SELECT 2SELECT 3");
    EXPECT_EQ(cut(kThree, false, 2), "SELECT 1 | SELECT 2 | SELECT 3");
    EXPECT_EQ(cut("COPY t FROM stdin;\n1\n\\.\nSELECT 1;", true, 1),
              "COPY t FROM stdin(rows) | SELECT 1");
    EXPECT_EQ(cut("BEGIN; SELECT 1; COMMIT; BEGIN; SELECT 2; SELECT 3; COMMIT;", true, 2),
              "SELECT 1 | SELECT 2 | SELECT 3");
}

/// The statement at which a run of `before` was cut off, when `now` has another one.
std::string replaced(const std::string& before, std::size_t applied, const std::string& now) {
    const dialect::Dialect& dialect = *dialect::find_dialect("postgresql");
    const sql::Script old{.file = "a.sql", .text = before};
    const sql::Script script{.file = "a.sql", .text = now};
    const auto statement = replaced_statement(old, make_steps(script, false, dialect),
                                              {.applied = applied, .started = true}, dialect);
    return statement ? std::string(statement->text) : "";
}

TEST(Resuming, NoticesThatTheStatementWhichWasCutOffIsAnotherOne) {
    EXPECT_EQ(replaced("VACUUM a; VACUUM b;", 1, "VACUUM a; VACUUM  b; -- b"), "");
    EXPECT_EQ(replaced("VACUUM a; VACUUM b;", 1, "VACUUM a; VACUUM c;"), "VACUUM b");
    EXPECT_EQ(replaced("VACUUM a; VACUUM b;", 1, "VACUUM a;"), "VACUUM b");
    EXPECT_EQ(replaced("VACUUM a;", 1, "VACUUM a; VACUUM b;"), "");
}

}  // namespace
}  // namespace erdmark::runner
