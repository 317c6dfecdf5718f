#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>
#include <string>

#include <gtest/gtest.h>
#include <sys/wait.h>

#include "support/postgres_server.h"
#include "support/temp_directory.h"

// A session is a folder of tests/cli/sessions: session.txt shows what a person types behind `$ `
// and what the shell answers; files/ is what the folder holds at first. `[exit N]` stands where a
// command's status is not 0.
//
// The programs of tests/cli/programs are at hand: `postgres-database shop 'CREATE TABLE …'` makes a
// database on the private PostgreSQL server of the tests (support/postgres_server.h), which is then
// `postgresql:///shop`. Its name must be that of no other session's database; it stays until the
// server ends.

namespace erdmark {
namespace {

namespace fs = std::filesystem;

std::set<std::string> session_names() {
    std::set<std::string> names;
    for (const fs::directory_entry& entry :
         fs::directory_iterator(ERDMARK_SOURCE_DIR "/tests/cli/sessions")) {
        names.insert(entry.path().filename().string());
    }
    return names;
}

std::string quoted(const fs::path& path) {
    return "'" + path.string() + "'";
}

/// What a shell in `folder` prints for `command`, both streams in the order of writing.
std::string answer(const std::string& command, const fs::path& folder) {
    const std::string program_folder = fs::path(ERDMARK_PROGRAM).parent_path().string();
    const std::string script = "cd " + quoted(folder) + " && { " + command + "\n} 2>&1";
    const std::string line = "env -i PATH=\"" + program_folder +
                             ":" ERDMARK_SOURCE_DIR
                             "/tests/cli/programs:$PATH\" HOME=/nonexistent LC_ALL=C.UTF-8 "
                             "ASAN_OPTIONS=detect_leaks=0 PGUSER=postgres PGHOST=" +
                             test::postgres_socket() +
                             " ERDMARK_POSTGRES_FOLDER=" + quoted(test::postgres_folder()) +
                             " sh -c \"$ERDMARK_SESSION_SCRIPT\"";
    setenv("ERDMARK_SESSION_SCRIPT", script.c_str(), 1);
    FILE* pipe = popen(line.c_str(), "r");
    std::string output;
    std::array<char, 4096> block{};
    for (std::size_t got = 0; (got = fread(block.data(), 1, block.size(), pipe)) > 0;) {
        output.append(block.data(), got);
    }
    const int status = pclose(pipe);
    if (!output.empty() && !output.ends_with('\n')) {
        output += "\n[no newline]\n";
    }
    const int code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    return code == 0 ? output : output + "[exit " + std::to_string(code) + "]\n";
}

/// The session as it goes now: the commands and comments of `expected`, each command with its
/// answer.
std::string replayed(const std::string& expected, const fs::path& folder) {
    std::istringstream lines(expected);
    std::string actual;
    bool in_answer = false;
    for (std::string line; std::getline(lines, line);) {
        if (line.starts_with("$ ")) {
            actual += line + "\n" + answer(line.substr(2), folder);
            in_answer = true;
        } else if (line.starts_with("# ") || (line.empty() && !in_answer)) {
            actual += line + "\n";
            in_answer = false;
        }
    }
    return actual;
}

class Sessions : public testing::TestWithParam<std::string> {};

TEST_P(Sessions, GoAsWritten) {
    const fs::path session = fs::path(ERDMARK_SOURCE_DIR "/tests/cli/sessions") / GetParam();
    const test::TempDirectory folder;
    if (fs::exists(session / "files")) {
        fs::copy(session / "files", folder.path(), fs::copy_options::recursive);
    }
    const test::PostgresUse postgres;
    const std::string expected = test::slurp(session / "session.txt");

    const std::string actual = replayed(expected, folder.path());

    if (actual != expected && std::getenv("UPDATE_GOLDEN") != nullptr &&
        std::getenv("CI") == nullptr) {
        std::ofstream(session / "session.txt", std::ios::binary) << actual;
        FAIL() << "rewrote " << GetParam() << "/session.txt: read it before you commit it";
    }
    EXPECT_EQ(actual, expected);
}

INSTANTIATE_TEST_SUITE_P(All, Sessions, testing::ValuesIn(session_names()),
                         [](const auto& each) { return each.param; });

}  // namespace
}  // namespace erdmark
