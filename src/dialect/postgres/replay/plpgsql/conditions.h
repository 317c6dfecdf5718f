#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace erdmark::dialect::postgres {

/// The SQLSTATEs that a condition's name stands for; none for a name that PostgreSQL 15 does not
/// know.
std::vector<std::string> condition_codes(std::string_view name);

/// Whether a handler for `code` takes an error with the SQLSTATE `raised`: the same one, or one of
/// the class that `code` stands for.
bool covers(std::string_view code, std::string_view raised);

}  // namespace erdmark::dialect::postgres
