#include <array>

#include "migration/layout/layout.h"

namespace erdmark::migration {

std::span<const Layout> layouts() {
    static const std::array in_order{
        numbered_layout(),
    };
    return in_order;
}

}  // namespace erdmark::migration
