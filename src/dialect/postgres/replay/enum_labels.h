#pragma once

#include <string>

#include "dialect/postgres/replay/catalog.h"

namespace erdmark::dialect::postgres {

/// Gives a label of an enum type its new name in all expressions that use it: in defaults of
/// columns of the type, beside columns of the type and under casts to it.
void rename_label(Catalog& catalog, ObjectId type, const std::string& old_label,
                  const std::string& new_label);

}  // namespace erdmark::dialect::postgres
