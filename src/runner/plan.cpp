#include "runner/plan.h"

#include <algorithm>

namespace erdmark::runner {

std::vector<PlannedMigration> plan_up(std::span<const MigrationStatus> states, std::size_t target) {
    std::vector<PlannedMigration> plan;
    std::vector<PlannedMigration> repeatable;
    for (std::size_t index = 0; index < std::min(target, states.size()); ++index) {
        const MigrationStatus& status = states[index];
        if (status.is_pending()) {
            (status.is_repeatable() ? repeatable : plan).push_back({Direction::Up, &status});
        }
    }
    plan.insert(plan.end(), repeatable.begin(), repeatable.end());
    return plan;
}

std::vector<PlannedMigration> plan_down(std::span<const MigrationStatus> states,
                                        std::size_t target) {
    std::vector<PlannedMigration> plan;
    for (std::size_t index = states.size(); index > target; --index) {
        const MigrationStatus& status = states[index - 1];
        if (status.is_applied() && !status.is_repeatable()) {
            plan.push_back({Direction::Down, &status});
        }
    }
    return plan;
}

}  // namespace erdmark::runner
