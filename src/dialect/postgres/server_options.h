#pragma once

#include <string>
#include <string_view>

namespace erdmark::dialect::postgres {

/// An option of a foreign table or column, `name=value` in the catalog, as `name 'value'`. The
/// value of one that may hold a secret is hidden.
std::string server_option_text(std::string_view option);

}  // namespace erdmark::dialect::postgres
