#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "base/text.h"
#include "dialect/postgres/literal/characters.h"
#include "dialect/postgres/replay/query/functions.h"
#include "dialect/postgres/replay/query/pattern.h"
#include "dialect/postgres/replay/query/translator.h"

namespace erdmark::dialect::postgres {

namespace {

std::string part(const std::string& text, const regmatch_t& match) {
    return match.rm_so < 0 ? ""
                           : text.substr(static_cast<std::size_t>(match.rm_so),
                                         static_cast<std::size_t>(match.rm_eo - match.rm_so));
}

struct Options {
    bool all = false;
    bool ignores_case = false;
};

Options read_options(const FunctionCall& call, std::size_t index) {
    Options options;
    for (const char c : call.text(index)) {
        if (c != 'g' && c != 'i' && c != 'c') {
            undecided(fmt::format("the option '{}' of a pattern is not replayed", c));
        }
        options.all = options.all || c == 'g';
        options.ignores_case = c == 'i' || (options.ignores_case && c != 'c');
    }
    return options;
}

void matches(FunctionCall& call) {
    PatternMatches found{};
    call.give(Pattern(call.database(), call.text(1), call.flag(2)).find(call.text(0), 0, found));
}

void regexp_like(FunctionCall& call) {
    PatternMatches found{};
    const bool ignores_case = read_options(call, 2).ignores_case;
    call.give(Pattern(call.database(), call.text(1), ignores_case).find(call.text(0), 0, found));
}

/// `substring(x from pattern)`: what the first group matches, or the whole.
void regexp_substring(FunctionCall& call) {
    const Pattern pattern(call.database(), call.text(1), false);
    const std::string text = call.text(0);
    PatternMatches found{};
    const std::size_t group = pattern.groups() > 0 ? 1 : 0;
    if (!pattern.find(text, 0, found) || found.at(group).rm_so < 0) {
        call.give_null();
        return;
    }
    call.give(std::string_view(part(text, found.at(group))));
}

/// What a match is replaced by: `\1`, `\&`, `\\`.
std::string replacement(const std::string& text, const std::string& replacement,
                        const PatternMatches& found) {
    std::string result;
    for (std::size_t at = 0; at < replacement.size(); ++at) {
        const char next = at + 1 < replacement.size() ? replacement[at + 1] : '\0';
        if (replacement[at] != '\\' || next == '\0') {
            result += replacement[at];
            continue;
        }
        ++at;
        require_length(result.size(), "regexp_replace");
        if (next >= '1' && next <= '9') {
            result += part(text, found.at(static_cast<std::size_t>(next - '0')));
        } else if (next == '&') {
            result += part(text, found[0]);
        } else if (next == '\\') {
            result += '\\';
        } else {
            result += '\\';
            result += next;
        }
    }
    return result;
}

void regexp_replace(FunctionCall& call) {
    const Options options = read_options(call, 3);
    const Pattern pattern(call.database(), call.text(1), options.ignores_case);
    const std::string text = call.text(0);
    const std::string to = call.text(2);
    std::string result;
    std::size_t at = 0;
    PatternMatches found{};
    while (at <= text.size() && pattern.find(text, at, found)) {
        const auto start = static_cast<std::size_t>(found[0].rm_so);
        const auto end = static_cast<std::size_t>(found[0].rm_eo);
        call.database().spend_in_query(to.size() / kBytesOfStep);
        result += text.substr(at, start - at) + replacement(text, to, found);
        require_length(result.size(), "regexp_replace");
        at = end;
        if (start == end) {
            result += at < text.size() ? text.substr(at, 1) : "";
            ++at;
        }
        if (!options.all) {
            break;
        }
    }
    result += at < text.size() ? text.substr(at) : "";
    call.give(std::string_view(result));
}

/// The groups of a match, or the whole where there are none, as an array.
std::string match_text(const Pattern& pattern, const std::string& text,
                       const PatternMatches& found) {
    std::vector<std::optional<std::string>> parts;
    const std::size_t groups = pattern.groups();
    for (std::size_t group = groups > 0 ? 1 : 0; group <= groups && group < found.size(); ++group) {
        parts.push_back(found.at(group).rm_so < 0
                            ? std::optional<std::string>()
                            : std::optional<std::string>(part(text, found.at(group))));
    }
    return array_text(parts);
}

void regexp_match(FunctionCall& call) {
    const Pattern pattern(call.database(), call.text(1), read_options(call, 2).ignores_case);
    const std::string text = call.text(0);
    PatternMatches found{};
    if (!pattern.find(text, 0, found)) {
        call.give_null();
        return;
    }
    call.give(std::string_view(match_text(pattern, text, found)));
}

void regexp_matches(FunctionCall& call) {
    const Options options = read_options(call, 2);
    const Pattern pattern(call.database(), call.text(1), options.ignores_case);
    const std::string text = call.text(0);
    std::vector<std::optional<std::string>> matches;
    PatternMatches found{};
    for (std::size_t at = 0; at <= text.size() && pattern.find(text, at, found);) {
        matches.emplace_back(match_text(pattern, text, found));
        const bool is_empty = found[0].rm_so == found[0].rm_eo;
        at = static_cast<std::size_t>(found[0].rm_eo) + (is_empty ? 1 : 0);
        if (!options.all) {
            break;
        }
    }
    call.give(std::string_view(json_elements(matches, 's')));
}

void regexp_split(FunctionCall& call) {
    const Pattern pattern(call.database(), call.text(1), read_options(call, 2).ignores_case);
    const std::string text = call.text(0);
    std::vector<std::optional<std::string>> parts;
    std::size_t from = 0;
    std::size_t at = 0;
    PatternMatches found{};
    while (at < text.size() && pattern.find(text, at, found)) {
        const auto start = static_cast<std::size_t>(found[0].rm_so);
        const auto end = static_cast<std::size_t>(found[0].rm_eo);
        const bool is_empty = start == end;
        // An empty match parts nothing at the ends of the text, nor right behind another one.
        if (!is_empty || (start > from && start < text.size())) {
            parts.emplace_back(text.substr(from, start - from));
            from = end;
        }
        at = end + (is_empty ? 1 : 0);
    }
    parts.emplace_back(text.substr(from));
    call.give(std::string_view(array_text(parts)));
}

/// LIKE, with a backslash as the escape: a greedy search that goes back to the last `%` only.
class LikeSearch {
public:
    LikeSearch(QueryDatabase& database, std::string_view text, std::string_view pattern)
        : database_(database), text_(text), pattern_(pattern) {}

    bool run() {
        while (at_ < text_.size()) {
            if (!step() && !go_back()) {
                return false;
            }
        }
        return pattern_.find_first_not_of('%', std::min(in_pattern_, pattern_.size())) ==
               std::string_view::npos;
    }

private:
    /// Goes over one item of the pattern, if it fits.
    bool step() {
        if (in_pattern_ >= pattern_.size()) {
            return false;
        }
        const char c = pattern_[in_pattern_];
        if (c == '%') {
            after_percent_ = ++in_pattern_;
            resume_ = at_;
            return true;
        }
        if (c == '_') {
            at_ += decode_utf8(text_, at_).length;
            ++in_pattern_;
            return true;
        }
        const bool is_escaped = c == '\\' && in_pattern_ + 1 < pattern_.size();
        if ((is_escaped ? pattern_[in_pattern_ + 1] : c) != text_[at_]) {
            return false;
        }
        in_pattern_ += is_escaped ? 2 : 1;
        ++at_;
        return true;
    }

    /// Lets the last `%` stand for one character more.
    bool go_back() {
        if (!after_percent_) {
            return false;
        }
        database_.spend_in_query((at_ - resume_) / kBytesOfStep);
        resume_ += decode_utf8(text_, resume_).length;
        at_ = resume_;
        in_pattern_ = *after_percent_;
        return true;
    }

    QueryDatabase& database_;
    std::string_view text_;
    std::string_view pattern_;
    std::size_t at_ = 0;
    std::size_t in_pattern_ = 0;
    std::optional<std::size_t> after_percent_;
    std::size_t resume_ = 0;
};

void like(FunctionCall& call) {
    std::string text = call.text(0);
    std::string pattern = call.text(1);
    if (call.flag(2)) {
        if (!is_ascii(text) || !is_ascii(pattern)) {
            undecided("ILIKE on text beyond ASCII depends on the server's locale");
        }
        text = to_lower(text);
        pattern = to_lower(pattern);
    }
    call.give(LikeSearch(call.database(), text, pattern).run());
}

constexpr std::array kFunctions{
    ScalarFunction{"pg_matches", true, matches},
    ScalarFunction{"pg_regexp_like", true, regexp_like},
    ScalarFunction{"pg_regexp_replace", true, regexp_replace},
    ScalarFunction{"pg_regexp_match", true, regexp_match},
    ScalarFunction{"pg_regexp_matches", true, regexp_matches},
    ScalarFunction{"pg_regexp_substring", true, regexp_substring},
    ScalarFunction{"pg_regexp_split", true, regexp_split},
    ScalarFunction{"pg_like", true, like},
};

}  // namespace

std::span<const ScalarFunction> pattern_functions() {
    return kFunctions;
}

}  // namespace erdmark::dialect::postgres
