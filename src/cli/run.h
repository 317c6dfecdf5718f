#pragma once

#include <span>
#include <string>

#include "cli/context.h"

namespace erdmark::cli {

/// Runs the program with `arguments` (without its own name) and returns its exit status: 0 done, 1
/// the answer is no, 2 usage or configuration, 3 bad input, 4 database, 70 a bug of ours. Never
/// throws.
int run(std::span<const std::string> arguments, Context& context);

/// `run` for a real process: its arguments, its streams, colour where a terminal wants it
/// (`NO_COLOR`, `CLICOLOR_FORCE`, `TERM=dumb` as their specifications say).
int run_process(int count, const char* const* arguments);

}  // namespace erdmark::cli
