#pragma once

#include "dialect/dialect.h"

namespace erdmark::dialect::sqlite {

/// SQLite 3.37 and later.
const Dialect& dialect();

}  // namespace erdmark::dialect::sqlite
