#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "dialect/postgres/expression.h"

namespace erdmark::dialect::postgres {

/// The canonical text of the most frequent defaults (numbers, plain strings, `now()`, `nextval`)
/// without the parser, at a hundredth of its cost; nothing for every other text. Says what
/// canonical_by_parser says.
std::optional<std::string> canonical_by_shortcut(std::string_view text,
                                                 const ExpressionContext& context);

/// What canonical_expression is without the shortcut.
std::string canonical_by_parser(std::string_view text, const ExpressionContext& context);

}  // namespace erdmark::dialect::postgres
