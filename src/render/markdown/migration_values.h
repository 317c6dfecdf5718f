#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "document/view_model.h"
#include "render/template_engine.h"

namespace erdmark::render::markdown {

/// What the page of migrations is given. `diagrams` are the drawn parts of the graph.
ValueMap migrations_values(const document::SiteView& site,
                           const std::vector<std::string>& diagrams);

/// `7 migrations`
std::string migration_total(const document::MigrationsView& migrations);

}  // namespace erdmark::render::markdown
