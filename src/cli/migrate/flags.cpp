#include "cli/migrate/flags.h"

#include <charconv>

#include <fmt/format.h>

#include "base/error.h"

namespace erdmark::cli {

void add_folder_flags(Command& command, MigrateFlags& flags) {
    command.value("-d,--dir", "DIR", flags.folder,
                  "Folder of the migrations. Default: erdmark.toml, then a folder such as "
                  "migrations or db/migrations.");
    command.value("--layout", "NAME", flags.layout,
                  "The tool whose folder this is: dbmate, goose, flyway, … Default: found out.");
    command.value("--dialect", "NAME", flags.dialect,
                  "postgresql or sqlite. Default: that of the database, then what the text tells.");
    command.value("-c,--config", "FILE", flags.config,
                  "Configuration file. Default: erdmark.toml here or in a folder above.");
    command.flag("-q,--quiet", flags.quiet, "Only warnings and errors.");
    command.flag("-v,--verbose", flags.verbose, "Say more.");
}

void add_database_flags(Command& command, MigrateFlags& flags) {
    command.value(
        "-u,--database-url,--url", "URL", flags.database,
        "The database. Default: DATABASE_URL, DSN, SQLALCHEMY_URL, DATABASE_PROVIDER with "
        "DB_HOST and so on, then erdmark.toml.");
    command.value("--env-file", "FILE", flags.env_file,
                  "File of variables for those that the environment does not have. Default: .env.");
    command.value("--history-table", "NAME", flags.history_table,
                  "The table of the history. Default: the one that is there, else "
                  "schema_migrations.");
    command.value("--wait", "SECONDS", flags.wait, "How long to wait for the database to answer.");
    add_folder_flags(command, flags);
}

void add_run_flags(Command& command, MigrateFlags& flags) {
    add_database_flags(command, flags);
    command.choice("--tx", flags.transactions, {"file", "run", "none"},
                   "What is one transaction: each migration, the whole run, or each statement. "
                   "Default: file.");
    command.flag("--out-of-order", flags.out_of_order,
                 "Run migrations that came late, behind others that were applied.");
    command.flag("--ignore-missing", flags.ignore_missing,
                 "Go on though applied migrations have no file any more.");
    command.choice("--lock", flags.lock, {"auto", "session", "table", "none"},
                   "How runners keep each other out: a lock of the session, or a row in a table, "
                   "for poolers. Default: auto.");
    command.value("--lock-timeout", "SECONDS", flags.lock_timeout,
                  "How long to wait for another runner. Default: 60.");
    command.value("--statement-lock-timeout", "SECONDS", flags.statement_lock_timeout,
                  "How long a statement waits for a lock of a table before it is tried again. "
                  "Default: 5.");
    command.value("--statement-timeout", "SECONDS", flags.statement_timeout,
                  "How long a statement may take. Default: any time.");
}

void add_format_flag(Command& command, MigrateFlags& flags) {
    command.choice("-f,--format", flags.format, {"text", "json"}, "How to report.");
}

void add_yes_flag(Command& command, MigrateFlags& flags) {
    command.flag("-y,--yes", flags.yes, "Do not ask.");
}

int seconds_of(const std::string& text, const char* option, int otherwise) {
    if (text.empty()) {
        return otherwise;
    }
    int seconds = 0;
    const char* end = text.data() + text.size();
    const auto read = std::from_chars(text.data(), end, seconds);
    if (read.ec != std::errc() || read.ptr != end || seconds < 0) {
        throw Error(ErrorKind::Usage,
                    fmt::format("{} must be a whole number of seconds, not '{}'", option, text));
    }
    return seconds;
}

}  // namespace erdmark::cli
