#include "document/anchor.h"

#include <utility>

#include <fmt/format.h>

#include "base/text.h"

namespace erdmark::document {

namespace {

/// ASCII letters in lower case, digits and `_` stay; a letter beyond ASCII becomes its code point;
/// every other run becomes one hyphen.
std::string slug(const std::string& name) {
    std::string result;
    for (std::size_t offset = 0; offset < name.size();) {
        const CodePoint point = decode_utf8(name, offset);
        const char c = to_lower(name.substr(offset, 1))[0];
        const bool stays = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
        if (stays) {
            result += c;
        } else if (point.value >= 0x80) {
            result += fmt::format("u{:04x}", static_cast<unsigned>(point.value));
        } else if (!result.empty() && !result.ends_with('-')) {
            result += '-';
        }
        offset += point.length;
    }
    while (result.ends_with('-')) {
        result.pop_back();
    }
    return result;
}

}  // namespace

Anchors::Anchors(std::string fallback) : fallback_(std::move(fallback)) {}

std::string Anchors::take(const std::string& name) {
    const std::string slugged = slug(name);
    const std::string& base = slugged.empty() ? fallback_ : slugged;
    std::string anchor = base;
    for (std::size_t number = 2; !taken_.insert(anchor).second; ++number) {
        anchor = fmt::format("{}-{}", base, number);
    }
    return anchor;
}

}  // namespace erdmark::document
