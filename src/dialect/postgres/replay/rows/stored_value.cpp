#include "dialect/postgres/replay/rows/stored_value.h"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <cstdlib>
#include <utility>

#include <fmt/format.h>
#include <sqlite3.h>

#include "base/text.h"
#include "dialect/postgres/expression_type.h"
#include "dialect/postgres/literal/literal.h"
#include "dialect/postgres/replay/query/translator.h"
#include "dialect/postgres/replay/statement_tree.h"
#include "dialect/postgres/replay/types.h"

namespace erdmark::dialect::postgres {

namespace {

/// The numbers in the parentheses of a type: `numeric(10,2)`.
std::vector<int> modifiers_of(std::string_view type) {
    std::vector<int> numbers;
    const std::size_t open = type.find('(');
    const std::size_t close = type.find(')');
    if (open == std::string_view::npos || close == std::string_view::npos) {
        return numbers;
    }
    for (const std::string_view part : split(type.substr(open + 1, close - open - 1), ',')) {
        int number = 0;
        const auto [end, error] = std::from_chars(part.data(), part.data() + part.size(), number);
        if (error == std::errc()) {
            numbers.push_back(number);
        }
    }
    return numbers;
}

std::size_t length_of(std::string_view text) {
    return static_cast<std::size_t>(std::ranges::count_if(
        text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

[[noreturn]] void refuse_input(const std::string& type, const std::string& text) {
    refuse(fmt::format("invalid input syntax for type {}: \"{}\"", type, text),
           condition::kInvalidText);
}

void fit_text(std::string& text, const std::string& type) {
    const std::vector<int> modifiers = modifiers_of(type);
    const std::size_t most = modifiers.empty() ? 0 : static_cast<std::size_t>(modifiers[0]);
    // A server drops blanks that go beyond the length, and those at the end of `character`.
    while ((base_type(type) == "bpchar" || (most > 0 && length_of(text) > most)) &&
           text.ends_with(' ')) {
        text.pop_back();
    }
    if (most > 0 && length_of(text) > most) {
        refuse(fmt::format("value too long for type {}", type), condition::kTextTooLong);
    }
}

std::optional<std::string> to_text(const std::string& text, const std::string& from,
                                   const std::string& type) {
    std::string value = text;
    if (from == "boolean") {
        value = text == "t" ? "true" : "false";
    }
    fit_text(value, type);
    return value;
}

std::optional<std::string> to_number(const std::string& text, const std::string& from,
                                     const std::string& type) {
    const std::string base = base_type(type);
    if (is_integer_type(base) && is_number_type(from) && !is_integer_type(from)) {
        return rounded(text, 0);
    }
    std::optional<std::string> number =
        literal_output(text, base == "numeric" || is_integer_type(base) ? base : type);
    const std::vector<int> modifiers = modifiers_of(type);
    if (!number || base != "numeric" || modifiers.empty()) {
        return number;
    }
    const int scale = modifiers.size() > 1 ? modifiers[1] : 0;
    std::optional<std::string> result = rounded(*number, scale);
    if (result) {
        const std::size_t point = std::min(result->find('.'), result->size());
        const std::size_t sign = result->starts_with('-') ? 1 : 0;
        if (point - sign > static_cast<std::size_t>(std::max(modifiers[0] - scale, 1))) {
            refuse("numeric field overflow", condition::kOutOfRange);
        }
    }
    return result;
}

/// Nothing for a time with more digits than the type keeps: rounding it may change the day.
std::optional<std::string> to_moment(const std::string& text, const std::string& from,
                                     const std::string& type) {
    constexpr std::size_t kDateLength = 10;
    const std::string base = base_type(type);
    std::string written = text;
    if (base == "date" && from.starts_with("timestamp")) {
        written = text.substr(0, kDateLength);
    } else if (base == "timestamp without time zone" && from.starts_with("timestamp")) {
        written = text.substr(0, text.find('+'));
    }
    std::optional<std::string> result = literal_output(written, base);
    const std::vector<int> modifiers = modifiers_of(type);
    if (result && !modifiers.empty()) {
        const std::size_t point = result->find('.');
        const std::size_t end = std::min(result->find_first_of("+-", point), result->size());
        if (point != std::string::npos &&
            end - point - 1 > static_cast<std::size_t>(modifiers[0])) {
            return std::nullopt;
        }
    }
    return result;
}

std::optional<std::string> to_label(const std::string& text, const StoredType& to) {
    if (std::ranges::find(*to.labels, text) == to.labels->end()) {
        refuse(fmt::format("invalid input value for enum {}: \"{}\"", to.type, text),
               condition::kInvalidText);
    }
    return text;
}

std::optional<std::string> converted(const std::string& text, const std::string& from,
                                     const StoredType& to) {
    const std::string base = base_type(to.type);
    if (to.labels) {
        return to_label(text, to);
    }
    if (is_string_type(to.type)) {
        return to_text(text, from, to.type);
    }
    if (base_type(from) == base && !is_untyped(from) && !has_modifiers(to.type)) {
        return text;
    }
    if (is_number_type(base) || is_integer_type(base)) {
        return to_number(text, from, to.type);
    }
    if (is_date_type(to.type)) {
        return to_moment(text, from, to.type);
    }
    return literal_output(text, to.type);
}

}  // namespace

std::string queried_type(const std::string& type) {
    return is_array_type(type) ? base_type(element_type(type)) + "[]" : base_type(type);
}

StoredType stored_type(const Catalog& catalog, const TypeUse& type) {
    const TypeUse base = base_type_of(catalog, type);
    StoredType stored{.type = type_text(catalog, base)};
    const Type* found = base.is_array ? nullptr : catalog.types.find(base.object);
    const auto* labels = found == nullptr ? nullptr : std::get_if<EnumFacts>(&found->facts);
    if (labels != nullptr) {
        stored.labels = labels->values;
    }
    return stored;
}

Cell assigned(Cell cell, const std::string& from, const StoredType& to) {
    if (!cell.text) {
        return cell;
    }
    std::optional<std::string> text = converted(*cell.text, from, to);
    if (!text && to.type == "boolean") {
        refuse_input(to.type, *cell.text);
    }
    cell.is_known = cell.is_known && text.has_value();
    cell.text = std::move(text);
    return cell;
}

void bind_cell(sqlite3_stmt* statement, int index, const std::optional<std::string>& text,
               const std::string& type) {
    if (!text) {
        sqlite3_bind_null(statement, index);
        return;
    }
    const std::string base = base_type(type);
    if (base == "boolean") {
        sqlite3_bind_int(statement, index, *text == "t" ? 1 : 0);
        return;
    }
    std::int64_t number = 0;
    const char* end = text->data() + text->size();
    if (is_whole_number(base) && std::from_chars(text->data(), end, number).ptr == end) {
        sqlite3_bind_int64(statement, index, number);
        return;
    }
    if (base == "double precision" || base == "real") {
        sqlite3_bind_double(statement, index, std::strtod(text->c_str(), nullptr));
        return;
    }
    sqlite3_bind_text64(statement, index, text->data(), text->size(), SQLITE_TRANSIENT,
                        SQLITE_UTF8);
}

std::optional<std::string> rounded(const std::string& number, int digits) {
    const bool is_negative = number.starts_with('-');
    std::string whole = number.substr(is_negative ? 1 : 0);
    const std::size_t point = std::min(whole.find('.'), whole.size());
    std::string fraction = point < whole.size() ? whole.substr(point + 1) : "";
    whole.resize(point);
    const std::string all = whole + fraction;
    if (all.empty() || all.find_first_not_of("0123456789") != std::string::npos || digits < 0) {
        return std::nullopt;
    }
    const auto kept = static_cast<std::size_t>(digits);
    const bool goes_up = fraction.size() > kept && fraction[kept] >= '5';
    fraction.resize(kept, '0');
    std::string result = "0" + whole + fraction;
    for (std::size_t at = result.size(); goes_up && at > 0; --at) {
        if (result[at - 1] != '9') {
            ++result[at - 1];
            break;
        }
        result[at - 1] = '0';
    }
    const std::size_t first = result.find_first_not_of('0');
    const std::size_t last = result.size() - kept - 1;
    const bool is_zero = first == std::string::npos;
    result.erase(0, std::min(first, last));
    if (kept > 0) {
        result.insert(result.size() - kept, ".");
    }
    return (is_negative && !is_zero ? "-" : "") + result;
}

}  // namespace erdmark::dialect::postgres
