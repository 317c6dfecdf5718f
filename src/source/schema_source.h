#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "dialect/dialect.h"
#include "migration/migration.h"
#include "schema/schema.h"

namespace erdmark::source {

/// What this room is told, by the command line or by `erdmark.toml`.
struct SourceOptions {
    /// A folder of migrations, a `.sql` script, `-`, a SQLite file, a database URL or a `.json`
    /// snapshot.
    std::string from;
    /// Relative paths in `from` start here.
    std::filesystem::path base_folder;
    std::vector<std::string> include;  ///< Glob patterns of tables and views; all when empty.
    std::vector<std::string> exclude;
    dialect::ConnectOptions connect;  ///< Its base folder is the one above.
    dialect::IntrospectOptions introspect;
    migration::ReadOptions migrations;  ///< For a folder of migrations.
};

enum class SourceKind { Migrations, Script, Database, Snapshot };

/// What `from` stands for, by looking at it (a URL, a folder, a suffix, the first bytes of a file).
/// Throws an `Input` error when it is nothing that can be read, and says what could have been
/// given.
SourceKind classify(const SourceOptions& options);

/// A schema, ready for the pages: complete, without the history tables of migration runners,
/// filtered, sorted.
struct SourceResult {
    schema::Schema schema;
    SourceKind kind = SourceKind::Migrations;
    std::vector<std::string> notes;  ///< What a replay left out, for the user to see.
    std::string
        description;  ///< For messages: `12 migrations in migrations/`, `the database app.db`.
};

/// Reads the migrations of the folder that `options` name, as they would be replayed. Throws an
/// `Usage` error when they name something else.
migration::MigrationDirectory read_migrations(const SourceOptions& options);

/// Reads the schema that `options` name. Throws as the parts it uses do.
SourceResult read_schema(const SourceOptions& options);

}  // namespace erdmark::source
