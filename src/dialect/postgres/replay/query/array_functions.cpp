#include <algorithm>
#include <array>
#include <charconv>

#include <fmt/format.h>

#include "base/text.h"
#include "dialect/postgres/replay/query/functions.h"
#include "dialect/postgres/replay/query/translator.h"

namespace erdmark::dialect::postgres {

namespace {

using Elements = std::vector<std::optional<std::string>>;

constexpr std::int64_t kLongestSeries = 100'000;

[[noreturn]] void refuse_array(std::string_view text) {
    refuse(fmt::format("malformed array literal: \"{}\"", text), "22P02");
}

/// Reads `{a,"b c",NULL}`.
class ArrayReader {
public:
    explicit ArrayReader(std::string_view text) : text_(text) {}

    Elements read() {
        Elements elements;
        skip_space();
        if (peek() == '}') {
            ++at_;
            require_end();
            return elements;
        }
        while (true) {
            elements.push_back(read_element());
            skip_space();
            const char c = peek();
            ++at_;
            if (c == '}') {
                require_end();
                return elements;
            }
            if (c != ',') {
                refuse_array(text_);
            }
        }
    }

private:
    char peek() const { return at_ < text_.size() ? text_[at_] : '\0'; }

    void skip_space() {
        while (peek() == ' ' || peek() == '\n' || peek() == '\t') {
            ++at_;
        }
    }

    void require_end() {
        skip_space();
        if (at_ != text_.size()) {
            refuse_array(text_);
        }
    }

    std::string read_quoted() {
        std::string element;
        for (++at_; at_ < text_.size() && text_[at_] != '"'; ++at_) {
            at_ += text_[at_] == '\\' ? 1 : 0;
            element += peek();
        }
        if (at_++ >= text_.size()) {
            refuse_array(text_);
        }
        return element;
    }

    std::optional<std::string> read_element() {
        skip_space();
        if (peek() == '{') {
            undecided("an array of more than one dimension is not replayed");
        }
        if (peek() == '"') {
            return read_quoted();
        }
        std::string element;
        for (; at_ < text_.size() && text_[at_] != ',' && text_[at_] != '}'; ++at_) {
            at_ += text_[at_] == '\\' ? 1 : 0;
            element += peek();
        }
        const std::string plain(trim(element));
        if (plain.empty()) {
            refuse_array(text_);
        }
        return equals_ignoring_case(plain, "null") ? std::optional<std::string>() : plain;
    }

    std::string_view text_;
    std::size_t at_ = 1;
};

bool needs_quotes(const std::string& element) {
    return element.empty() || equals_ignoring_case(element, "null") ||
           element.find_first_of("{},\"\\ \t\n\r\v\f") != std::string::npos;
}

std::string json_string(std::string_view text) {
    std::string json = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') {
            json += '\\';
            json += c;
        } else if (static_cast<unsigned char>(c) < 0x20) {
            json += fmt::format("\\u{:04x}", static_cast<int>(c));
        } else {
            json += c;
        }
    }
    return json + "\"";
}

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
        refuse(fmt::format("invalid input syntax for type integer: \"{}\"", text), "22P02");
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
    Elements places;
    for (std::size_t place = 0; place < elements.size(); ++place) {
        if (elements[place] == call.optional_text(1)) {
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
    std::ranges::replace(elements, call.optional_text(1), call.optional_text(2));
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

bool holds(const Elements& elements, const std::optional<std::string>& element) {
    return element && std::ranges::find(elements, element) != elements.end();
}

void contains(FunctionCall& call) {
    const Elements elements = elements_at(call, 0);
    const Elements parts = elements_at(call, 1);
    call.give(std::ranges::all_of(
        parts, [&](const std::optional<std::string>& part) { return holds(elements, part); }));
}

void overlaps(FunctionCall& call) {
    const Elements elements = elements_at(call, 0);
    const Elements parts = elements_at(call, 1);
    call.give(std::ranges::any_of(
        parts, [&](const std::optional<std::string>& part) { return holds(elements, part); }));
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
    std::vector<std::string> parts;
    for (const std::optional<std::string>& element : elements_at(call, 0)) {
        if (element || !call.is_null(2)) {
            parts.push_back(element ? *element : call.text(2));
        }
    }
    call.give(std::string_view(join(parts, call.text(1))));
}

void series(FunctionCall& call) {
    const std::int64_t step = call.size() > 2 ? call.integer(2) : 1;
    const std::int64_t last = call.integer(1);
    if (step == 0) {
        refuse("step size cannot equal zero", "22023");
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

std::vector<std::optional<std::string>> array_elements(std::string_view text) {
    text = trim(text);
    if (text.starts_with('[')) {
        undecided("an array with bounds of its own is not replayed");
    }
    if (text.starts_with('{')) {
        return ArrayReader(text).read();
    }
    // An int2vector has no braces.
    if (text.find_first_not_of("-0123456789 ") != std::string_view::npos) {
        refuse_array(text);
    }
    Elements elements;
    for (const std::string_view part : split(text, ' ')) {
        if (!part.empty()) {
            elements.emplace_back(part);
        }
    }
    return elements;
}

std::string array_text(const std::vector<std::optional<std::string>>& elements) {
    std::vector<std::string> parts;
    for (const std::optional<std::string>& element : elements) {
        if (!element) {
            parts.emplace_back("NULL");
        } else if (needs_quotes(*element)) {
            parts.push_back("\"" + replace_all(replace_all(*element, "\\", "\\\\"), "\"", "\\\"") +
                            "\"");
        } else {
            parts.push_back(*element);
        }
    }
    return "{" + join(parts, ",") + "}";
}

std::string json_elements(const std::vector<std::optional<std::string>>& elements, char kind) {
    std::vector<std::string> parts;
    for (const std::optional<std::string>& element : elements) {
        if (!element) {
            parts.emplace_back("null");
        } else if (kind == 'b') {
            parts.emplace_back(*element == "t" ? "1" : "0");
        } else {
            parts.push_back(kind == 'n' ? *element : json_string(*element));
        }
    }
    return "[" + join(parts, ",") + "]";
}

std::span<const ScalarFunction> array_functions() {
    return kFunctions;
}

}  // namespace erdmark::dialect::postgres
