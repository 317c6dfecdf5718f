#include "dialect/postgres/replay/object_names.h"

#include <algorithm>

#include <fmt/format.h>

namespace erdmark::dialect::postgres {

namespace {

/// The longest part of `text` of whole characters that has no more than `limit` bytes.
std::string_view clip(std::string_view text, std::size_t limit) {
    if (text.size() <= limit) {
        return text;
    }
    // A byte 10xxxxxx goes on with the character before it.
    while (limit > 0 && (static_cast<unsigned char>(text[limit]) & 0xC0U) == 0x80U) {
        --limit;
    }
    return text.substr(0, limit);
}

}  // namespace

std::string truncate_name(std::string_view name) {
    return std::string(clip(name, kLongestName));
}

std::string make_object_name(std::string_view first, std::string_view second,
                             std::string_view label) {
    const std::size_t overhead = (second.empty() ? 0 : 1) + (label.empty() ? 0 : label.size() + 1);
    const std::size_t room = kLongestName - std::min(overhead, kLongestName);
    std::size_t first_length = first.size();
    std::size_t second_length = second.size();
    while (first_length + second_length > room) {
        --(first_length > second_length ? first_length : second_length);
    }
    std::string name(clip(first, first_length));
    if (!second.empty()) {
        name.append("_").append(clip(second, second_length));
    }
    if (!label.empty()) {
        name.append("_").append(label);
    }
    return name;
}

std::string choose_name(std::string_view first, std::string_view second, std::string_view label,
                        const std::function<bool(const std::string&)>& is_taken) {
    std::string name = make_object_name(first, second, label);
    for (int number = 1; is_taken(name); ++number) {
        name = make_object_name(first, second, fmt::format("{}{}", label, number));
    }
    return name;
}

std::string joined_columns(std::span<const std::string> columns) {
    std::string joined;
    for (const std::string& column : columns) {
        joined.append(joined.empty() ? "" : "_").append(clip(column, kLongestName));
        if (joined.size() > kLongestName) {
            break;
        }
    }
    return joined;
}

std::vector<std::string> index_column_names(std::span<const std::string> names) {
    std::vector<std::string> chosen;
    for (const std::string& name : names) {
        std::string candidate = name;
        for (int number = 1; std::ranges::count(chosen, candidate) > 0; ++number) {
            const std::string suffix = std::to_string(number);
            candidate = std::string(clip(name, kLongestName - suffix.size())) + suffix;
        }
        chosen.push_back(std::move(candidate));
    }
    return chosen;
}

}  // namespace erdmark::dialect::postgres
