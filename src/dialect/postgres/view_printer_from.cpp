#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "base/text.h"
#include "dialect/postgres/expression_names.h"
#include "dialect/postgres/view_text.h"

namespace erdmark::dialect::postgres {

schema::QualifiedName ViewText::relation_name(const schema::QualifiedName& name) const {
    const auto renamed = renames_.relations.find(name);
    return renamed == renames_.relations.end() ? name : renamed->second;
}

std::string ViewText::column_name(const ViewTable& table, std::size_t column) const {
    const std::string& name = table.columns[column].name;
    if (table.kind != ViewTable::Kind::Relation || name != table.own_names[column]) {
        return name;
    }
    const auto renamed = renames_.columns.find({table.relation, name});
    return renamed == renames_.columns.end() ? name : renamed->second;
}

/// Names of columns in parentheses, where they are not those that they have anyway.
std::string ViewText::column_list(const ViewTable& table) {
    const bool has_own =
        std::ranges::equal(table.columns, table.own_names, {}, &RelationColumn::name);
    if (has_own && !table.lists_columns) {
        return "";
    }
    std::vector<std::string> names;
    for (const RelationColumn& column : table.columns) {
        names.push_back(quoted_name(column.name));
    }
    return "(" + erdmark::join(names, ", ") + ")";
}

std::string ViewText::alias(const ViewTable& table, const std::string& plain_name) {
    const std::string& shown = shown_names_.at(&table);
    std::string text;
    if (!table.definitions.empty()) {
        std::vector<std::string> columns;
        for (const RelationColumn& column : table.definitions) {
            columns.push_back(quoted_name(column.name) + " " + column.type);
        }
        return fmt::format(" {}({})", quoted_name(shown), erdmark::join(columns, ", "));
    }
    const std::string list = column_list(table);
    if (shown != plain_name || !list.empty()) {
        text += " " + quoted_name(shown) + list;
    }
    return text;
}

Lines ViewText::table(const ViewTable& table, const ViewLevel& level) {
    if (table.kind == ViewTable::Kind::Query) {
        Lines lines{table.lateral ? "LATERAL (" : "("};
        append(lines, indented(query(*table.query, &level)));
        lines.push_back(")" + alias(table, ""));
        return lines;
    }
    if (table.kind == ViewTable::Kind::Call) {
        Lines lines = expression(table.call, level);
        lines.back() += table.ordinality ? " WITH ORDINALITY" : "";
        lines.back() += alias(table, table.call.names.back());
        return lines;
    }
    const schema::QualifiedName name =
        table.kind == ViewTable::Kind::Relation ? relation_name(table.relation) : table.relation;
    const std::string schema = name.schema.empty() ? "" : quoted_name(name.schema) + ".";
    return {(table.only ? "ONLY " : "") + schema + quoted_name(name.name) +
            alias(table, name.name)};
}

Lines ViewText::join(const ViewFrom& join, const ViewLevel& level) {
    Lines lines = from(*join.left, level);
    lines.push_back(join.words + " ");
    Lines right = from(*join.right, level);
    if (join.right->table == nullptr) {
        right = {"(" + in_one_line(right) + ")"};
    }
    attach(lines, std::move(right));
    if (join.condition) {
        lines.back() += " ON ";
        attach(lines, expression(*join.condition, level));
    } else if (!join.using_columns.empty()) {
        std::vector<std::string> names;
        for (const std::string& name : join.using_columns) {
            names.push_back(quoted_name(name));
        }
        lines.back() += " USING (" + erdmark::join(names, ", ") + ")";
    }
    return lines;
}

Lines ViewText::from(const ViewFrom& item, const ViewLevel& level) {
    return item.table == nullptr ? join(item, level) : table(*item.table, level);
}

}  // namespace erdmark::dialect::postgres
