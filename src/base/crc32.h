#pragma once

#include <cstdint>
#include <string_view>

namespace erdmark {

/// The CRC-32 of `bytes` that ZIP and PNG use (ISO-HDLC): that of `123456789` is CBF43926.
std::uint32_t crc32(std::string_view bytes);

}  // namespace erdmark
