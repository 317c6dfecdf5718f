#include "dialect/postgres/expression_expand.h"

#include <algorithm>
#include <utility>

namespace erdmark::dialect::postgres {

namespace {

// Copies multiply: BETWEEN inside BETWEEN would double the text with each level.
constexpr std::size_t kCopyLimit = 64;

Node compared(std::string_view operation, const Node& left, const Node& right) {
    return make_node(NodeKind::Operator, std::string(operation), {left, right});
}

Node all_of(std::vector<Node> parts) {
    return make_node(NodeKind::And, "AND", std::move(parts));
}

Node any_of(std::vector<Node> parts) {
    return make_node(NodeKind::Or, "OR", std::move(parts));
}

bool is_small(const Node& node) {
    return node_count(node, kCopyLimit) < kCopyLimit;
}

/// Whether a column stands in the node, or may do so.
bool has_column(const Node& node) {
    if (node.kind == NodeKind::Column || node.kind == NodeKind::Opaque) {
        return true;
    }
    return std::ranges::any_of(node.parts, has_column) ||
           std::ranges::any_of(node.clauses, has_column);
}

bool has_query(const Node& node) {
    const auto is_in = [](const std::vector<Node>& list) {
        return std::ranges::any_of(list, has_query);
    };
    return node.kind == NodeKind::Select || node.kind == NodeKind::Opaque || is_in(node.parts) ||
           is_in(node.clauses);
}

/// The items beside which a column stands each in a comparison of its own, behind a list of the
/// others when these are two or more: as the server does it.
std::vector<Node> in_pieces(const Node& in) {
    const Node& operand = in.parts[0];
    const bool is_not = in.text == "NOT IN";
    std::vector<Node> pieces;
    Node list = make_node(NodeKind::In, in.text, {operand});
    std::copy_if(in.parts.begin() + 1, in.parts.end(), std::back_inserter(list.parts),
                 [](const Node& item) { return !has_column(item); });
    const bool keeps_list = list.parts.size() > 2;
    for (std::size_t i = 1; i < in.parts.size(); ++i) {
        if (!keeps_list || has_column(in.parts[i])) {
            pieces.push_back(compared(is_not ? "<>" : "=", operand, in.parts[i]));
        }
    }
    if (keeps_list) {
        pieces.insert(pieces.begin(), std::move(list));
    }
    return pieces;
}

bool is_row_list(const Node& in) {
    return std::ranges::all_of(in.parts, [&](const Node& part) {
        return part.kind == NodeKind::Row && part.parts.size() == in.parts[0].parts.size() &&
               !part.parts.empty();
    });
}

bool has_names_in_use(const Node& query) {
    return query.kind != NodeKind::Select ||
           std::ranges::any_of(query.clauses, [](const Node& clause) {
               return clause.kind == NodeKind::OrderBy || clause.kind == NodeKind::GroupBy;
           });
}

}  // namespace

std::optional<Node> expand_between(const Node& between) {
    const Node& value = between.parts[0];
    const Node& low = between.parts[1];
    const Node& high = between.parts[2];
    if (!is_small(value) || !is_small(low) || !is_small(high)) {
        return std::nullopt;
    }
    const auto inside = [&](const Node& from, const Node& to) {
        return all_of({compared(">=", value, from), compared("<=", value, to)});
    };
    const auto outside = [&](const Node& from, const Node& to) {
        return any_of({compared("<", value, from), compared(">", value, to)});
    };
    if (between.text == "BETWEEN") {
        return inside(low, high);
    }
    if (between.text == "NOT BETWEEN") {
        return outside(low, high);
    }
    if (between.text == "BETWEEN SYMMETRIC") {
        return any_of({inside(low, high), inside(high, low)});
    }
    return all_of({outside(low, high), outside(high, low)});
}

std::optional<Node> expand_row_comparison(const Node& comparison) {
    const Node& left = comparison.parts[0];
    const Node& right = comparison.parts[1];
    const bool is_equal = comparison.text == "=";
    if ((!is_equal && comparison.text != "<>") || left.kind != NodeKind::Row ||
        right.kind != NodeKind::Row || left.parts.size() != right.parts.size() ||
        left.parts.empty()) {
        return std::nullopt;
    }
    std::vector<Node> parts;
    for (std::size_t i = 0; i < left.parts.size(); ++i) {
        parts.push_back(compared(comparison.text, left.parts[i], right.parts[i]));
    }
    if (parts.size() == 1) {
        return std::move(parts[0]);
    }
    return is_equal ? all_of(std::move(parts)) : any_of(std::move(parts));
}

std::optional<Node> expand_row_distinct(const Node& distinct) {
    const Node& left = distinct.parts[0];
    const Node& right = distinct.parts[1];
    if (left.kind != NodeKind::Row || right.kind != NodeKind::Row || left.parts.empty() ||
        left.parts.size() != right.parts.size()) {
        return std::nullopt;
    }
    std::vector<Node> parts;
    for (std::size_t i = 0; i < left.parts.size(); ++i) {
        parts.push_back(
            make_node(NodeKind::Distinct, "IS DISTINCT FROM", {left.parts[i], right.parts[i]}));
    }
    Node any = parts.size() == 1 ? std::move(parts[0]) : any_of(std::move(parts));
    return distinct.text == "IS DISTINCT FROM" ? std::move(any)
                                               : make_node(NodeKind::Not, "", {std::move(any)});
}

std::optional<Node> expand_in(const Node& in) {
    const bool is_single = in.parts.size() == 2;
    const bool has_columns = std::any_of(in.parts.begin() + 1, in.parts.end(), has_column);
    const bool splits = has_columns || is_row_list(in);
    if (!is_single && (!splits || !is_small(in.parts[0]))) {
        return std::nullopt;
    }
    if (std::any_of(in.parts.begin() + 1, in.parts.end(), has_query)) {
        return std::nullopt;
    }
    std::vector<Node> pieces;
    if (is_row_list(in)) {
        for (std::size_t i = 1; i < in.parts.size(); ++i) {
            pieces.push_back(compared(in.text == "IN" ? "=" : "<>", in.parts[0], in.parts[i]));
        }
    } else {
        pieces = in_pieces(in);
    }
    if (pieces.size() == 1) {
        return std::move(pieces[0]);
    }
    return in.text == "IN" ? any_of(std::move(pieces)) : all_of(std::move(pieces));
}

void drop_target_names(Node& query) {
    if (has_names_in_use(query)) {
        return;
    }
    for (Node& target : query.clauses[0].parts) {
        target.text.clear();
    }
}

void drop_target_columns(Node& query) {
    if (has_names_in_use(query) || query.distinct || query.clauses[0].parts.empty()) {
        return;
    }
    std::vector<Node>& targets = query.clauses[0].parts;
    const bool are_columns = std::ranges::all_of(
        targets, [](const Node& target) { return target.parts[0].kind == NodeKind::Column; });
    if (are_columns) {
        Node all = make_node(NodeKind::Column);
        all.all = true;
        targets = {make_node(NodeKind::Target, "", {std::move(all)})};
    }
}

}  // namespace erdmark::dialect::postgres
