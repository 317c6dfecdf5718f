#pragma once

#include <map>
#include <string>
#include <vector>

#include "document/migration.h"
#include "document/migration_model.h"
#include "schema/compare.h"

namespace erdmark::document {

/// Where the things that migrations name have their sections and entries.
class ObjectLinks {
public:
    explicit ObjectLinks(const SiteView& site);

    MigrationObjectView view_of(const std::string& kind, const std::string& name) const;

    // Migrations are looked at from the last to the first, so that a name leads to what became of
    // it: what was renamed later, and not what took its name.

    /// To be told of a migration before its own names are looked for, and after.
    void go_to(const std::vector<schema::Change>& changes);
    void go_before(const MigrationRecord& record, const std::vector<schema::Change>& changes);

private:
    std::string last_name(const std::string& name) const;

    std::map<std::string, TableLink> tables_;
    std::map<std::string, EntryLink> types_;
    std::map<std::string, EntryLink> functions_;
    std::map<std::string, std::string> last_names_;  ///< Empty for what is gone.
};

}  // namespace erdmark::document
