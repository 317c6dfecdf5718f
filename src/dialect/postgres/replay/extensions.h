#pragma once

#include "dialect/postgres/replay/catalog.h"

namespace erdmark::dialect::postgres {

/// Whether there is an extension of which it is not known what it brings, so that functions and
/// types that nobody made may be its own.
bool has_unknown_extension(const Catalog& catalog);

}  // namespace erdmark::dialect::postgres
