#pragma once

#include <string_view>

namespace erdmark::dialect::postgres {

/// Whether `text` may be given to the parser: valid UTF-8 without NUL, of bounded size, and of a
/// bounded depth as a syntax tree. Neither libpg_query nor protobuf-c guards its stack.
bool is_safe_to_parse(std::string_view text);

}  // namespace erdmark::dialect::postgres
