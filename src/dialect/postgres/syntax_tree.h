#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace erdmark::dialect::postgres {

// The syntax tree of an expression, as values of our own. The parser is PostgreSQL's
// (libpg_query); only the files syntax_tree*.cpp see it.

/// What a node is. Unless it says otherwise, `text` is its keyword and `parts` are its operands in
/// the order in which they are written.
enum class NodeKind {
    Column,     ///< `names`, the last one `*` when `all`.
    Parameter,  ///< `$1`
    String,     ///< `text` is the value.
    Number,     ///< `text` as written, with a sign.
    Boolean,    ///< `true` or `false`
    Null,
    Bits,       ///< `b101` or `x1F`
    Cast,       ///< To the type `text`, as `format_type` prints it.
    Operator,   ///< `text`, of schema `names` if any; one part for a prefix.
    ArrayTest,  ///< `x = ANY (array)`; ALL when `all`.
    Distinct,   ///< `IS DISTINCT FROM`, `IS NOT DISTINCT FROM`
    NullIf,
    In,       ///< `IN`, `NOT IN`: the operand, then the items.
    Like,     ///< `LIKE`, `NOT ILIKE`, `SIMILAR TO` …; a third part is the escape.
    Between,  ///< `BETWEEN`, `NOT BETWEEN SYMMETRIC` …
    And,
    Or,
    Not,
    Test,           ///< `IS NULL`, `IS NOT TRUE` …
    Call,           ///< Of `names`; `clauses` has OrderBy, Filter, Over.
    NamedArgument,  ///< `text`
    Common,         ///< `COALESCE`, `GREATEST`, `LEAST`
    Row,
    Array,
    Case,  ///< CaseArgument (if any), When …, Else (if any)
    CaseArgument,
    When,  ///< The condition and the result.
    Else,
    Field,      ///< `(x).text`; `(x).*` when `all`.
    Subscript,  ///< The array and the index.
    Slice,      ///< The array and the two bounds, Nothing where one is left out.
    Nothing,
    Collate,        ///< With `names`.
    ValueFunction,  ///< `CURRENT_TIMESTAMP(3)`
    Exists,         ///< The query; the same in those that follow.
    ScalarQuery,
    ArrayQuery,
    InQuery,       ///< The operand and the query.
    QueryTest,     ///< `x > ALL (query)`: as Operator, ALL when `all`.
    Select,        ///< `clauses`: Targets, From, Where, GroupBy, Having, OrderBy, Limit, Offset.
    SetOperation,  ///< `UNION ALL` … of two queries; `clauses` as in Select.
    Values,        ///< Parts are Rows; `clauses` as in Select.
    Targets,
    Target,  ///< `text` is the alias, may be empty.
    From,
    Where,
    GroupBy,
    Having,
    OrderBy,
    SortItem,  ///< `text` is what stands behind the value: ` DESC NULLS LAST`.
    Limit,
    Offset,
    Filter,
    Over,  ///< The window's name `text`; `clauses`: PartitionBy, OrderBy.
    PartitionBy,
    Table,       ///< `names`; ONLY when `all`; `text` is the alias.
    QueryTable,  ///< The query; `text` is the alias, `names` those of its columns.
    CallTable,   ///< The call; as QueryTable.
    Join,        ///< `JOIN`, `LEFT JOIN` …; `clauses` has the condition, `names` those of USING.
    Opaque,      ///< `text` is what libpg_query prints for what no other kind stands for.
};

/// A value.
struct Node {
    NodeKind kind = NodeKind::Nothing;
    std::string text;
    std::vector<std::string> names;
    std::vector<Node> parts;
    std::vector<Node> clauses;
    bool all = false;         ///< See NodeKind; of a call: `f(*)`.
    bool distinct = false;    ///< Of a call or a select.
    bool variadic = false;    ///< The last argument of the call.
    bool sql_syntax = false;  ///< A call written as SQL has it: `EXTRACT(year FROM x)`.
    bool within_group = false;
    bool lateral = false;
    std::string
        type;  ///< Of the value, when expression_rewrite.h found it; not part of the syntax.

    // What the name stands for in a replayed catalog, see replay/catalog.h; 0 for nothing.
    int object = 0;
    int column = 0;

    /// Whether the two are the same syntax of the same type, whatever their names stand for.
    bool operator==(const Node& other) const;
};

/// A node with that keyword and those operands.
Node make_node(NodeKind kind, std::string text = {}, std::vector<Node> parts = {});

/// The number of nodes in the tree below and including `node`, counted up to `limit`.
std::size_t node_count(const Node& node, std::size_t limit);

/// The tree of `text` when it is one expression of PostgreSQL 15 that is safe to parse (see
/// expression_limits.h) and nothing else. Names of the schema pg_catalog are left out.
std::optional<Node> parse_expression(std::string_view text);

}  // namespace erdmark::dialect::postgres
