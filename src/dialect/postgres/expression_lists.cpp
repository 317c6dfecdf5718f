#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <utility>

#include "dialect/postgres/expression_literals.h"
#include "dialect/postgres/expression_operands.h"
#include "dialect/postgres/expression_type.h"

namespace erdmark::dialect::postgres {

namespace {

bool is_string(const Node& node) {
    return node.kind == NodeKind::String || node.kind == NodeKind::Null;
}

/// A literal, with one cast or none.
bool is_item(const Node& node) {
    return is_literal(node) || is_cast_literal(node);
}

Node cast_to(Node value, const std::string& type) {
    Node cast = make_node(NodeKind::Cast, type, {std::move(value)});
    cast.type = base_type(type);
    return cast;
}

/// The elements of an array of literals, with their casts; nothing for anything else.
std::vector<Node> literal_elements(const Node& node) {
    if (node.kind == NodeKind::Array) {
        return std::ranges::all_of(node.parts, is_item) ? node.parts : std::vector<Node>();
    }
    if (node.kind != NodeKind::Cast || !is_array_type(node.text) ||
        node.parts[0].kind != NodeKind::Array ||
        !std::ranges::all_of(node.parts[0].parts, is_literal)) {
        return {};
    }
    std::vector<Node> elements;
    for (const Node& literal : node.parts[0].parts) {
        elements.push_back(cast_to(literal, element_type(node.text)));
    }
    return elements;
}

bool string_fits_list(std::string_view operand, const Node& item) {
    if (item.parts[0].kind == NodeKind::Null && is_integer_type(operand)) {
        return is_integer_type(item.text);
    }
    return (is_text_type(operand) && is_text_type(item.text)) ||
           (same_type(operand, item.text) && adopts_literals(operand));
}

bool number_fits_list(std::string_view operand, const Node& item) {
    const bool is_integer = is_integer_type(item.text);
    if (is_integer && number_type(item.parts[0].text) == "numeric") {
        return false;  // Would be rounded.
    }
    return (is_integer && (is_integer_type(operand) || operand == "numeric")) ||
           (is_number_type(operand) && operand == item.text);
}

/// Whether the item, in a list that `operand` is looked up in, means the same without its cast.
bool item_fits(const Node& operand, const Node& item) {
    if (operand.type.empty() || operand.type == kUnknownLiteral) {
        return false;
    }
    if (is_literal(item)) {
        return true;
    }
    if (has_modifiers(item.text)) {
        return false;
    }
    const std::string type = base_type(operand.type);
    return item.parts[0].kind == NodeKind::Number
               ? number_fits_list(type, item)
               : is_string(item.parts[0]) && string_fits_list(type, item);
}

/// Whether a number may leave an array of numbers for a list. Beside a value of type real the list
/// would be of that type, the array is not.
bool number_may_leave_array(const Node& operand, const Node& item) {
    if (item.kind != NodeKind::Number) {
        return true;
    }
    if (!operand.type.empty()) {
        return is_number_type(operand.type) && operand.type != "real";
    }
    // Of any type that has numbers, these are the same.
    constexpr int kExactInReal = 1 << 24;
    int value = 0;
    const char* const end = item.text.data() + item.text.size();
    return std::from_chars(item.text.data(), end, value).ptr == end && value <= kExactInReal &&
           value >= -kExactInReal;
}

/// With the type of the operand unknown, the casts must say that all items have one type, and one
/// that does not give way to others.
bool is_uniform(const std::vector<Node>& items) {
    if (items[0].kind == NodeKind::Number) {
        return std::ranges::all_of(items,
                                   [](const Node& item) { return item.kind == NodeKind::Number; });
    }
    return items[0].kind == NodeKind::Cast && is_string(items[0].parts[0]) &&
           base_type(items[0].text) != "bpchar" && !is_number_type(items[0].text) &&
           std::ranges::all_of(items, [&](const Node& item) {
               return item.kind == NodeKind::Cast && item.text == items[0].text;
           });
}

/// In an array, strings without cast are text.
std::vector<Node> with_text_casts(std::vector<Node> items) {
    if (std::ranges::all_of(items, is_string)) {
        for (Node& item : items) {
            item = cast_to(std::move(item), "text");
        }
    }
    return items;
}

bool may_be_list(const Node& operand, const std::vector<Node>& items) {
    if (!std::ranges::all_of(
            items, [&](const Node& item) { return number_may_leave_array(operand, item); })) {
        return false;
    }
    if (operand.type.empty()) {
        return is_uniform(items);
    }
    return std::ranges::all_of(items, [&](const Node& item) { return item_fits(operand, item); });
}

/// The cast of a value that is looked up in a list of literals.
void simplify_in_operand(Node& in) {
    Node& operand = in.parts[0];
    if (operand.kind != NodeKind::Cast || is_literal(operand.parts[0]) ||
        has_modifiers(operand.text)) {
        return;
    }
    const std::string& value = operand.parts[0].type;
    const std::vector<Node> items(in.parts.begin() + 1, in.parts.end());
    const bool are_strings = std::ranges::all_of(items, is_string);
    const bool are_numbers =
        std::ranges::all_of(items, [](const Node& item) { return item.kind == NodeKind::Number; });
    const bool has_numeric = std::ranges::any_of(
        items, [](const Node& item) { return number_type(item.text) == "numeric"; });
    const bool is_text = operand.text == "text" && is_text_type(value) && are_strings;
    const bool is_number =
        operand.text == "numeric" && is_integer_type(value) && are_numbers && has_numeric;
    const bool is_domain =
        operand.text == value && adopts_literals(value) && (are_strings || are_numbers);
    if (is_text || is_number || is_domain) {
        drop_cast(operand);
    }
}

/// What `x = ANY ('{…}')` has on its right side takes the type of the array of x.
void simplify_array_literal(Node& test) {
    Node& array = test.parts[1];
    const std::string& type = test.parts[0].type;
    if (array.kind == NodeKind::String && is_comparison(test.text) &&
        adopts_literals(base_type(type))) {
        return read_literal_as(array, type + "[]");
    }
    if (!is_cast_literal(array) || array.parts[0].kind != NodeKind::String ||
        has_modifiers(array.text) || !is_array_type(array.text) || is_array_type(type)) {
        return;
    }
    const std::string element = element_type(array.text);
    const bool is_text = is_text_type(type) && element == "text" &&
                         (is_comparison(test.text) || is_pattern(test.text));
    if (is_text || (is_comparison(test.text) && same_type(type, element) &&
                    adopts_literals(base_type(type)))) {
        drop_cast(array);
    }
}

void simplify_array_test_operand(Node& test) {
    Node& operand = test.parts[0];
    const std::string& array = test.parts[1].type;
    if (operand.kind != NodeKind::Cast || has_modifiers(operand.text)) {
        return;
    }
    if (is_literal(operand.parts[0])) {
        const bool is_element = is_array_type(array) &&
                                same_type(operand.text, element_type(array)) &&
                                adopts_literals(base_type(operand.text));
        if (is_element && is_string(operand.parts[0]) && is_comparison(test.text)) {
            drop_cast(operand);
        }
        return;
    }
    const bool is_text = array == "text[]" || array == kUnknownLiteral;
    if (operand.text == "text" && is_text_type(operand.parts[0].type) && is_text &&
        (is_comparison(test.text) || is_pattern(test.text))) {
        drop_cast(operand);
    }
}

/// A literal that may lose its cast.
bool is_adaptable(const Node& node) {
    return is_cast_literal(node) && !has_modifiers(node.text);
}

/// The type of the values that are no literals: empty without one, nothing when they differ.
std::optional<std::string> value_type(const std::vector<Node*>& values) {
    std::string type;
    for (const Node* const value : values) {
        if (is_adaptable(*value) || is_string(*value) || value->kind == NodeKind::Number) {
            continue;
        }
        const bool are_texts = is_text_type(type) && is_text_type(value->type);
        if (value->type.empty() || (!type.empty() && type != value->type && !are_texts)) {
            return std::nullopt;
        }
        type = are_texts && type != value->type ? "text" : value->type;
    }
    return type;
}

/// The common type of all values but those that are literals with a cast; empty when it is not
/// known.
std::string anchor_type(const std::vector<Node*>& values) {
    std::optional<std::string> type = value_type(values);
    for (const Node* const value : values) {
        if (type && value->kind == NodeKind::Number) {
            type = type->empty() ? value->type : with_number(*type, value->type);
        }
    }
    return type.value_or("");
}

bool choice_fits(const std::string& type, const Node& cast) {
    const Node& literal = cast.parts[0];
    if (base_type(cast.text) != type) {
        return false;
    }
    return literal.kind == NodeKind::Number
               ? type != "smallint" &&
                     !(is_integer_type(type) && number_type(literal.text) == "numeric")
               : is_string(literal);
}

/// Without a value that has a type by itself, literals are text.
bool are_texts(const std::vector<Node*>& values) {
    return std::ranges::all_of(values, [](const Node* value) {
        return is_string(*value) ||
               (is_cast_literal(*value) && value->text == "text" && is_string(value->parts[0]));
    });
}

void drop_literal_casts(const std::vector<Node*>& values) {
    for (Node* const value : values) {
        if (is_adaptable(*value)) {
            drop_cast(*value);
        }
    }
}

/// Integers beside a number of another type, and columns of a domain beside a string.
void drop_value_casts(const std::vector<Node*>& values, const std::string& type) {
    const bool has_string =
        std::ranges::any_of(values, [](const Node* value) { return is_string(*value); });
    const bool has_anchor = std::ranges::any_of(values, [&](const Node* value) {
        return value->type == type && value->kind != NodeKind::Cast;
    });
    for (Node* const value : values) {
        if (value->kind != NodeKind::Cast || is_literal(value->parts[0]) ||
            has_modifiers(value->text)) {
            continue;
        }
        const std::string& inner = value->parts[0].type;
        const bool is_promoted = is_integer_type(inner) && has_anchor &&
                                 (type == "integer" || type == "bigint" || type == "numeric" ||
                                  type == "double precision");
        const bool is_wider = !(inner == "bigint" && type == "integer") && inner != type;
        const bool is_text = is_text_type(inner) && inner != type && type == "text" && has_anchor;
        if ((is_promoted && is_wider) || is_text || (inner == type && has_string)) {
            drop_cast(*value);
        }
    }
}

/// The elements of an array have a common type, as the values of CASE do.
void simplify_array_values(Node& array) {
    std::vector<Node*> values;
    bool has_literal = false;
    for (Node& part : array.parts) {
        values.push_back(&part);
        has_literal = has_literal || is_literal(part) || is_cast_literal(part);
    }
    const std::string type = values.empty() ? "" : simplify_choice(values);
    // Columns of one domain alone make an array of the domain.
    if (has_literal && !type.empty() && !is_array_type(type)) {
        array.type = type + "[]";
    }
}

}  // namespace

void simplify_array_test(Node& test) {
    const bool is_in = (test.text == "=" && !test.all) || (test.text == "<>" && test.all);
    const std::vector<Node> elements = with_text_casts(literal_elements(test.parts[1]));
    if (is_in && test.names.empty() && !elements.empty() && may_be_list(test.parts[0], elements)) {
        test.kind = NodeKind::In;
        test.text = test.all ? "NOT IN" : "IN";
        test.all = false;
        test.parts.resize(1);
        std::ranges::copy(elements, std::back_inserter(test.parts));
        return;
    }
    if (test.names.empty()) {
        simplify_array_literal(test);
        simplify_array_test_operand(test);
    }
}

void simplify_in(Node& in) {
    const Node& operand = in.parts[0];
    const bool all_fit = std::all_of(in.parts.begin() + 1, in.parts.end(), [&](const Node& item) {
        return is_item(item) && item_fits(operand, item);
    });
    if (!all_fit) {
        return;
    }
    for (std::size_t i = 1; i < in.parts.size(); ++i) {
        if (is_cast_literal(in.parts[i])) {
            drop_cast(in.parts[i]);
        }
        if (adopts_literals(operand.type)) {
            read_literal_as(in.parts[i], operand.type);
        }
    }
    simplify_in_operand(in);
}

std::string simplify_choice(const std::vector<Node*>& values) {
    if (are_texts(values)) {
        drop_literal_casts(values);
        return "text";
    }
    std::string type = anchor_type(values);
    if (type.empty()) {
        return "";
    }
    const bool all_fit = std::ranges::all_of(values, [&](const Node* value) {
        return !is_adaptable(*value) || choice_fits(type, *value);
    });
    if (!all_fit) {
        return "";
    }
    drop_literal_casts(values);
    drop_value_casts(values, type);
    for (Node* const value : values) {
        // A number by itself would be an integer.
        if (type != "smallint") {
            read_literal_as(*value, type);
        }
    }
    return type;
}

void simplify_array(Node& array) {
    if (!array.parts.empty() && array.parts[0].kind == NodeKind::Cast &&
        std::ranges::all_of(array.parts, [&](const Node& element) {
            return element.kind == NodeKind::Cast && element.type == array.parts[0].type;
        })) {
        array.type = array.parts[0].type + "[]";
    }
    std::vector<Node> elements = literal_elements(array);
    if (elements.empty()) {
        return simplify_array_values(array);
    }
    const bool is_text = std::ranges::all_of(elements, [](const Node& element) {
        return is_string(element) ||
               (element.text == "text" && is_cast_literal(element) && is_string(element.parts[0]));
    });
    const std::string& type = elements[0].text;
    const bool is_same = std::ranges::all_of(elements, [&](const Node& element) {
        return element.kind == NodeKind::Cast && element.text == type;
    });
    if (!is_text && !is_same) {
        return;
    }
    const std::string array_type = is_text ? "text[]" : type + "[]";
    for (Node& element : elements) {
        if (element.kind == NodeKind::Cast) {
            drop_cast(element);
        }
    }
    array = make_node(NodeKind::Array, "", std::move(elements));
    if (!is_text) {
        array = make_node(NodeKind::Cast, array_type, {std::move(array)});
    }
    array.type = base_type(array_type);
}

}  // namespace erdmark::dialect::postgres
