#include "dialect/sqlite/connection.h"

#include <array>
#include <filesystem>
#include <fstream>
#include <system_error>

#include <SQLiteCpp/SQLiteCpp.h>
#include <fmt/format.h>
#include <sqlite3.h>

#include "base/error.h"
#include "base/text.h"

namespace erdmark::dialect::sqlite {

namespace {

namespace fs = std::filesystem;

constexpr int kBusyTimeoutMilliseconds = 2000;

/// What an engine's error means to the user of `name`.
Error explained(const std::string& name, const SQLite::Exception& error) {
    switch (error.getErrorCode()) {
        case SQLITE_NOTADB:
            return {ErrorKind::Input, fmt::format("{}: is not a SQLite database", name)};
        case SQLITE_CORRUPT:
            return {ErrorKind::Input,
                    fmt::format("{}: the database is damaged ({}); restore it from a backup", name,
                                error.what())};
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
            return {
                ErrorKind::Database,
                fmt::format(
                    "{}: is locked by another process; try again when its transaction has ended",
                    name)};
        default:
            return {ErrorKind::Database, fmt::format("{}: {}", name, error.what())};
    }
}

class OpenDatabase : public SqliteConnection {
public:
    OpenDatabase(std::string name, const std::string& file, int flags)
        : name_(std::move(name)), database_(file, flags, kBusyTimeoutMilliseconds) {}

    std::vector<Row> query(std::string_view sql) override {
        try {
            SQLite::Statement statement(database_, std::string(sql));
            std::vector<Row> rows;
            while (statement.executeStep()) {
                rows.push_back(current_row(statement));
            }
            return rows;
        } catch (const SQLite::Exception& error) {
            throw explained(name_, error);
        }
    }

    sqlite3* handle() override { return database_.getHandle(); }

private:
    static Row current_row(const SQLite::Statement& statement) {
        Row row;
        row.reserve(static_cast<std::size_t>(statement.getColumnCount()));
        for (int index = 0; index < statement.getColumnCount(); ++index) {
            const SQLite::Column column = statement.getColumn(index);
            if (column.isNull()) {
                row.emplace_back(std::nullopt);
            } else {
                row.emplace_back(column.getString());
            }
        }
        return row;
    }

    std::string name_;
    SQLite::Database database_;
};

/// `//host/path` has no place for a file: three slashes start a relative path, four an absolute
/// one.
std::string path_of(const Url& url) {
    std::string_view rest = url.rest();
    rest = rest.substr(0, rest.find('?'));
    if (rest.starts_with("///")) {
        rest.remove_prefix(3);
    } else if (rest.starts_with("//")) {
        rest.remove_prefix(2);
    }
    return percent_decode(rest);
}

void require_file(const std::string& path) {
    std::error_code failed;
    const fs::file_status status = fs::status(path, failed);
    if (status.type() == fs::file_type::not_found) {
        throw Error(ErrorKind::Input, fmt::format("{}: no such database file", path));
    }
    if (failed) {
        throw Error(ErrorKind::Input,
                    fmt::format("{}: cannot be read: {}", path, to_lower(failed.message())));
    }
    if (fs::is_directory(status)) {
        throw Error(ErrorKind::Input,
                    fmt::format("{}: is a folder, expected a database file", path));
    }
    if (!std::ifstream(path, std::ios::binary)) {
        throw Error(ErrorKind::Input, fmt::format("{}: cannot be read: permission denied", path));
    }
}

/// Whether the file is in WAL mode (byte 18 of the header is 2,
/// https://www.sqlite.org/fileformat2.html) with nothing in its log. Opening it the usual way would
/// then leave `-wal` and `-shm` files behind, or fail in a read-only folder.
bool is_quiet_wal_database(const std::string& path) {
    std::array<char, 20> header{};
    std::ifstream(path, std::ios::binary).read(header.data(), header.size());
    std::error_code failed;
    const auto log_size = fs::file_size(path + "-wal", failed);
    return header[18] == 2 && (failed || log_size == 0);
}

/// As a URI file name: no special meaning is left in the path.
std::string immutable_uri(const std::string& path) {
    std::string encoded;
    for (const char c : path) {
        encoded += c == '%' || c == '?' || c == '#'
                       ? fmt::format("%{:02x}", static_cast<unsigned char>(c))
                       : std::string(1, c);
    }
    return fmt::format("file:{}?immutable=1", encoded);
}

}  // namespace

std::unique_ptr<SqliteConnection> open_file(const Url& url) {
    const std::string path = path_of(url);
    if (path.empty() || path == ":memory:") {
        throw Error(
            ErrorKind::Usage,
            "a SQLite database in memory is always empty; name a file, as in sqlite:app.db");
    }
    require_file(path);
    const bool immutable = is_quiet_wal_database(path);
    // Debian's SQLite takes every name that begins with `file:` for a URI.
    const std::string plain = path.starts_with("file:") ? "./" + path : path;
    try {
        return std::make_unique<OpenDatabase>(
            path, immutable ? immutable_uri(path) : plain,
            SQLite::OPEN_READONLY | (immutable ? SQLite::OPEN_URI : 0));
    } catch (const SQLite::Exception& error) {
        throw explained(path, error);
    }
}

std::unique_ptr<SqliteConnection> open_memory() {
    return std::make_unique<OpenDatabase>("the in-memory database",
                                          ":memory:", SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
}

}  // namespace erdmark::dialect::sqlite
