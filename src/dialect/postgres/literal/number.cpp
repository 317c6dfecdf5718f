#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <cstdlib>
#include <limits>
#include <utility>

#include <fmt/format.h>

#include "base/text.h"
#include "dialect/postgres/literal/characters.h"
#include "dialect/postgres/literal/outputs.h"

namespace erdmark::dialect::postgres {

namespace {

constexpr int kLongestExponent = 200;

bool are_digits(std::string_view text) {
    return std::ranges::all_of(text, is_digit);
}

/// Takes the sign from the front: `-` for a minus, else nothing.
std::string_view take_sign(std::string_view& text) {
    const std::string_view sign = text.starts_with('-') ? "-" : "";
    text.remove_prefix(text.starts_with('-') || text.starts_with('+') ? 1 : 0);
    return sign;
}

/// A number in its pieces: the digits without the point, how many of them stand behind it.
struct Decimal {
    std::string digits;
    int scale = 0;
    int exponent = 0;
};

std::optional<Decimal> read_decimal(std::string_view text) {
    Decimal number;
    const std::size_t mark = std::min(text.find_first_of("eE"), text.size());
    const std::string_view mantissa = text.substr(0, mark);
    const std::size_t dot = std::min(mantissa.find('.'), mantissa.size());
    const std::string_view behind = mantissa.substr(std::min(dot + 1, mantissa.size()));
    number.digits = std::string(mantissa.substr(0, dot)) + std::string(behind);
    number.scale = static_cast<int>(behind.size());
    if (number.digits.empty() || !are_digits(number.digits)) {
        return std::nullopt;
    }
    if (mark < text.size()) {
        std::string_view exponent = text.substr(mark + 1);
        exponent.remove_prefix(exponent.starts_with('+') ? 1 : 0);
        const char* const end = exponent.data() + exponent.size();
        const auto read = std::from_chars(exponent.data(), end, number.exponent);
        if (read.ec != std::errc() || read.ptr != end ||
            std::abs(number.exponent) > kLongestExponent) {
            return std::nullopt;
        }
    }
    return number;
}

/// `NaN` and `Infinity`, from any of their words.
std::optional<std::string> special_number(std::string_view sign, std::string_view text) {
    const std::string word = to_lower(text);
    if (word == "nan") {
        return "NaN";
    }
    if (word == "inf" || word == "infinity") {
        return fmt::format("{}Infinity", sign);
    }
    return std::nullopt;
}

/// Digits with the point behind the first `whole` of them, zeros where there are none.
std::string with_point(std::string digits, int whole) {
    if (whole <= 0) {
        return "0." + std::string(static_cast<std::size_t>(-whole), '0') + digits;
    }
    const auto place = static_cast<std::size_t>(whole);
    digits.append(place > digits.size() ? place - digits.size() : 0, '0');
    if (place < digits.size()) {
        digits.insert(place, ".");
    }
    return digits;
}

/// `d.ddde±x` as the server prints it: without exponent as far as `%g` would do with `precision`.
std::string shortest_text(std::string_view scientific, int precision) {
    const std::string_view sign = take_sign(scientific);
    const std::size_t mark = scientific.find('e');
    std::string digits(scientific.substr(0, mark));
    std::erase(digits, '.');
    const int exponent = std::atoi(std::string(scientific.substr(mark + 1)).c_str());
    if (exponent >= -4 && exponent < precision) {
        return fmt::format("{}{}", sign, with_point(std::move(digits), exponent + 1));
    }
    if (digits.size() > 1) {
        digits.insert(1, ".");
    }
    return fmt::format("{}{}e{}{:02}", sign, digits, exponent < 0 ? '-' : '+', std::abs(exponent));
}

template <typename Number>
std::optional<std::string> shortest_output(std::string_view sign, std::string_view text) {
    constexpr int kPrecision = std::numeric_limits<Number>::digits10;
    const std::string signed_text = std::string(sign) + std::string(text);
    Number value = 0;
    const char* const end = signed_text.data() + signed_text.size();
    const auto read = std::from_chars(signed_text.data(), end, value);
    if (read.ec != std::errc() || read.ptr != end) {
        return std::nullopt;
    }
    std::array<char, 64> buffer{};
    const auto written = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value,
                                       std::chars_format::scientific);
    return shortest_text({buffer.data(), written.ptr}, kPrecision);
}

template <typename Integer>
bool is_in_range(std::string_view text) {
    Integer value = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
    return read.ec == std::errc();
}

bool fits_type(std::string_view number, std::string_view type) {
    if (type == "smallint") {
        return is_in_range<std::int16_t>(number);
    }
    if (type == "integer") {
        return is_in_range<std::int32_t>(number);
    }
    return type == "bigint" ? is_in_range<std::int64_t>(number)
                            : is_in_range<std::uint32_t>(number);
}

}  // namespace

std::optional<std::string> integer_output(std::string_view text, std::string_view type) {
    text = trim(text);
    const std::string_view sign = take_sign(text);
    if (text.empty() || !are_digits(text)) {
        return std::nullopt;
    }
    text.remove_prefix(std::min(text.find_first_not_of('0'), text.size() - 1));
    const std::string number = text == "0" ? "0" : std::string(sign) + std::string(text);
    return fits_type(number, type) ? std::optional(number) : std::nullopt;
}

std::optional<std::string> numeric_output(std::string_view text) {
    text = trim(text);
    const std::string_view sign = take_sign(text);
    if (std::optional<std::string> special = special_number(sign, text)) {
        return special;
    }
    std::optional<Decimal> number = read_decimal(text);
    if (!number) {
        return std::nullopt;
    }
    const auto behind = static_cast<std::size_t>(std::max(number->scale - number->exponent, 0));
    std::string& digits = number->digits;
    digits.append(static_cast<std::size_t>(std::max(number->exponent - number->scale, 0)), '0');
    digits.insert(0, digits.size() <= behind ? behind + 1 - digits.size() : 0, '0');
    const std::size_t first = digits.find_first_not_of('0');
    digits.erase(0, std::min(first, digits.size() - behind - 1));
    if (behind > 0) {
        digits.insert(digits.size() - behind, ".");
    }
    return first == std::string::npos ? digits : std::string(sign) + digits;
}

std::optional<std::string> float_output(std::string_view text, bool is_real) {
    text = trim(text);
    const std::string_view sign = take_sign(text);
    if (std::optional<std::string> special = special_number(sign, text)) {
        return special;
    }
    if (!read_decimal(text)) {
        return std::nullopt;
    }
    return is_real ? shortest_output<float>(sign, text) : shortest_output<double>(sign, text);
}

}  // namespace erdmark::dialect::postgres
