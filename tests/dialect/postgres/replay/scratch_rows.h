#pragma once

#include <ostream>
#include <string>

#include <gtest/gtest.h>

#include "dialect/postgres/replay/scratch_catalog.h"

namespace erdmark::dialect::postgres {

/// What a statement makes of a catalog, as a row of a table of tests.
struct ScratchRow {
    const char* name;
    const char* setup;
    const char* statement;
    const char* outcome;  ///< The message, or all that is there then.
};

inline void PrintTo(const ScratchRow& row, std::ostream* out) {
    *out << row.name;
}

inline std::string scratch_row_name(const testing::TestParamInfo<ScratchRow>& info) {
    return info.param.name;
}

}  // namespace erdmark::dialect::postgres
