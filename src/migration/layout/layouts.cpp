#include <array>

#include "migration/layout/layout.h"

namespace erdmark::migration {

std::span<const Layout> layouts() {
    static const std::array kLayouts{
        numbered_layout(),
    };
    return kLayouts;
}

}  // namespace erdmark::migration
