#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "dialect/dialect.h"
#include "migration/ordered_migration.h"
#include "runner/history/history_shape.h"
#include "runner/revision.h"

namespace erdmark::runner {

inline constexpr std::string_view kDefaultHistoryTable = "schema_migrations";
/// Ours where that name is taken.
inline constexpr std::string_view kOtherHistoryTable = "erdmark_migrations";

/// What is written into the append-only log.
struct LogEntry {
    std::string event;  ///< `applied`, `undone`, `failed`, `interrupted`, `resumed`, `stamped`, …
    std::string key;
    std::string name;
    std::optional<std::int64_t> milliseconds;
    std::string words;  ///< An error, or what was changed.
};

/// The history of a database: the table of ours, or that of another tool, with our log beside it.
class History {
public:
    /// Looks for the table; writes nothing. `told` is its name, with its namespace before a dot or
    /// without; empty to find it by its columns. Throws a `Database` error when there are several,
    /// or when the one that is told keeps no history that we know.
    static History find(dialect::Connection& connection, const dialect::Dialect& dialect,
                        const std::string& told);

    /// Our table under that name, still to be made by `prepare`.
    static History make(const dialect::Dialect& dialect, std::string space, std::string name);

    /// The migrations whose history it is, which must outlive it: rows of other tools name files. A
    /// table still to be made gets another name where one of them makes a table of its name, as
    /// dumps of databases that other tools migrated do, unless its name was told.
    void set_folder(std::span<const migration::OrderedMigration> folder);

    bool exists() const { return shape_ != nullptr; }

    /// Whose table it is: `erdmark`, `goose`, …
    std::string_view owner() const;

    const HistoryTable& table() const { return table_; }

    /// Whether the table is ours, with every column.
    bool is_own() const;

    /// All rows in the order in which they were applied; none without a table.
    std::vector<Revision> read(dialect::Connection& connection) const;

    /// Makes what is missing, in a transaction: our table, when there is none, the log, and the
    /// table with the one row of the run (see run_lock.h and progress.h).
    void prepare(dialect::MigrationSession& session);

    /// Whether nothing is missing.
    bool is_prepared() const { return exists() && has_run_table_; }

    void put(dialect::MigrationSession& session, const Revision& revision) const;
    /// Notes in the row of a running migration how many of its statements are done.
    void put_progress(dialect::MigrationSession& session, const std::string& key,
                      std::size_t applied) const;
    void remove(dialect::MigrationSession& session, const Revision& revision) const;
    void log(dialect::MigrationSession& session, const LogEntry& entry) const;

    /// What undoes a migration, as it was when that was applied; nothing when it is not kept.
    std::optional<std::string> down_sql(dialect::Connection& connection,
                                        const std::string& key) const;

    /// The table with the row of the run, for SQL, and whether it is there.
    std::string run_table() const;
    bool has_run_table() const { return has_run_table_; }

    const dialect::TableWords& words() const { return dialect_->table_words(); }

    /// Who runs migrations, for the history: `user@host`.
    void set_actor(std::string actor) { actor_ = std::move(actor); }
    const std::string& actor() const { return actor_; }

private:
    HistoryPlace place() const { return {table_, *dialect_, folder_}; }

    const dialect::Dialect* dialect_ = nullptr;
    const HistoryShape* shape_ = nullptr;
    std::span<const migration::OrderedMigration> folder_;
    HistoryTable table_;
    bool is_told_ = false;
    bool has_run_table_ = false;
    std::string actor_;
};

}  // namespace erdmark::runner
