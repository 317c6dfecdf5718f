#pragma once

#include <memory>

#include "cli/command_line.h"
#include "cli/context.h"

namespace erdmark::cli {

/// The command whose messages have labels, see context.h.
inline constexpr const char* kMigrateCommand = "migrate";

/// The version of the program: `0.1.0`.
const char* program_version();

/// The whole command line of the program. `context` must outlive the tree.
std::unique_ptr<Command> make_command_tree(Context& context);

}  // namespace erdmark::cli
