#pragma once

#include <algorithm>
#include <chrono>
#include <optional>
#include <thread>

#include <fmt/format.h>

#include "runner/migration_run.h"

namespace erdmark::runner {

/// False when the run is to end, at once or in the meantime.
inline bool sleep_unless_stopped(const RunParts& parts, std::chrono::milliseconds time) {
    constexpr auto kBetweenQuestions = std::chrono::milliseconds(100);
    for (; !parts.is_stopped() && time.count() > 0; time -= kBetweenQuestions) {
        std::this_thread::sleep_for(std::min(time, kBetweenQuestions));
    }
    return !parts.is_stopped();
}

/// Does `attempt` again while it fails for want of a lock, with growing pauses, as often as the
/// options say. Whatever is open when it fails is rolled back.
template <class Attempt>
std::optional<StatementFailure> with_retries(const RunParts& parts, const RunRecorder& recorder,
                                             const Attempt& attempt) {
    auto pause = std::chrono::milliseconds(500);
    for (int number = 1;; ++number, pause *= 2) {
        std::optional<StatementFailure> failure = attempt();
        if (!failure) {
            return std::nullopt;
        }
        parts.session.rollback();
        const bool again = failure->failure.kind == dialect::FailureKind::Lock &&
                           number < parts.options.lock_attempts;
        if (!again) {
            return failure;
        }
        recorder.tell(RunEvent::Warning, fmt::format("{}; trying again", failure->failure.message));
        if (!sleep_unless_stopped(parts, pause)) {
            failure->failure = {.kind = dialect::FailureKind::Stopped};
            return failure;
        }
    }
}

}  // namespace erdmark::runner
