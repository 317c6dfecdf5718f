#pragma once

#include <string_view>
#include <vector>

namespace erdmark::dialect::postgres {

/// A literal of a type as somebody writes it, and what a server prints for it.
struct LiteralRow {
    std::string_view type;
    std::string_view text;
    std::string_view output;
};

/// Checks the outputs, that they stay as they are, and that a server says the same.
void expect_outputs(const std::vector<LiteralRow>& rows);

/// Checks that nothing is said of these.
void expect_nothing(std::string_view type, const std::vector<std::string_view>& texts);

}  // namespace erdmark::dialect::postgres
