#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "schema/schema.h"

namespace erdmark::dialect::sqlite {

// What only the text of a statement tells, read from sqlite_schema. A text that is not what was
// expected gives less, never an error: the pragmas stay the authority on what exists.

struct ColumnText {
    std::string name;
    std::string type;
    std::string collation;
    std::string generation_expression;
    std::string comment;
};

struct ForeignKeyText {
    std::string name;
    std::vector<std::string> columns;
    std::string referenced_table;
    std::vector<std::string> referenced_columns;
    schema::Deferrability deferrability = schema::Deferrability::NotDeferrable;
};

struct TableText {
    std::string comment;
    std::vector<ColumnText> columns;
    std::string primary_key_name;
    bool auto_increment = false;
    std::vector<schema::UniqueConstraint> unique_constraints;
    std::vector<schema::CheckConstraint> check_constraints;
    std::vector<ForeignKeyText> foreign_keys;
};

/// Reads a `CREATE TABLE`. Names are as written there, which may differ in case from the columns
/// they mean.
TableText parse_table(std::string_view text);

}  // namespace erdmark::dialect::sqlite
