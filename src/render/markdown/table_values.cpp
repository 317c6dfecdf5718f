#include <algorithm>
#include <utility>

#include "base/text.h"
#include "render/markdown/column_values.h"
#include "render/markdown/escape.h"
#include "render/markdown/key_values.h"
#include "render/markdown/links.h"
#include "render/markdown/page_values.h"
#include "render/markdown/part_values.h"
#include "render/markdown/row_values.h"

namespace erdmark::render::markdown {

namespace {

using document::RelationshipKind;
using document::RelationshipView;
using document::SourceView;
using document::TableLink;
using document::TableView;

/// More would be a wall of names; each view says itself what it reads.
constexpr std::size_t kLinksInALine = 12;

/// `View`, ``Junction table, partitioned by `RANGE (day)`, `STRICT` ``; empty for an ordinary table
/// without options.
std::string properties_of(const TableView& table) {
    std::vector<std::string> properties;
    if (table.junction) {
        properties.emplace_back("junction table");
    }
    if (!table.partition_key.empty()) {
        properties.push_back("partitioned by " + code(table.partition_key));
    } else if (table.kind != "table" && !table.junction) {
        properties.push_back(text(table.kind));
    }
    if (!table.server.empty()) {
        properties.push_back("on server " + code(table.server));
    }
    if (!properties.empty()) {
        properties.front() = with_capital(std::move(properties.front()));
    }
    if (!table.options.empty()) {
        properties.push_back(code_list(table.options));
    }
    return join(properties, ", ");
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

/// The clauses in lower case, but for the columns that one may name in parentheses.
std::string in_words(const std::vector<std::string>& clauses) {
    std::string words;
    for (const std::string& clause : clauses) {
        const std::size_t names = std::min(clause.find('('), clause.size());
        words.append(words.empty() ? "" : ", ")
            .append(to_lower(clause.substr(0, names)))
            .append(clause, names);
    }
    return words;
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
        values.text("rules", in_words(relationship.clauses));
        rows.push_back(std::move(values));
    }
    return rows;
}

std::string link_list(const std::vector<TableLink>& links, const std::string& from) {
    std::vector<std::string> items;
    items.reserve(links.size());
    for (const TableLink& each : links) {
        items.push_back(link_to_table(each, from));
    }
    return short_list(items, kLinksInALine);
}

ValueList source_rows(const TableView& table) {
    ValueList rows;
    for (const SourceView& source : table.reads) {
        std::vector<std::string> columns;
        for (const std::string& column : source.columns) {
            columns.push_back(code(column));
        }
        ValueMap row;
        row.markup("source", link_to_table(source.table, table.link.module));
        row.markup("source_columns", short_list(columns, kLinksInALine));
        rows.push_back(std::move(row));
    }
    return rows;
}

void add_relatives(ValueMap& values, const TableView& table) {
    const std::string& from = table.link.module;
    values.flag("has_relatives", !table.inherits.empty() || !table.inherited_by.empty() ||
                                     !table.reads.empty() || !table.read_by.empty());
    values.markup("inherits", link_list(table.inherits, from));
    values.markup("inherited_by", link_list(table.inherited_by, from));
    values.flag("has_sources", !table.reads.empty());
    values.list("sources", source_rows(table));
    values.markup("read_by", link_list(table.read_by, from));
}

}  // namespace

ValueMap table_values(const TableView& table) {
    constexpr std::size_t kValues = 64;
    ValueMap values(kValues);
    values.text("name", table.link.table);
    values.markup("anchor", table_anchor(table.link));
    values.markup("keep", "table:" + region_name(table.link.table));
    values.markup("properties", properties_of(table));
    values.markup("description", paragraphs(table.description));
    values.flag("is_view", table.kind.ends_with("view"));
    add_columns(values, table);
    values.flag("has_relationships", !table.relationships.empty());
    values.list("relationships", relationship_rows(table));
    add_relatives(values, table);
    add_constraints(values, table);
    add_indexes(values, table);
    add_triggers(values, table);
    add_parts(values, table);
    add_access(values, table);
    add_rows(values, table);
    values.markup("definition",
                  table.definition.empty() ? "" : code_block(table.definition, "sql"));
    return values;
}

}  // namespace erdmark::render::markdown
