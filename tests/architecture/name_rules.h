#pragma once

#include <map>
#include <span>
#include <string>
#include <vector>

#include "architecture/file_text.h"

namespace erdmark::architecture {

/// Sources without a test of their own, each with the reason: `cli/commands/check.cpp` → why it
/// needs none.
using TestExceptions = std::map<std::string, std::string>;

/// What is wrong with the mirror: each `x.cpp` of `sources` needs an `x_test.cpp` in `tests` (paths
/// from `src/` and from `tests/`), or an exception; an exception for a file that has a test, or is
/// gone, is wrong too.
std::vector<std::string> mirror_problems(std::span<const FileText> sources,
                                         std::span<const FileText> tests,
                                         const TestExceptions& exceptions);

/// The types that `file` defines under a name that says nothing (`…Manager`, `…Util`, …).
std::vector<std::string> type_name_problems(const FileText& file);

}  // namespace erdmark::architecture
