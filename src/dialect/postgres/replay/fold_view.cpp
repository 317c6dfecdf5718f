#include "dialect/postgres/replay/fold_view.h"

#include "dialect/postgres/replay/catalog_source.h"
#include "dialect/postgres/replay/fold_objects.h"
#include "dialect/postgres/replay/fold_table.h"
#include "dialect/postgres/replay/types.h"
#include "dialect/postgres/view_query.h"

namespace erdmark::dialect::postgres {

namespace {

std::string canonical_query(const Catalog& catalog, const View& view, const ViewRenames& renames) {
    CatalogSource source(catalog, view.reads);
    return analyse_view(view.definition, {}, source, renames).definition;
}

std::vector<schema::ViewSource> fold_reads(const Catalog& catalog, const View& view) {
    std::vector<schema::ViewSource> reads;
    for (const ViewRead& read : view.reads) {
        if (read.relation == 0) {  // One of the server's own.
            reads.push_back({.name = read.name, .columns = read.column_names});
            continue;
        }
        schema::ViewSource source{.name = document_name(catalog, read.relation)};
        for (const int column : read.columns) {
            source.columns.push_back(column_name(catalog, read.relation, column));
        }
        reads.push_back(std::move(source));
    }
    return reads;
}

}  // namespace

std::string current_query(const Catalog& catalog, const View& view) {
    const ViewRenames renames = renames_since(catalog, view.reads);
    return renames.relations.empty() && renames.columns.empty()
               ? view.definition
               : canonical_query(catalog, view, renames);
}

schema::View fold_view(const Catalog& catalog, ObjectId id) {
    const View& view = catalog.views.at(id);
    schema::View folded{
        .name = document_name(catalog, id),
        .materialized = view.materialized,
        .options = view.options,
        .comment = view.comment,
        .definition = canonical_query(catalog, view, renames_since(catalog, view.reads)),
        .reads = fold_reads(catalog, view)};
    for (const ViewColumn& column : view.columns) {
        folded.columns.push_back({.name = column.name,
                                  .type = type_text(catalog, column.type),
                                  .user_type = user_type_name(catalog, column.type),
                                  .collation = column.collation,
                                  .comment = column.comment});
    }
    folded.indexes = fold_indexes(catalog, id);
    folded.triggers = fold_triggers(catalog, view, id);
    folded.rules = fold_rules(catalog, view, id);
    folded.statistics = fold_statistics(catalog, view, id);
    folded.grants = fold_grants(catalog, view, id);
    return folded;
}

}  // namespace erdmark::dialect::postgres
