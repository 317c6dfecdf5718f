#include "document/table_view.h"

#include <fmt/format.h>

#include "document/table/columns.h"
#include "document/table/constraints.h"
#include "document/table/parts.h"

namespace erdmark::document {

namespace {

using schema::ForeignKey;
using schema::Table;

RelationshipView belongs_to(const Site& site, const Relation& relation) {
    const ForeignKey& key = site.key_of(relation);
    return {.kind = RelationshipKind::BelongsTo,
            .other = site.parent_link(relation),
            .columns = key.columns,
            .optional = relation.at_parent == End::ZeroOrOne,
            .clauses = key_clauses(key)};
}

RelationshipView has(const Site& site, const Relation& relation) {
    const ForeignKey& key = site.key_of(relation);
    const bool one = relation.at_child == End::ZeroOrOne;
    return {.kind = one ? RelationshipKind::HasOne : RelationshipKind::HasMany,
            .other = site.table_links[relation.child],
            .columns = key.columns,
            .clauses = key_clauses(key)};
}

RelationshipView many_to_many(const Site& site, const Junction& junction) {
    const std::vector<std::size_t>& relations = site.relations_of_child[junction.table];
    const Relation& right = site.relations[relations[junction.right_key]];
    return {.kind = RelationshipKind::ManyToMany,
            .other = site.parent_link(right),
            .columns = site.key_of(right).columns,
            .through = site.table_links[junction.table]};
}

std::vector<RelationshipView> make_relationship_views(const Site& site, std::size_t table) {
    std::vector<RelationshipView> views;
    for (const std::size_t index : site.relations_of_child[table]) {
        views.push_back(belongs_to(site, site.relations[index]));
    }
    std::vector<std::size_t> referencing = site.relations_of_parent[table];
    for (const std::size_t index : site.relations_of_child[table]) {
        if (site.relations[index].parent == table) {
            referencing.push_back(index);
        }
    }
    for (const std::size_t index : referencing) {
        views.push_back(has(site, site.relations[index]));
    }
    for (const Junction& junction : site.junctions_of_table[table]) {
        views.push_back(many_to_many(site, junction));
    }
    return views;
}

std::vector<std::string> table_options(const Table& table) {
    std::vector<std::string> options = table.options;
    if (!table.module.empty()) {
        options.push_back(table.module);
    }
    return options;
}

std::string kind_words(schema::TableKind kind) {
    switch (kind) {
        case schema::TableKind::Ordinary:
            return "table";
        case schema::TableKind::Virtual:
            return "virtual table";
        case schema::TableKind::Partitioned:
            return "partitioned table";
        case schema::TableKind::Foreign:
            return "foreign table";
    }
    return "";
}

void add_inheritance(const Site& site, std::size_t table, TableView& view) {
    for (const schema::QualifiedName& parent : site.schema.tables[table].inherits) {
        view.inherits.push_back(site.link_to(parent));
    }
    for (const std::size_t child : site.inheritors_of_table[table]) {
        view.inherited_by.push_back(site.table_links[child]);
    }
}

std::vector<SourceView> make_source_views(const Site& site, const schema::View& view) {
    std::vector<SourceView> views;
    views.reserve(view.reads.size());
    for (const schema::ViewSource& source : view.reads) {
        views.push_back({site.link_to(source.name), source.columns});
    }
    return views;
}

const char* parent_words(End end) {
    return end == End::ExactlyOne ? "one" : "zero or one";
}

const char* child_words(End end) {
    return end == End::ZeroOrMore ? "many" : "zero or one";
}

}  // namespace

EdgeView make_edge_view(const Site& site, const Relation& relation) {
    const ForeignKey& key = site.key_of(relation);
    return {.from = site.table_links[relation.child],
            .from_columns = key.columns,
            .to = site.parent_link(relation),
            .to_columns = key.referenced_columns,
            .cardinality = fmt::format("{} to {}", child_words(relation.at_child),
                                       parent_words(relation.at_parent)),
            .clauses = key_clauses(key)};
}

TableView make_table_view(const Site& site, std::size_t index, bool humanize_columns) {
    const Table& table = site.schema.tables[index];
    TableView view{.link = site.table_links[index],
                   .kind = kind_words(table.kind),
                   .description = table.comment,
                   .options = table_options(table),
                   .junction = site.is_junction[index],
                   .columns = make_column_views(site, index, humanize_columns),
                   .constraints = make_constraint_views(site, index),
                   .indexes = make_index_views(table.indexes),
                   .triggers = make_trigger_views(table.triggers, site.routines),
                   .relationships = make_relationship_views(site, index),
                   .server = table.server,
                   .partition_key = table.partition_key,
                   .partitions = make_partition_views(table),
                   .read_by = site.readers_of_node[index],
                   .row_security = table.row_security,
                   .forced_row_security = table.forced_row_security,
                   .policies = make_policy_views(table.policies),
                   .rules = make_rule_views(table.rules),
                   .statistics = make_statistics_views(table.statistics),
                   .grants = make_grant_views(table.grants),
                   .rows = make_rows_view(table)};
    add_inheritance(site, index, view);
    return view;
}

TableView make_view_view(const Site& site, std::size_t index, bool humanize_columns) {
    const schema::View& view = site.schema.views[index];
    return {.link = site.view_links[index],
            .kind = view.materialized ? "materialized view" : "view",
            .description = view.comment,
            .options = view.options,
            .columns = make_plain_column_views(site.types, view.columns, humanize_columns),
            .indexes = make_index_views(view.indexes),
            .triggers = make_trigger_views(view.triggers, site.routines),
            .definition = view.definition,
            .reads = make_source_views(site, view),
            .read_by = site.readers_of_node[site.schema.tables.size() + index],
            .rules = make_rule_views(view.rules),
            .statistics = make_statistics_views(view.statistics),
            .grants = make_grant_views(view.grants)};
}

}  // namespace erdmark::document
