#include <algorithm>
#include <utility>

#include "dialect/postgres/expression_operands.h"
#include "dialect/postgres/expression_type.h"
#include "dialect/postgres/view_typing.h"

namespace erdmark::dialect::postgres {

namespace {

/// A cast that may go, of a literal of that kind or, for Nothing, of no literal.
bool is_cast_of(const Node& node, NodeKind kind) {
    if (node.kind != NodeKind::Cast || has_modifiers(node.text) || node.parts[0].type.empty()) {
        return false;
    }
    return kind == NodeKind::Nothing ? !is_literal(node.parts[0]) : node.parts[0].kind == kind;
}

}  // namespace

std::string ViewTyping::common_of(const std::vector<Node*>& values) {
    Types types;
    for (const Node* const value : values) {
        types.push_back(type_code(value->type));
    }
    return rules_.common(types);
}

/// Drops the casts to `common` of all literals of that kind, if the common type stays; else none.
void ViewTyping::drop_literal_casts(const std::vector<Node*>& values, NodeKind kind,
                                    const std::string& common) {
    std::vector<Node> before;
    for (Node* const value : values) {
        before.push_back(*value);
        if (is_cast_of(*value, kind) && type_code(value->type) == common) {
            drop_cast(*value);
        }
    }
    if (common_of(values) != common) {
        for (std::size_t i = 0; i < values.size(); ++i) {
            *values[i] = std::move(before[i]);
        }
    }
}

/// Where one literal needs its cast, all have it, as the server prints them.
void ViewTyping::add_literal_casts(const std::vector<Node*>& values, const std::string& common) {
    const bool has_cast = std::ranges::any_of(values, [&](const Node* value) {
        return is_cast_literal(*value) && value->parts[0].kind != NodeKind::Null &&
               type_code(value->text) == common;
    });
    for (Node* const value : values) {
        const bool is_bare = value->kind == NodeKind::String || value->kind == NodeKind::Number;
        if (has_cast && is_bare && type_code(value->type) != common) {
            Node cast = make_node(NodeKind::Cast, type_words(common), {*value});
            cast.type = cast.text;
            *value = std::move(cast);
        }
    }
}

std::string ViewTyping::annotate_choice(const std::vector<Node*>& values) {
    const std::string common = common_of(values);
    if (common.empty()) {
        return "";
    }
    for (const NodeKind kind : {NodeKind::Null, NodeKind::Number, NodeKind::String}) {
        drop_literal_casts(values, kind, common);
    }
    add_literal_casts(values, common);
    for (Node* const value : values) {
        if (is_cast_of(*value, NodeKind::Nothing) && type_code(value->type) == common &&
            rules_.coerces(type_code(value->parts[0].type), common)) {
            Node before = *value;
            drop_cast(*value);
            if (common_of(values) != common) {
                *value = std::move(before);
            }
        }
        Node literal = *value;
        read_literal(literal, common);
        std::swap(*value, literal);
        if (common_of(values) != common) {
            std::swap(*value, literal);
        }
    }
    const std::string& first = values[0]->type;
    const bool are_same =
        first != kUnknownLiteral &&
        std::ranges::all_of(values, [&](const Node* value) { return value->type == first; });
    return are_same ? first : type_words(common);
}

void ViewTyping::annotate_case(Node& node) {
    std::vector<Node*> values;
    Node nothing = make_node(NodeKind::Null, "NULL");
    nothing.type = kUnknownLiteral;
    for (Node& part : node.parts) {
        if (part.kind == NodeKind::CaseArgument) {
            continue;
        }
        values.push_back(&part.parts.back());
        if (part.kind == NodeKind::When && node.parts[0].kind == NodeKind::CaseArgument) {
            const std::string argument = type_code(node.parts[0].parts[0].type);
            drop_casts({&part.parts.front()}, [&](const Types& types) {
                return operator_choice("=", {types[0], argument});
            });
        }
    }
    if (node.parts.back().kind != NodeKind::Else) {
        values.push_back(&nothing);
    } else {
        // It has the first say.
        std::rotate(values.begin(), values.end() - 1, values.end());
    }
    node.type = annotate_choice(values);
}

void ViewTyping::annotate_array(Node& node) {
    std::vector<Node*> values;
    for (Node& part : node.parts) {
        values.push_back(&part);
    }
    const std::string type = values.empty() ? "" : annotate_choice(values);
    if (!type.empty()) {
        node.type = is_array_type(type) ? type : type + "[]";
    }
}

}  // namespace erdmark::dialect::postgres
