#include "base/sha256.h"

#include <array>

#include <fmt/format.h>
#include <openssl/evp.h>

#include "base/error.h"

namespace erdmark {

namespace {

std::string digest_hex(std::string_view bytes, const EVP_MD* algorithm) {
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned int size = 0;
    if (EVP_Digest(bytes.data(), bytes.size(), digest.data(), &size, algorithm, nullptr) != 1) {
        throw Error(ErrorKind::Internal,
                    fmt::format("{} is not available", EVP_MD_get0_name(algorithm)));
    }
    std::string hex;
    for (unsigned int index = 0; index < size; ++index) {
        hex += fmt::format("{:02x}", digest[index]);
    }
    return hex;
}

}  // namespace

std::string sha256_hex(std::string_view bytes) {
    return digest_hex(bytes, EVP_sha256());
}

std::string sha384_hex(std::string_view bytes) {
    return digest_hex(bytes, EVP_sha384());
}

}  // namespace erdmark
