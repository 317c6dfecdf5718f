#pragma once

#include "document/view_model.h"
#include "render/template_engine.h"

namespace erdmark::render::mermaid {

/// What the template of a picture of migrations is given.
ValueMap migration_graph_values(const document::MigrationGraphView& graph,
                                const document::MigrationsView& all);

/// The list of those values.
TagTable migration_graph_tags();

}  // namespace erdmark::render::mermaid
