#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace erdmark::dialect {

struct ConnectOptions {
    std::filesystem::path base_folder;  ///< Relative paths in the URL of a file start here.
    int connect_timeout_seconds = 10;
    int statement_timeout_seconds = 60;  ///< Of one query; 0 for none.
};

/// A row of an answer: each value as text, nothing for NULL. Catalog queries need no more.
using Row = std::vector<std::optional<std::string>>;

/// An open database. Not thread-safe; closed when destroyed.
class Connection {
public:
    virtual ~Connection() = default;

    /// All rows of one statement. Throws a `Database` error that names the database and the
    /// engine's reason.
    virtual std::vector<Row> query(std::string_view sql) = 0;

    /// Ends the transaction in which everything was read so far and begins another one, which sees
    /// what others have committed since. Nothing where others have to wait anyway.
    virtual void start_over() {}
};

}  // namespace erdmark::dialect
