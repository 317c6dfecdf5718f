#pragma once

#include <cstddef>
#include <string_view>

namespace erdmark::dialect::postgres {

/// How much of a text is safe to parse: neither libpg_query nor protobuf-c guards its stack.
struct ParseLimits {
    std::size_t bytes = std::size_t{256} * 1024;
    std::size_t depth = 400;  ///< Of the syntax tree.
};

inline constexpr ParseLimits kExpressionLimits{};
inline constexpr ParseLimits kStatementLimits{.bytes = std::size_t{4} * 1024 * 1024, .depth = 1000};

/// Whether `text` may be given to the parser: valid UTF-8 without NUL, of bounded size, and of a
/// bounded depth as a syntax tree.
bool is_safe_to_parse(std::string_view text, const ParseLimits& limits = kExpressionLimits);

}  // namespace erdmark::dialect::postgres
