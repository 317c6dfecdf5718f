#include <fmt/format.h>

#include "dialect/postgres/replay/rows/row_work.h"

namespace erdmark::dialect::postgres {

namespace {

std::string last_name(const ParserNode& node) {
    switch (node.node_case) {
        case PG_QUERY__NODE__NODE_COLUMN_REF:
            return text_of(node.column_ref->fields[node.column_ref->n_fields - 1]->string->sval);
        case PG_QUERY__NODE__NODE_FUNC_CALL:
            return text_of(node.func_call->funcname[node.func_call->n_funcname - 1]->string->sval);
        default:
            return "?column?";
    }
}

}  // namespace

void RowQuery::add_table(const QueryTable& table, const std::string& name,
                         const PgQuery__Alias* alias, bool only_by_name) {
    from_.push_back(translator_.add_table(table, name, alias, scope_));
    for (RangeColumn& column : scope_.ranges.back().columns) {
        column.is_merged = only_by_name;
    }
}

void RowQuery::add_item(const ParserNode& item) {
    from_.push_back(translator_.from_item(item, scope_));
}

void RowQuery::set_condition(const ParserNode* condition) {
    if (condition != nullptr) {
        condition_ = " WHERE " + translator_.condition(*condition, scope_).sql;
    }
}

void RowQuery::add_output(std::string name, SqliteValue value, const ParserNode* node) {
    outputs_.push_back({.sql = std::move(value.sql), .node = node});
    columns_.push_back({.name = std::move(name), .type = std::move(value.type)});
}

/// `(a, b) = (…)` has a node for each column, with the whole right side and a number.
SqliteValue RowQuery::value_of(const ParserNode& expression, SqliteTranslator& translator) {
    if (expression.node_case != PG_QUERY__NODE__NODE_MULTI_ASSIGN_REF) {
        return translator.expression(expression, scope_);
    }
    const PgQuery__MultiAssignRef& part = *expression.multi_assign_ref;
    const auto place = static_cast<std::size_t>(part.colno - 1);
    if (part.source->node_case == PG_QUERY__NODE__NODE_ROW_EXPR) {
        const PgQuery__RowExpr& row = *part.source->row_expr;
        if (place >= row.n_args) {
            refuse("number of columns does not match number of values", condition::kSyntaxError);
        }
        return translator.expression(*row.args[place], scope_);
    }
    if (part.source->node_case != PG_QUERY__NODE__NODE_SUB_LINK) {
        undecided("the right side of an assignment to several columns is not replayed");
    }
    const SqliteTranslator::Query query =
        translator.query(*part.source->sub_link->subselect->select_stmt, &scope_);
    if (place >= query.columns.size()) {
        refuse("number of columns does not match number of values", condition::kSyntaxError);
    }
    return {fmt::format("(SELECT c{} FROM ({}))", place + 1, query.sql), query.columns[place].type};
}

void RowQuery::add_value(const ParserNode& expression) {
    try {
        add_output(last_name(expression), value_of(expression, translator_), &expression);
    } catch (const Undecidable&) {
        add_output(last_name(expression), {"NULL", "unknown"}, nullptr);
        outputs_.back().is_known = false;
    }
}

void RowQuery::add_column(const std::string& name) {
    for (const RangeColumn& column : scope_.ranges.front().columns) {
        if (column.name == name) {
            add_output(name, {column.sql, column.type}, nullptr);
        }
    }
}

void RowQuery::add_sql(std::string sql, std::string type) {
    add_output("", {std::move(sql), std::move(type)}, nullptr);
}

void RowQuery::add_target(const PgQuery__ResTarget& target) {
    if (!is_star(*target.val)) {
        add_value(*target.val);
        if (!text_of(target.name).empty()) {
            columns_.back().name = target.name;
        }
        return;
    }
    const PgQuery__ColumnRef& star = *target.val->column_ref;
    const std::string alias =
        star.n_fields > 1 ? text_of(star.fields[star.n_fields - 2]->string->sval) : "";
    for (const QueryRange& range : scope_.ranges) {
        if (!alias.empty() && range.alias != alias) {
            continue;
        }
        for (const RangeColumn& column : range.columns) {
            if (column.name != kRowNumber) {
                add_output(column.name, {column.sql, column.type}, nullptr);
            }
        }
    }
}

bool RowQuery::depends_on_chance(const ParserNode& node) {
    SqliteTranslator alone(work_.names);
    value_of(node, alone);
    return !alone.reproducible();
}

std::vector<std::vector<Cell>> RowQuery::run() {
    SqliteQuery query{.columns = columns_, .parameters = translator_.take_parameters()};
    std::vector<std::string> items;
    for (const Output& output : outputs_) {
        items.push_back(output.sql);
    }
    query.sql = fmt::format("SELECT {}{}{}{}", fmt::join(items, ", "),
                            from_.empty() ? "" : " FROM ", fmt::join(from_, ", "), condition_);
    std::vector<bool> is_stable(outputs_.size(), true);
    for (std::size_t i = 0; i < outputs_.size() && !translator_.reproducible(); ++i) {
        is_stable[i] = outputs_[i].node == nullptr || !depends_on_chance(*outputs_[i].node);
    }
    std::vector<std::vector<Cell>> rows;
    for (std::vector<std::optional<std::string>>& row : work_.state.database.run(query).rows) {
        std::vector<Cell>& cells = rows.emplace_back();
        for (std::size_t i = 0; i < row.size(); ++i) {
            cells.push_back({.text = std::move(row[i]),
                             .is_known = outputs_[i].is_known,
                             .is_stable = is_stable[i]});
        }
    }
    return rows;
}

}  // namespace erdmark::dialect::postgres
