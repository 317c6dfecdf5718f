#include "dialect/script_error.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/position.h"
#include "base/text.h"

namespace erdmark::dialect {

namespace {

constexpr std::string_view kIndent = "    ";
constexpr std::string_view kCut = "…";
constexpr std::size_t kWidth = 120;
constexpr std::size_t kBeforePlace = 60;
constexpr std::size_t kNearBytes = 1000;  // More than any line that is shown has.

/// A line as code points, so that it can be cut and marked by column.
std::u32string visible_line(std::string_view line) {
    std::u32string visible;
    for (std::size_t at = 0; at < line.size();) {
        const CodePoint point = decode_utf8(line, at);
        visible += point.value < 0x20 || point.value == 0x7F ? U' ' : point.value;
        at += point.length;
    }
    return visible;
}

std::string to_utf8(std::u32string_view text) {
    std::string result;
    for (const char32_t point : text) {
        append_utf8(result, point);
    }
    return result;
}

bool is_inside_character(std::string_view text, std::size_t at) {
    return at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U;
}

/// The line of byte `offset`, of a very long one the part around it.
std::string_view line_at(std::string_view text, std::size_t offset) {
    std::size_t low = offset - std::min(offset, kNearBytes);
    while (low > 0 && low < offset && is_inside_character(text, low)) {
        ++low;
    }
    std::string_view near = text.substr(low, offset - low + kNearBytes);
    while (!near.empty() && is_inside_character(text, low + near.size())) {
        near.remove_suffix(1);
    }
    const std::size_t place = offset - low;
    const std::size_t end = std::min(near.find_first_of("\r\n", place), near.size());
    const std::size_t before =
        place == 0 ? std::string_view::npos : near.find_last_of("\r\n", place - 1);
    const std::size_t start = before == std::string_view::npos ? 0 : before + 1;
    return near.substr(start, end - start);
}

/// The line with a mark below the code point at index `place`.
std::string marked_line(const std::u32string& line, std::size_t place) {
    const std::size_t start = line.size() > kWidth && place > kBeforePlace
                                  ? std::min(place - kBeforePlace, line.size() - kWidth)
                                  : 0;
    const std::u32string_view shown = std::u32string_view(line).substr(start, kWidth);
    const std::string_view before = start > 0 ? kCut : "";
    const std::string_view after = start + shown.size() < line.size() ? kCut : "";
    const std::size_t indent = kIndent.size() + (start > 0 ? 1 : 0) + place - start;
    return fmt::format("{}{}{}{}\n{:{}}^", kIndent, before, to_utf8(shown), after, "", indent);
}

}  // namespace

Error script_error(const sql::Script& script, std::size_t offset, std::string_view message) {
    const std::string_view text = script.text;
    const Position position = position_at(text, offset, script.start);
    const std::string_view line = line_at(text, offset);
    const std::string_view before =
        line.substr(0, offset - static_cast<std::size_t>(line.data() - text.data()));
    return {ErrorKind::Input,
            fmt::format("{}: {}\n{}", format_position(script.file, position), message,
                        marked_line(visible_line(line), visible_line(before).size()))};
}

std::string visible_text(std::string_view text, std::size_t longest) {
    const std::u32string visible = visible_line(text);
    return visible.size() <= longest
               ? to_utf8(visible)
               : fmt::format("{}{}", to_utf8(visible.substr(0, longest)), kCut);
}

}  // namespace erdmark::dialect
