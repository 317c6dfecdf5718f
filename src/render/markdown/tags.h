#pragma once

#include "render/template_engine.h"

namespace erdmark::render::markdown {

// Parts of the list of values that templates are given (see `template_values`).

/// Of the section of a table.
TagTable table_tags();

/// Of the index page: types, functions, sequences and what else is no table.
TagTable database_tags();

/// Of the page of functions.
TagTable functions_tags();

/// Of the page of migrations.
TagTable migrations_tags();

}  // namespace erdmark::render::markdown
