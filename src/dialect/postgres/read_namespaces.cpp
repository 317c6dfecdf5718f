#include <algorithm>

#include <fmt/format.h>

#include "base/error.h"
#include "base/glob.h"
#include "base/text.h"
#include "dialect/postgres/read_relations.h"
#include "schema/filter.h"

namespace erdmark::dialect::postgres {

namespace {

/// Names that start with `pg_` are the system's own: no other can be created.
constexpr std::string_view kNamespaces = R"sql(
    SELECT n.oid, n.nspname, d.description
    FROM pg_catalog.pg_namespace AS n
    LEFT JOIN pg_catalog.pg_description AS d
        ON d.objoid = n.oid AND d.classoid = 'pg_catalog.pg_namespace'::regclass AND d.objsubid = 0
    WHERE n.nspname NOT LIKE 'pg\_%' AND n.nspname <> 'information_schema'
    ORDER BY n.nspname)sql";

/// What `initdb` writes (src/include/catalog/pg_namespace.dat).
constexpr std::string_view kCommentOfPublic = "standard public schema";

/// A pattern with `!` takes names back and need not find one.
bool finds_any(const std::vector<Row>& rows, const std::string& pattern) {
    return pattern.starts_with('!') || std::ranges::any_of(rows, [&](const Row& row) {
               return glob_matches(pattern, row[1].value_or(""));
           });
}

void refuse_unknown(const std::vector<Row>& rows, std::span<const std::string> patterns) {
    for (const std::string& pattern : patterns) {
        if (finds_any(rows, pattern)) {
            continue;
        }
        std::vector<std::string> names;
        names.reserve(rows.size());
        for (const Row& row : rows) {
            names.push_back(row[1].value_or(""));
        }
        throw Error(ErrorKind::Usage,
                    fmt::format("'source.schemas' names '{}', but the database has no such schema; "
                                "it has: {}",
                                pattern, names.empty() ? "none" : join(names, ", ")));
    }
}

}  // namespace

void read_namespaces(CatalogReading& reading, std::span<const std::string> patterns) {
    std::vector<Row> rows = reading.query(kNamespaces);
    refuse_unknown(rows, patterns);
    for (Row& row : rows) {
        CatalogFields fields(row);
        const Oid oid = fields.oid();
        const std::string name = fields.text();
        const std::string comment = fields.text();
        if (!patterns.empty() && !schema::matches_any(patterns, {.name = name})) {
            continue;
        }
        reading.namespaces.emplace(oid, name);
        reading.schema.namespaces.push_back(
            {.name = name == reading.default_schema ? "" : name,
             .comment = comment == kCommentOfPublic ? "" : comment});
    }
    reading.namespace_list = oid_array(reading.namespaces);
}

}  // namespace erdmark::dialect::postgres
