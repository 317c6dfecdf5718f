#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "schema/schema.h"

namespace erdmark::dialect::sqlite {

// SQLite keeps the author's text of each object, and its pragmas do not tell all that stands there:
// names of constraints, CHECK expressions, collations, generated columns, DEFERRABLE, comments.
// These functions read that text. They trust that SQLite accepted it, never fail, and are linear in
// it whatever its nesting.

struct ParsedColumn {
    std::string name;
    std::string collation;
    std::string generation_expression;
    std::string comment;
};

struct ParsedUnique {
    std::string name;
    std::vector<std::string> columns;
};

struct ParsedForeignKey {
    std::string name;
    std::vector<std::string> columns;
    std::string table;
    schema::Deferrability deferrability = schema::Deferrability::NotDeferrable;
};

/// What `CREATE TABLE` says beyond the pragmas. Constraints are in the order of the text; names as
/// written.
struct ParsedTable {
    std::string comment;
    std::vector<ParsedColumn> columns;
    std::string primary_key_name;
    bool auto_increment = false;
    std::vector<ParsedUnique> uniques;
    std::vector<schema::CheckConstraint> checks;
    std::vector<ParsedForeignKey> foreign_keys;
};
ParsedTable parse_create_table(std::string_view sql);

struct ParsedIndex {
    std::vector<std::string> parts;  ///< Without ASC, DESC and COLLATE.
    std::string predicate;
};
ParsedIndex parse_create_index(std::string_view sql);

/// The query of a `CREATE VIEW`, as written.
std::string parse_create_view(std::string_view sql);

/// `module(arguments)` of a `CREATE VIRTUAL TABLE`.
std::string parse_virtual_table(std::string_view sql);

schema::Trigger parse_create_trigger(const std::string& name, std::string_view sql);

/// An expression as written, without comments, white space outside quotes collapsed.
std::string expression_text(std::string_view sql);

}  // namespace erdmark::dialect::sqlite
