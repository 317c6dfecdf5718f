#include "dialect/sqlite/dialect.h"

#include <array>

#include "dialect/sqlite/connection.h"
#include "dialect/sqlite/database_file.h"
#include "dialect/sqlite/dump.h"
#include "dialect/sqlite/introspector.h"
#include "dialect/sqlite/migration_session.h"
#include "dialect/sqlite/read_rows.h"
#include "dialect/sqlite/replayer.h"
#include "dialect/sqlite/runner_tables.h"
#include "dialect/sqlite/sql_text.h"
#include "dialect/sqlite/statement_rules.h"

namespace erdmark::dialect::sqlite {

namespace {

constexpr std::array<std::string_view, 2> kSchemes = {"sqlite", "sqlite3"};

class SqliteDialect final : public Dialect {
public:
    std::string_view name() const override { return "sqlite"; }

    std::span<const std::string_view> url_schemes() const override { return kSchemes; }

    std::unique_ptr<Connection> connect(const Url& url,
                                        const ConnectOptions& options) const override {
        return sqlite::connect(url, options.base_folder);
    }

    schema::Schema introspect(Connection& connection,
                              const IntrospectOptions& options) const override {
        return options.row_tables.empty() ? sqlite::introspect(connection)
                                          : introspect_with_rows(connection, options.row_tables);
    }

    std::string dump(Connection& connection, const IntrospectOptions& options) const override {
        return sqlite::dump(connection, options);
    }

    sql::Syntax syntax() const override { return kSyntax; }

    bool replays() const override { return true; }

    std::unique_ptr<Replayer> make_replayer(const ReplayOptions& options) const override {
        return sqlite::make_replayer({}, options);
    }

    StatementRule rule_of(const sql::Statement& statement) const override {
        return sqlite::rule_of(statement);
    }

    const TableWords& table_words() const override { return sqlite::table_words(); }

    std::vector<TableColumns> tables_with(
        Connection& connection, std::span<const std::string_view> columns) const override {
        return sqlite::tables_with(connection, columns);
    }

    bool exists(const Url& url, const ConnectOptions& options) const override {
        return sqlite::exists(url, options.base_folder);
    }

    std::unique_ptr<MigrationSession> open_session(const Url& url,
                                                   const SessionOptions& options) const override {
        return sqlite::open_session(url, options);
    }
};

}  // namespace

const Dialect& dialect() {
    static const SqliteDialect sqlite;
    return sqlite;
}

}  // namespace erdmark::dialect::sqlite
