#include "dialect/postgres/expression_rewrite.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/text.h"
#include "dialect/postgres/expression_choices.h"
#include "dialect/postgres/expression_expand.h"
#include "dialect/postgres/expression_functions.h"
#include "dialect/postgres/expression_literals.h"
#include "dialect/postgres/expression_operands.h"
#include "dialect/postgres/expression_routines.h"
#include "dialect/postgres/expression_schema.h"
#include "dialect/postgres/expression_scope.h"
#include "dialect/postgres/expression_type.h"
#include "dialect/postgres/literal/outputs.h"
#include "dialect/postgres/view_source.h"

namespace erdmark::dialect::postgres {

namespace {

struct Value {
    std::string_view name;
    std::string_view type;
};

// Their type is not looked up in the text: CURRENT_TIMESTAMP(3) has no row here.
constexpr std::array kValues{
    Value{"CURRENT_DATE", "date"},
    Value{"CURRENT_TIMESTAMP", "timestamp with time zone"},
    Value{"LOCALTIMESTAMP", "timestamp without time zone"},
};

bool is_query(NodeKind kind) {
    return kind == NodeKind::Select || kind == NodeKind::SetOperation || kind == NodeKind::Values;
}

/// What no column can be, so that its type is not that of a domain.
bool is_computed(const Node& node) {
    switch (node.kind) {
        case NodeKind::Operator:
        case NodeKind::Like:
        case NodeKind::In:
        case NodeKind::And:
        case NodeKind::Or:
        case NodeKind::Not:
        case NodeKind::Test:
        case NodeKind::Call:
        case NodeKind::ValueFunction:
        case NodeKind::Exists:
        case NodeKind::InQuery:
            return true;
        default:
            return false;
    }
}

class Rewriting {
public:
    explicit Rewriting(const ExpressionContext& context)
        : columns_(context.column_types), has_rows_(context.has_rows), source_(context.source) {}

    void rewrite(Node& node) {
        const bool opens = is_query(node.kind);
        queries_ += opens ? 1 : 0;
        for (Node& part : node.parts) {
            rewrite(part);
        }
        for (Node& clause : node.clauses) {
            rewrite(clause);
        }
        queries_ -= opens ? 1 : 0;
        // That of a column in a query was found before.
        if (node.kind != NodeKind::Column) {
            node.type.clear();
        }
        apply(node);
    }

private:
    /// The rules for one node whose operands are done.
    void apply(Node& node) {
        switch (node.kind) {
            case NodeKind::Column:
                return apply_to_column(node);
            case NodeKind::String:
            case NodeKind::Null:
                node.type = kUnknownLiteral;
                return;
            case NodeKind::Number:
                return apply_to_number(node);
            case NodeKind::Bits:
                node.text = "b" + bit_output(node.text).value_or(node.text.substr(1));
                return;
            case NodeKind::ValueFunction:
                return apply_to_value_function(node);
            case NodeKind::Cast:
                return apply_to_cast(node);
            case NodeKind::Operator:
                return apply_to_operator(node);
            case NodeKind::ArrayTest:
                simplify_array_test(node);
                return node.kind == NodeKind::In ? apply(node) : set_boolean(node);
            case NodeKind::In:
                return apply_to_in(node);
            case NodeKind::Between:
                return expand(node, expand_between(node));
            case NodeKind::Call:
                return apply_to_call(node);
            case NodeKind::Array:
                return simplify_array(node);
            case NodeKind::Common:
                return rewrite_choice(node);
            case NodeKind::Case:
                return rewrite_case(node);
            case NodeKind::NullIf:
                return rewrite_null_if(node);
            case NodeKind::Subscript:
                return apply_to_subscript(node);
            case NodeKind::Collate:
                node.type = node.parts[0].type;
                return;
            case NodeKind::Field:
                return apply_to_field(node);
            case NodeKind::Slice:
                node.type = is_array_type(node.parts[0].type) ? node.parts[0].type : "";
                return;
            default:
                return apply_to_test(node);
        }
    }

    /// What is true or false; and queries.
    void apply_to_test(Node& node) {
        switch (node.kind) {
            case NodeKind::Distinct:
                return apply_to_distinct(node);
            case NodeKind::Like:
                return apply_to_like(node);
            case NodeKind::And:
            case NodeKind::Or:
                flatten(node);
                return set_boolean(node);
            case NodeKind::Not:
                return apply_to_not(node);
            case NodeKind::Boolean:
            case NodeKind::Test:
                return set_boolean(node);
            case NodeKind::Exists:
                drop_target_columns(node.parts.back());
                [[fallthrough]];
            case NodeKind::InQuery:
            case NodeKind::QueryTest:
                drop_target_names(node.parts.back());
                return set_boolean(node);
            case NodeKind::ScalarQuery:
                node.type = query_type(node.parts.back());
                [[fallthrough]];
            case NodeKind::ArrayQuery:
                return drop_target_names(node.parts.back());
            default:
                return;
        }
    }

    void apply_to_distinct(Node& node) {
        set_boolean(node);
        if (std::optional<Node> comparison = expand_row_distinct(node)) {
            return expand(node, std::move(comparison));
        }
        Node& left = node.parts[0];
        Node& right = node.parts[1];
        // A row of nulls is null, but not what NULL is.
        if ((is_null(right) && !is_no_row(left.type)) ||
            (is_null(left) && !is_no_row(right.type))) {
            return;
        }
        simplify_operands("=", left, right);
        // The server does this too with a NULL that has no cast.
        if (left.kind == NodeKind::Null) {
            std::swap(left, right);
        }
        if (right.kind == NodeKind::Null) {
            node.parts.pop_back();
            node.kind = NodeKind::Test;
            node.text = node.text == "IS DISTINCT FROM" ? "IS NOT NULL" : "IS NULL";
        }
    }

    static void set_boolean(Node& node) { node.type = "boolean"; }

    void apply_to_column(Node& node) {
        // Inside of a query a name may belong to another table.
        if (columns_ == nullptr || queries_ > 0 || node.all) {
            return;
        }
        const auto found = columns_->find(node.names.back());
        if (found == columns_->end()) {
            return;
        }
        if (!has_rows_) {
            node.names.erase(node.names.begin(), node.names.end() - 1);
        }
        node.type = base_type(found->second);
    }

    void apply_to_call(Node& node) {
        simplify_call(node);
        if (node.type.empty() && source_ != nullptr) {
            simplify_user_call(node, *source_);
        }
    }

    /// `(price).net`, of a composite type.
    void apply_to_field(Node& node) {
        const std::string& type = node.parts[0].type;
        const std::optional<SourceType> composite =
            source_ == nullptr || type.empty() || node.all ? std::nullopt : source_->type(type);
        if (!composite) {
            return;
        }
        const auto field = std::ranges::find(composite->fields, node.text, &RelationColumn::name);
        if (field != composite->fields.end()) {
            node.type = base_type(field->type);
        }
    }

    void apply_to_number(Node& node) {
        node = plain_number(node);
        if (node.kind == NodeKind::Cast) {
            apply(node.parts[0]);
        }
        node.type = number_type(node.kind == NodeKind::Cast ? node.parts[0].text : node.text);
        if (node.kind == NodeKind::Cast) {
            node.type = node.text;
        }
    }

    static void apply_to_value_function(Node& node) {
        const auto* const value = std::ranges::find(kValues, node.text, &Value::name);
        node.type = value == kValues.end() ? "" : value->type;
    }

    static void apply_to_cast(Node& node) {
        node.type = base_type(node.text);
        normalize_literal(node);
        if (node.kind == NodeKind::Cast && has_own_type(node)) {
            drop_cast(node);
        }
    }

    /// Whether the operand has the type already, and is no column of a domain.
    static bool has_own_type(const Node& cast) {
        const Node& value = cast.parts[0];
        if (value.kind == NodeKind::Number) {
            return value.type == cast.text;
        }
        return is_computed(value) && !value.type.empty() && value.type == cast.text;
    }

    void apply_to_operator(Node& node) {
        if (!node.names.empty()) {
            return;
        }
        if (node.parts.size() == 1) {
            return apply_to_sign(node);
        }
        if (std::optional<Node> comparison = expand_row_comparison(node)) {
            return expand(node, std::move(comparison));
        }
        simplify_operands(node.text, node.parts[0], node.parts[1]);
        node.type = operator_type(node.text, node.parts[0].type, node.parts[1].type);
    }

    static void apply_to_sign(Node& node) {
        Node& operand = node.parts[0];
        if (node.text != "-" && node.text != "+") {
            return;
        }
        node.type = is_number_type(operand.type) || operand.type == "interval" ? operand.type : "";
        // The parser makes one number of a sign and a number.
        if (node.text != "-" || operand.kind != NodeKind::Number) {
            return;
        }
        if (operand.text.find_first_of("123456789") == std::string::npos) {
            return drop_cast(node);
        }
        const bool is_negative = operand.text.starts_with('-');
        const std::string text = is_negative ? operand.text.substr(1) : "-" + operand.text;
        if (number_type(text) == operand.type && is_plain_number(text)) {
            operand.text = text;
            drop_cast(node);
        }
    }

    void apply_to_in(Node& node) {
        if (std::optional<Node> expanded = expand_in(node)) {
            return expand(node, std::move(expanded));
        }
        simplify_in(node);
        set_boolean(node);
    }

    /// Puts what was made of the operands of `node` in its place. They are done, what is around
    /// them is new.
    void expand(Node& node, std::optional<Node> expanded) {
        if (!expanded) {
            return set_boolean(node);
        }
        node = std::move(*expanded);
        apply_to_new(node);
    }

    void apply_to_new(Node& node) {
        if (node.kind == NodeKind::And || node.kind == NodeKind::Or) {
            for (Node& part : node.parts) {
                apply_to_new(part);
            }
        }
        apply(node);
    }

    static void apply_to_like(Node& node) {
        constexpr std::string_view kAnyPattern = "~~";
        simplify_operands(kAnyPattern, node.parts[0], node.parts[1]);
        if (node.parts.size() == 3 && is_cast_literal(node.parts[2]) &&
            node.parts[2].text == "text" && node.parts[1].kind == NodeKind::String) {
            drop_cast(node.parts[2]);
        }
        set_boolean(node);
    }

    static void flatten(Node& node) {
        std::vector<Node> parts;
        for (Node& part : node.parts) {
            if (part.kind == node.kind) {
                std::ranges::move(part.parts, std::back_inserter(parts));
            } else {
                parts.push_back(std::move(part));
            }
        }
        node.parts = std::move(parts);
    }

    static void apply_to_not(Node& node) {
        if (node.parts[0].kind == NodeKind::Distinct && node.parts[0].text == "IS DISTINCT FROM") {
            drop_cast(node);
            node.text = "IS NOT DISTINCT FROM";
        }
        set_boolean(node);
    }

    static void apply_to_subscript(Node& node) {
        if (is_array_type(node.parts[0].type)) {
            node.type = element_type(node.parts[0].type);
        }
    }

    const std::map<std::string, std::string>* columns_;
    bool has_rows_;
    RelationSource* source_;
    int queries_ = 0;
};

}  // namespace

void rewrite_expression(Node& expression, const ExpressionContext& context) {
    shorten_names(expression, context.default_schema);
    if (context.source != nullptr) {
        resolve_columns(expression, *context.source,
                        {.name = context.table, .column_types = context.column_types});
    }
    Rewriting(context).rewrite(expression);
    if (!context.type.empty()) {
        store_as(expression, context.type);
    }
}

}  // namespace erdmark::dialect::postgres
