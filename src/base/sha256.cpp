#include "base/sha256.h"

#include <array>
#include <memory>

#include <fmt/format.h>
#include <openssl/evp.h>

#include "base/error.h"

namespace erdmark {

namespace {

using Digest = std::unique_ptr<EVP_MD, decltype(&EVP_MD_free)>;

Digest fetch_digest(const char* name) {
    Digest digest(EVP_MD_fetch(nullptr, name, nullptr), EVP_MD_free);
    if (digest == nullptr) {
        throw Error(ErrorKind::Internal, fmt::format("{} is not available", name));
    }
    return digest;
}

std::string digest_hex(std::string_view bytes, const EVP_MD* algorithm) {
    constexpr std::string_view kDigits = "0123456789abcdef";
    constexpr unsigned int kBitsOfDigit = 4;
    constexpr unsigned int kLastDigit = 15;
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned int size = 0;
    if (EVP_Digest(bytes.data(), bytes.size(), digest.data(), &size, algorithm, nullptr) != 1) {
        throw Error(ErrorKind::Internal, fmt::format("{} failed", EVP_MD_get0_name(algorithm)));
    }
    std::string hex;
    for (unsigned int index = 0; index < size; ++index) {
        hex += kDigits[digest.at(index) >> kBitsOfDigit];
        hex += kDigits[digest.at(index) & kLastDigit];
    }
    return hex;
}

}  // namespace

// To look an algorithm up takes longer than to digest a migration.

std::string sha256_hex(std::string_view bytes) {
    static const Digest algorithm = fetch_digest("SHA256");
    return digest_hex(bytes, algorithm.get());
}

std::string sha384_hex(std::string_view bytes) {
    static const Digest algorithm = fetch_digest("SHA384");
    return digest_hex(bytes, algorithm.get());
}

}  // namespace erdmark
