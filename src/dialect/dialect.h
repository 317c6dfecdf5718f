#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "dialect/connection.h"
#include "dialect/migration_session.h"
#include "dialect/replayer.h"
#include "dialect/statement_rule.h"
#include "dialect/url.h"
#include "schema/schema.h"
#include "sql/lexer.h"

namespace erdmark::dialect {

// All that differs by engine stands behind this interface, one folder for each engine, the same
// file names in each. Nothing outside a dialect's folder asks which engine it talks to.

/// What of a database is read.
struct IntrospectOptions {
    /// Glob patterns of the schemas (namespaces) that are documented; all but the system's when
    /// empty. An engine without them ignores it.
    std::vector<std::string> schemas;
    bool privileges = false;       ///< Who may do what, too.
    schema::RowTables row_tables;  ///< Whose rows are read, too.
    /// Patterns, as those of `schema::filter`, of tables that a dump is without; for a schema that
    /// was read, `schema::filter` does it.
    std::vector<std::string> left_out_of_dumps;
};

/// What tables of a runner are made of, as SQL.
struct TableWords {
    std::string_view identity;   ///< Of a column of growing numbers: type and primary key.
    std::string_view timestamp;  ///< The type of a moment.
    std::string_view now;        ///< The moment, as an expression.
    /// `now` and that many seconds, which stand for `{}`.
    std::string_view now_and_seconds;
    std::string_view current_namespace;  ///< Where unqualified names are created, as an expression.
    std::string_view hex_of_bytes;       ///< Bytes, which stand for `{}`, as hexadecimal digits.
    std::string_view bytes_of_hex;       ///< Bytes from hexadecimal digits, which stand for `{}`.
    /// What keeps a row that was read as it is until the transaction ends, at the end of a query;
    /// nothing where a transaction does that with the whole database.
    std::string_view row_lock;
};

/// A table and its columns, in order.
struct TableColumns {
    schema::QualifiedName table;
    std::vector<std::string> columns;
    std::vector<std::string> types;  ///< Of the columns, as the engine writes them.
};

class Dialect {
public:
    virtual ~Dialect() = default;

    /// `sqlite`, `postgresql`, …: the word used in snapshots, configuration and messages.
    virtual std::string_view name() const = 0;

    /// The schemes of the URLs that `connect` takes, in lower case: `sqlite`, `sqlite3`.
    virtual std::span<const std::string_view> url_schemes() const = 0;

    /// Opens a database for reading only. Throws `Input` when there is no such database file or it
    /// is none, `Database` when the engine refuses.
    virtual std::unique_ptr<Connection> connect(const Url& url,
                                                const ConnectOptions& options) const = 0;

    /// The whole schema, sorted, read in one consistent state with a constant number of queries.
    virtual schema::Schema introspect(Connection& connection,
                                      const IntrospectOptions& options) const = 0;

    /// The whole schema as a script that makes the same one when it is run in an empty database of
    /// the engine: without data, owners, privileges and roles. The same schema gives the same text,
    /// whatever its history; nothing in it tells of the time, the server or its version. Objects
    /// stand in an order in which they can be created, and the last line has its end. What cannot
    /// be told in SQL is named in comments at the top, and so is what needs a table that `options`
    /// leave out; what belongs to such a table goes with it silently. `connection` is one of
    /// `connect`. A constant number of queries.
    virtual std::string dump(Connection& connection, const IntrospectOptions& options) const = 0;

    /// What the text of its statements looks like.
    virtual sql::Syntax syntax() const = 0;

    /// Whether it can replay migrations without a server.
    virtual bool replays() const = 0;

    /// A scratch database, empty, that needs no server; a null pointer when it cannot replay.
    virtual std::unique_ptr<Replayer> make_replayer(const ReplayOptions& options) const = 0;

    /// What has to be known of a statement before it runs. Pure.
    virtual StatementRule rule_of(const sql::Statement& statement) const = 0;

    virtual const TableWords& table_words() const = 0;

    /// The user's tables that have at least one column of these names, by name.
    virtual std::vector<TableColumns> tables_with(
        Connection& connection, std::span<const std::string_view> columns) const = 0;

    /// Whether there is something at `url` to connect to: false for a file that is still to be
    /// made.
    virtual bool exists(const Url& url, const ConnectOptions& options) const = 0;

    /// Opens a database for migrations; where it is a file, makes it when there is none. Throws as
    /// `connect` does.
    virtual std::unique_ptr<MigrationSession> open_session(const Url& url,
                                                           const SessionOptions& options) const = 0;
};

/// Every dialect, in the order in which they are shown.
std::span<const Dialect* const> dialects();

/// The dialect of that name, or a null pointer.
const Dialect* find_dialect(std::string_view name);

/// The dialect that takes URLs of that scheme (in any case, a driver part as in `sqlite+aiosqlite`
/// is ignored), or a null pointer.
const Dialect* find_dialect_for_scheme(std::string_view scheme);

}  // namespace erdmark::dialect
