#include "dialect/postgres/replay/drop_targets.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "dialect/postgres/replay/objects.h"

namespace erdmark::dialect::postgres {

namespace {

struct KindWords {
    PgQuery__ObjectType kind;
    const char* words;
};

constexpr std::array<KindWords, 7> kKinds = {{
    {PG_QUERY__OBJECT_TYPE__OBJECT_TABLE, "table"},
    {PG_QUERY__OBJECT_TYPE__OBJECT_FOREIGN_TABLE, "foreign table"},
    {PG_QUERY__OBJECT_TYPE__OBJECT_VIEW, "view"},
    {PG_QUERY__OBJECT_TYPE__OBJECT_MATVIEW, "materialized view"},
    {PG_QUERY__OBJECT_TYPE__OBJECT_SEQUENCE, "sequence"},
    {PG_QUERY__OBJECT_TYPE__OBJECT_INDEX, "index"},
    {PG_QUERY__OBJECT_TYPE__OBJECT_TYPE, "composite type"},
}};

std::optional<Part> statistics_of(ObjectId id, const AnyRelation& relation, const NameKey& key) {
    const bool has = std::ranges::any_of(relation.statistics, [&](const Statistics& each) {
        return each.space == key.space && each.name == key.name;
    });
    return has ? std::optional(Part{.kind = PartKind::Statistics, .object = id, .name = key.name})
               : std::nullopt;
}

std::optional<Part> find_statistics_in(const Catalog& catalog, const NameKey& key) {
    for (const auto& [id, table] : catalog.tables) {
        if (std::optional<Part> found = statistics_of(id, table, key)) {
            return found;
        }
    }
    for (const auto& [id, view] : catalog.views) {
        if (std::optional<Part> found = statistics_of(id, view, key)) {
            return found;
        }
    }
    return std::nullopt;
}

}  // namespace

PgQuery__ObjectType relation_kind(const Catalog& catalog, ObjectId relation) {
    if (const Table* table = catalog.tables.find(relation)) {
        return table->kind == schema::TableKind::Foreign
                   ? PG_QUERY__OBJECT_TYPE__OBJECT_FOREIGN_TABLE
                   : PG_QUERY__OBJECT_TYPE__OBJECT_TABLE;
    }
    if (const View* view = catalog.views.find(relation)) {
        return view->materialized ? PG_QUERY__OBJECT_TYPE__OBJECT_MATVIEW
                                  : PG_QUERY__OBJECT_TYPE__OBJECT_VIEW;
    }
    if (catalog.sequences.contains(relation)) {
        return PG_QUERY__OBJECT_TYPE__OBJECT_SEQUENCE;
    }
    return catalog.indexes.contains(relation) ? PG_QUERY__OBJECT_TYPE__OBJECT_INDEX
                                              : PG_QUERY__OBJECT_TYPE__OBJECT_TYPE;
}

std::string kind_words(PgQuery__ObjectType kind) {
    return std::ranges::find(kKinds, kind, &KindWords::kind)->words;
}

void refuse_kind(const std::string& name, PgQuery__ObjectType kind) {
    const bool is_index = kind == PG_QUERY__OBJECT_TYPE__OBJECT_INDEX;
    refuse(fmt::format("\"{}\" is not {} {}", name, is_index ? "an" : "a", kind_words(kind)),
           condition::kWrongObjectType);
}

void require_known_space(const Catalog& catalog, const std::string& schema) {
    if (!schema.empty()) {
        require_space(catalog, schema);
    }
}

ObjectId find_named_relation(const Catalog& catalog, const DottedName& name, bool missing_ok) {
    const ObjectId found = find_relation(catalog, name.schema, name.name);
    if (found == 0 && !missing_ok) {
        require_known_space(catalog, name.schema);
        refuse(fmt::format("relation \"{}\" does not exist", written_name(name)),
               condition::kUndefinedTable);
    }
    return found;
}

std::optional<Part> find_statistics(const Catalog& catalog, const DottedName& name,
                                    bool missing_ok) {
    std::vector<ObjectId> spaces;
    if (name.schema.empty()) {
        spaces = search_spaces(catalog);
    } else if (const ObjectId* space = catalog.namespace_names.find(name.schema)) {
        spaces.push_back(*space);
    }
    for (const ObjectId space : spaces) {
        if (std::optional<Part> found = find_statistics_in(catalog, {space, name.name})) {
            return found;
        }
    }
    if (!missing_ok) {
        require_known_space(catalog, name.schema);
        refuse(fmt::format("statistics object \"{}\" does not exist", written_name(name)),
               condition::kUndefinedObject);
    }
    return std::nullopt;
}

void require_free_statistics(const Catalog& catalog, const NameKey& key) {
    if (find_statistics_in(catalog, key)) {
        refuse(fmt::format(R"(statistics object "{}" already exists in schema "{}")", key.name,
                           catalog.namespaces.at(key.space).name),
               condition::kDuplicateObject);
    }
}

}  // namespace erdmark::dialect::postgres
