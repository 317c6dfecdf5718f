#include <algorithm>
#include <array>
#include <bit>
#include <charconv>
#include <cmath>
#include <cstdint>

#include <fmt/format.h>

#include "base/text.h"
#include "dialect/postgres/replay/query/functions.h"
#include "dialect/postgres/replay/query/translator.h"

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

std::string decimal_text(Decimal value) {
    std::string digits = std::to_string(std::abs(value.digits));
    if (value.scale > 0) {
        const auto scale = static_cast<std::size_t>(value.scale);
        if (digits.size() <= scale) {
            digits.insert(0, scale + 1 - digits.size(), '0');
        }
        digits.insert(digits.size() - scale, ".");
    }
    return (value.digits < 0 ? "-" : "") + digits;
}

void scale_up(Decimal& value, int scale, std::string_view text) {
    for (; value.scale < scale; ++value.scale) {
        if (__builtin_mul_overflow(value.digits, std::int64_t{10}, &value.digits)) {
            too_large(text);
        }
    }
}

void calculate(FunctionCall& call, char operation) {
    const std::string text = call.text(0);
    Decimal left = read_decimal(text);
    Decimal right = read_decimal(call.text(1));
    Decimal result;
    bool overflows = false;
    if (operation == '*') {
        result.scale = left.scale + right.scale;
        overflows = __builtin_mul_overflow(left.digits, right.digits, &result.digits);
    } else {
        result.scale = std::max(left.scale, right.scale);
        scale_up(left, result.scale, text);
        scale_up(right, result.scale, text);
        overflows = operation == '+'
                        ? __builtin_add_overflow(left.digits, right.digits, &result.digits)
                        : __builtin_sub_overflow(left.digits, right.digits, &result.digits);
    }
    if (overflows) {
        too_large(text);
    }
    call.give(std::string_view(decimal_text(result)));
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
    ScalarFunction{"pg_md5", true, md5},
};

}  // namespace

std::span<const ScalarFunction> number_functions() {
    return kFunctions;
}

}  // namespace erdmark::dialect::postgres
