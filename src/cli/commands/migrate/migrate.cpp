#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "cli/commands.h"
#include "cli/commands/commands.h"
#include "cli/commands/migrate/commands.h"

namespace erdmark::cli {

namespace {

using AddMigrateCommand = void (*)(Command&, Context&);

constexpr auto kMigrateCommands = std::to_array<AddMigrateCommand>({
    add_up_command,      add_down_command,          add_redo_command,   add_plan_command,
    add_status_command,  add_migrate_check_command, add_verify_command, add_current_command,
    add_history_command, add_list_command,          add_show_command,   add_heads_command,
    add_graph_command,   add_dump_command,          add_create_command, add_stamp_command,
    add_setup_command,   add_rollback_command,      add_repair_command, add_adopt_command,
    add_unlock_command,  add_wait_command,
});

/// `erdmark migrate help`, as runners without options have it.
void add_migrate_help_command(Command& migrate, Context& context) {
    Command& command = migrate.commands.emplace_back();
    command.name = "help";
    command.summary = "Print the help of the commands.";
    command.action = [&migrate, &context] {
        context.out << help_text(migrate, "erdmark migrate");
        return 0;
    };
}

}  // namespace

void add_migrate_command(Command& root, Context& context) {
    Command& command = root.commands.emplace_back();
    command.name = kMigrateCommand;
    command.group = kMigrationGroup;
    command.summary = "Run migrations, and tell what has run.";
    command.details =
        "Without a command it is 'erdmark migrate up'. Options may stand before or behind the "
        "name of the\n"
        "command. Exit status: 0 done, 1 the answer is no (pending, conflicts, drift), 2 usage "
        "or\n"
        "configuration, 3 bad input, 4 database, 130 and 143 interrupted.";
    command.takes_options_first = true;
    make_up_default(command, context);
    for (const AddMigrateCommand add : kMigrateCommands) {
        add(command, context);
    }
    add_migrate_help_command(command, context);
    command.examples = {
        "erdmark migrate                     run what is pending",
        "erdmark migrate up 003_users        up to that one",
        "erdmark migrate down -1             undo the last one",
        "erdmark migrate status              what has run, and what has not",
        "erdmark migrate create add_orders   write the next migration",
    };
}

std::string columns_text(const std::vector<std::vector<std::string>>& rows) {
    std::vector<std::size_t> widths(rows.front().size());
    for (const std::vector<std::string>& row : rows) {
        for (std::size_t i = 0; i < row.size(); ++i) {
            widths[i] = std::max(widths[i], row[i].size());
        }
    }
    std::string text;
    for (const std::vector<std::string>& row : rows) {
        std::string line;
        for (std::size_t i = 0; i < row.size(); ++i) {
            line += fmt::format("{:<{}}  ", row[i], widths[i]);
        }
        line.erase(line.find_last_not_of(' ') + 1);
        text += line + "\n";
    }
    return text;
}

}  // namespace erdmark::cli
