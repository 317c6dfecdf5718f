#pragma once

#include <string>
#include <vector>

#include "schema/schema.h"
#include "sql/script.h"

namespace erdmark::dialect {

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

    /// The schema as it is now, sorted.
    virtual schema::Schema schema() = 0;
};

}  // namespace erdmark::dialect
