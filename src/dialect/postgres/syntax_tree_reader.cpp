#include "dialect/postgres/syntax_tree_reader.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include <fmt/format.h>
#include <pg_query/pg_query.pb-c.h>

namespace erdmark::dialect::postgres {

namespace {

using Case = PgQuery__Node__NodeCase;

std::optional<Node> read(const PgQuery__BoolExpr& expression) {
    Node node = make_node(NodeKind::Not, "NOT");
    if (expression.boolop == PG_QUERY__BOOL_EXPR_TYPE__AND_EXPR) {
        node = make_node(NodeKind::And, "AND");
    } else if (expression.boolop == PG_QUERY__BOOL_EXPR_TYPE__OR_EXPR) {
        node = make_node(NodeKind::Or, "OR");
    }
    if (!read_list(expression.n_args, expression.args, node.parts)) {
        return std::nullopt;
    }
    return node;
}

Node read(const PgQuery__AConst& value) {
    if (value.isnull) {
        return make_node(NodeKind::Null, "NULL");
    }
    switch (value.val_case) {
        case PG_QUERY__A__CONST__VAL_IVAL:
            return make_node(NodeKind::Number, std::to_string(value.ival->ival));
        case PG_QUERY__A__CONST__VAL_FVAL:
            return make_node(NodeKind::Number, value.fval->fval);
        case PG_QUERY__A__CONST__VAL_BOOLVAL:
            return make_node(NodeKind::Boolean, value.boolval->boolval ? "true" : "false");
        case PG_QUERY__A__CONST__VAL_BSVAL:
            return make_node(NodeKind::Bits, value.bsval->bsval);
        default:
            return make_node(NodeKind::String, value.sval->sval);
    }
}

std::optional<Node> read(const PgQuery__TypeCast& cast) {
    const std::optional<std::string> type = read_type(*cast.type_name);
    return type ? with_parts(make_node(NodeKind::Cast, *type), {cast.arg}) : std::nullopt;
}

/// Names and `*` at the end.
std::optional<Node> read(const PgQuery__ColumnRef& column) {
    Node node = make_node(NodeKind::Column);
    for (std::size_t i = 0; i < column.n_fields; ++i) {
        const PgQuery__Node& field = *column.fields[i];
        if (field.node_case == Case::PG_QUERY__NODE__NODE_STRING) {
            node.names.emplace_back(field.string->sval);
        } else {
            node.all = true;
        }
    }
    return node;
}

std::optional<Node> with_index(Node base, const PgQuery__AIndices& indices) {
    Node node = make_node(indices.is_slice ? NodeKind::Slice : NodeKind::Subscript);
    node.parts.push_back(std::move(base));
    if (!indices.is_slice) {
        return with_parts(std::move(node), {indices.uidx});
    }
    for (const PgQuery__Node* const bound : {indices.lidx, indices.uidx}) {
        if (bound == nullptr) {
            node.parts.push_back(make_node(NodeKind::Nothing));
        } else if (!read_into(bound, node.parts)) {
            return std::nullopt;
        }
    }
    return node;
}

std::optional<Node> read(const PgQuery__AIndirection& indirection) {
    std::optional<Node> node = read_expression(*indirection.arg);
    for (std::size_t i = 0; node && i < indirection.n_indirection; ++i) {
        const PgQuery__Node& step = *indirection.indirection[i];
        if (step.node_case == Case::PG_QUERY__NODE__NODE_A_INDICES) {
            node = with_index(std::move(*node), *step.a_indices);
            continue;
        }
        const bool is_name = step.node_case == Case::PG_QUERY__NODE__NODE_STRING;
        Node field = make_node(NodeKind::Field, is_name ? step.string->sval : "");
        field.all = !is_name;
        field.parts.push_back(std::move(*node));
        node = std::move(field);
    }
    return node;
}

std::optional<Node> read(const PgQuery__CollateClause& clause) {
    Node node = make_node(NodeKind::Collate);
    node.names = read_names(clause.n_collname, clause.collname);
    return with_parts(std::move(node), {clause.arg});
}

std::optional<Node> read(const PgQuery__BooleanTest& test) {
    constexpr std::array<const char*, 7> kWords{
        "", "IS TRUE", "IS NOT TRUE", "IS FALSE", "IS NOT FALSE", "IS UNKNOWN", "IS NOT UNKNOWN"};
    return with_parts(make_node(NodeKind::Test, kWords.at(test.booltesttype)), {test.arg});
}

std::optional<Node> read(const PgQuery__NullTest& test) {
    const bool is_null = test.nulltesttype == PG_QUERY__NULL_TEST_TYPE__IS_NULL;
    return with_parts(make_node(NodeKind::Test, is_null ? "IS NULL" : "IS NOT NULL"), {test.arg});
}

std::optional<Node> read(const PgQuery__CaseExpr& expression) {
    Node node = make_node(NodeKind::Case);
    const auto add = [&](NodeKind kind, std::initializer_list<const PgQuery__Node*> parts) {
        std::optional<Node> read = with_parts(make_node(kind), parts);
        if (read) {
            node.parts.push_back(std::move(*read));
        }
        return read.has_value();
    };
    if (expression.arg != nullptr && !add(NodeKind::CaseArgument, {expression.arg})) {
        return std::nullopt;
    }
    for (std::size_t i = 0; i < expression.n_args; ++i) {
        const PgQuery__CaseWhen& when = *expression.args[i]->case_when;
        if (!add(NodeKind::When, {when.expr, when.result})) {
            return std::nullopt;
        }
    }
    if (expression.defresult != nullptr && !add(NodeKind::Else, {expression.defresult})) {
        return std::nullopt;
    }
    return node;
}

std::optional<Node> read(const PgQuery__SQLValueFunction& function) {
    // In the order of SQLValueFunctionOp; an empty word takes a precision.
    constexpr std::array<std::string_view, 16> kWords{"",
                                                      "CURRENT_DATE",
                                                      "CURRENT_TIME",
                                                      "CURRENT_TIME",
                                                      "CURRENT_TIMESTAMP",
                                                      "CURRENT_TIMESTAMP",
                                                      "LOCALTIME",
                                                      "LOCALTIME",
                                                      "LOCALTIMESTAMP",
                                                      "LOCALTIMESTAMP",
                                                      "CURRENT_ROLE",
                                                      "CURRENT_USER",
                                                      "USER",
                                                      "SESSION_USER",
                                                      "CURRENT_CATALOG",
                                                      "CURRENT_SCHEMA"};
    std::string text(kWords.at(function.op));
    switch (function.op) {
        case PG_QUERY__SQLVALUE_FUNCTION_OP__SVFOP_CURRENT_TIME_N:
        case PG_QUERY__SQLVALUE_FUNCTION_OP__SVFOP_CURRENT_TIMESTAMP_N:
        case PG_QUERY__SQLVALUE_FUNCTION_OP__SVFOP_LOCALTIME_N:
        case PG_QUERY__SQLVALUE_FUNCTION_OP__SVFOP_LOCALTIMESTAMP_N:
            text += fmt::format("({})", function.typmod);
            break;
        default:
            break;
    }
    return make_node(NodeKind::ValueFunction, std::move(text));
}

std::optional<Node> read_items(NodeKind kind, std::string text, std::size_t count,
                               PgQuery__Node* const* items) {
    Node node = make_node(kind, std::move(text));
    if (!read_list(count, items, node.parts)) {
        return std::nullopt;
    }
    return node;
}

std::optional<Node> read(const PgQuery__MinMaxExpr& expression) {
    const bool greatest = expression.op == PG_QUERY__MIN_MAX_OP__IS_GREATEST;
    return read_items(NodeKind::Common, greatest ? "GREATEST" : "LEAST", expression.n_args,
                      expression.args);
}

std::optional<Node> read_known(const PgQuery__Node& node) {
    switch (node.node_case) {
        case Case::PG_QUERY__NODE__NODE_A_EXPR:
            return read_operation(*node.a_expr);
        case Case::PG_QUERY__NODE__NODE_BOOL_EXPR:
            return read(*node.bool_expr);
        case Case::PG_QUERY__NODE__NODE_A_CONST:
            return read(*node.a_const);
        case Case::PG_QUERY__NODE__NODE_TYPE_CAST:
            return read(*node.type_cast);
        case Case::PG_QUERY__NODE__NODE_COLUMN_REF:
            return read(*node.column_ref);
        case Case::PG_QUERY__NODE__NODE_PARAM_REF:
            return make_node(NodeKind::Parameter, fmt::format("${}", node.param_ref->number));
        case Case::PG_QUERY__NODE__NODE_A_INDIRECTION:
            return read(*node.a_indirection);
        case Case::PG_QUERY__NODE__NODE_COLLATE_CLAUSE:
            return read(*node.collate_clause);
        case Case::PG_QUERY__NODE__NODE_BOOLEAN_TEST:
            return read(*node.boolean_test);
        case Case::PG_QUERY__NODE__NODE_NULL_TEST:
            return read(*node.null_test);
        case Case::PG_QUERY__NODE__NODE_CASE_EXPR:
            return read(*node.case_expr);
        case Case::PG_QUERY__NODE__NODE_SQLVALUE_FUNCTION:
            return read(*node.sqlvalue_function);
        case Case::PG_QUERY__NODE__NODE_SUB_LINK:
            return read_query_expression(*node.sub_link);
        case Case::PG_QUERY__NODE__NODE_FUNC_CALL:
            return read_call(*node.func_call);
        case Case::PG_QUERY__NODE__NODE_MIN_MAX_EXPR:
            return read(*node.min_max_expr);
        case Case::PG_QUERY__NODE__NODE_COALESCE_EXPR:
            return read_items(NodeKind::Common, "COALESCE", node.coalesce_expr->n_args,
                              node.coalesce_expr->args);
        case Case::PG_QUERY__NODE__NODE_ROW_EXPR:
            return read_items(NodeKind::Row, "", node.row_expr->n_args, node.row_expr->args);
        case Case::PG_QUERY__NODE__NODE_A_ARRAY_EXPR:
            return read_items(NodeKind::Array, "", node.a_array_expr->n_elements,
                              node.a_array_expr->elements);
        case Case::PG_QUERY__NODE__NODE_NAMED_ARG_EXPR:
            return with_parts(make_node(NodeKind::NamedArgument, node.named_arg_expr->name),
                              {node.named_arg_expr->arg});
        default:
            return std::nullopt;
    }
}

}  // namespace

std::vector<std::string> read_names(std::size_t count, PgQuery__Node* const* names) {
    std::vector<std::string> read;
    for (std::size_t i = 0; i < count; ++i) {
        if (names[i]->node_case == Case::PG_QUERY__NODE__NODE_STRING) {
            read.emplace_back(names[i]->string->sval);
        }
    }
    if (read.size() > 1 && read.front() == "pg_catalog") {
        read.erase(read.begin());
    }
    return read;
}

std::optional<Node> with_parts(Node node, std::initializer_list<const PgQuery__Node*> parts) {
    for (const PgQuery__Node* const part : parts) {
        if (!read_into(part, node.parts)) {
            return std::nullopt;
        }
    }
    return node;
}

bool read_list(std::size_t count, PgQuery__Node* const* list, std::vector<Node>& into) {
    into.reserve(into.size() + count);
    return std::all_of(list, list + count,
                       [&](const PgQuery__Node* item) { return read_into(item, into); });
}

bool read_into(const PgQuery__Node* node, std::vector<Node>& into) {
    if (node == nullptr) {
        return true;
    }
    std::optional<Node> read = read_expression(*node);
    if (read) {
        into.push_back(std::move(*read));
    }
    return read.has_value();
}

std::optional<Node> read_expression(const PgQuery__Node& node) {
    std::optional<Node> known = read_known(node);
    return known ? known : read_opaque(node);
}

}  // namespace erdmark::dialect::postgres
