#pragma once

#include "document/migration_model.h"

namespace erdmark::test {

/// Four migrations of an application with users and roles; one needs nothing.
document::MigrationsView typical_migrations();

/// Names and texts in them that Markdown and Mermaid would take for their own, in two pictures.
document::MigrationsView hostile_migrations();

}  // namespace erdmark::test
