#pragma once

#include "document/table_model.h"
#include "render/template_engine.h"

namespace erdmark::render::markdown {

/// The values of a table's rows.
void add_rows(ValueMap& values, const document::TableView& table);

/// Of the section of a table: its rows.
TagTable row_tags();

}  // namespace erdmark::render::markdown
