#pragma once

#include <string>
#include <vector>

#include "cli/command_line.h"

namespace erdmark::cli {

/// What the command line says to the commands of `erdmark migrate`.
struct MigrateFlags {
    std::string config;
    std::string database;
    std::string folder;
    std::string layout;
    std::string dialect;
    std::string history_table;
    std::string env_file;
    std::string wait;  ///< Seconds; the same for the other times.

    std::string lock;
    std::string lock_timeout;
    std::string statement_lock_timeout;
    std::string statement_timeout;
    std::string transactions;
    bool out_of_order = false;
    bool ignore_missing = false;

    bool yes = false;
    bool quiet = false;
    bool verbose = false;
    std::string format = "text";

    bool is_json() const { return format == "json"; }
};

/// Which folder, which project; for all commands.
void add_folder_flags(Command& command, MigrateFlags& flags);

/// Which database, too.
void add_database_flags(Command& command, MigrateFlags& flags);

/// How migrations run, too.
void add_run_flags(Command& command, MigrateFlags& flags);

/// `--format`.
void add_format_flag(Command& command, MigrateFlags& flags);

/// `--yes`.
void add_yes_flag(Command& command, MigrateFlags& flags);

/// The whole number of seconds that an option gives, `otherwise` without one. Throws a `Usage`
/// error that names the option.
int seconds_of(const std::string& text, const char* option, int otherwise);

}  // namespace erdmark::cli
