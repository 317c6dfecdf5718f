#pragma once

#include <cstddef>
#include <map>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "document/migration.h"
#include "document/migration_changes.h"

namespace erdmark::document {

/// What each migration needs of earlier ones: by their index, the displayed names of what it uses
/// of them.
using Needs = std::vector<std::map<std::size_t, std::set<std::string>>>;

/// Finds out from what migrations touch which others they need: one that changes or drops
/// something needs the one that made it and the last one that changed it; a foreign key, a column
/// of a made type, a view, a trigger and a query need those that made what they refer to; what
/// changes rows needs those that gave the table its columns, and the last one that wrote its rows
/// unless it only adds some.
Needs find_needs(std::span<const MigrationRecord> records, std::span<const ToldStep> steps);

/// What migrations declare to need, by index, and what is wrong with it.
struct DeclaredNeeds {
    std::vector<std::set<std::size_t>> needs;
    std::vector<std::string> warnings;
};

/// A declared name means the migration with that id, version, name, revision or file.
DeclaredNeeds find_declared_needs(std::span<const MigrationRecord> records);

/// Messages for each migration that declares something and uses what its declarations, followed
/// to their end, do not reach.
std::vector<std::string> undeclared_needs(std::span<const MigrationRecord> records,
                                          const Needs& needs, const DeclaredNeeds& declared);

}  // namespace erdmark::document
