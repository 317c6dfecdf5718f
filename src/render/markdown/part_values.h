#pragma once

#include "document/table_model.h"
#include "render/template_engine.h"

namespace erdmark::render::markdown {

/// The values of a table's triggers.
void add_triggers(ValueMap& values, const document::TableView& table);

/// The values of its partitions, rules and statistics.
void add_parts(ValueMap& values, const document::TableView& table);

/// The values of row-level security and grants.
void add_access(ValueMap& values, const document::TableView& table);

}  // namespace erdmark::render::markdown
