#include "dialect/postgres/view_printer.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "base/text.h"
#include "dialect/postgres/expression_names.h"
#include "dialect/postgres/expression_printer.h"
#include "dialect/postgres/view_names.h"
#include "dialect/postgres/view_scope.h"
#include "dialect/postgres/view_text.h"

namespace erdmark::dialect::postgres {

namespace {

// NAMEDATALEN of the server, with the byte that ends a name.
constexpr std::size_t kNameLimit = 64;

/// `users_1` when `users` is taken, as set_rtable_names in ruleutils.c chooses it.
std::string free_name(const std::string& name, const std::set<std::string>& taken) {
    std::string free = name;
    for (int number = 1; taken.contains(free); ++number) {
        const std::string suffix = fmt::format("_{}", number);
        std::string stem = name.substr(0, kNameLimit - 1 - suffix.size());
        // Not in the middle of a character.
        while (stem.size() < name.size() && !stem.empty() &&
               (static_cast<unsigned char>(name[stem.size()]) & 0xC0U) == 0x80U) {
            stem.pop_back();
        }
        free = stem + suffix;
    }
    return free;
}

std::vector<std::string> quoted(const std::vector<std::string>& names) {
    std::vector<std::string> all;
    std::ranges::transform(names, std::back_inserter(all),
                           [](const std::string& name) { return quoted_name(name); });
    return all;
}

/// Whether its outputs are what `*` stands for.
bool is_all_columns(const ViewQuery& query) {
    return query.tables.size() == 1 && query.targets.size() > 1 &&
           std::ranges::equal(query.targets, query.input_names,
                              [](const ViewTarget& target, const std::string& name) {
                                  return target.value.kind == NodeKind::Column &&
                                         target.column.name == name;
                              });
}

Lines in_parentheses(Lines lines) {
    Lines all{"("};
    append(all, indented(std::move(lines)));
    all.emplace_back(")");
    return all;
}

}  // namespace

ViewLevel ViewText::open(const ViewQuery& query, const ViewLevel* outer) {
    ViewLevel level{.query = &query, .outer = outer};
    if (outer != nullptr) {
        level.names = outer->names;
    } else if (!query.is_in_routine) {
        // The rule that a view is has two rows of its own.
        level.names = {"new", "old"};
    }
    level.qualifies = query.tables.size() > 1;
    for (const std::unique_ptr<ViewTable>& table : query.tables) {
        const bool is_bare =
            table->kind == ViewTable::Kind::Relation && table->name == table->relation.name;
        const std::string name = is_bare ? relation_name(table->relation).name : table->name;
        const std::string free = free_name(name, level.names);
        level.names.insert(free);
        shown_names_[table.get()] = free;
    }
    return level;
}

Lines ViewText::query(const ViewQuery& query, const ViewLevel* outer, NodeKind use) {
    ViewLevel level = open(query, outer);
    level.is_nameless = use != NodeKind::ScalarQuery || query.is_in_routine;
    level.is_test = use == NodeKind::Exists;
    Lines lines = with(level);
    append(lines, body(level));
    if (!query.order_by.empty()) {
        lines.push_back("ORDER BY " + sort_items(query.order_by, level));
    }
    if (const std::string text = limit(level); !text.empty()) {
        lines.push_back(text);
    }
    return lines;
}

Lines ViewText::with(const ViewLevel& level) {
    Lines lines;
    for (const ViewCommonTable& common : level.query->common_tables) {
        if (lines.empty()) {
            lines.emplace_back(level.query->recursive ? "WITH RECURSIVE " : "WITH ");
        } else {
            lines.back() += ",";
            lines.emplace_back();
        }
        lines.back() += quoted_name(common.name);
        if (!common.columns.empty()) {
            lines.back() += "(" + erdmark::join(quoted(common.columns), ", ") + ")";
        }
        lines.back() += " AS " + common.words;
        attach(lines, in_parentheses(query(*common.query, &level)));
    }
    return lines;
}

Lines ViewText::body(const ViewLevel& level) {
    if (!level.query->operation.empty()) {
        return set_operation(level);
    }
    if (level.query->rows.empty()) {
        return select(level);
    }
    std::vector<Lines> rows;
    for (const std::vector<Node>& row : level.query->rows) {
        std::vector<std::string> values;
        values.reserve(row.size());
        for (const Node& value : row) {
            values.push_back(inline_text(value, level));
        }
        rows.push_back({"(" + erdmark::join(values, ", ") + ")"});
    }
    return list_lines("VALUES", rows);
}

/// One of the two queries of UNION and the like. `is_chain`: it may be a UNION itself.
Lines ViewText::side(const ViewQuery& side, const ViewLevel& level, bool is_chain) {
    const bool is_first = &side == level.query->left.get();
    const bool has_end =
        !side.order_by.empty() || side.limit || side.offset || !side.common_tables.empty();
    // The first query gives the names.
    const bool is_nameless = level.is_nameless || !is_first;
    Lines lines = query(side, &level, is_nameless ? NodeKind::ArrayQuery : NodeKind::ScalarQuery);
    const bool is_bare = !has_end && (side.operation.empty() || is_chain);
    return is_bare ? lines : in_parentheses(std::move(lines));
}

Lines ViewText::set_operation(const ViewLevel& level) {
    const ViewQuery& query = *level.query;
    Lines lines = side(*query.left, level, query.left->operation == query.operation);
    lines.push_back(query.operation);
    append(lines, side(*query.right, level, false));
    return lines;
}

Lines ViewText::targets(const ViewLevel& level) {
    const ViewQuery& query = *level.query;
    std::string head = query.distinct ? "SELECT DISTINCT" : "SELECT";
    if (!query.distinct_on.empty()) {
        head += " ON (" + sort_items(query.distinct_on, level) + ")";
    }
    if (level.is_test && is_all_columns(query)) {
        return {head + " *"};
    }
    std::vector<Lines> items;
    for (const ViewTarget& target : query.targets) {
        const Node value = named(target.value, level);
        if (value.kind == NodeKind::Column && value.all) {
            throw ViewNotUnderstood{fmt::format("the row '{}' as a column", value.names[0])};
        }
        Lines item = expression(target.value, level);
        if (!level.is_nameless && output_name(value, tokens_) != target.column.name) {
            item.back() += " AS " + quoted_name(target.column.name);
        }
        items.push_back(std::move(item));
    }
    return list_lines(head, items);
}

std::string ViewText::window_clause(const ViewLevel& level) {
    std::vector<std::string> windows;
    for (const ViewWindow& each : level.query->windows) {
        windows.push_back(fmt::format("{} AS ({})", quoted_name(each.name), window(each, level)));
    }
    return erdmark::join(windows, ", ");
}

/// `WHERE` with what AND joins on lines of its own when it is long.
Lines ViewText::condition(std::string_view word, const Node& value, const ViewLevel& level) {
    Lines lines{fmt::format("{} ", word)};
    attach(lines, expression(value, level));
    const bool is_short = lines.size() == 1 && lines[0].size() <= kLineLength;
    if (is_short || value.kind != NodeKind::And) {
        return lines;
    }
    lines = {fmt::format("{} ", word)};
    for (std::size_t i = 0; i < value.parts.size(); ++i) {
        Lines part = expression(value.parts[i], level);
        if (value.parts[i].kind == NodeKind::Or) {
            part.front().insert(0, "(");
            part.back() += ")";
        }
        if (i > 0) {
            part.front().insert(0, "AND ");
            append(lines, indented(std::move(part)));
        } else {
            attach(lines, std::move(part));
        }
    }
    return lines;
}

Lines ViewText::select(const ViewLevel& level) {
    const ViewQuery& query = *level.query;
    Lines lines = targets(level);
    for (std::size_t i = 0; i < query.from.size(); ++i) {
        lines.back() += i > 0 ? "," : "";
        lines.emplace_back(i > 0 ? "    " : "FROM ");
        attach(lines, from(query.from[i], level));
    }
    if (query.where) {
        append(lines, condition("WHERE", *query.where, level));
    }
    if (!query.group_by.empty()) {
        std::vector<std::string> items;
        for (const ViewGroupItem& item : query.group_by) {
            items.push_back(group_item(item, level));
        }
        lines.push_back((query.group_distinct ? "GROUP BY DISTINCT " : "GROUP BY ") +
                        erdmark::join(items, ", "));
    }
    if (query.having) {
        append(lines, condition("HAVING", *query.having, level));
    }
    if (!query.windows.empty()) {
        lines.push_back("WINDOW " + window_clause(level));
    }
    return lines;
}

std::string ViewText::limit(const ViewLevel& level) {
    const ViewQuery& query = *level.query;
    std::vector<std::string> parts;
    if (query.limit && !query.with_ties) {
        parts.push_back("LIMIT " + inline_text(*query.limit, level));
    }
    if (query.offset) {
        parts.push_back("OFFSET " + inline_text(*query.offset, level));
    }
    if (query.limit && query.with_ties) {
        const std::string count = inline_text(*query.limit, level);
        const bool is_bare = query.limit->kind == NodeKind::Number;
        parts.push_back(
            fmt::format("FETCH FIRST {} ROWS WITH TIES", is_bare ? count : "(" + count + ")"));
    }
    return erdmark::join(parts, " ");
}

std::string printed_view(const ViewQuery& query, const ViewTokens& tokens,
                         const ViewRenames& renames) {
    std::string text;
    for (const std::string& line : ViewText(tokens, renames).query(query, nullptr)) {
        text += text.empty() ? "" : "\n";
        text += line;
    }
    return text;
}

}  // namespace erdmark::dialect::postgres
