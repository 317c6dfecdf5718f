#pragma once

#include <string>
#include <string_view>

namespace erdmark {

/// The SHA-256 digest (FIPS 180-4) of `bytes` as 64 lower-case hexadecimal digits.
std::string sha256_hex(std::string_view bytes);

/// The SHA-384 digest of `bytes` as 96 lower-case hexadecimal digits.
std::string sha384_hex(std::string_view bytes);

}  // namespace erdmark
