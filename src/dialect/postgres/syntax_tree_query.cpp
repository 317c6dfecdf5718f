#include <algorithm>
#include <utility>

#include <pg_query/pg_query.pb-c.h>

#include "dialect/postgres/syntax_tree_reader.h"

namespace erdmark::dialect::postgres {

namespace {

using Case = PgQuery__Node__NodeCase;

/// Appends a clause of that kind with the list, unless the list is empty.
bool add_clause(NodeKind kind, std::size_t count, PgQuery__Node* const* list, Node& query) {
    if (count == 0) {
        return true;
    }
    query.clauses.push_back(make_node(kind));
    return read_list(count, list, query.clauses.back().parts);
}

bool add_clause(NodeKind kind, const PgQuery__Node* value, Node& query) {
    if (value == nullptr) {
        return true;
    }
    query.clauses.push_back(make_node(kind));
    return read_into(value, query.clauses.back().parts);
}

bool read_targets(const PgQuery__SelectStmt& select, Node& query) {
    Node targets = make_node(NodeKind::Targets);
    for (std::size_t i = 0; i < select.n_target_list; ++i) {
        const PgQuery__ResTarget& target = *select.target_list[i]->res_target;
        Node node = make_node(NodeKind::Target, target.name);
        if (!read_into(target.val, node.parts)) {
            return false;
        }
        targets.parts.push_back(std::move(node));
    }
    query.clauses.push_back(std::move(targets));
    return true;
}

/// False for an alias with a list of columns that are no plain names.
bool read_alias(const PgQuery__Alias* alias, Node& table) {
    if (alias == nullptr) {
        return true;
    }
    table.text = alias->aliasname;
    const std::vector<std::string> columns = read_names(alias->n_colnames, alias->colnames);
    if (!columns.empty() && table.kind == NodeKind::Table) {
        return false;
    }
    if (table.kind != NodeKind::Table) {
        table.names = columns;
    }
    return columns.size() == alias->n_colnames;
}

std::optional<Node> read_table(const PgQuery__RangeVar& table) {
    Node node = make_node(NodeKind::Table);
    for (const char* const name : {table.catalogname, table.schemaname, table.relname}) {
        if (name[0] != '\0') {
            node.names.emplace_back(name);
        }
    }
    node.all = !table.inh;
    return read_alias(table.alias, node) ? std::optional(node) : std::nullopt;
}

std::optional<Node> read_query_table(const PgQuery__RangeSubselect& table) {
    Node node = make_node(NodeKind::QueryTable);
    std::optional<Node> query = read_query(*table.subquery->select_stmt);
    if (!query || !read_alias(table.alias, node)) {
        return std::nullopt;
    }
    node.lateral = table.lateral;
    node.parts.push_back(std::move(*query));
    return node;
}

std::optional<Node> read_call_table(const PgQuery__RangeFunction& table) {
    // Each function is a list of the call and the definitions of its columns.
    if (table.ordinality || table.is_rowsfrom || table.n_coldeflist > 0 || table.n_functions != 1 ||
        table.functions[0]->node_case != Case::PG_QUERY__NODE__NODE_LIST ||
        table.functions[0]->list->n_items == 0) {
        return std::nullopt;
    }
    Node node = make_node(NodeKind::CallTable);
    const PgQuery__Node& call = *table.functions[0]->list->items[0];
    if (call.node_case != Case::PG_QUERY__NODE__NODE_FUNC_CALL || !read_into(&call, node.parts) ||
        !read_alias(table.alias, node)) {
        return std::nullopt;
    }
    node.lateral = table.lateral;
    return node;
}

std::string join_words(const PgQuery__JoinExpr& join) {
    switch (join.jointype) {
        case PG_QUERY__JOIN_TYPE__JOIN_INNER:
            return join.quals == nullptr && join.n_using_clause == 0 && !join.is_natural
                       ? "CROSS JOIN"
                       : "JOIN";
        case PG_QUERY__JOIN_TYPE__JOIN_LEFT:
            return "LEFT JOIN";
        case PG_QUERY__JOIN_TYPE__JOIN_RIGHT:
            return "RIGHT JOIN";
        case PG_QUERY__JOIN_TYPE__JOIN_FULL:
            return "FULL JOIN";
        default:
            return "";
    }
}

bool read_from(const PgQuery__Node& item, std::vector<Node>& into);

std::optional<Node> read_join(const PgQuery__JoinExpr& join) {
    Node node = make_node(NodeKind::Join, join_words(join));
    if (join.alias != nullptr || join.join_using_alias != nullptr || join.is_natural ||
        node.text.empty() || !read_from(*join.larg, node.parts) ||
        !read_from(*join.rarg, node.parts) || !read_into(join.quals, node.clauses)) {
        return std::nullopt;
    }
    node.names = read_names(join.n_using_clause, join.using_clause);
    return node;
}

bool read_from(const PgQuery__Node& item, std::vector<Node>& into) {
    std::optional<Node> node;
    if (item.node_case == Case::PG_QUERY__NODE__NODE_RANGE_VAR) {
        node = read_table(*item.range_var);
    } else if (item.node_case == Case::PG_QUERY__NODE__NODE_RANGE_SUBSELECT) {
        node = read_query_table(*item.range_subselect);
    } else if (item.node_case == Case::PG_QUERY__NODE__NODE_RANGE_FUNCTION) {
        node = read_call_table(*item.range_function);
    } else if (item.node_case == Case::PG_QUERY__NODE__NODE_JOIN_EXPR) {
        node = read_join(*item.join_expr);
    }
    if (node) {
        into.push_back(std::move(*node));
    }
    return node.has_value();
}

bool read_from_clause(const PgQuery__SelectStmt& select, Node& query) {
    if (select.n_from_clause == 0) {
        return true;
    }
    query.clauses.push_back(make_node(NodeKind::From));
    std::vector<Node>& items = query.clauses.back().parts;
    return std::all_of(select.from_clause, select.from_clause + select.n_from_clause,
                       [&](const PgQuery__Node* item) { return read_from(*item, items); });
}

/// DISTINCT ON has expressions, a plain DISTINCT one empty node.
bool is_plain_distinct(const PgQuery__SelectStmt& select) {
    return select.n_distinct_clause == 0 ||
           (select.n_distinct_clause == 1 &&
            select.distinct_clause[0]->node_case == Case::PG_QUERY__NODE__NODE__NOT_SET);
}

bool is_known(const PgQuery__SelectStmt& select) {
    return select.into_clause == nullptr && !select.group_distinct && select.n_window_clause == 0 &&
           select.n_locking_clause == 0 && select.with_clause == nullptr &&
           select.limit_option != PG_QUERY__LIMIT_OPTION__LIMIT_OPTION_WITH_TIES &&
           is_plain_distinct(select);
}

bool read_select(const PgQuery__SelectStmt& select, Node& query) {
    query.kind = NodeKind::Select;
    query.distinct = select.n_distinct_clause > 0;
    return read_targets(select, query) && read_from_clause(select, query) &&
           add_clause(NodeKind::Where, select.where_clause, query) &&
           add_clause(NodeKind::GroupBy, select.n_group_clause, select.group_clause, query) &&
           add_clause(NodeKind::Having, select.having_clause, query);
}

bool read_values(const PgQuery__SelectStmt& select, Node& query) {
    query.kind = NodeKind::Values;
    for (std::size_t i = 0; i < select.n_values_lists; ++i) {
        const PgQuery__List& list = *select.values_lists[i]->list;
        query.parts.push_back(make_node(NodeKind::Row));
        if (!read_list(list.n_items, list.items, query.parts.back().parts)) {
            return false;
        }
    }
    return true;
}

bool read_set_operation(const PgQuery__SelectStmt& select, Node& query) {
    query.kind = NodeKind::SetOperation;
    query.text = select.op == PG_QUERY__SET_OPERATION__SETOP_UNION       ? "UNION"
                 : select.op == PG_QUERY__SET_OPERATION__SETOP_INTERSECT ? "INTERSECT"
                                                                         : "EXCEPT";
    query.text += select.all ? " ALL" : "";
    for (const PgQuery__SelectStmt* const side : {select.larg, select.rarg}) {
        std::optional<Node> read = read_query(*side);
        if (!read) {
            return false;
        }
        query.parts.push_back(std::move(*read));
    }
    return true;
}

std::optional<std::string> sort_words(const PgQuery__SortBy& item) {
    std::string words;
    if (item.sortby_dir == PG_QUERY__SORT_BY_DIR__SORTBY_USING) {
        return std::nullopt;
    }
    if (item.sortby_dir == PG_QUERY__SORT_BY_DIR__SORTBY_DESC) {
        words = " DESC";
    }
    // The default: NULLS FIRST when descending, else NULLS LAST.
    const bool descending = !words.empty();
    if (item.sortby_nulls == PG_QUERY__SORT_BY_NULLS__SORTBY_NULLS_FIRST && !descending) {
        words += " NULLS FIRST";
    } else if (item.sortby_nulls == PG_QUERY__SORT_BY_NULLS__SORTBY_NULLS_LAST && descending) {
        words += " NULLS LAST";
    }
    return words;
}

}  // namespace

bool read_sort(std::size_t count, PgQuery__Node* const* list, std::vector<Node>& into) {
    if (count == 0) {
        return true;
    }
    Node clause = make_node(NodeKind::OrderBy);
    for (std::size_t i = 0; i < count; ++i) {
        const PgQuery__SortBy& item = *list[i]->sort_by;
        const std::optional<std::string> words = sort_words(item);
        Node node = make_node(NodeKind::SortItem, words.value_or(""));
        if (!words || !read_into(item.node, node.parts)) {
            return false;
        }
        clause.parts.push_back(std::move(node));
    }
    into.push_back(std::move(clause));
    return true;
}

std::optional<Node> read_known_query(const PgQuery__SelectStmt& select) {
    Node query;
    bool read = false;
    if (select.op > PG_QUERY__SET_OPERATION__SETOP_NONE) {
        read = read_set_operation(select, query);
    } else if (select.n_values_lists > 0) {
        read = read_values(select, query);
    } else {
        read = read_select(select, query);
    }
    if (!read || !is_known(select) ||
        !read_sort(select.n_sort_clause, select.sort_clause, query.clauses) ||
        !add_clause(NodeKind::Limit, select.limit_count, query) ||
        !add_clause(NodeKind::Offset, select.limit_offset, query)) {
        return std::nullopt;
    }
    return query;
}

std::optional<Node> read_query(const PgQuery__SelectStmt& query) {
    std::optional<Node> known = read_known_query(query);
    return known ? known : read_opaque(query);
}

}  // namespace erdmark::dialect::postgres
