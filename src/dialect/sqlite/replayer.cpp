#include "dialect/sqlite/replayer.h"

#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <string_view>
#include <vector>

#include <SQLiteCpp/SQLiteCpp.h>
#include <fmt/format.h>
#include <sqlite3.h>

#include "base/error.h"
#include "base/position.h"
#include "base/text.h"
#include "dialect/sqlite/connection.h"
#include "dialect/sqlite/introspector.h"
#include "dialect/sqlite/read_rows.h"
#include "dialect/sqlite/schema_watch.h"
#include "dialect/sqlite/script_error.h"
#include "dialect/sqlite/sql_text.h"
#include "dialect/sqlite/step_recorder.h"

namespace erdmark::dialect::sqlite {

namespace {

using StatementHandle = std::unique_ptr<sqlite3_stmt, decltype(&sqlite3_finalize)>;

/// The first token of a statement that starts at byte `offset`, behind white space and comments.
std::optional<sql::Token> first_token(std::string_view text, std::size_t offset) {
    sql::Lexer lexer(text.substr(offset), kSyntax);
    std::optional<sql::Token> first = lexer.next();
    while (first && sql::is_comment(*first)) {
        first = lexer.next();
    }
    if (first) {
        first->offset += offset;
    }
    return first;
}

/// What scripts share.
struct ReplayState {
    ReplayState(const ReplayLimits& limits, bool goes_on)
        : database(":memory:", SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE),
          guard(database.getHandle(), limits),
          recorder(database.getHandle()),
          watch(database),
          keep_going(goes_on) {}
    ReplayState(const ReplayState&) = delete;
    ReplayState& operator=(const ReplayState&) = delete;

    /// A database that closes rolls back an open transaction and tells it to whoever watches, who
    /// are gone before it.
    ~ReplayState() {
        sqlite3* const handle = database.getHandle();
        sqlite3_rollback_hook(handle, nullptr, nullptr);
        sqlite3_update_hook(handle, nullptr, nullptr);
        sqlite3_set_authorizer(handle, nullptr, nullptr);
        sqlite3_progress_handler(handle, 0, nullptr, nullptr);
    }

    SQLite::Database database;
    ReplayGuard guard;
    StepRecorder recorder;
    SchemaWatch watch;
    bool keep_going;
    std::vector<std::string> notes;
};

/// Runs the statements of one script. SQLite finds where each ends, so that what it takes for a
/// statement and what we take for one cannot differ.
class ScriptRun {
public:
    ScriptRun(ReplayState& state, const sql::Script& script)
        : database_(state.database.getHandle()),
          guard_(state.guard),
          recorder_(state.recorder),
          script_(script),
          notes_(state.notes),
          keep_going_(state.keep_going) {}

    void run() {
        refuse_binary();
        const std::string_view text = script_.text;
        std::size_t offset = text.size() - without_byte_order_mark(text).size();
        while (offset < text.size()) {
            guard_.begin_statement();
            const bool was_idle = sqlite3_get_autocommit(database_) != 0;
            const std::size_t next = keep_going_ ? try_statement(offset) : run_statement(offset);
            if (was_idle && sqlite3_get_autocommit(database_) == 0) {
                transaction_ = offset;
            }
            offset = next;
        }
        refuse_open_transaction();
    }

private:
    /// As `run_statement`, but a statement that fails becomes a note. What is left of its
    /// transaction is skipped: a server would refuse it.
    std::size_t try_statement(std::size_t offset) {
        if (is_transaction_lost_) {
            const std::size_t end = end_of_statement(offset);
            is_transaction_lost_ = !ends_transaction(offset, end);
            return end;
        }
        try {
            return run_statement(offset);
        } catch (const Error& error) {
            const std::string_view message = error.what();
            notes_.emplace_back(message.substr(0, message.find('\n')));
            if (sqlite3_get_autocommit(database_) == 0) {
                sqlite3_exec(database_, "ROLLBACK", nullptr, nullptr, nullptr);
                is_transaction_lost_ = true;
            }
            return end_of_statement(offset);
        }
    }

    /// Where the statement ends that starts at `offset`, without SQLite, which does not know
    /// either.
    std::size_t end_of_statement(std::size_t offset) {
        const std::size_t place = first_place(offset);
        if (!std::ranges::binary_search(starts_, place)) {
            starts_ = statements_from(offset);
        }
        const auto next = std::ranges::upper_bound(starts_, place);
        return next == starts_.end() ? script_.text.size() : *next;
    }

    /// Where the statements behind `offset` start; none where they cannot be told apart.
    std::vector<std::size_t> statements_from(std::size_t offset) const {
        const sql::Script rest{.file = script_.file, .text = script_.text.substr(offset)};
        std::vector<std::size_t> starts;
        try {
            for (const sql::Statement& statement : sql::split_statements(rest, kSyntax)) {
                starts.push_back(offset + statement.offset);
            }
        } catch (const Error&) {
            starts.clear();
        }
        return starts;
    }

    bool ends_transaction(std::size_t offset, std::size_t end) const {
        const std::vector<sql::Token> tokens =
            significant_tokens(std::string_view(script_.text).substr(offset, end - offset));
        constexpr std::array<std::string_view, 3> kEnds = {"COMMIT", "END", "ROLLBACK"};
        return !tokens.empty() && std::ranges::any_of(kEnds, [&](std::string_view word) {
            return sql::is_keyword(tokens.front(), word);
        });
    }

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
        recorder_.begin_statement();
        int code = SQLITE_ROW;
        while (code == SQLITE_ROW) {
            code = sqlite3_step(statement);
        }
        if (code != SQLITE_DONE && !is_plain_vacuum(offset, end)) {
            fail(first_place(offset));
        }
        recorder_.end_statement(std::string_view(script_.text).substr(offset, end - offset));
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
    StepRecorder& recorder_;
    const sql::Script& script_;
    std::vector<std::string>& notes_;
    bool keep_going_;
    std::vector<std::size_t> starts_;   ///< Of statements, as far as they were looked for.
    bool is_transaction_lost_ = false;  ///< Rolled back before its end was reached.
    std::size_t transaction_ = 0;  ///< Where the statement starts that began the open transaction.
};

class SqliteReplayer final : public Replayer {
public:
    SqliteReplayer(const ReplayLimits& limits, const ReplayOptions& options)
        : state_(limits, options.keep_going), row_tables_(options.row_tables) {}

    void run(const sql::Script& script) override { ScriptRun(state_, script).run(); }

    std::vector<std::string> notes() const override { return state_.notes; }

    std::vector<std::string> undecided() const override { return {}; }

    ReplayStep take_step() override {
        state_.guard.stand_aside();
        const StepRecord record = state_.recorder.take();
        ReplayStep step;
        for (const auto& [from, to] : record.renamed) {
            step.renamed.emplace_back(named(state_.watch.spelling(from)), named(to));
        }
        SchemaWatch::Changes changes = state_.watch.look(!state_.guard.take_changes_of_old());
        step.before = std::move(changes.before);
        step.after = std::move(changes.after);
        // What was made and renamed since the last step has its last name only.
        for (auto& [from, to] : step.renamed) {
            to.name = state_.watch.spelling(to.name);
        }
        std::erase_if(step.renamed, [](const auto& pair) {
            return pair.first.name.empty() || pair.second.name.empty();
        });
        add_rows(record, step);
        add_reads(step);
        return step;
    }

    schema::Schema schema() override {
        state_.guard.stand_aside();
        const std::unique_ptr<Connection> connection = borrow(state_.database, "the replay");
        return row_tables_.empty() ? introspect(*connection)
                                   : introspect_with_rows(*connection, row_tables_);
    }

private:
    static schema::QualifiedName named(std::string name) { return {.name = std::move(name)}; }

    void add_rows(const StepRecord& record, ReplayStep& step) const {
        for (const auto& [table, counts] : record.rows) {
            if (std::string name = state_.watch.spelling(table); !name.empty()) {
                step.rows.push_back({.table = named(std::move(name)),
                                     .inserted = counts.inserted,
                                     .updated = counts.updated,
                                     .deleted = counts.deleted});
            }
        }
    }

    /// SQLite looks at the query of a view only when it is used.
    void add_reads(ReplayStep& step) {
        for (const schema::View& view : step.after.views) {
            state_.guard.begin_statement();
            sqlite3_stmt* prepared = nullptr;
            const std::string query =
                fmt::format("SELECT * FROM main.\"{}\"", replace_all(view.name.name, "\"", "\"\""));
            sqlite3_prepare_v2(state_.database.getHandle(), query.c_str(), -1, &prepared, nullptr);
            sqlite3_finalize(prepared);
        }
        state_.guard.stand_aside();
        std::set<std::string> names;
        for (const std::string& read : state_.guard.take_reads()) {
            names.insert(state_.watch.spelling(read));
        }
        names.erase("");
        for (const std::string& name : names) {
            step.reads.push_back(named(name));
        }
    }

    ReplayState state_;
    schema::RowTables row_tables_;
};

}  // namespace

std::unique_ptr<Replayer> make_replayer(const ReplayLimits& limits, const ReplayOptions& options) {
    return std::make_unique<SqliteReplayer>(limits, options);
}

}  // namespace erdmark::dialect::sqlite
