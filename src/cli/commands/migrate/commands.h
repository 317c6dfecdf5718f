#pragma once

#include <memory>
#include <string>
#include <vector>

#include "cli/command_line.h"
#include "cli/context.h"
#include "cli/migrate/flags.h"

namespace erdmark::cli {

// The commands of `erdmark migrate`: each adds itself. The list is in migrate.cpp.

void add_up_command(Command& migrate, Context& context);
void add_down_command(Command& migrate, Context& context);
void add_redo_command(Command& migrate, Context& context);
void add_plan_command(Command& migrate, Context& context);
void add_verify_command(Command& migrate, Context& context);
void add_migrate_check_command(Command& migrate, Context& context);
void add_status_command(Command& migrate, Context& context);
void add_current_command(Command& migrate, Context& context);
void add_history_command(Command& migrate, Context& context);
void add_list_command(Command& migrate, Context& context);
void add_show_command(Command& migrate, Context& context);
void add_heads_command(Command& migrate, Context& context);
void add_graph_command(Command& migrate, Context& context);
void add_dump_command(Command& migrate, Context& context);
void add_create_command(Command& migrate, Context& context);
void add_stamp_command(Command& migrate, Context& context);
void add_setup_command(Command& migrate, Context& context);
void add_rollback_command(Command& migrate, Context& context);
void add_repair_command(Command& migrate, Context& context);
void add_adopt_command(Command& migrate, Context& context);
void add_unlock_command(Command& migrate, Context& context);
void add_wait_command(Command& migrate, Context& context);

/// What `erdmark migrate` does without the name of a command: `up`.
void make_up_default(Command& migrate, Context& context);

/// What `up` would run, as `erdmark migrate plan` prints it.
int print_plan_of_up(const MigrateFlags& flags, const std::string& target, const Context& context);

/// The headings under which they are listed.
inline constexpr const char* kRunGroup = "Run";
inline constexpr const char* kLookGroup = "Look";
inline constexpr const char* kWriteGroup = "Write";
inline constexpr const char* kHistoryGroup = "History";

/// `a  b  c` with each column as wide as its longest cell; the first row is the heading.
std::string columns_text(const std::vector<std::vector<std::string>>& rows);

}  // namespace erdmark::cli
