#include "dialect/postgres/dialect.h"

#include <array>

#include "dialect/postgres/connection.h"
#include "dialect/postgres/dump.h"
#include "dialect/postgres/introspector.h"
#include "dialect/postgres/migration_session.h"
#include "dialect/postgres/replay/replayer.h"
#include "dialect/postgres/sql_syntax.h"
#include "dialect/postgres/statement_rules.h"

namespace erdmark::dialect::postgres {

namespace {

constexpr std::array<std::string_view, 2> kSchemes = {"postgresql", "postgres"};

class PostgresDialect final : public Dialect {
public:
    std::string_view name() const override { return "postgresql"; }

    std::span<const std::string_view> url_schemes() const override { return kSchemes; }

    std::unique_ptr<Connection> connect(const Url& url,
                                        const ConnectOptions& options) const override {
        return postgres::connect(url, options);
    }

    schema::Schema introspect(Connection& connection,
                              const IntrospectOptions& options) const override {
        return postgres::introspect(connection, options);
    }

    std::string dump(Connection& connection, const IntrospectOptions& options) const override {
        return postgres::dump(connection, options);
    }

    sql::Syntax syntax() const override { return kScriptSyntax; }

    bool replays() const override { return true; }

    std::unique_ptr<Replayer> make_replayer(const ReplayOptions& options) const override {
        return postgres::make_replayer(options);
    }

    StatementRule rule_of(const sql::Statement& statement) const override {
        return postgres::rule_of(statement);
    }

    const TableWords& table_words() const override { return postgres::table_words(); }

    std::vector<TableColumns> tables_with(
        Connection& connection, std::span<const std::string_view> columns) const override {
        return postgres::tables_with(connection, columns);
    }

    bool exists(const Url& /*url*/, const ConnectOptions& /*options*/) const override {
        return true;
    }

    std::unique_ptr<MigrationSession> open_session(const Url& url,
                                                   const SessionOptions& options) const override {
        return postgres::open_session(url, options);
    }
};

}  // namespace

const Dialect& dialect() {
    static const PostgresDialect postgres;
    return postgres;
}

}  // namespace erdmark::dialect::postgres
