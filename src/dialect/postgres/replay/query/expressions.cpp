#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"
#include "dialect/postgres/expression_type.h"
#include "dialect/postgres/replay/query/translator.h"

namespace erdmark::dialect::postgres {

namespace {

constexpr int kUnknownPlace = -1;

/// What AND or OR joins, through those of the same kind inside of it.
void add_terms(const PgQuery__BoolExpr& expression, std::vector<const ParserNode*>& terms) {
    for (std::size_t i = 0; i < expression.n_args; ++i) {
        const ParserNode& term = *expression.args[i];
        if (term.node_case == PG_QUERY__NODE__NODE_BOOL_EXPR &&
            term.bool_expr->boolop == expression.boolop) {
            add_terms(*term.bool_expr, terms);
        } else {
            terms.push_back(&term);
        }
    }
}

/// SQLite takes no more than so many arguments.
std::string array_call(const std::vector<std::string>& items) {
    constexpr std::size_t kMostArguments = 100;
    std::string sql;
    for (std::size_t first = 0; first == 0 || first < items.size(); first += kMostArguments) {
        const std::size_t last = std::min(first + kMostArguments, items.size());
        const std::string part = fmt::format(
            "pg_array({})", fmt::join(items.begin() + static_cast<std::ptrdiff_t>(first),
                                      items.begin() + static_cast<std::ptrdiff_t>(last), ", "));
        sql = sql.empty() ? part : sqlite_call("pg_array_cat", {sql, part});
    }
    return sql;
}

}  // namespace

std::string joined_conditions(const std::vector<std::string>& parts, std::string_view word) {
    constexpr std::size_t kMostParts = 100;
    if (parts.size() <= kMostParts) {
        return fmt::format("({})", fmt::join(parts, word));
    }
    std::vector<std::string> groups;
    for (std::size_t first = 0; first < parts.size(); first += kMostParts) {
        const std::size_t last = std::min(first + kMostParts, parts.size());
        groups.push_back(fmt::format(
            "({})", fmt::join(parts.begin() + static_cast<std::ptrdiff_t>(first),
                              parts.begin() + static_cast<std::ptrdiff_t>(last), word)));
    }
    return joined_conditions(groups, word);
}

SqliteValue SqliteTranslator::expression(const ParserNode& node, QueryScope& scope) {
    switch (node.node_case) {
        case PG_QUERY__NODE__NODE_A_CONST:
            return constant(*node.a_const);
        case PG_QUERY__NODE__NODE_COLUMN_REF:
            return column(*node.column_ref, scope);
        case PG_QUERY__NODE__NODE_A_EXPR:
            return operation(*node.a_expr, scope);
        case PG_QUERY__NODE__NODE_BOOL_EXPR:
        case PG_QUERY__NODE__NODE_NULL_TEST:
        case PG_QUERY__NODE__NODE_BOOLEAN_TEST:
            return condition(node, scope);
        case PG_QUERY__NODE__NODE_FUNC_CALL:
            return call(*node.func_call, scope);
        case PG_QUERY__NODE__NODE_TYPE_CAST:
            return cast(expression(*node.type_cast->arg, scope),
                        type_of(*node.type_cast->type_name), node.type_cast->location);
        case PG_QUERY__NODE__NODE_SUB_LINK:
            return sub_query(*node.sub_link, scope);
        case PG_QUERY__NODE__NODE_CASE_EXPR:
            return case_expression(*node.case_expr, scope);
        case PG_QUERY__NODE__NODE_COALESCE_EXPR:
            return choice("coalesce", node.coalesce_expr->n_args, node.coalesce_expr->args, scope);
        case PG_QUERY__NODE__NODE_MIN_MAX_EXPR:
            return choice(node.min_max_expr->op == PG_QUERY__MIN_MAX_OP__IS_GREATEST ? "pg_greatest"
                                                                                     : "pg_least",
                          node.min_max_expr->n_args, node.min_max_expr->args, scope);
        case PG_QUERY__NODE__NODE_SQLVALUE_FUNCTION:
            return value_function(*node.sqlvalue_function);
        case PG_QUERY__NODE__NODE_PARAM_REF: {
            const std::optional<QueryValue> value = names_.find_parameter(node.param_ref->number);
            if (!value) {
                refuse(fmt::format("there is no parameter ${}", node.param_ref->number),
                       condition::kUndefinedParameter, node.param_ref->location);
            }
            return parameter(*value);
        }
        case PG_QUERY__NODE__NODE_A_ARRAY_EXPR:
            return array(*node.a_array_expr, scope);
        case PG_QUERY__NODE__NODE_A_INDIRECTION:
            return indirection(*node.a_indirection, scope);
        case PG_QUERY__NODE__NODE_COLLATE_CLAUSE:
            // All texts are compared by their bytes.
            return expression(*node.collate_clause->arg, scope);
        case PG_QUERY__NODE__NODE_ROW_EXPR:
            undecided("a row as a value is not replayed", node.row_expr->location);
        default:
            undecided("an expression is of a kind that is not replayed");
    }
}

SqliteValue SqliteTranslator::condition(const ParserNode& node, QueryScope& scope) {
    if (node.node_case == PG_QUERY__NODE__NODE_BOOL_EXPR) {
        const PgQuery__BoolExpr& expression = *node.bool_expr;
        if (expression.boolop == PG_QUERY__BOOL_EXPR_TYPE__NOT_EXPR) {
            return {fmt::format("(NOT {})", condition(*expression.args[0], scope).sql), "boolean"};
        }
        std::vector<const ParserNode*> terms;
        add_terms(expression, terms);
        std::vector<std::string> parts;
        parts.reserve(terms.size());
        for (const ParserNode* term : terms) {
            parts.push_back(condition(*term, scope).sql);
        }
        const bool is_and = expression.boolop == PG_QUERY__BOOL_EXPR_TYPE__AND_EXPR;
        return {joined_conditions(parts, is_and ? " AND " : " OR "), "boolean"};
    }
    if (node.node_case == PG_QUERY__NODE__NODE_NULL_TEST) {
        const bool is_null = node.null_test->nulltesttype == PG_QUERY__NULL_TEST_TYPE__IS_NULL;
        return {fmt::format("({} IS {}NULL)", expression(*node.null_test->arg, scope).sql,
                            is_null ? "" : "NOT "),
                "boolean"};
    }
    if (node.node_case == PG_QUERY__NODE__NODE_BOOLEAN_TEST) {
        return truth_test(*node.boolean_test, scope);
    }
    SqliteValue value = expression(node, scope);
    if (is_untyped(value.type)) {
        return cast(value, "boolean", kUnknownPlace);
    }
    if (value.type != "boolean") {
        undecided(fmt::format("a condition of type '{}' is not replayed", value.type));
    }
    return value;
}

SqliteValue SqliteTranslator::truth_test(const PgQuery__BooleanTest& test, QueryScope& scope) {
    const std::string sql = condition(*test.arg, scope).sql;
    switch (test.booltesttype) {
        case PG_QUERY__BOOL_TEST_TYPE__IS_TRUE:
            return {fmt::format("({} IS 1)", sql), "boolean"};
        case PG_QUERY__BOOL_TEST_TYPE__IS_NOT_TRUE:
            return {fmt::format("({} IS NOT 1)", sql), "boolean"};
        case PG_QUERY__BOOL_TEST_TYPE__IS_FALSE:
            return {fmt::format("({} IS 0)", sql), "boolean"};
        case PG_QUERY__BOOL_TEST_TYPE__IS_NOT_FALSE:
            return {fmt::format("({} IS NOT 0)", sql), "boolean"};
        case PG_QUERY__BOOL_TEST_TYPE__IS_UNKNOWN:
            return {fmt::format("({} IS NULL)", sql), "boolean"};
        default:
            return {fmt::format("({} IS NOT NULL)", sql), "boolean"};
    }
}

SqliteValue SqliteTranslator::constant(const PgQuery__AConst& value) {
    if (value.isnull) {
        return {"NULL", std::string(kUnknownLiteral)};
    }
    switch (value.val_case) {
        case PG_QUERY__A__CONST__VAL_IVAL:
            return {std::to_string(value.ival->ival), "integer"};
        case PG_QUERY__A__CONST__VAL_FVAL: {
            const std::string number = value.fval->fval;
            std::string type = number_type(number);
            return {type == "numeric" ? sqlite_text(number) : number, std::move(type)};
        }
        case PG_QUERY__A__CONST__VAL_BOOLVAL:
            return {value.boolval->boolval ? "1" : "0", "boolean"};
        case PG_QUERY__A__CONST__VAL_SVAL:
            return {sqlite_text(value.sval->sval), std::string(kUnknownLiteral)};
        default:
            undecided("a bit string is not replayed", value.location);
    }
}

SqliteValue SqliteTranslator::case_expression(const PgQuery__CaseExpr& expression,
                                              QueryScope& scope) {
    std::vector<SqliteValue> results;
    std::vector<std::string> conditions;
    for (std::size_t i = 0; i < expression.n_args; ++i) {
        const PgQuery__CaseWhen& when = *expression.args[i]->case_when;
        if (expression.arg == nullptr) {
            conditions.push_back(condition(*when.expr, scope).sql);
        } else {
            conditions.push_back(comparison("=", this->expression(*expression.arg, scope),
                                            this->expression(*when.expr, scope), when.location)
                                     .sql);
        }
        results.push_back(this->expression(*when.result, scope));
    }
    if (expression.defresult != nullptr) {
        results.push_back(this->expression(*expression.defresult, scope));
    }
    for (SqliteValue& result : results) {
        unify(results[0], result, expression.location);
    }
    for (SqliteValue& result : results) {
        unify(results[0], result, expression.location);
    }
    std::string sql = "CASE";
    for (std::size_t i = 0; i < conditions.size(); ++i) {
        sql += fmt::format(" WHEN {} THEN {}", conditions[i], results[i].sql);
    }
    if (results.size() > conditions.size()) {
        sql += " ELSE " + results.back().sql;
    }
    return {fmt::format("({} END)", sql), results[0].type};
}

SqliteValue SqliteTranslator::choice(std::string_view function, std::size_t count,
                                     ParserNode* const* args, QueryScope& scope) {
    std::vector<SqliteValue> values;
    for (std::size_t i = 0; i < count; ++i) {
        values.push_back(expression(*args[i], scope));
    }
    // Twice: a literal may stand before the value that gives it its type.
    for (int pass = 0; pass < 2; ++pass) {
        for (SqliteValue& value : values) {
            unify(values[0], value, kUnknownPlace);
        }
    }
    if (values.size() == 1) {
        return values[0];
    }
    const bool by_size = function != "coalesce";
    std::vector<std::string> items;
    for (const SqliteValue& value : values) {
        // Behind each value stands what it is compared by.
        items.push_back(value.sql);
        if (by_size) {
            items.push_back(as_comparable(value));
        }
    }
    return {sqlite_call(function, items), values[0].type};
}

SqliteValue SqliteTranslator::array(const PgQuery__AArrayExpr& array, QueryScope& scope) {
    std::vector<SqliteValue> values;
    for (std::size_t i = 0; i < array.n_elements; ++i) {
        values.push_back(expression(*array.elements[i], scope));
    }
    for (int pass = 0; pass < 2; ++pass) {
        for (SqliteValue& value : values) {
            unify(values[0], value, array.location);
        }
    }
    std::vector<std::string> items;
    items.reserve(values.size());
    for (const SqliteValue& value : values) {
        items.push_back(as_output(value));
    }
    if (values.empty()) {
        return {"'{}'", std::string(kUnknownLiteral)};
    }
    if (is_array_type(values[0].type)) {
        undecided("an array of more than one dimension is not replayed", array.location);
    }
    const std::string type = is_untyped(values[0].type) ? "text" : values[0].type;
    return {array_call(items), type + "[]"};
}

SqliteValue SqliteTranslator::indirection(const PgQuery__AIndirection& indirection,
                                          QueryScope& scope) {
    SqliteValue value = expression(*indirection.arg, scope);
    for (std::size_t i = 0; i < indirection.n_indirection; ++i) {
        const ParserNode& step = *indirection.indirection[i];
        const std::string element = element_of(value.type);
        if (step.node_case != PG_QUERY__NODE__NODE_A_INDICES || step.a_indices->is_slice ||
            element.empty()) {
            undecided(fmt::format("a part of a value of type '{}' is not replayed", value.type));
        }
        const SqliteValue index =
            cast(expression(*step.a_indices->uidx, scope), "integer", kUnknownPlace);
        value = {
            fmt::format("pg_element({}, {}, '{}')", value.sql, index.sql, element_kind(element)),
            element};
    }
    return value;
}

SqliteValue SqliteTranslator::value_function(const PgQuery__SQLValueFunction& function) {
    switch (function.op) {
        case PG_QUERY__SQLVALUE_FUNCTION_OP__SVFOP_CURRENT_DATE:
            reproducible_ = false;
            return {"substr(pg_now(), 1, 10)", "date"};
        case PG_QUERY__SQLVALUE_FUNCTION_OP__SVFOP_CURRENT_TIME:
        case PG_QUERY__SQLVALUE_FUNCTION_OP__SVFOP_CURRENT_TIME_N:
        case PG_QUERY__SQLVALUE_FUNCTION_OP__SVFOP_LOCALTIME:
        case PG_QUERY__SQLVALUE_FUNCTION_OP__SVFOP_LOCALTIME_N:
            reproducible_ = false;
            return {"substr(pg_now(), 12, 8)", "time without time zone"};
        case PG_QUERY__SQLVALUE_FUNCTION_OP__SVFOP_LOCALTIMESTAMP:
        case PG_QUERY__SQLVALUE_FUNCTION_OP__SVFOP_LOCALTIMESTAMP_N:
            reproducible_ = false;
            return {"substr(pg_now(), 1, 19)", "timestamp without time zone"};
        case PG_QUERY__SQLVALUE_FUNCTION_OP__SVFOP_CURRENT_TIMESTAMP:
        case PG_QUERY__SQLVALUE_FUNCTION_OP__SVFOP_CURRENT_TIMESTAMP_N:
            reproducible_ = false;
            return {"pg_now()", "timestamp with time zone"};
        case PG_QUERY__SQLVALUE_FUNCTION_OP__SVFOP_CURRENT_CATALOG:
            return {"pg_current_database()", kDefinition};
        case PG_QUERY__SQLVALUE_FUNCTION_OP__SVFOP_CURRENT_SCHEMA:
            return {"pg_setting('current_schema', 1)", "name"};
        default:
            return {"pg_owner()", kDefinition};
    }
}

SqliteValue SqliteTranslator::sub_query(const PgQuery__SubLink& link, QueryScope& scope) {
    const Query inner = query(*link.subselect->select_stmt, &scope);
    if (link.sub_link_type == PG_QUERY__SUB_LINK_TYPE__EXISTS_SUBLINK) {
        return {fmt::format("EXISTS ({})", inner.sql), "boolean"};
    }
    if (inner.columns.size() != 1 && link.testexpr == nullptr) {
        refuse("subquery must return only one column", condition::kSyntaxError, link.location);
    }
    if (link.sub_link_type == PG_QUERY__SUB_LINK_TYPE__EXPR_SUBLINK) {
        return {fmt::format("(SELECT pg_single(c1) FROM ({}))", inner.sql), inner.columns[0].type};
    }
    if (link.sub_link_type == PG_QUERY__SUB_LINK_TYPE__ARRAY_SUBLINK) {
        const SqliteValue value{"c1", inner.columns[0].type};
        return {fmt::format("(SELECT coalesce(pg_array_agg(0, {}), '{{}}') FROM ({}))",
                            as_output(value), inner.sql),
                inner.columns[0].type + "[]"};
    }
    if (link.testexpr == nullptr || inner.columns.size() != 1 ||
        link.testexpr->node_case == PG_QUERY__NODE__NODE_ROW_EXPR) {
        undecided("a comparison with the rows of a query is not replayed", link.location);
    }
    const bool all = link.sub_link_type == PG_QUERY__SUB_LINK_TYPE__ALL_SUBLINK;
    const std::string name =
        link.n_oper_name == 0 ? "=" : texts_of(link.n_oper_name, link.oper_name).back();
    const SqliteValue test = binary(name, expression(*link.testexpr, scope),
                                    {"c1", inner.columns[0].type}, link.location);
    return {fmt::format("(SELECT {} FROM (SELECT {} AS t FROM ({})))",
                        all ? "pg_all(t)" : "pg_any(t)", test.sql, inner.sql),
            "boolean"};
}

}  // namespace erdmark::dialect::postgres
