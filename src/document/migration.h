#pragma once

#include <span>
#include <string>
#include <utility>
#include <vector>

#include "document/view_model.h"
#include "schema/schema.h"

namespace erdmark::document {

struct MigrationRows {
    schema::QualifiedName table;
    int inserted = 0;
    int updated = 0;
    int deleted = 0;
};

/// What is known of a migration that ran.
struct MigrationRecord {
    std::string id;
    std::string version;
    std::string name;
    std::string file;
    std::string place;  ///< Of the file, for messages.
    std::string title;
    std::string description;
    std::string author;
    std::string revision;              ///< Another name of it.
    std::vector<std::string> depends;  ///< What it declares, as written.
    bool has_down = false;
    bool transactional = true;
    bool repeatable = false;
    schema::Schema before;  ///< The objects that it changed or dropped.
    schema::Schema after;   ///< Those that it changed or made.
    std::vector<std::pair<schema::QualifiedName, schema::QualifiedName>> renamed;
    std::vector<MigrationRows> rows;
    std::vector<schema::QualifiedName> reads;  ///< Tables and views that its queries read.
};

/// The view of migrations, given in the order in which they ran, and what their declarations
/// contradict: messages that begin with a place.
struct MigrationReport {
    MigrationsView view;
    std::vector<std::string> warnings;
};
MigrationReport make_migrations(std::span<const MigrationRecord> records, const SiteView& site);

}  // namespace erdmark::document
