#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace erdmark {

/// A place in a text. Lines and columns count from 1; a column counts Unicode code points, as
/// editors do.
struct Position {
    std::size_t line = 1;
    std::size_t column = 1;

    bool operator==(const Position&) const = default;
};

/// The place of byte `offset` in `text` (at most its size), when `text` itself begins at `start`.
/// A line ends with LF, CR LF or a lone CR.
Position position_at(std::string_view text, std::size_t offset, Position start = {});

/// `file:line:column`, as compilers and editors write it.
std::string format_position(std::string_view file, Position position);

}  // namespace erdmark
