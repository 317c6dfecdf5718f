#include "dialect/postgres/view_reader.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>
#include <pg_query/pg_query.pb-c.h>

#include "dialect/postgres/condition.h"
#include "dialect/postgres/expression_operands.h"
#include "dialect/postgres/expression_type.h"
#include "dialect/postgres/syntax_tree_reader.h"
#include "dialect/postgres/view_names.h"

namespace erdmark::dialect::postgres {

namespace {

using Case = PgQuery__Node__NodeCase;

constexpr std::size_t kMostTargets = 1664;

std::string operation_words(const PgQuery__SelectStmt& select) {
    std::string words = select.op == PG_QUERY__SET_OPERATION__SETOP_UNION       ? "UNION"
                        : select.op == PG_QUERY__SET_OPERATION__SETOP_INTERSECT ? "INTERSECT"
                                                                                : "EXCEPT";
    return words + (select.all ? " ALL" : "");
}

bool is_distinct_all(const PgQuery__SelectStmt& select) {
    return select.n_distinct_clause == 1 &&
           select.distinct_clause[0]->node_case == Case::PG_QUERY__NODE__NODE__NOT_SET;
}

/// A literal that becomes text by itself.
bool is_text_literal(const Node& node) {
    return node.kind == NodeKind::Cast && node.text == "text" &&
           (node.parts[0].kind == NodeKind::String || node.parts[0].kind == NodeKind::Null);
}

}  // namespace

ViewReader::ViewReader(RelationSource& source, ViewTokens& tokens, QueryTree& tree, ViewForm form,
                       const RoutineNames* routine)
    : source_(source), tokens_(tokens), tree_(tree), typing_(source, tokens, form) {
    if (routine != nullptr) {
        parameters_.kind = ViewTable::Kind::Parameters;
        parameters_.name = routine->name;
        parameters_.columns = routine->parameters;
        outermost_.query = &around_;
        outermost_.tables = {&parameters_};
        is_in_routine_ = true;
    }
}

std::unique_ptr<ViewQuery> ViewReader::read(PgQuery__SelectStmt& select) {
    const ViewScope* const around = is_in_routine_ ? &outermost_ : nullptr;
    std::unique_ptr<ViewQuery> query = read_query(select, {.scope = around});
    resolve_literals(*query);
    return query;
}

std::unique_ptr<ViewQuery> ViewReader::read_query(PgQuery__SelectStmt& select, const Place& place) {
    if (select.n_locking_clause > 0) {
        throw ViewNotUnderstood{"FOR UPDATE and its kin"};
    }
    auto query = std::make_unique<ViewQuery>();
    CommonTables commons{.outer = place.commons};
    if (select.with_clause != nullptr) {
        CommonTable* const pending = std::exchange(pending_, nullptr);
        read_with(*select.with_clause, place, commons, *query);
        pending_ = pending;
    }
    read_body(select, {place.scope, &commons}, *query);
    return query;
}

void ViewReader::read_body(PgQuery__SelectStmt& select, const Place& place, ViewQuery& query) {
    if (select.op > PG_QUERY__SET_OPERATION__SETOP_NONE) {
        read_set_operation(select, place, query);
    } else if (select.n_values_lists > 0) {
        read_values(select, place, query);
    } else {
        read_select(select, place, query);
        return;
    }
    const ViewScope scope{.outer = place.scope, .query = &query};
    read_tail(select, scope, place, query);
}

void ViewReader::read_with(PgQuery__WithClause& with, const Place& place, CommonTables& commons,
                           ViewQuery& query) {
    query.recursive = with.recursive;
    // What is added later must not move what pending_ points to.
    commons.tables.reserve(with.n_ctes);
    for (std::size_t i = 0; i < with.n_ctes; ++i) {
        read_common(*with.ctes[i]->common_table_expr, place, commons, query);
    }
}

void ViewReader::read_common(PgQuery__CommonTableExpr& common, const Place& place,
                             CommonTables& commons, ViewQuery& query) {
    if (common.search_clause != nullptr || common.cycle_clause != nullptr ||
        common.ctequery->node_case != Case::PG_QUERY__NODE__NODE_SELECT_STMT) {
        throw ViewNotUnderstood{fmt::format("the WITH query '{}'", std::string(common.ctename))};
    }
    PgQuery__SelectStmt& select = *common.ctequery->select_stmt;
    ViewCommonTable table{.name = common.ctename};
    table.columns = read_names(common.n_aliascolnames, common.aliascolnames);
    if (common.ctematerialized == PG_QUERY__CTEMATERIALIZE__CTEMaterializeAlways) {
        table.words = "MATERIALIZED ";
    } else if (common.ctematerialized == PG_QUERY__CTEMATERIALIZE__CTEMaterializeNever) {
        table.words = "NOT MATERIALIZED ";
    }
    const auto named = [&](std::vector<RelationColumn> columns) {
        for (std::size_t i = 0; i < std::min(columns.size(), table.columns.size()); ++i) {
            columns[i].name = table.columns[i];
        }
        return columns;
    };
    const bool may_recur = query.recursive && select.op > PG_QUERY__SET_OPERATION__SETOP_NONE;
    if (may_recur) {
        commons.tables.push_back({.name = table.name, .is_open = true});
        for (const std::string& name : table.columns) {
            commons.tables.back().columns.push_back({.name = name});
        }
        pending_ = &commons.tables.back();
    }
    table.query = read_query(select, {place.scope, &commons});
    resolve_literals(*table.query);
    if (may_recur) {
        pending_ = nullptr;
        commons.tables.back() = {.name = table.name, .columns = named(table.query->columns)};
    } else {
        commons.tables.push_back({.name = table.name, .columns = named(table.query->columns)});
    }
    query.common_tables.push_back(std::move(table));
}

void ViewReader::read_set_operation(PgQuery__SelectStmt& select, const Place& place,
                                    ViewQuery& query) {
    CommonTable* const pending = std::exchange(pending_, nullptr);
    query.operation = operation_words(select);
    query.left = read_query(*select.larg, place);
    if (pending != nullptr) {
        std::vector<RelationColumn> columns = query.left->columns;
        for (std::size_t i = 0; i < std::min(columns.size(), pending->columns.size()); ++i) {
            columns[i].name = pending->columns[i].name;
        }
        for (RelationColumn& column : columns) {
            column.type = column.type == kUnknownLiteral ? "text" : column.type;
        }
        *pending = {.name = pending->name, .columns = std::move(columns)};
    }
    query.right = read_query(*select.rarg, place);
    if (query.left->columns.size() != query.right->columns.size()) {
        throw ViewRefusal{fmt::format("each {} query must have the same number of columns",
                                      query.operation.substr(0, query.operation.find(' '))),
                          condition::kSyntaxError};
    }
    join_columns(query);
}

/// The types of the columns of UNION and the like.
void ViewReader::join_columns(ViewQuery& query) {
    const auto leaf = [](ViewQuery& side, std::size_t i) {
        return i < side.targets.size() ? side.targets[i].value : Node();
    };
    query.columns = query.left->columns;
    for (std::size_t i = 0; i < query.columns.size(); ++i) {
        Node left = leaf(*query.left, i);
        Node right = leaf(*query.right, i);
        const auto may_change = [](const Node& node) {
            return node.kind == NodeKind::Cast && is_literal(node.parts[0]);
        };
        const Node left_before = left;
        const Node right_before = right;
        if (!may_change(left)) {
            left = Node{};
            left.type = query.left->columns[i].type;
        }
        if (!may_change(right)) {
            right = Node{};
            right.type = query.right->columns[i].type;
        }
        const std::string type = typing_.annotate_choice({&left, &right});
        if (may_change(left_before)) {
            query.left->targets[i].value = left;
        }
        if (may_change(right_before)) {
            query.right->targets[i].value = right;
        }
        query.columns[i] = typing_.column(query.columns[i].name, type);
    }
}

void ViewReader::read_values(PgQuery__SelectStmt& select, const Place& place, ViewQuery& query) {
    const ViewScope scope{.outer = place.scope, .query = &query};
    for (std::size_t i = 0; i < select.n_values_lists; ++i) {
        PgQuery__List& list = *select.values_lists[i]->list;
        std::vector<Node>& row = query.rows.emplace_back();
        for (std::size_t j = 0; j < list.n_items; ++j) {
            row.push_back(read_expression(*list.items[j], scope, place));
        }
        if (row.size() != query.rows[0].size()) {
            throw ViewRefusal{"VALUES lists must all be the same length", condition::kSyntaxError};
        }
    }
    for (std::size_t j = 0; j < query.rows[0].size(); ++j) {
        std::vector<Node*> values;
        for (std::vector<Node>& row : query.rows) {
            values.push_back(&row[j]);
        }
        query.columns.push_back(
            typing_.column(fmt::format("column{}", j + 1), typing_.annotate_choice(values)));
    }
}

void ViewReader::add_target(const ViewScope& scope, const ViewScopeColumn& column,
                            ViewQuery& query) {
    Node value = make_node(NodeKind::Column);
    value.names = {ViewLookup(tokens_).token(scope, column)};
    value.type = column.type_text();
    query.targets.push_back({std::move(value), typing_.column(column.name, column.type_text())});
}

/// Whether the column is `*` or `t.*`, which becomes all of them.
bool ViewReader::read_star(const PgQuery__ColumnRef& reference, const ViewScope& scope,
                           ViewQuery& query) {
    const std::vector<std::string> names = read_names(reference.n_fields, reference.fields);
    if (names.size() == reference.n_fields) {
        return false;
    }
    if (names.empty()) {
        if (scope.tables.empty()) {
            throw ViewRefusal{"SELECT * with no tables specified is not valid",
                              condition::kSyntaxError, reference.location};
        }
        for (const ViewScopeColumn& column : scope.columns) {
            add_target(scope, column, query);
        }
        return true;
    }
    ViewTable* table = nullptr;
    const ViewScope* const owner = ViewLookup::find_table(
        scope, names.size() > 1 ? names[names.size() - 2] : "", names.back(), table);
    if (ViewLookup(tokens_).find_parameter_of(scope, names, true)) {
        return false;
    }
    if (owner == nullptr) {
        throw ViewRefusal{fmt::format("missing FROM-clause entry for table \"{}\"", names.back()),
                          condition::kUndefinedTable, reference.location};
    }
    for (std::size_t i = 0; i < table->columns.size(); ++i) {
        add_target(*owner, {.name = table->columns[i].name, .table = table, .column = i}, query);
    }
    return true;
}

void ViewReader::read_target(PgQuery__ResTarget& target, const ViewScope& scope, const Place& place,
                             ViewQuery& query) {
    if (target.val->node_case == Case::PG_QUERY__NODE__NODE_COLUMN_REF &&
        read_star(*target.val->column_ref, scope, query)) {
        return;
    }
    Node value = read_bare(*target.val, scope, place);
    if (value.kind == NodeKind::Field && value.all) {
        read_fields(std::move(value.parts[0]), query);
        return;
    }
    std::string name = target.name;
    if (name.empty()) {
        name = output_name(value, tokens_);
    }
    value = typing_.canonical(std::move(value));
    RelationColumn column = typing_.column(std::move(name), value.type);
    query.targets.push_back({std::move(value), std::move(column)});
}

/// `(value).*`, which becomes all fields of it.
void ViewReader::read_fields(Node value, ViewQuery& query) {
    value = typing_.canonical(std::move(value));
    schema::QualifiedName relation;
    const std::vector<RelationColumn> fields = value.kind == NodeKind::Call
                                                   ? typing_.row_columns(value, relation)
                                                   : typing_.fields(value.type);
    for (const RelationColumn& field : fields) {
        Node part = make_node(NodeKind::Field, field.name, {value});
        typing_.annotate(part);
        part.type = field.type;
        query.targets.push_back({std::move(part), field});
    }
}

void ViewReader::read_select(PgQuery__SelectStmt& select, const Place& place, ViewQuery& query) {
    ViewScope scope{.outer = place.scope, .query = &query};
    for (std::size_t i = 0; i < select.n_from_clause; ++i) {
        query.from.push_back(read_from(*select.from_clause[i], scope, place));
    }
    for (std::size_t i = 0; i < select.n_target_list; ++i) {
        read_target(*select.target_list[i]->res_target, scope, place, query);
    }
    if (query.targets.size() > kMostTargets) {
        throw ViewRefusal{fmt::format("target lists can have at most {} entries", kMostTargets),
                          condition::kTooManyColumns};
    }
    for (const ViewTarget& target : query.targets) {
        query.columns.push_back(target.column);
    }
    for (const ViewScopeColumn& column : scope.columns) {
        query.input_names.push_back(column.name);
    }
    if (select.where_clause != nullptr) {
        query.where = read_expression(*select.where_clause, scope, place, "boolean");
    }
    for (std::size_t i = 0; i < select.n_window_clause; ++i) {
        query.windows.push_back(read_window(*select.window_clause[i]->window_def, scope, place));
    }
    read_tail(select, scope, place, query);
    query.group_distinct = select.group_distinct;
    for (std::size_t i = 0; i < select.n_group_clause; ++i) {
        ViewGroupItem item = read_group(*select.group_clause[i], scope, place, query);
        // A list in parentheses is as good as one without.
        for (ViewSortItem& value : item.values) {
            query.group_by.push_back({.values = {std::move(value)}});
        }
        if (item.values.empty()) {
            query.group_by.push_back(std::move(item));
        }
    }
    if (select.having_clause != nullptr) {
        query.having = read_expression(*select.having_clause, scope, place, "boolean");
    }
    query.distinct = select.n_distinct_clause > 0;
    for (std::size_t i = 0; i < select.n_distinct_clause && !is_distinct_all(select); ++i) {
        query.distinct_on.push_back(
            read_item(*select.distinct_clause[i], scope, place, query, false));
    }
}

/// Literals that nothing gave a type are text.
void ViewReader::resolve_literals(ViewQuery& query) {
    for (ViewTarget& target : query.targets) {
        if (is_text_literal(target.value)) {
            drop_cast(target.value);
        }
        if (target.column.type == kUnknownLiteral) {
            target.column.type = "text";
        }
    }
    for (RelationColumn& column : query.columns) {
        column.type = column.type == kUnknownLiteral ? "text" : column.type;
    }
}

}  // namespace erdmark::dialect::postgres
