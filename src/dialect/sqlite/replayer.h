#pragma once

#include <memory>

#include "dialect/replayer.h"
#include "dialect/sqlite/replay_guard.h"

namespace erdmark::dialect::sqlite {

/// An empty database in memory; see `Replayer` and `ReplayGuard`.
std::unique_ptr<Replayer> make_replayer(const ReplayLimits& limits = {},
                                        const ReplayOptions& options = {});

}  // namespace erdmark::dialect::sqlite
