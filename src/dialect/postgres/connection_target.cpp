#include "dialect/postgres/connection_target.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <memory>
#include <vector>

#include <fmt/format.h>
#include <libpq-fe.h>

#include "base/error.h"
#include "base/text.h"
#include "dialect/key_value_text.h"

namespace erdmark::dialect::postgres {

namespace {

using Options = std::unique_ptr<PQconninfoOption, decltype(&PQconninfoFree)>;

[[noreturn]] void refuse(const std::string& name, std::string_view problem) {
    throw Error(ErrorKind::Usage, fmt::format("{}: {}", name, problem));
}

std::vector<std::string> known_parameters() {
    const Options all(PQconndefaults(), PQconninfoFree);
    std::vector<std::string> names;
    for (const PQconninfoOption* option = all.get(); option->keyword != nullptr; ++option) {
        names.emplace_back(option->keyword);
    }
    return names;
}

std::string_view between_quotes(std::string_view text) {
    const std::size_t open = std::min(text.find('"'), text.size());
    const std::size_t close = text.rfind('"');
    return open < close && close < text.size() ? text.substr(open + 1, close - open - 1) : "";
}

/// Some of libpq's complaints repeat a piece of the text, which may be one of the password: only
/// the name of a parameter is taken over.
[[noreturn]] void refuse_form(const std::string& name, std::string_view complaint) {
    if (complaint.starts_with("invalid URI query parameter") ||
        complaint.starts_with("invalid connection option")) {
        const std::string parameter(between_quotes(complaint));
        refuse(name, fmt::format("'{}' is no parameter of a PostgreSQL connection{}; remove it",
                                 parameter, did_you_mean(parameter, known_parameters())));
    }
    if (complaint.starts_with("invalid percent-encoded token") ||
        complaint.starts_with("forbidden value %00")) {
        refuse(name, "has a '%' without two hexadecimal digits, or %00; write % itself as %25");
    }
    if (complaint.find("URI query parameter") != std::string_view::npos) {
        refuse(name,
               "has a parameter that is not NAME=VALUE; in a value write & as %26 and = as %3D");
    }
    if (complaint.find("connection info string") != std::string_view::npos) {
        refuse(
            name,
            "is not made of NAME=VALUE; put a value with blanks into '…', and write \\' and \\\\ "
            "for ' and \\ in it");
    }
    refuse(name, "is no PostgreSQL URL; expected postgresql://USER:PASSWORD@HOST:PORT/DATABASE");
}

std::string percent_encode(std::string_view text) {
    std::string encoded;
    for (const char c : text) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                           (c >= '0' && c <= '9') ||
                           std::string_view("-._~").find(c) != std::string_view::npos;
        encoded +=
            plain ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
    return encoded;
}

/// Where parameters begin, at or behind `start`: at a `?` with `NAME=` behind it.
std::size_t parameters_begin(std::string_view text, std::size_t start) {
    constexpr std::string_view kLetters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_";
    for (std::size_t at = text.find('?', start); at != std::string_view::npos;
         at = text.find('?', at + 1)) {
        const std::size_t end = text.find_first_not_of(kLetters, at + 1);
        if (end != std::string_view::npos && end > at + 1 && text[end] == '=') {
            return at;
        }
    }
    return text.size();
}

/// The length of what stands before the parameters; what looks like some may be in a password.
std::size_t address_length(std::string_view text) {
    const std::size_t length = parameters_begin(text, 0);
    const bool is_inside_password =
        text.substr(0, length).find('@') == std::string_view::npos && find_userinfo(text).password;
    return is_inside_password ? parameters_begin(text, text.rfind('@')) : length;
}

/// `user:password@host` with what a user or a password should not have as it is encoded.
std::string encode_userinfo(std::string_view text) {
    const Userinfo userinfo = find_userinfo(text);
    if (!userinfo.password) {
        return std::string(text);
    }
    return fmt::format("{}:{}@{}", percent_encode(percent_decode(userinfo.user)),
                       percent_encode(percent_decode(*userinfo.password)), userinfo.rest);
}

/// `ssl=require` of asyncpg and `ssl=true` of others in libpq's words.
std::string translate_parameter(std::string_view parameter) {
    constexpr std::string_view kSsl = "ssl=";
    if (!parameter.starts_with(kSsl)) {
        return std::string(parameter);
    }
    const std::string value = to_lower(parameter.substr(kSsl.size()));
    const bool on = value == "true" || value == "on" || value == "1";
    const bool off = value == "false" || value == "off" || value == "0";
    return fmt::format("sslmode={}", on ? "require" : off ? "disable" : value);
}

/// The URL in the form that libpq reads.
std::string libpq_url(std::string_view rest) {
    rest.remove_prefix(std::string_view("//").size());
    const std::size_t address_end = address_length(rest);
    std::string url = "postgresql://" + encode_userinfo(rest.substr(0, address_end));
    if (address_end < rest.size()) {
        char separator = '?';
        for (const std::string_view parameter : split(rest.substr(address_end + 1), '&')) {
            url += separator + translate_parameter(parameter);
            separator = '&';
        }
    }
    return url;
}

/// In `host= password=x` libpq reads the second word as the name of the host, and would print it.
void refuse_swallowed_keywords(const std::string& name, const PQconninfoOption* options) {
    for (const PQconninfoOption* option = options; option->keyword != nullptr; ++option) {
        if (option->val != nullptr && !is_secret_name(option->keyword) &&
            is_key_value_text(option->val)) {
            refuse(name,
                   fmt::format("'{}' has no value; leave it out, or write ''", option->keyword));
        }
    }
}

void append(std::string& parameters, std::string_view keyword, std::string_view value) {
    const std::string escaped = replace_all(replace_all(value, "\\", "\\\\"), "'", "\\'");
    parameters += fmt::format("{}{}='{}'", parameters.empty() ? "" : " ", keyword, escaped);
}

/// What is given, with our own words where nothing is.
std::string complete(const PQconninfoOption* options, int connect_timeout_seconds) {
    std::string parameters;
    for (const PQconninfoOption* option = options; option->keyword != nullptr; ++option) {
        const std::string_view keyword = option->keyword;
        if (keyword == "client_encoding") {
            append(parameters, keyword, "UTF8");
        } else if (option->val != nullptr) {
            append(parameters, keyword, option->val);
        } else if (keyword == "connect_timeout" && std::getenv("PGCONNECT_TIMEOUT") == nullptr) {
            append(parameters, keyword, fmt::to_string(connect_timeout_seconds));
        } else if (keyword == "fallback_application_name") {
            append(parameters, keyword, "erdmark");
        }
    }
    return parameters;
}

}  // namespace

ConnectionTarget connection_target(const Url& url, const ConnectOptions& options) {
    ConnectionTarget target{.name = url.redacted()};
    const bool is_form_known = url.is_key_values() || url.rest().starts_with("//");
    if (!is_form_known) {
        refuse_form(target.name, "");
    }
    const std::string text = url.is_key_values() ? url.rest() : libpq_url(url.rest());
    char* complaint = nullptr;
    const Options given(PQconninfoParse(text.c_str(), &complaint), PQconninfoFree);
    const std::unique_ptr<char, decltype(&PQfreemem)> owned(complaint, PQfreemem);
    if (given == nullptr) {
        refuse_form(target.name, complaint == nullptr ? "" : complaint);
    }
    refuse_swallowed_keywords(target.name, given.get());
    target.parameters = complete(given.get(), options.connect_timeout_seconds);
    return target;
}

}  // namespace erdmark::dialect::postgres
