#pragma once

#include "document/database_model.h"
#include "render/template_engine.h"

namespace erdmark::render::markdown {

/// The values of what the index page tells besides tables and types: schemas, sequences,
/// extensions, event triggers, publications, and how many functions there are.
void add_objects(ValueMap& values, const document::DatabaseView& database);

}  // namespace erdmark::render::markdown
