#pragma once

#include "dialect/dialect.h"

namespace erdmark::dialect::postgres {

const Dialect& dialect();

}  // namespace erdmark::dialect::postgres
