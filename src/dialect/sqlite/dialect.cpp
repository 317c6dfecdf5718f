#include "dialect/sqlite/dialect.h"

#include <array>

#include "dialect/sqlite/connection.h"
#include "dialect/sqlite/introspector.h"
#include "dialect/sqlite/replayer.h"

namespace erdmark::dialect::sqlite {

namespace {

class SqliteDialect : public Dialect {
public:
    std::string_view name() const override { return "sqlite"; }

    std::span<const std::string_view> url_schemes() const override {
        static constexpr std::array<std::string_view, 2> kSchemes = {"sqlite", "sqlite3"};
        return kSchemes;
    }

    std::unique_ptr<Connection> connect(const Url& url) const override { return open_file(url); }

    schema::Schema introspect(Connection& connection) const override {
        return sqlite::introspect(connection);
    }

    std::unique_ptr<Replayer> make_replayer() const override { return sqlite::make_replayer(); }
};

}  // namespace

const Dialect& dialect() {
    static const SqliteDialect sqlite;
    return sqlite;
}

}  // namespace erdmark::dialect::sqlite
