#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "dialect/postgres/syntax_tree.h"
#include "dialect/postgres/view_source.h"

namespace erdmark::dialect::postgres {

/// How far a query is worked out: with its names and types alone, or in its canonical form.
enum class ViewForm { Resolved, Canonical };

// A query whose names are resolved. Its expressions are trees (syntax_tree.h) in which a column is
// a Column with one name, its token; what the token stands for is in `ViewTokens`. The tokens are
// plain names, so that an expression with them can be printed and parsed. A query inside of an
// expression is `SELECT token()`, a window the name of a window.

struct ViewQuery;

/// One of the things that FROM lists.
struct ViewTable {
    /// Parameters: no table, but those of the routine around the query, whose name it has.
    enum class Kind { Relation, Common, Query, Call, Parameters };
    Kind kind = Kind::Relation;
    std::string name;  ///< By which columns are qualified: the alias if there is one.
    bool only = false;
    bool lateral = false;
    bool ordinality = false;
    bool is_system = false;          ///< Of pg_catalog, on which the server notes no dependence.
    schema::QualifiedName relation;  ///< Of a Call: whose rows it gives, if any.
    std::vector<RelationColumn> columns;  ///< With the names that they have here.
    std::vector<std::string> own_names;   ///< The names that they have without a list of aliases.
    bool lists_columns = false;           ///< The names of the columns are printed.
    std::vector<RelationColumn> definitions;  ///< `AS t(a integer)` of a Call.
    std::unique_ptr<ViewQuery> query;
    Node call;
};

/// A table, or two with what joins them.
struct ViewFrom {
    ViewTable* table = nullptr;
    std::string words;  ///< `JOIN`, `LEFT JOIN`, `CROSS JOIN` …
    std::unique_ptr<ViewFrom> left;
    std::unique_ptr<ViewFrom> right;
    std::vector<std::string> using_columns;
    std::optional<Node> condition;
};

struct ViewTarget {
    Node value;
    RelationColumn column;  ///< The name and the type that it gives.
};

struct ViewSortItem {
    Node value;
    std::string words;  ///< ` DESC NULLS LAST`
    int target = -1;    ///< The place of the target that it is; -1 for none.
};

struct ViewGroupItem {
    std::string words;  ///< `ROLLUP`, `CUBE`, `GROUPING SETS`, `()`; empty for a value or a list.
    std::vector<ViewSortItem> values;
    std::vector<ViewGroupItem> items;
};

struct ViewWindow {
    std::string name;       ///< In the clause WINDOW.
    std::string base_name;  ///< Of the window that it copies.
    std::vector<Node> partition;
    std::vector<ViewSortItem> order;
    std::string frame;  ///< With a blank before it where something is before it; empty for none.
    std::vector<Node> bounds;  ///< What stands for `{}` in `frame`.
};

struct ViewCommonTable {
    std::string name;
    std::vector<std::string> columns;  ///< As listed; empty when not.
    std::string words;                 ///< `MATERIALIZED `
    std::unique_ptr<ViewQuery> query;
};

struct ViewQuery {
    bool is_in_routine = false;  ///< It is no view but stands in the body of a routine.
    std::vector<ViewCommonTable> common_tables;
    bool recursive = false;

    std::string operation;  ///< `UNION ALL` …; empty for none.
    std::unique_ptr<ViewQuery> left;
    std::unique_ptr<ViewQuery> right;

    std::vector<std::vector<Node>> rows;  ///< Of VALUES.

    bool distinct = false;
    std::vector<ViewSortItem> distinct_on;
    std::vector<ViewTarget> targets;
    std::vector<std::unique_ptr<ViewTable>> tables;
    std::vector<ViewFrom> from;
    std::optional<Node> where;
    std::vector<ViewGroupItem> group_by;
    bool group_distinct = false;
    std::optional<Node> having;
    std::vector<ViewWindow> windows;

    std::vector<ViewSortItem> order_by;
    std::optional<Node> limit;
    std::optional<Node> offset;
    bool with_ties = false;

    std::vector<RelationColumn> columns;   ///< What it gives.
    std::vector<std::string> input_names;  ///< Of columns that need no qualifier.
};

/// What a token stands for.
struct ViewToken {
    enum class Kind { Column, Merged, Row, Query, Window };
    Kind kind = Kind::Column;
    const ViewTable* table = nullptr;  ///< Of a column or a row.
    std::size_t column = 0;            ///< The place in the table's columns.
    std::string name;                  ///< Of a merged column, which has no qualifier.
    std::string type;                  ///< As `format_type` prints it; empty when not known.
    const ViewQuery* owner = nullptr;  ///< The query in whose FROM the table stands.
    std::unique_ptr<ViewQuery> query;
    ViewWindow window;
};

class ViewTokens {
public:
    /// The token's text: always the same for one column or row.
    std::string add_column(const ViewTable& table, std::size_t column, const ViewQuery& owner);
    std::string add_merged(const std::string& name, const std::string& type,
                           const ViewQuery& owner);
    std::string add_row(const ViewTable& table, const std::string& type, const ViewQuery& owner);
    std::string add_query(std::unique_ptr<ViewQuery> query);
    std::string add_window(ViewWindow window);

    /// A null pointer for what is no token.
    const ViewToken* find(const std::string& text) const;
    ViewToken* find(const std::string& text);

    /// The token of a node that is a column or a row; a null pointer for other nodes.
    const ViewToken* of(const Node& node) const;

    /// The query that a Select node stands for; a null pointer for other nodes.
    const ViewQuery* query_of(const Node& node) const;

    const std::vector<ViewToken>& all() const { return tokens_; }

private:
    std::string add(ViewToken token);

    std::vector<ViewToken> tokens_;
};

/// `SELECT token()`: a query as a part of an expression.
Node query_node(const std::string& token);

}  // namespace erdmark::dialect::postgres
