#pragma once

#include <cstdint>

namespace erdmark::dialect::postgres {

/// Without its sign; unlike `std::abs`, of the smallest number too.
constexpr std::uint64_t magnitude(std::int64_t number) {
    return number < 0 ? 0 - static_cast<std::uint64_t>(number) : static_cast<std::uint64_t>(number);
}

constexpr bool is_within(std::int64_t number, std::int64_t most) {
    return number <= most && number >= -most;
}

}  // namespace erdmark::dialect::postgres
