#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dialect/postgres/view_printer.h"
#include "dialect/postgres/view_scope.h"
#include "dialect/postgres/view_source.h"
#include "schema/table.h"

// The parser's own tree.
struct PgQuery__SelectStmt;  // NOLINT(bugprone-reserved-identifier)

namespace erdmark::dialect::postgres {

// A view has two texts: what its author wrote, and what the server makes of it, with `*` written
// out, a qualifier before each column and a cast at each literal. Both become one here, which shows
// what is read and no more.

/// What a view is made of.
struct ViewShape {
    std::vector<RelationColumn> columns;    ///< In order; a type that is not known is empty.
    std::vector<schema::ViewSource> reads;  ///< Sorted; columns in their declared order.
    /// The canonical text; what was given, trimmed, when the query is not understood.
    std::string definition;
    bool is_understood = false;
    /// What could not be found out, for the user: `the type of the column 'total'`. When that is
    /// the query itself, columns and reads are empty.
    std::vector<std::string> undecided;
    /// What the server would refuse; the rest is empty then, but the definition.
    std::optional<ViewRefusal> refusal;
};

/// What a view or a table of that query is. `text` is the query as it was written, without what is
/// around it (view_query_text); offsets of a refusal count from the start of the text that `query`
/// was parsed from. `names` are those that `CREATE VIEW v (a, b)` gives to its columns, or empty.
///
/// The definition is not canonical yet, but means the same from now on, whatever becomes of
/// `search_path` and of the columns that there are: `*` is written out, and each name has its
/// qualifier. Never throws for what is in the query.
ViewShape resolve_view(const PgQuery__SelectStmt& query, std::string_view text,
                       const std::vector<std::string>& names, RelationSource& source);

/// The same, with the canonical text, for a text that is a query and nothing else. The definition
/// is its own canonical text; with `renames` it has the new names, while `source` still has the old
/// ones.
ViewShape analyse_view(std::string_view text, const std::vector<std::string>& names,
                       RelationSource& source, const ViewRenames& renames = {});

/// The same for a query in the body of a routine, which shows no names of outputs.
ViewShape analyse_query(std::string_view text, const RoutineNames& routine, RelationSource& source,
                        const ViewRenames& renames = {});

/// The query in the text of a `CREATE VIEW`, `CREATE MATERIALIZED VIEW` or `CREATE TABLE … AS`:
/// what stands between AS and the end, without `WITH CHECK OPTION` or `WITH NO DATA`; empty for
/// none.
std::string view_query_text(std::string_view statement);

}  // namespace erdmark::dialect::postgres
