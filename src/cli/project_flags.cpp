#include "cli/project_flags.h"

namespace erdmark::cli {

void add_source_flags(Command& command, ProjectFlags& flags) {
    command.value(
        "-s,--source", "SOURCE", flags.source,
        "Folder of migrations, .sql script, '-' for standard input, SQLite file, database URL, or "
        ".json snapshot. Default: erdmark.toml, then a folder such as migrations, then "
        "DATABASE_URL.");
    command.value("--dialect", "NAME", flags.dialect,
                  "The dialect of migrations or a script: postgresql or sqlite. Default: "
                  "erdmark.toml, then what the text tells.");
    command.flag("--keep-going", flags.keep_going,
                 "Go on after a statement that fails in a replay, with a warning.");
    command.value("-c,--config", "FILE", flags.config,
                  "Configuration file. Default: erdmark.toml here or in a folder above.");
}

void add_page_flags(Command& command, ProjectFlags& flags) {
    add_source_flags(command, flags);
    command.value("-o,--output", "DIR", flags.output,
                  "Folder of the pages. Default: docs/developer/database.");
    command.list(
        "-m,--module", "NAME", flags.modules,
        "Only this module; a unique beginning of its name or an alias will do. Can be repeated.");
    command.value("-t,--templates", "DIR", flags.templates,
                  "Templates that take the place of the built-in ones of the same name.");
}

}  // namespace erdmark::cli
