#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace erdmark::schema {

/// Of how many rows, at most, which tables are shown: by the displayed name of the table.
using RowTables = std::map<std::string, std::size_t>;

/// Rows that belong to what a database is, such as the roles that an application knows.
struct ReferenceRows {
    std::vector<std::string> columns;  ///< Those whose values are shown, in their declared order.
    /// The values of each row as the engine prints them, as many as `columns`; nothing for NULL.
    std::vector<std::vector<std::optional<std::string>>> values;
    bool truncated = false;  ///< The table has more rows.

    bool operator==(const ReferenceRows&) const = default;
};

}  // namespace erdmark::schema
