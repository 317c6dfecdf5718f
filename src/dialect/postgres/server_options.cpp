#include "dialect/postgres/server_options.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "base/text.h"
#include "dialect/postgres/catalog_text.h"

namespace erdmark::dialect::postgres {

namespace {

constexpr std::array<std::string_view, 6> kSecretWords = {"password", "secret",     "token",
                                                          "apikey",   "credential", "api_key"};

}  // namespace

std::string server_option_text(std::string_view option) {
    const std::size_t equals = std::min(option.find('='), option.size());
    const std::string_view name = option.substr(0, equals);
    const std::string_view value = option.substr(std::min(equals + 1, option.size()));
    const std::string plain = to_lower(name);
    const bool secret = std::ranges::any_of(
        kSecretWords, [&](std::string_view word) { return plain.find(word) != std::string::npos; });
    return fmt::format("{} {}", display_identifier(name), secret ? "'***'" : quote_literal(value));
}

}  // namespace erdmark::dialect::postgres
