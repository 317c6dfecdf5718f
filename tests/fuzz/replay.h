#pragma once

#include "dialect/replayer.h"
#include "fuzz/input.h"
#include "schema/snapshot.h"

namespace erdmark::fuzz {

/// Everything on, with rows of the tables that inputs are likely to have.
inline dialect::ReplayOptions replay_options(bool keep_going) {
    return {.keep_going = keep_going,
            .privileges = true,
            .row_tables = {{"t", 10}, {"users", 10}, {"roles", 10}}};
}

/// Runs a script and asks for all that there is to know afterwards; it may fail at a statement.
inline void replay(dialect::Replayer& replayer, const sql::Script& script) {
    accepts([&] { replayer.run(script); });
    replayer.take_step();
    const std::string snapshot = schema::to_snapshot(replayer.schema());
    expect(schema::to_snapshot(replayer.schema()) == snapshot, "a schema can be asked for twice");
    expect(schema::to_snapshot(schema::from_snapshot(snapshot, "replay")) == snapshot,
           "a snapshot is read as it was written", snapshot);
    replayer.notes();
    replayer.undecided();
}

}  // namespace erdmark::fuzz
