#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace erdmark::dialect {

/// A row of an answer: each value as text, nothing for NULL. Catalog queries need no more.
using Row = std::vector<std::optional<std::string>>;

/// An open database. Not thread-safe; closed when destroyed.
class Connection {
public:
    virtual ~Connection() = default;

    /// All rows of one statement. Throws a `Database` error that names the database and the
    /// engine's reason.
    virtual std::vector<Row> query(std::string_view sql) = 0;
};

}  // namespace erdmark::dialect
