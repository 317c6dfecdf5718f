#pragma once

#include <algorithm>
#include <stdexcept>
#include <string>
#include <type_traits>
#include <vector>

#include "base/json.h"
#include "dialect/dialect.h"
#include "schema/schema.h"
#include "schema/snapshot.h"
#include "schema/snapshot/object_writer.h"
#include "schema/snapshot/schema_members.h"
#include "support/postgres_server.h"
#include "support/temp_directory.h"

namespace erdmark::test {

/// The SQL of a file of tests/fixtures/postgres.
inline std::string postgres_fixture_sql(const std::string& file = "schema.sql") {
    return slurp(ERDMARK_SOURCE_DIR "/tests/fixtures/postgres/" + file);
}

/// What erdmark reads of a live PostgreSQL database, grants included.
inline schema::Schema introspect_postgres(const std::string& url) {
    const dialect::Dialect& postgres = *dialect::find_dialect("postgresql");
    const auto connection = postgres.connect(dialect::Url::parse(url), {});
    return postgres.introspect(*connection, {.privileges = true});
}

/// That of the fixture, read once in a test program.
inline const schema::Schema& postgres_fixture() {
    static const schema::Schema schema = [] {
        const PostgresDatabase database(postgres_fixture_sql());
        return introspect_postgres(database.url());
    }();
    return schema;
}

/// What a replay and a server must agree on: a server rewrites the texts of views, policies and
/// rules.
inline std::string comparable(schema::Schema schema) {
    for (schema::View& view : schema.views) {
        view.definition.clear();
    }
    for (schema::Table& table : schema.tables) {
        for (schema::Policy& policy : table.policies) {
            policy.using_expression.clear();
            policy.check_expression.clear();
        }
        for (schema::Rule& rule : table.rules) {
            rule.definition.clear();
        }
    }
    return schema::to_snapshot(schema);
}

/// The one with that name; throws when there is none.
template <class Value>
const Value& named(const std::vector<Value>& values, const decltype(Value::name)& name) {
    const auto found = std::ranges::find(values, name, &Value::name);
    if (found == values.end()) {
        if constexpr (std::is_same_v<decltype(Value::name), std::string>) {
            throw std::runtime_error("nothing has the name " + name);
        } else {
            throw std::runtime_error("nothing has the name " + name.display());
        }
    }
    return *found;
}

/// All that a value says, as text that shows where two differ.
template <class Value>
std::string words_of(const Value& value) {
    return Json(schema::ObjectWriter::json_of(value)).dump();
}

inline const schema::Table& fixture_table(const std::string& name, const std::string& space = "") {
    return named(postgres_fixture().tables, schema::QualifiedName{space, name});
}

inline const schema::View& fixture_view(const std::string& name, const std::string& space = "") {
    return named(postgres_fixture().views, schema::QualifiedName{space, name});
}

inline const schema::Column& fixture_column(const std::string& table, const std::string& column) {
    return named(fixture_table(table).columns, column);
}

}  // namespace erdmark::test
