#pragma once

#include <cstddef>
#include <vector>

#include "document/site.h"
#include "document/view_model.h"

namespace erdmark::document {

/// The columns of a table. With `humanize_names`, a column without a description gets its name in
/// words.
std::vector<ColumnView> make_column_views(const Site& site, std::size_t index, bool humanize_names);

/// The columns of a view or of a composite type: what they say by themselves. Of their types they
/// tell where the entry is.
std::vector<ColumnView> make_plain_column_views(const TypeNotes& types,
                                                const std::vector<schema::Column>& columns,
                                                bool humanize_names);

}  // namespace erdmark::document
