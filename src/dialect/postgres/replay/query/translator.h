#pragma once

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "dialect/postgres/replay/query/sqlite_query.h"

namespace erdmark::dialect::postgres {

struct FunctionRow;

/// An expression in SQLite's SQL and its type in PostgreSQL; empty when the type is not known.
struct SqliteValue {
    std::string sql;
    std::string type;
    char chain = '\0';  ///< `|` of `(a || b)`, `+` of `(a - b)`: more can be added inside of it.
};

struct RangeColumn {
    std::string name;
    std::string type;
    std::string sql;
    bool is_merged = false;  ///< USING stands for it: only its table's name leads to it.
};

/// One item of FROM as expressions see it.
struct QueryRange {
    std::string alias;
    std::vector<RangeColumn> columns;
    bool is_scalar = false;  ///< A function with one output: its name means that too.
};

/// What a function that returns a set gives, in the form of json_each: `sql` is a JSON array of
/// values, or, for several columns, of arrays of them.
struct FunctionSet {
    std::string sql;
    std::vector<QueryColumn> columns;  ///< Without a name the one that is named as the item is.
};

/// What the names in an expression can mean; inside of a query in another one, that of the other.
struct QueryScope {
    const QueryScope* outer = nullptr;
    std::vector<QueryRange> ranges;
    /// Further items of FROM that functions in the list of outputs need; null where such functions
    /// cannot stand.
    std::vector<std::string>* set_calls = nullptr;
    /// What the items to the left of a join are called must not be forgotten by what is inside of
    /// it.
    std::map<std::string, QueryTable>* common_tables = nullptr;
    /// Whose clause WINDOW names windows.
    const PgQuery__SelectStmt* select = nullptr;
};

/// Turns the parser's trees into SQLite's SQL. Made for one statement, whose parameters it
/// collects.
class SqliteTranslator {
public:
    explicit SqliteTranslator(QueryNames& names) : names_(names) {}

    /// The query; in SQLite its columns are called `c1`, `c2` …
    struct Query {
        std::string sql;
        std::vector<QueryColumn> columns;
    };
    Query query(const PgQuery__SelectStmt& select, const QueryScope* outer);

    /// Adds the item to the scope and gives its text.
    std::string from_item(const ParserNode& item, QueryScope& scope);

    SqliteValue expression(const ParserNode& node, QueryScope& scope);
    SqliteValue condition(const ParserNode& node, QueryScope& scope);

    /// The value as one of that type, as an assignment or an explicit cast makes it.
    SqliteValue cast(const SqliteValue& value, const std::string& type, int offset);

    /// Makes two values comparable: a literal without a type takes that of the other.
    void unify(SqliteValue& left, SqliteValue& right, int offset);

    /// A table that is there for the name, under its alias, in the scope.
    std::string add_table(const QueryTable& table, std::string alias, const PgQuery__Alias* names,
                          QueryScope& scope);

    /// A value from outside as a parameter.
    SqliteValue parameter(QueryValue value);

    /// The type as `format_type` prints it, a domain's base type.
    std::string type_of(const PgQuery__TypeName& type);

    std::string new_alias(const char* prefix) { return prefix + std::to_string(++last_alias_); }

    QueryNames& names() { return names_; }
    void depends_on_chance() { reproducible_ = false; }
    bool reproducible() const { return reproducible_; }
    std::vector<QueryValue> take_parameters() { return std::move(parameters_); }

private:
    // Queries.
    Query plain_select(const PgQuery__SelectStmt& select, QueryScope& scope);
    Query values(const PgQuery__SelectStmt& select, QueryScope& scope);
    Query set_operation(const PgQuery__SelectStmt& select, QueryScope& scope);
    /// What all of them have; throws a `Refusal` when their numbers differ.
    std::vector<QueryColumn> common_columns(const std::vector<Query>& arms);
    std::string with_clause(const PgQuery__WithClause& with, QueryScope& scope);
    std::string common_table(const PgQuery__CommonTableExpr& common, bool recursive,
                             QueryScope& scope);
    std::string recursive_table(const PgQuery__CommonTableExpr& common, QueryTable& table,
                                QueryScope& scope);
    std::vector<std::pair<std::string, SqliteValue>> targets(const PgQuery__SelectStmt& select,
                                                             QueryScope& scope);
    static void add_star(const PgQuery__ColumnRef& star, const QueryScope& scope,
                         std::vector<std::pair<std::string, SqliteValue>>& outputs);
    std::string limits(const PgQuery__SelectStmt& select, QueryScope& scope);
    struct SortItem {
        std::string key;
        std::string words;  ///< ` DESC NULLS LAST`
    };
    SqliteValue sorted_value(const ParserNode& node, QueryScope& scope,
                             const std::vector<std::pair<std::string, SqliteValue>>& outputs);
    std::vector<SortItem> sort_items(
        const PgQuery__SelectStmt& select, QueryScope& scope,
        const std::vector<std::pair<std::string, SqliteValue>>& outputs);
    std::string picked_rows(const PgQuery__SelectStmt& select, QueryScope& scope,
                            const std::string& source,
                            const std::vector<std::pair<std::string, SqliteValue>>& outputs);
    std::string order_by(const PgQuery__SelectStmt& select, QueryScope& scope,
                         const std::vector<std::pair<std::string, SqliteValue>>& outputs);
    std::string group_by(const PgQuery__SelectStmt& select, QueryScope& scope,
                         const std::vector<std::pair<std::string, SqliteValue>>& outputs);

    // FROM.
    std::string join(const PgQuery__JoinExpr& join, QueryScope& scope);
    std::string join_condition(const PgQuery__JoinExpr& join, std::size_t first, std::size_t second,
                               QueryScope& scope);
    std::string merge_columns(const PgQuery__JoinExpr& join, std::size_t first, std::size_t second,
                              QueryScope& scope);
    std::string range_function(const PgQuery__RangeFunction& range, QueryScope& scope);
    std::string range_subselect(const PgQuery__RangeSubselect& range, QueryScope& scope);
    std::string range_table(const PgQuery__RangeVar& range, QueryScope& scope);

    // Expressions.
    static SqliteValue constant(const PgQuery__AConst& value);
    SqliteValue column(const PgQuery__ColumnRef& column, QueryScope& scope);
    SqliteValue operation(const PgQuery__AExpr& expression, QueryScope& scope);
    SqliteValue binary(const std::string& name, SqliteValue left, SqliteValue right, int offset);
    static SqliteValue unary(const std::string& name, const SqliteValue& operand, int offset);
    SqliteValue comparison(const std::string& name, SqliteValue left, SqliteValue right,
                           int offset);
    SqliteValue arithmetic(const std::string& name, SqliteValue left, SqliteValue right,
                           int offset);
    SqliteValue concatenation(SqliteValue left, SqliteValue right, int offset);
    static SqliteValue pattern(const std::string& name, const SqliteValue& left,
                               const SqliteValue& right);
    SqliteValue in_list(const PgQuery__AExpr& expression, QueryScope& scope);
    SqliteValue array_test(const PgQuery__AExpr& expression, bool all, QueryScope& scope);
    SqliteValue between(const PgQuery__AExpr& expression, QueryScope& scope);
    SqliteValue row_comparison(const PgQuery__AExpr& expression, QueryScope& scope);
    SqliteValue sub_query(const PgQuery__SubLink& link, QueryScope& scope);
    SqliteValue case_expression(const PgQuery__CaseExpr& expression, QueryScope& scope);
    SqliteValue choice(std::string_view function, std::size_t count, ParserNode* const* args,
                       QueryScope& scope);
    SqliteValue array(const PgQuery__AArrayExpr& array, QueryScope& scope);
    SqliteValue indirection(const PgQuery__AIndirection& indirection, QueryScope& scope);
    SqliteValue value_function(const PgQuery__SQLValueFunction& function);
    SqliteValue enum_call(const std::string& name, const SqliteValue& value, int offset);

    /// Nothing for what is no operation on JSON, or on dates, times and intervals.
    std::optional<SqliteValue> json_operation(const std::string& name, const SqliteValue& left,
                                              const SqliteValue& right, int offset);
    std::optional<SqliteValue> json_names(const std::string& name, const SqliteValue& left,
                                          const SqliteValue& right, int offset);
    SqliteValue as_path(const SqliteValue& value, int offset);
    std::optional<FunctionSet> json_set(const std::string& name,
                                        const std::vector<SqliteValue>& values, int offset);
    static std::optional<SqliteValue> time_operation(const std::string& name,
                                                     const SqliteValue& left,
                                                     const SqliteValue& right);
    SqliteValue truth_test(const PgQuery__BooleanTest& test, QueryScope& scope);

    // Calls.
    SqliteValue call(const PgQuery__FuncCall& call, QueryScope& scope);
    SqliteValue aggregate(const PgQuery__FuncCall& call, const std::string& name,
                          QueryScope& scope);
    SqliteValue ordered_aggregate(const PgQuery__FuncCall& call, const std::string& name,
                                  QueryScope& scope);
    SqliteValue routine_call(const PgQuery__FuncCall& call, QueryScope& scope);
    std::vector<std::string> routine_arguments(const PgQuery__FuncCall& call,
                                               const QueryRoutine& routine, QueryScope& scope);
    /// What a function that migrations defined gives in FROM; nothing for one that returns no set.
    std::optional<FunctionSet> routine_set(const PgQuery__FuncCall& call, QueryScope& scope);
    SqliteValue catalog_call(const std::string& name, std::vector<SqliteValue> arguments,
                             int offset);
    SqliteValue set_call(const PgQuery__FuncCall& call, const std::string& name, QueryScope& scope);
    std::string window(const PgQuery__WindowDef& window, QueryScope& scope);
    FunctionSet series(std::vector<SqliteValue> values, int offset);
    std::string converted(const SqliteValue& value, char kind, std::string_view function,
                          int offset);
    std::vector<SqliteValue> arguments(const PgQuery__FuncCall& call, QueryScope& scope);
    std::vector<SqliteValue> arguments_for(const PgQuery__FuncCall& call, const FunctionRow& row,
                                           QueryScope& scope);
    SqliteValue row_call(const PgQuery__FuncCall& call, const FunctionRow& row,
                         const std::string& name, QueryScope& scope);
    static SqliteValue at_time_zone(const std::vector<SqliteValue>& values, int offset);

    /// Nothing for a function that is none of the server's own that return sets.
    std::optional<FunctionSet> set_of(const PgQuery__FuncCall& call, const std::string& name,
                                      QueryScope& scope);

    QueryNames& names_;
    std::vector<QueryValue> parameters_;
    bool reproducible_ = true;
    int last_alias_ = 0;
};

/// An expression of `items` in parentheses: `f(a, b)`.
std::string sqlite_call(std::string_view function, const std::vector<std::string>& items);

/// Conditions with AND or OR between them, in parentheses; not deeper than SQLite can take.
std::string joined_conditions(const std::vector<std::string>& parts, std::string_view word);

/// The value as the text that `::text` gives.
std::string as_text(const SqliteValue& value);

/// The value as the text that `format('%s')`, `||` with an array and the like give: a boolean as
/// `t` or `f`.
std::string as_output(const SqliteValue& value);

/// The value as JSON; `null` for NULL. Throws an `Undecidable` for a type that has no one form.
std::string as_json(const SqliteValue& value, int offset);

/// A value as a number, when its type is kept as text.
std::string as_number(const SqliteValue& value);

/// What stands for a value where it is compared with others of its type.
std::string as_comparable(const SqliteValue& value);

// Of types. All take texts of `format_type`.

bool is_oid_type(std::string_view type);      ///< oid, regclass, regtype, …
bool is_whole_number(std::string_view type);  ///< Of any size, and oids.
bool is_string_type(std::string_view type);   ///< text, name, character varying, …, unknown.
bool is_untyped(std::string_view type);       ///< A literal without a type.
bool is_date_type(std::string_view type);     ///< A date, a time or a timestamp.

/// How elements of an array of that element type are written in JSON: `n`, `b` or `s`.
char element_kind(std::string_view type);

/// The type without `[]`; smallint of int2vector.
std::string element_of(const std::string& type);

[[noreturn]] void undecided(std::string reason, int offset = -1);

}  // namespace erdmark::dialect::postgres
