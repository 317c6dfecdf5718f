#pragma once

#include <functional>
#include <memory>
#include <memory_resource>
#include <string_view>

// The parser's own tree, as libpg_query's header names its parts.
// NOLINTBEGIN(bugprone-reserved-identifier)
struct PgQuery__Node;
struct PgQuery__SelectStmt;
// NOLINTEND(bugprone-reserved-identifier)

namespace erdmark::dialect::postgres {

/// The parser's tree of a query, ours to change: all of it, and what is put into it, lives as long
/// as this does.
class QueryTree {
public:
    /// The tree of the one query that `text` is; nothing is in it when the text is none or is not
    /// safe to parse (expression_limits.h).
    explicit QueryTree(std::string_view text);

    /// A copy.
    explicit QueryTree(const PgQuery__SelectStmt& query);

    /// A null pointer when there is none.
    PgQuery__SelectStmt* query() const { return query_; }

    /// Memory for a piece of the tree.
    void* allocate(std::size_t size) { return memory_.allocate(size); }

private:
    std::pmr::monotonic_buffer_resource memory_{16384};
    PgQuery__SelectStmt* query_ = nullptr;
};

/// Calls `visit` for each node of the tree below and including `node`, outer ones first; does not
/// go into a node for which it gives false.
void visit_nodes(PgQuery__Node& node, const std::function<bool(PgQuery__Node&)>& visit);

}  // namespace erdmark::dialect::postgres
