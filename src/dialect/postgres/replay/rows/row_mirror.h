#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "dialect/postgres/replay/catalog.h"
#include "dialect/postgres/replay/query/query_database.h"
#include "dialect/postgres/replay/rows/stored_value.h"

struct sqlite3_stmt;

namespace erdmark::dialect::postgres {

using RowId = std::int64_t;

/// What SQLite's table of a table has: its columns by their numbers in the catalog.
struct MirroredTable {
    std::vector<std::pair<int, std::string>> columns;  ///< With the types of the values in them.
    std::set<ObjectId> indexes;                        ///< Those that SQLite has too.
};

/// The rows of a catalog's tables, in SQLite. Tables and columns are called by their numbers there,
/// so that a new name changes nothing. A table is made when its first row comes. Which tables there
/// are goes back with the catalog's journal; the rows themselves go back with SQLite's savepoints.
class RowMirror {
public:
    RowMirror(Catalog& catalog, QueryDatabase& database);
    ~RowMirror();
    RowMirror(const RowMirror&) = delete;
    RowMirror& operator=(const RowMirror&) = delete;

    bool holds(ObjectId table) const { return tables_.contains(table); }

    /// What SQLite has of a table; a null pointer for none.
    const MirroredTable* find(ObjectId table) const { return tables_.find(table); }

    /// What stands for a table in a query, with all its rows or only `row`. `hidden` names a
    /// further column with the number of the row.
    QueryTable query_table(ObjectId table, std::optional<RowId> row = {},
                           const std::string& hidden = "") const;

    /// The same with the types that the values in SQLite still have.
    QueryTable stored_table(ObjectId table, const std::string& hidden) const;

    /// Says that the values of a column have another type now.
    void retype(ObjectId table, int column, const std::string& type);

    /// Makes the table in SQLite, or adds the columns that it does not have yet. Gives what its
    /// columns take, in their declared order.
    std::vector<StoredType> open(ObjectId table);

    /// The types of the columns of a table, in their declared order.
    std::vector<StoredType> types_of(const Table& table) const;

    /// Adds a row; `cells` are those of all columns in their declared order.
    RowId insert(ObjectId table, std::span<const Cell> cells);

    /// Sets values by the numbers of their columns.
    void update(ObjectId table, RowId row, const std::map<int, Cell>& cells);

    void erase(ObjectId table, RowId row);
    void erase_all(ObjectId table);

    std::size_t count(ObjectId table) const;

    /// Another row with the same key in a unique index. Nothing, too, when the index cannot be
    /// looked into.
    std::optional<RowId> find_twin(ObjectId table, const Index& index, RowId row);

    /// The rows of `child` whose `columns` hold what the row of `parent` has in `keys`.
    std::vector<RowId> find_children(ObjectId child, const std::vector<int>& columns,
                                     ObjectId parent, const std::vector<int>& keys, RowId row);

    std::vector<RowId> all_rows(ObjectId table) const;

    /// The values of columns, by their numbers, of all rows, as they are kept: a boolean is `1` or
    /// `0`.
    std::vector<std::vector<std::optional<std::string>>> values(ObjectId table,
                                                                std::span<const int> columns) const;

    /// Another name for a label of an enum type.
    void rename_label(ObjectId type, const std::string& from, const std::string& to);

    /// Gives the values of a column another type.
    void convert(ObjectId table, const Column& column, const std::string& from);

    /// Columns (of tables) with values that could not be computed, or that come from the clock or
    /// from chance.
    bool is_unreliable(ObjectId table, int column) const {
        return unreliable_.contains({table, column});
    }
    void note_unreliable(ObjectId table, int column) { unreliable_.insert({table, column}); }

private:
    struct Finalizer {
        void operator()(sqlite3_stmt* statement) const;
    };

    sqlite3_stmt* prepared(const std::string& sql) const;
    void step(sqlite3_stmt* statement) const;
    std::vector<RowId> ids(sqlite3_stmt* statement) const;
    MirroredTable create(const Table& table, const std::string& name,
                         const std::vector<StoredType>& types);
    void add_index(ObjectId table, ObjectId index, MirroredTable& mirrored);
    std::string twin_query(ObjectId table, const Index& index);
    std::optional<std::string> part_text(const Table& table, const Node& expression,
                                         const std::string& alias) const;

    Catalog& catalog_;
    QueryDatabase& database_;
    JournaledMap<ObjectId, MirroredTable> tables_;
    std::set<std::pair<ObjectId, int>> unreliable_;
    mutable std::map<std::string, std::unique_ptr<sqlite3_stmt, Finalizer>> statements_;
};

/// The table that keeps the rows of a table: of a partition, the partitioned one.
ObjectId row_table(const Catalog& catalog, ObjectId table);

/// Its name in SQLite, and that of a column.
std::string row_table_name(ObjectId table);
std::string row_column_name(int column);

}  // namespace erdmark::dialect::postgres
