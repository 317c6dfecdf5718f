#include <algorithm>
#include <array>
#include <set>

#include <fmt/format.h>

#include "base/text.h"
#include "dialect/postgres/expression_type.h"
#include "dialect/postgres/replay/query/translator.h"

namespace erdmark::dialect::postgres {

namespace {

SqliteValue truth(std::string sql) {
    return {std::move(sql), "boolean"};
}

bool has_order(const std::string& type) {
    return is_whole_number(type) || is_string_type(type) || is_date_type(type) ||
           type == "boolean" || type == "numeric" || type == "double precision" || type == "real" ||
           type == "uuid" || type == "interval";
}

std::string wider(const std::string& left, const std::string& right) {
    constexpr std::array<std::string_view, 6> kOrder{"smallint", "integer", "bigint",
                                                     "numeric",  "real",    "double precision"};
    const auto* const first = std::ranges::find(kOrder, left);
    const auto* const second = std::ranges::find(kOrder, right);
    if (first == kOrder.end() || second == kOrder.end()) {
        return first == kOrder.end() ? right : left;
    }
    return std::string(*std::max(first, second));
}

/// What an array is compared with: each of its elements.
std::string elements(const SqliteValue& array) {
    return fmt::format("json_each(pg_elements({}, '{}'))", array.sql,
                       element_kind(element_of(array.type)));
}

/// Of values that are kept as text, since their digits behind the point count.
SqliteValue decimal_arithmetic(const std::string& name, const SqliteValue& left,
                               const SqliteValue& right) {
    constexpr std::string_view kSigns = "+-*/%";
    constexpr std::array<std::string_view, 5> kFunctions{"pg_decimal_add", "pg_decimal_subtract",
                                                         "pg_decimal_multiply", "pg_decimal_divide",
                                                         "pg_decimal_modulo"};
    return {sqlite_call(kFunctions.at(kSigns.find(name[0])), {left.sql, right.sql}), "numeric"};
}

/// The text of the left side without its parentheses when the chain goes on: inside of each other
/// they are more than SQLite can take.
std::string inside_chain(const SqliteValue& left, const std::string& text, char chain) {
    return chain != '\0' && left.chain == chain && text == left.sql
               ? text.substr(text.find('(') + 1, text.size() - text.find('(') - 2)
               : text;
}

SqliteValue number_arithmetic(const std::string& name, const SqliteValue& left,
                              const SqliteValue& right) {
    std::string type = wider(base_type(left.type), base_type(right.type));
    if (type == "numeric") {
        return decimal_arithmetic(name, left, right);
    }
    if (name == "/" || name == "%") {
        return {fmt::format("pg_{}({}, {}, {})", name == "/" ? "divide" : "modulo", as_number(left),
                            as_number(right), is_integer_type(type) ? 1 : 0),
                std::move(type)};
    }
    const char chain = name == "*" ? '\0' : '+';
    return {fmt::format("({} {} {})", inside_chain(left, as_number(left), chain), name,
                        as_number(right)),
            std::move(type), chain};
}

/// One of them is an array.
SqliteValue joined_arrays(const SqliteValue& left, const SqliteValue& right) {
    if (element_of(left.type).empty()) {
        return {fmt::format("pg_array_cat(pg_array({}), {})", as_output(left), right.sql),
                right.type};
    }
    if (element_of(right.type).empty()) {
        return {fmt::format("pg_array_cat({}, pg_array({}))", left.sql, as_output(right)),
                left.type};
    }
    return {fmt::format("pg_array_cat({}, {})", left.sql, right.sql), left.type};
}

SqliteValue array_comparison(const std::string& name, const SqliteValue& left,
                             const SqliteValue& right) {
    if (name == "&&") {
        return truth(fmt::format("pg_overlaps({}, {})", left.sql, right.sql));
    }
    return truth(name == "@>" ? fmt::format("pg_contains({}, {})", left.sql, right.sql)
                              : fmt::format("pg_contains({}, {})", right.sql, left.sql));
}

/// Whether `||` makes a text of two such values.
bool makes_text(const std::string& left, const std::string& right) {
    const auto joins_otherwise = [](const std::string& type) {
        return type == "record" || type == "json" || type == "jsonb" || type == "bytea";
    };
    return (is_string_type(left) || is_string_type(right)) && !joins_otherwise(left) &&
           !joins_otherwise(right);
}

}  // namespace

SqliteValue SqliteTranslator::operation(const PgQuery__AExpr& expression, QueryScope& scope) {
    const std::string name = texts_of(expression.n_name, expression.name).back();
    switch (expression.kind) {
        case PG_QUERY__A__EXPR__KIND__AEXPR_IN:
            return in_list(expression, scope);
        case PG_QUERY__A__EXPR__KIND__AEXPR_OP_ANY:
            return array_test(expression, false, scope);
        case PG_QUERY__A__EXPR__KIND__AEXPR_OP_ALL:
            return array_test(expression, true, scope);
        case PG_QUERY__A__EXPR__KIND__AEXPR_BETWEEN:
        case PG_QUERY__A__EXPR__KIND__AEXPR_NOT_BETWEEN:
            return between(expression, scope);
        case PG_QUERY__A__EXPR__KIND__AEXPR_BETWEEN_SYM:
        case PG_QUERY__A__EXPR__KIND__AEXPR_NOT_BETWEEN_SYM:
            undecided("BETWEEN SYMMETRIC is not replayed", expression.location);
        default:
            break;
    }
    if (expression.lexpr == nullptr) {
        return unary(name, this->expression(*expression.rexpr, scope), expression.location);
    }
    if (expression.lexpr->node_case == PG_QUERY__NODE__NODE_ROW_EXPR) {
        return row_comparison(expression, scope);
    }
    SqliteValue left = this->expression(*expression.lexpr, scope);
    SqliteValue right = this->expression(*expression.rexpr, scope);
    switch (expression.kind) {
        case PG_QUERY__A__EXPR__KIND__AEXPR_DISTINCT:
        case PG_QUERY__A__EXPR__KIND__AEXPR_NOT_DISTINCT: {
            unify(left, right, expression.location);
            const bool is_not = expression.kind == PG_QUERY__A__EXPR__KIND__AEXPR_DISTINCT;
            return truth(fmt::format("({} IS {}{})", as_comparable(left), is_not ? "NOT " : "",
                                     as_comparable(right)));
        }
        case PG_QUERY__A__EXPR__KIND__AEXPR_NULLIF:
            unify(left, right, expression.location);
            return {fmt::format("nullif({}, {})", left.sql, right.sql),
                    is_untyped(left.type) ? "text" : left.type};
        case PG_QUERY__A__EXPR__KIND__AEXPR_SIMILAR:
            undecided("SIMILAR TO is not replayed", expression.location);
        default:
            return binary(name, std::move(left), std::move(right), expression.location);
    }
}

SqliteValue SqliteTranslator::unary(const std::string& name, const SqliteValue& operand,
                                    int offset) {
    if (name == "-" && operand.type == "interval") {
        return {fmt::format("pg_interval_multiply({}, -1)", operand.sql), operand.type};
    }
    if ((name == "-" || name == "+") &&
        (is_number_type(operand.type) || is_integer_type(operand.type))) {
        return {fmt::format("({}{})", name, as_number(operand)), operand.type};
    }
    undecided(fmt::format("the operator '{}' before a value of type '{}' is not replayed", name,
                          operand.type),
              offset);
}

SqliteValue SqliteTranslator::binary(const std::string& name, SqliteValue left, SqliteValue right,
                                     int offset) {
    if (is_comparison(name) || name == "!=") {
        return comparison(name == "!=" ? "<>" : name, std::move(left), std::move(right), offset);
    }
    if (is_pattern(name)) {
        return pattern(name, left, right);
    }
    if (std::optional<SqliteValue> value = json_operation(name, left, right, offset)) {
        return std::move(*value);
    }
    if (name == "||") {
        return concatenation(std::move(left), std::move(right), offset);
    }
    if (name.size() == 1 && std::string_view("+-*/%").find(name[0]) != std::string_view::npos) {
        return arithmetic(name, std::move(left), std::move(right), offset);
    }
    const bool has_array = !element_of(left.type).empty() || !element_of(right.type).empty();
    if (has_array && (name == "@>" || name == "<@" || name == "&&")) {
        unify(left, right, offset);
        return array_comparison(name, left, right);
    }
    undecided(fmt::format("the operator '{}' of '{}' and '{}' is not replayed", name, left.type,
                          right.type),
              offset);
}

SqliteValue SqliteTranslator::comparison(const std::string& name, SqliteValue left,
                                         SqliteValue right, int offset) {
    unify(left, right, offset);
    if (name != "=" && name != "<>" && !(has_order(left.type) && has_order(right.type))) {
        undecided(fmt::format("the order of values of type '{}' is not known", left.type), offset);
    }
    return truth(fmt::format("({} {} {})", as_comparable(left), name, as_comparable(right)));
}

SqliteValue SqliteTranslator::arithmetic(const std::string& name, SqliteValue left,
                                         SqliteValue right, int offset) {
    if (is_untyped(left.type) && is_number_type(right.type)) {
        left = cast(left, right.type, offset);
    }
    if (is_untyped(right.type)) {
        // The server takes it for a value of the same type where there is such an operator.
        const bool is_step = is_date_type(left.type) && left.type != "date" && name == "+";
        right = cast(right, is_step ? "interval" : left.type, offset);
    }
    if (std::optional<SqliteValue> value = time_operation(name, left, right)) {
        return std::move(*value);
    }
    if (!is_number_type(left.type) || !is_number_type(right.type)) {
        undecided(fmt::format("'{}' {} '{}' is not replayed", left.type, name, right.type), offset);
    }
    return number_arithmetic(name, left, right);
}

SqliteValue SqliteTranslator::concatenation(SqliteValue left, SqliteValue right, int offset) {
    if (!element_of(left.type).empty() || !element_of(right.type).empty()) {
        // The server takes a literal without a type for an array.
        if (is_untyped(left.type) || is_untyped(right.type)) {
            unify(left, right, offset);
        }
        return joined_arrays(left, right);
    }
    const bool is_definition = left.type == kDefinition || right.type == kDefinition;
    if (!is_definition && !makes_text(left.type, right.type)) {
        undecided(fmt::format("'{}' || '{}' is not replayed", left.type, right.type), offset);
    }
    return {
        fmt::format("pg_counted({} || {})", inside_chain(left, as_text(left), '|'), as_text(right)),
        is_definition ? kDefinition : "text", '|'};
}

SqliteValue SqliteTranslator::pattern(const std::string& name, const SqliteValue& left,
                                      const SqliteValue& right) {
    if (left.type == kDefinition || right.type == kDefinition) {
        undecided("the server's own words of a definition are not known");
    }
    const bool is_not = name.front() == '!';
    const std::string operation = is_not ? name.substr(1) : name;
    const bool ignores_case = operation.back() == '*';
    const bool is_like = operation.starts_with("~~");
    return truth(fmt::format("({}{}({}, {}, {}))", is_not ? "NOT " : "",
                             is_like ? "pg_like" : "pg_matches", as_text(left), as_text(right),
                             ignores_case ? 1 : 0));
}

SqliteValue SqliteTranslator::in_list(const PgQuery__AExpr& expression, QueryScope& scope) {
    const bool is_not = texts_of(expression.n_name, expression.name).back() == "<>";
    if (expression.lexpr->node_case == PG_QUERY__NODE__NODE_ROW_EXPR) {
        undecided("IN of rows is not replayed", expression.location);
    }
    const SqliteValue operand = this->expression(*expression.lexpr, scope);
    const PgQuery__List& list = *expression.rexpr->list;
    std::vector<std::string> items;
    std::set<std::string> operands;
    std::vector<std::string> tests;
    for (std::size_t i = 0; i < list.n_items; ++i) {
        SqliteValue left = operand;
        SqliteValue right = this->expression(*list.items[i], scope);
        unify(left, right, expression.location);
        operands.insert(as_comparable(left));
        items.push_back(as_comparable(right));
        tests.push_back(fmt::format("{} = {}", as_comparable(left), items.back()));
    }
    // A literal may make something else of the left side each time.
    const std::string test = operands.size() == 1 ? fmt::format("({} IN ({}))", *operands.begin(),
                                                                fmt::join(items, ", "))
                                                  : joined_conditions(tests, " OR ");
    return truth(is_not ? fmt::format("(NOT {})", test) : test);
}

SqliteValue SqliteTranslator::array_test(const PgQuery__AExpr& expression, bool all,
                                         QueryScope& scope) {
    const SqliteValue operand = this->expression(*expression.lexpr, scope);
    SqliteValue array = this->expression(*expression.rexpr, scope);
    if (is_untyped(array.type)) {
        const std::string type = is_untyped(operand.type) ? "text" : base_type(operand.type);
        array = cast(array, type + "[]", expression.location);
    }
    const std::string element = element_of(array.type);
    if (element.empty()) {
        undecided(fmt::format("ANY of a value of type '{}' is not replayed", array.type),
                  expression.location);
    }
    const SqliteValue test = binary(texts_of(expression.n_name, expression.name).back(), operand,
                                    {"e.value", element}, expression.location);
    return truth(
        fmt::format("iif({} IS NULL, NULL, (SELECT {}(t) FROM (SELECT {} AS t FROM {} AS "
                    "e)))",
                    array.sql, all ? "pg_all" : "pg_any", test.sql, elements(array)));
}

SqliteValue SqliteTranslator::between(const PgQuery__AExpr& expression, QueryScope& scope) {
    const bool is_not = expression.kind == PG_QUERY__A__EXPR__KIND__AEXPR_NOT_BETWEEN;
    const SqliteValue operand = this->expression(*expression.lexpr, scope);
    const PgQuery__List& bounds = *expression.rexpr->list;
    const SqliteValue low =
        comparison(">=", operand, this->expression(*bounds.items[0], scope), expression.location);
    const SqliteValue high =
        comparison("<=", operand, this->expression(*bounds.items[1], scope), expression.location);
    return truth(fmt::format("({}({} AND {}))", is_not ? "NOT " : "", low.sql, high.sql));
}

SqliteValue SqliteTranslator::row_comparison(const PgQuery__AExpr& expression, QueryScope& scope) {
    const std::string name = texts_of(expression.n_name, expression.name).back();
    const PgQuery__RowExpr& left = *expression.lexpr->row_expr;
    if (expression.rexpr->node_case != PG_QUERY__NODE__NODE_ROW_EXPR ||
        expression.rexpr->row_expr->n_args != left.n_args || (name != "=" && name != "<>")) {
        undecided("a comparison of rows is not replayed", expression.location);
    }
    std::vector<std::string> parts;
    for (std::size_t i = 0; i < left.n_args; ++i) {
        parts.push_back(comparison(name, this->expression(*left.args[i], scope),
                                   this->expression(*expression.rexpr->row_expr->args[i], scope),
                                   expression.location)
                            .sql);
    }
    return truth(fmt::format("({})", fmt::join(parts, name == "=" ? " AND " : " OR ")));
}

}  // namespace erdmark::dialect::postgres
