#include <algorithm>
#include <array>
#include <iterator>
#include <string_view>
#include <utility>

#include <pg_query/pg_query.pb-c.h>

#include "dialect/postgres/syntax_tree_reader.h"

namespace erdmark::dialect::postgres {

namespace {

using Case = PgQuery__Node__NodeCase;

struct SignWords {
    std::string_view sign;
    std::string_view words;
};

// The parser has no kind of its own for these when they are written as operators.
constexpr std::array kLikeSigns{
    SignWords{"~~", "LIKE"},
    SignWords{"!~~", "NOT LIKE"},
    SignWords{"~~*", "ILIKE"},
    SignWords{"!~~*", "NOT ILIKE"},
};

bool is_call_of(const Node& node, std::string_view name) {
    return node.kind == NodeKind::Call && node.names.size() == 1 && node.names[0] == name &&
           node.clauses.empty();
}

/// `x ~~ like_escape(y, z)` is what LIKE … ESCAPE stands for, `x ~ similar_to_escape(y)` what
/// SIMILAR TO does.
Node with_like(Node node) {
    const auto* const like = std::ranges::find(kLikeSigns, node.text, &SignWords::sign);
    const bool similar = (node.text == "~" || node.text == "!~") && node.parts.size() == 2 &&
                         is_call_of(node.parts[1], "similar_to_escape") &&
                         node.parts[1].parts.size() <= 2;
    if (node.parts.size() != 2 || !node.names.empty() || (like == kLikeSigns.end() && !similar)) {
        return node;
    }
    node.kind = NodeKind::Like;
    if (similar) {
        node.text = node.text == "~" ? "SIMILAR TO" : "NOT SIMILAR TO";
    } else {
        node.text = like->words;
    }
    Node& pattern = node.parts[1];
    if (similar || (is_call_of(pattern, "like_escape") && pattern.parts.size() == 2)) {
        std::vector<Node> pieces = std::move(pattern.parts);
        node.parts.pop_back();
        std::ranges::move(pieces, std::back_inserter(node.parts));
    }
    return node;
}

std::optional<Node> read_operator(const PgQuery__AExpr& expression, NodeKind kind) {
    Node node = make_node(kind);
    node.names = read_names(expression.n_name, expression.name);
    if (node.names.empty()) {
        return std::nullopt;
    }
    node.text = std::move(node.names.back());
    node.names.pop_back();
    node.all = expression.kind == PG_QUERY__A__EXPR__KIND__AEXPR_OP_ALL;
    std::optional<Node> read = with_parts(std::move(node), {expression.lexpr, expression.rexpr});
    if (!read || kind != NodeKind::Operator) {
        return read;
    }
    return with_like(std::move(*read));
}

/// Of `kind`, with the operand and the items of a list.
std::optional<Node> read_with_list(const PgQuery__AExpr& expression, Node node) {
    std::optional<Node> read = with_parts(std::move(node), {expression.lexpr});
    if (!read || expression.rexpr->node_case != Case::PG_QUERY__NODE__NODE_LIST) {
        return std::nullopt;
    }
    const PgQuery__List& list = *expression.rexpr->list;
    if (!read_list(list.n_items, list.items, read->parts)) {
        return std::nullopt;
    }
    return read;
}

std::optional<Node> read_in(const PgQuery__AExpr& expression) {
    const bool is_not =
        read_names(expression.n_name, expression.name) == std::vector<std::string>{"<>"};
    return read_with_list(expression, make_node(NodeKind::In, is_not ? "NOT IN" : "IN"));
}

std::optional<Node> read_comparison(const PgQuery__AExpr& expression, NodeKind kind,
                                    std::string text) {
    return with_parts(make_node(kind, std::move(text)), {expression.lexpr, expression.rexpr});
}

}  // namespace

std::optional<Node> read_operation(const PgQuery__AExpr& expression) {
    switch (expression.kind) {
        case PG_QUERY__A__EXPR__KIND__AEXPR_OP:
        case PG_QUERY__A__EXPR__KIND__AEXPR_LIKE:
        case PG_QUERY__A__EXPR__KIND__AEXPR_ILIKE:
        case PG_QUERY__A__EXPR__KIND__AEXPR_SIMILAR:
            return read_operator(expression, NodeKind::Operator);
        case PG_QUERY__A__EXPR__KIND__AEXPR_OP_ANY:
        case PG_QUERY__A__EXPR__KIND__AEXPR_OP_ALL:
            return read_operator(expression, NodeKind::ArrayTest);
        case PG_QUERY__A__EXPR__KIND__AEXPR_DISTINCT:
            return read_comparison(expression, NodeKind::Distinct, "IS DISTINCT FROM");
        case PG_QUERY__A__EXPR__KIND__AEXPR_NOT_DISTINCT:
            return read_comparison(expression, NodeKind::Distinct, "IS NOT DISTINCT FROM");
        case PG_QUERY__A__EXPR__KIND__AEXPR_NULLIF:
            return read_comparison(expression, NodeKind::NullIf, "NULLIF");
        case PG_QUERY__A__EXPR__KIND__AEXPR_IN:
            return read_in(expression);
        case PG_QUERY__A__EXPR__KIND__AEXPR_BETWEEN:
            return read_with_list(expression, make_node(NodeKind::Between, "BETWEEN"));
        case PG_QUERY__A__EXPR__KIND__AEXPR_NOT_BETWEEN:
            return read_with_list(expression, make_node(NodeKind::Between, "NOT BETWEEN"));
        case PG_QUERY__A__EXPR__KIND__AEXPR_BETWEEN_SYM:
            return read_with_list(expression, make_node(NodeKind::Between, "BETWEEN SYMMETRIC"));
        case PG_QUERY__A__EXPR__KIND__AEXPR_NOT_BETWEEN_SYM:
            return read_with_list(expression,
                                  make_node(NodeKind::Between, "NOT BETWEEN SYMMETRIC"));
        default:
            return std::nullopt;
    }
}

}  // namespace erdmark::dialect::postgres
