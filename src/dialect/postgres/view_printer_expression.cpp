#include <algorithm>
#include <charconv>
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

// Around the number of a query that stands in an expression, while that is printed.
constexpr char kMark = '\x02';

/// The use of a query below a node of that kind: a scalar one where someone sees its names.
NodeKind use_below(NodeKind kind) {
    const bool hides_names = kind == NodeKind::Exists || kind == NodeKind::InQuery ||
                             kind == NodeKind::QueryTest || kind == NodeKind::ArrayQuery;
    return hides_names ? kind : NodeKind::ScalarQuery;
}

bool is_once(const ViewQuery& query, const std::string& name) {
    return std::ranges::count(query.columns, name, &RelationColumn::name) == 1;
}

}  // namespace

std::vector<std::string> ViewText::path(const ViewToken& token, const ViewLevel& level) const {
    const bool is_here = token.owner == level.query;
    if (token.kind == ViewToken::Kind::Merged) {
        if (!is_here) {
            throw ViewNotUnderstood{
                fmt::format("the column '{}' of a join of an outer query", token.name)};
        }
        return {token.name};
    }
    const std::string& table = shown_names_.at(token.table);
    if (token.kind == ViewToken::Kind::Row) {
        return {table};
    }
    std::string column = column_name(*token.table, token.column);
    if (is_here && !level.qualifies && !qualifies_all_) {
        return {column};
    }
    return {table, column};
}

bool ViewText::has_column(const ViewTable& table, const std::string& name) const {
    for (std::size_t place = 0; place < table.columns.size(); ++place) {
        if (column_name(table, place) == name) {
            return true;
        }
    }
    return false;
}

/// Whether the name, where no qualifier is before it, is that of a column or a table.
bool ViewText::is_column(const std::string& name, const ViewLevel& level) const {
    if (level.names.contains(name)) {
        return true;
    }
    for (const ViewLevel* each = &level; each != nullptr; each = each->outer) {
        if (std::ranges::any_of(each->query->tables,
                                [&](const auto& table) { return has_column(*table, name); })) {
            return true;
        }
    }
    return false;
}

/// A parameter of the routine around the query: by its name if it has one.
Node ViewText::parameter(const ViewToken& token, const ViewLevel& level) const {
    if (token.name.empty()) {
        return make_node(NodeKind::Parameter, fmt::format("${}", token.column + 1));
    }
    Node column = make_node(NodeKind::Column);
    column.names = {token.name};
    if (qualifies_all_ || is_column(token.name, level)) {
        column.names.insert(column.names.begin(), token.table->name);
    }
    return column;
}

/// With names for tokens of columns.
Node ViewText::named(const Node& node, const ViewLevel& level) const {
    if (tokens_.query_of(node) != nullptr) {
        return node;
    }
    Node result = node;
    if (const ViewToken* const token = tokens_.of(node)) {
        if (token->table != nullptr && token->table->kind == ViewTable::Kind::Parameters) {
            return parameter(*token, level);
        }
        result.names = path(*token, level);
        // As a bare name it would be a column of that name.
        result.all = token->kind == ViewToken::Kind::Row &&
                     (token->owner != level.query ||
                      std::ranges::find(level.query->input_names, result.names[0]) !=
                          level.query->input_names.end());
        return result;
    }
    for (std::vector<Node>* const list : {&result.parts, &result.clauses}) {
        for (Node& part : *list) {
            part = named(part, level);
        }
    }
    return result;
}

/// With marks for queries, and windows as they are written.
Node ViewText::shown(Node node, const ViewLevel& level, NodeKind use) {
    if (const ViewQuery* const inner = tokens_.query_of(node)) {
        queries_.push_back(query(*inner, &level, use));
        return make_node(NodeKind::Opaque, fmt::format("{0}{1}{0}", kMark, queries_.size() - 1));
    }
    for (std::vector<Node>* const list : {&node.parts, &node.clauses}) {
        for (Node& part : *list) {
            part = shown(std::move(part), level, use_below(node.kind));
        }
    }
    const auto over = std::ranges::find(node.clauses, NodeKind::Over, &Node::kind);
    const ViewToken* const token = over == node.clauses.end() ? nullptr : tokens_.find(over->text);
    if (token == nullptr) {
        return node;
    }
    const std::string text = window(token->window, level);
    node.clauses.erase(over);
    Node call = make_node(NodeKind::Opaque, fmt::format("{} OVER ({})", printed(node), text));
    call.all = true;
    return call;
}

/// Queries in their places: in the line when there is room, else on lines of their own.
Lines ViewText::with_queries(const std::string& text) {
    Lines lines{""};
    std::size_t done = 0;
    for (std::size_t mark = text.find(kMark); mark != std::string::npos;
         mark = text.find(kMark, done)) {
        const std::size_t end = text.find(kMark, mark + 1);
        std::size_t number = queries_.size();
        if (end != std::string::npos) {
            std::from_chars(text.data() + mark + 1, text.data() + end, number);
        }
        if (number >= queries_.size()) {
            throw ViewNotUnderstood{"a text with a control character"};
        }
        lines.back() += text.substr(done, mark - done);
        const std::string line = in_one_line(queries_[number]);
        if (lines.back().size() + line.size() <= kLineLength) {
            lines.back() += line;
        } else {
            append(lines, indented(queries_[number]));
            lines.emplace_back();
        }
        done = end + 1;
    }
    lines.back() += text.substr(done);
    return lines;
}

Lines ViewText::expression(const Node& node, const ViewLevel& level) {
    return with_queries(printed(shown(named(node, level), level)));
}

std::string ViewText::inline_text(const Node& node, const ViewLevel& level) {
    return in_one_line(expression(node, level));
}

std::string ViewText::window(const ViewWindow& window, const ViewLevel& level) {
    std::vector<std::string> pieces;
    if (!window.base_name.empty()) {
        pieces.push_back(quoted_name(window.base_name));
    }
    if (!window.partition.empty()) {
        std::vector<std::string> values;
        for (const Node& value : window.partition) {
            values.push_back(inline_text(value, level));
        }
        pieces.push_back("PARTITION BY " + erdmark::join(values, ", "));
    }
    if (!window.order.empty()) {
        std::vector<std::string> values;
        for (const ViewSortItem& item : window.order) {
            values.push_back(inline_text(item.value, level) + item.words);
        }
        pieces.push_back("ORDER BY " + erdmark::join(values, ", "));
    }
    if (!window.frame.empty()) {
        std::string frame = window.frame;
        for (const Node& bound : window.bounds) {
            const std::size_t at = frame.find("{}");
            if (at != std::string::npos) {
                frame.replace(at, 2, inline_text(bound, level));
            }
        }
        pieces.push_back(frame);
    }
    return erdmark::join(pieces, " ");
}

/// The place of the output that the item is; -1 for none.
int ViewText::find_target(const ViewSortItem& item, const ViewLevel& level) {
    if (item.target >= 0) {
        return item.target;
    }
    const std::string text = inline_text(item.value, level);
    const std::vector<ViewTarget>& targets = level.query->targets;
    for (std::size_t i = 0; i < targets.size(); ++i) {
        if (inline_text(targets[i].value, level) == text) {
            return static_cast<int>(i);
        }
    }
    return -1;
}

std::string ViewText::sort_item(const ViewSortItem& item, const ViewLevel& level,
                                bool inputs_first) {
    const ViewQuery& query = *level.query;
    const int target = find_target(item, level);
    const std::string name =
        target < 0 || level.is_nameless ? "" : query.columns[static_cast<std::size_t>(target)].name;
    const bool is_input =
        inputs_first && std::ranges::find(query.input_names, name) != query.input_names.end();
    const bool has_name = !name.empty() && is_once(query, name) && !is_input;
    if (query.targets.empty()) {
        return (has_name ? quoted_name(name) : std::to_string(target + 1)) + item.words;
    }
    if (item.value.kind != NodeKind::Column && has_name) {
        return quoted_name(name) + item.words;
    }
    if (item.value.kind == NodeKind::Number) {
        return std::to_string(target + 1) + item.words;
    }
    const std::string text = inline_text(item.value, level);
    // The name of an output comes before that of an input.
    const bool is_other =
        !inputs_first && !level.is_nameless && item.value.kind == NodeKind::Column &&
        std::ranges::any_of(query.targets, [&](const ViewTarget& each) {
            return quoted_name(each.column.name) == text && each.value != item.value;
        });
    if (!is_other) {
        return text + item.words;
    }
    qualifies_all_ = true;
    const std::string qualified = inline_text(item.value, level);
    qualifies_all_ = false;
    return qualified + item.words;
}

std::string ViewText::sort_items(const std::vector<ViewSortItem>& items, const ViewLevel& level) {
    std::vector<std::string> texts;
    texts.reserve(items.size());
    for (const ViewSortItem& item : items) {
        texts.push_back(sort_item(item, level, false));
    }
    return erdmark::join(texts, ", ");
}

std::string ViewText::group_item(const ViewGroupItem& item, const ViewLevel& level) {
    std::vector<std::string> texts;
    for (const ViewSortItem& value : item.values) {
        texts.push_back(sort_item(value, level, true));
    }
    for (const ViewGroupItem& inner : item.items) {
        texts.push_back(group_item(inner, level));
    }
    const std::string list = erdmark::join(texts, ", ");
    if (item.words.empty()) {
        return texts.size() == 1 ? list : "(" + list + ")";
    }
    return item.words == "()" ? item.words : item.words + " (" + list + ")";
}

}  // namespace erdmark::dialect::postgres
