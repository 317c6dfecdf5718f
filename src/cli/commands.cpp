#include "cli/commands.h"

#include <array>

#include "base/error.h"
#include "cli/commands/commands.h"

namespace erdmark::cli {

namespace {

using AddCommand = void (*)(Command&, Context&);

constexpr std::array<AddCommand, 10> kCommands = {
    add_generate_command,   add_check_command, add_modules_command,   add_inspect_command,
    add_migrate_command,    add_init_command,  add_templates_command, add_help_command,
    add_completion_command, add_man_command,
};

}  // namespace

const char* program_version() {
    return ERDMARK_VERSION;
}

std::unique_ptr<Command> make_command_tree(Context& context) {
    auto root = std::make_unique<Command>();
    root->name = "erdmark";
    root->summary = "Writes a team's database documentation and keeps it true.";
    root->details =
        "erdmark reads a schema from a folder of SQL migrations (no server needed), a SQL script, "
        "a\n"
        "database or a snapshot, groups its tables into modules, and writes Markdown pages with "
        "Mermaid\n"
        "diagrams. The source, the modules and the output folder are set in erdmark.toml; without "
        "one,\n"
        "erdmark looks for a folder of migrations.";
    root->examples = {
        "erdmark generate                        write the pages of this project",
        "erdmark generate --source schema.sql    the same, from one script",
        "erdmark check                           fail when the committed pages are stale",
        "erdmark generate -m auth -f mermaid     one module's diagram on standard output",
    };
    auto version = std::make_shared<bool>(false);
    root->flag("-V,--version", *version, "Print the version.");
    root->action = [version, &context] {
        if (!*version) {
            throw Error(ErrorKind::Usage, "a command is missing; see 'erdmark --help'");
        }
        context.out << "erdmark " << program_version() << '\n';
        return 0;
    };
    for (const AddCommand add : kCommands) {
        add(*root, context);
    }
    return root;
}

}  // namespace erdmark::cli
