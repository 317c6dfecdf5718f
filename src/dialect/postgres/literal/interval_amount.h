#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace erdmark::dialect::postgres {

// What intervals and times of day are made of, in microseconds.

inline constexpr std::int64_t kSecond = 1'000'000;
inline constexpr std::int64_t kMinute = 60 * kSecond;
inline constexpr std::int64_t kHour = 60 * kMinute;
inline constexpr std::int64_t kDay = 24 * kHour;

struct IntervalAmount {
    std::int64_t months = 0;
    std::int64_t days = 0;
    std::int64_t microseconds = 0;
};

/// Reads an interval in one of the forms that the server takes. Nothing for what is none, and for
/// large ones. Of what a type like `interval hour to minute(2)` does not keep nothing is left.
std::optional<IntervalAmount> read_interval(std::string_view text, std::string_view type);

/// As the server prints it: `1 day -02:00:00`.
std::string interval_text(const IntervalAmount& interval);

/// `04:05:06.789`; not of what is below zero.
std::string clock_text(std::int64_t microseconds);

enum class IntervalUnit { Microsecond, Millisecond, Second, Minute, Hour, Day, Week, Month, Year };

struct UnitWord {
    std::string_view word;
    IntervalUnit unit;
    int factor = 1;
};

/// The unit that the word, in lower case, stands for: `m` is a minute, a `decade` ten years.
std::optional<UnitWord> find_unit(std::string_view word);

/// `-1.5`: the whole part and the fraction, both with the sign.
struct Quantity {
    std::int64_t whole = 0;
    double fraction = 0;
};

/// Nothing for what is no number, and for large ones: the server might not be able to hold them.
std::optional<std::int64_t> read_whole(std::string_view text);
std::optional<Quantity> read_quantity(std::string_view text);

/// Adds so much of the unit; a fraction goes to the smaller units, with 30 days a month.
void add_quantity(const Quantity& quantity, const UnitWord& word, IntervalAmount& interval);

}  // namespace erdmark::dialect::postgres
