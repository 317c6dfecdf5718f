#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "dialect/sqlite/ddl_parser.h"
#include "schema/schema.h"

namespace erdmark::dialect::sqlite {

/// What is known of a table beside its `schema::Table` while it is being read.
struct TableDraft {
    TableText text;
    bool without_rowid = false;
    bool strict = false;
    std::vector<std::size_t>
        key_positions;  ///< For each column its place in the primary key, from 1; or 0.
};

/// `CASCADE` and so on, as the pragma has it; anything else is no action.
schema::ReferentialAction action_of(std::string_view words);

/// Joins what the pragmas gave (columns, indexes, foreign keys as declared) with what the text
/// tells: names of constraints, checks, comments, generated expressions; and fills the keys.
void finish_table(schema::Table& table, const TableDraft& draft);

/// Gives the foreign keys the spelling of the tables and columns that they refer to (SQLite's names
/// have no case), and the columns of the target's primary key where they name none.
void resolve_references(schema::Schema& schema);

}  // namespace erdmark::dialect::sqlite
