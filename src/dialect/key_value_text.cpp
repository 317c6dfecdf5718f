#include "dialect/key_value_text.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace erdmark::dialect {

namespace {

constexpr std::string_view kHidden = "***";
constexpr std::string_view kBlanks = " \t\n\v\f\r";

/// Parts of the names of parameters that hold secrets.
constexpr std::array<std::string_view, 8> kSecretWords = {
    "pass", "pwd", "secret", "token", "auth", "apikey", "credential", "api_key"};

/// Those of libpq 17, and so of every release before.
constexpr auto kKeywords = std::to_array<std::string_view>({
    "application_name",
    "channel_binding",
    "client_encoding",
    "connect_timeout",
    "dbname",
    "fallback_application_name",
    "gssdelegation",
    "gssencmode",
    "gsslib",
    "host",
    "hostaddr",
    "keepalives",
    "keepalives_count",
    "keepalives_idle",
    "keepalives_interval",
    "krbsrvname",
    "load_balance_hosts",
    "options",
    "passfile",
    "password",
    "port",
    "replication",
    "require_auth",
    "requirepeer",
    "requiressl",
    "service",
    "ssl_max_protocol_version",
    "ssl_min_protocol_version",
    "sslcert",
    "sslcertmode",
    "sslcompression",
    "sslcrl",
    "sslcrldir",
    "sslkey",
    "sslmode",
    "sslnegotiation",
    "sslpassword",
    "sslrootcert",
    "sslsni",
    "target_session_attrs",
    "tcp_user_timeout",
    "user",
});

bool is_keyword(std::string_view word) {
    return std::ranges::binary_search(kKeywords, word);
}

std::size_t skip_blanks(std::string_view text, std::size_t at) {
    return std::min(text.find_first_not_of(kBlanks, at), text.size());
}

/// The end of the value at `at`, as libpq sees it; the end of the text when a quote stays open.
std::size_t value_end(std::string_view text, std::size_t at) {
    const bool quoted = at < text.size() && text[at] == '\'';
    const std::string_view stops = quoted ? "'\\" : " \t\n\v\f\r\\";
    at += quoted ? 1 : 0;
    for (;;) {
        at = text.find_first_of(stops, at);
        if (at >= text.size()) {
            return text.size();
        }
        if (text[at] != '\\') {
            return at + (quoted ? 1 : 0);
        }
        at += 2;
    }
}

}  // namespace

bool is_key_value_text(std::string_view text) {
    text.remove_prefix(skip_blanks(text, 0));
    const std::size_t end = text.find_first_not_of("abcdefghijklmnopqrstuvwxyz_");
    if (end == std::string_view::npos || !is_keyword(text.substr(0, end))) {
        return false;
    }
    const std::size_t equals = skip_blanks(text, end);
    return equals < text.size() && text[equals] == '=';
}

std::string redacted_key_values(std::string_view text) {
    std::string shown;
    for (std::size_t at = skip_blanks(text, 0); at < text.size();) {
        const std::size_t word_end = std::min(text.find_first_of(" \t\n\v\f\r=", at), text.size());
        const std::string_view word = text.substr(at, word_end - at);
        const std::size_t equals = skip_blanks(text, word_end);
        shown += shown.empty() ? "" : " ";
        if (equals >= text.size() || text[equals] != '=') {
            shown += kHidden;
            at = equals;
            continue;
        }
        const std::size_t value = skip_blanks(text, equals + 1);
        const std::size_t end = value_end(text, value);
        // libpq takes `password=x` for the value of a `host=` that has none.
        const bool open =
            is_keyword(word) && !is_secret_name(word) && !is_key_value_text(text.substr(value));
        shown.append(word).append("=").append(open ? text.substr(value, end - value) : kHidden);
        at = skip_blanks(text, end);
    }
    return shown;
}

bool is_secret_name(std::string_view name) {
    const std::string plain = to_lower(name);
    return std::ranges::any_of(
        kSecretWords, [&](std::string_view word) { return plain.find(word) != std::string::npos; });
}

}  // namespace erdmark::dialect
