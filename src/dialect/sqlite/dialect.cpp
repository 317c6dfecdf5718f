#include "dialect/sqlite/dialect.h"

#include <array>

#include "dialect/sqlite/connection.h"
#include "dialect/sqlite/introspector.h"
#include "dialect/sqlite/read_rows.h"
#include "dialect/sqlite/replayer.h"
#include "dialect/sqlite/sql_text.h"

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

    sql::Syntax syntax() const override { return kSyntax; }

    bool replays() const override { return true; }

    std::unique_ptr<Replayer> make_replayer(const ReplayOptions& options) const override {
        return sqlite::make_replayer({}, options);
    }
};

}  // namespace

const Dialect& dialect() {
    static const SqliteDialect sqlite;
    return sqlite;
}

}  // namespace erdmark::dialect::sqlite
