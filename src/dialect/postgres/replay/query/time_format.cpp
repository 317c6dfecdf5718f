#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "base/text.h"
#include "dialect/postgres/expression_type.h"
#include "dialect/postgres/replay/query/functions.h"
#include "dialect/postgres/replay/query/time.h"
#include "dialect/postgres/replay/query/translator.h"
#include "dialect/postgres/word_list.h"

// What `to_char` makes of a time or a whole number, as src/backend/utils/adt/formatting.c has it.

namespace erdmark::dialect::postgres {

namespace {

constexpr std::array<std::string_view, 12> kMonthNames{
    "January", "February", "March",     "April",   "May",      "June",
    "July",    "August",   "September", "October", "November", "December"};

constexpr std::array<std::string_view, 7> kDayNames{"Sunday",   "Monday", "Tuesday", "Wednesday",
                                                    "Thursday", "Friday", "Saturday"};

constexpr std::array<std::string_view, 12> kRomanMonths{"I",   "II",   "III", "IV", "V",  "VI",
                                                        "VII", "VIII", "IX",  "X",  "XI", "XII"};

/// A time on its way into a text.
struct FormattedTime {
    TimePoint time = 0;
    CivilTime parts;
    bool has_zone = false;

    std::int64_t seconds() const { return parts.in_day / kSecond; }
    std::int64_t microseconds() const { return parts.in_day % kSecond; }
};

/// A piece of a template: a number of at least so many digits, or a word padded to so many letters.
struct PieceText {
    std::string text;
    std::size_t width = 0;
    bool is_number = false;
};

PieceText number_piece(std::int64_t number, std::size_t width) {
    return {.text = std::to_string(number), .width = width, .is_number = true};
}

std::string upper_case_of(std::string_view text) {
    std::string upper(text);
    std::ranges::transform(upper, upper.begin(), [](char c) {
        return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    });
    return upper;
}

/// A name in the case of its word in the template: `MONTH`, `Month`, `month`.
std::string cased_like(std::string_view word, std::string_view name) {
    if (word[0] >= 'a' && word[0] <= 'z') {
        return to_lower(name);
    }
    return word[1] >= 'a' && word[1] <= 'z' ? std::string(name) : upper_case_of(name);
}

PieceText name_piece(std::string_view word, const FormattedTime& time) {
    constexpr std::size_t kLongestName = 9;
    const std::string lower = to_lower(word);
    const bool is_month = lower.starts_with("mon");
    const std::string_view name = is_month
                                      ? kMonthNames.at(time.parts.month - 1)
                                      : kDayNames.at(static_cast<std::size_t>(weekday(time.time)));
    if (lower == "mon" || lower == "dy") {
        return {.text = cased_like(word, name.substr(0, 3))};
    }
    return {.text = cased_like(word, name), .width = kLongestName};
}

PieceText half_of_day(std::string_view word, const FormattedTime& time) {
    const bool has_dots = word.size() > 2;
    const bool is_late = time.seconds() / 3600 >= 12;
    const std::string_view text = is_late ? (has_dots ? "P.M." : "PM") : (has_dots ? "A.M." : "AM");
    return {.text = word[0] >= 'a' ? to_lower(text) : std::string(text)};
}

PieceText clock_piece(std::string_view lower, const FormattedTime& time) {
    const std::int64_t hour = time.seconds() / 3600;
    if (lower == "hh24") {
        return number_piece(hour, 2);
    }
    if (lower == "hh" || lower == "hh12") {
        return number_piece(hour % 12 == 0 ? 12 : hour % 12, 2);
    }
    if (lower == "mi") {
        return number_piece(time.seconds() / 60 % 60, 2);
    }
    if (lower == "ss") {
        return number_piece(time.seconds() % 60, 2);
    }
    if (lower == "ms" || lower == "ff3") {
        return {.text = fmt::format("{:03}", time.microseconds() / 1000), .is_number = true};
    }
    if (lower == "us" || lower == "ff6") {
        return {.text = fmt::format("{:06}", time.microseconds()), .is_number = true};
    }
    return number_piece(time.seconds(), 0);
}

PieceText day_piece(std::string_view lower, const FormattedTime& time) {
    if (lower == "dd") {
        return number_piece(time.parts.day, 2);
    }
    if (lower == "ddd") {
        return number_piece(day_of_year(time.time), 3);
    }
    if (lower == "d") {
        return number_piece(weekday(time.time) + 1, 0);
    }
    if (lower == "id") {
        return number_piece((weekday(time.time) + 6) % 7 + 1, 0);
    }
    if (lower == "ww") {
        return number_piece((day_of_year(time.time) - 1) / 7 + 1, 2);
    }
    if (lower == "iw") {
        return number_piece(iso_week(time.time), 2);
    }
    return number_piece((time.parts.day - 1) / 7 + 1, 0);
}

/// `YYYY`, `IY`, `Y,YYY`.
PieceText year_piece(std::string_view lower, const FormattedTime& time) {
    const bool is_iso = lower[0] == 'i';
    const std::int64_t year = is_iso ? iso_year(time.time) : time.parts.year;
    if (lower.find(',') != std::string_view::npos) {
        return {.text = fmt::format("{},{:03}", year / 1000, year % 1000), .is_number = true};
    }
    const std::size_t digits = lower.size();
    constexpr std::array<std::int64_t, 5> kCuts{0, 10, 100, 1000, 1'000'000};
    return number_piece(year % kCuts.at(digits), digits);
}

PieceText month_piece(std::string_view word, std::string_view lower, const FormattedTime& time) {
    if (lower == "mm") {
        return number_piece(time.parts.month, 2);
    }
    if (lower == "q") {
        return number_piece((time.parts.month + 2) / 3, 0);
    }
    if (lower == "cc") {
        return number_piece((time.parts.year - 1) / 100 + 1, 2);
    }
    constexpr std::size_t kLongestRoman = 4;
    return {.text = cased_like(std::string(2, word[0]), kRomanMonths.at(time.parts.month - 1)),
            .width = kLongestRoman};
}

PieceText zone_piece(std::string_view word, std::string_view lower, const FormattedTime& time) {
    if (lower == "tz") {
        return {.text = time.has_zone ? cased_like(word, "UTC") : ""};
    }
    return {.text = lower == "tzm" ? "00" : "+00"};
}

PieceText era_piece(std::string_view word, std::string_view lower) {
    const std::string_view era = lower.size() > 2 ? "A.D." : "AD";
    return {.text = word[0] >= 'a' ? to_lower(era) : std::string(era)};
}

// Longer words first: the first that fits is taken. Those that differ only in their case stand in
// all forms that the server knows.
constexpr std::array<std::string_view, 107> kTemplateWords{
    "A.D.",  "A.M.", "AD",    "AM",   "B.C.", "BC",    "CC",   "DAY",   "DDD",   "DD",   "DY",
    "Day",   "Dy",   "D",     "FF3",  "FF6",  "FX",    "HH24", "HH12",  "HH",    "IDDD", "ID",
    "IW",    "IYYY", "IYY",   "IY",   "I",    "J",     "MI",   "MM",    "MONTH", "MON",  "MS",
    "Month", "Mon",  "OF",    "P.M.", "PM",   "Q",     "RM",   "SSSSS", "SSSS",  "SS",   "TZH",
    "TZM",   "TZ",   "US",    "WW",   "W",    "Y,YYY", "YYYY", "YYY",   "YY",    "Y",    "a.d.",
    "a.m.",  "ad",   "am",    "b.c.", "bc",   "cc",    "day",  "ddd",   "dd",    "dy",   "d",
    "ff3",   "ff6",  "fx",    "hh24", "hh12", "hh",    "iddd", "id",    "iw",    "iyyy", "iyy",
    "iy",    "i",    "j",     "mi",   "mm",   "month", "mon",  "ms",    "of",    "p.m.", "pm",
    "q",     "rm",   "sssss", "ssss", "ss",   "tzh",   "tzm",  "tz",    "us",    "ww",   "w",
    "y,yyy", "yyyy", "yyy",   "yy",   "y",    "FF",    "TM",   "tm"};

PieceText piece_of(std::string_view word, const FormattedTime& time) {
    const std::string lower = to_lower(word);
    if (has_word("month mon day dy", lower)) {
        return name_piece(word, time);
    }
    if (has_word("am pm a.m. p.m.", lower)) {
        return half_of_day(word, time);
    }
    if (has_word("hh24 hh12 hh mi ss ms us ff3 ff6 ssss sssss", lower)) {
        return clock_piece(lower, time);
    }
    if (has_word("dd ddd d id ww iw w", lower)) {
        return day_piece(lower, time);
    }
    if (has_word("yyyy yyy yy y y,yyy iyyy iyy iy i", lower)) {
        return year_piece(lower, time);
    }
    if (has_word("mm q cc rm", lower)) {
        return month_piece(word, lower, time);
    }
    if (has_word("tz tzh tzm of", lower)) {
        return zone_piece(word, lower, time);
    }
    if (has_word("ad bc a.d. b.c.", lower)) {
        return era_piece(word, lower);
    }
    undecided(fmt::format("the pattern '{}' of 'to_char' is not replayed", word));
}

/// The English ending of an ordinal number.
std::string_view ordinal_ending(std::string_view number) {
    const bool is_teen = number.size() > 1 && number[number.size() - 2] == '1';
    switch (is_teen ? '0' : number.back()) {
        case '1':
            return "st";
        case '2':
            return "nd";
        case '3':
            return "rd";
        default:
            return "th";
    }
}

class TimeTemplate {
public:
    TimeTemplate(std::string_view pattern, const FormattedTime& time)
        : pattern_(pattern), time_(time) {}

    std::string text() {
        while (at_ < pattern_.size()) {
            const bool fills = !take("FM") && !take("fm");
            if (at_ >= pattern_.size()) {
                break;
            }
            const std::string_view rest = pattern_.substr(at_);
            const auto* const word = std::ranges::find_if(
                kTemplateWords, [&](std::string_view each) { return rest.starts_with(each); });
            if (word != kTemplateWords.end()) {
                at_ += word->size();
                add_piece(piece_of(*word, time_), fills);
            } else if (rest[0] == '"') {
                add_quoted();
            } else {
                at_ += rest.starts_with("\\\"") ? 1 : 0;
                text_ += pattern_[at_++];
            }
        }
        return std::move(text_);
    }

private:
    bool take(std::string_view word) {
        const bool is_there = pattern_.substr(at_).starts_with(word);
        at_ += is_there ? word.size() : 0;
        return is_there;
    }

    void add_piece(const PieceText& piece, bool fills) {
        std::string text = piece.text;
        if (fills && text.size() < piece.width) {
            const std::size_t missing = piece.width - text.size();
            text.insert(piece.is_number ? 0 : text.size(), missing, piece.is_number ? '0' : ' ');
        }
        text_ += text;
        if (take("SP") || take("sp")) {
            undecided("numbers spelled by 'to_char' are not replayed");
        }
        const bool is_upper = take("TH");
        if (piece.is_number && (is_upper || take("th"))) {
            const std::string_view ending = ordinal_ending(text);
            text_ += is_upper ? upper_case_of(ending) : std::string(ending);
        }
    }

    /// A backslash keeps the character behind it.
    void add_quoted() {
        for (++at_; at_ < pattern_.size() && pattern_[at_] != '"'; ++at_) {
            at_ += pattern_[at_] == '\\' && at_ + 1 < pattern_.size() ? 1 : 0;
            text_ += pattern_[at_];
        }
        at_ += at_ < pattern_.size() ? 1 : 0;
    }

    std::string_view pattern_;
    const FormattedTime& time_;
    std::size_t at_ = 0;
    std::string text_;
};

/// A whole number by a template of `0` and `9`: from the first `0` on there are zeros in front.
std::string formatted_number(const std::string& number, std::string_view pattern) {
    const bool fills = !pattern.starts_with("FM") && !pattern.starts_with("fm");
    const std::string_view digits = pattern.substr(fills ? 0 : 2);
    constexpr std::size_t kMostDigits = 18;
    if (digits.empty() || digits.size() > kMostDigits ||
        digits.find_first_not_of("09") != std::string_view::npos) {
        undecided(fmt::format("the template '{}' of 'to_char' is not replayed", pattern));
    }
    const bool is_negative = number.starts_with('-');
    std::string text = number.substr(is_negative ? 1 : 0);
    if (text.size() > digits.size()) {
        text.assign(digits.size(), '#');
    }
    const std::size_t zeros = digits.size() - std::min(digits.find('0'), digits.size());
    if (text.size() < zeros) {
        text.insert(0, zeros - text.size(), '0');
    }
    text.insert(0, is_negative ? "-" : fills ? " " : "");
    const std::size_t width = digits.size() + 1;
    return fills && text.size() < width ? std::string(width - text.size(), ' ') + text : text;
}

void to_char(FunctionCall& call) {
    const std::string type = call.text(2);
    if (is_integer_type(type)) {
        call.give(std::string_view(formatted_number(call.text(0), call.text(1))));
        return;
    }
    if (type != "date" && !type.starts_with("timestamp")) {
        undecided(fmt::format("'to_char' of a value of type '{}' is not replayed", type));
    }
    FormattedTime time{.time = parse_time(call.text(0)),
                       .has_zone = !type.ends_with("without time zone")};
    time.parts = civil(time.time);
    const std::string pattern = call.text(1);
    call.give(std::string_view(TimeTemplate(pattern, time).text()));
}

constexpr std::array kTimeFormatFunctions{
    ScalarFunction{"pg_to_char", true, to_char},
};

}  // namespace

std::span<const ScalarFunction> time_format_functions() {
    return kTimeFormatFunctions;
}

}  // namespace erdmark::dialect::postgres
