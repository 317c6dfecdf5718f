#pragma once

#include <string>
#include <string_view>

namespace erdmark::dialect {

// What libpq calls a connection string of keywords and values: `host=db dbname=shop password='a b'`
// (https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-CONNSTRING).

/// Whether `text` starts with a keyword of libpq and `=`.
bool is_key_value_text(std::string_view text);

/// `text` with what may be secret shown as `***`: values of keywords that hold secrets or are
/// unknown, and words that belong to no keyword, such as the rest of a password with blanks.
std::string redacted_key_values(std::string_view text);

/// Whether a parameter of this name holds a secret.
bool is_secret_name(std::string_view name);

}  // namespace erdmark::dialect
