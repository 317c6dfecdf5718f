#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "dialect/postgres/replay/query/translator.h"
#include "dialect/postgres/replay/rows/row_mirror.h"
#include "dialect/postgres/replay/rows/row_names.h"
#include "dialect/postgres/replay/rows/row_sequences.h"

namespace erdmark::dialect::postgres {

struct RowCounts {
    int inserted = 0;
    int updated = 0;
    int deleted = 0;
};

/// What a statement on rows did.
struct RowOutcome {
    std::int64_t rows = 0;  ///< How many it inserted, changed or deleted; of a query, its rows.
    QueryResult returned;   ///< By RETURNING, or by the query.
};

/// The query that computes a default.
struct DefaultQuery {
    SqliteQuery query;
    bool is_known = true;  ///< False when SQLite cannot compute it.
};

/// The rows of all tables, and how many of each were changed.
struct RowState {
    RowState(Catalog& the_catalog, QueryDatabase& the_database)
        : catalog(the_catalog),
          database(the_database),
          mirror(the_catalog, the_database),
          sequences(the_catalog),
          counts(the_catalog.journal) {}

    Catalog& catalog;
    QueryDatabase& database;
    RowMirror mirror;
    RowSequences sequences;
    JournaledMap<ObjectId, RowCounts> counts;
    /// Those that would have changed rows of a table before they were kept, by their names.
    std::map<ObjectId, std::set<std::string>> triggers_not_run;
    int last_kept_table = 0;
    std::map<std::string, DefaultQuery> defaults;  ///< By their text.
    std::uint64_t defaults_version = 0;            ///< Of the catalog that they were made with.
};

/// A foreign key and the table that has it.
struct ReferringKey {
    ObjectId table = 0;
    const Constraint* key = nullptr;
};

/// One statement on rows: what its parts have in common. Everything throws an `Undecidable` for
/// what cannot be carried out and a `Refusal` where the server would refuse.
class RowWork {
public:
    RowWork(RowState& the_state, QueryNames* outer)
        : state(the_state), names(the_state.catalog, the_state.mirror, outer) {}

    RowState& state;
    RowNames names;

    /// The table whose rows a statement changes; of a partition the partitioned one.
    ObjectId target(const PgQuery__RangeVar& name) const;

    /// The mirrored table, with all of the columns that it has now; gives their types.
    std::vector<StoredType> open(ObjectId table);

    /// What a column has when nothing is said.
    Cell default_cell(const Column& column, const StoredType& type);

    /// Adds a row with these values of all columns; fills in generated ones. Refuses NULL where
    /// there must be a value.
    RowId insert(ObjectId table, std::vector<Cell> cells);

    /// Changes a row, and those that refer to it where their key says so.
    void update(ObjectId table, RowId row, std::map<int, Cell> cells);

    /// Deletes rows, and does to those that refer to them what their key says.
    void erase(ObjectId table, const std::vector<RowId>& rows);

    /// Throws the server's `duplicate key value violates unique constraint "x"` when the row has a
    /// twin in a unique index other than those in `except`.
    void refuse_twins(ObjectId table, RowId row, const std::set<ObjectId>& except);

    /// The outcome for these rows, with what RETURNING gives of them.
    RowOutcome outcome(ObjectId table, const PgQuery__RangeVar& name,
                       const std::vector<RowId>& rows, std::size_t count,
                       ParserNode* const* targets);

    /// Carries out the queries and data changes of WITH, whose results become tables.
    void with_clause(const PgQuery__WithClause* with,
                     const std::function<RowOutcome(const ParserNode&)>& run);
    void drop_own_tables();

    RowCounts& counts(ObjectId table);

private:
    void check(ObjectId table, const Column& column, const Cell& cell) const;
    const DefaultQuery& default_query(const Node& value);
    void fill_generated(ObjectId table, RowId row);
    void note_triggers(ObjectId table, std::string_view event);
    void fill_new_columns(ObjectId table, const std::vector<int>& columns);
    /// Notes the rows as erased; gives those that refer to them and are not.
    std::vector<RowId> children_of(const ReferringKey& child, ObjectId table,
                                   const std::vector<RowId>& rows);
    void follow_key(const ReferringKey& child, ObjectId table, const std::vector<RowId>& rows);
    const std::vector<ReferringKey>& referring_keys(ObjectId table);
    QueryTable keep(const QueryResult& result);

    std::map<ObjectId, std::vector<ReferringKey>> referring_;
    std::set<std::pair<ObjectId, RowId>> erased_;
    std::vector<std::string> kept_;
};

/// A query over tables of a statement, made piece by piece.
class RowQuery {
public:
    explicit RowQuery(RowWork& work) : work_(work), translator_(work.names) {}

    /// `only_by_name`: its columns need its name in front.
    void add_table(const QueryTable& table, const std::string& name, const PgQuery__Alias* alias,
                   bool only_by_name = false);
    void add_item(const ParserNode& item);

    /// Appends an output; one that SQLite cannot compute is not known in all rows.
    void add_value(const ParserNode& expression);
    void add_column(const std::string& name);  ///< Of the first table.
    void add_sql(std::string sql, std::string type);

    /// The columns that the item of an output list stands for: one, or more for `*`.
    void add_target(const PgQuery__ResTarget& target);

    void set_condition(const ParserNode* condition);

    /// All rows; values are not yet of the type of any column.
    std::vector<std::vector<Cell>> run();

    /// Names and types of the outputs.
    const std::vector<QueryColumn>& columns() const { return columns_; }

private:
    struct Output {
        std::string sql;
        const ParserNode* node = nullptr;  ///< What it was made of, if it may depend on chance.
        bool is_known = true;
    };

    SqliteValue value_of(const ParserNode& expression, SqliteTranslator& translator);
    void add_output(std::string name, SqliteValue value, const ParserNode* node);
    bool depends_on_chance(const ParserNode& node);

    RowWork& work_;
    SqliteTranslator translator_;
    QueryScope scope_;
    std::vector<std::string> from_;
    std::string condition_;
    std::vector<Output> outputs_;
    std::vector<QueryColumn> columns_;
};

/// What SET gives a column: an expression, or the word DEFAULT.
struct Assignment {
    int column = 0;
    const ParserNode* value = nullptr;
};

/// The assignments of UPDATE and of ON CONFLICT DO UPDATE. Throws a `Refusal` for a column that
/// does not exist.
std::vector<Assignment> read_assignments(const Table& table, std::size_t count,
                                         ParserNode* const* targets);

/// Adds the values of assignments to a query, and takes them from a row of its outputs, the last of
/// which they are.
void add_assignments(RowQuery& query, const std::vector<Assignment>& assignments);
std::map<int, Cell> assigned_cells(RowWork& work, ObjectId table, const RowQuery& query,
                                   const std::vector<Assignment>& assignments,
                                   std::vector<Cell> cells);

/// The further column of `RowMirror::query_table` that statements use.
inline constexpr const char* kRowNumber = " row";

RowOutcome insert_rows(RowWork& work, const PgQuery__InsertStmt& statement);
RowOutcome update_rows(RowWork& work, const PgQuery__UpdateStmt& statement);
RowOutcome delete_rows(RowWork& work, const PgQuery__DeleteStmt& statement);
void truncate_rows(RowWork& work, const PgQuery__TruncateStmt& statement);
RowOutcome copy_rows(RowWork& work, const PgQuery__CopyStmt& statement, std::string_view rows);

/// Fills a table that CREATE TABLE … AS made.
void fill_rows(RowWork& work, ObjectId table, const PgQuery__SelectStmt& query);

}  // namespace erdmark::dialect::postgres
