#include "base/glob.h"

#include <cstddef>

#include "base/text.h"

namespace erdmark {

namespace {

constexpr std::size_t kNone = std::string_view::npos;

/// The length of the character at `at`, with the `\` that makes it literal.
std::size_t character_length(std::string_view pattern, std::size_t at) {
    const bool escaped = pattern[at] == '\\' && at + 1 < pattern.size();
    return escaped ? 1 + decode_utf8(pattern, at + 1).length : decode_utf8(pattern, at).length;
}

/// The code point that stands at `at`, literal or not.
char32_t character(std::string_view pattern, std::size_t at) {
    const bool escaped = pattern[at] == '\\' && at + 1 < pattern.size();
    return decode_utf8(pattern, escaped ? at + 1 : at).value;
}

/// The offset after the `]` that closes the set opened before `at`, or npos. A `]` right after `[`
/// or `[!` is literal.
std::size_t end_of_set(std::string_view pattern, std::size_t at) {
    if (at < pattern.size() && pattern[at] == '!') {
        ++at;
    }
    for (bool first = true; at < pattern.size(); first = false) {
        if (pattern[at] == ']' && !first) {
            return at + 1;
        }
        at += character_length(pattern, at);
    }
    return kNone;
}

/// Whether the set between `[` and `]` holds `point`.
bool set_holds(std::string_view set, char32_t point) {
    const bool negated = set.starts_with('!');
    if (negated) {
        set.remove_prefix(1);
    }
    bool found = false;
    for (std::size_t at = 0; at < set.size();) {
        const char32_t low = character(set, at);
        at += character_length(set, at);
        char32_t high = low;
        if (at + 1 < set.size() && set[at] == '-') {
            high = character(set, at + 1);
            at += 1 + character_length(set, at + 1);
        }
        found = found || (low <= point && point <= high);
    }
    return found != negated;
}

/// The length of the pattern's element at `at` when it matches `point`, else 0. A star is no such
/// element.
std::size_t element_matches(std::string_view pattern, std::size_t at, const CodePoint& point) {
    if (pattern[at] == '?') {
        return 1;
    }
    if (pattern[at] == '[') {
        const std::size_t end = end_of_set(pattern, at + 1);
        if (end != kNone) {
            return set_holds(pattern.substr(at + 1, end - at - 2), point.value) ? end - at : 0;
        }
    }
    return character(pattern, at) == point.value ? character_length(pattern, at) : 0;
}

}  // namespace

bool glob_matches(std::string_view pattern, std::string_view text) {
    std::size_t at = 0;
    std::size_t offset = 0;
    std::size_t after_star = kNone;
    std::size_t star_offset = 0;
    while (offset < text.size()) {
        if (at < pattern.size() && pattern[at] == '*') {
            after_star = ++at;
            star_offset = offset;
            continue;
        }
        const CodePoint point = decode_utf8(text, offset);
        const std::size_t length = at < pattern.size() ? element_matches(pattern, at, point) : 0;
        if (length > 0) {
            at += length;
            offset += point.length;
            continue;
        }
        if (after_star == kNone) {
            return false;
        }
        star_offset += decode_utf8(text, star_offset).length;
        offset = star_offset;
        at = after_star;
    }
    return pattern.find_first_not_of('*', at) == kNone;
}

std::string_view glob_problem(std::string_view pattern) {
    for (std::size_t at = 0; at < pattern.size();) {
        const bool is_set = pattern[at] == '[';
        at = is_set ? end_of_set(pattern, at + 1) : at + character_length(pattern, at);
        if (at == kNone) {
            return "a '[' without its ']'";
        }
    }
    return {};
}

}  // namespace erdmark
