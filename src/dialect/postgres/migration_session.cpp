#include "dialect/postgres/migration_session.h"

#include <algorithm>
#include <string>
#include <utility>

#include <fmt/format.h>
#include <libpq-fe.h>

#include "base/error.h"
#include "base/text.h"
#include "dialect/clean_text.h"
#include "dialect/postgres/advisory_lock.h"
#include "dialect/postgres/connection_error.h"
#include "dialect/postgres/connection_target.h"
#include "dialect/postgres/expression_names.h"
#include "dialect/postgres/statement_failure.h"
#include "dialect/postgres/statement_traces.h"
#include "dialect/postgres/wire.h"

namespace erdmark::dialect::postgres {

namespace {

constexpr std::string_view kTablesWith = R"sql(
SELECT n.nspname, c.relname, a.attname, pg_catalog.format_type(a.atttypid, a.atttypmod)
FROM pg_catalog.pg_class c
JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid
WHERE c.relkind IN ('r', 'p') AND c.relpersistence <> 't'
AND n.nspname <> 'information_schema' AND NOT pg_catalog.starts_with(n.nspname::text, 'pg_')
AND a.attnum > 0 AND NOT a.attisdropped
AND EXISTS (
    SELECT FROM pg_catalog.pg_attribute k
    WHERE k.attrelid = c.oid AND k.attnum > 0 AND NOT k.attisdropped AND k.attname IN ({}))
ORDER BY n.nspname COLLATE "C", c.relname COLLATE "C", a.attnum
)sql";

std::vector<Row> rows_of_result(const PGresult* result) {
    std::vector<Row> rows(static_cast<std::size_t>(PQntuples(result)));
    int number = 0;
    for (Row& row : rows) {
        for (int field = 0; field < PQnfields(result); ++field) {
            const auto size = static_cast<std::size_t>(PQgetlength(result, number, field));
            row.push_back(PQgetisnull(result, number, field) == 1
                              ? std::nullopt
                              : std::optional(clean_text(
                                    std::string_view(PQgetvalue(result, number, field), size))));
        }
        ++number;
    }
    return rows;
}

class PostgresSession final : public MigrationSession {
public:
    PostgresSession(const ConnectionTarget& target, SessionOptions options)
        : name_(target.name), options_(std::move(options)), wire_(target) {
        process_ = query("SELECT pg_catalog.pg_backend_pid()").front().front().value_or("");
        holds_locks_ = process_ == fmt::to_string(wire_.process());
        set_timeouts();
    }

    const std::string& name() const override { return name_; }

    std::vector<Row> query(std::string_view sql) override {
        std::vector<std::string> message = take_ahead();
        message.emplace_back(sql);
        return rows_of(wire_.run(join(message, "; "), WireOptions{}));
    }

    std::vector<Row> query(std::string_view sql,
                           std::span<const std::optional<std::string>> values) override {
        return query(with_values(sql, values));
    }

    void write(std::string_view sql, std::span<const std::optional<std::string>> values) override {
        std::string text = with_values(sql, values);
        if (begins_ || wire_.is_in_transaction()) {
            writes_.push_back(std::move(text));
        } else {
            query(text);
        }
    }

    std::optional<Failure> execute(const sql::Statement& statement,
                                   const sql::Statement* rows) override {
        // libpq would send what stands before it.
        if (const std::size_t zero = statement.text.find('\0'); zero != std::string_view::npos) {
            return Failure{.message = "a statement cannot hold a zero byte; remove it",
                           .offset = zero};
        }
        if (auto failure = send_ahead()) {
            return failure;
        }
        std::optional<Failure> failure = run(
            statement.text, {.rows = rows == nullptr ? "" : rows->text, .go_on = options_.go_on});
        if (!failure && statement.keywords.starts_with("DISCARD ALL")) {
            restore();
        }
        return failure;
    }

    std::optional<Failure> begin() override {
        begins_ = true;
        return std::nullopt;
    }

    std::optional<Failure> commit() override {
        std::vector<std::string> message = take_ahead();
        const std::size_t ahead = message.size();
        message.emplace_back("COMMIT");
        const WireAnswer answer = wire_.run(join(message, "; "), {.go_on = options_.go_on});
        if (answer.is_error() && answer.done < ahead && !answer.was_stopped) {
            rollback();
            throw error_of(answer);
        }
        std::optional<Failure> failure;
        if (answer.is_error()) {
            failure = failure_of(wire_, answer, "COMMIT");
        } else if (std::string_view(PQcmdStatus(answer.result.get())) == "ROLLBACK") {
            failure = Failure{.message =
                                  "the server rolled the transaction back instead of "
                                  "committing it, because a statement in it had failed"};
        }
        if (failure) {
            rollback();
        }
        return failure;
    }

    void rollback() noexcept override {
        begins_ = false;
        writes_.clear();
        try {
            wire_.settle();
            if (wire_.is_in_transaction()) {
                wire_.run("ROLLBACK", WireOptions{});
            }
        } catch (const std::exception&) {
            // The server rolls back what a connection that ends has left.
        }
    }

    void reset() override {
        if (holds_locks_) {
            resets_ = true;
            speak_utf8();
        }
    }

    void become_oneself() override {
        for (const char* command :
             {"RESET SESSION AUTHORIZATION", "RESET ROLE", "SET LOCAL client_encoding = 'UTF8'"}) {
            writes_.emplace_back(command);
        }
        std::ranges::move(timeouts("SET LOCAL"), std::back_inserter(writes_));
        speak_utf8();
    }

    bool holds_locks() override { return holds_locks_; }

    bool try_lock(std::string_view lock) override {
        const bool is_taken = try_advisory_lock(*this, lock);
        if (is_taken) {
            locks_.emplace_back(lock);
        }
        return is_taken;
    }

    bool has_lock(std::string_view lock) override {
        return has_advisory_lock(*this, lock, process_);
    }

    bool unlock(std::string_view lock) override {
        const auto found = std::ranges::find(locks_, lock);
        if (found != locks_.end()) {
            locks_.erase(found);
        }
        return release_advisory_lock(*this, lock);
    }

    bool try_transaction_lock(std::string_view lock) override {
        return try_advisory_transaction_lock(*this, lock);
    }

    std::string lock_holder(std::string_view lock) override {
        return advisory_lock_holder(*this, lock);
    }

    std::string traces(const sql::Statement& statement) override {
        return statement_traces(*this, statement);
    }

    Remains remains(const sql::Statement& statement, const std::string& traces_before) override {
        return statement_remains(*this, statement, traces_before);
    }

private:
    std::vector<std::string> timeouts(std::string_view verb) const {
        return {
            fmt::format("{} lock_timeout = {}", verb, options_.lock_timeout_milliseconds),
            fmt::format("{} statement_timeout = {}", verb, options_.statement_timeout_milliseconds),
        };
    }

    /// A pooler would hand them on to others.
    void set_timeouts() {
        if (holds_locks_) {
            query(join(timeouts("SET"), "; "));
        }
    }

    /// What waits to be sent, in its order: none of it answers anything, and each message takes its
    /// time.
    std::vector<std::string> take_ahead() {
        std::vector<std::string> commands;
        if (resets_) {
            // In a transaction of its own: a rollback would bring the old settings back.
            commands = {"BEGIN", "RESET SESSION AUTHORIZATION", "RESET ROLE", "RESET ALL"};
            std::ranges::move(timeouts("SET"), std::back_inserter(commands));
            commands.emplace_back("COMMIT");
        }
        if (begins_) {
            commands.emplace_back("BEGIN");
        }
        if (begins_ && !holds_locks_) {
            std::ranges::move(timeouts("SET LOCAL"), std::back_inserter(commands));
        }
        std::ranges::move(writes_, std::back_inserter(commands));
        resets_ = begins_ = false;
        writes_.clear();
        return commands;
    }

    std::optional<Failure> send_ahead() {
        const std::vector<std::string> commands = take_ahead();
        return commands.empty() ? std::nullopt : run(join(commands, "; "), WireOptions{});
    }

    /// The server reads a whole message in the encoding that holds before it.
    void speak_utf8() {
        if (!wire_.speaks_utf8()) {
            query("SELECT 1");
        }
    }

    /// `sql` with the values for its question marks.
    std::string with_values(std::string_view sql,
                            std::span<const std::optional<std::string>> values) const {
        std::string text;
        auto value = values.begin();
        for (const char c : sql) {
            if (c != '?' || values.empty()) {
                text += c;
                continue;
            }
            text += *value ? wire_.quoted(**value) : "NULL";
            ++value;
        }
        return text;
    }

    /// DISCARD ALL gives the locks of the session back and ends its settings. Whether another one
    /// was quicker with a lock is for `has_lock` to say.
    void restore() {
        set_timeouts();
        for (const std::string& lock : locks_) {
            try_advisory_lock(*this, lock);
        }
    }

    std::optional<Failure> run(std::string_view sql, const WireOptions& options) {
        const WireAnswer answer = wire_.run(std::string(sql), options);
        return answer.is_error() ? std::optional(failure_of(wire_, answer, sql)) : std::nullopt;
    }

    std::vector<Row> rows_of(const WireAnswer& answer) const {
        if (!answer.is_error()) {
            return rows_of_result(answer.result.get());
        }
        throw error_of(answer);
    }

    Error error_of(const WireAnswer& answer) const {
        if (wire_.is_lost()) {
            return lost_connection(name_);
        }
        return query_error(name_, condition_of(answer),
                           answer.result == nullptr ? wire_.complaint()
                                                    : PQresultErrorMessage(answer.result.get()));
    }

    std::string name_;
    SessionOptions options_;
    Wire wire_;
    std::string process_;  ///< Of the server, at the beginning.
    bool holds_locks_ = false;

    // What waits to be sent.
    bool resets_ = false;
    bool begins_ = false;
    std::vector<std::string> writes_;

    std::vector<std::string> locks_;  ///< Those that were taken, as often as they were.
};

}  // namespace

const TableWords& table_words() {
    // `now()` is the same for all rows of a transaction.
    static const TableWords words{.identity = "bigint GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY",
                                  .timestamp = "timestamptz",
                                  .now = "clock_timestamp()",
                                  .now_and_seconds = "clock_timestamp() + {} * interval '1 second'",
                                  .current_namespace = "current_schema()",
                                  .hex_of_bytes = "encode({}, 'hex')",
                                  .bytes_of_hex = "decode('{}', 'hex')",
                                  .row_lock = " FOR UPDATE"};
    return words;
}

std::vector<TableColumns> tables_with(Connection& connection,
                                      std::span<const std::string_view> columns) {
    if (columns.empty()) {
        return {};
    }
    std::vector<std::string> names;
    for (const std::string_view column : columns) {
        names.push_back(quoted_string(column));
    }
    std::vector<TableColumns> tables;
    for (const Row& row : connection.query(fmt::format(kTablesWith, join(names, ", ")))) {
        const schema::QualifiedName table{row[0].value_or(""), row[1].value_or("")};
        if (tables.empty() || tables.back().table != table) {
            tables.push_back({.table = table});
        }
        tables.back().columns.push_back(row[2].value_or(""));
        tables.back().types.push_back(row[3].value_or(""));
    }
    return tables;
}

std::unique_ptr<MigrationSession> open_session(const Url& url, const SessionOptions& options) {
    return std::make_unique<PostgresSession>(connection_target(url, options.connect), options);
}

}  // namespace erdmark::dialect::postgres
