#include <set>

#include "dialect/postgres/read_relations.h"
#include "dialect/postgres/shown_namespaces.h"

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

}  // namespace

void read_namespaces(CatalogReading& reading, std::span<const std::string> patterns) {
    std::vector<Row> rows = reading.query(kNamespaces);
    std::set<std::string> names;
    for (const Row& row : rows) {
        names.insert(row[1].value_or(""));
    }
    require_namespaces(names, patterns);
    for (Row& row : rows) {
        CatalogFields fields(row);
        const Oid oid = fields.oid();
        const std::string name = fields.text();
        const std::string comment = fields.text();
        if (!is_shown_namespace(name, patterns)) {
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
