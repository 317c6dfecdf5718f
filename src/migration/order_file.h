#pragma once

#include <string>
#include <vector>

#include "sql/script.h"

namespace erdmark::migration {

/// A line of an order file.
struct OrderedPath {
    std::string path;    ///< As written.
    std::size_t offset;  ///< In the order file.
};

/// The paths in an order file: one a line, `#` begins a comment at the front of a line or behind
/// white space. Throws an `Input` error with the place for a path that comes twice, and for a file
/// without any.
std::vector<OrderedPath> read_order(const sql::Script& file);

}  // namespace erdmark::migration
