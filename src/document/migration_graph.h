#pragma once

#include <cstddef>
#include <set>
#include <vector>

#include "document/migration_model.h"

namespace erdmark::document {

/// Pictures of which migration needs which: one, or several in the order of the migrations when
/// there are more than one can show. Needs that follow from others are left out, and so are
/// migrations that need none and that none needs. None when nothing needs anything.
std::vector<MigrationGraphView> make_migration_graphs(
    const std::vector<std::set<std::size_t>>& needs);

}  // namespace erdmark::document
