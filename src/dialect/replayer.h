#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "schema/schema.h"
#include "sql/script.h"

namespace erdmark::dialect {

/// How many rows of a table statements inserted, changed and deleted.
struct RowChange {
    schema::QualifiedName table;
    int inserted = 0;
    int updated = 0;
    int deleted = 0;
};

/// What scripts did to a schema.
struct ReplayStep {
    /// The objects that differ, as they were and as they are, and nothing else: what is in one of
    /// them only was dropped or created. Sorted.
    schema::Schema before;
    schema::Schema after;
    /// Old and new names of tables, views and types that were renamed or moved.
    std::vector<std::pair<schema::QualifiedName, schema::QualifiedName>> renamed;
    std::vector<RowChange> rows;               ///< By the name of the table.
    std::vector<schema::QualifiedName> reads;  ///< Tables and views that queries read, sorted.
};

/// What a replay is told.
struct ReplayOptions {
    /// Goes on after a statement that fails, which becomes a note. A transaction in which one
    /// failed leaves nothing.
    bool keep_going = false;
    std::vector<std::string> schemas;  ///< As in `IntrospectOptions`.
    bool privileges = false;           ///< The schema shows who may do what, too.
    schema::RowTables row_tables;      ///< Whose rows the schema shows.
    /// What the client puts into the text of scripts, where it has variables: psql's `:name`.
    std::map<std::string, std::string> variables;
};

/// A scratch database that takes scripts one after the other and can be asked for its schema at any
/// point.
///
/// Scripts are untrusted: nothing in them reaches the disk, the network or another database, and a
/// statement that does not end is stopped.
class Replayer {
public:
    virtual ~Replayer() = default;

    /// Runs all statements of `script` in order. Throws an `Input` error `file:line:column:
    /// message` at the first one that fails, with the source line below it; the statements before
    /// it stay.
    virtual void run(const sql::Script& script) = 0;

    /// What was left out so far, for the user to see: each `file:line:column: message`.
    virtual std::vector<std::string> notes() const = 0;

    /// Those of the notes after which the schema may differ from the one that a server would have:
    /// effects that could not be decided.
    virtual std::vector<std::string> undecided() const = 0;

    /// What happened since the last call, or since the beginning.
    virtual ReplayStep take_step() = 0;

    /// The schema as it is now, sorted.
    virtual schema::Schema schema() = 0;
};

}  // namespace erdmark::dialect
