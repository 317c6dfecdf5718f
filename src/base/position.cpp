#include "base/position.h"

#include <fmt/format.h>

#include "base/text.h"

namespace erdmark {

Position position_at(std::string_view text, std::size_t offset, Position start) {
    Position position = start;
    for (std::size_t at = 0; at < offset && at < text.size();) {
        const char c = text[at];
        const bool before_lf = c == '\r' && at + 1 < text.size() && text[at + 1] == '\n';
        if (c == '\n' || (c == '\r' && !before_lf)) {
            ++position.line;
            position.column = 1;
            ++at;
            continue;
        }
        ++position.column;
        at += static_cast<unsigned char>(c) < 0x80 ? 1 : decode_utf8(text, at).length;
    }
    return position;
}

std::string format_position(std::string_view file, Position position) {
    return fmt::format("{}:{}:{}", file, position.line, position.column);
}

}  // namespace erdmark
