#pragma once

#include <span>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "dialect/postgres/dump_items.h"

namespace erdmark::dialect::postgres {

struct DumpedColumn {
    std::string name;  ///< As the catalog has it.
    std::string text;  ///< Name, type and all but the default.
    std::string shown_name;
    ObjectKey default_key;
    std::string default_text;  ///< Of `serial` too, whose text says it all.
    bool not_null = false;
    bool is_local = true;
    ObjectKey serial_sequence;         ///< That `serial` as its type makes.
    std::vector<std::string> changes;  ///< `SET STORAGE PLAIN`: what `ALTER COLUMN` says.
};

/// The columns of all tables, views and materialized views.
class ColumnsOfTables {
public:
    void add(Oid relation, DumpedColumn&& column) {
        columns_[relation].push_back(std::move(column));
    }

    /// None for what has no columns.
    const std::vector<DumpedColumn>& of(Oid relation) const;

    /// Whether inheritance gives the columns of `parents` first, in the order that they have.
    bool are_in_inherited_order(Oid table, std::span<const Oid> parents) const;

    /// Adds the lines of a table, and the statements behind it. Columns that come from `parents`
    /// alone are left out.
    void add_lines(Oid table, const std::string& shown, std::span<const Oid> parents,
                   DumpedItem& item) const;

    /// Takes away the sequences that come with a column of the type `serial`.
    void drop_serial_sequences(DumpReading& reading) const;

private:
    const DumpedColumn* inherited(const DumpedColumn& column, std::span<const Oid> parents) const;

    std::unordered_map<Oid, std::vector<DumpedColumn>> columns_;
};

ColumnsOfTables read_dumped_columns(DumpReading& reading);

/// `ALTER TABLE ONLY t ALTER COLUMN c …` for each change of each column.
void add_column_changes(const std::vector<DumpedColumn>& columns, const std::string& shown,
                        DumpedItem& item);

}  // namespace erdmark::dialect::postgres
