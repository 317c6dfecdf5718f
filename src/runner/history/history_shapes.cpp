#include <array>

#include "runner/history/history_shape.h"

namespace erdmark::runner {

std::span<const HistoryShape> history_shapes() {
    static const std::array all{
        records_shape(),
    };
    return all;
}

}  // namespace erdmark::runner
