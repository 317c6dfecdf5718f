#pragma once

#include <string>
#include <vector>

#include "document/view_model.h"
#include "render/template_engine.h"

namespace erdmark::render::markdown {

/// The values of each template of this folder, by its name without `.mustache`.
const std::map<std::string, TagTable>& template_values();

/// Drawn diagrams, numbered from 1.
ValueList diagram_values(const std::vector<std::string>& diagrams);

/// What the index page is given. `overviews` are the drawn diagrams of the modules.
ValueMap index_values(const document::SiteView& site, const std::vector<std::string>& overviews);

/// What a module's page is given. `diagrams` are its drawn parts, `details` the sections of its
/// tables.
ValueMap module_values(const document::SiteView& site, const document::ModuleView& module,
                       const std::vector<std::string>& diagrams, std::string details);

/// What the section of one table is given.
ValueMap table_values(const document::TableView& table);

/// What the page of functions is given.
ValueMap functions_values(const document::SiteView& site);

/// `words` with its first letter as a capital.
std::string with_capital(std::string words);

/// The first paragraph of a description, on one line.
std::string summary(const std::string& description);

}  // namespace erdmark::render::markdown
