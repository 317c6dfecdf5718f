#pragma once

#include <cstddef>
#include <span>
#include <string>

#include "runner/state.h"

namespace erdmark::runner {

// A target is a place between migrations, counted by those below it: 0 is `base`, nothing applied.
// `head` · `base` · `current` · `next` · `+N` · `-N` · a number, with or without leading zeros · an
// id · a revision · the name of a file, with or without `.sql` · the unique beginning of one.

/// How many of `states` are below the place that `word` means. `+N` and `-N` count from the
/// current one. Throws an `Usage` error: for a word that means none, with those that are near; for
/// one that means several, with all of them; for more steps than there are.
std::size_t resolve_target(const std::string& word, std::span<const MigrationStatus> states);

/// The one migration that `word` means.
const MigrationStatus& find_migration(const std::string& word,
                                      std::span<const MigrationStatus> states);

}  // namespace erdmark::runner
