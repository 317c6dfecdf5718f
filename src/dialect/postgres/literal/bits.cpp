#include <algorithm>

#include <fmt/format.h>

#include "dialect/postgres/literal/outputs.h"

namespace erdmark::dialect::postgres {

namespace {

/// 0 to 15, or -1.
int hex_value(char c) {
    if (c >= '0' && c <= '9') {
        return c - '0';
    }
    const char letter = static_cast<char>(c | 0x20);
    return letter >= 'a' && letter <= 'f' ? letter - 'a' + 10 : -1;
}

bool is_hex(char c) {
    return hex_value(c) >= 0;
}

/// Blanks may stand between the bytes.
std::optional<std::string> from_hex(std::string_view text) {
    std::string output = "\\x";
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] == ' ' || text[at] == '\n' || text[at] == '\t' || text[at] == '\r') {
            continue;
        }
        if (at + 1 == text.size() || !is_hex(text[at]) || !is_hex(text[at + 1])) {
            return std::nullopt;
        }
        output += fmt::format("{:x}{:x}", hex_value(text[at]), hex_value(text[at + 1]));
        ++at;
    }
    return output;
}

/// The value of `\ooo`, or -1.
int octal_byte(std::string_view text) {
    if (text.size() < 4 || text[1] > '3') {
        return -1;
    }
    int value = 0;
    for (const char c : text.substr(1, 3)) {
        if (c < '0' || c > '7') {
            return -1;
        }
        value = value * 8 + (c - '0');
    }
    return value;
}

std::optional<std::string> from_escapes(std::string_view text) {
    std::string output = "\\x";
    for (std::size_t at = 0; at < text.size(); ++at) {
        int byte = static_cast<unsigned char>(text[at]);
        if (text[at] == '\\' && text.substr(at).starts_with("\\\\")) {
            at += 1;
        } else if (text[at] == '\\') {
            byte = octal_byte(text.substr(at));
            at += 3;
        }
        if (byte < 0) {
            return std::nullopt;
        }
        output += fmt::format("{:02x}", byte);
    }
    return output;
}

bool is_bit(char c) {
    return c == '0' || c == '1';
}

/// Where the server takes a hyphen: behind every fourth digit but the last.
bool may_have_hyphen(std::size_t digits) {
    return digits % 4 == 0 && digits < 32;
}

}  // namespace

std::optional<std::string> bytea_output(std::string_view text) {
    return text.starts_with("\\x") ? from_hex(text.substr(2)) : from_escapes(text);
}

std::optional<std::string> bit_output(std::string_view text) {
    if (text.starts_with('x') || text.starts_with('X')) {
        std::string output;
        for (const char c : text.substr(1)) {
            if (!is_hex(c)) {
                return std::nullopt;
            }
            output += fmt::format("{:04b}", hex_value(c));
        }
        return output;
    }
    text.remove_prefix(text.starts_with('b') || text.starts_with('B') ? 1 : 0);
    return std::ranges::all_of(text, is_bit) ? std::optional(std::string(text)) : std::nullopt;
}

std::optional<std::string> uuid_output(std::string_view text) {
    constexpr std::size_t kDigits = 32;
    if (text.starts_with('{') && text.ends_with('}')) {
        text = text.substr(1, text.size() - 2);
    }
    std::string digits;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] == '-' && at > 0 && text[at - 1] != '-' && may_have_hyphen(digits.size())) {
            continue;
        }
        if (!is_hex(text[at])) {
            return std::nullopt;
        }
        digits +=
            text[at] >= 'A' && text[at] <= 'F' ? static_cast<char>(text[at] | 0x20) : text[at];
    }
    if (digits.size() != kDigits) {
        return std::nullopt;
    }
    for (const std::size_t place : {20U, 16U, 12U, 8U}) {
        digits.insert(place, "-");
    }
    return digits;
}

}  // namespace erdmark::dialect::postgres
