#pragma once

#include <memory>
#include <string>

#include "dialect/connection.h"
#include "dialect/url.h"

struct sqlite3;

namespace erdmark::dialect::sqlite {

/// An open SQLite database.
class SqliteConnection : public Connection {
public:
    /// The engine's own handle, for what only its C interface offers.
    virtual sqlite3* handle() = 0;
};

/// Opens the file that a `sqlite:` URL names, for reading only; see `Dialect::connect`. Takes
/// `sqlite:app.db`, `sqlite:///app.db` (relative) and `sqlite:////srv/app.db` (absolute), as
/// SQLAlchemy writes them.
std::unique_ptr<SqliteConnection> open_file(const Url& url);

/// A new, empty database in memory.
std::unique_ptr<SqliteConnection> open_memory();

}  // namespace erdmark::dialect::sqlite
