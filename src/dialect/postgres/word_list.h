#pragma once

#include <algorithm>
#include <array>
#include <string_view>

namespace erdmark::dialect::postgres {

/// For short lists that are written down in no order.
template <std::size_t size>
constexpr bool contains(const std::array<std::string_view, size>& words, std::string_view word) {
    return std::ranges::find(words, word) != words.end();
}

}  // namespace erdmark::dialect::postgres
