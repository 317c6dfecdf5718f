#pragma once

#include <filesystem>

#include <gtest/gtest.h>

#include "base/file_tree.h"

namespace erdmark::test {

/// Whether `folder` holds exactly the files of `actual`; the failure names those that differ and
/// shows the first one.
///
/// With UPDATE_GOLDEN=1 in the environment the folder is rewritten, and the check fails with the
/// list of what was written, so that an update never passes for a check. It is refused where CI is
/// set.
testing::AssertionResult matches_golden(const FileTree& actual,
                                        const std::filesystem::path& folder);

}  // namespace erdmark::test
