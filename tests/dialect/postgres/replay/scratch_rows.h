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

/// Statements that a server refuses or takes.
struct RefusalRow {
    const char* name;
    const char* sql;
    const char* message;  ///< Of what is refused; empty when nothing is.
};

inline void PrintTo(const RefusalRow& row, std::ostream* out) {
    *out << row.name;
}

inline std::string refusal_row_name(const testing::TestParamInfo<RefusalRow>& info) {
    return info.param.name;
}

}  // namespace erdmark::dialect::postgres
