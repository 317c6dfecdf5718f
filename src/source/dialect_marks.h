#pragma once

#include <optional>
#include <span>
#include <string>

#include "sql/script.h"

namespace erdmark::source {

/// What tells the dialect of a text.
struct DialectMark {
    std::string dialect;  ///< `postgresql` or `sqlite`.
    std::string mark;     ///< As written in the text: `bigserial`, `::`.
    std::string place;    ///< `file:line:column` of the first such mark.
};

/// Finds out by its tokens in which dialect a text is written: by words and signs that only one of
/// them has, outside of strings and comments. When both are met, the one with more of them counts;
/// nothing when neither is met.
std::optional<DialectMark> find_dialect_mark(std::span<const sql::Script* const> scripts);

}  // namespace erdmark::source
