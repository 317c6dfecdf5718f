#include "dialect/postgres/replay/query/pattern.h"

#include <algorithm>

#include <fmt/format.h>

#include "dialect/postgres/literal/characters.h"
#include "dialect/postgres/replay/query/translator.h"

namespace erdmark::dialect::postgres {

namespace {

constexpr std::size_t kLongestPattern = 1000;
constexpr int kMostRepetitions = 1000;
constexpr std::size_t kLongestSearched = 10'000;
constexpr std::size_t kStepsOfPattern = 10;  // To compile a byte of it.
constexpr std::size_t kComparisonsOfStep = 16;

[[noreturn]] void refuse_pattern(std::string_view pattern) {
    undecided(fmt::format("the pattern '{}' is of a kind that is not replayed", pattern));
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

    /// How often the C library writes a part of the pattern down at most.
    std::size_t repetitions() const { return static_cast<std::size_t>(repetitions_); }

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

}  // namespace

Pattern::Pattern(QueryDatabase& database, const std::string& pattern, bool ignores_case)
    : database_(database) {
    PatternReader reader(pattern);
    const std::string text = reader.read();
    database_.spend_in_query(text.size() * (kStepsOfPattern + reader.repetitions()));
    const int flags = REG_EXTENDED | (ignores_case ? REG_ICASE : 0);
    if (regcomp(&compiled_, text.c_str(), flags) != 0) {
        refuse_pattern(pattern);
    }
}

bool Pattern::find(const std::string& text, std::size_t start, PatternMatches& matches) const {
    if (text.size() > kLongestSearched) {
        undecided("a pattern on so long a text is not replayed");
    }
    if (start == 0 && (!is_ascii(text) || text.find('\0') != std::string::npos)) {
        undecided("a pattern on text beyond ASCII is not replayed");
    }
    const int flags = start > 0 ? REG_NOTBOL : 0;
    const std::size_t rest = text.size() - start;
    matches[0] = {.rm_so = static_cast<regoff_t>(start),
                  .rm_eo = static_cast<regoff_t>(text.size())};
    const bool is_found = regexec(&compiled_, text.c_str(), matches.size(), matches.data(),
                                  flags | REG_STARTEND) == 0;
    // From each place that it tries, the C library may read to the end of the text.
    const std::size_t tried =
        is_found ? static_cast<std::size_t>(matches[0].rm_so) - start + 1 : rest;
    database_.spend_in_query(rest / kComparisonsOfStep + tried * rest / kComparisonsOfStep);
    return is_found;
}

}  // namespace erdmark::dialect::postgres
