#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/error.h"

namespace erdmark::dialect::postgres {

// What libpq and the server say, as errors that name the database (`name`) and say what to do.

/// For libpq's message about a connection that could not be opened. What a server says there has no
/// code; one that speaks another language than English gets its words, without advice.
Error open_error(const std::string& name, std::string_view message);

/// For a refused statement with the code SQLSTATE.
Error query_error(const std::string& name, std::string_view code, std::string_view message);

/// For a connection that ended before its time.
Error lost_connection(const std::string& name);

/// What is wrong with a server of this version (libpq's number: 150004 for 15.4), if anything.
std::optional<std::string> version_problem(int version);

}  // namespace erdmark::dialect::postgres
