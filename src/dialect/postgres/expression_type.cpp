#include "dialect/postgres/expression_type.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <cstdlib>
#include <optional>
#include <utility>

#include "base/text.h"
#include "dialect/postgres/word_list.h"

namespace erdmark::dialect::postgres {

namespace {

constexpr int kLongestExponent = 40;

bool is_digits(std::string_view text) {
    return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

std::string_view last_name(std::string_view type) {
    const std::size_t dot = type.rfind('.');
    return dot == std::string_view::npos ? type : type.substr(dot + 1);
}

/// What is added to or taken from a date or a time.
std::string moment_type(bool is_difference, std::string_view left, std::string_view right) {
    if (right == "interval") {
        return left == "date" ? "timestamp without time zone" : std::string(left);
    }
    if (is_difference && left == right) {
        return left == "date" ? "integer" : "interval";
    }
    return left == "date" && right == "integer" ? "date" : "";
}

std::string time_type(std::string_view operation, std::string_view left, std::string_view right) {
    const bool is_sum = operation == "+" || operation == "-";
    if (is_sum && (left == "date" || left.starts_with("timestamp"))) {
        return moment_type(operation == "-", left, right);
    }
    if (operation == "*" && is_number_type(left) && right == "interval") {
        return "interval";
    }
    const bool is_scale = (operation == "*" || operation == "/") && is_number_type(right);
    return left == "interval" && (is_scale || (is_sum && right == "interval")) ? "interval" : "";
}

/// Of two numbers.
std::string arithmetic_type(std::string_view operation, std::string_view left,
                            std::string_view right) {
    const auto either = [&](std::string_view type) { return left == type || right == type; };
    if (operation == "^") {
        const bool is_numeric = either("numeric") && !either("real") && !either("double precision");
        return is_numeric ? "numeric" : "double precision";
    }
    if (either("double precision") || (either("real") && left != right)) {
        return "double precision";
    }
    for (const std::string_view type : {"real", "numeric", "bigint", "integer"}) {
        if (either(type)) {
            return std::string(type);
        }
    }
    return std::string(left);
}

/// Of two numbers, for any operator.
std::string number_operator_type(std::string_view operation, std::string_view left,
                                 std::string_view right) {
    constexpr std::array<std::string_view, 6> kArithmetic{"+", "-", "*", "/", "%", "^"};
    constexpr std::array<std::string_view, 3> kBitwise{"&", "|", "#"};
    const bool are_integers = is_integer_type(left) && is_integer_type(right);
    if (contains(kArithmetic, operation) || (are_integers && contains(kBitwise, operation))) {
        return arithmetic_type(operation, left, right);
    }
    const bool is_shift = operation == "<<" || operation == ">>";
    return are_integers && is_shift ? std::string(left) : "";
}

/// Texts, or a value of a plain type and a text.
std::string concatenation_type(std::string_view left, std::string_view right) {
    const auto is_textual = [](std::string_view type) {
        return is_text_type(type) || type == kUnknownLiteral;
    };
    const bool has_text = is_textual(left) || is_textual(right);
    const bool are_plain =
        (is_textual(left) || is_scalar_type(left)) && (is_textual(right) || is_scalar_type(right));
    return has_text && are_plain ? "text" : "";
}

std::string json_type(std::string_view operation, std::string_view left, std::string_view right) {
    if (operation == "->>" || operation == "#>>") {
        return "text";
    }
    if (operation == "->" || operation == "#>") {
        return std::string(left);
    }
    if (left != "jsonb") {
        return "";
    }
    if (operation == "||" && (right == "jsonb" || right == kUnknownLiteral)) {
        return "jsonb";
    }
    if (operation == "-" || operation == "#-") {
        return "jsonb";
    }
    constexpr std::array<std::string_view, 7> kTests{"?", "?|", "?&", "@>", "<@", "@?", "@@"};
    return contains(kTests, operation) ? "boolean" : "";
}

/// The exponent behind `e`; nothing when it is too long to write the zeros.
std::optional<int> exponent_of(std::string_view text) {
    int exponent = 0;
    text.remove_prefix(text.starts_with('+') ? 1 : 0);
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), exponent);
    if (error != std::errc() || end != text.data() + text.size() ||
        std::abs(exponent) > kLongestExponent) {
        return std::nullopt;
    }
    return exponent;
}

/// `.5`, `5.`, `1e-2` with digits on both sides of the point or without a point.
std::optional<std::string> decimal(std::string_view text) {
    const std::string_view sign = text.starts_with('-') ? "-" : "";
    text.remove_prefix(sign.size());
    const std::size_t mark = std::min(text.find_first_of("eE"), text.size());
    const std::optional<int> exponent =
        mark == text.size() ? 0 : exponent_of(text.substr(mark + 1));
    if (!exponent) {
        return std::nullopt;
    }
    std::string digits(text.substr(0, mark));
    const std::size_t dot = std::min(digits.find('.'), digits.size());
    const int written = dot == digits.size() ? 0 : static_cast<int>(digits.size() - dot) - 1;
    digits.erase(dot, 1);
    const auto behind = static_cast<std::size_t>(std::max(written - *exponent, 0));
    digits.append(static_cast<std::size_t>(std::max(*exponent - written, 0)), '0');
    digits.insert(0, digits.size() <= behind ? behind + 1 - digits.size() : 0, '0');
    const std::size_t first = digits.find_first_not_of('0');
    digits.erase(0, std::min(first, digits.size() - behind - 1));
    if (behind > 0) {
        digits.insert(digits.size() - behind, ".");
    }
    return first == std::string::npos ? digits : std::string(sign) + digits;
}

}  // namespace

std::string base_type(std::string_view type) {
    std::string base(type);
    const std::size_t open = base.find('(');
    const std::size_t close = base.find(')', open == std::string::npos ? 0 : open);
    if (open != std::string::npos && close != std::string::npos && !base.starts_with('"')) {
        base.erase(open, close + 1 - open);
    }
    if (base.starts_with("interval ")) {
        return is_array_type(base) ? "interval[]" : "interval";
    }
    if (base == "character" || base == "character[]") {
        return base == "character" ? "bpchar" : "bpchar[]";
    }
    return base;
}

bool has_modifiers(std::string_view type) {
    return type.find('(') != std::string_view::npos || type.starts_with("interval ");
}

bool same_type(std::string_view left, std::string_view right) {
    if (left.empty() || right.empty()) {
        return false;
    }
    const std::string left_base = base_type(left);
    const std::string right_base = base_type(right);
    const bool one_is_bare =
        left_base.find('.') == std::string::npos || right_base.find('.') == std::string::npos;
    return left_base == right_base ||
           (one_is_bare && last_name(left_base) == last_name(right_base));
}

bool is_text_type(std::string_view type) {
    return type == "text" || type.starts_with("character varying");
}

bool is_citext(std::string_view type) {
    return last_name(type) == "citext";
}

bool is_integer_type(std::string_view type) {
    return type == "integer" || type == "bigint" || type == "smallint";
}

bool is_number_type(std::string_view type) {
    return is_integer_type(type) || type == "real" || type == "double precision" ||
           type.starts_with("numeric");
}

bool is_scalar_type(std::string_view type) {
    return is_number_type(type) || type == "date" || type == "boolean" || type == "uuid" ||
           type == "interval" || type.starts_with("timestamp");
}

bool is_no_row(std::string_view type) {
    return is_scalar_type(type) || is_text_type(type) || is_array_type(type) || type == "bpchar" ||
           type == "jsonb";
}

bool is_array_type(std::string_view type) {
    return type.ends_with("[]");
}

std::string element_type(std::string_view type) {
    return std::string(type.substr(0, type.size() - 2));
}

bool adopts_literals(std::string_view type) {
    if (is_array_type(type)) {
        return adopts_literals(element_type(type));
    }
    // Types that are compared as another one, which reads the literal in its own way; and pseudo
    // types.
    constexpr std::array<std::string_view, 8> kStrangers{
        "", kUnknownLiteral, "cidr", "json", "record", "xml", "tid", "aclitem"};
    return !contains(kStrangers, type) && !type.starts_with("reg") && !type.starts_with("any");
}

std::string number_type(std::string_view number) {
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), value);
    if (error != std::errc() || end != number.data() + number.size()) {
        return "numeric";
    }
    return value == static_cast<std::int32_t>(value) ? "integer" : "bigint";
}

bool is_plain_number(std::string_view text) {
    const bool is_negative = text.starts_with('-');
    text.remove_prefix(is_negative ? 1 : 0);
    const std::size_t dot = text.find('.');
    const std::string_view whole = text.substr(0, dot);
    if (!is_digits(whole) || (whole.size() > 1 && whole.front() == '0')) {
        return false;
    }
    if (is_negative && text.find_first_of("123456789") == std::string_view::npos) {
        return false;
    }
    return dot == std::string_view::npos || is_digits(text.substr(dot + 1));
}

Node plain_number(const Node& number) {
    if (is_plain_number(number.text)) {
        return number;
    }
    const std::optional<std::string> text = decimal(number.text);
    if (!text) {
        return number;
    }
    Node plain = make_node(NodeKind::Number, *text);
    std::string type = number_type(number.text);
    if (number_type(plain.text) == type) {
        return plain;
    }
    return make_node(NodeKind::Cast, std::move(type), {std::move(plain)});
}

std::string operator_type(std::string_view operation, std::string_view left,
                          std::string_view right) {
    if (left.empty() || left == "json" || left == "jsonb") {
        std::string type = json_type(operation, left, right);
        if (!type.empty()) {
            return type;
        }
    }
    if (is_comparison(operation) || is_pattern(operation)) {
        return "boolean";
    }
    if (operation == "||") {
        return concatenation_type(left, right);
    }
    std::string type = is_number_type(left) && is_number_type(right)
                           ? number_operator_type(operation, left, right)
                           : "";
    return type.empty() ? time_type(operation, left, right) : type;
}

bool is_comparison(std::string_view operation) {
    constexpr std::array<std::string_view, 6> kOperators{"=", "<>", "<", ">", "<=", ">="};
    return contains(kOperators, operation);
}

bool is_pattern(std::string_view operation) {
    constexpr std::array<std::string_view, 8> kOperators{"~",  "!~",  "~*",  "!~*",
                                                         "~~", "!~~", "~~*", "!~~*"};
    return contains(kOperators, operation);
}

bool is_literal(const Node& node) {
    return node.kind == NodeKind::String || node.kind == NodeKind::Number ||
           node.kind == NodeKind::Boolean || node.kind == NodeKind::Null;
}

bool is_cast_literal(const Node& node) {
    return node.kind == NodeKind::Cast && is_literal(node.parts[0]);
}

std::string query_type(const Node& query) {
    const bool is_plain = query.kind == NodeKind::Select && query.clauses[0].parts.size() == 1;
    const std::string type = is_plain ? query.clauses[0].parts[0].parts[0].type : "";
    return type == kUnknownLiteral ? "text" : type;
}

bool keeps_type(std::string_view type, std::string_view other) {
    if (!is_number_type(type) || !is_number_type(other)) {
        return false;
    }
    return type == "real" || type == "double precision" || is_integer_type(other);
}

std::string with_number(const std::string& type, const std::string& number) {
    if (!is_number_type(type)) {
        return "";
    }
    constexpr std::array<std::string_view, 6> kRanks{"smallint", "integer", "bigint",
                                                     "numeric",  "real",    "double precision"};
    return std::ranges::find(kRanks, type) < std::ranges::find(kRanks, number) ? number : type;
}

}  // namespace erdmark::dialect::postgres
