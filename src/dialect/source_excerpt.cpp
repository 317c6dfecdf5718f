#include "dialect/source_excerpt.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"

namespace erdmark::dialect {

namespace {

constexpr std::size_t kBefore = 60;
constexpr std::size_t kLength = 100;

/// The start of the code point that byte `at` belongs to.
std::size_t code_point_start(std::string_view text, std::size_t at) {
    while (at > 0 && at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U) {
        --at;
    }
    return at;
}

std::size_t code_points(std::string_view text) {
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
        return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
    }));
}

std::string with_blanks_for_controls(std::string_view text) {
    std::string shown = to_valid_utf8(text);
    for (char& c : shown) {
        if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) {
            c = ' ';
        }
    }
    return shown;
}

}  // namespace

std::string error_at(const sql::Script& script, std::size_t offset, std::string_view message) {
    const std::string_view text = script.text;
    offset = std::min(offset, text.size());
    const std::size_t break_before =
        offset == 0 ? std::string_view::npos : text.find_last_of("\r\n", offset - 1);
    const std::size_t line_start = break_before == std::string_view::npos ? 0 : break_before + 1;
    const std::size_t line_end = std::min(text.find_first_of("\r\n", offset), text.size());
    const std::size_t wanted = std::max(line_start, offset - std::min(offset, kBefore));
    const std::size_t from = code_point_start(text, wanted);
    const std::size_t to = code_point_start(text, std::min(line_end, from + kLength));
    const std::string before = with_blanks_for_controls(text.substr(from, offset - from));
    const std::string shown = with_blanks_for_controls(text.substr(from, to - from));
    const std::string head = fmt::format(
        "{}: {}", format_position(script.file, position_at(text, offset, script.start)), message);
    if (trim(shown).empty()) {
        return head;
    }
    return fmt::format("{}\n    {}\n    {:{}}^", head, shown, "", code_points(before));
}

}  // namespace erdmark::dialect
