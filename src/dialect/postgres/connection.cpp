#include "dialect/postgres/connection.h"

#include <string>
#include <utility>

#include <fmt/format.h>
#include <pqxx/pqxx>

#include "base/error.h"
#include "dialect/clean_text.h"
#include "dialect/postgres/condition.h"
#include "dialect/postgres/connection_error.h"
#include "dialect/postgres/connection_target.h"

namespace erdmark::dialect::postgres {

namespace {

constexpr int kLockTimeoutSeconds = 10;
constexpr int kIdleTimeoutSeconds = 300;

/// Local to the transaction, so that a pooler hands the session on as it was. Zero as a time is
/// none.
constexpr std::string_view kBegin = R"sql(
BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY;
SET LOCAL statement_timeout = '{}s';
SET LOCAL lock_timeout = '{}s';
SET LOCAL idle_in_transaction_session_timeout = '{}s';
SET LOCAL TimeZone = 'UTC';
SET LOCAL DateStyle = 'ISO, MDY';
SET LOCAL IntervalStyle = 'postgres';
SET LOCAL extra_float_digits = 1;
SET LOCAL bytea_output = 'hex';
SET LOCAL standard_conforming_strings = on;
SET LOCAL quote_all_identifiers = off;
SELECT pg_catalog.current_setting('server_encoding');
)sql";

std::unique_ptr<pqxx::connection> open(const ConnectionTarget& target) {
    try {
        return std::make_unique<pqxx::connection>(target.parameters);
    } catch (const pqxx::failure& refusal) {
        throw open_error(target.name, refusal.what());
    }
}

Row read_row(const pqxx::row& fields, bool has_any_bytes) {
    Row row;
    row.reserve(fields.size());
    for (const pqxx::field field : fields) {
        if (field.is_null()) {
            row.emplace_back();
            continue;
        }
        const std::string_view text(field.c_str(), field.size());
        row.emplace_back(has_any_bytes ? clean_text(text) : std::string(text));
    }
    return row;
}

class LiveConnection final : public Connection {
public:
    LiveConnection(const ConnectionTarget& target, const ConnectOptions& options)
        : name_(target.name),
          connection_(open(target)),
          silence_(*connection_),
          session_(*connection_) {
        if (const auto problem = version_problem(connection_->server_version())) {
            throw Error(ErrorKind::Database, fmt::format("{}: {}", name_, *problem));
        }
        begin_ = fmt::format(kBegin, options.statement_timeout_seconds, kLockTimeoutSeconds,
                             kIdleTimeoutSeconds);
        begin();
    }

    void start_over() override {
        query("ROLLBACK");
        begin();
    }

    std::vector<Row> query(std::string_view sql) override {
        // libpqxx would open a new session in place of a lost one, outside the transaction.
        if (!connection_->is_open()) {
            throw lost_connection(name_);
        }
        try {
            const pqxx::result result = session_.exec(std::string(sql));
            std::vector<Row> rows;
            rows.reserve(result.size());
            for (const pqxx::row row : result) {
                rows.push_back(read_row(row, has_any_bytes_));
            }
            return rows;
        } catch (const pqxx::broken_connection&) {
            throw lost_connection(name_);
        } catch (const pqxx::insufficient_privilege& refusal) {
            // libpqxx 6 leaves the code out of this one.
            throw query_error(name_, condition::kInsufficientPrivilege, refusal.what());
        } catch (const pqxx::sql_error& refusal) {
            throw query_error(name_, refusal.sqlstate(), refusal.what());
        } catch (const pqxx::failure& refusal) {
            throw query_error(name_, "", refusal.what());
        }
    }

private:
    void begin() {
        const std::vector<Row> encoding = query(begin_);
        // Such a database holds any bytes, and the server would refuse to send those that are no
        // UTF-8.
        has_any_bytes_ = encoding.front().front() == "SQL_ASCII";
        if (has_any_bytes_) {
            query("SET LOCAL client_encoding = 'SQL_ASCII'");
        }
    }

    std::string name_;
    std::string begin_;
    std::unique_ptr<pqxx::connection> connection_;
    pqxx::quiet_errorhandler silence_;
    pqxx::nontransaction session_;
    bool has_any_bytes_ = false;
};

}  // namespace

std::unique_ptr<Connection> connect(const Url& url, const ConnectOptions& options) {
    return std::make_unique<LiveConnection>(connection_target(url, options), options);
}

}  // namespace erdmark::dialect::postgres
