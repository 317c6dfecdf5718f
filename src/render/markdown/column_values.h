#pragma once

#include <string>

#include "document/table_model.h"
#include "render/template_engine.h"

namespace erdmark::render::markdown {

/// The values of a table's columns.
void add_columns(ValueMap& values, const document::TableView& table);

/// A column's type as code, linked to its entry, as the page `from` (empty: the index) shows it.
std::string type_of(const document::ColumnView& column, const std::string& from);

}  // namespace erdmark::render::markdown
