#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "cli/context.h"
#include "cli/migrate/flags.h"
#include "config/config.h"
#include "dialect/dialect.h"
#include "migration/ordered_migration.h"
#include "runner/history.h"
#include "runner/progress.h"
#include "runner/state.h"

namespace erdmark::cli {

/// The migrations of a project and where they go.
struct MigrateProject {
    config::Config config;
    std::string folder;  ///< As messages name it.
    std::string layout;
    std::vector<migration::OrderedMigration> migrations;
    const dialect::Dialect* dialect = nullptr;
    std::optional<dialect::Url> database;
    dialect::ConnectOptions connect;
    std::string history_table;
};

/// What a command needs: the folder alone, the folder and the database, or the database alone, when
/// there are no migrations.
enum class DatabaseNeed { None, Needed, Only };

/// Reads the folder, and finds out which database is meant. An empty folder gets a warning. Throws
/// a `Config` error without a database that is needed.
MigrateProject load_migrate_project(const MigrateFlags& flags, DatabaseNeed need,
                                    const Context& context);

/// Reads the folder alone. One that is told and not there is taken for an empty one.
migration::MigrationDirectory read_directory(const MigrateFlags& flags, const Context& context);

/// What is known of the migrations of a project, on both sides.
struct HistoryPicture {
    runner::History history;
    std::vector<runner::Revision> revisions;
    std::vector<runner::MigrationStatus> states;  ///< Point into the project and `revisions`.
    std::optional<runner::Progress> unfinished;
};

/// Reads the history; nothing is written. A SQLite file that does not exist has none.
std::unique_ptr<HistoryPicture> read_picture(const MigrateProject& project);

/// The same through an open connection.
std::unique_ptr<HistoryPicture> read_picture(const MigrateProject& project,
                                             dialect::Connection& connection);

/// The picture without a database: everything is pending.
std::unique_ptr<HistoryPicture> picture_without_history(const MigrateProject& project);

}  // namespace erdmark::cli
