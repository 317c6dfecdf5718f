#include "dialect/url.h"

#include <algorithm>
#include <cctype>

#include <fmt/format.h>

#include "base/error.h"
#include "base/text.h"

namespace erdmark::dialect {

namespace {

bool is_letter(char c) {
    return std::isalpha(static_cast<unsigned char>(c)) != 0;
}

/// The length of a scheme at the front of `text` that a colon follows, or 0.
std::size_t scheme_length(std::string_view text) {
    const std::size_t colon = text.find(':');
    if (colon == std::string_view::npos || colon == 0 || !is_letter(text[0])) {
        return 0;
    }
    const std::string_view scheme = text.substr(0, colon);
    const bool well_formed = std::all_of(scheme.begin(), scheme.end(), [](char c) {
        return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '+' || c == '-' || c == '.';
    });
    return well_formed ? colon : 0;
}

int hex_digit(char c) {
    if (c >= '0' && c <= '9') {
        return c - '0';
    }
    const char low = static_cast<char>(c | 0x20);
    return low >= 'a' && low <= 'f' ? low - 'a' + 10 : -1;
}

/// `//user:secret@host` → `//user:***@host`.
std::string hide_user_password(const std::string& rest) {
    if (!rest.starts_with("//")) {
        return rest;
    }
    const std::size_t end = std::min(rest.find_first_of("/?#", 2), rest.size());
    const std::size_t at = rest.rfind('@', end);
    const std::size_t colon = rest.find(':', 2);
    if (at == std::string::npos || colon == std::string::npos || colon > at) {
        return rest;
    }
    return rest.substr(0, colon + 1) + "***" + rest.substr(at);
}

bool is_secret_name(std::string_view name) {
    const std::string lower = to_lower(name);
    return std::ranges::any_of(
        std::initializer_list<const char*>{"pass", "pwd", "secret", "token", "key"},
        [&](const char* word) { return lower.find(word) != std::string::npos; });
}

/// Query parameters whose name says that they are secret.
std::string hide_secret_parameters(const std::string& rest) {
    const std::size_t query = rest.find('?');
    if (query == std::string::npos) {
        return rest;
    }
    std::string shown = rest.substr(0, query + 1);
    std::string separator;
    for (const std::string_view parameter : split(std::string_view(rest).substr(query + 1), '&')) {
        const std::size_t equals = parameter.find('=');
        const bool secret =
            equals != std::string_view::npos && is_secret_name(parameter.substr(0, equals));
        shown += separator;
        shown +=
            secret ? fmt::format("{}=***", parameter.substr(0, equals)) : std::string(parameter);
        separator = "&";
    }
    return shown;
}

}  // namespace

Url Url::parse(std::string_view text) {
    const std::size_t length = scheme_length(text);
    if (length == 0) {
        throw Error(ErrorKind::Usage, "a database URL starts with a scheme, as in sqlite:app.db");
    }
    Url url;
    const std::string_view scheme = text.substr(0, length);
    url.scheme_ = to_lower(scheme.substr(0, scheme.find('+')));
    url.rest_ = text.substr(length + 1);
    return url;
}

bool Url::looks_like_url(std::string_view text) {
    return scheme_length(text) > 1;
}

std::string Url::redacted() const {
    return scheme_ + ":" + hide_secret_parameters(hide_user_password(rest_));
}

std::string percent_decode(std::string_view text) {
    std::string decoded;
    for (std::size_t index = 0; index < text.size(); ++index) {
        const bool complete = text[index] == '%' && index + 2 < text.size();
        const int high = complete ? hex_digit(text[index + 1]) : -1;
        const int low = complete ? hex_digit(text[index + 2]) : -1;
        if (high >= 0 && low >= 0) {
            decoded += static_cast<char>(high * 16 + low);
            index += 2;
        } else {
            decoded += text[index];
        }
    }
    return decoded;
}

}  // namespace erdmark::dialect
