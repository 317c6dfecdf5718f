#pragma once

#include <cstddef>
#include <string_view>

namespace erdmark::dialect::postgres {

/// A function of PostgreSQL and the one in SQLite that does the same.
struct FunctionRow {
    std::string_view name;
    /// What each argument is made before the call: `t` text, `o` the text that the type prints, `i`
    /// a whole number, `n` a number, `b` a boolean, `a` an array, `d` a date or a time, `m` that or
    /// an interval, `v` an interval, `j` JSON, `x` an exact number, `w` a number as it is kept,
    /// `J` JSON as it is, `.` as it is; `*` stands for any number of further
    /// ones like the last, `?` before the ones that may be left out.
    std::string_view arguments;
    std::string_view function;
    std::string_view
        type;  ///< Of the value; `1` … for that of an argument, `e1` for its elements'.
    bool reproducible = true;
    int typed_by = 0;  ///< The number of the argument whose type is handed over too; 0 for none.
    std::string_view names;  ///< Of the arguments, where they can be given by name; others are 0.
};

/// The function of that name that takes so many arguments; a null pointer for none.
const FunctionRow* find_function(std::string_view name, std::size_t arguments);

/// What argument number `index` is made, given the `arguments` of a row.
char argument_kind(std::string_view arguments, std::size_t index);

/// A function of the catalog that a query answers, with `{0}` … for its arguments.
struct CatalogFunctionRow {
    std::string_view name;
    std::string_view arguments;  ///< As in FunctionRow, `r` a relation's oid.
    std::string_view table;      ///< That the query reads, of pg_catalog.
    std::string_view sql;        ///< `{table}` for that table.
    std::string_view type;
};

const CatalogFunctionRow* find_catalog_function(std::string_view name, std::size_t arguments);

}  // namespace erdmark::dialect::postgres
