#include "base/text.h"

#include <algorithm>
#include <numeric>
#include <utility>

#include <fmt/format.h>

namespace erdmark {

namespace {

constexpr std::string_view kWhiteSpace = " \t\n\r\f\v";
constexpr char32_t kReplacement = 0xFFFD;

char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

/// The shape of a UTF-8 sequence by its first byte (RFC 3629, section 4): its length and the range
/// of its second byte.
struct SequenceShape {
    std::size_t length = 0;
    unsigned char low = 0x80;
    unsigned char high = 0xBF;
};

SequenceShape shape_of(unsigned char first) {
    if (first < 0x80) {
        return {.length = 1};
    }
    if (first < 0xC2 || first > 0xF4) {
        return {};
    }
    if (first < 0xE0) {
        return {.length = 2};
    }
    if (first < 0xF0) {
        return {.length = 3,
                .low = static_cast<unsigned char>(first == 0xE0 ? 0xA0 : 0x80),
                .high = static_cast<unsigned char>(first == 0xED ? 0x9F : 0xBF)};
    }
    return {.length = 4,
            .low = static_cast<unsigned char>(first == 0xF0 ? 0x90 : 0x80),
            .high = static_cast<unsigned char>(first == 0xF4 ? 0x8F : 0xBF)};
}

/// The length of the well-formed sequence at `offset`, or 0.
std::size_t sequence_length(std::string_view text, std::size_t offset) {
    const SequenceShape shape = shape_of(static_cast<unsigned char>(text[offset]));
    if (shape.length == 0 || offset + shape.length > text.size()) {
        return 0;
    }
    for (std::size_t index = 1; index < shape.length; ++index) {
        const auto byte = static_cast<unsigned char>(text[offset + index]);
        const unsigned char low = index == 1 ? shape.low : 0x80;
        const unsigned char high = index == 1 ? shape.high : 0xBF;
        if (byte < low || byte > high) {
            return 0;
        }
    }
    return shape.length;
}

/// The number of bytes to add, remove, replace or swap with their neighbour, ignoring ASCII case.
std::size_t edit_distance(std::string_view left, std::string_view right) {
    std::vector<std::size_t> before_above;
    std::vector<std::size_t> above;
    std::vector<std::size_t> row(right.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 1; i <= left.size(); ++i) {
        before_above = std::exchange(above, std::exchange(row, std::move(before_above)));
        row.assign(right.size() + 1, i);
        for (std::size_t j = 1; j <= right.size(); ++j) {
            const auto same = [&](std::size_t back, std::size_t other_back) {
                return lower(left[i - back]) == lower(right[j - other_back]);
            };
            row[j] = std::min({above[j] + 1, row[j - 1] + 1, above[j - 1] + (same(1, 1) ? 0 : 1)});
            if (i > 1 && j > 1 && same(1, 2) && same(2, 1)) {
                row[j] = std::min(row[j], before_above[j - 2] + 1);
            }
        }
    }
    return row.back();
}

/// Controls of ISO 6429, and the marks of Unicode's bidirectional algorithm, with which a name can
/// look like another.
bool is_unsafe_for_terminal(char32_t point) {
    const bool control =
        (point < 0x20 && point != '\n' && point != '\t') || (point >= 0x7F && point <= 0x9F);
    const bool bidirectional = point == 0x061C || point == 0x200E || point == 0x200F ||
                               (point >= 0x202A && point <= 0x202E) ||
                               (point >= 0x2066 && point <= 0x2069);
    return control || bidirectional;
}

}  // namespace

std::string_view trim(std::string_view text) {
    const std::size_t first = text.find_first_not_of(kWhiteSpace);
    if (first == std::string_view::npos) {
        return {};
    }
    return text.substr(first, text.find_last_not_of(kWhiteSpace) - first + 1);
}

std::string to_lower(std::string_view text) {
    std::string result(text);
    std::transform(result.begin(), result.end(), result.begin(), lower);
    return result;
}

std::string to_upper(std::string_view text) {
    std::string result(text);
    std::transform(result.begin(), result.end(), result.begin(),
                   [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; });
    return result;
}

bool equals_ignoring_case(std::string_view left, std::string_view right) {
    return std::equal(left.begin(), left.end(), right.begin(), right.end(),
                      [](char a, char b) { return lower(a) == lower(b); });
}

std::vector<std::string_view> split_lines(std::string_view text) {
    std::vector<std::string_view> lines;
    while (!text.empty()) {
        const std::size_t end = text.find_first_of("\r\n");
        if (end == std::string_view::npos) {
            lines.push_back(text);
            break;
        }
        lines.push_back(text.substr(0, end));
        const bool two_bytes = text.substr(end).starts_with("\r\n");
        text.remove_prefix(end + (two_bytes ? 2 : 1));
    }
    return lines;
}

std::vector<std::string_view> split(std::string_view text, char separator) {
    std::vector<std::string_view> parts;
    for (std::size_t end = text.find(separator); end != std::string_view::npos;
         end = text.find(separator)) {
        parts.push_back(text.substr(0, end));
        text.remove_prefix(end + 1);
    }
    parts.push_back(text);
    return parts;
}

std::string join(std::span<const std::string> parts, std::string_view separator) {
    return fmt::format("{}", fmt::join(parts, separator));
}

std::string replace_all(std::string_view text, std::string_view from, std::string_view to) {
    std::string result;
    for (std::size_t at = text.find(from); at != std::string_view::npos; at = text.find(from)) {
        result += text.substr(0, at);
        result += to;
        text.remove_prefix(at + from.size());
    }
    result += text;
    return result;
}

std::string collapse_whitespace(std::string_view text) {
    std::string result;
    bool pending = false;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte <= 0x20 || byte == 0x7F) {
            pending = !result.empty();
            continue;
        }
        if (pending) {
            result += ' ';
            pending = false;
        }
        result += c;
    }
    return result;
}

std::optional<std::size_t> first_invalid_utf8(std::string_view text) {
    for (std::size_t offset = 0; offset < text.size();) {
        const std::size_t length = sequence_length(text, offset);
        if (length == 0) {
            return offset;
        }
        offset += length;
    }
    return std::nullopt;
}

CodePoint decode_utf8(std::string_view text, std::size_t offset) {
    const std::size_t length = sequence_length(text, offset);
    const auto first = static_cast<unsigned char>(text[offset]);
    if (length == 0) {
        return {kReplacement, 1};
    }
    if (length == 1) {
        return {first, 1};
    }
    char32_t value = first & (0xFFU >> (length + 1));
    for (std::size_t index = 1; index < length; ++index) {
        value = (value << 6U) | (static_cast<unsigned char>(text[offset + index]) & 0x3FU);
    }
    return {value, length};
}

void append_utf8(std::string& text, char32_t code_point) {
    const auto add = [&](char32_t bits) {
        text += static_cast<char>(static_cast<unsigned char>(bits));
    };
    if (code_point < 0x80) {
        add(code_point);
    } else if (code_point < 0x800) {
        add(0xC0 | (code_point >> 6U));
        add(0x80 | (code_point & 0x3FU));
    } else if (code_point < 0x10000) {
        add(0xE0 | (code_point >> 12U));
        add(0x80 | ((code_point >> 6U) & 0x3FU));
        add(0x80 | (code_point & 0x3FU));
    } else {
        add(0xF0 | (code_point >> 18U));
        add(0x80 | ((code_point >> 12U) & 0x3FU));
        add(0x80 | ((code_point >> 6U) & 0x3FU));
        add(0x80 | (code_point & 0x3FU));
    }
}

std::string to_valid_utf8(std::string_view text) {
    std::string result;
    for (std::size_t offset = 0; offset < text.size();) {
        const std::size_t length = sequence_length(text, offset);
        if (length == 0) {
            append_utf8(result, kReplacement);
            ++offset;
            continue;
        }
        result += text.substr(offset, length);
        offset += length;
    }
    return result;
}

std::string_view without_byte_order_mark(std::string_view text) {
    constexpr std::string_view kMark = "\xEF\xBB\xBF";
    return text.starts_with(kMark) ? text.substr(kMark.size()) : text;
}

std::optional<std::string> nearest(std::string_view word, std::span<const std::string> candidates) {
    std::optional<std::string> best;
    std::size_t best_distance = 0;
    for (const std::string& candidate : candidates) {
        const std::size_t longer = std::max(word.size(), candidate.size());
        const std::size_t allowed = std::max<std::size_t>(1, longer / 3);
        const std::size_t shorter = std::min(word.size(), candidate.size());
        if (longer - shorter > allowed) {
            continue;
        }
        const std::size_t distance = edit_distance(word, candidate);
        if (distance <= allowed && distance < longer && (!best || distance < best_distance)) {
            best = candidate;
            best_distance = distance;
        }
    }
    return best;
}

std::string did_you_mean(std::string_view word, std::span<const std::string> candidates) {
    const std::optional<std::string> candidate = nearest(word, candidates);
    return candidate ? fmt::format(" (did you mean '{}'?)", *candidate) : "";
}

std::string terminal_safe(std::string_view text) {
    std::string result;
    for (std::size_t offset = 0; offset < text.size();) {
        const CodePoint point = decode_utf8(text, offset);
        if (is_unsafe_for_terminal(point.value)) {
            result += fmt::format("\\u{{{:X}}}", static_cast<unsigned>(point.value));
        } else {
            append_utf8(result, point.value);
        }
        offset += point.length;
    }
    return result;
}

std::string count_of(std::size_t count, std::string_view singular, std::string_view plural) {
    return fmt::format("{} {}", count, count == 1 ? singular : plural);
}

}  // namespace erdmark
