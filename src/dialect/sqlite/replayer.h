#pragma once

#include <memory>

#include "dialect/replayer.h"

namespace erdmark::dialect::sqlite {

/// A replayer whose scratch database is an in-memory SQLite database in a sandbox (sandbox.h), read
/// by the introspector of live databases.
std::unique_ptr<Replayer> make_replayer();

}  // namespace erdmark::dialect::sqlite
