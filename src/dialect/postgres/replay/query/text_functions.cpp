#include <algorithm>
#include <array>
#include <cstring>
#include <map>
#include <set>

#include <fmt/format.h>

#include "base/text.h"
#include "dialect/postgres/expression_names.h"
#include "dialect/postgres/replay/object_names.h"
#include "dialect/postgres/replay/query/functions.h"
#include "dialect/postgres/replay/query/magnitude.h"
#include "dialect/postgres/replay/query/translator.h"

namespace erdmark::dialect::postgres {

namespace {

constexpr std::int64_t kLongestText = 1'000'000;

std::vector<std::string_view> characters(std::string_view text) {
    std::vector<std::string_view> parts;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t length = decode_utf8(text, at).length;
        parts.push_back(text.substr(at, length));
        at += length;
    }
    return parts;
}

std::string joined(const std::vector<std::string_view>& parts, std::size_t first,
                   std::size_t last) {
    std::string text;
    for (std::size_t index = first; index < last && index < parts.size(); ++index) {
        text.append(parts[index]);
    }
    return text;
}

/// Letters beyond ASCII have a case only in some locales.
std::string require_ascii(std::string text) {
    const bool is_ascii = std::ranges::none_of(
        text, [](char c) { return (static_cast<unsigned char>(c) & 0x80U) != 0; });
    if (!is_ascii) {
        undecided("upper and lower case of letters beyond ASCII depend on the server's locale");
    }
    return text;
}

char upper(char c) {
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
}

bool is_word(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

void lower_text(FunctionCall& call) {
    call.give(std::string_view(to_lower(require_ascii(call.text(0)))));
}

void upper_text(FunctionCall& call) {
    std::string text = require_ascii(call.text(0));
    std::ranges::transform(text, text.begin(), upper);
    call.give(std::string_view(text));
}

void initcap(FunctionCall& call) {
    std::string text = to_lower(require_ascii(call.text(0)));
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (at == 0 || !is_word(text[at - 1])) {
            text[at] = upper(text[at]);
        }
    }
    call.give(std::string_view(text));
}

void bytes(FunctionCall& call) {
    call.give(static_cast<std::int64_t>(call.text(0).size()));
}

std::int64_t count_characters(std::string_view text) {
    return static_cast<std::int64_t>(characters(text).size());
}

void text_length(FunctionCall& call) {
    call.give(count_characters(call.text(0)));
}

/// memmem takes linear time for any two texts.
void text_position(FunctionCall& call) {
    const std::string text = call.text(0);
    const std::string part = call.text(1);
    const auto* found =
        static_cast<const char*>(memmem(text.data(), text.size(), part.data(), part.size()));
    call.give(found == nullptr
                  ? 0
                  : 1 + count_characters(std::string_view(
                            text.data(), static_cast<std::size_t>(found - text.data()))));
}

void trim_text(FunctionCall& call, bool at_start, bool at_end) {
    const std::string source = call.text(0);
    const std::string trimmed = call.size() > 1 ? call.text(1) : " ";
    const std::vector<std::string_view> parts = characters(source);
    const std::vector<std::string_view> set_parts = characters(trimmed);
    const std::set<std::string_view> set(set_parts.begin(), set_parts.end());
    std::size_t first = 0;
    std::size_t last = parts.size();
    while (at_start && first < last && set.contains(parts[first])) {
        ++first;
    }
    while (at_end && first < last && set.contains(parts[last - 1])) {
        --last;
    }
    call.give(std::string_view(joined(parts, first, last)));
}

void trim_both(FunctionCall& call) {
    trim_text(call, true, true);
}

void trim_left(FunctionCall& call) {
    trim_text(call, true, false);
}

void trim_right(FunctionCall& call) {
    trim_text(call, false, true);
}

/// What SQLite made of it stays; its length has been counted.
void counted(FunctionCall& call) {
    call.give_argument(0);
}

void replace_text(FunctionCall& call) {
    const std::string text = call.text(0);
    const std::string from = call.text(1);
    const std::string to = call.text(2);
    const std::size_t most = from.empty() ? 0 : text.size() / from.size();
    if (text.find(from) != std::string::npos) {
        require_length(most * to.size(), "replace");
    }
    call.give(std::string_view(from.empty() ? text : replace_all(text, from, to)));
}

void translate(FunctionCall& call) {
    const std::string from_text = call.text(1);
    const std::string to_text = call.text(2);
    const std::string source = call.text(0);
    const std::vector<std::string_view> from = characters(from_text);
    const std::vector<std::string_view> to = characters(to_text);
    std::map<std::string_view, std::string_view> replacements;
    for (std::size_t index = 0; index < from.size(); ++index) {
        replacements.emplace(from[index], index < to.size() ? to[index] : "");
    }
    std::string text;
    for (const std::string_view each : characters(source)) {
        const auto found = replacements.find(each);
        text.append(found == replacements.end() ? each : found->second);
    }
    call.give(std::string_view(text));
}

void substring(FunctionCall& call) {
    const std::string source = call.text(0);
    const std::vector<std::string_view> parts = characters(source);
    const auto size = static_cast<std::int64_t>(parts.size());
    const std::int64_t first = std::clamp<std::int64_t>(call.integer(1), -size - 1, size + 1);
    std::int64_t last = size + 1;
    if (call.size() > 2) {
        if (call.integer(2) < 0) {
            refuse("negative substring length not allowed", condition::kSubstringError);
        }
        last = std::min(last, std::clamp(call.integer(1), -kLongestText, kLongestText) +
                                  std::min(call.integer(2), 2 * kLongestText));
    }
    call.give(std::string_view(
        joined(parts, static_cast<std::size_t>(std::max<std::int64_t>(first, 1) - 1),
               static_cast<std::size_t>(std::max<std::int64_t>(last, 1) - 1))));
}

/// The text with a part of it replaced.
void overlay(FunctionCall& call) {
    const std::string source = call.text(0);
    const std::string part = call.text(1);
    const std::vector<std::string_view> parts = characters(source);
    const auto size = static_cast<std::int64_t>(parts.size());
    const std::int64_t length =
        call.size() > 3 ? call.integer(3) : static_cast<std::int64_t>(characters(part).size());
    const std::int64_t start = call.integer(2);
    if (start <= 0 || !is_within(length, kLongestText)) {
        refuse("negative substring length not allowed", condition::kSubstringError);
    }
    const std::int64_t first = std::min(start - 1, size);
    const std::int64_t last = std::clamp<std::int64_t>(first + length, 0, size);
    call.give(std::string_view(joined(parts, 0, static_cast<std::size_t>(first)) + part +
                               joined(parts, static_cast<std::size_t>(last), parts.size())));
}

/// What `left` and `right` mean by a number: that many, or all but as many.
std::size_t part_size(std::size_t size, std::int64_t number) {
    const auto all = static_cast<std::int64_t>(size);
    return static_cast<std::size_t>(
        std::clamp<std::int64_t>(number < 0 ? all + number : number, 0, all));
}

void left_part(FunctionCall& call) {
    const std::string source = call.text(0);
    const std::vector<std::string_view> parts = characters(source);
    call.give(std::string_view(joined(parts, 0, part_size(parts.size(), call.integer(1)))));
}

void right_part(FunctionCall& call) {
    const std::string source = call.text(0);
    const std::vector<std::string_view> parts = characters(source);
    const std::size_t count = part_size(parts.size(), call.integer(1));
    call.give(std::string_view(joined(parts, parts.size() - count, parts.size())));
}

std::string padding(std::string_view fill, std::size_t count) {
    const std::vector<std::string_view> parts = characters(fill);
    std::string text;
    for (std::size_t index = 0; index < count && !parts.empty(); ++index) {
        text.append(parts[index % parts.size()]);
    }
    return text;
}

void pad(FunctionCall& call, bool left) {
    const std::string source = call.text(0);
    const std::vector<std::string_view> parts = characters(source);
    const auto size =
        static_cast<std::size_t>(std::clamp<std::int64_t>(call.integer(1), 0, kLongestText));
    if (parts.size() >= size) {
        call.give(std::string_view(joined(parts, 0, size)));
        return;
    }
    const std::string fill = padding(call.size() > 2 ? call.text(2) : " ", size - parts.size());
    call.give(std::string_view(left ? fill + source : source + fill));
}

void pad_left(FunctionCall& call) {
    pad(call, true);
}

void pad_right(FunctionCall& call) {
    pad(call, false);
}

void repeat(FunctionCall& call) {
    const std::string part = call.text(0);
    const std::int64_t count = std::max<std::int64_t>(call.integer(1), 0);
    if (count > kLongestText || count * static_cast<std::int64_t>(part.size()) > kLongestText) {
        undecided("'repeat' makes a text that is too long for a replay");
    }
    std::string text;
    for (std::int64_t index = 0; index < count && !part.empty(); ++index) {
        text += part;
    }
    call.give(std::string_view(text));
}

void reverse(FunctionCall& call) {
    const std::string source = call.text(0);
    std::vector<std::string_view> parts = characters(source);
    std::ranges::reverse(parts);
    call.give(std::string_view(joined(parts, 0, parts.size())));
}

void split_part(FunctionCall& call) {
    const std::string source = call.text(0);
    const std::string separator = call.text(1);
    const std::int64_t number = call.integer(2);
    if (number == 0) {
        refuse("field position must not be zero", condition::kInvalidParameterValue);
    }
    std::vector<std::string> parts;
    std::size_t at = 0;
    for (std::size_t next = 0;
         !separator.empty() && (next = source.find(separator, at)) != std::string::npos;
         at = next + separator.size()) {
        parts.push_back(source.substr(at, next - at));
    }
    parts.push_back(source.substr(at));
    const auto count = static_cast<std::int64_t>(parts.size());
    const std::int64_t index = number > 0 ? number - 1 : count + number;
    call.give(std::string_view(index >= 0 && index < count ? parts[static_cast<std::size_t>(index)]
                                                           : ""));
}

void starts_with(FunctionCall& call) {
    call.give(call.text(0).starts_with(call.text(1)));
}

void to_hex(FunctionCall& call) {
    const std::int64_t number = call.integer(0);
    call.give(std::string_view(fmt::format("{:x}", static_cast<std::uint64_t>(number))));
}

void name_text(FunctionCall& call) {
    call.give(std::string_view(truncate_name(call.text(0))));
}

void like_escape(FunctionCall& call) {
    const std::string escape = call.text(1);
    if (escape.size() > 1) {
        undecided("a LIKE pattern with such an escape is not replayed");
    }
    std::string pattern;
    const std::string source = call.text(0);
    for (std::size_t at = 0; at < source.size(); ++at) {
        if (source[at] == '\\' && escape != "\\") {
            pattern += "\\\\";
        } else if (!escape.empty() && source[at] == escape[0] && at + 1 < source.size()) {
            pattern += '\\';
            pattern += source[++at];
        } else {
            pattern += source[at];
        }
    }
    call.give(std::string_view(pattern));
}

constexpr std::array kFunctions{
    ScalarFunction{"pg_lower", true, lower_text},
    ScalarFunction{"pg_upper", true, upper_text},
    ScalarFunction{"pg_initcap", true, initcap},
    ScalarFunction{"pg_bytes", true, bytes},
    ScalarFunction{"pg_length", true, text_length},
    ScalarFunction{"pg_position", true, text_position},
    ScalarFunction{"pg_btrim", true, trim_both},
    ScalarFunction{"pg_ltrim", true, trim_left},
    ScalarFunction{"pg_rtrim", true, trim_right},
    ScalarFunction{"pg_counted", true, counted},
    ScalarFunction{"pg_replace", true, replace_text},
    ScalarFunction{"pg_translate", true, translate},
    ScalarFunction{"pg_substring", true, substring},
    ScalarFunction{"pg_overlay", true, overlay},
    ScalarFunction{"pg_left", true, left_part},
    ScalarFunction{"pg_right", true, right_part},
    ScalarFunction{"pg_lpad", true, pad_left},
    ScalarFunction{"pg_rpad", true, pad_right},
    ScalarFunction{"pg_repeat", true, repeat},
    ScalarFunction{"pg_reverse", true, reverse},
    ScalarFunction{"pg_split_part", true, split_part},
    ScalarFunction{"pg_starts_with", true, starts_with},
    ScalarFunction{"pg_to_hex", true, to_hex},
    ScalarFunction{"pg_name", true, name_text},
    ScalarFunction{"pg_like_escape", true, like_escape},
};

}  // namespace

std::span<const ScalarFunction> text_functions() {
    return kFunctions;
}

}  // namespace erdmark::dialect::postgres
