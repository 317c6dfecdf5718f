#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "document/site.h"
#include "document/view_model.h"

namespace erdmark::document {

/// The section of one table. With `humanize_columns`, a column without a description gets its name
/// in words.
TableView make_table_view(const Site& site, std::size_t index, bool humanize_columns);

/// The section of one view.
TableView make_view_view(const Site& site, std::size_t index, bool humanize_columns);

/// One row of a list of foreign keys.
EdgeView make_edge_view(const Site& site, const Relation& relation);

}  // namespace erdmark::document
