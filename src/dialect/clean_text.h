#pragma once

#include <string>
#include <string_view>

namespace erdmark::dialect {

/// `text` as UTF-8: each byte that is not part of it becomes U+FFFD and its hexadecimal digits, so
/// that two names stay two and a word stays one.
std::string clean_text(std::string_view text);

}  // namespace erdmark::dialect
