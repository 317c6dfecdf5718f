#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cstdint>
#include <limits>

#include <fmt/format.h>

#include "base/text.h"
#include "dialect/postgres/literal/characters.h"
#include "dialect/postgres/literal/literal.h"
#include "dialect/postgres/literal/outputs.h"

namespace erdmark::dialect::postgres {

namespace {

struct RangeType {
    std::string_view name;
    std::string_view multirange;
    std::string_view subtype;
};

constexpr std::array kRangeTypes{
    RangeType{"int4range", "int4multirange", "integer"},
    RangeType{"int8range", "int8multirange", "bigint"},
    RangeType{"numrange", "nummultirange", "numeric"},
    RangeType{"daterange", "datemultirange", "date"},
    RangeType{"tsrange", "tsmultirange", "timestamp without time zone"},
    RangeType{"tstzrange", "tstzmultirange", "timestamp with time zone"},
};

/// One end; without a value the range goes on for ever.
struct Bound {
    std::optional<std::string> value;
    bool is_inclusive = false;
};

struct Range {
    Bound lower;
    Bound upper;
};

/// The text of a bound up to what ends it, and moves `at` there.
std::optional<Bound> read_bound(std::string_view text, std::size_t& at) {
    std::string value;
    bool is_quoted = false;
    const std::size_t start = at;
    for (; at < text.size() && (is_quoted || text.substr(at).find_first_of(",()[]") != 0); ++at) {
        if (text[at] == '"' && is_quoted && text.substr(at).starts_with("\"\"")) {
            value += text[at++];
        } else if (text[at] == '"') {
            is_quoted = !is_quoted;
        } else if (text[at] == '\\' && at + 1 == text.size()) {
            return std::nullopt;
        } else {
            at += text[at] == '\\' ? 1 : 0;
            value += text[at];
        }
    }
    Bound bound;
    if (at > start) {
        bound.value = value;
    }
    return bound;
}

std::optional<Range> read_range(std::string_view text) {
    Range range;
    if (!text.starts_with('[') && !text.starts_with('(')) {
        return std::nullopt;
    }
    std::size_t at = 1;
    const std::optional<Bound> lower = read_bound(text, at);
    if (!lower || at == text.size() || text[at] != ',') {
        return std::nullopt;
    }
    const std::optional<Bound> upper = read_bound(text, ++at);
    if (!upper || at + 1 != text.size() || (text[at] != ']' && text[at] != ')')) {
        return std::nullopt;
    }
    range.lower = {lower->value, text.front() == '[' && lower->value};
    range.upper = {upper->value, text.back() == ']' && upper->value};
    return range;
}

/// The day after `date`, a date as it is printed; itself for what has no day after it here.
std::optional<std::string> day_after(const std::string& date) {
    constexpr std::size_t kIsoLength = 10;
    if (date == "infinity" || date == "-infinity") {
        return date;
    }
    int year = 0;
    unsigned month = 0;
    unsigned day = 0;
    std::from_chars(date.data(), date.data() + 4, year);
    if (date.size() != kIsoLength || year == 9999) {
        return std::nullopt;
    }
    std::from_chars(date.data() + 5, date.data() + 7, month);
    std::from_chars(date.data() + 8, date.data() + 10, day);
    const std::chrono::year_month_day next{
        std::chrono::sys_days{std::chrono::year{year} / static_cast<int>(month) /
                              static_cast<int>(day)} +
        std::chrono::days{1}};
    return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(next.year()),
                       static_cast<unsigned>(next.month()), static_cast<unsigned>(next.day()));
}

std::optional<std::string> value_after(const std::string& value, std::string_view subtype) {
    if (subtype == "date") {
        return day_after(value);
    }
    std::int64_t number = 0;
    std::from_chars(value.data(), value.data() + value.size(), number);
    const std::int64_t largest = subtype == "integer" ? std::numeric_limits<std::int32_t>::max()
                                                      : std::numeric_limits<std::int64_t>::max();
    return number == largest ? std::nullopt : std::optional(std::to_string(number + 1));
}

bool is_infinity(const Bound& bound) {
    return bound.value == "infinity" || bound.value == "-infinity";
}

/// `[from, to)` for a range of whole numbers or days. False when that cannot be said.
bool make_half_open(Range& range, std::string_view subtype) {
    for (Bound* const bound : {&range.lower, &range.upper}) {
        const bool is_lower = bound == &range.lower;
        if (!bound->value || bound->is_inclusive == is_lower || is_infinity(*bound)) {
            continue;
        }
        bound->value = value_after(*bound->value, subtype);
        bound->is_inclusive = is_lower;
        if (!bound->value) {
            return false;
        }
    }
    return true;
}

/// False when it is not a value of the type.
bool set_output(Bound& bound, std::string_view subtype) {
    if (!bound.value) {
        return true;
    }
    bound.value = literal_output(*bound.value, subtype);
    return bound.value.has_value();
}

/// Numbers that differ only in the zeros at their ends are equal.
std::string comparable(std::string value, std::string_view subtype) {
    if (subtype == "numeric" && value.find('.') != std::string::npos) {
        value.erase(value.find_last_not_of('0') + 1);
        value.erase(value.ends_with('.') ? value.size() - 1 : value.size());
    }
    return value;
}

bool is_empty_range(const Range& range, std::string_view subtype) {
    return range.lower.value && range.upper.value &&
           !(range.lower.is_inclusive && range.upper.is_inclusive) &&
           comparable(*range.lower.value, subtype) == comparable(*range.upper.value, subtype);
}

std::string quoted_bound(const Bound& bound) {
    if (!bound.value) {
        return "";
    }
    const std::string& value = *bound.value;
    const bool is_bare = !value.empty() && std::ranges::none_of(value, is_blank) &&
                         value.find_first_of("\"\\()[],") == std::string::npos;
    return is_bare ? value
                   : "\"" + replace_all(replace_all(value, "\\", "\\\\"), "\"", "\"\"") + "\"";
}

std::optional<std::string> output_of(std::string_view text, std::string_view subtype) {
    constexpr std::string_view kEmpty = "empty";
    text = trim(text);
    if (equals_ignoring_case(text, kEmpty)) {
        return std::string(kEmpty);
    }
    std::optional<Range> range = read_range(text);
    if (!range || !set_output(range->lower, subtype) || !set_output(range->upper, subtype)) {
        return std::nullopt;
    }
    const bool is_discrete = subtype == "integer" || subtype == "bigint" || subtype == "date";
    if (is_empty_range(*range, subtype)) {
        return std::string(kEmpty);
    }
    if (is_discrete && !make_half_open(*range, subtype)) {
        return std::nullopt;
    }
    if (is_empty_range(*range, subtype)) {
        return std::string(kEmpty);
    }
    return fmt::format("{}{},{}{}", range->lower.is_inclusive ? '[' : '(',
                       quoted_bound(range->lower), quoted_bound(range->upper),
                       range->upper.is_inclusive ? ']' : ')');
}

}  // namespace

bool is_range_type(std::string_view type) {
    return !range_subtype(type).empty();
}

std::string_view range_subtype(std::string_view type) {
    const auto* const found = std::ranges::find(kRangeTypes, type, &RangeType::name);
    return found == kRangeTypes.end() ? "" : found->subtype;
}

bool is_multirange_type(std::string_view type) {
    return std::ranges::find(kRangeTypes, type, &RangeType::multirange) != kRangeTypes.end();
}

std::optional<std::string> range_output(std::string_view text, std::string_view type) {
    const auto* const found = std::ranges::find(kRangeTypes, type, &RangeType::name);
    return found == kRangeTypes.end() ? std::nullopt : output_of(text, found->subtype);
}

std::optional<std::string> multirange_output(std::string_view text, std::string_view type) {
    const auto* const found = std::ranges::find(kRangeTypes, type, &RangeType::multirange);
    text = trim(text);
    if (found == kRangeTypes.end() || !text.starts_with('{') || !text.ends_with('}')) {
        return std::nullopt;
    }
    const std::string_view range = trim(text.substr(1, text.size() - 2));
    if (range.empty()) {
        return "{}";
    }
    // Two ranges may be one: nothing is said of them.
    const std::optional<std::string> output = output_of(range, found->subtype);
    if (!output) {
        return std::nullopt;
    }
    return *output == "empty" ? "{}" : "{" + *output + "}";
}

}  // namespace erdmark::dialect::postgres
