#pragma once

#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "dialect/postgres/replay/catalog.h"
#include "dialect/postgres/replay/query/query_database.h"
#include "dialect/postgres/replay/rows/row_work.h"
#include "dialect/reference_rows.h"
#include "dialect/replayer.h"

namespace erdmark::dialect::postgres {

/// The rows that statements make, in the in-memory database in which queries run.
///
/// Carried out as far as it can be: whoever calls it takes an `Undecidable` or a `Refusal` of a
/// statement on rows for a note, never for the end. A statement that throws leaves nothing.
/// Triggers and rules are not run, and foreign keys and checks not enforced. Sequences are stepped,
/// defaults filled in, unique keys upheld, and deletions and changed keys cascade.
class RowStore {
public:
    /// Answers `database.hooks.sequence` from now on; both must outlive the store.
    RowStore(Catalog& catalog, QueryDatabase& database);

    /// Carries out INSERT, UPDATE, DELETE, TRUNCATE or a SELECT, which may change rows by WITH or
    /// set a sequence. `outer` knows the names that
    /// the catalog does not: variables, parameters, functions, the system's tables.
    RowOutcome run(const ParserNode& statement, QueryNames* outer = nullptr);

    /// The rows below a COPY … FROM stdin.
    RowOutcome copy(const PgQuery__CopyStmt& statement, std::string_view rows);

    /// Fills a table that CREATE TABLE … AS or SELECT INTO has just made.
    void fill(ObjectId table, const PgQuery__SelectStmt& query, QueryNames* outer = nullptr);

    /// Brings the rows of a table in line after ALTER TABLE: new columns get their default, changed
    /// ones their type, by `statement` when it says how. Nothing for a table without rows.
    void follow(ObjectId table, const PgQuery__AlterTableStmt* statement = nullptr);

    /// After ALTER TYPE … RENAME VALUE.
    void rename_label(ObjectId type, const std::string& from, const std::string& to);

    /// After ALTER SEQUENCE … RESTART.
    void restart_sequence(ObjectId sequence, std::optional<std::int64_t> start);

    /// Names that know the tables and views of the catalog and ask `outer` for all else.
    std::unique_ptr<QueryNames> names(QueryNames* outer) const {
        return std::make_unique<RowNames>(state_.catalog, state_.mirror, outer);
    }

    // In step with the catalog's journal, whose marks are set, released and rolled back to at the
    // same places.
    void set_mark();
    void release();
    void roll_back();

    /// How many rows of which tables changed since the last call.
    std::vector<RowChange> take_changes();

    /// The tables and views that queries read since the last call.
    std::set<ObjectId> take_reads() { return std::exchange(reads_, {}); }

    /// Puts the rows that are asked for into a schema made from the catalog. Gives a note for each
    /// column that had to be left out because not all of its values are known or the same each
    /// time.
    std::vector<std::string> add_rows(schema::Schema& schema,
                                      const schema::RowTables& wanted) const;

private:
    template <typename Work>
    auto guarded(QueryNames* outer, const Work& work);
    RowOutcome dispatch(RowWork& work, const ParserNode& statement);
    void begin_writing();
    void convert_by_statement(RowWork& work, ObjectId table,
                              const PgQuery__AlterTableStmt& statement);
    void note_triggers(ObjectId table, std::vector<std::string>& notes) const;
    std::optional<schema::ReferenceRows> rows_of(ObjectId table, const RowPlan& plan,
                                                 std::size_t limit,
                                                 std::vector<std::string>& notes) const;

    RowState state_;
    std::set<ObjectId> reads_;
    std::vector<bool> marks_;  ///< Whether SQLite has a savepoint for it.
};

}  // namespace erdmark::dialect::postgres
