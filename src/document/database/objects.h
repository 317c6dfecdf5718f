#pragma once

#include "document/site.h"
#include "document/view_model.h"

namespace erdmark::document {

/// What the database has besides tables and views. Bodies of routines are only told
/// `with_routine_bodies`.
DatabaseView make_database_view(const Site& site, bool with_routine_bodies);

}  // namespace erdmark::document
