#include "render/markdown/key_values.h"

#include <algorithm>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "base/text.h"
#include "render/markdown/escape.h"
#include "render/markdown/links.h"
#include "render/markdown/page_values.h"

namespace erdmark::render::markdown {

namespace {

using document::ConstraintView;
using document::IndexView;
using document::TableView;

/// Columns that are in the index of a key without being part of it.
std::string including(const std::vector<std::string>& columns) {
    return columns.empty() ? "" : " including " + code_list(columns);
}

std::string definition_of(const ConstraintView& constraint, const std::string& from) {
    std::string definition =
        constraint.expression.empty() ? code_list(constraint.columns) : code(constraint.expression);
    definition += including(constraint.included);
    if (constraint.referenced) {
        definition += " → " + link_to_table(*constraint.referenced, from);
        if (!constraint.referenced_columns.empty()) {
            definition += fmt::format(" ({})", code_list(constraint.referenced_columns));
        }
    }
    if (!constraint.method.empty()) {
        definition += " using " + code(constraint.method);
    }
    if (!constraint.predicate.empty()) {
        definition += " where " + code(constraint.predicate);
    }
    for (const std::string& clause : constraint.clauses) {
        definition.append(", ").append(text(clause));
    }
    return definition;
}

/// Whether the index works at all, and how it is made where that is not as always.
std::string index_notes(const IndexView& index) {
    std::string notes =
        index.invalid ? "**Invalid**: building it failed, and the database does not use it" : "";
    notes = join_lines(std::move(notes), index.nulls_not_distinct ? "NULLS NOT DISTINCT" : "");
    return join_lines(std::move(notes), code_list(index.options));
}

std::string parts_of(const IndexView& index) {
    std::string parts = code_list(index.parts) + including(index.included);
    return index.method.empty() ? parts : fmt::format("{} using {}", parts, code(index.method));
}

}  // namespace

void add_constraints(ValueMap& values, const TableView& table) {
    const bool has_names = std::ranges::any_of(
        table.constraints, [](const ConstraintView& each) { return !each.name.empty(); });
    const bool has_descriptions = std::ranges::any_of(
        table.constraints, [](const ConstraintView& each) { return !each.description.empty(); });
    ValueList rows;
    for (const ConstraintView& constraint : table.constraints) {
        ValueMap row;
        row.text("constraint_kind", with_capital(to_lower(constraint.kind)));
        row.flag("named", has_names);
        row.markup("constraint", code(constraint.name));
        row.markup("constraint_definition", definition_of(constraint, table.link.module));
        row.text("constraint_description", constraint.description);
        rows.push_back(std::move(row));
    }
    values.flag("has_constraints", !rows.empty());
    values.flag("has_constraint_names", has_names);
    values.flag("has_constraint_descriptions", has_descriptions);
    values.list("constraints", std::move(rows));
}

void add_indexes(ValueMap& values, const TableView& table) {
    bool has_descriptions = false;
    ValueList rows;
    for (const IndexView& index : table.indexes) {
        std::string description = join_lines(text(index.description), index_notes(index));
        has_descriptions = has_descriptions || !description.empty();
        ValueMap row;
        row.markup("index", code(index.name));
        row.markup("parts", parts_of(index));
        row.flag("unique", index.unique);
        row.markup("predicate", code(index.predicate));
        row.markup("index_description", std::move(description));
        rows.push_back(std::move(row));
    }
    values.flag("has_indexes", !rows.empty());
    values.flag("has_index_descriptions", has_descriptions);
    values.list("indexes", std::move(rows));
}

}  // namespace erdmark::render::markdown
