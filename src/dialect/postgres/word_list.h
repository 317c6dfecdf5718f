#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>

namespace erdmark::dialect::postgres {

/// For short lists that are written down in no order.
template <std::size_t size>
constexpr bool contains(const std::array<std::string_view, size>& words, std::string_view word) {
    return std::ranges::find(words, word) != words.end();
}

/// Whether `word` is one of `words`, which blanks part.
constexpr bool has_word(std::string_view words, std::string_view word) {
    for (std::size_t at = words.find(word); !word.empty() && at != std::string_view::npos;
         at = words.find(word, at + 1)) {
        const std::size_t end = at + word.size();
        if ((at == 0 || words[at - 1] == ' ') && (end == words.size() || words[end] == ' ')) {
            return true;
        }
    }
    return false;
}

}  // namespace erdmark::dialect::postgres
