#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace erdmark::dialect::postgres {

// How names and values are written in an expression.

/// Where a name stands: some keywords need quotes only in one of the places.
enum class NameUse { Column, Function, Type };

/// `name` in double quotes when PostgreSQL 15 needs them there.
std::string quoted_name(std::string_view name, NameUse use = NameUse::Column);

/// Names with points between them.
std::string quoted_path(const std::vector<std::string>& names);

/// A literal: quotes are doubled and nothing else changes, with `standard_conforming_strings`.
std::string quoted_string(std::string_view value);

}  // namespace erdmark::dialect::postgres
