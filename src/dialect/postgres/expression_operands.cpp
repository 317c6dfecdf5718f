#include "dialect/postgres/expression_operands.h"

#include <algorithm>
#include <array>
#include <utility>

#include "dialect/postgres/expression_literals.h"
#include "dialect/postgres/expression_type.h"
#include "dialect/postgres/word_list.h"

namespace erdmark::dialect::postgres {

namespace {

bool is_arithmetic(std::string_view operation) {
    constexpr std::array<std::string_view, 5> kOperators{"+", "-", "*", "/", "%"};
    return contains(kOperators, operation);
}

bool is_bitwise(std::string_view operation) {
    constexpr std::array<std::string_view, 3> kOperators{"&", "|", "#"};
    return contains(kOperators, operation);
}

/// The type of the right operand of these is not that of the left one, and there is one choice.
bool is_json_operand(std::string_view operation, std::string_view json, std::string_view type) {
    constexpr std::array<std::string_view, 2> kNames{"->", "->>"};
    constexpr std::array<std::string_view, 2> kPaths{"#>", "#>>"};
    constexpr std::array<std::string_view, 2> kLists{"?|", "?&"};
    if (!json.empty() && json != "json" && json != "jsonb") {
        return false;
    }
    // Whatever has these operators, a string means the name.
    if (contains(kNames, operation)) {
        return type == "text";
    }
    if (contains(kPaths, operation)) {
        return type == "text[]";
    }
    return json == "jsonb" && ((contains(kLists, operation) && type == "text[]") ||
                               ((operation == "?" || operation == "-") && type == "text"));
}

/// The type that is one byte: patterns look at it as text.
constexpr std::string_view kByte = R"("char")";

/// Operators on two values of one type that a literal joins.
bool joins(std::string_view operation, std::string_view type) {
    constexpr std::array<std::string_view, 3> kSets{"@>", "<@", "&&"};
    if (is_comparison(operation)) {
        return adopts_literals(type);
    }
    if (contains(kSets, operation)) {
        return is_array_type(type) || (type == "jsonb" && operation != "&&");
    }
    if (is_pattern(operation)) {
        return is_citext(type);
    }
    if (operation == "||") {
        return type == "jsonb";
    }
    const bool has_difference = type == "date" || type.starts_with("timestamp");
    return (operation == "-" && has_difference) ||
           ((operation == "-" || operation == "+") && type == "interval");
}

/// Whether a string (or NULL) with a cast to `type` beside a value of type `other` means the same
/// without the cast.
bool string_fits(std::string_view operation, std::string_view other, const Node& cast) {
    const std::string& type = cast.text;
    const bool is_textual = is_text_type(other);
    if (is_text_type(type) && is_comparison(operation) && is_textual) {
        return true;
    }
    if (type == "text" && is_pattern(operation)) {
        return is_textual || other == "bpchar" || other == "name" || other == kByte;
    }
    if (type == "text" && operation == "||") {
        return is_textual || is_scalar_type(other);
    }
    // A literal of a composite type would be compared as a record, which has no input.
    const Node& literal = cast.parts[0];
    const bool is_composite = literal.kind == NodeKind::String && literal.text.starts_with('(');
    return is_json_operand(operation, other, type) ||
           (same_type(other, type) && joins(operation, base_type(other)) && !is_composite);
}

bool number_fits_comparison(std::string_view other, std::string_view type) {
    return (is_integer_type(other) && is_integer_type(type)) || (other == "oid" && type == other) ||
           (other == "numeric" && (type == "numeric" || is_integer_type(type))) ||
           ((other == "double precision" || other == "real") && type == "double precision");
}

bool number_fits_power(std::string_view other, const std::string& type, bool is_whole) {
    return (other == "numeric" && type == "numeric") ||
           (type == "double precision" &&
            (other == "double precision" || (is_integer_type(other) && is_whole)));
}

bool number_fits_arithmetic(std::string_view operation, std::string_view other,
                            const std::string& type) {
    if (other == "interval") {
        return (operation == "*" || operation == "/") && type == "double precision";
    }
    return (type == "bigint" && other == "bigint") || (other == "numeric" && type == "numeric") ||
           ((other == "double precision" || other == "real") && type == "double precision");
}

/// As string_fits, for a number.
bool number_fits(std::string_view operation, std::string_view other, const Node& cast) {
    const std::string& type = cast.text;
    const bool is_whole = number_type(cast.parts[0].text) != "numeric";
    if (is_integer_type(type) && !is_whole) {
        return false;  // Would be rounded.
    }
    if (is_comparison(operation)) {
        return number_fits_comparison(other, type);
    }
    if (operation == "^") {
        return number_fits_power(other, type, is_whole);
    }
    if (is_bitwise(operation)) {
        return type == "bigint" && other == "bigint";
    }
    return is_arithmetic(operation) && number_fits_arithmetic(operation, other, type);
}

bool literal_fits(std::string_view operation, std::string_view other, const Node& cast) {
    if (other == kUnknownLiteral || has_modifiers(cast.text)) {
        return false;
    }
    const NodeKind kind = cast.parts[0].kind;
    if (kind == NodeKind::Number) {
        return number_fits(operation, other, cast);
    }
    return (kind == NodeKind::String || kind == NodeKind::Null) &&
           string_fits(operation, other, cast);
}

/// Casts of values, not of literals, to text.
bool text_cast_fits(std::string_view operation, const std::string& value, const Node& other) {
    const bool beside_literal = other.type == kUnknownLiteral;
    const bool beside_text = is_text_type(other.type) || beside_literal;
    if (value == "bpchar" && operation == "||") {
        return beside_text;
    }
    if (value == "bpchar") {
        return is_comparison(operation) && other.type == "text" && !is_cast_literal(other);
    }
    if (value == kByte) {
        return beside_literal && is_pattern(operation);
    }
    return is_text_type(value) && beside_text &&
           (is_comparison(operation) || is_pattern(operation) || operation == "||");
}

bool double_cast_fits(std::string_view operation, const std::string& value,
                      const std::string& other) {
    // Intervals are multiplied by it alone.
    if (other == "interval") {
        return (operation == "*" || operation == "/") && value != "double precision";
    }
    if (operation == "^" && other != "double precision") {
        return (is_integer_type(value) || value == "real") && is_integer_type(other);
    }
    return (other == "double precision" || other == "real") &&
           (is_integer_type(value) || value == "numeric");
}

/// Casts of numbers, not of literals.
bool number_cast_fits(std::string_view operation, const std::string& value, const std::string& type,
                      const std::string& other) {
    // There is none of these for integers of two sizes.
    if (is_bitwise(operation) || (operation == "%" && is_integer_type(type))) {
        return is_integer_type(value) && is_integer_type(type) && type == other;
    }
    if (!is_comparison(operation) && !is_arithmetic(operation) && operation != "^") {
        return false;
    }
    if (type == "numeric") {
        return is_integer_type(value) && other == "numeric";
    }
    return type == "double precision" && is_number_type(value) &&
           double_cast_fits(operation, value, other);
}

/// A column of a domain has a cast to the type below it.
bool domain_cast_fits(std::string_view operation, const std::string& value, const std::string& type,
                      const std::string& other) {
    const bool is_pattern_of_citext = is_pattern(operation) && is_citext(type);
    return value == type && !other.empty() &&
           (is_comparison(operation) || is_arithmetic(operation) || is_pattern_of_citext) &&
           (other != kUnknownLiteral || joins(operation, type));
}

bool value_cast_fits(std::string_view operation, const Node& cast, const Node& other) {
    const Node& value = cast.parts[0];
    const std::string& type = cast.text;
    if (value.kind == NodeKind::Bits) {
        return type == "bit varying" && other.type == type && is_comparison(operation);
    }
    if (value.type.empty() || value.type == kUnknownLiteral || has_modifiers(type) ||
        other.type.empty()) {
        return false;
    }
    if (type == "text") {
        return text_cast_fits(operation, value.type, other);
    }
    if (type == "bpchar") {
        return is_comparison(operation) && is_text_type(value.type) && other.type == "bpchar" &&
               other.kind != NodeKind::Cast;
    }
    return number_cast_fits(operation, value.type, type, other.type) ||
           domain_cast_fits(operation, value.type, type, other.type);
}

/// Two literals without cast are text to `||`.
void simplify_two_strings(std::string_view operation, Node& left, const Node& right) {
    if (operation == "||" && is_cast_literal(left) && left.text == "text" &&
        left.parts[0].kind == NodeKind::String && right.kind == NodeKind::String) {
        drop_cast(left);
    }
}

void simplify_operand(std::string_view operation, Node& operand, const Node& other, bool literals) {
    // A literal with a collation is still one that takes its type from the other operand.
    if (literals && operand.kind == NodeKind::Collate && is_cast_literal(operand.parts[0])) {
        simplify_operand(operation, operand.parts[0], other, literals);
        operand.type = operand.parts[0].type;
        return;
    }
    if (operand.kind != NodeKind::Cast || is_literal(operand.parts[0]) != literals) {
        return;
    }
    const bool fits = literals ? literal_fits(operation, other.type, operand)
                               : value_cast_fits(operation, operand, other);
    if (fits) {
        drop_cast(operand);
    }
}

/// Reads a literal as what it is beside a value of the other operand's type.
void read_operand_as(std::string_view operation, Node& literal, const Node& other) {
    constexpr std::array<std::string_view, 2> kPaths{"#>", "#>>"};
    if (contains(kPaths, operation) && (other.type == "json" || other.type == "jsonb")) {
        return read_literal_as(literal, "text[]");
    }
    // As a number of type real a literal is another one than as a number by itself.
    if (joins(operation, other.type) && other.type != "real") {
        read_literal_as(literal, other.type);
    }
}

/// What is added to a timestamp is an interval.
void read_as_interval(const Node& moment, Node& literal) {
    if (literal.kind != NodeKind::String || !moment.type.starts_with("timestamp")) {
        return;
    }
    literal = make_node(NodeKind::Cast, "interval", {std::move(literal)});
    literal.type = literal.text;
    normalize_literal(literal);
}

}  // namespace

void drop_cast(Node& cast) {
    Node value = std::move(cast.parts[0]);
    cast = std::move(value);
}

void simplify_operands(std::string_view operation, Node& left, Node& right) {
    // One after the other: what loses its cast on one side says nothing to the other side.
    simplify_operand(operation, right, left, true);
    if (!right.type.empty()) {
        simplify_operand(operation, left, right, true);
    }
    simplify_two_strings(operation, left, right);
    simplify_operand(operation, left, right, false);
    simplify_operand(operation, right, left, false);
    read_operand_as(operation, left, right);
    read_operand_as(operation, right, left);
    if (operation == "+") {
        read_as_interval(left, right);
        read_as_interval(right, left);
    }
}

}  // namespace erdmark::dialect::postgres
