#include "dialect/url.h"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

#include "base/error.h"
#include "base/text.h"
#include "dialect/key_value_text.h"

namespace erdmark::dialect {

namespace {

constexpr std::string_view kHiddenPart = "***";

constexpr std::string_view kKeyValueScheme = "postgresql";

bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/// The length of the scheme at the start of `text`, or 0.
std::size_t scheme_length(std::string_view text) {
    if (text.empty() || !is_letter(text.front())) {
        return 0;
    }
    const auto end = std::ranges::find_if_not(text, [](char c) {
        return is_letter(c) || is_digit(c) || c == '+' || c == '-' || c == '.';
    });
    const auto length = static_cast<std::size_t>(end - text.begin());
    return end != text.end() && *end == ':' ? length : 0;
}

/// Whether what follows `host:` is a port, or several hosts with ports, and no password whose `@`
/// comes later.
bool is_port(std::string_view text) {
    const std::size_t end = std::min(text.find_first_not_of("0123456789"), text.size());
    const std::size_t query = std::min(text.find('?', end), text.size());
    const std::string_view path = text.substr(end, query - end);
    return end > 0 && (path.empty() || path.starts_with('/') || path.starts_with(',')) &&
           path.find('@') == std::string_view::npos &&
           text.find('=', query) <= text.find('@', query);
}

/// `user:password@host` with the password hidden, also where the scheme or one of the slashes was
/// forgotten; the name of a file may look like that.
std::string hide_password(std::string_view text, bool is_file) {
    const std::size_t slashes = std::min(text.find_first_not_of('/'), text.size());
    const std::size_t start = text.starts_with("//") ? 2 : is_file ? 0 : slashes;
    const Userinfo userinfo = find_userinfo(text.substr(start));
    if (!userinfo.password) {
        const std::size_t at = text.rfind('@');
        const bool has_user_as_scheme = slashes == 0 && !is_file && at != std::string_view::npos;
        return has_user_as_scheme ? fmt::format("{}{}", kHiddenPart, text.substr(at))
                                  : std::string(text);
    }
    return fmt::format("{}{}:{}@{}", text.substr(0, start), userinfo.user, kHiddenPart,
                       userinfo.rest);
}

/// `?name=value&…` with the values of parameters that name a secret hidden.
std::string hide_parameters(std::string_view text) {
    constexpr std::string_view kSeparators = "?&;#";
    std::string shown;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find_first_of(kSeparators, 1), text.size());
        const std::string_view part = text.substr(0, end);
        const std::size_t equals = part.find('=');
        const bool secret = equals != std::string_view::npos &&
                            is_secret_name(percent_decode(part.substr(1, equals - 1)));
        shown += secret ? fmt::format("{}{}", part.substr(0, equals + 1), kHiddenPart)
                        : std::string(part);
        text.remove_prefix(end);
    }
    return shown;
}

}  // namespace

Url Url::parse(std::string_view text) {
    if (is_key_value_text(text)) {
        return parse(fmt::format("{}:{}", kKeyValueScheme, text));
    }
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
    return scheme_length(text) > 1 || is_key_value_text(text);
}

bool Url::is_key_values() const {
    return scheme_.starts_with("postgres") && is_key_value_text(rest_);
}

std::string Url::redacted() const {
    if (is_key_values()) {
        return redacted_key_values(rest_);
    }
    const std::string shown = hide_password(rest_, scheme_.starts_with("sqlite"));
    const std::size_t parameters = std::min(shown.find_first_of("?#"), shown.size());
    return fmt::format("{}:{}{}", scheme_, shown.substr(0, parameters),
                       hide_parameters(std::string_view(shown).substr(parameters)));
}

Userinfo find_userinfo(std::string_view text) {
    const std::size_t at = text.rfind('@');
    const std::size_t colon = text.find_first_of(":/?#[");
    const bool has_password = at != std::string_view::npos && colon < at && text[colon] == ':' &&
                              !is_port(text.substr(colon + 1));
    if (!has_password) {
        return {.rest = text};
    }
    return {.user = text.substr(0, colon),
            .password = text.substr(colon + 1, at - colon - 1),
            .rest = text.substr(at + 1)};
}

std::string percent_decode(std::string_view text) {
    std::string decoded;
    for (std::size_t at = 0; at < text.size(); ++at) {
        unsigned value = 0;
        const char* digits = text.data() + at + 1;
        const bool escaped = text[at] == '%' && at + 2 < text.size() &&
                             std::from_chars(digits, digits + 2, value, 16).ptr == digits + 2;
        decoded += escaped ? static_cast<char>(static_cast<unsigned char>(value)) : text[at];
        at += escaped ? 2 : 0;
    }
    return decoded;
}

}  // namespace erdmark::dialect
