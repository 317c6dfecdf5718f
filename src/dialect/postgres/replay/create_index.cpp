#include <algorithm>

#include <fmt/format.h>

#include "dialect/postgres/replay/binding.h"
#include "dialect/postgres/replay/constraints.h"
#include "dialect/postgres/replay/index_parts.h"
#include "dialect/postgres/replay/object_names.h"
#include "dialect/postgres/replay/partition_checks.h"
#include "dialect/postgres/replay/relations.h"
#include "dialect/postgres/replay/statements.h"

namespace erdmark::dialect::postgres {

namespace {

ObjectId require_indexable(const Catalog& catalog, const PgQuery__RangeVar& name) {
    const ObjectId relation = require_relation(catalog, name);
    const View* view = catalog.views.find(relation);
    const bool has_rows =
        catalog.tables.contains(relation) || (view != nullptr && view->materialized);
    if (!has_rows) {
        refuse(fmt::format("cannot create index on relation \"{}\"", text_of(name.relname)),
               condition::kWrongObjectType, name.location);
    }
    return relation;
}

std::vector<int> included_columns(const Catalog& catalog, ObjectId relation,
                                  const PgQuery__IndexStmt& statement) {
    std::vector<std::string> names;
    for (std::size_t place = 0; place < statement.n_index_including_params; ++place) {
        names.push_back(text_of(statement.index_including_params[place]->index_elem->name));
    }
    return read_columns(catalog, relation, names);
}

}  // namespace

void create_index(Catalog& catalog, const PgQuery__IndexStmt& statement) {
    const ObjectId relation = require_indexable(catalog, *statement.relation);
    const AnyRelation& base = *find_any_relation(catalog, relation);
    Index index{.space = base.space,
                .name = truncate_name(text_of(statement.idxname)),
                .relation = relation,
                .method = text_of(statement.access_method)};
    if (index.method == "rtree") {
        index.method = "gist";
    }
    for (std::size_t place = 0; place < statement.n_index_params; ++place) {
        index.parts.push_back(read_index_part(catalog, relation, index.method,
                                              *statement.index_params[place]->index_elem));
    }
    index.included = included_columns(catalog, relation, statement);
    index.unique = statement.unique != 0;
    index.nulls_not_distinct = statement.nulls_not_distinct != 0;
    index.options = read_options(statement.n_options, statement.options);
    if (statement.where_clause != nullptr) {
        index.predicate =
            read_bound(catalog, *statement.where_clause, relation_scope(catalog, relation));
    }
    if (index.name.empty()) {
        const std::string names =
            joined_columns(part_names(catalog, relation, index.parts, index.included));
        index.name = choose_relation_name(catalog, base.space, {base.name, names, "idx"}, false);
    }
    require_possible_index(catalog, index, false);
    // Only then does the server look whether it is there.
    if (statement.if_not_exists != 0 &&
        catalog.relation_names.contains({index.space, index.name})) {
        return;
    }
    add_index(catalog, std::move(index));
    const Table* table = catalog.tables.find(relation);
    if (table == nullptr || statement.relation->inh == 0) {
        return;
    }
    for (const ObjectId child : std::vector(table->children)) {
        if (catalog.tables.at(child).is_partition) {
            inherit_indexes(catalog, child, relation);
        }
    }
}

}  // namespace erdmark::dialect::postgres
