#include "document/table/constraints.h"

#include <fmt/format.h>

namespace erdmark::document {

namespace {

using schema::ForeignKey;
using schema::Table;

void add_deferrability(schema::Deferrability deferrability, std::vector<std::string>& clauses) {
    if (deferrability == schema::Deferrability::InitiallyImmediate) {
        clauses.emplace_back("DEFERRABLE");
    } else if (deferrability == schema::Deferrability::InitiallyDeferred) {
        clauses.emplace_back("DEFERRABLE INITIALLY DEFERRED");
    }
}

ConstraintView primary_key_view(const schema::PrimaryKey& key) {
    ConstraintView view{.kind = "PRIMARY KEY",
                        .name = key.name,
                        .columns = key.columns,
                        .included = key.included,
                        .description = key.comment};
    if (key.auto_increment) {
        view.clauses.emplace_back("AUTOINCREMENT");
    }
    add_deferrability(key.deferrability, view.clauses);
    return view;
}

ConstraintView unique_view(const schema::UniqueConstraint& constraint) {
    ConstraintView view{.kind = "UNIQUE",
                        .name = constraint.name,
                        .columns = constraint.columns,
                        .included = constraint.included,
                        .description = constraint.comment};
    if (constraint.nulls_not_distinct) {
        view.clauses.emplace_back("NULLS NOT DISTINCT");
    }
    add_deferrability(constraint.deferrability, view.clauses);
    return view;
}

ConstraintView check_view(const schema::CheckConstraint& constraint) {
    ConstraintView view{.kind = "CHECK",
                        .name = constraint.name,
                        .expression = constraint.expression,
                        .description = constraint.comment};
    if (constraint.no_inherit) {
        view.clauses.emplace_back("NO INHERIT");
    }
    if (constraint.not_valid) {
        view.clauses.emplace_back("NOT VALID");
    }
    return view;
}

ConstraintView exclusion_view(const schema::ExclusionConstraint& constraint) {
    ConstraintView view{.kind = "EXCLUDE",
                        .name = constraint.name,
                        .included = constraint.included,
                        .method = constraint.method,
                        .predicate = constraint.predicate,
                        .description = constraint.comment};
    for (const schema::ExclusionElement& element : constraint.elements) {
        view.columns.push_back(
            fmt::format("{} WITH {}", index_part_text(element.part), element.comparison));
    }
    add_deferrability(constraint.deferrability, view.clauses);
    return view;
}

ConstraintView foreign_key_view(const Site& site, const Relation& relation) {
    const ForeignKey& key = site.key_of(relation);
    ConstraintView view{.kind = "FOREIGN KEY",
                        .name = key.name,
                        .columns = key.columns,
                        .referenced = site.parent_link(relation),
                        .referenced_columns = key.referenced_columns,
                        .clauses = key_clauses(key),
                        .description = key.comment};
    const bool to_partition = relation.parent != kNoTable &&
                              site.schema.tables[relation.parent].name != key.referenced_table;
    if (to_partition) {
        view.clauses.insert(view.clauses.begin(),
                            fmt::format("only its partition {}", key.referenced_table.display()));
    }
    return view;
}

std::string action_clause(const char* event, schema::ReferentialAction action) {
    return fmt::format("ON {} {}", event, schema::action_words(action));
}

}  // namespace

std::vector<ConstraintView> make_constraint_views(const Site& site, std::size_t index) {
    const Table& table = site.schema.tables[index];
    std::vector<ConstraintView> views;
    if (table.primary_key) {
        views.push_back(primary_key_view(*table.primary_key));
    }
    for (const schema::UniqueConstraint& constraint : table.unique_constraints) {
        views.push_back(unique_view(constraint));
    }
    for (const schema::CheckConstraint& constraint : table.check_constraints) {
        views.push_back(check_view(constraint));
    }
    for (const schema::ExclusionConstraint& constraint : table.exclusion_constraints) {
        views.push_back(exclusion_view(constraint));
    }
    for (const std::size_t relation : site.relations_of_child[index]) {
        views.push_back(foreign_key_view(site, site.relations[relation]));
    }
    return views;
}

std::vector<std::string> key_clauses(const ForeignKey& key) {
    std::vector<std::string> clauses;
    if (key.match != schema::MatchType::Simple) {
        clauses.emplace_back(key.match == schema::MatchType::Full ? "MATCH FULL" : "MATCH PARTIAL");
    }
    if (key.on_update != schema::ReferentialAction::NoAction) {
        clauses.push_back(action_clause("UPDATE", key.on_update));
    }
    if (key.on_delete != schema::ReferentialAction::NoAction) {
        clauses.push_back(action_clause("DELETE", key.on_delete));
        if (!key.set_columns.empty()) {
            clauses.back() += fmt::format(" ({})", fmt::join(key.set_columns, ", "));
        }
    }
    add_deferrability(key.deferrability, clauses);
    if (key.not_valid) {
        clauses.emplace_back("NOT VALID");
    }
    return clauses;
}

std::string index_part_text(const schema::IndexPart& part) {
    std::string text = part.column.empty() ? part.expression : part.column;
    if (!part.collation.empty()) {
        text += " COLLATE " + part.collation;
    }
    if (!part.operator_class.empty()) {
        text += " " + part.operator_class;
    }
    if (part.descending) {
        text += " DESC";
    }
    if (!part.nulls.empty()) {
        text += " NULLS " + part.nulls;
    }
    return text;
}

}  // namespace erdmark::document
