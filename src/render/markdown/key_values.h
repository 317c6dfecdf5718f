#pragma once

#include "document/table_model.h"
#include "render/template_engine.h"

namespace erdmark::render::markdown {

/// The values of a table's constraints and indexes.
void add_constraints(ValueMap& values, const document::TableView& table);
void add_indexes(ValueMap& values, const document::TableView& table);

}  // namespace erdmark::render::markdown
