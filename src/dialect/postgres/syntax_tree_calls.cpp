#include <algorithm>
#include <array>
#include <iterator>
#include <string_view>
#include <utility>

#include <pg_query/pg_query.pb-c.h>

#include "dialect/postgres/syntax_tree_reader.h"

namespace erdmark::dialect::postgres {

namespace {

bool read_window(const PgQuery__WindowDef& window, Node& call) {
    // What PostgreSQL calls FRAMEOPTION_DEFAULTS, with or without the bit that says it was written.
    constexpr int kDefaultFrame = 0x422;
    if ((window.frame_options & ~1) != kDefaultFrame || window.refname[0] != '\0') {
        return false;
    }
    Node over = make_node(NodeKind::Over, window.name);
    if (window.n_partition_clause > 0) {
        over.clauses.push_back(make_node(NodeKind::PartitionBy));
        if (!read_list(window.n_partition_clause, window.partition_clause,
                       over.clauses.back().parts)) {
            return false;
        }
    }
    if (!read_sort(window.n_order_clause, window.order_clause, over.clauses)) {
        return false;
    }
    call.clauses.push_back(std::move(over));
    return true;
}

struct SqlForm {
    std::string_view function;
    std::size_t least;
    std::size_t most;
};

// The functions that the printer knows to write as SQL has them, with their numbers of arguments.
constexpr std::array kSqlForms{
    SqlForm{"btrim", 1, 2},    SqlForm{"extract", 2, 2},   SqlForm{"ltrim", 1, 2},
    SqlForm{"overlaps", 4, 4}, SqlForm{"overlay", 3, 4},   SqlForm{"position", 2, 2},
    SqlForm{"rtrim", 1, 2},    SqlForm{"substring", 2, 3}, SqlForm{"timezone", 2, 2},
};

bool has_known_form(const Node& call) {
    const auto* const form = std::ranges::find(kSqlForms, call.names.back(), &SqlForm::function);
    return form != kSqlForms.end() && call.parts.size() >= form->least &&
           call.parts.size() <= form->most;
}

}  // namespace

std::optional<Node> read_call(const PgQuery__FuncCall& call) {
    Node node = make_node(NodeKind::Call);
    node.names = read_names(call.n_funcname, call.funcname);
    node.all = call.agg_star;
    node.distinct = call.agg_distinct;
    node.variadic = call.func_variadic;
    node.within_group = call.agg_within_group;
    node.sql_syntax = call.funcformat == PG_QUERY__COERCION_FORM__COERCE_SQL_SYNTAX;
    if (node.names.empty() || !read_list(call.n_args, call.args, node.parts) ||
        (node.sql_syntax && !has_known_form(node)) ||
        !read_sort(call.n_agg_order, call.agg_order, node.clauses)) {
        return std::nullopt;
    }
    if (call.agg_filter != nullptr) {
        node.clauses.push_back(make_node(NodeKind::Filter));
        if (!read_into(call.agg_filter, node.clauses.back().parts)) {
            return std::nullopt;
        }
    }
    if (call.over != nullptr && !read_window(*call.over, node)) {
        return std::nullopt;
    }
    return node;
}

std::optional<Node> read_query_expression(const PgQuery__SubLink& link) {
    const std::optional<Node> query = read_query(*link.subselect->select_stmt);
    Node node;
    if (!query || (link.testexpr != nullptr && !read_into(link.testexpr, node.parts))) {
        return std::nullopt;
    }
    node.parts.push_back(*query);
    node.names = read_names(link.n_oper_name, link.oper_name);
    node.all = link.sub_link_type == PG_QUERY__SUB_LINK_TYPE__ALL_SUBLINK;
    switch (link.sub_link_type) {
        case PG_QUERY__SUB_LINK_TYPE__EXISTS_SUBLINK:
            node.kind = NodeKind::Exists;
            return node;
        case PG_QUERY__SUB_LINK_TYPE__EXPR_SUBLINK:
            node.kind = NodeKind::ScalarQuery;
            return node;
        case PG_QUERY__SUB_LINK_TYPE__ARRAY_SUBLINK:
            node.kind = NodeKind::ArrayQuery;
            return node;
        case PG_QUERY__SUB_LINK_TYPE__ANY_SUBLINK:
        case PG_QUERY__SUB_LINK_TYPE__ALL_SUBLINK:
            break;
        default:
            return std::nullopt;
    }
    // `= ANY (query)` is another spelling of IN.
    if (node.names.empty() || (node.names == std::vector<std::string>{"="} && !node.all)) {
        node.names.clear();
        node.kind = NodeKind::InQuery;
        return node;
    }
    node.kind = NodeKind::QueryTest;
    node.text = node.names.back();
    node.names.pop_back();
    return node;
}

}  // namespace erdmark::dialect::postgres
