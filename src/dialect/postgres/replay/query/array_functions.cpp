#include <algorithm>
#include <array>
#include <charconv>
#include <set>

#include <fmt/format.h>

#include "base/text.h"
#include "dialect/postgres/replay/query/functions.h"
#include "dialect/postgres/replay/query/translator.h"

namespace erdmark::dialect::postgres {

namespace {

using Elements = std::vector<std::optional<std::string>>;

constexpr std::int64_t kLongestSeries = 100'000;

Elements elements_at(const FunctionCall& call, std::size_t index) {
    return call.is_null(index) ? Elements() : array_elements(call.text(index));
}

void give(FunctionCall& call, const Elements& elements) {
    call.give(std::string_view(array_text(elements)));
}

void require_number(const std::optional<std::string>& element) {
    std::int64_t number = 0;
    const std::string text = element.value_or("0");
    const char* const last = text.data() + text.size();
    const auto [end, error] = std::from_chars(text.data(), last, number);
    if (error != std::errc() || end != last) {
        refuse(fmt::format("invalid input syntax for type integer: \"{}\"", text),
               condition::kInvalidText);
    }
}

void make_array(FunctionCall& call) {
    Elements elements;
    for (std::size_t index = 0; index < call.size(); ++index) {
        elements.push_back(call.optional_text(index));
    }
    give(call, elements);
}

void normalize(FunctionCall& call) {
    Elements elements = elements_at(call, 0);
    if (call.text(1) == "n") {
        for (const std::optional<std::string>& each : elements) {
            require_number(each);
        }
    }
    if (call.text(1) == "b") {
        for (std::optional<std::string>& element : elements) {
            if (element) {
                element = element->starts_with('t') ? "t" : "f";
            }
        }
    }
    give(call, elements);
}

void json_of(FunctionCall& call) {
    call.give(std::string_view(json_elements(elements_at(call, 0), call.text(1)[0])));
}

void element(FunctionCall& call) {
    const std::string text = call.text(0);
    const bool is_vector = !text.starts_with('{');
    const Elements elements = array_elements(text);
    const std::int64_t index = call.integer(1) - (is_vector ? 0 : 1);
    if (index < 0 || index >= static_cast<std::int64_t>(elements.size()) ||
        !elements[static_cast<std::size_t>(index)]) {
        call.give_null();
        return;
    }
    const std::string& value = *elements[static_cast<std::size_t>(index)];
    const char kind = call.text(2)[0];
    if (kind == 'n') {
        std::int64_t number = 0;
        require_number(value);
        std::from_chars(value.data(), value.data() + value.size(), number);
        call.give(number);
    } else if (kind == 'b') {
        call.give(value == "t");
    } else {
        call.give(std::string_view(value));
    }
}

void concatenate(FunctionCall& call) {
    if (call.is_null(0) && call.is_null(1)) {
        call.give_null();
        return;
    }
    Elements elements = elements_at(call, 0);
    const Elements further = elements_at(call, 1);
    elements.insert(elements.end(), further.begin(), further.end());
    give(call, elements);
}

void append(FunctionCall& call) {
    Elements elements = elements_at(call, 0);
    elements.push_back(call.optional_text(1));
    give(call, elements);
}

void prepend(FunctionCall& call) {
    Elements elements = elements_at(call, 1);
    elements.insert(elements.begin(), call.optional_text(0));
    give(call, elements);
}

void remove(FunctionCall& call) {
    if (call.is_null(0)) {
        call.give_null();
        return;
    }
    Elements elements = elements_at(call, 0);
    std::erase(elements, call.optional_text(1));
    give(call, elements);
}

void position(FunctionCall& call) {
    const Elements elements = elements_at(call, 0);
    const auto found = std::ranges::find(elements, call.optional_text(1));
    if (call.is_null(0) || found == elements.end()) {
        call.give_null();
        return;
    }
    call.give(static_cast<std::int64_t>(found - elements.begin() + 1));
}

void length(FunctionCall& call) {
    const Elements elements = elements_at(call, 0);
    if (elements.empty() || call.integer(1) != 1) {
        call.give_null();
        return;
    }
    call.give(static_cast<std::int64_t>(elements.size()));
}

void positions(FunctionCall& call) {
    if (call.is_null(0)) {
        call.give_null();
        return;
    }
    const Elements elements = elements_at(call, 0);
    const std::optional<std::string> wanted = call.optional_text(1);
    Elements places;
    for (std::size_t place = 0; place < elements.size(); ++place) {
        if (elements[place] == wanted) {
            places.emplace_back(std::to_string(place + 1));
        }
    }
    give(call, places);
}

void replace_elements(FunctionCall& call) {
    if (call.is_null(0)) {
        call.give_null();
        return;
    }
    Elements elements = elements_at(call, 0);
    const std::optional<std::string> from = call.optional_text(1);
    const std::optional<std::string> to = call.optional_text(2);
    const auto count = static_cast<std::size_t>(std::ranges::count(elements, from));
    require_length(count * to.value_or("").size(), "array_replace");
    std::ranges::replace(elements, from, to);
    give(call, elements);
}

void lower_bound(FunctionCall& call) {
    if (elements_at(call, 0).empty() || call.integer(1) != 1) {
        call.give_null();
        return;
    }
    call.give(std::int64_t{1});
}

void dimensions(FunctionCall& call) {
    if (elements_at(call, 0).empty()) {
        call.give_null();
        return;
    }
    call.give(std::int64_t{1});
}

void cardinality(FunctionCall& call) {
    call.give(static_cast<std::int64_t>(elements_at(call, 0).size()));
}

using ElementSet = std::set<std::optional<std::string>>;

/// Without NULL, which equals nothing.
ElementSet element_set(const Elements& elements) {
    ElementSet set(elements.begin(), elements.end());
    set.erase(std::nullopt);
    return set;
}

void contains(FunctionCall& call) {
    const ElementSet elements = element_set(elements_at(call, 0));
    const Elements parts = elements_at(call, 1);
    call.give(std::ranges::all_of(
        parts, [&](const std::optional<std::string>& part) { return elements.contains(part); }));
}

void overlaps(FunctionCall& call) {
    const ElementSet elements = element_set(elements_at(call, 0));
    const Elements parts = elements_at(call, 1);
    call.give(std::ranges::any_of(
        parts, [&](const std::optional<std::string>& part) { return elements.contains(part); }));
}

void from_text(FunctionCall& call) {
    if (call.is_null(0)) {
        call.give_null();
        return;
    }
    const std::string text = call.text(0);
    const std::string separator = call.text(1);
    Elements elements;
    if (call.is_null(1)) {
        undecided("'string_to_array' without a separator is not replayed");
    }
    std::size_t at = 0;
    for (std::size_t next = 0;
         !separator.empty() && (next = text.find(separator, at)) != std::string::npos;
         at = next + separator.size()) {
        elements.emplace_back(text.substr(at, next - at));
    }
    if (!text.empty()) {
        elements.emplace_back(text.substr(at));
    }
    if (const std::optional<std::string> null = call.optional_text(2)) {
        for (std::optional<std::string>& element : elements) {
            element = element == null ? std::nullopt : element;
        }
    }
    give(call, elements);
}

void to_text(FunctionCall& call) {
    if (call.is_null(0) || call.is_null(1)) {
        call.give_null();
        return;
    }
    const std::string separator = call.text(1);
    const std::string absent = call.text(2);
    std::vector<std::string> parts;
    std::size_t bytes = 0;
    for (const std::optional<std::string>& element : elements_at(call, 0)) {
        if (element || !call.is_null(2)) {
            bytes += separator.size() + (element ? *element : absent).size();
            require_length(bytes, "array_to_string");
            parts.push_back(element ? *element : absent);
        }
    }
    call.give(std::string_view(join(parts, separator)));
}

void series(FunctionCall& call) {
    const std::int64_t step = call.size() > 2 ? call.integer(2) : 1;
    const std::int64_t last = call.integer(1);
    if (step == 0) {
        refuse("step size cannot equal zero", condition::kInvalidParameterValue);
    }
    std::vector<std::string> numbers;
    std::int64_t number = call.integer(0);
    while (step > 0 ? number <= last : number >= last) {
        numbers.push_back(std::to_string(number));
        if (__builtin_add_overflow(number, step, &number)) {
            break;
        }
        if (numbers.size() > kLongestSeries) {
            undecided("a series of so many numbers is too long for a replay");
        }
    }
    call.give(std::string_view("[" + join(numbers, ",") + "]"));
}

constexpr std::array kFunctions{
    ScalarFunction{"pg_array", false, make_array},
    ScalarFunction{"pg_to_array", true, normalize},
    ScalarFunction{"pg_elements", true, json_of},
    ScalarFunction{"pg_element", true, element},
    ScalarFunction{"pg_array_cat", false, concatenate},
    ScalarFunction{"pg_array_append", false, append},
    ScalarFunction{"pg_array_prepend", false, prepend},
    ScalarFunction{"pg_array_remove", false, remove},
    ScalarFunction{"pg_array_position", false, position},
    ScalarFunction{"pg_array_positions", false, positions},
    ScalarFunction{"pg_array_replace", false, replace_elements},
    ScalarFunction{"pg_array_lower", true, lower_bound},
    ScalarFunction{"pg_array_dimensions", true, dimensions},
    ScalarFunction{"pg_array_length", true, length},
    ScalarFunction{"pg_cardinality", true, cardinality},
    ScalarFunction{"pg_contains", true, contains},
    ScalarFunction{"pg_overlaps", true, overlaps},
    ScalarFunction{"pg_string_to_array", false, from_text},
    ScalarFunction{"pg_array_to_string", false, to_text},
    ScalarFunction{"pg_series", true, series},
};

}  // namespace

std::span<const ScalarFunction> array_functions() {
    return kFunctions;
}

}  // namespace erdmark::dialect::postgres
