#include "dialect/postgres/literal/moment_reader.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cmath>
#include <string>
#include <vector>

#include "base/text.h"
#include "dialect/postgres/literal/characters.h"
#include "dialect/postgres/literal/interval_amount.h"
#include "dialect/postgres/word_list.h"

namespace erdmark::dialect::postgres {

namespace {

constexpr int kLastYear = 9999;

constexpr std::array<std::string_view, 12> kMonths{"january",   "february", "march",    "april",
                                                   "may",       "june",     "july",     "august",
                                                   "september", "october",  "november", "december"};

constexpr std::array<std::string_view, 18> kWeekdays{
    "fri",  "friday", "mon",      "monday", "sat",  "saturday", "sun", "sunday",    "thu",
    "thur", "thurs",  "thursday", "tue",    "tues", "tuesday",  "wed", "wednesday", "weds"};

constexpr std::array<std::string_view, 6> kUtc{"z", "utc", "gmt", "zulu", "uct", "ut"};

/// At most six digits.
std::optional<int> number_of(std::string_view digits) {
    constexpr std::size_t kMostDigits = 6;
    int number = 0;
    const char* const end = digits.data() + digits.size();
    const auto read = std::from_chars(digits.data(), end, number);
    const bool is_number = !digits.empty() && digits.size() <= kMostDigits && is_digit(digits[0]) &&
                           read.ec == std::errc() && read.ptr == end;
    return is_number ? std::optional(number) : std::nullopt;
}

/// The number of the month, 0 for a word that is none.
unsigned month_of(std::string_view word) {
    const std::string name = to_lower(word);
    for (unsigned month = 0; month < kMonths.size(); ++month) {
        if (name == kMonths.at(month) || name == kMonths.at(month).substr(0, 3)) {
            return month + 1;
        }
    }
    return name == "sept" ? 9 : 0;
}

bool is_weekday(std::string_view word) {
    return contains(kWeekdays, word);
}

std::optional<std::int64_t> microseconds_of(std::string_view seconds) {
    const std::size_t dot = std::min(seconds.find('.'), seconds.size());
    const std::optional<int> whole = number_of(seconds.substr(0, dot));
    if (!whole || *whole > 60 || dot > 2) {
        return std::nullopt;
    }
    double fraction = 0;
    if (dot + 1 < seconds.size()) {
        const char* const end = seconds.data() + seconds.size();
        const auto read = std::from_chars(seconds.data() + dot, end, fraction);
        if (read.ec != std::errc() || read.ptr != end) {
            return std::nullopt;
        }
    }
    return *whole * kSecond + std::llrint(fraction * static_cast<double>(kSecond));
}

/// The pieces of a text in their order.
class MomentReader {
public:
    MomentReader(std::string_view text, bool is_time) : text_(text), is_time_(is_time) {}

    std::optional<Moment> read() {
        while (at_ < text_.size()) {
            if (!take_piece()) {
                return std::nullopt;
            }
        }
        return take_written_date() && finish_date() && finish_time() ? std::optional(moment_)
                                                                     : std::nullopt;
    }

private:
    bool take_piece() {
        const char c = text_[at_];
        if (c == ' ' || c == '\t' || c == ',') {
            ++at_;
            return true;
        }
        if (is_letter(c)) {
            return take_word(to_lower(take_while(is_letter)));
        }
        if (is_digit(c)) {
            return take_number();
        }
        return (c == '+' || c == '-') && moment_.microseconds && take_zone();
    }

    bool take_word(const std::string& word) {
        if (word == "t" && moment_.date && !moment_.microseconds) {
            return at_ < text_.size() && is_digit(text_[at_]);
        }
        if (const unsigned month = month_of(word); month > 0 && month_ == 0) {
            month_ = month;
            return true;
        }
        if ((word == "am" || word == "pm") && !meridiem_) {
            meridiem_ = word[0];
            return true;
        }
        if ((word == "bc" || word == "ad") && !era_) {
            era_ = word[0];
            return true;
        }
        if (contains(kUtc, word) && !moment_.zone) {
            moment_.zone = 0;
            return true;
        }
        return is_weekday(word);
    }

    bool take_number() {
        const std::size_t start = at_;
        const std::string_view digits = take_while(is_digit);
        const char next = at_ < text_.size() ? text_[at_] : ' ';
        if (next == ':') {
            at_ = start;
            return take_time();
        }
        const bool has_more = at_ + 1 < text_.size();
        if (!moment_.date && has_more && (next == '-' || next == '/' || next == '.') &&
            digits.size() <= 5) {
            return take_date(digits, next);
        }
        return take_digits(digits, start);
    }

    /// `2020-1-2`, `1/2/2020`, `2020-Jan-02`, `02-Jan-2020`
    bool take_date(std::string_view first, char separator) {
        ++at_;
        const bool is_word = is_letter(text_[at_]);
        const std::string_view second = is_word ? take_while(is_letter) : take_while(is_digit);
        if (at_ == text_.size() || text_[at_] != separator) {
            return false;
        }
        ++at_;
        const std::string_view third = take_while(is_digit);
        const bool year_first = first.size() >= 3;
        if (is_word) {
            month_ = month_of(second);
            return month_ > 0 &&
                   (year_first ? set_date(first, "", third) : set_date(third, "", first));
        }
        return year_first ? set_date(first, second, third) : set_date(third, first, second);
    }

    /// A date, a time or a part of a date without anything between the digits.
    bool take_digits(std::string_view digits, std::size_t start) {
        if (digits.size() == 8 && !moment_.date && !is_time_) {
            return set_date(digits.substr(0, 4), digits.substr(4, 2), digits.substr(6));
        }
        const bool is_clock = (moment_.date || is_time_) && !moment_.microseconds;
        if (is_clock && (digits.size() == 6 || digits.size() == 4)) {
            if (at_ < text_.size() && text_[at_] == '.' && digits.size() == 6) {
                ++at_;
                take_while(is_digit);
            }
            const std::string_view seconds =
                digits.size() == 6 ? text_.substr(start + 4, at_ - start - 4) : "0";
            return set_time(digits.substr(0, 2), digits.substr(2, 2), seconds);
        }
        numbers_.push_back(digits);
        return numbers_.size() <= 2;
    }

    bool take_time() {
        const std::string_view hours = take_while(is_digit);
        ++at_;
        const std::string_view minutes = take_while(is_digit);
        std::string_view seconds = "0";
        if (at_ < text_.size() && text_[at_] == ':') {
            ++at_;
            seconds = take_while([](char c) { return is_digit(c) || c == '.'; });
        }
        return set_time(hours, minutes, seconds);
    }

    /// `+02`, `-03:30`, `+0530`, `+01:02:03`
    bool take_zone() {
        const int sign = text_[at_] == '-' ? -1 : 1;
        ++at_;
        std::string_view digits = take_while(is_digit);
        std::vector<std::string_view> parts{digits};
        if (digits.size() == 4) {
            parts = {digits.substr(0, 2), digits.substr(2)};
        }
        while (at_ < text_.size() && text_[at_] == ':' && digits.size() <= 2) {
            ++at_;
            parts.push_back(take_while(is_digit));
        }
        int seconds = 0;
        int unit = 3600;
        for (const std::string_view part : parts) {
            const std::optional<int> number = number_of(part);
            const int most = unit == 3600 ? 15 : 59;
            if (!number || part.size() > 2 || *number > most || unit == 0) {
                return false;
            }
            seconds += *number * unit;
            unit /= 60;
        }
        const bool is_new = !moment_.zone;
        moment_.zone = sign * seconds;
        return is_new;
    }

    bool set_date(std::string_view year, std::string_view month, std::string_view day) {
        const std::optional<int> year_number = number_of(year);
        const std::optional<int> day_number = number_of(day);
        const std::optional<int> month_number =
            month.empty() ? std::optional(static_cast<int>(month_)) : number_of(month);
        if (moment_.date || year.size() < 3 || !year_number || !month_number || !day_number ||
            day.size() > 2 || month.size() > 2) {
            return false;
        }
        moment_.date = Date{*year_number, static_cast<unsigned>(*month_number),
                            static_cast<unsigned>(*day_number)};
        return true;
    }

    bool set_time(std::string_view hours, std::string_view minutes, std::string_view seconds) {
        const std::optional<int> hour = number_of(hours);
        const std::optional<int> minute = number_of(minutes);
        const std::optional<std::int64_t> rest = microseconds_of(seconds);
        if (moment_.microseconds || !hour || hours.size() > 2 || !minute || minutes.size() > 2 ||
            *minute > 59 || !rest) {
            return false;
        }
        hour_ = *hour;
        moment_.microseconds = std::int64_t{*minute} * 60'000'000 + *rest;
        return true;
    }

    /// The date with the month as a word: of the two numbers the longer one is the year.
    bool take_written_date() {
        if (numbers_.empty()) {
            return true;
        }
        if (month_ == 0 || numbers_.size() != 2) {
            return false;
        }
        const bool year_first = numbers_[0].size() >= 3;
        return set_date(numbers_[year_first ? 0 : 1], "", numbers_[year_first ? 1 : 0]);
    }

    bool finish_date() {
        if (!moment_.date) {
            return month_ == 0 && !era_;
        }
        Date& date = *moment_.date;
        if (date.year < 1 || date.year > kLastYear) {
            return false;
        }
        date.year = era_ == 'b' ? 1 - date.year : date.year;
        return std::chrono::year_month_day{std::chrono::year{date.year},
                                           std::chrono::month{date.month},
                                           std::chrono::day{date.day}}
            .ok();
    }

    bool finish_time() {
        if (!moment_.microseconds) {
            return !meridiem_;
        }
        if (meridiem_) {
            if (hour_ > 12) {
                return false;
            }
            hour_ = hour_ % 12 + (meridiem_ == 'p' ? 12 : 0);
        }
        *moment_.microseconds += hour_ * kHour;
        return *moment_.microseconds <= kDay;
    }

    template <typename Predicate>
    std::string_view take_while(Predicate predicate) {
        const std::size_t start = at_;
        while (at_ < text_.size() && predicate(text_[at_])) {
            ++at_;
        }
        return text_.substr(start, at_ - start);
    }

    std::string_view text_;
    bool is_time_;
    std::size_t at_ = 0;
    Moment moment_;
    int hour_ = 0;
    unsigned month_ = 0;
    std::optional<char> meridiem_;
    std::optional<char> era_;
    std::vector<std::string_view> numbers_;
};

}  // namespace

std::optional<Moment> read_moment(std::string_view text, bool is_time) {
    return MomentReader(text, is_time).read();
}

}  // namespace erdmark::dialect::postgres
