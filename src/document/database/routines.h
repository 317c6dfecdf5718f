#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "document/database_model.h"
#include "schema/schema.h"

namespace erdmark::document {

struct Site;

/// The entries of a schema's routines.
struct RoutineEntries {
    std::vector<EntryLink> links;  ///< In schema order.
    /// Those that triggers and event triggers can call, by name: they have no arguments, so that
    /// each name is there once.
    std::map<schema::QualifiedName, std::size_t> trigger_functions;

    /// The function that a trigger's call such as `billing."Audit"('users')` means; without an
    /// anchor when it has no entry.
    EntryLink called_by(const std::string& call) const;
};

RoutineEntries make_routine_entries(const schema::Schema& schema);

/// One section for each namespace that has routines, the default one first. Bodies are only told
/// `with_bodies`.
std::vector<RoutineSectionView> make_routine_sections(const Site& site, bool with_bodies);

}  // namespace erdmark::document
