#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace erdmark::dialect {

/// Where a database is. There is no way to print the whole of it: `redacted` hides what may be
/// secret.
class Url {
public:
    /// Takes `scheme:rest` as it is; an `Usage` error when there is no scheme (RFC 3986: a letter,
    /// then letters, digits,
    /// `+`, `-`, `.`).
    ///
    /// Takes libpq's keywords and values too, `host=db dbname=shop`, with scheme `postgresql`.
    static Url parse(std::string_view text);

    /// Whether `text` starts with a scheme and a colon and is no Windows drive letter, or with a
    /// keyword of libpq and `=`.
    static bool looks_like_url(std::string_view text);

    /// In lower case, without a driver part: `sqlite` for `sqlite+aiosqlite:///x.db`.
    const std::string& scheme() const { return scheme_; }

    /// Everything after the scheme's colon. May hold a password: never print it.
    const std::string& rest() const { return rest_; }

    /// Whether `rest` is made of libpq's keywords and values.
    bool is_key_values() const;

    /// The URL with the password, if any, shown as `***`: for messages.
    std::string redacted() const;

private:
    std::string scheme_;
    std::string rest_;
};

/// `user:password@` in front of the rest of an authority (without its `//`).
struct Userinfo {
    std::string_view user;
    std::optional<std::string_view> password;
    std::string_view rest;
};

/// Finds the password in `text`; when it has none, everything is `rest`. A password may hold any
/// character, also those that should have been encoded: it goes on to the last `@`.
Userinfo find_userinfo(std::string_view text);

/// `%41` → `A`. A `%` without two hexadecimal digits stays.
std::string percent_decode(std::string_view text);

}  // namespace erdmark::dialect
