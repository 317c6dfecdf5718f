#include "dialect/postgres/expression_choices.h"

#include <string>
#include <vector>

#include "dialect/postgres/expression_functions.h"
#include "dialect/postgres/expression_operands.h"
#include "dialect/postgres/expression_type.h"

namespace erdmark::dialect::postgres {

void rewrite_choice(Node& choice) {
    std::vector<Node*> values;
    for (Node& part : choice.parts) {
        values.push_back(&part);
    }
    choice.type = simplify_choice(values);
}

void rewrite_case(Node& expression) {
    std::vector<Node*> values;
    for (Node& part : expression.parts) {
        if (part.kind == NodeKind::CaseArgument) {
            continue;
        }
        values.push_back(&part.parts.back());
        if (part.kind == NodeKind::When && expression.parts[0].kind == NodeKind::CaseArgument) {
            Node argument = expression.parts[0].parts[0];
            simplify_operands("=", argument, part.parts[0]);
        }
    }
    expression.type = simplify_choice(values);
    // The server writes the ELSE that is not there.
    const Node& last = expression.parts.back();
    if (last.kind == NodeKind::Else && last.parts[0].kind == NodeKind::Null) {
        expression.parts.pop_back();
    }
}

void rewrite_null_if(Node& null_if) {
    // The value is the first operand as it was compared.
    if (!is_cast_literal(null_if.parts[0])) {
        simplify_operands("=", null_if.parts[0], null_if.parts[1]);
    }
    const std::string& type = null_if.parts[0].type;
    const std::string& other = null_if.parts[1].type;
    if (is_text_type(type) && (is_text_type(other) || other == kUnknownLiteral)) {
        null_if.type = "text";
    } else if (same_type(type, other) || other == kUnknownLiteral || keeps_type(type, other)) {
        null_if.type = type;
    }
}

}  // namespace erdmark::dialect::postgres
