#pragma once

#include <map>
#include <string>

namespace SQLite {  // NOLINT(readability-identifier-naming): the name of the library
class Database;
}

namespace erdmark::dialect::sqlite {

/// What migrations did to their session, and how to undo it.
///
/// All functions throw what SQLiteCpp throws.
class SessionSettings {
public:
    /// `database` must outlive it.
    explicit SessionSettings(SQLite::Database& database) : database_(database) {}

    /// Keeps what a pragma says, before a statement about it is prepared, which sets some of them
    /// already. `name` is in lower case.
    void keep(const std::string& name);

    /// Sets one of them back; nothing when it is as it was.
    void restore(const std::string& name);

    /// Sets all back, and detaches what was attached. Outside a transaction.
    void restore_all();

private:
    void detach_all();

    SQLite::Database& database_;
    std::map<std::string, std::string> before_;
};

}  // namespace erdmark::dialect::sqlite
