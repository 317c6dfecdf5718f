#include "dialect/sqlite/replayer.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>
#include <vector>

#include <SQLiteCpp/SQLiteCpp.h>
#include <fmt/format.h>
#include <sqlite3.h>

#include "base/position.h"
#include "base/text.h"
#include "dialect/sqlite/connection.h"
#include "dialect/sqlite/introspector.h"
#include "dialect/sqlite/script_error.h"
#include "dialect/sqlite/sql_text.h"

namespace erdmark::dialect::sqlite {

namespace {

using StatementHandle = std::unique_ptr<sqlite3_stmt, decltype(&sqlite3_finalize)>;

/// The first token of a statement that starts at byte `offset`, behind white space and comments.
std::optional<sql::Token> first_token(std::string_view text, std::size_t offset) {
    const std::vector<sql::Token> tokens = significant_tokens(text.substr(offset));
    if (tokens.empty()) {
        return std::nullopt;
    }
    sql::Token first = tokens.front();
    first.offset += offset;
    return first;
}

/// Runs the statements of one script. SQLite finds where each ends, so that what it takes for a
/// statement and what we take for one cannot differ.
class ScriptRun {
public:
    ScriptRun(sqlite3* database, ReplayGuard& guard, const sql::Script& script,
              std::vector<std::string>& notes)
        : database_(database), guard_(guard), script_(script), notes_(notes) {}

    void run() {
        refuse_binary();
        const std::string_view text = script_.text;
        std::size_t offset = text.size() - without_byte_order_mark(text).size();
        while (offset < text.size()) {
            guard_.begin_statement();
            const bool was_idle = sqlite3_get_autocommit(database_) != 0;
            const std::size_t next = run_statement(offset);
            if (was_idle && sqlite3_get_autocommit(database_) == 0) {
                transaction_ = offset;
            }
            offset = next;
        }
        refuse_open_transaction();
    }

private:
    /// Runs the statement that starts at `offset`. Returns where the next one starts.
    std::size_t run_statement(std::size_t offset) {
        const char* begin = script_.text.c_str();
        const char* tail = nullptr;
        sqlite3_stmt* prepared = nullptr;
        // Without a length: SQLite copies a text of given length that does not end in NUL, here all
        // the rest for each statement.
        const int code = sqlite3_prepare_v3(database_, begin + offset, -1, 0, &prepared, &tail);
        const StatementHandle statement(prepared, sqlite3_finalize);
        const auto next = static_cast<std::size_t>(tail - begin);
        if (code != SQLITE_OK && is_data_for_an_unknown_function(offset, next)) {
            add_note(offset, "the statement was skipped: it changes rows, not the schema");
            return next;
        }
        if (code != SQLITE_OK) {
            fail(error_place(offset));
        }
        if (statement != nullptr) {
            execute(statement.get(), offset, next);
        }
        return next;
    }

    void execute(sqlite3_stmt* statement, std::size_t offset, std::size_t end) {
        int code = SQLITE_ROW;
        while (code == SQLITE_ROW) {
            code = sqlite3_step(statement);
        }
        if (code != SQLITE_DONE && !is_plain_vacuum(offset, end)) {
            fail(first_place(offset));
        }
    }

    /// VACUUM attaches a database, which is refused. Nothing is lost when it is left out; VACUUM
    /// INTO would write a file.
    bool is_plain_vacuum(std::size_t offset, std::size_t end) const {
        const std::vector<sql::Token> tokens =
            significant_tokens(std::string_view(script_.text).substr(offset, end - offset));
        Cursor cursor(tokens);
        if (guard_.refusal().empty() || !cursor.accept("VACUUM")) {
            return false;
        }
        while (!cursor.done() && !cursor.sees("INTO")) {
            cursor.skip();
        }
        if (!cursor.done()) {
            throw script_error(script_, tokens.front().offset + offset,
                               "VACUUM INTO is not allowed in a replay: it would write a file");
        }
        return true;
    }

    /// Whether a statement failed only because it calls a function that the application registers
    /// (or a later SQLite has), and can do nothing to the schema.
    bool is_data_for_an_unknown_function(std::size_t offset, std::size_t end) const {
        constexpr std::array<std::string_view, 7> kDataStatements = {
            "INSERT", "REPLACE", "UPDATE", "DELETE", "SELECT", "WITH", "VALUES"};
        const std::string_view message = sqlite3_errmsg(database_);
        if (!guard_.refusal().empty() || !message.starts_with("no such function")) {
            return false;
        }
        const std::string_view statement =
            std::string_view(script_.text).substr(offset, end - offset);
        const std::vector<sql::Token> tokens = significant_tokens(statement);
        return !tokens.empty() && std::ranges::any_of(kDataStatements, [&](std::string_view word) {
            return sql::is_keyword(tokens.front(), word);
        });
    }

    void add_note(std::size_t offset, std::string_view consequence) {
        const Position position = position_at(script_.text, error_place(offset), script_.start);
        notes_.push_back(fmt::format("{}: {}; {}", format_position(script_.file, position),
                                     explain(sqlite3_errmsg(database_)), consequence));
    }

    /// Where preparing a statement failed: the byte that SQLite tells, else its first token.
    std::size_t error_place(std::size_t offset) const {
        const int error_offset = sqlite3_error_offset(database_);
        const bool known = error_offset >= 0 && guard_.refusal().empty();
        return known ? offset + static_cast<std::size_t>(error_offset) : first_place(offset);
    }

    [[noreturn]] void fail(std::size_t place) const {
        throw script_error(
            script_, place,
            guard_.refusal().empty() ? explain(sqlite3_errmsg(database_)) : guard_.refusal());
    }

    std::size_t first_place(std::size_t offset) const {
        const std::optional<sql::Token> token = first_token(script_.text, offset);
        return token ? token->offset : offset;
    }

    void refuse_binary() const {
        const std::size_t nul = script_.text.find('\0');
        if (nul != std::string::npos) {
            throw script_error(script_, nul, "binary data (a NUL byte) where SQL was expected");
        }
    }

    /// The next script would run inside of it, and nobody could say what becomes of its statements.
    void refuse_open_transaction() const {
        if (sqlite3_get_autocommit(database_) == 0) {
            sqlite3_exec(database_, "ROLLBACK", nullptr, nullptr, nullptr);
            throw script_error(
                script_, first_place(transaction_),
                "this transaction is still open at the end of the script; end it with COMMIT");
        }
    }

    sqlite3* database_;
    ReplayGuard& guard_;
    const sql::Script& script_;
    std::vector<std::string>& notes_;
    std::size_t transaction_ = 0;  ///< Where the statement starts that began the open transaction.
};

class SqliteReplayer final : public Replayer {
public:
    explicit SqliteReplayer(const ReplayLimits& limits)
        : database_(":memory:", SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE),
          guard_(database_.getHandle(), limits) {}

    void run(const sql::Script& script) override {
        ScriptRun(database_.getHandle(), guard_, script, notes_).run();
    }

    std::vector<std::string> notes() const override { return notes_; }

    schema::Schema schema() override {
        guard_.stand_aside();
        const std::unique_ptr<Connection> connection = borrow(database_, "the replay");
        return introspect(*connection);
    }

private:
    SQLite::Database database_;
    ReplayGuard guard_;
    std::vector<std::string> notes_;
};

}  // namespace

std::unique_ptr<Replayer> make_replayer(const ReplayLimits& limits) {
    return std::make_unique<SqliteReplayer>(limits);
}

}  // namespace erdmark::dialect::sqlite
