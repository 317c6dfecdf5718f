#pragma once

#include <map>
#include <string>
#include <string_view>

namespace erdmark::dialect::postgres {

class RelationSource;
struct Node;

// An expression has many texts: `status IN ('a', 'b')`, as people write it, comes back from a
// server as `((status)::text = ANY ((ARRAY['a'::character varying, 'b'::character
// varying])::text[]))`. Documents show one of them, whichever side it came from.

/// What the names in an expression mean.
struct ExpressionContext {
    /// Column name -> base type as format_type prints it (a domain's base type), for the table the
    /// expression belongs to. May be null.
    const std::map<std::string, std::string>* column_types = nullptr;
    /// The type that the value is stored as: of the column for a default or generated column
    /// (format_type, domain -> base type); `boolean` for checks and predicates; empty: not known.
    std::string type;
    /// The schema that names are written without; empty for none.
    std::string default_schema;
    /// Where functions that are not the server's own, and the tables of sub-queries, are looked up
    /// (view_source.h). May be null: then casts that only depend on these stay.
    RelationSource* source = nullptr;
    /// The name of the table that the expression belongs to, for its columns in sub-queries.
    std::string table;
    /// The columns are those of the rows `old` and `new` of a trigger, whose names stay.
    bool has_rows = false;
};

/// The canonical text of an expression: short, with keywords in capitals, names in quotes only
/// where they need them, no more parentheses than the reader or the parser needs, and none of the
/// casts that the server adds by itself.
///
/// Means the same as `text`: it has the same value, of the same type as far as the context does not
/// give it one, and where the types of columns are not known, casts stay. A literal has the text
/// that the server prints for one of its type (literal/literal.h). Names of the schema pg_catalog
/// and, where the context knows the column, qualifiers of columns are left out; comments too. Gives
/// its own result back unchanged, the same on every run.
///
/// Text that libpg_query (PostgreSQL 15) cannot parse, or that is too large or too deep to parse
/// safely, comes back trimmed but otherwise as it is. Never throws for what is in the text.
std::string canonical_expression(std::string_view text, const ExpressionContext& context);

/// The same for a tree (syntax_tree.h): the canonical text of `printed(tree)`, without parsing.
std::string canonical_expression(const Node& tree, const ExpressionContext& context);

}  // namespace erdmark::dialect::postgres
