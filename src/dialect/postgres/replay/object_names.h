#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace erdmark::dialect::postgres {

// The names that the server gives to what its author did not name, as PostgreSQL 15 makes them
// (src/backend/commands/indexcmds.c, tablecmds.c). All lengths are in bytes.

/// The longest name of the server: `NAMEDATALEN` less one.
inline constexpr std::size_t kLongestName = 63;

/// `name` as the server keeps it: cut before the character that goes beyond 63 bytes.
std::string truncate_name(std::string_view name);

/// `first_second_label`, shortened to 63 bytes: of the two names the longer one first, by whole
/// characters; the label stays. Without an empty second name or label and its underscore.
std::string make_object_name(std::string_view first, std::string_view second,
                             std::string_view label);

/// `make_object_name` with the first of `label`, `label1`, `label2`, … whose name is not taken.
std::string choose_name(std::string_view first, std::string_view second, std::string_view label,
                        const std::function<bool(const std::string&)>& is_taken);

/// The middle part of the name of an index or of a foreign key: the columns joined by underscores,
/// as far as they begin within 63 bytes.
std::string joined_columns(std::span<const std::string> columns);

/// The names of an index's columns; one that came before gets a number: `a`, `expr`, `expr1`.
std::vector<std::string> index_column_names(std::span<const std::string> names);

}  // namespace erdmark::dialect::postgres
