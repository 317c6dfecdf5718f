#pragma once

#include <cstddef>
#include <optional>

#include "runner/migration_run.h"

namespace erdmark::runner {

/// Runs a statement that refuses transactions, and notes before and behind it what becomes of it.
/// One that was cut off in an earlier run is looked after first: what is done is not done again,
/// what is half done is removed. `end` is the number of statements that are done with it.
std::optional<dialect::Failure> run_outside(const RunParts& parts, const RunRecorder& recorder,
                                            const sql::Statement& statement, std::size_t end,
                                            Progress& progress);

/// Removes what such a statement left half done when it was cut off in an earlier run, for a file
/// that has another one in its place since. Fails when it was done after all.
std::optional<dialect::Failure> give_up_outside(const RunParts& parts, const RunRecorder& recorder,
                                                const sql::Statement& statement,
                                                Progress& progress);

}  // namespace erdmark::runner
