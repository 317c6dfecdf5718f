#include "dialect/postgres/view_typing.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "dialect/postgres/expression.h"
#include "dialect/postgres/expression_printer.h"
#include "dialect/postgres/expression_type.h"
#include "dialect/postgres/literal/literal.h"

namespace erdmark::dialect::postgres {

namespace {

// Each round is a canonical form by itself; the second one rarely finds anything more.
constexpr int kMostRounds = 6;

struct Value {
    std::string_view name;
    std::string_view type;  // `{}` is for a precision.
};

constexpr std::array kValues{
    Value{"CURRENT_DATE", "date"},
    Value{"CURRENT_TIME", "time{} with time zone"},
    Value{"CURRENT_TIMESTAMP", "timestamp{} with time zone"},
    Value{"LOCALTIME", "time{} without time zone"},
    Value{"LOCALTIMESTAMP", "timestamp{} without time zone"},
};

std::string value_function_type(std::string_view text) {
    const std::size_t open = std::min(text.find('('), text.size());
    const auto* const value = std::ranges::find(kValues, text.substr(0, open), &Value::name);
    return value == kValues.end() ? "name"
                                  : fmt::format(fmt::runtime(value->type), text.substr(open));
}

/// The user's type: without `[]` behind it.
std::string without_brackets(std::string_view type) {
    return std::string(is_array_type(type) ? type.substr(0, type.size() - 2) : type);
}

}  // namespace

std::string ViewTyping::canonical_type(const std::string& text) {
    const std::string element = without_brackets(text);
    const SourceType* const type = rules_.user_type(type_code(element));
    return type == nullptr ? text : type->text + text.substr(element.size());
}

RelationColumn ViewTyping::column(std::string name, std::string type) {
    RelationColumn column{.name = std::move(name), .type = std::move(type)};
    const SourceType* const user_type = rules_.user_type(type_code(without_brackets(column.type)));
    if (user_type != nullptr && !user_type->is_relation) {
        column.user_type = user_type->name;
    }
    return column;
}

void ViewTyping::note_tokens() {
    const std::vector<ViewToken>& tokens = tokens_.all();
    for (; noted_ < tokens.size(); ++noted_) {
        const ViewToken& token = tokens[noted_];
        if (!token.type.empty() && token.kind != ViewToken::Kind::Row) {
            token_types_["erdmark_" + std::to_string(noted_)] =
                type_words(rules_.base(type_code(token.type)));
        }
    }
}

void ViewTyping::collect_queries(const Node& node, std::set<const ViewQuery*>& queries) const {
    if (const ViewQuery* const query = tokens_.query_of(node)) {
        queries.insert(query);
        return;
    }
    for (const std::vector<Node>* const list : {&node.parts, &node.clauses}) {
        for (const Node& part : *list) {
            collect_queries(part, queries);
        }
    }
}

bool ViewTyping::is_done(const Node& annotated) const {
    const bool has_type = !annotated.type.empty() && annotated.type != kUnknownLiteral;
    return has_type && (form_ == ViewForm::Resolved || annotated.kind == NodeKind::Column);
}

Node ViewTyping::canonical(Node expression, const std::string& type) {
    note_tokens();
    annotate(expression);
    if (is_done(expression)) {
        return expression;
    }
    Node before = expression;
    expression = canonical_rounds(std::move(expression), type);
    // What stands for a query must not get lost, whatever becomes of the expression around it.
    std::set<const ViewQuery*> queries;
    std::set<const ViewQuery*> queries_left;
    collect_queries(before, queries);
    collect_queries(expression, queries_left);
    // And the type of an output has its modifiers.
    const bool keeps_type = before.type == expression.type || before.type.empty() ||
                            before.type == kUnknownLiteral || !has_modifiers(before.type);
    return queries == queries_left && keeps_type ? expression : before;
}

Node ViewTyping::canonical_rounds(Node expression, const std::string& type) {
    std::string text = printed(expression);
    for (int round = 0; round < kMostRounds; ++round) {
        std::optional<Node> tree = parse_expression(
            canonical_expression(text, {.column_types = &token_types_, .type = type}));
        if (!tree) {
            break;
        }
        annotate(*tree);
        std::string next = printed(*tree);
        expression = std::move(*tree);
        if (next == text) {
            break;
        }
        text = std::move(next);
    }
    return expression;
}

void ViewTyping::annotate_parts(Node& node) {
    for (Node& part : node.parts) {
        annotate(part);
    }
    for (Node& clause : node.clauses) {
        annotate(clause);
    }
}

void ViewTyping::annotate(Node& node) {
    if (tokens_.query_of(node) != nullptr) {
        return;
    }
    annotate_parts(node);
    node.type.clear();
    annotate_value(node);
}

void ViewTyping::annotate_value(Node& node) {
    switch (node.kind) {
        case NodeKind::Column: {
            const ViewToken* const token = tokens_.of(node);
            node.type = token == nullptr ? "" : token->type;
            return;
        }
        case NodeKind::String:
        case NodeKind::Null:
            node.type = kUnknownLiteral;
            return;
        case NodeKind::Number:
            node.type = number_type(node.text);
            return;
        case NodeKind::Bits:
            node.type = "\"bit\"";
            return;
        case NodeKind::ValueFunction:
            node.type = value_function_type(node.text);
            return;
        case NodeKind::Cast:
            return annotate_cast(node);
        case NodeKind::Operator:
            return annotate_operator(node);
        case NodeKind::Call:
            return annotate_call(node);
        case NodeKind::Case:
            return annotate_case(node);
        case NodeKind::Array:
            return annotate_array(node);
        case NodeKind::Field:
            return annotate_field(node);
        case NodeKind::Subscript:
        case NodeKind::Slice:
            return annotate_subscript(node);
        case NodeKind::NullIf:
            return annotate_null_if(node);
        case NodeKind::Collate:
            return annotate_collate(node);
        case NodeKind::NamedArgument:
            node.type = node.parts[0].type;
            return;
        case NodeKind::Row:
            node.type = "record";
            return;
        default:
            return annotate_test(node);
    }
}

/// What is true or false; and what has the type of other values.
void ViewTyping::annotate_test(Node& node) {
    switch (node.kind) {
        case NodeKind::Common: {
            std::vector<Node*> values;
            for (Node& part : node.parts) {
                values.push_back(&part);
            }
            node.type = annotate_choice(values);
            return;
        }
        case NodeKind::ScalarQuery:
        case NodeKind::ArrayQuery:
            return annotate_query(node);
        case NodeKind::In:
            return annotate_in(node);
        case NodeKind::InQuery:
            return annotate_in_query(node);
        case NodeKind::ArrayTest:
            return annotate_array_test(node);
        case NodeKind::Distinct:
            drop_operator_casts("=", node.parts[0], node.parts[1]);
            node.type = "boolean";
            return;
        case NodeKind::Boolean:
        case NodeKind::Like:
        case NodeKind::Between:
        case NodeKind::And:
        case NodeKind::Or:
        case NodeKind::Not:
        case NodeKind::Test:
        case NodeKind::Exists:
        case NodeKind::QueryTest:
            node.type = "boolean";
            return;
        default:
            return;
    }
}

void ViewTyping::annotate_cast(Node& node) {
    node.text = canonical_type(node.text);
    node.type = node.text;
    Node& value = node.parts[0];
    // The fields of an interval's type say how the text is read.
    if (value.kind == NodeKind::String && base_type(node.text) == "interval") {
        value.text = literal_output(value.text, node.text).value_or(value.text);
    }
    // A row can have the type of a table, and then the cast says how to print it.
    const bool is_row = value.kind == NodeKind::Row || value.type == "record";
    const bool is_domain = rules_.base(type_code(node.text)) != type_code(node.text);
    if (value.type == node.text && !is_row && !is_domain) {
        Node inner = std::move(node.parts[0]);
        node = std::move(inner);
    }
}

/// A literal with a collation is text.
void ViewTyping::annotate_collate(Node& node) {
    Node& value = node.parts[0];
    if (value.kind == NodeKind::Cast && value.text == "text" &&
        value.parts[0].kind == NodeKind::String) {
        Node inner = std::move(value.parts[0]);
        value = std::move(inner);
    }
    node.type = value.type == kUnknownLiteral ? "text" : value.type;
}

void ViewTyping::annotate_field(Node& node) {
    const SourceType* const type = rules_.user_type(type_code(node.parts[0].type));
    if (type == nullptr || node.all) {
        return;
    }
    const auto field = std::ranges::find(type->fields, node.text, &RelationColumn::name);
    if (field != type->fields.end()) {
        node.type = field->type;
        if (type->is_relation) {
            fields_read_.emplace(type->name,
                                 static_cast<std::size_t>(field - type->fields.begin()));
        }
    }
}

void ViewTyping::annotate_subscript(Node& node) {
    const std::string& type = node.parts[0].type;
    if (type == "jsonb" || node.kind == NodeKind::Slice) {
        node.type = type;
    } else if (is_array_type(type)) {
        node.type = element_type(type);
    }
}

void ViewTyping::annotate_query(Node& node) {
    const ViewQuery* const query = tokens_.query_of(node.parts[0]);
    if (query == nullptr || query->columns.empty() || query->columns[0].type.empty()) {
        return;
    }
    const std::string& type = query->columns[0].type;
    const bool is_array = node.kind == NodeKind::ArrayQuery && !is_array_type(type);
    node.type = type + (is_array ? "[]" : "");
}

}  // namespace erdmark::dialect::postgres
