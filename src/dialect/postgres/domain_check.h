#pragma once

#include <string>
#include <string_view>

namespace erdmark::dialect::postgres {

/// The canonical text of a domain's condition, in which `VALUE` stands for the value. `base_type`
/// is what the domain is made of, as `format_type` prints it.
std::string canonical_domain_check(std::string_view text, const std::string& base_type);

}  // namespace erdmark::dialect::postgres
