#pragma once

#include "cli/command_line.h"
#include "cli/pipeline.h"

namespace erdmark::cli {

/// `--source` and `--config`: for every command that reads a schema.
void add_source_flags(Command& command, ProjectFlags& flags);

/// `--output`, `--module` and `--templates` as well: for the commands that make pages.
void add_page_flags(Command& command, ProjectFlags& flags);

}  // namespace erdmark::cli
