#include "render/markdown/column_values.h"

#include <utility>
#include <vector>

#include <fmt/format.h>

#include "render/markdown/escape.h"
#include "render/markdown/links.h"

namespace erdmark::render::markdown {

namespace {

using document::ColumnView;
using document::TableView;
using document::TypeKind;
using document::TypeNoteView;

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

/// The parts that a note holds, and how many more the type's entry tells.
std::string parts_of(const TypeNoteView& note, const std::string& from) {
    std::string parts = code_list(note.parts);
    if (note.part_count > note.parts.size()) {
        const std::string more = fmt::format("{} more", note.part_count - note.parts.size());
        parts.append(" and ").append(link_to_type(note.type, from, more));
    }
    return parts;
}

std::string domain_note(const TypeNoteView& note, const std::string& from) {
    std::string words = fmt::format("Domain of {}", code(note.base));
    if (!note.nullable) {
        words += ", not null";
    }
    return note.parts.empty() ? words : fmt::format("{}, check {}", words, parts_of(note, from));
}

/// What a reader need not look up.
std::string type_note(const TypeNoteView& note, const std::string& from) {
    switch (note.kind) {
        case TypeKind::Enum:
            return note.parts.empty() ? "" : "Values: " + parts_of(note, from);
        case TypeKind::Domain:
            return domain_note(note, from);
        case TypeKind::Composite:
            return note.parts.empty() ? "" : "Fields: " + parts_of(note, from);
        case TypeKind::Range:
            return fmt::format("Range of {}", code(note.base));
    }
    return "";
}

/// What is special about the column: how it is generated, its collation.
std::string plain_notes(const ColumnView& column) {
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

std::string notes_of(const TableView& table, const ColumnView& column) {
    std::string notes = plain_notes(column);
    if (column.user_type.empty() || table.kind.ends_with("view")) {
        return notes;
    }
    return join_lines(type_note(column.user_type.front(), table.link.module), notes);
}

}  // namespace

void add_columns(ValueMap& values, const TableView& table) {
    ValueList rows;
    rows.reserve(table.columns.size());
    for (const ColumnView& column : table.columns) {
        ValueMap& row = rows.emplace_back();
        row.markup("column", code(column.name));
        row.markup("type", type_of(column, table.link.module));
        row.flag("nullable", column.nullable);
        row.markup("default", code(column.default_value.value_or("")));
        row.markup("keys", keys_of(column, table.link.module));
        row.text("column_description", column.description);
        row.markup("notes", notes_of(table, column));
    }
    values.flag("has_columns", !rows.empty());
    values.list("columns", std::move(rows));
}

std::string type_of(const ColumnView& column, const std::string& from) {
    std::string type = code(column.type);
    if (column.user_type.empty() || type.empty()) {
        return type;
    }
    return link_to_type(column.user_type.front().type, from, type);
}

}  // namespace erdmark::render::markdown
