#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "base/text.h"
#include "render/markdown/escape.h"
#include "render/markdown/links.h"
#include "render/markdown/page_values.h"

namespace erdmark::render::markdown {

namespace {

using document::ColumnView;
using document::ConstraintView;
using document::IndexView;
using document::RelationshipKind;
using document::RelationshipView;
using document::TableView;
using document::TriggerView;

constexpr std::string_view kSql = "sql";

std::string in_sentence_case(std::string_view words) {
    std::string result = to_lower(words);
    if (!result.empty() && result.front() >= 'a' && result.front() <= 'z') {
        result.front() = static_cast<char>(result.front() - 'a' + 'A');
    }
    return result;
}

/// `View`, ``Junction table, `STRICT` ``; empty for an ordinary table without options.
std::string properties_of(const TableView& table) {
    std::string words = table.kind == "table" ? "" : table.kind;
    if (table.junction) {
        words = "junction table";
    }
    std::string result = text(in_sentence_case(words));
    if (!table.options.empty()) {
        result.append(result.empty() ? "" : ", ").append(code_list(table.options));
    }
    return result;
}

std::string reference(const document::ReferenceView& view, const std::string& from) {
    const std::string name = view.column.empty()
                                 ? view.table.table
                                 : fmt::format("{}.{}", view.table.table, view.column);
    const std::string label = view.table.module.empty() ? code(name) : text(name);
    return "FK → " + link_to_table(view.table, from, label);
}

std::string keys_of(const ColumnView& column, const std::string& from) {
    std::string keys = column.primary_key ? "PK" : "";
    const auto add = [&keys](const std::string& key) {
        keys.append(keys.empty() ? "" : ", ").append(key);
    };
    if (column.unique) {
        add("UK");
    }
    for (const document::ReferenceView& view : column.references) {
        add(reference(view, from));
    }
    return keys;
}

/// What is special about the column: how it is generated, its collation.
std::string notes_of(const ColumnView& column) {
    std::string notes;
    if (!column.generated.empty()) {
        notes = fmt::format("Generated ({})", text(column.generated));
        if (!column.generation_expression.empty()) {
            notes += fmt::format(": {}", code(column.generation_expression));
        }
    }
    for (const std::string& note : column.notes) {
        const std::string words = text(note);
        notes.append(notes.empty() ? "" : ", ").append(words);
    }
    return notes;
}

ValueList column_rows(const TableView& table) {
    ValueList rows;
    rows.reserve(table.columns.size());
    for (const ColumnView& column : table.columns) {
        ValueMap values;
        values.markup("column", code(column.name));
        values.markup("type", code(column.type));
        values.flag("nullable", column.nullable);
        values.markup("default", code(column.default_value.value_or("")));
        values.markup("keys", keys_of(column, table.link.module));
        values.text("column_description", column.description);
        values.markup("notes", notes_of(column));
        rows.push_back(std::move(values));
    }
    return rows;
}

std::string definition_of(const ConstraintView& constraint, const std::string& from) {
    std::string definition =
        constraint.expression.empty() ? code_list(constraint.columns) : code(constraint.expression);
    if (constraint.referenced) {
        definition += " → " + link_to_table(*constraint.referenced, from);
        if (!constraint.referenced_columns.empty()) {
            definition += fmt::format(" ({})", code_list(constraint.referenced_columns));
        }
    }
    for (const std::string& clause : constraint.clauses) {
        definition.append(", ").append(text(clause));
    }
    return definition;
}

ValueList constraint_rows(const TableView& table, bool has_names) {
    ValueList rows;
    for (const ConstraintView& constraint : table.constraints) {
        ValueMap values;
        values.text("constraint_kind", in_sentence_case(constraint.kind));
        values.flag("named", has_names);
        values.markup("constraint", code(constraint.name));
        values.markup("constraint_definition", definition_of(constraint, table.link.module));
        rows.push_back(std::move(values));
    }
    return rows;
}

ValueList index_rows(const TableView& table) {
    ValueList rows;
    for (const IndexView& index : table.indexes) {
        ValueMap values;
        values.markup("index", code(index.name));
        values.markup("parts", code_list(index.parts));
        values.flag("unique", index.unique);
        values.markup("predicate", code(index.predicate));
        rows.push_back(std::move(values));
    }
    return rows;
}

ValueList trigger_rows(const TableView& table) {
    ValueList rows;
    for (const TriggerView& trigger : table.triggers) {
        ValueMap values;
        values.markup("trigger", code(trigger.name));
        values.text("trigger_name", trigger.name);
        values.text("timing", trigger.timing);
        values.text("event", trigger.event);
        values.markup("condition", code(trigger.condition));
        values.markup("body", trigger.body.empty() ? "" : code_block(trigger.body, kSql));
        rows.push_back(std::move(values));
    }
    return rows;
}

std::string_view words_of(RelationshipKind kind) {
    switch (kind) {
        case RelationshipKind::BelongsTo:
            return "Belongs to";
        case RelationshipKind::HasMany:
            return "Has many";
        case RelationshipKind::HasOne:
            return "Has one";
        case RelationshipKind::ManyToMany:
            return "Many-to-many with";
    }
    return "";
}

ValueList relationship_rows(const TableView& table) {
    const std::string& from = table.link.module;
    ValueList rows;
    for (const RelationshipView& relationship : table.relationships) {
        ValueMap values;
        values.text("relationship", std::string(words_of(relationship.kind)));
        values.markup("other", link_to_table(relationship.other, from));
        values.markup("through", relationship.through ? link_to_table(*relationship.through, from)
                                                      : code_list(relationship.columns));
        values.flag("optional", relationship.optional);
        values.text("rules", to_lower(fmt::format("{}", fmt::join(relationship.clauses, ", "))));
        rows.push_back(std::move(values));
    }
    return rows;
}

bool has_constraint_names(const TableView& table) {
    return std::ranges::any_of(table.constraints, [](const ConstraintView& constraint) {
        return !constraint.name.empty();
    });
}

}  // namespace

ValueMap table_values(const TableView& table) {
    const bool has_names = has_constraint_names(table);
    ValueMap values;
    values.text("name", table.link.table);
    values.markup("anchor", table_anchor(table.link));
    values.markup("keep", "table:" + region_name(table.link.table));
    values.markup("properties", properties_of(table));
    values.markup("description", paragraphs(table.description));
    values.flag("is_view", table.kind.ends_with("view"));
    values.flag("has_columns", !table.columns.empty());
    values.list("columns", column_rows(table));
    values.flag("has_relationships", !table.relationships.empty());
    values.list("relationships", relationship_rows(table));
    values.flag("has_constraints", !table.constraints.empty());
    values.flag("has_constraint_names", has_names);
    values.list("constraints", constraint_rows(table, has_names));
    values.flag("has_indexes", !table.indexes.empty());
    values.list("indexes", index_rows(table));
    values.flag("has_triggers", !table.triggers.empty());
    values.list("triggers", trigger_rows(table));
    values.markup("definition", table.definition.empty() ? "" : code_block(table.definition, kSql));
    return values;
}

}  // namespace erdmark::render::markdown
