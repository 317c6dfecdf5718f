#pragma once

#include <string>

#include "cli/command_line.h"
#include "cli/context.h"

namespace erdmark::cli {

// One function and one file for each command: it adds itself to the tree. The list is in
// src/cli/commands.cpp.

void add_generate_command(Command& root, Context& context);
void add_check_command(Command& root, Context& context);
void add_init_command(Command& root, Context& context);
void add_inspect_command(Command& root, Context& context);
void add_modules_command(Command& root, Context& context);
void add_templates_command(Command& root, Context& context);
void add_help_command(Command& root, Context& context);
void add_completion_command(Command& root, Context& context);
void add_man_command(Command& root, Context& context);
void add_migrate_command(Command& root, Context& context);

/// Writes the pages as `erdmark generate` without options does, with the configuration of that file
/// (found when empty); says nothing but warnings. Gives the exit status.
int generate_pages(const std::string& config_file, const Context& context);

/// The headings under which commands are listed.
inline constexpr const char* kDocumentationGroup = "Documentation";
inline constexpr const char* kMigrationGroup = "Migrations";
inline constexpr const char* kProjectGroup = "Project";
inline constexpr const char* kToolGroup = "Tool";

}  // namespace erdmark::cli
