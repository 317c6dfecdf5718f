#include <algorithm>
#include <array>

#include "base/text.h"
#include "dialect/dialect.h"
#include "dialect/postgres/dialect.h"
#include "dialect/sqlite/dialect.h"

namespace erdmark::dialect {

std::span<const Dialect* const> dialects() {
    static const std::array<const Dialect*, 2> all = {&sqlite::dialect(), &postgres::dialect()};
    return all;
}

const Dialect* find_dialect(std::string_view name) {
    const auto found = std::ranges::find(dialects(), name, &Dialect::name);
    return found == dialects().end() ? nullptr : *found;
}

const Dialect* find_dialect_for_scheme(std::string_view scheme) {
    const std::string plain = to_lower(scheme.substr(0, scheme.find('+')));
    const auto found = std::ranges::find_if(dialects(), [&](const Dialect* dialect) {
        return std::ranges::count(dialect->url_schemes(), plain) > 0;
    });
    return found == dialects().end() ? nullptr : *found;
}

}  // namespace erdmark::dialect
