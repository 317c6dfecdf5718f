#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace erdmark::dialect::postgres {

/// Lines of SQL. A line may have line ends of its own, inside of strings; so they are put together
/// at the very end.
using Lines = std::vector<std::string>;

/// Each line behind four blanks.
Lines indented(Lines lines);

/// Appends `more`, its first line behind the last line of `lines`.
void attach(Lines& lines, Lines more);

/// Appends the lines as they are.
void append(Lines& lines, Lines more);

/// All in one line, with `separator` between them.
std::string in_one_line(const Lines& lines, std::string_view separator = " ");

/// `head` and the items with commas: in one line when there is room, else one on each line.
Lines list_lines(std::string_view head, const std::vector<Lines>& items);

/// The length of the longest line that is no problem to read.
inline constexpr std::size_t kLineLength = 80;

}  // namespace erdmark::dialect::postgres
