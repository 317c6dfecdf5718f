#include <cstdlib>
#include <exception>
#include <fstream>
#include <memory>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "bench/synthetic.h"
#include "dialect/dialect.h"

namespace erdmark::bench {
namespace {

/// Writes down what is asked.
class RecordingConnection final : public dialect::Connection {
public:
    explicit RecordingConnection(dialect::Connection& connection) : connection_(connection) {}

    std::vector<dialect::Row> query(std::string_view sql) override {
        recorded_ += fmt::format("{};\n", sql);
        return connection_.query(sql);
    }

    const std::string& recorded() const { return recorded_; }

private:
    dialect::Connection& connection_;
    std::string recorded_;
};

/// The queries that reading a database's catalog takes, as a script for psql.
std::string catalog_queries(const std::string& text) {
    const dialect::Url url = dialect::Url::parse(text);
    const dialect::Dialect* dialect = dialect::find_dialect_for_scheme(url.scheme());
    const std::unique_ptr<dialect::Connection> connection = dialect->connect(url, {});
    RecordingConnection recording(*connection);
    dialect->introspect(recording, {});
    return fmt::format("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY;\n{}COMMIT;\n",
                       recording.recorded());
}

}  // namespace
}  // namespace erdmark::bench

/// `catalog_queries script TABLES`: prints a script for PostgreSQL that makes that many tables.
/// `catalog_queries queries URL`: prints the queries that reading that database takes.
int main(int count, char** arguments) {
    const std::string command = count == 3 ? arguments[1] : "";
    if (command != "script" && command != "queries") {
        fmt::print(stderr, "usage: catalog_queries script TABLES | catalog_queries queries URL\n");
        return 2;
    }
    try {
        const std::string argument = arguments[2];
        fmt::print("{}", command == "script"
                             ? erdmark::bench::synthetic_postgres_sql(std::stoul(argument))
                             : erdmark::bench::catalog_queries(argument));
    } catch (const std::exception& error) {
        fmt::print(stderr, "catalog_queries: {}\n", error.what());
        return 1;
    }
    return 0;
}
