#include <algorithm>
#include <array>

#include "base/text.h"
#include "dialect/dialect.h"
#include "dialect/sqlite/dialect.h"

namespace erdmark::dialect {

std::span<const Dialect* const> dialects() {
    static const std::array all = {&sqlite::dialect()};
    return all;
}

const Dialect* find_dialect(std::string_view name) {
    const auto found = std::ranges::find(dialects(), name, &Dialect::name);
    return found == dialects().end() ? nullptr : *found;
}

const Dialect* find_dialect_for_scheme(std::string_view scheme) {
    const std::string_view without_driver = scheme.substr(0, scheme.find('+'));
    for (const Dialect* dialect : dialects()) {
        for (const std::string_view known : dialect->url_schemes()) {
            if (equals_ignoring_case(known, without_driver)) {
                return dialect;
            }
        }
    }
    return nullptr;
}

}  // namespace erdmark::dialect
