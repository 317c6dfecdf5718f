#pragma once

#include <string_view>

#include "dialect/postgres/replay/catalog.h"

namespace erdmark::dialect::postgres {

/// Refuses a column that an index of that method cannot have without an operator class that is
/// named. Says nothing where a statement or an extension may have added a class.
void require_default_operator_class(const Catalog& catalog, std::string_view method,
                                    const TypeUse& type);

}  // namespace erdmark::dialect::postgres
