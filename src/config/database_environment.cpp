#include "config/database_environment.h"

#include <charconv>
#include <vector>

#include <fmt/format.h>

#include "base/error.h"
#include "base/text.h"
#include "dialect/dialect.h"

namespace erdmark::config {
namespace {

constexpr int kLastPort = 65535;

std::string percent_encode(std::string_view text, std::string_view also_plain = "") {
    constexpr std::string_view kPlain =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
    std::string encoded;
    for (const char c : text) {
        const bool plain = kPlain.find(c) != std::string_view::npos ||
                           also_plain.find(c) != std::string_view::npos;
        encoded +=
            plain ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
    return encoded;
}

/// The value of a variable; empty when it is not set.
std::string value_of(const Lookup& lookup, const std::string& name) {
    return lookup(name).value_or("");
}

std::vector<std::string> providers() {
    std::vector<std::string> names;
    for (const dialect::Dialect* dialect : dialect::dialects()) {
        for (const std::string_view scheme : dialect->url_schemes()) {
            names.emplace_back(scheme);
        }
    }
    return names;
}

const dialect::Dialect& dialect_of(const std::string& provider) {
    const dialect::Dialect* dialect = dialect::find_dialect_for_scheme(provider);
    if (dialect == nullptr) {
        const std::vector<std::string> known = providers();
        const std::string shown = dialect::Url::looks_like_url(provider)
                                      ? dialect::Url::parse(provider).redacted()
                                      : provider;
        throw Error(ErrorKind::Config,
                    fmt::format("DATABASE_PROVIDER: no database is known as '{}'{}; known are: {}",
                                shown, did_you_mean(provider, known), join(known, ", ")));
    }
    return *dialect;
}

std::string file_url(const Lookup& lookup) {
    std::string file;
    for (const char* name : {"DB_PATH", "SQLITE_PATH", "DB_NAME"}) {
        file = file.empty() ? value_of(lookup, name) : file;
    }
    if (file.empty()) {
        throw Error(ErrorKind::Config,
                    "DATABASE_PROVIDER names a database of files, but neither DB_PATH nor DB_NAME "
                    "names one; set DB_PATH to the file");
    }
    return "sqlite:" + percent_encode(file, "/");
}

/// `:5432`, or nothing.
std::string port_part(const std::string& port) {
    int number = 0;
    const char* end = port.data() + port.size();
    const auto read = std::from_chars(port.data(), end, number);
    const bool fits = read.ptr == end && number >= 1 && number <= kLastPort;
    if (!port.empty() && !fits) {
        throw Error(ErrorKind::Config,
                    fmt::format("DB_PORT must be a number from 1 to {}", kLastPort));
    }
    return port.empty() ? "" : ":" + port;
}

std::string server_url(const Lookup& lookup, std::string_view scheme) {
    const std::string name = value_of(lookup, "DB_NAME");
    if (name.empty()) {
        throw Error(ErrorKind::Config,
                    "DATABASE_PROVIDER is set, but DB_NAME, the name of the database, is not");
    }
    const std::string user = percent_encode(value_of(lookup, "DB_USER"));
    const std::string password = percent_encode(value_of(lookup, "DB_PASSWORD"));
    const std::string host = value_of(lookup, "DB_HOST");
    const bool is_ipv6 = host.find(':') != std::string::npos && !host.starts_with('[');
    const std::string ssl_mode =
        scheme == "postgresql" ? percent_encode(value_of(lookup, "POSTGRES_SSL_MODE")) : "";
    return fmt::format("{}://{}{}{}{}{}{}/{}{}{}", scheme, user, password.empty() ? "" : ":",
                       password, user.empty() && password.empty() ? "" : "@",
                       is_ipv6 ? "[" + host + "]" : percent_encode(host, "[]:,"),
                       port_part(value_of(lookup, "DB_PORT")), percent_encode(name),
                       ssl_mode.empty() ? "" : "?sslmode=", ssl_mode);
}

}  // namespace

std::optional<std::string> database_source(const Lookup& lookup) {
    for (const char* name : kUrlVariables) {
        const std::string url = value_of(lookup, name);
        if (url.empty()) {
            continue;
        }
        if (!dialect::Url::looks_like_url(url)) {
            throw Error(ErrorKind::Config,
                        fmt::format("{} is no database URL such as postgresql://HOST/DATABASE or "
                                    "sqlite:FILE; correct it, or give another source",
                                    name));
        }
        return url;
    }
    const std::string provider = value_of(lookup, "DATABASE_PROVIDER");
    if (provider.empty()) {
        return std::nullopt;
    }
    const dialect::Dialect& dialect = dialect_of(provider);
    return dialect.name() == "sqlite" ? file_url(lookup)
                                      : server_url(lookup, dialect.url_schemes().front());
}

}  // namespace erdmark::config
