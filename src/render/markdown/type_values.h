#pragma once

#include "document/database_model.h"
#include "render/template_engine.h"

namespace erdmark::render::markdown {

/// The values of enums, domains, composite types and ranges on the index page.
void add_types(ValueMap& values, const document::DatabaseView& database);

}  // namespace erdmark::render::markdown
