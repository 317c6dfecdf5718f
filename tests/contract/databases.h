#pragma once

#include <stdexcept>
#include <string>

#include "dialect/dialect.h"
#include "schema/schema.h"

namespace erdmark::test {

/// The schema that a dialect's replay of `sql` gives.
inline schema::Schema replayed(const std::string& sql, const std::string& dialect = "sqlite") {
    const auto replayer = dialect::find_dialect(dialect)->make_replayer({});
    replayer->run({.file = "test.sql", .text = sql});
    return replayer->schema();
}

inline const schema::Table& table_of(const schema::Schema& schema, const std::string& name) {
    const schema::Table* table = schema::find_table(schema, {"", name});
    if (table == nullptr) {
        throw std::runtime_error("no table " + name);
    }
    return *table;
}

inline const schema::Column& column_of(const schema::Table& table, const std::string& name) {
    const schema::Column* column = schema::find_column(table, name);
    if (column == nullptr) {
        throw std::runtime_error("no column " + name);
    }
    return *column;
}

}  // namespace erdmark::test
