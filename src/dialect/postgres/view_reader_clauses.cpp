#include <algorithm>
#include <utility>

#include <fmt/format.h>
#include <pg_query/pg_query.pb-c.h>

#include "dialect/postgres/condition.h"
#include "dialect/postgres/expression_operands.h"
#include "dialect/postgres/expression_printer.h"
#include "dialect/postgres/syntax_tree_reader.h"
#include "dialect/postgres/view_reader.h"

namespace erdmark::dialect::postgres {

namespace {

using Case = PgQuery__Node__NodeCase;

std::string sort_words(const PgQuery__SortBy& item) {
    if (item.sortby_dir == PG_QUERY__SORT_BY_DIR__SORTBY_USING) {
        throw ViewNotUnderstood{"ORDER BY with an operator"};
    }
    const bool descending = item.sortby_dir == PG_QUERY__SORT_BY_DIR__SORTBY_DESC;
    std::string words = descending ? " DESC" : "";
    // The default: NULLS FIRST when descending, else NULLS LAST.
    if (item.sortby_nulls == PG_QUERY__SORT_BY_NULLS__SORTBY_NULLS_FIRST && !descending) {
        words += " NULLS FIRST";
    } else if (item.sortby_nulls == PG_QUERY__SORT_BY_NULLS__SORTBY_NULLS_LAST && descending) {
        words += " NULLS LAST";
    }
    return words;
}

std::string group_words(const PgQuery__GroupingSet& set) {
    switch (set.kind) {
        case PG_QUERY__GROUPING_SET_KIND__GROUPING_SET_EMPTY:
            return "()";
        case PG_QUERY__GROUPING_SET_KIND__GROUPING_SET_ROLLUP:
            return "ROLLUP";
        case PG_QUERY__GROUPING_SET_KIND__GROUPING_SET_CUBE:
            return "CUBE";
        case PG_QUERY__GROUPING_SET_KIND__GROUPING_SET_SETS:
            return "GROUPING SETS";
        default:
            throw ViewNotUnderstood{"a grouping set"};
    }
}

/// The only name of a column without qualifier; empty for anything else.
std::string plain_name(const PgQuery__Node& node) {
    if (node.node_case != Case::PG_QUERY__NODE__NODE_COLUMN_REF) {
        return "";
    }
    const std::vector<std::string> names =
        read_names(node.column_ref->n_fields, node.column_ref->fields);
    return names.size() == 1 && node.column_ref->n_fields == 1 ? names[0] : "";
}

/// The number of an output, from 1; 0 for anything else.
int plain_position(const PgQuery__Node& node) {
    const bool is_number = node.node_case == Case::PG_QUERY__NODE__NODE_A_CONST &&
                           node.a_const->val_case == PG_QUERY__A__CONST__VAL_IVAL;
    return is_number ? node.a_const->ival->ival : 0;
}

int find_target(const ViewQuery& query, const std::string& text) {
    for (std::size_t i = 0; i < query.targets.size(); ++i) {
        if (printed(query.targets[i].value) == text) {
            return static_cast<int>(i);
        }
    }
    return -1;
}

}  // namespace

void ViewReader::read_tail(PgQuery__SelectStmt& select, const ViewScope& scope, const Place& place,
                           ViewQuery& query) {
    query.order_by = read_order(select.n_sort_clause, select.sort_clause, scope, place, &query);
    query.with_ties = select.limit_option == PG_QUERY__LIMIT_OPTION__LIMIT_OPTION_WITH_TIES;
    for (auto [node, clause] : {std::pair(select.limit_count, &query.limit),
                                std::pair(select.limit_offset, &query.offset)}) {
        if (node == nullptr) {
            continue;
        }
        Node value = read_expression(*node, scope, place);
        if (value.kind == NodeKind::Cast && value.text == "bigint") {
            drop_cast(value);
        }
        // LIMIT ALL is no limit.
        if (value.kind != NodeKind::Null) {
            *clause = std::move(value);
        }
    }
}

ViewSortItem ViewReader::read_item(PgQuery__Node& node, const ViewScope& scope, const Place& place,
                                   const ViewQuery& query, bool inputs_first) {
    ViewSortItem item;
    if (const int position = plain_position(node); position != 0) {
        if (position < 0 || position > static_cast<int>(query.columns.size())) {
            throw ViewRefusal{fmt::format("ORDER BY position {} is not in select list", position),
                              condition::kInvalidColumnReference, node.a_const->location};
        }
        item.target = position - 1;
    }
    const std::string name = plain_name(node);
    const bool is_input =
        inputs_first && !name.empty() && ViewLookup::find_here(scope, name, -1).has_value();
    for (std::size_t i = 0; i < query.columns.size() && item.target < 0 && !name.empty(); ++i) {
        if (!is_input && query.columns[i].name == name) {
            item.target = static_cast<int>(i);
        }
    }
    if (item.target >= 0) {
        const auto place_of = static_cast<std::size_t>(item.target);
        item.value = place_of < query.targets.size() ? query.targets[place_of].value : Node();
        return item;
    }
    item.value = read_expression(node, scope, place);
    item.target = find_target(query, printed(item.value));
    return item;
}

std::vector<ViewSortItem> ViewReader::read_order(std::size_t count, PgQuery__Node** list,
                                                 const ViewScope& scope, const Place& place,
                                                 const ViewQuery* query) {
    std::vector<ViewSortItem> items;
    for (std::size_t i = 0; i < count; ++i) {
        PgQuery__SortBy& sort = *list[i]->sort_by;
        ViewSortItem item;
        if (query != nullptr) {
            item = read_item(*sort.node, scope, place, *query, false);
        } else {
            item.value = read_expression(*sort.node, scope, place);
        }
        item.words = sort_words(sort);
        items.push_back(std::move(item));
    }
    return items;
}

ViewGroupItem ViewReader::read_group(PgQuery__Node& node, const ViewScope& scope,
                                     const Place& place, const ViewQuery& query) {
    ViewGroupItem group;
    if (node.node_case == Case::PG_QUERY__NODE__NODE_ROW_EXPR) {
        for (std::size_t i = 0; i < node.row_expr->n_args; ++i) {
            group.values.push_back(read_item(*node.row_expr->args[i], scope, place, query, true));
        }
    } else if (node.node_case == Case::PG_QUERY__NODE__NODE_GROUPING_SET) {
        group.words = group_words(*node.grouping_set);
        for (std::size_t i = 0; i < node.grouping_set->n_content; ++i) {
            group.items.push_back(read_group(*node.grouping_set->content[i], scope, place, query));
        }
    } else {
        group.values.push_back(read_item(node, scope, place, query, true));
    }
    return group;
}

}  // namespace erdmark::dialect::postgres
