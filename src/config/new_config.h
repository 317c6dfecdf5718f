#pragma once

#include <string>

#include "document/module.h"

namespace erdmark::config {

/// The text of a commented `erdmark.toml` for a project that has none: its title, its source as it
/// would be written there, and the modules that the built-in rules found, each with its tables by
/// name. `read_config` reads it back.
std::string new_config(const std::string& title, const std::string& from,
                       const document::ModulePlan& plan);

}  // namespace erdmark::config
