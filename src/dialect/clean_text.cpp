#include "dialect/clean_text.h"

#include <optional>

#include <fmt/format.h>

#include "base/text.h"

namespace erdmark::dialect {

std::string clean_text(std::string_view text) {
    std::string clean;
    while (const std::optional<std::size_t> bad = first_invalid_utf8(text)) {
        clean += fmt::format("{}\uFFFD{:02X}", text.substr(0, *bad),
                             static_cast<unsigned char>(text[*bad]));
        text.remove_prefix(*bad + 1);
    }
    return clean.append(text);
}

}  // namespace erdmark::dialect
