#include "base/text.h"
#include "cli/commands/migrate/commands.h"
#include "cli/migrate/project.h"
#include "schema/filter.h"

namespace erdmark::cli {

namespace {

int dump(const MigrateFlags& flags, const Context& context) {
    const MigrateProject project = load_migrate_project(flags, DatabaseNeed::Only, context);
    const auto connection = project.dialect->connect(*project.database, project.connect);
    dialect::IntrospectOptions options = project.config.source.introspect;
    options.left_out_of_dumps = schema::history_tables();
    if (!project.history_table.empty()) {
        for (const char* suffix : {"", "_log", "_run"}) {
            options.left_out_of_dumps.push_back(project.history_table + suffix);
        }
    }
    context.out << project.dialect->dump(*connection, options);
    return 0;
}

}  // namespace

void add_dump_command(Command& migrate, Context& context) {
    auto flags = std::make_shared<MigrateFlags>();
    Command& command = migrate.commands.emplace_back();
    command.name = "dump";
    command.group = kLookGroup;
    command.summary = "Print the schema of the database as SQL.";
    command.details =
        "Run on an empty database, it makes the same schema. Without data, owners, privileges, and "
        "the\n"
        "tables of histories; the same schema gives the same text.";
    add_database_flags(command, *flags);
    command.examples = {"erdmark migrate dump > schema.sql"};
    command.action = [flags, &context] { return dump(*flags, context); };
}

}  // namespace erdmark::cli
