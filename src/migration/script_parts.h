#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "sql/script.h"

namespace erdmark::migration {

/// Bytes of a text: from `begin` to before `end`.
struct Range {
    std::size_t begin;
    std::size_t end;
};

/// A line of a file that is a comment from `--` on.
struct CommentLine {
    std::size_t offset;     ///< Of the dashes.
    std::string_view text;  ///< From the dashes, without white space at its end.
    std::size_t next;       ///< Where the next line begins.
    bool indented;          ///< Whether anything stands before the dashes.
};

/// The lines of a file that are comments, outside of strings, other comments and the bodies of
/// functions. Where a string or a comment has no end, as in the text of a dialect that is read
/// otherwise, every line that begins with `--` counts.
std::vector<CommentLine> comment_lines(std::string_view text);

/// Whether one of them is `wanted`. Reads no more than it has to.
bool has_comment_line(std::string_view text, bool (*wanted)(std::string_view comment));

/// A part of a file, with its place.
sql::Script part_of(const sql::Script& file, Range range);

/// As `part_of` for several ranges in order: from the first to the last, with nothing but line ends
/// between them, so that every place stays true. Of no range, the empty end of the file.
sql::Script parts_of(const sql::Script& file, std::span<const Range> ranges);

/// Throws an `Input` error with the place of a byte.
[[noreturn]] void fail_at(const sql::Script& file, std::size_t offset, const std::string& message);

/// Throws an `Input` error when anything but comments stands before `end`: it would belong to no
/// section.
void refuse_sql_before(const sql::Script& file, std::size_t end);

}  // namespace erdmark::migration
