#include "dialect/postgres/expression_printer.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "dialect/postgres/expression_names.h"

namespace erdmark::dialect::postgres {

namespace {

struct Precedence {
    std::string_view operation;
    Binding binding;
};

// All other operators are alike.
constexpr std::array kPrecedences{
    Precedence{"<", Binding::Comparison},  Precedence{">", Binding::Comparison},
    Precedence{"=", Binding::Comparison},  Precedence{"<=", Binding::Comparison},
    Precedence{">=", Binding::Comparison}, Precedence{"<>", Binding::Comparison},
    Precedence{"+", Binding::Sum},         Precedence{"-", Binding::Sum},
    Precedence{"*", Binding::Product},     Precedence{"/", Binding::Product},
    Precedence{"%", Binding::Product},     Precedence{"^", Binding::Power},
};

struct Word {
    std::string_view sign;
    std::string_view word;
};

constexpr std::array kWords{
    Word{"~~", "LIKE"},
    Word{"!~~", "NOT LIKE"},
    Word{"~~*", "ILIKE"},
    Word{"!~~*", "NOT ILIKE"},
};

Binding tighter(Binding binding) {
    return static_cast<Binding>(static_cast<int>(binding) + 1);
}

bool is_word(const Node& node) {
    return node.names.empty() && std::ranges::find(kWords, node.text, &Word::sign) != kWords.end();
}

Binding operator_binding(const Node& node) {
    if (is_word(node)) {
        return Binding::Like;
    }
    const auto* const found = std::ranges::find(kPrecedences, node.text, &Precedence::operation);
    if (!node.names.empty() || found == kPrecedences.end()) {
        return Binding::Operator;
    }
    const bool is_sign = node.parts.size() == 1;
    return is_sign ? Binding::Sign : found->binding;
}

bool is_negative_number(const Node& node) {
    return node.kind == NodeKind::Number && node.text.starts_with('-');
}

bool is_not_in_query(const Node& node) {
    return node.kind == NodeKind::Not && node.parts[0].kind == NodeKind::InQuery;
}

Binding call_binding(const Node& node) {
    if (!node.sql_syntax) {
        return Binding::Primary;
    }
    if (node.names.back() == "timezone") {
        return Binding::TimeZone;
    }
    return node.names.back() == "overlaps" ? Binding::Is : Binding::Primary;
}

Binding binding_of(const Node& node) {
    switch (node.kind) {
        case NodeKind::Or:
            return Binding::Or;
        case NodeKind::And:
            return Binding::And;
        case NodeKind::Not:
            return is_not_in_query(node) ? Binding::Like : Binding::Not;
        case NodeKind::Test:
        case NodeKind::Distinct:
            return Binding::Is;
        case NodeKind::In:
        case NodeKind::InQuery:
        case NodeKind::Like:
        case NodeKind::Between:
            return Binding::Like;
        case NodeKind::Operator:
        case NodeKind::ArrayTest:
        case NodeKind::QueryTest:
            return operator_binding(node);
        case NodeKind::Call:
            return call_binding(node);
        case NodeKind::Collate:
            return Binding::Collate;
        case NodeKind::Number:
            return is_negative_number(node) ? Binding::Sign : Binding::Primary;
        case NodeKind::Case:
            return Binding::Case;
        case NodeKind::Cast:
            return Binding::Cast;
        case NodeKind::Opaque:
            return node.all ? Binding::Primary : Binding::Any;
        default:
            return Binding::Primary;
    }
}

/// Comparisons, LIKE and IS have no operand of their own kind without parentheses.
Binding least_left(Binding binding) {
    const bool chains =
        binding != Binding::Comparison && binding != Binding::Like && binding != Binding::Is;
    return chains ? binding : tighter(binding);
}

std::string operator_text(const Node& node) {
    if (!node.names.empty()) {
        return "OPERATOR(" + quoted_path(node.names) + "." + node.text + ")";
    }
    const auto* const word = std::ranges::find(kWords, node.text, &Word::sign);
    return word == kWords.end() ? node.text : std::string(word->word);
}

void print_prefix(const Node& node, std::string& out) {
    std::string operand;
    const bool is_sign = operator_binding(node) == Binding::Sign;
    print_expression(node.parts[0], is_sign ? Binding::Sign : Binding::Sum, operand);
    out += operator_text(node);
    // `--` would begin a comment, `~-` would be one operator.
    const bool is_apart = !is_sign || operand.starts_with('-') || operand.starts_with('+');
    out += is_apart ? " " + operand : operand;
}

void print_operator(const Node& node, std::string& out) {
    if (node.parts.size() == 1) {
        print_prefix(node, out);
        return;
    }
    const Binding binding = operator_binding(node);
    // The sign binds tighter than the power, which few readers expect.
    const bool is_odd = binding == Binding::Power && binding_of(node.parts[0]) == Binding::Sign;
    print_expression(node.parts[0], is_odd ? Binding::Primary : least_left(binding), out);
    out += " " + operator_text(node) + " ";
    print_expression(node.parts[1], tighter(binding), out);
}

void print_infix(const Node& node, std::string& out) {
    const Binding binding = binding_of(node);
    print_expression(node.parts[0], tighter(binding), out);
    out += " " + node.text + " ";
    print_expression(node.parts[1], tighter(binding), out);
    if (node.parts.size() == 3) {
        out += node.kind == NodeKind::Between ? " AND " : " ESCAPE ";
        print_expression(node.parts[2], tighter(binding), out);
    }
}

/// BETWEEN takes less than other operators at its bounds.
void print_between(const Node& node, std::string& out) {
    print_expression(node.parts[0], tighter(Binding::Like), out);
    out += " " + node.text + " ";
    print_expression(node.parts[1], Binding::Sign, out);
    out += " AND ";
    print_expression(node.parts[2], Binding::Sign, out);
}

void print_chain(const Node& node, std::string& out) {
    const Binding binding = binding_of(node);
    std::string_view separator;
    for (const Node& part : node.parts) {
        out += separator.empty() ? "" : " " + node.text + " ";
        separator = node.text;
        print_expression(part, tighter(binding), out);
    }
}

void print_in(const Node& node, std::string& out) {
    print_expression(node.parts[0], tighter(Binding::Like), out);
    out += " " + node.text + " (";
    print_list({node.parts.begin() + 1, node.parts.end()}, out);
    out += ")";
}

void print_in_query(const Node& node, std::string_view word, std::string& out) {
    print_expression(node.parts[0], tighter(Binding::Like), out);
    out += word;
    print_query(node.parts[1], out);
    out += ")";
}

void print_not(const Node& node, std::string& out) {
    if (is_not_in_query(node)) {
        print_in_query(node.parts[0], " NOT IN (", out);
        return;
    }
    out += "NOT ";
    print_expression(node.parts[0], Binding::Primary, out);
}

void print_any(const Node& node, std::string& out) {
    print_expression(node.parts[0], least_left(operator_binding(node)), out);
    out += " " + operator_text(node) + (node.all ? " ALL (" : " ANY (");
    if (node.kind == NodeKind::QueryTest) {
        print_query(node.parts[1], out);
    } else {
        print_expression(node.parts[1], Binding::Any, out);
    }
    out += ")";
}

void print_in_brackets(std::string_view open, const Node& node, std::string_view close,
                       std::string& out) {
    out += open;
    print_list(node.parts, out);
    out += close;
}

void print_column(const Node& node, std::string& out) {
    out += quoted_path(node.names);
    if (node.all) {
        out += node.names.empty() ? "*" : ".*";
    }
}

void print_cast(const Node& node, std::string& out) {
    print_expression(node.parts[0], Binding::Cast, out);
    out += "::" + node.text;
}

/// What a subscript or a field follows: parentheses unless it is a name, or has one before it.
void print_base(const Node& node, std::string& out) {
    const Node& base = node.parts[0];
    const bool is_step = base.kind == NodeKind::Subscript || base.kind == NodeKind::Slice ||
                         base.kind == NodeKind::Field || base.kind == NodeKind::Parameter ||
                         base.kind == NodeKind::ScalarQuery;
    const bool is_bare =
        is_step || (base.kind == NodeKind::Column && !base.all && node.kind != NodeKind::Field);
    out += is_bare ? "" : "(";
    print_expression(base, Binding::Any, out);
    out += is_bare ? "" : ")";
}

void print_step(const Node& node, std::string& out) {
    print_base(node, out);
    if (node.kind == NodeKind::Field) {
        out += "." + (node.all ? "*" : quoted_name(node.text));
        return;
    }
    out += "[";
    print_expression(node.parts[1], Binding::Any, out);
    if (node.kind == NodeKind::Slice) {
        out += ":";
        print_expression(node.parts[2], Binding::Any, out);
    }
    out += "]";
}

void print_case(const Node& node, std::string& out) {
    out += "CASE";
    for (const Node& part : node.parts) {
        if (part.kind == NodeKind::When) {
            out += " WHEN ";
            print_expression(part.parts[0], Binding::Any, out);
            out += " THEN ";
        } else {
            out += part.kind == NodeKind::Else ? " ELSE " : " ";
        }
        print_expression(part.parts.back(), Binding::Any, out);
    }
    out += " END";
}

void print_bits(const Node& node, std::string& out) {
    out += node.text.starts_with('x') ? "X" : "B";
    out += quoted_string(std::string_view(node.text).substr(1));
}

void print_subquery(std::string_view word, const Node& node, std::string& out) {
    out += word;
    print_query(node.parts[0], out);
    out += ")";
}

/// What has operators or keywords between its parts.
void print_operation(const Node& node, std::string& out) {
    switch (node.kind) {
        case NodeKind::Operator:
            return print_operator(node, out);
        case NodeKind::ArrayTest:
        case NodeKind::QueryTest:
            return print_any(node, out);
        case NodeKind::Distinct:
        case NodeKind::Like:
            return print_infix(node, out);
        case NodeKind::Between:
            return print_between(node, out);
        case NodeKind::In:
            return print_in(node, out);
        case NodeKind::InQuery:
            return print_in_query(node, " IN (", out);
        case NodeKind::And:
        case NodeKind::Or:
            return print_chain(node, out);
        case NodeKind::Not:
            return print_not(node, out);
        case NodeKind::Test:
            print_expression(node.parts[0], tighter(Binding::Is), out);
            out += " " + node.text;
            return;
        case NodeKind::Collate:
            print_expression(node.parts[0], Binding::Collate, out);
            out += " COLLATE " + quoted_path(node.names);
            return;
        default:
            out += node.text;
            return;
    }
}

void print_bare(const Node& node, std::string& out) {
    switch (node.kind) {
        case NodeKind::Column:
            return print_column(node, out);
        case NodeKind::String:
            out += quoted_string(node.text);
            return;
        case NodeKind::Bits:
            return print_bits(node, out);
        case NodeKind::Cast:
            return print_cast(node, out);
        case NodeKind::Call:
            return print_call(node, out);
        case NodeKind::NamedArgument:
            out += quoted_name(node.text, NameUse::Function) + " => ";
            return print_expression(node.parts[0], Binding::Any, out);
        case NodeKind::Common:
        case NodeKind::NullIf:
            return print_in_brackets(node.text + "(", node, ")", out);
        case NodeKind::Row:
            return print_in_brackets("ROW(", node, ")", out);
        case NodeKind::Array:
            return print_in_brackets("ARRAY[", node, "]", out);
        case NodeKind::Case:
            return print_case(node, out);
        case NodeKind::Field:
        case NodeKind::Subscript:
        case NodeKind::Slice:
            return print_step(node, out);
        case NodeKind::Exists:
            return print_subquery("EXISTS (", node, out);
        case NodeKind::ScalarQuery:
            return print_subquery("(", node, out);
        case NodeKind::ArrayQuery:
            return print_subquery("ARRAY(", node, out);
        default:
            return print_operation(node, out);
    }
}

}  // namespace

std::string printed(const Node& expression) {
    std::string out;
    print_expression(expression, Binding::Any, out);
    return out;
}

void print_expression(const Node& expression, Binding least, std::string& out) {
    const bool is_bare = binding_of(expression) >= least;
    out += is_bare ? "" : "(";
    print_bare(expression, out);
    out += is_bare ? "" : ")";
}

void print_list(const std::vector<Node>& items, std::string& out) {
    bool is_first = true;
    for (const Node& item : items) {
        out += is_first ? "" : ", ";
        is_first = false;
        print_expression(item, Binding::Any, out);
    }
}

}  // namespace erdmark::dialect::postgres
