#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "dialect/connection.h"
#include "dialect/url.h"

namespace SQLite {  // NOLINT(readability-identifier-naming): the name of the library
class Database;
class Statement;
}  // namespace SQLite

namespace erdmark::dialect::sqlite {

/// Opens the file that a URL names, for reading only; see `Dialect::connect`.
///
/// `sqlite:app.db` and, as SQLAlchemy writes it, `sqlite:///app.db` are relative to `base_folder`;
/// `sqlite:/app.db` and `sqlite:////app.db` are absolute. Parameters behind `?` have no effect.
/// Makes no file, unless a write-ahead log lies beside the database without its `-shm` file, which
/// SQLite then makes. Waits two seconds for a lock.
std::unique_ptr<Connection> connect(const Url& url, const std::filesystem::path& base_folder);

/// The row at which a statement stands.
Row read_row(SQLite::Statement& statement);

/// A connection over an open database, which must outlive it; `name` stands in messages.
std::unique_ptr<Connection> borrow(SQLite::Database& database, std::string name);

}  // namespace erdmark::dialect::sqlite
