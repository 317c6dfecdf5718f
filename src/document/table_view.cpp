#include "document/table_view.h"

#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include "document/annotation.h"

namespace erdmark::document {

namespace {

using schema::ForeignKey;
using schema::Table;

std::vector<std::string> column_notes(const schema::Column& column) {
    std::vector<std::string> notes;
    if (!column.collation.empty()) {
        notes.push_back("collation " + column.collation);
    }
    if (column.hidden) {
        notes.emplace_back("hidden column");
    }
    return notes;
}

std::string generated_word(schema::Generated generated) {
    switch (generated) {
        case schema::Generated::No:
            return "";
        case schema::Generated::Virtual:
            return "virtual";
        case schema::Generated::Stored:
            return "stored";
    }
    return "";
}

ColumnView make_column_view(const schema::Column& column, bool humanize_names) {
    ColumnView view{.name = column.name,
                    .type = column.type,
                    .nullable = column.nullable,
                    .default_value = column.default_value,
                    .generated = generated_word(column.generated),
                    .generation_expression = column.generation_expression,
                    .notes = column_notes(column),
                    .description = column.comment};
    if (humanize_names && view.description.empty()) {
        view.description = humanize(column.name);
    }
    return view;
}

/// Two keys can lead one column to the same place, once alone and once with others.
void add_reference(std::vector<ReferenceView>& references, ReferenceView reference) {
    const bool known = std::ranges::any_of(references, [&](const ReferenceView& each) {
        return each.table.table == reference.table.table && each.column == reference.column;
    });
    if (!known) {
        references.push_back(std::move(reference));
    }
}

std::map<std::string, std::vector<ReferenceView>> references_by_column(const Site& site,
                                                                       std::size_t table) {
    std::map<std::string, std::vector<ReferenceView>> references;
    for (const std::size_t index : site.relations_of_child[table]) {
        const ForeignKey& key = site.key_of(site.relations[index]);
        const TableLink link = site.parent_link(site.relations[index]);
        for (std::size_t part = 0; part < key.columns.size(); ++part) {
            const bool known = part < key.referenced_columns.size();
            add_reference(references[key.columns[part]],
                          {link, known ? key.referenced_columns[part] : ""});
        }
    }
    return references;
}

std::vector<ColumnView> make_column_views(const Site& site, std::size_t index,
                                          bool humanize_names) {
    const Table& table = site.schema.tables[index];
    const std::set<std::string> unique = unique_columns(table);
    std::set<std::string> primary;
    if (table.primary_key) {
        primary.insert(table.primary_key->columns.begin(), table.primary_key->columns.end());
    }
    std::map<std::string, std::vector<ReferenceView>> references =
        references_by_column(site, index);
    std::vector<ColumnView> views;
    views.reserve(table.columns.size());
    for (const schema::Column& column : table.columns) {
        ColumnView view = make_column_view(column, humanize_names);
        view.primary_key = primary.contains(column.name);
        view.unique = unique.contains(column.name) && !view.primary_key;
        if (const auto found = references.find(column.name); found != references.end()) {
            view.references = std::move(found->second);
        }
        views.push_back(std::move(view));
    }
    return views;
}

std::vector<ConstraintView> make_constraint_views(const Site& site, std::size_t index) {
    const Table& table = site.schema.tables[index];
    std::vector<ConstraintView> views;
    if (table.primary_key) {
        ConstraintView view{.kind = "PRIMARY KEY",
                            .name = table.primary_key->name,
                            .columns = table.primary_key->columns};
        if (table.primary_key->auto_increment) {
            view.clauses.emplace_back("AUTOINCREMENT");
        }
        views.push_back(std::move(view));
    }
    for (const schema::UniqueConstraint& constraint : table.unique_constraints) {
        views.push_back({.kind = "UNIQUE", .name = constraint.name, .columns = constraint.columns});
    }
    for (const schema::CheckConstraint& constraint : table.check_constraints) {
        views.push_back(
            {.kind = "CHECK", .name = constraint.name, .expression = constraint.expression});
    }
    for (const std::size_t relation : site.relations_of_child[index]) {
        const ForeignKey& key = site.key_of(site.relations[relation]);
        views.push_back({.kind = "FOREIGN KEY",
                         .name = key.name,
                         .columns = key.columns,
                         .referenced = site.parent_link(site.relations[relation]),
                         .referenced_columns = key.referenced_columns,
                         .clauses = key_clauses(key)});
    }
    return views;
}

std::string index_part_text(const schema::IndexPart& part) {
    std::string text = part.column.empty() ? part.expression : part.column;
    if (!part.collation.empty()) {
        text += " COLLATE " + part.collation;
    }
    if (part.descending) {
        text += " DESC";
    }
    return text;
}

/// Indexes that people created. Those that an engine makes for a key are told by the key itself.
std::vector<IndexView> make_index_views(const Table& table) {
    std::vector<IndexView> views;
    for (const schema::Index& index : table.indexes) {
        if (index.origin != schema::IndexOrigin::Created) {
            continue;
        }
        IndexView view{.name = index.name, .unique = index.unique, .predicate = index.predicate};
        for (const schema::IndexPart& part : index.parts) {
            view.parts.push_back(index_part_text(part));
        }
        views.push_back(std::move(view));
    }
    return views;
}

std::vector<TriggerView> make_trigger_views(const std::vector<schema::Trigger>& triggers) {
    std::vector<TriggerView> views;
    views.reserve(triggers.size());
    for (const schema::Trigger& trigger : triggers) {
        views.push_back(
            {trigger.name, trigger.timing, trigger.event, trigger.condition, trigger.body});
    }
    return views;
}

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

const char* parent_words(End end) {
    return end == End::ExactlyOne ? "one" : "zero or one";
}

const char* child_words(End end) {
    return end == End::ZeroOrMore ? "many" : "zero or one";
}

}  // namespace

std::vector<std::string> key_clauses(const ForeignKey& key) {
    std::vector<std::string> clauses;
    if (key.on_update != schema::ReferentialAction::NoAction) {
        clauses.push_back("ON UPDATE " + schema::action_words(key.on_update));
    }
    if (key.on_delete != schema::ReferentialAction::NoAction) {
        clauses.push_back("ON DELETE " + schema::action_words(key.on_delete));
    }
    if (key.deferrability == schema::Deferrability::InitiallyImmediate) {
        clauses.emplace_back("DEFERRABLE");
    } else if (key.deferrability == schema::Deferrability::InitiallyDeferred) {
        clauses.emplace_back("DEFERRABLE INITIALLY DEFERRED");
    }
    return clauses;
}

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
    return {.link = site.table_links[index],
            .kind = table.kind == schema::TableKind::Virtual ? "virtual table" : "table",
            .description = table.comment,
            .options = table_options(table),
            .junction = site.is_junction[index],
            .columns = make_column_views(site, index, humanize_columns),
            .constraints = make_constraint_views(site, index),
            .indexes = make_index_views(table),
            .triggers = make_trigger_views(table.triggers),
            .relationships = make_relationship_views(site, index)};
}

TableView make_view_view(const Site& site, std::size_t index, bool humanize_columns) {
    const schema::View& view = site.schema.views[index];
    TableView result{.link = site.view_links[index],
                     .kind = "view",
                     .description = view.comment,
                     .triggers = make_trigger_views(view.triggers),
                     .definition = view.definition};
    for (const schema::Column& column : view.columns) {
        result.columns.push_back(make_column_view(column, humanize_columns));
    }
    return result;
}

}  // namespace erdmark::document
