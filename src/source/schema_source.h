#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "dialect/dialect.h"
#include "migration/migration.h"
#include "migration/migration_head.h"
#include "schema/schema.h"
#include "source/migration_words.h"

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
    /// For a folder of migrations. Its dialect, found out when empty, and its variables are those
    /// of a script too.
    migration::ReadOptions migrations;
    bool keep_going = false;  ///< A statement that fails in a replay becomes a note.
    bool comments = true;     ///< Comments in migrations and scripts describe what they stand at.
    bool history = false;     ///< What each migration did is recorded.
};

enum class SourceKind { Migrations, Script, Database, Snapshot };

/// What `from` stands for, by looking at it (a URL, a folder, a suffix, the first bytes of a file).
/// Throws an `Input` error when it is nothing that can be read, and says what could have been
/// given.
SourceKind classify(const SourceOptions& options);

/// A migration that was replayed.
struct AppliedMigration {
    std::string id;
    std::string version;
    std::string name;
    std::string file;   ///< In the folder of migrations.
    std::string place;  ///< As messages name it.
    migration::MigrationHead head;
    std::vector<std::string> depends;  ///< What its tool and its head declare, as written.
    bool has_down = false;
    bool transactional = true;
    bool repeatable = false;
    dialect::ReplayStep step;  ///< Without what is not documented.
};

/// A schema, ready for the pages: complete, without the history tables of migration runners,
/// filtered, sorted.
struct SourceResult {
    schema::Schema schema;
    SourceKind kind = SourceKind::Migrations;
    std::vector<std::string> notes;      ///< What a replay left out, for the user to see.
    std::vector<std::string> undecided;  ///< Those after which the schema may not be the true one.
    std::string dialect;                 ///< Of a replay; else empty.
    std::string dialect_reason;          ///< Why that one: `told`, `'bigserial' in a.sql:3:6`.
    std::vector<Section> sections;       ///< Groups of tables that banners in scripts make.
    std::vector<AppliedMigration> history;  ///< When it was asked for, in order.
    std::string
        description;  ///< For messages: `12 migrations in migrations/`, `the database app.db`.
};

/// Reads the migrations of the folder that `options` name, as they would be replayed. Throws an
/// `Usage` error when they name something else.
migration::MigrationDirectory read_migrations(const SourceOptions& options);

/// In which dialect the migrations would be replayed, and why. Throws as `read_schema` does.
struct DialectChoice {
    const dialect::Dialect* dialect;
    std::string reason;
};
DialectChoice choose_dialect(const SourceOptions& options,
                             const migration::MigrationDirectory& directory);

/// Reads the schema that `options` name. Throws as the parts it uses do.
SourceResult read_schema(const SourceOptions& options);

}  // namespace erdmark::source
