#pragma once

#include "dialect/dialect.h"

namespace erdmark::dialect::sqlite {

/// SQLite 3.37 or later.
const Dialect& dialect();

}  // namespace erdmark::dialect::sqlite
