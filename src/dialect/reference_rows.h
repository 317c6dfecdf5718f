#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "dialect/connection.h"
#include "schema/schema.h"
#include "sql/lexer.h"

namespace erdmark::dialect {

// The rows of tables with reference data. What of them is shown follows from the schema alone, so
// that it does not matter where they come from: from one database, from another, or from a replay.

/// What is read of a table with reference data.
struct RowPlan {
    std::vector<std::string> columns;  ///< Those that are shown, in declared order.
    /// What puts rows in order: the primary key when all of it is shown, else all that is.
    std::vector<std::string> order;
};

/// Of the columns of a table those whose values are the same wherever the same statements were run
/// and may be shown; nothing when there is none.
///
/// Left out are columns whose default calls for the time, for chance, for the user, or for a
/// volatile function of the schema; generated ones; those of foreign keys to a column that is left
/// out for that reason; and those of text that look like secrets by their name. Numbers that a
/// sequence gave stay. `syntax` is that of the defaults.
std::optional<RowPlan> plan_rows(const schema::Schema& schema, const schema::Table& table,
                                 const sql::Syntax& syntax);

/// No more of a value is kept, in characters; an ellipsis stands for the rest.
inline constexpr std::size_t kLongestValue = 1000;

/// The rows that a query gave, at most one more than `limit` and each value at most one character
/// longer than `kLongestValue`, as documents have them.
schema::ReferenceRows make_rows(const RowPlan& plan, std::vector<Row> rows, std::size_t limit);

/// Whether a declared type (as the engine prints it) is one of numbers.
bool is_number_type_name(const std::string& type);

}  // namespace erdmark::dialect
