#pragma once

#include <cstddef>
#include <initializer_list>
#include <optional>
#include <string>
#include <vector>

#include "dialect/postgres/syntax_tree.h"

// The parser's own tree, as libpg_query's header names its parts.
// NOLINTBEGIN(bugprone-reserved-identifier)
struct PgQuery__Node;
struct PgQuery__AExpr;
struct PgQuery__FuncCall;
struct PgQuery__SelectStmt;
struct PgQuery__SubLink;
struct PgQuery__TypeName;
// NOLINTEND(bugprone-reserved-identifier)

namespace erdmark::dialect::postgres {

// The steps from the parser's tree to ours, for syntax_tree.cpp.

/// The strings of a list of names, without the schema pg_catalog.
std::vector<std::string> read_names(std::size_t count, PgQuery__Node* const* names);

/// A type as `format_type` prints it; nothing for one that has no such text.
std::optional<std::string> read_type(const PgQuery__TypeName& type);

/// The tree that parse_expression gives for the text of `node`. An Opaque node for what the steps
/// below do not know; nothing when even libpg_query does not print that. The depth of `node` is
/// that of the recursion: see expression_limits.h.
std::optional<Node> read_expression(const PgQuery__Node& node);
std::optional<Node> read_query(const PgQuery__SelectStmt& query);

/// The same; nothing, too, for what read_query gives an Opaque node for.
std::optional<Node> read_known_query(const PgQuery__SelectStmt& select);

/// Steps of read_expression; nothing for what they do not know.
std::optional<Node> read_operation(const PgQuery__AExpr& expression);
std::optional<Node> read_call(const PgQuery__FuncCall& call);
std::optional<Node> read_query_expression(const PgQuery__SubLink& link);

/// `node` with these as its further parts, null pointers left out.
std::optional<Node> with_parts(Node node, std::initializer_list<const PgQuery__Node*> parts);

/// Reads a list in order into `into`; false when one of it cannot be read.
bool read_list(std::size_t count, PgQuery__Node* const* list, std::vector<Node>& into);

/// Appends what `node` stands for, nothing for a null pointer; false when it cannot be read.
bool read_into(const PgQuery__Node* node, std::vector<Node>& into);

/// The items of ORDER BY in a clause of that kind, appended unless there are none.
bool read_sort(std::size_t count, PgQuery__Node* const* list, std::vector<Node>& into);

/// What libpg_query prints, when that has the same tree again.
std::optional<Node> read_opaque(const PgQuery__Node& expression);
std::optional<Node> read_opaque(const PgQuery__SelectStmt& query);

}  // namespace erdmark::dialect::postgres
