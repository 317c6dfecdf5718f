#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "dialect/postgres/view_query.h"

namespace erdmark::dialect::postgres {

/// The body of a routine in standard SQL: `RETURN value`, or queries between `BEGIN ATOMIC` and
/// `END`. The server keeps what it means and prints it like a view.
struct StandardBody {
    std::string text;  ///< Canonical; what is not understood is as it was.
    bool is_canonical = true;
    std::vector<schema::ViewSource> reads;
    std::optional<ViewRefusal> refusal;  ///< What the server would refuse.
};

/// Whether the body of a routine in the language SQL is one in standard SQL.
bool is_standard_body(std::string_view body);

/// What a body in standard SQL is. Its text is its own canonical text; `renames` as in
/// view_query.h.
StandardBody analyse_body(std::string_view body, const RoutineNames& names, RelationSource& source,
                          const ViewRenames& renames = {});

}  // namespace erdmark::dialect::postgres
