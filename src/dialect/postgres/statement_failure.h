#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "dialect/migration_session.h"
#include "dialect/postgres/wire.h"

namespace erdmark::dialect::postgres {

/// `text` that others wrote as one line that is safe to show.
std::string single_line(std::string_view text);

/// Where the character `position` (the first is 1) of a text begins, in bytes.
std::size_t offset_of_character(std::string_view text, std::size_t position);

/// The SQLSTATE of an error; empty when the server gave none.
std::string condition_of(const WireAnswer& answer);

/// What an error of `wire` says about the statement `text`.
Failure failure_of(const Wire& wire, const WireAnswer& answer, std::string_view text);

}  // namespace erdmark::dialect::postgres
