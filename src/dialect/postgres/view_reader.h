#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "dialect/postgres/view_parser.h"
#include "dialect/postgres/view_scope.h"
#include "dialect/postgres/view_tree.h"
#include "dialect/postgres/view_typing.h"

// NOLINTBEGIN(bugprone-reserved-identifier)
struct PgQuery__Alias;
struct PgQuery__ColumnRef;
struct PgQuery__CommonTableExpr;
struct PgQuery__FuncCall;
struct PgQuery__JoinExpr;
struct PgQuery__RangeFunction;
struct PgQuery__RangeSubselect;
struct PgQuery__RangeVar;
struct PgQuery__ResTarget;
struct PgQuery__SubLink;
struct PgQuery__WindowDef;
struct PgQuery__WithClause;
// NOLINTEND(bugprone-reserved-identifier)

namespace erdmark::dialect::postgres {

/// Resolves the names of a query, finds the types of its expressions and brings these into their
/// canonical form. Throws a `ViewRefusal` for what the server would refuse, a `ViewNotUnderstood`
/// for what is not understood as a whole.
class ViewReader {
public:
    /// `routine`: the one whose body the query is in; may be null.
    ViewReader(RelationSource& source, ViewTokens& tokens, QueryTree& tree, ViewForm form,
               const RoutineNames* routine = nullptr);

    std::unique_ptr<ViewQuery> read(PgQuery__SelectStmt& select);

    /// Whether all was understood; otherwise the types may still be known.
    bool is_whole() const { return is_whole_; }

    /// All tables of all its queries.
    const std::vector<const ViewTable*>& tables() const { return tables_; }

    ViewTyping& typing() { return typing_; }

private:
    /// What WITH gives names to.
    struct CommonTable {
        std::string name;
        std::vector<RelationColumn> columns;
        bool is_open = false;  ///< Recursive, and the first query is not read yet.
    };
    struct CommonTables {
        const CommonTables* outer = nullptr;
        std::vector<CommonTable> tables;
    };
    /// Where a query stands.
    struct Place {
        const ViewScope* scope = nullptr;
        const CommonTables* commons = nullptr;
    };

    // Queries: view_reader.cpp
    std::unique_ptr<ViewQuery> read_query(PgQuery__SelectStmt& select, const Place& place);
    void read_body(PgQuery__SelectStmt& select, const Place& place, ViewQuery& query);
    void read_with(PgQuery__WithClause& with, const Place& place, CommonTables& commons,
                   ViewQuery& query);
    void read_common(PgQuery__CommonTableExpr& common, const Place& place, CommonTables& commons,
                     ViewQuery& query);
    void read_set_operation(PgQuery__SelectStmt& select, const Place& place, ViewQuery& query);
    void read_values(PgQuery__SelectStmt& select, const Place& place, ViewQuery& query);
    void read_select(PgQuery__SelectStmt& select, const Place& place, ViewQuery& query);
    void read_target(PgQuery__ResTarget& target, const ViewScope& scope, const Place& place,
                     ViewQuery& query);
    void read_fields(Node value, ViewQuery& query);
    bool read_star(const PgQuery__ColumnRef& reference, const ViewScope& scope, ViewQuery& query);
    static void resolve_literals(ViewQuery& query);
    void join_columns(ViewQuery& query);
    void add_target(const ViewScope& scope, const ViewScopeColumn& column, ViewQuery& query);

    // The clauses behind: view_reader_clauses.cpp
    void read_tail(PgQuery__SelectStmt& select, const ViewScope& scope, const Place& place,
                   ViewQuery& query);
    ViewSortItem read_item(PgQuery__Node& node, const ViewScope& scope, const Place& place,
                           const ViewQuery& query, bool inputs_first);
    std::vector<ViewSortItem> read_order(std::size_t count, PgQuery__Node** list,
                                         const ViewScope& scope, const Place& place,
                                         const ViewQuery* query);
    ViewGroupItem read_group(PgQuery__Node& node, const ViewScope& scope, const Place& place,
                             const ViewQuery& query);

    // FROM: view_reader_from.cpp
    ViewFrom read_from(PgQuery__Node& item, ViewScope& scope, const Place& place);
    ViewFrom read_join(PgQuery__JoinExpr& expression, ViewScope& scope, const Place& place);
    void merge_columns(ViewFrom& join, std::size_t start, std::size_t middle, ViewScope& scope);
    ViewScopeColumn merged_column(const ViewFrom& join, const ViewScopeColumn& left,
                                  const ViewScopeColumn& right);
    static const CommonTable* find_common(const std::string& name, const Place& place);
    void read_relation(const PgQuery__RangeVar& name, ViewTable& table);
    std::unique_ptr<ViewTable> read_table(const PgQuery__RangeVar& name, const Place& place);
    std::unique_ptr<ViewTable> read_query_table(PgQuery__RangeSubselect& item,
                                                const ViewScope& scope, const Place& place);
    std::unique_ptr<ViewTable> read_call_table(PgQuery__RangeFunction& item, const ViewScope& scope,
                                               const Place& place);
    void read_call_columns(PgQuery__RangeFunction& function, ViewTable& table);
    static void read_alias(const PgQuery__Alias* alias, ViewTable& table);
    ViewFrom add_table(std::unique_ptr<ViewTable> table, ViewScope& scope);

    // Expressions: view_reader_expression.cpp
    Node read_expression(PgQuery__Node& node, const ViewScope& scope, const Place& place,
                         const std::string& type = {});
    Node read_bare(PgQuery__Node& node, const ViewScope& scope, const Place& place);
    Node numbered_parameter(const Node& node);
    void bind_column(Node& node, const ViewScope& scope);
    bool prepare(PgQuery__Node& node, const ViewScope& scope, const Place& place,
                 std::map<std::string, Node>& pieces);
    Node read_link(PgQuery__SubLink& link, const ViewScope& scope, const Place& place);
    void replace_window(PgQuery__FuncCall& call, const ViewScope& scope, const Place& place);
    ViewWindow read_window(PgQuery__WindowDef& window, const ViewScope& scope, const Place& place);
    void bind(Node& node, const ViewScope& scope, const std::map<std::string, Node>& pieces);

    RelationSource& source_;
    ViewTokens& tokens_;
    QueryTree& tree_;
    ViewTyping typing_;
    ViewQuery around_;  ///< Stands for the routine.
    ViewTable parameters_;
    ViewScope outermost_;
    bool is_in_routine_ = false;
    CommonTable* pending_ = nullptr;  ///< Gets its columns from the query that is read next.
    std::vector<const ViewTable*> tables_;
    bool is_whole_ = true;
};

}  // namespace erdmark::dialect::postgres
