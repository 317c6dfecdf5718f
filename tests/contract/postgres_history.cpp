#include "contract/postgres_history.h"

#include <string>

#include <gtest/gtest.h>

#include "contract/postgres_fixture.h"
#include "sql/script.h"

namespace erdmark::test {

namespace {

const dialect::Dialect& postgres() {
    return *dialect::find_dialect("postgresql");
}

std::string first_line(const std::string& text) {
    return text.substr(0, text.find('\n'));
}

/// Why the server refuses the statement; empty when it does not.
std::string answer_of(const PostgresDatabase& database, const std::string& statement) {
    try {
        database.run(statement);
        return {};
    } catch (const std::exception& error) {
        const std::string line = first_line(error.what());
        const std::string mark = "ERROR:  ";
        return line.starts_with(mark) ? line.substr(mark.size()) : line;
    }
}

/// The same for a replay that goes on after what it refuses, without the place.
std::string answer_of(dialect::Replayer& replayer, const std::string& statement) {
    const std::size_t known = replayer.undecided().size();
    replayer.run({.file = "m.sql", .text = statement});
    const std::vector<std::string> notes = replayer.undecided();
    return notes.size() == known ? "" : notes.back().substr(notes.back().find(": ") + 2);
}

/// The server tells what stands in the way on further lines, the replay behind a colon.
std::string without_obstacles(const std::string& answer) {
    const std::size_t end = answer.find(" on it: ");
    const std::size_t end_of_several = answer.find(" on them: ");
    if (end != std::string::npos) {
        return answer.substr(0, end + 6);
    }
    return end_of_several == std::string::npos ? answer : answer.substr(0, end_of_several + 8);
}

}  // namespace

void expect_agreement(const char* history) {
    const PostgresDatabase database;
    const auto replayer = postgres().make_replayer({.keep_going = true});
    const sql::Script script{.file = "history.sql", .text = history};

    for (const sql::Statement& each : sql::split_statements(script, postgres().syntax())) {
        const std::string statement(each.text);
        EXPECT_EQ(answer_of(database, statement),
                  without_obstacles(answer_of(*replayer, statement)))
            << statement;
    }

    EXPECT_EQ(comparable(introspect_postgres(database.url())), comparable(replayer->schema()));
}

}  // namespace erdmark::test
