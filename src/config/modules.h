#pragma once

#include <span>
#include <string>
#include <vector>

#include "config/value_reader.h"
#include "document/module.h"

namespace erdmark::config {

/// The `[[modules]]` of a file, whose keys are `known`. Throws a `Config` error, also for names and
/// aliases that could mean two modules or one file.
std::vector<document::ModuleRule> read_modules(const ValueReader& reader, const Value& root,
                                               std::span<const std::string> known);

}  // namespace erdmark::config
