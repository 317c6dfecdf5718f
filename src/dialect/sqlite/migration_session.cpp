#include "dialect/sqlite/migration_session.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <climits>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <utility>

#include <SQLiteCpp/SQLiteCpp.h>
#include <fmt/format.h>
#include <sqlite3.h>

#include "base/error.h"
#include "base/text.h"
#include "dialect/sqlite/connection.h"
#include "dialect/sqlite/database_file.h"
#include "dialect/sqlite/foreign_key_watch.h"
#include "dialect/sqlite/session_settings.h"
#include "dialect/sqlite/sql_text.h"
#include "dialect/sqlite/statement_effects.h"
#include "dialect/sqlite/statement_failure.h"
#include "dialect/sqlite/statement_rules.h"
#include "dialect/sqlite/statement_watch.h"

namespace erdmark::dialect::sqlite {

namespace {

using PreparedStatement = std::unique_ptr<sqlite3_stmt, decltype(&sqlite3_finalize)>;

/// The new name that `ALTER TABLE x RENAME TO y` gives; empty for other statements.
std::string new_name(std::string_view statement) {
    const std::vector<sql::Token> tokens = significant_tokens(statement);
    Cursor cursor(tokens);
    if (!cursor.accept("ALTER") || !cursor.accept("TABLE")) {
        return "";
    }
    cursor.skip();
    if (cursor.sees_operator(".")) {
        cursor.skip();
        cursor.skip();
    }
    return cursor.accept("RENAME") && cursor.accept("TO") ? to_lower(cursor.name()) : "";
}

/// Where something stands behind the statement that SQLite took from `text`.
std::optional<std::size_t> start_of_rest(std::string_view text, std::size_t end) {
    for (const sql::Token& token : sql::tokenize(text.substr(end), kSyntax)) {
        if (!sql::is_comment(token) && token.text != ";") {
            return end + token.offset;
        }
    }
    return std::nullopt;
}

SQLite::Database open_file(const std::filesystem::path& path, const std::string& name) {
    const std::string uri = writable_uri(path, name);
    try {
        return {uri, SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE | SQLite::OPEN_URI};
    } catch (const SQLite::Exception& reason) {
        throw Error(ErrorKind::Database, fmt::format("{}: {}; {}", name, single_line(reason.what()),
                                                     hint_for(reason.getExtendedErrorCode())));
    }
}

class SqliteSession final : public MigrationSession {
public:
    SqliteSession(const std::filesystem::path& path, std::string name,
                  const SessionOptions& options)
        : name_(std::move(name)),
          database_(open_file(path, name_)),
          watch_(database_.getHandle(), options),
          recorder_(database_.getHandle()),
          keys_(database_),
          settings_(database_) {
        sqlite3* const handle = database_.getHandle();
        sqlite3_extended_result_codes(handle, 1);
        sqlite3_db_config(handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
        sqlite3_db_config(handle, SQLITE_DBCONFIG_ENABLE_FKEY, 0, nullptr);
        sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 0, nullptr);
        sqlite3_db_config(handle, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, nullptr);
        look_at_file();
    }

    const std::string& name() const override { return name_; }

    std::vector<Row> query(std::string_view sql) override { return query(sql, {}); }

    std::vector<Row> query(std::string_view sql,
                           std::span<const std::optional<std::string>> values) override {
        if (const std::optional<Failure> failure = lost_transaction()) {
            throw Error(ErrorKind::Database, fmt::format("{}: {}", name_, failure->message));
        }
        watch_.begin_query();
        try {
            return rows_of(std::string(sql), values);
        } catch (const SQLite::Exception& reason) {
            throw error_of(reason);
        }
    }

    void write(std::string_view sql, std::span<const std::optional<std::string>> values) override {
        query(sql, values);
    }

    std::optional<Failure> execute(const sql::Statement& statement,
                                   const sql::Statement* /*rows*/) override {
        if (std::optional<Failure> failure = lost_transaction()) {
            return failure;
        }
        watch_.begin_statement();
        std::optional<Failure> failure = as_failure([&] { return run(statement); });
        // PRAGMA busy_timeout has taken the waiting away.
        watch_.install();
        return failure;
    }

    std::optional<Failure> begin() override {
        assert(!in_transaction_);
        watch_.begin_statement();
        std::optional<Failure> failure = as_failure([&]() -> std::optional<Failure> {
            // SQLite would begin a transaction that only reads.
            if (sqlite3_db_readonly(database_.getHandle(), "main") == 1) {
                return failure_of(SQLITE_READONLY, sqlite3_errstr(SQLITE_READONLY), watch_);
            }
            database_.exec("BEGIN IMMEDIATE");
            in_transaction_ = true;
            keys_.look_before();
            return std::nullopt;
        });
        if (failure) {
            rollback();
        }
        return failure;
    }

    std::optional<Failure> commit() override {
        std::optional<Failure> failure = lost_transaction();
        watch_.begin_statement();
        if (!failure) {
            failure = as_failure([&]() -> std::optional<Failure> {
                std::optional<Failure> violation = keys_.look_after();
                if (!violation) {
                    database_.exec("COMMIT");
                    keys_.committed();
                    in_transaction_ = false;
                }
                return violation;
            });
        }
        if (failure) {
            rollback();
        }
        return failure;
    }

    void rollback() noexcept override {
        if (sqlite3_get_autocommit(database_.getHandle()) == 0) {
            watch_.begin_query();
            sqlite3_exec(database_.getHandle(), "ROLLBACK", nullptr, nullptr, nullptr);
        }
        in_transaction_ = false;
        keys_.rolled_back();
    }

    void reset() override {
        watch_.begin_query();
        try {
            settings_.restore_all();
        } catch (const SQLite::Exception& reason) {
            throw error_of(reason);
        }
    }

    void become_oneself() override {
        watch_.begin_query();
        try {
            settings_.restore("query_only");
        } catch (const SQLite::Exception& reason) {
            throw error_of(reason);
        }
    }

    bool holds_locks() override { return false; }
    bool try_lock(std::string_view /*lock*/) override { return true; }
    bool has_lock(std::string_view /*lock*/) override { return true; }
    bool unlock(std::string_view /*lock*/) override { return true; }
    bool try_transaction_lock(std::string_view /*lock*/) override { return true; }
    std::string lock_holder(std::string_view /*lock*/) override { return ""; }

    std::string traces(const sql::Statement& /*statement*/) override { return ""; }

    Remains remains(const sql::Statement& statement,
                    const std::string& /*traces_before*/) override {
        constexpr std::array<std::string_view, 4> kRepeatable = {"VACUUM", "PRAGMA", "ATTACH",
                                                                 "DETACH"};
        const std::string_view keywords = statement.keywords;
        const std::string_view first = keywords.substr(0, keywords.find(' '));
        if (std::ranges::find(kRepeatable, first) == kRepeatable.end()) {
            return {.words = "SQLite does not tell whether the statement was done"};
        }
        return {.effect = Effect::None, .words = fmt::format("{} may run again", first)};
    }

private:
    /// SQLite opens lazily: only this tells that the file is locked or damaged.
    void look_at_file() {
        try {
            rows_of("SELECT count(*) FROM sqlite_schema", {});
        } catch (const SQLite::Exception& reason) {
            if (reason.getErrorCode() == SQLITE_CORRUPT) {
                throw Error(ErrorKind::Input,
                            fmt::format("{}: is damaged: {}", name_, single_line(reason.what())));
            }
            throw error_of(reason);
        }
    }

    std::vector<Row> rows_of(const std::string& sql,
                             std::span<const std::optional<std::string>> values) {
        SQLite::Statement statement(database_, sql);
        assert(static_cast<std::size_t>(statement.getBindParameterCount()) == values.size());
        int number = 0;
        for (const std::optional<std::string>& value : values) {
            ++number;
            if (value) {
                statement.bind(number, *value);
            }
        }
        std::vector<Row> rows;
        while (statement.executeStep()) {
            rows.push_back(read_row(statement));
        }
        return rows;
    }

    Error error_of(const SQLite::Exception& reason) const {
        const int code = reason.getExtendedErrorCode();
        const std::string_view hint = hint_for(code);
        return {ErrorKind::Database,
                fmt::format("{}: {}{}{}", name_, failure_of(code, reason.what(), watch_).message,
                            hint.empty() ? "" : "; ", hint)};
    }

    std::optional<Failure> as_failure(const std::function<std::optional<Failure>()>& work) const {
        try {
            return work();
        } catch (const SQLite::Exception& reason) {
            return failure_of(reason.getExtendedErrorCode(), reason.what(), watch_);
        }
    }

    /// SQLite ends a transaction by itself after some failures. What would run in it would then
    /// last at once.
    std::optional<Failure> lost_transaction() const {
        if (in_transaction_ && sqlite3_get_autocommit(database_.getHandle()) != 0) {
            return Failure{.message =
                               "the transaction has ended before its last statement; what it "
                               "did is undone"};
        }
        return std::nullopt;
    }

    std::optional<Failure> run(const sql::Statement& statement) {
        const std::string_view text = statement.text;
        if (const std::size_t zero = text.find('\0'); zero != std::string_view::npos) {
            return Failure{.message = "a statement cannot hold a zero byte; remove it",
                           .offset = zero};
        }
        settings_.keep(pragma_name(statement));
        const std::string_view keywords = statement.keywords;
        recorder_.begin(keywords.starts_with("CREATE") || keywords.starts_with("ALTER") ||
                        keywords.starts_with("DROP"));
        sqlite3_stmt* made = nullptr;
        const char* tail = text.data();
        const int code = sqlite3_prepare_v3(
            database_.getHandle(), text.data(),
            static_cast<int>(std::min(text.size(), static_cast<std::size_t>(INT_MAX))), 0, &made,
            &tail);
        const PreparedStatement prepared(made, sqlite3_finalize);
        const StatementEffects effects = recorder_.take();
        if (code != SQLITE_OK) {
            return failure_of(database_.getHandle(), watch_);
        }
        const auto end = static_cast<std::size_t>(tail - text.data());
        if (const std::optional<std::size_t> rest = start_of_rest(text, end)) {
            return Failure{.message =
                               "SQLite takes this for another statement; end the one before "
                               "it with a semicolon",
                           .offset = rest};
        }
        if (std::optional<Failure> refusal = refuse_drop(effects)) {
            return refusal;
        }
        follow(statement, effects);
        return step(prepared.get());
    }

    /// With foreign keys on, DROP TABLE deletes the rows first, and what refers to them with them.
    std::optional<Failure> refuse_drop(const StatementEffects& effects) {
        int checks_keys = 0;
        sqlite3_db_config(database_.getHandle(), SQLITE_DBCONFIG_ENABLE_FKEY, -1, &checks_keys);
        for (const std::string& table : effects.dropped) {
            const std::string other = checks_keys == 0 ? "" : keys_.referring_table(table);
            if (!other.empty()) {
                return Failure{
                    .message = fmt::format("dropping '{}' with foreign keys on would delete or "
                                           "change rows of '{}', which refers to it",
                                           single_line(table), other),
                    .advice = {"hint: put PRAGMA foreign_keys = OFF in front of the migration, or "
                               "leave PRAGMA foreign_keys = ON out; keys are checked at its end "
                               "anyway"}};
            }
        }
        return std::nullopt;
    }

    void follow(const sql::Statement& statement, const StatementEffects& effects) {
        keys_.add(effects);
        for (const std::string& table : effects.altered) {
            if (const std::string name = new_name(statement.text); !name.empty()) {
                keys_.add_renamed(table, name);
            }
        }
        const bool moves_rows = statement.keywords.starts_with("VACUUM") ||
                                !effects.changed.empty() || effects.edits_schema;
        if (!in_transaction_ && moves_rows) {
            keys_.rolled_back();
            keys_.forget();
        }
    }

    std::optional<Failure> step(sqlite3_stmt* statement) {
        int code = statement == nullptr ? SQLITE_DONE : SQLITE_ROW;
        while (code == SQLITE_ROW) {
            code = sqlite3_step(statement);
        }
        if (code != SQLITE_DONE) {
            return failure_of(database_.getHandle(), watch_);
        }
        return std::nullopt;
    }

    std::string name_;
    SQLite::Database database_;
    StatementWatch watch_;
    EffectsRecorder recorder_;
    ForeignKeyWatch keys_;
    SessionSettings settings_;
    bool in_transaction_ = false;
};

}  // namespace

std::unique_ptr<MigrationSession> open_session(const Url& url, const SessionOptions& options) {
    const std::filesystem::path path = database_path(url, options.connect.base_folder);
    return std::make_unique<SqliteSession>(path, path.generic_string(), options);
}

}  // namespace erdmark::dialect::sqlite
