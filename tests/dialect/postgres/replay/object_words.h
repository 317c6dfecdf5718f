#pragma once

#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "dialect/postgres/replay/scratch_catalog.h"
#include "dialect/postgres/replay/scratch_rows.h"

namespace erdmark::dialect::postgres {

/// What statements make, as a row of a table of tests.
struct ShownRow {
    const char* name;
    const char* part;        ///< Which of the schema's lists: `enums`, `tables.triggers` …
    const char* statements;  ///< None of them is refused.
    const char* words;       ///< The list as snapshots have it.
};

inline void PrintTo(const ShownRow& row, std::ostream* out) {
    *out << row.name;
}

inline std::string shown_row_name(const testing::TestParamInfo<ShownRow>& info) {
    return info.param.name;
}

/// The schema that the statements make, none of which is refused, one of its lists as snapshots
/// have it, in one line.
std::string shown(std::string_view part, std::string_view sql);

/// The text in one line.
std::string flat(std::string_view text);

/// The message with which the statement is refused after the others; empty when it is not.
std::string message_of(std::string_view setup, std::string_view statement);

}  // namespace erdmark::dialect::postgres
