#pragma once

#include <string>

namespace erdmark::dialect::postgres {

/// A statement with `ARRAY[(a)::text, (b)::text]` for each `(ARRAY[a, b])::text[]`. The server
/// reads the second as the first, and writes it so the next time: a script with the first is its
/// own dump.
std::string with_settled_arrays(const std::string& statement);

}  // namespace erdmark::dialect::postgres
