#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dialect/postgres/replay/statement_tree.h"

namespace erdmark::dialect::postgres {

// Queries of PostgreSQL, carried out by SQLite. In SQLite a value of type boolean is 1 or 0, one of
// an integer type or of type oid (regclass …) an integer, one of double precision a number, and
// every other value is the text that PostgreSQL prints: `{a,b}`, `1.50`, `2026-01-31`. Types are
// texts as `format_type` prints them, `unknown` for a literal without a type.

/// What cannot be carried over to SQLite, so that nothing is known of the outcome. `reason` is a
/// message without its place; `offset` the byte in the statement, or -1.
struct Undecidable {
    std::string reason;
    int offset = -1;
};

/// The type of a text that means the same as the server's, but may be worded in another way: it can
/// become part of a statement, but nothing can be decided by it.
inline constexpr const char* kDefinition = "definition";

/// The type of a column whose values are not known.
inline constexpr const char* kNotKnown = "?";

struct QueryColumn {
    std::string name;
    std::string type;  ///< A domain's base type.
};

/// Something that FROM can name.
struct QueryTable {
    std::string sql;  ///< What stands for it in SQLite: a name in quotes or a query in parentheses.
    std::vector<QueryColumn> columns;  ///< As they are named in SQLite too.
};

/// A value from outside of the query.
struct QueryValue {
    std::string type;
    std::optional<std::string> text;  ///< As PostgreSQL prints it: a boolean is `t` or `f`.
    bool reproducible = true;         ///< False when it depends on the clock or on chance.
};

/// A function that migrations defined.
struct QueryRoutine {
    int id = 0;
    std::string type;  ///< Of the value; `record` for several columns, `void` for none.
    bool returns_set = false;
    std::vector<QueryColumn> columns;  ///< Of what it returns, when that has several.
    std::vector<std::string> inputs;   ///< The names of its arguments.
};

/// What the names in a query mean. Each may throw an `Undecidable` or a `Refusal`.
class QueryNames {
public:
    virtual ~QueryNames() = default;

    /// The table or view, along the search path when no schema is named.
    virtual std::optional<QueryTable> find_table(const DottedName& name) = 0;

    /// A variable `x`, or a part of one, `record.field`, with its block's label or not.
    virtual std::optional<QueryValue> find_variable(const std::vector<std::string>& path) = 0;

    /// Whether a name that means both a column and a variable is an error, as PL/pgSQL has it; else
    /// it means the column.
    virtual bool refuses_ambiguity() const = 0;

    /// The value of `$1` …
    virtual std::optional<QueryValue> find_parameter(int number) = 0;

    /// The function that is called with so many arguments.
    virtual std::optional<QueryRoutine> find_routine(const DottedName& name,
                                                     std::size_t arguments) = 0;

    /// A type that is not one of the server's own: itself, or a domain's base type. Throws a
    /// `Refusal` when there is none.
    virtual std::string find_type(const DottedName& name) = 0;

    /// The labels of an enum type; nothing for other types.
    virtual std::optional<std::vector<std::string>> find_labels(const std::string& type) = 0;
};

/// A query in SQLite's SQL.
struct SqliteQuery {
    std::string sql;
    std::vector<QueryColumn> columns;
    std::vector<QueryValue> parameters;  ///< For `?1` …
    bool reproducible = true;            ///< False when the clock or chance has a say in it.
};

/// The query as SQLite's. Throws an `Undecidable` for what SQLite cannot do in the same way, and a
/// `Refusal` for what PostgreSQL would refuse (an unknown table or column).
SqliteQuery to_sqlite(const PgQuery__SelectStmt& query, QueryNames& names);

/// `name` in double quotes, as SQLite reads it.
std::string sqlite_name(std::string_view name);

/// `text` as a literal of SQLite.
std::string sqlite_text(std::string_view text);

}  // namespace erdmark::dialect::postgres
