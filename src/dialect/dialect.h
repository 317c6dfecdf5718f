#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "dialect/connection.h"
#include "dialect/replayer.h"
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

    /// What the text of its statements looks like.
    virtual sql::Syntax syntax() const = 0;

    /// Whether it can replay migrations without a server.
    virtual bool replays() const = 0;

    /// A scratch database, empty, that needs no server; a null pointer when it cannot replay.
    virtual std::unique_ptr<Replayer> make_replayer(const ReplayOptions& options) const = 0;
};

/// Every dialect, in the order in which they are shown.
std::span<const Dialect* const> dialects();

/// The dialect of that name, or a null pointer.
const Dialect* find_dialect(std::string_view name);

/// The dialect that takes URLs of that scheme (in any case, a driver part as in `sqlite+aiosqlite`
/// is ignored), or a null pointer.
const Dialect* find_dialect_for_scheme(std::string_view scheme);

}  // namespace erdmark::dialect
