#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <vector>

#include <arpa/inet.h>
#include <fmt/format.h>

#include "base/text.h"
#include "dialect/postgres/literal/outputs.h"

namespace erdmark::dialect::postgres {

namespace {

/// An address of 4 or 16 bytes with the length of its network, -1 when none was written.
struct Address {
    std::vector<std::uint8_t> bytes;
    int bits = -1;
};

std::optional<int> small_number(std::string_view text, int most) {
    int number = 0;
    const char* const end = text.data() + text.size();
    const bool is_odd = text.empty() || (text.size() > 1 && text.front() == '0');
    const auto read = std::from_chars(text.data(), end, number);
    if (is_odd || read.ec != std::errc() || read.ptr != end || number < 0 || number > most) {
        return std::nullopt;
    }
    return number;
}

/// Fewer than four numbers are for networks.
std::vector<std::uint8_t> read_ipv4(std::string_view text) {
    std::vector<std::uint8_t> bytes;
    for (const std::string_view part : split(text, '.')) {
        const std::optional<int> number = small_number(part, 255);
        if (!number) {
            return {};
        }
        bytes.push_back(static_cast<std::uint8_t>(*number));
    }
    return bytes;
}

std::vector<std::uint8_t> read_ipv6(std::string_view text) {
    std::vector<std::uint8_t> bytes(16);
    const std::string address(text);
    return inet_pton(AF_INET6, address.c_str(), bytes.data()) == 1 ? bytes
                                                                   : std::vector<std::uint8_t>();
}

std::optional<Address> read_address(std::string_view text) {
    const std::size_t slash = std::min(text.find('/'), text.size());
    const std::string_view host = text.substr(0, slash);
    const bool is_ipv6 = host.find(':') != std::string_view::npos;
    Address address{.bytes = is_ipv6 ? read_ipv6(host) : read_ipv4(host)};
    const std::size_t size = is_ipv6 ? 16 : 4;
    const bool has_bits = slash < text.size();
    if (address.bytes.empty() || address.bytes.size() > size ||
        (address.bytes.size() < size && !has_bits)) {
        return std::nullopt;
    }
    address.bytes.resize(size);
    if (has_bits) {
        const std::optional<int> bits =
            small_number(text.substr(slash + 1), static_cast<int>(size) * 8);
        if (!bits) {
            return std::nullopt;
        }
        address.bits = *bits;
    }
    return address;
}

bool is_network(const Address& address) {
    for (auto bit = static_cast<std::size_t>(address.bits); bit < address.bytes.size() * 8; ++bit) {
        if ((address.bytes[bit / 8] >> (7 - bit % 8) & 1) != 0) {
            return false;
        }
    }
    return true;
}

std::string host_text(const Address& address) {
    std::array<char, INET6_ADDRSTRLEN> buffer{};
    inet_ntop(address.bytes.size() == 4 ? AF_INET : AF_INET6, address.bytes.data(), buffer.data(),
              buffer.size());
    return buffer.data();
}

/// Whether the server takes a hardware address of so many groups with that between them.
bool may_be_groups(char separator, std::size_t groups) {
    switch (separator) {
        case '.':
            return groups == 3;
        case ':':
            return groups == 2 || groups == 6;
        case '-':
            return groups == 2 || groups == 3 || groups == 6;
        default:
            return groups == 1;
    }
}

}  // namespace

std::optional<std::string> inet_output(std::string_view text) {
    const std::optional<Address> address = read_address(text);
    if (!address) {
        return std::nullopt;
    }
    const int all = static_cast<int>(address->bytes.size()) * 8;
    const bool is_host = address->bits < 0 || address->bits == all;
    return is_host ? host_text(*address) : fmt::format("{}/{}", host_text(*address), address->bits);
}

std::optional<std::string> cidr_output(std::string_view text) {
    std::optional<Address> address = read_address(text);
    if (!address) {
        return std::nullopt;
    }
    if (address->bits < 0) {
        address->bits = static_cast<int>(address->bytes.size()) * 8;
    }
    if (!is_network(*address)) {
        return std::nullopt;
    }
    return fmt::format("{}/{}", host_text(*address), address->bits);
}

std::optional<std::string> macaddr_output(std::string_view text) {
    constexpr std::size_t kDigits = 12;
    const std::size_t mark = text.find_first_of(":-.");
    std::string digits;
    const std::vector<std::string_view> groups =
        mark == std::string_view::npos ? std::vector{text} : split(text, text[mark]);
    const std::size_t width = kDigits / std::max<std::size_t>(groups.size(), 1);
    const char separator = mark == std::string_view::npos ? '\0' : text[mark];
    if (!may_be_groups(separator, groups.size())) {
        return std::nullopt;
    }
    for (const std::string_view group : groups) {
        const bool may_be_short = groups.size() == 6 && group.size() == 1;
        if (group.size() != width && !may_be_short) {
            return std::nullopt;
        }
        digits += (may_be_short ? "0" : "") + to_lower(group);
    }
    if (digits.find_first_not_of("0123456789abcdef") != std::string::npos) {
        return std::nullopt;
    }
    for (const std::size_t place : {10U, 8U, 6U, 4U, 2U}) {
        digits.insert(place, ":");
    }
    return digits;
}

}  // namespace erdmark::dialect::postgres
