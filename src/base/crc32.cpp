#include "base/crc32.h"

#include <array>

namespace erdmark {

namespace {

constexpr std::uint32_t kReversedPolynomial = 0xEDB88320;

using Table = std::array<std::uint32_t, 256>;

constexpr Table make_table() {
    Table table{};
    for (std::uint32_t byte = 0; byte < table.size(); ++byte) {
        std::uint32_t value = byte;
        for (int bit = 0; bit < 8; ++bit) {
            value = (value >> 1U) ^ ((value & 1U) != 0 ? kReversedPolynomial : 0U);
        }
        table[byte] = value;
    }
    return table;
}

}  // namespace

std::uint32_t crc32(std::string_view bytes) {
    static constexpr Table kTable = make_table();
    std::uint32_t value = ~0U;
    for (const char c : bytes) {
        value = (value >> 8U) ^ kTable[(value ^ static_cast<unsigned char>(c)) & 0xFFU];
    }
    return ~value;
}

}  // namespace erdmark
