#include <algorithm>
#include <array>
#include <memory>

#include <fmt/format.h>
#include <regex.h>

#include "base/text.h"
#include "dialect/postgres/replay/query/functions.h"
#include "dialect/postgres/replay/query/translator.h"

namespace erdmark::dialect::postgres {

namespace {

constexpr std::size_t kLongestPattern = 1000;
constexpr std::size_t kLongestResult = 1'000'000;
constexpr int kMostRepetitions = 1000;

[[noreturn]] void refuse_pattern(std::string_view pattern) {
    undecided(fmt::format("the pattern '{}' is of a kind that is not replayed", pattern));
}

bool is_ascii(std::string_view text) {
    return std::ranges::all_of(text,
                               [](char c) { return (static_cast<unsigned char>(c) & 0x80U) == 0; });
}

/// PostgreSQL's advanced expressions as the extended ones of POSIX, of which they are a superset.
class PatternReader {
public:
    explicit PatternReader(std::string_view pattern) : pattern_(pattern) {}

    std::string read() {
        if (pattern_.size() > kLongestPattern || !is_ascii(pattern_) ||
            pattern_.starts_with("***") || pattern_.starts_with("(?")) {
            refuse_pattern(pattern_);
        }
        while (at_ < pattern_.size()) {
            step();
        }
        return std::move(text_);
    }

private:
    void step() {
        switch (pattern_[at_]) {
            case '\\':
                read_escape();
                return;
            case '[':
                read_bracket();
                return;
            case '{':
                read_bound();
                return;
            case '(':
            case '*':
            case '+':
            case '?':
                // It would mean the shortest match, or a group of another kind.
                if (at_ + 1 < pattern_.size() && pattern_[at_ + 1] == '?') {
                    refuse_pattern(pattern_);
                }
                break;
            default:
                break;
        }
        text_ += pattern_[at_++];
    }

    void read_escape() {
        const char c = at_ + 1 < pattern_.size() ? pattern_[at_ + 1] : '\0';
        at_ += 2;
        switch (c) {
            case 'd':
                text_ += "[0-9]";
                return;
            case 'D':
                text_ += "[^0-9]";
                return;
            case 'w':
                text_ += "[[:alnum:]_]";
                return;
            case 'W':
                text_ += "[^[:alnum:]_]";
                return;
            case 's':
                text_ += "[[:space:]]";
                return;
            case 'S':
                text_ += "[^[:space:]]";
                return;
            case 'm':
                text_ += "\\<";
                return;
            case 'M':
                text_ += "\\>";
                return;
            case 'y':
                text_ += "\\b";
                return;
            default:
                break;
        }
        const bool is_word =
            (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '\0';
        if (is_word) {
            refuse_pattern(pattern_);
        }
        text_ += '\\';
        text_ += c;
    }

    void read_bracket() {
        const std::size_t start = at_++;
        at_ += at_ < pattern_.size() && pattern_[at_] == '^' ? 1 : 0;
        at_ += at_ < pattern_.size() && pattern_[at_] == ']' ? 1 : 0;
        for (; at_ < pattern_.size() && pattern_[at_] != ']'; ++at_) {
            if (pattern_[at_] == '\\') {
                refuse_pattern(pattern_);
            }
            if (pattern_.substr(at_, 2) == "[:") {
                at_ = std::min(pattern_.find(":]", at_), pattern_.size() - 1) + 1;
            }
        }
        if (at_ >= pattern_.size()) {
            refuse_pattern(pattern_);
        }
        text_ += pattern_.substr(start, ++at_ - start);
    }

    /// The C library takes memory for each repetition, and for all of them when they are nested.
    void read_bound() {
        int number = 0;
        text_ += pattern_[at_++];
        for (; at_ < pattern_.size() && pattern_[at_] != '}'; ++at_) {
            const char c = pattern_[at_];
            number = c == ',' ? 0 : number * 10 + (c - '0');
            if (number < 0 || number > 255) {
                refuse_pattern(pattern_);
            }
            text_ += c;
        }
        repetitions_ *= std::max(number, 1);
        if (repetitions_ > kMostRepetitions ||
            (at_ + 1 < pattern_.size() && pattern_[at_ + 1] == '?')) {
            refuse_pattern(pattern_);
        }
    }

    std::string_view pattern_;
    std::size_t at_ = 0;
    int repetitions_ = 1;
    std::string text_;
};

/// A pattern that is ready to be looked for.
class Pattern {
public:
    Pattern(const std::string& pattern, bool ignores_case) {
        const std::string text = PatternReader(pattern).read();
        const int flags = REG_EXTENDED | (ignores_case ? REG_ICASE : 0);
        if (regcomp(&compiled_, text.c_str(), flags) != 0) {
            refuse_pattern(pattern);
        }
    }
    ~Pattern() { regfree(&compiled_); }
    Pattern(const Pattern&) = delete;
    Pattern& operator=(const Pattern&) = delete;

    std::size_t groups() const { return compiled_.re_nsub; }

    /// Finds the pattern from `start` on; the matches of the groups, the whole first.
    bool find(const std::string& text, std::size_t start,
              std::array<regmatch_t, 10>& matches) const {
        if (!is_ascii(text) || text.find('\0') != std::string::npos) {
            undecided("a pattern on text beyond ASCII is not replayed");
        }
        const int flags = start > 0 ? REG_NOTBOL : 0;
        if (regexec(&compiled_, text.c_str() + start, matches.size(), matches.data(), flags) != 0) {
            return false;
        }
        for (regmatch_t& match : matches) {
            if (match.rm_so >= 0) {
                match.rm_so += static_cast<regoff_t>(start);
                match.rm_eo += static_cast<regoff_t>(start);
            }
        }
        return true;
    }

private:
    regex_t compiled_{};
};

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
    std::array<regmatch_t, 10> found{};
    call.give(Pattern(call.text(1), call.flag(2)).find(call.text(0), 0, found));
}

void regexp_like(FunctionCall& call) {
    std::array<regmatch_t, 10> found{};
    const bool ignores_case = read_options(call, 2).ignores_case;
    call.give(Pattern(call.text(1), ignores_case).find(call.text(0), 0, found));
}

/// `substring(x from pattern)`: what the first group matches, or the whole.
void regexp_substring(FunctionCall& call) {
    const Pattern pattern(call.text(1), false);
    const std::string text = call.text(0);
    std::array<regmatch_t, 10> found{};
    const std::size_t group = pattern.groups() > 0 ? 1 : 0;
    if (!pattern.find(text, 0, found) || found.at(group).rm_so < 0) {
        call.give_null();
        return;
    }
    call.give(std::string_view(part(text, found.at(group))));
}

/// What a match is replaced by: `\1`, `\&`, `\\`.
std::string replacement(const std::string& text, const std::string& replacement,
                        const std::array<regmatch_t, 10>& found) {
    std::string result;
    for (std::size_t at = 0; at < replacement.size(); ++at) {
        const char next = at + 1 < replacement.size() ? replacement[at + 1] : '\0';
        if (replacement[at] != '\\' || next == '\0') {
            result += replacement[at];
            continue;
        }
        ++at;
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
    const Pattern pattern(call.text(1), options.ignores_case);
    const std::string text = call.text(0);
    std::string result;
    std::size_t at = 0;
    std::array<regmatch_t, 10> found{};
    while (at <= text.size() && pattern.find(text, at, found)) {
        const auto start = static_cast<std::size_t>(found[0].rm_so);
        const auto end = static_cast<std::size_t>(found[0].rm_eo);
        result += text.substr(at, start - at) + replacement(text, call.text(2), found);
        if (result.size() > kLongestResult) {
            undecided("'regexp_replace' makes a text that is too long for a replay");
        }
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
                       const std::array<regmatch_t, 10>& found) {
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
    const Pattern pattern(call.text(1), read_options(call, 2).ignores_case);
    const std::string text = call.text(0);
    std::array<regmatch_t, 10> found{};
    if (!pattern.find(text, 0, found)) {
        call.give_null();
        return;
    }
    call.give(std::string_view(match_text(pattern, text, found)));
}

void regexp_matches(FunctionCall& call) {
    const Options options = read_options(call, 2);
    const Pattern pattern(call.text(1), options.ignores_case);
    const std::string text = call.text(0);
    std::vector<std::optional<std::string>> matches;
    std::array<regmatch_t, 10> found{};
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
    const Pattern pattern(call.text(1), read_options(call, 2).ignores_case);
    const std::string text = call.text(0);
    std::vector<std::optional<std::string>> parts;
    std::size_t from = 0;
    std::size_t at = 0;
    std::array<regmatch_t, 10> found{};
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
    LikeSearch(std::string_view text, std::string_view pattern) : text_(text), pattern_(pattern) {}

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
        resume_ += decode_utf8(text_, resume_).length;
        at_ = resume_;
        in_pattern_ = *after_percent_;
        return true;
    }

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
    call.give(LikeSearch(text, pattern).run());
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
