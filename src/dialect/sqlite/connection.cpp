#include "dialect/sqlite/connection.h"

#include <optional>
#include <utility>

#include <SQLiteCpp/SQLiteCpp.h>
#include <fmt/format.h>
#include <sqlite3.h>

#include "base/error.h"
#include "dialect/clean_text.h"
#include "dialect/sqlite/database_file.h"

namespace erdmark::dialect::sqlite {

namespace {

constexpr int kBusyTimeoutMilliseconds = 2000;

[[noreturn]] void fail(const SQLite::Exception& reason, const std::string& name) {
    switch (reason.getErrorCode()) {
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
            throw Error(ErrorKind::Database,
                        fmt::format("{}: is locked by another process; try again when its "
                                    "transaction has ended",
                                    name));
        case SQLITE_CORRUPT:
            throw Error(ErrorKind::Input, fmt::format("{}: is damaged: {}", name, reason.what()));
        case SQLITE_NOTADB:
            throw Error(ErrorKind::Input, fmt::format("{}: is not a SQLite database", name));
        case SQLITE_READONLY:
            throw Error(
                ErrorKind::Database,
                fmt::format("{}: was left in the middle of a transaction; the next program that "
                            "writes it, such as 'erdmark migrate up', will roll it back",
                            name));
        default:
            throw Error(ErrorKind::Database, fmt::format("{}: {}", name, reason.what()));
    }
}

class BorrowedConnection final : public Connection {
public:
    BorrowedConnection(SQLite::Database& database, std::string name)
        : database_(database), name_(std::move(name)) {}

    std::vector<Row> query(std::string_view sql) override {
        try {
            std::vector<Row> rows;
            SQLite::Statement statement(database_, std::string(sql));
            while (statement.executeStep()) {
                rows.push_back(read_row(statement));
            }
            return rows;
        } catch (const SQLite::Exception& reason) {
            fail(reason, name_);
        }
    }

private:
    SQLite::Database& database_;
    std::string name_;
};

SQLite::Database open_database(const std::filesystem::path& path, const std::string& name) {
    const std::string uri = read_only_uri(path, name);
    try {
        return {uri, SQLite::OPEN_READONLY | SQLite::OPEN_URI, kBusyTimeoutMilliseconds};
    } catch (const SQLite::Exception& reason) {
        fail(reason, name);
    }
}

class FileConnection final : public Connection {
public:
    FileConnection(const std::filesystem::path& path, const std::string& name)
        : database_(open_database(path, name)), connection_(database_, name) {
        sqlite3_db_config(database_.getHandle(), SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
        // SQLite opens lazily: only a first look at the file tells that it is locked or damaged.
        connection_.query("SELECT count(*) FROM sqlite_schema");
    }

    std::vector<Row> query(std::string_view sql) override { return connection_.query(sql); }

private:
    SQLite::Database database_;
    BorrowedConnection connection_;
};

}  // namespace

std::unique_ptr<Connection> connect(const Url& url, const std::filesystem::path& base_folder) {
    const std::filesystem::path path = database_path(url, base_folder);
    return std::make_unique<FileConnection>(path, path.generic_string());
}

// A live file may hold bytes in its names that are no UTF-8, which no page could show.
Row read_row(SQLite::Statement& statement) {
    Row row;
    for (int index = 0; index < statement.getColumnCount(); ++index) {
        const SQLite::Column value = statement.getColumn(index);
        row.push_back(value.isNull() ? std::optional<std::string>()
                                     : clean_text(value.getString()));
    }
    return row;
}

std::unique_ptr<Connection> borrow(SQLite::Database& database, std::string name) {
    return std::make_unique<BorrowedConnection>(database, std::move(name));
}

}  // namespace erdmark::dialect::sqlite
