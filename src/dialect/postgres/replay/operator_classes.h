#pragma once

#include <string_view>
#include <vector>

#include "dialect/postgres/replay/catalog.h"

namespace erdmark::dialect::postgres {

/// Refuses a column without an operator class that an index of that method cannot have without one.
/// Says nothing where a statement or an extension may have added a class.
void require_operator_classes(const Catalog& catalog, std::string_view method, ObjectId relation,
                              const std::vector<IndexPart>& parts);

}  // namespace erdmark::dialect::postgres
