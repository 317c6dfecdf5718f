#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "runner/state.h"
#include "sql/script.h"

namespace erdmark::runner {

enum class Direction { Up, Down };

/// A migration that is to run.
struct PlannedMigration {
    Direction direction = Direction::Up;
    const MigrationStatus* status = nullptr;
};

/// What `up` runs to bring the database to the place `target` (see target.h): what is pending below
/// it, in order; of repeatable ones what changed, when the target is the end. Pure.
std::vector<PlannedMigration> plan_up(std::span<const MigrationStatus> states, std::size_t target);

/// What `down` undoes: what is applied above the place, noted or run, the last first. Pure.
std::vector<PlannedMigration> plan_down(std::span<const MigrationStatus> states,
                                        std::size_t target);

}  // namespace erdmark::runner
