#include "render/mermaid/escape.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "base/text.h"

namespace erdmark::render::mermaid {

namespace {

constexpr std::size_t kLongestWord = 60;

/// NFKD base letters of U+00C0 to U+017F; `_` where there is no single one.
constexpr std::string_view kBaseLetters =
    "AAAAAA_CEEEEIIII_NOOOOO__UUUUY__aaaaaa_ceeeeiiii_nooooo__uuuuy_y"
    "AaAaAaCcCcCcCcDd__EeEeEeEeEeGgGgGgGgHh__IiIiIiIiI___JjKk_LlLlLl_"
    "___NnNnNn___OoOoOo__RrRrRrSsSsSsSsTtTt__UuUuUuUuUuUuWwYyYZzZzZzs";

bool is_letter_or_digit(char32_t c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

/// White space as JavaScript's `\s` sees it, and control characters.
bool is_blank(char32_t c) {
    return c <= 0x20 || (c >= 0x7f && c <= 0xa0) || c == 0x1680 || (c >= 0x2000 && c <= 0x200a) ||
           c == 0x2028 || c == 0x2029 || c == 0x202f || c == 0x205f || c == 0x3000 || c == 0xfeff;
}

/// The code points, with each run of blanks as one space and none at the ends.
std::u32string clean_points(std::string_view text) {
    std::u32string points;
    for (std::size_t offset = 0; offset < text.size();) {
        const CodePoint point = decode_utf8(text, offset);
        offset += point.length;
        if (!is_blank(point.value)) {
            points += point.value;
        } else if (!points.empty() && points.back() != U' ') {
            points += U' ';
        }
    }
    if (!points.empty() && points.back() == U' ') {
        points.pop_back();
    }
    return points;
}

bool is_harmless(char32_t c) {
    return is_letter_or_digit(c) || c > 0x9f ||
           std::string_view(" ,()/'=?!").find(static_cast<char>(c)) != std::string_view::npos;
}

/// Whether `text` ends a word `www`, which would turn the dot behind it into a link.
bool ends_with_www(std::string_view text) {
    return text.size() >= 3 && equals_ignoring_case(text.substr(text.size() - 3), "www");
}

bool is_number(std::string_view text) {
    return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

bool stays(const std::u32string& points, std::size_t index, std::string_view before) {
    const char32_t c = points[index];
    if (c == '.' || c == '_' || c == '-') {
        const bool inside = index > 0 && index + 1 < points.size() &&
                            is_letter_or_digit(points[index - 1]) &&
                            is_letter_or_digit(points[index + 1]);
        return inside && !(c == '.' && ends_with_www(before));
    }
    // `1) x` would be read as a list.
    return is_harmless(c) && !(c == ')' && is_number(before));
}

/// `direction TB` anywhere on a line is a statement from 11.5 on.
std::string without_direction_statement(const std::string& text) {
    constexpr std::string_view kWord = "direction ";
    constexpr std::array<std::string_view, 4> kDirections = {"tb", "bt", "rl", "lr"};
    const std::string lower = to_lower(text);
    std::string result;
    std::size_t copied = 0;
    for (std::size_t found = lower.find(kWord); found != std::string::npos;
         found = lower.find(kWord, found + kWord.size())) {
        const std::size_t after = found + kWord.size();
        if (std::ranges::find(kDirections, lower.substr(after, 2)) != kDirections.end()) {
            result.append(text, copied, after - 1 - copied).append("#32;");
            copied = after;
        }
    }
    return result.append(text, copied);
}

/// Up to 10.9 Mermaid keeps entities in a plain JavaScript object, whose own properties have these
/// names.
bool is_object_property(std::string_view text) {
    constexpr std::array<std::string_view, 7> kNames = {
        "constructor",    "hasOwnProperty", "isPrototypeOf", "propertyIsEnumerable",
        "toLocaleString", "toString",       "valueOf"};
    return std::ranges::find(kNames, text) != kNames.end();
}

bool fits_a_word(char c) {
    return is_letter_or_digit(static_cast<unsigned char>(c)) ||
           std::string_view("_-()[]").find(c) != std::string_view::npos;
}

/// ASCII with accents and quotes dropped; every other character beyond ASCII is a DEL.
std::string fold_to_ascii(std::string_view text) {
    std::string result;
    for (std::size_t offset = 0; offset < text.size();) {
        const CodePoint point = decode_utf8(text, offset);
        offset += point.length;
        const bool combining = point.value >= 0x300 && point.value <= 0x36f;
        if (point.value < 0x80) {
            const char c = static_cast<char>(point.value);
            result.append(c == '\'' || c == '"' || c == '`' ? 0 : 1, c);
        } else if (point.value >= 0xc0 && point.value <= 0x17f) {
            const char base = kBaseLetters[point.value - 0xc0];
            result += base == '_' ? '\x7f' : base;
        } else if (!combining) {
            result += '\x7f';
        }
    }
    return result;
}

/// `10, 2` becomes `10-2`.
std::string with_hyphens_for_commas(std::string_view text) {
    std::string result;
    for (const std::string_view part : split(text, ',')) {
        result.append(result.empty() && part.data() == text.data() ? "" : "-").append(trim(part));
    }
    return result;
}

std::string_view without_odd_ends(std::string_view text) {
    const auto starts = [](char c) { return fits_a_word(c) && c != ')' && c != ']'; };
    const auto ends = [](char c) { return fits_a_word(c) && c != '(' && c != '['; };
    while (!text.empty() && !starts(text.front())) {
        text.remove_prefix(1);
    }
    while (!text.empty() && !ends(text.back())) {
        text.remove_suffix(1);
    }
    return text;
}

std::string with_underscores_for_rest(std::string_view text) {
    std::string result;
    bool in_run = false;
    for (const char c : text) {
        if (fits_a_word(c)) {
            result += c;
        } else if (!in_run) {
            result += '_';
        }
        in_run = !fits_a_word(c);
    }
    return result;
}

/// Whether Mermaid would not read `word` as a name: a wrong start, or a key mark (`PK`, `pk-1`).
bool needs_underscore(std::string_view word) {
    const char first = word.empty() ? '0' : word.front();
    if (first != '_' && !((first >= 'a' && first <= 'z') || (first >= 'A' && first <= 'Z'))) {
        return true;
    }
    const std::string mark = to_lower(word.substr(0, 2));
    const char after = word.size() > 2 ? word[2] : '\0';
    const bool goes_on = after == '_' || is_letter_or_digit(static_cast<unsigned char>(after));
    return (mark == "pk" || mark == "fk" || mark == "uk") && !goes_on;
}

}  // namespace

std::string quoted(std::string_view text) {
    const std::u32string points = clean_points(text);
    std::string result;
    for (std::size_t index = 0; index < points.size(); ++index) {
        if (stays(points, index, result)) {
            append_utf8(result, points[index]);
        } else {
            result += fmt::format("#{};", static_cast<unsigned>(points[index]));
        }
    }
    if (is_object_property(result)) {
        result = fmt::format("#{};{}", static_cast<int>(result.front()), result.substr(1));
    }
    return result.empty() ? "#32;" : without_direction_statement(result);
}

std::string bare_word(std::string_view text) {
    const std::string folded = with_hyphens_for_commas(fold_to_ascii(text));
    std::string word = with_underscores_for_rest(without_odd_ends(folded));
    if (word.size() > kLongestWord) {
        word.resize(kLongestWord);
        word.back() = '_';
    }
    return needs_underscore(word) ? "_" + word : word;
}

std::string shortened(std::string_view text, std::size_t length) {
    const std::u32string points = clean_points(text);
    const bool cut = points.size() > length;
    std::string result;
    for (const char32_t point : points.substr(0, cut ? length - 1 : points.size())) {
        append_utf8(result, point);
    }
    return cut ? result + "…" : result;
}

}  // namespace erdmark::render::mermaid
