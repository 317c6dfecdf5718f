#include "dialect/postgres/server_options.h"

#include <algorithm>

#include <fmt/format.h>

#include "dialect/key_value_text.h"
#include "dialect/postgres/catalog_text.h"
#include "dialect/postgres/expression_names.h"

namespace erdmark::dialect::postgres {

std::string server_option_text(std::string_view option) {
    const std::size_t equals = std::min(option.find('='), option.size());
    const std::string_view name = option.substr(0, equals);
    const std::string_view value = option.substr(std::min(equals + 1, option.size()));
    return fmt::format("{} {}", display_identifier(name),
                       is_secret_name(name) ? "'***'" : quoted_string(value));
}

}  // namespace erdmark::dialect::postgres
