#include "dialect/sqlite/replayer.h"

#include <algorithm>
#include <memory>
#include <optional>

#include <fmt/format.h>
#include <sqlite3.h>

#include "base/error.h"
#include "base/text.h"
#include "dialect/source_excerpt.h"
#include "dialect/sqlite/connection.h"
#include "dialect/sqlite/introspector.h"
#include "dialect/sqlite/sandbox.h"

namespace erdmark::dialect::sqlite {

namespace {

struct Finalize {
    void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};
using Prepared = std::unique_ptr<sqlite3_stmt, Finalize>;

bool is_space(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v';
}

/// The offset of the first token of `text`: behind white space, comments and empty statements.
std::size_t first_token(std::string_view text) {
    std::size_t at = 0;
    while (at < text.size()) {
        const std::string_view rest = text.substr(at);
        if (is_space(rest[0]) || rest[0] == ';') {
            ++at;
        } else if (rest.starts_with("--")) {
            at = std::min(text.find('\n', at), text.size());
        } else if (rest.starts_with("/*")) {
            const std::size_t end = text.find("*/", at + 2);
            at = end == std::string_view::npos ? text.size() : end + 2;
        } else {
            return at;
        }
    }
    return at;
}

/// VACUUM attaches a database to copy into, which the sandbox refuses; in memory there is nothing
/// to compact either. `VACUUM INTO` writes a file and stays refused.
bool is_plain_vacuum(std::string_view statement) {
    const std::string words =
        to_lower(collapse_whitespace(statement.substr(first_token(statement))));
    return words.starts_with("vacuum") && words.find("into") == std::string::npos &&
           words.size() < 64;
}

class SqliteReplayer : public Replayer {
public:
    SqliteReplayer() : connection_(open_memory()), sandbox_(connection_->handle()) {}

    void run(const sql::Script& script) override {
        sandbox_.enforce(true);
        for (std::size_t at = 0; at < script.text.size();) {
            at = run_statement(script, at);
        }
        sandbox_.enforce(false);
        refuse_open_transaction(script);
    }

    schema::Schema schema() override { return introspect(*connection_); }

private:
    /// Runs the statement at `start` and returns where the next one starts.
    std::size_t run_statement(const sql::Script& script, std::size_t start) {
        const std::string_view rest = std::string_view(script.text).substr(start);
        const char* tail = nullptr;
        sqlite3_stmt* raw = nullptr;
        sandbox_.start_statement();
        const int prepared = sqlite3_prepare_v3(connection_->handle(), rest.data(),
                                                static_cast<int>(rest.size()), 0, &raw, &tail);
        const Prepared statement(raw);
        if (prepared != SQLITE_OK) {
            fail(script, start, sqlite3_error_offset(connection_->handle()));
        }
        const auto length = static_cast<std::size_t>(tail - rest.data());
        // No statement: only white space and comments.
        if (statement && !is_plain_vacuum(rest.substr(0, length))) {
            step_to_end(statement.get(), script, start);
        }
        return start + std::max<std::size_t>(length, 1);
    }

    void step_to_end(sqlite3_stmt* statement, const sql::Script& script, std::size_t start) {
        int result = SQLITE_ROW;
        while (result == SQLITE_ROW) {
            result = sqlite3_step(statement);
        }
        if (result != SQLITE_DONE) {
            fail(script, start, -1);
        }
    }

    std::string reason() const {
        if (!sandbox_.refusal().empty()) {
            return sandbox_.refusal();
        }
        if (sandbox_.ran_out_of_steps()) {
            return fmt::format(
                "statement stopped after {} million steps: a replay must end (is a recursive query "
                "missing "
                "its limit?)",
                Sandbox::kStepLimit / 1'000'000);
        }
        // An unclosed quote makes SQLite repeat all the rest of the file.
        constexpr std::size_t kLongest = 200;
        const std::string message =
            collapse_whitespace(to_valid_utf8(sqlite3_errmsg(connection_->handle())));
        return message.size() <= kLongest ? message
                                          : to_valid_utf8(message.substr(0, kLongest)) + "…";
    }

    /// `offset` counts bytes from `start`; SQLite gives -1 where it knows no place: the statement's
    /// first token then.
    [[noreturn]] void fail(const sql::Script& script, std::size_t start, int offset) {
        const std::string why = reason();
        const std::size_t at =
            offset >= 0 ? start + static_cast<std::size_t>(offset)
                        : start + first_token(std::string_view(script.text).substr(start));
        sandbox_.enforce(false);
        throw Error(ErrorKind::Input, error_at(script, at, why));
    }

    void refuse_open_transaction(const sql::Script& script) {
        if (sqlite3_get_autocommit(connection_->handle()) == 0) {
            throw Error(
                ErrorKind::Input,
                fmt::format("{}: leaves a transaction open; end it with COMMIT", script.file));
        }
    }

    std::unique_ptr<SqliteConnection> connection_;
    Sandbox sandbox_;
};

}  // namespace

std::unique_ptr<Replayer> make_replayer() {
    return std::make_unique<SqliteReplayer>();
}

}  // namespace erdmark::dialect::sqlite
