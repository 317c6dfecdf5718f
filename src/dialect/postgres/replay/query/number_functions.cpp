#include <algorithm>
#include <array>
#include <bit>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <limits>

#include <fmt/format.h>

#include "base/text.h"
#include "dialect/postgres/replay/query/functions.h"
#include "dialect/postgres/replay/query/magnitude.h"
#include "dialect/postgres/replay/query/translator.h"
#include "dialect/postgres/replay/rows/stored_value.h"

namespace erdmark::dialect::postgres {

namespace {

/// A numeric value: `digits` divided by ten to the power of `scale`.
struct Decimal {
    std::int64_t digits = 0;
    int scale = 0;
};

[[noreturn]] void too_large(std::string_view text) {
    undecided(fmt::format("arithmetic with '{}' is not replayed: it has too many digits", text));
}

Decimal read_decimal(const std::string& text) {
    constexpr std::size_t kMostDigits = 9;
    const std::size_t point = text.find('.');
    const std::string digits = replace_all(text, ".", "");
    Decimal value;
    const auto [end, error] =
        std::from_chars(digits.data(), digits.data() + digits.size(), value.digits);
    if (error != std::errc() || end != digits.data() + digits.size() ||
        digits.size() > 2 * kMostDigits) {
        too_large(text);
    }
    value.scale = point == std::string::npos ? 0 : static_cast<int>(text.size() - point - 1);
    return value;
}

std::string decimal_text(const Decimal& value) {
    return decimal_digits(value.digits, value.scale);
}

void scale_up(Decimal& value, int scale, std::string_view text) {
    for (; value.scale < scale; ++value.scale) {
        if (__builtin_mul_overflow(value.digits, std::int64_t{10}, &value.digits)) {
            too_large(text);
        }
    }
}

Decimal calculated(const std::string& first, const std::string& second, char operation) {
    Decimal left = read_decimal(first);
    Decimal right = read_decimal(second);
    Decimal result;
    bool overflows = false;
    if (operation == '*') {
        result.scale = left.scale + right.scale;
        overflows = __builtin_mul_overflow(left.digits, right.digits, &result.digits);
    } else {
        result.scale = std::max(left.scale, right.scale);
        scale_up(left, result.scale, first);
        scale_up(right, result.scale, first);
        overflows = operation == '+'
                        ? __builtin_add_overflow(left.digits, right.digits, &result.digits)
                        : __builtin_sub_overflow(left.digits, right.digits, &result.digits);
    }
    if (overflows) {
        too_large(first);
    }
    return result;
}

void calculate(FunctionCall& call, char operation) {
    call.give(std::string_view(decimal_text(calculated(call.text(0), call.text(1), operation))));
}

void add_decimals(FunctionCall& call) {
    calculate(call, '+');
}

void subtract_decimals(FunctionCall& call) {
    calculate(call, '-');
}

void multiply_decimals(FunctionCall& call) {
    calculate(call, '*');
}

/// The first digit to the base of 10000, in which the server keeps numbers, and its place.
struct LeadingDigit {
    int weight = 0;
    std::int64_t digit = 0;
};

LeadingDigit leading_digit(const Decimal& value) {
    constexpr std::uint64_t kBase = 10000;
    constexpr int kBaseDigits = 4;
    // Whole groups of four digits behind the point, then those before it.
    auto digits = magnitude(value.digits);
    const int missing = (kBaseDigits - value.scale % kBaseDigits) % kBaseDigits;
    LeadingDigit leading{.weight = -(value.scale + missing) / kBaseDigits};
    for (int digit = 0; digit < missing; ++digit) {
        if (__builtin_mul_overflow(digits, std::uint64_t{10}, &digits)) {
            too_large(decimal_text(value));
        }
    }
    for (; digits >= kBase; digits /= kBase) {
        ++leading.weight;
    }
    leading.digit = static_cast<std::int64_t>(digits);
    return digits == 0 ? LeadingDigit{} : leading;
}

/// How many digits a quotient has behind the point: select_div_scale.
int quotient_scale(const Decimal& left, const Decimal& right) {
    constexpr int kSignificantDigits = 16;
    constexpr int kBaseDigits = 4;
    const LeadingDigit first = leading_digit(left);
    const LeadingDigit second = leading_digit(right);
    const int weight = first.weight - second.weight - (first.digit <= second.digit ? 1 : 0);
    return std::max({kSignificantDigits - weight * kBaseDigits, left.scale, right.scale, 0});
}

void require_decimal_divisor(const Decimal& divisor) {
    if (divisor.digits == 0) {
        refuse("division by zero", condition::kDivisionByZero);
    }
}

constexpr std::uint64_t kMostDivisor = 1'000'000'000'000'000'000;

/// Digit after digit, with the last one rounded.
std::string quotient_text(Decimal left, Decimal right) {
    const int scale = quotient_scale(left, right);
    const bool is_negative = (left.digits < 0) != (right.digits < 0);
    const int common = std::max(left.scale, right.scale);
    scale_up(left, common, decimal_text(left));
    scale_up(right, common, decimal_text(right));
    // Ten times a rest fits: no number has more than 18 digits here.
    const std::uint64_t divisor = magnitude(right.digits);
    std::uint64_t rest = magnitude(left.digits);
    if (divisor > kMostDivisor) {
        too_large(decimal_text(right));
    }
    std::string digits = std::to_string(rest / divisor);
    const std::size_t whole = digits.size();
    for (int place = 0; place <= scale; ++place) {
        rest = rest % divisor * 10;
        digits += static_cast<char>('0' + static_cast<int>(rest / divisor));
    }
    digits.insert(whole, ".");
    const std::string text = rounded(digits, scale).value_or(digits);
    return (is_negative && text.find_first_of("123456789") != std::string::npos ? "-" : "") + text;
}

void divide_decimals(FunctionCall& call) {
    call.give(std::string_view(decimal_quotient(call.text(0), call.text(1))));
}

void remainder_of_decimals(FunctionCall& call) {
    const std::string text = call.text(0);
    Decimal left = read_decimal(text);
    Decimal right = read_decimal(call.text(1));
    require_decimal_divisor(right);
    const int scale = std::max(left.scale, right.scale);
    scale_up(left, scale, text);
    scale_up(right, scale, text);
    call.give(std::string_view(decimal_digits(left.digits % right.digits, scale)));
}

/// Of a number as it is kept: of numeric, its text.
void absolute(FunctionCall& call) {
    if (call.is_real(0)) {
        call.give_real(std::fabs(call.real(0)));
    } else if (call.is_integer(0)) {
        const std::uint64_t number = magnitude(call.integer(0));
        if (number > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max())) {
            refuse("bigint out of range", condition::kOutOfRange);
        }
        call.give(static_cast<std::int64_t>(number));
    } else {
        const std::string text = call.text(0);
        call.give(std::string_view(text).substr(text.starts_with('-') ? 1 : 0));
    }
}

/// The digest of RFC 1321.
class Md5 {
public:
    std::string digest(std::string_view text) {
        std::string padded(text);
        padded += '\x80';
        padded.resize((padded.size() + 8 + 63) / 64 * 64 - 8, '\0');
        const std::uint64_t bits = text.size() * std::uint64_t{8};
        for (unsigned shift = 0; shift < 64; shift += 8) {
            padded += static_cast<char>((bits >> shift) & 0xffU);
        }
        for (std::size_t at = 0; at < padded.size(); at += 64) {
            add_block(std::string_view(padded).substr(at, 64));
        }
        std::string hex;
        for (const std::uint32_t word : state_) {
            for (unsigned shift = 0; shift < 32; shift += 8) {
                hex += fmt::format("{:02x}", (word >> shift) & 0xffU);
            }
        }
        return hex;
    }

private:
    void add_block(std::string_view block) {
        constexpr std::array<std::array<int, 4>, 4> kShifts{
            {{7, 12, 17, 22}, {5, 9, 14, 20}, {4, 11, 16, 23}, {6, 10, 15, 21}}};
        std::array<std::uint32_t, 16> words{};
        for (std::size_t index = 0; index < block.size(); ++index) {
            words.at(index / 4) |= std::uint32_t{static_cast<unsigned char>(block[index])}
                                   << (index % 4 * 8);
        }
        std::array<std::uint32_t, 4> state = state_;
        auto& [a, b, c, d] = state;
        for (std::uint32_t round = 0; round < 64; ++round) {
            const auto [mixed, word] = mix(round, b, c, d);
            const auto constant = static_cast<std::uint32_t>(
                std::floor(std::fabs(std::sin(round + 1.0)) * 4294967296.0));
            const std::uint32_t sum = a + mixed + constant + words.at(word);
            a = d;
            d = c;
            c = b;
            b += std::rotl(sum, kShifts.at(round / 16).at(round % 4));
        }
        for (std::size_t index = 0; index < state_.size(); ++index) {
            state_.at(index) += state.at(index);
        }
    }

    static std::pair<std::uint32_t, std::uint32_t> mix(std::uint32_t round, std::uint32_t b,
                                                       std::uint32_t c, std::uint32_t d) {
        switch (round / 16) {
            case 0:
                return {(b & c) | (~b & d), round};
            case 1:
                return {(d & b) | (~d & c), (5 * round + 1) % 16};
            case 2:
                return {b ^ c ^ d, (3 * round + 5) % 16};
            default:
                return {c ^ (b | ~d), 7 * round % 16};
        }
    }

    std::array<std::uint32_t, 4> state_{0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476};
};

void md5(FunctionCall& call) {
    call.give(std::string_view(Md5().digest(call.text(0))));
}

constexpr std::array kFunctions{
    ScalarFunction{"pg_decimal_add", true, add_decimals},
    ScalarFunction{"pg_decimal_subtract", true, subtract_decimals},
    ScalarFunction{"pg_decimal_multiply", true, multiply_decimals},
    ScalarFunction{"pg_decimal_divide", true, divide_decimals},
    ScalarFunction{"pg_decimal_modulo", true, remainder_of_decimals},
    ScalarFunction{"pg_abs", true, absolute},
    ScalarFunction{"pg_md5", true, md5},
};

}  // namespace

std::string decimal_digits(std::int64_t digits, int scale) {
    std::string text = std::to_string(magnitude(digits));
    if (scale > 0) {
        const auto places = static_cast<std::size_t>(scale);
        if (text.size() <= places) {
            text.insert(0, places + 1 - text.size(), '0');
        }
        text.insert(text.size() - places, ".");
    }
    return (digits < 0 ? "-" : "") + text;
}

std::string decimal_sum(const std::string& left, const std::string& right) {
    return decimal_text(calculated(left, right, '+'));
}

std::string decimal_quotient(const std::string& left, const std::string& right) {
    const Decimal divisor = read_decimal(right);
    require_decimal_divisor(divisor);
    return quotient_text(read_decimal(left), divisor);
}

std::span<const ScalarFunction> number_functions() {
    return kFunctions;
}

}  // namespace erdmark::dialect::postgres
