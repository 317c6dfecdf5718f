#pragma once

#include <map>
#include <optional>
#include <vector>

#include "dialect/postgres/replay/dependents_parts.h"

namespace erdmark::dialect::postgres {

/// Who uses an object, by the object: each kind of use is looked for in the whole catalog once,
/// when it is first asked for. Good until the catalog changes.
class Uses {
public:
    explicit Uses(const Catalog& catalog) : catalog_(&catalog) {}

    const Catalog& catalog() const { return *catalog_; }

    /// What has an expression with the object in it.
    const std::vector<Part>& in_expressions(ObjectId object);

    /// Columns, types, routines and typed tables of the type, and views with such a column.
    const std::vector<Part>& of_type(ObjectId type);

    /// Views, and routines in standard SQL, that read a table or a view.
    const std::vector<Part>& in_queries(ObjectId relation);

    /// Foreign keys that refer to the table.
    const std::vector<Part>& of_keys(ObjectId table);

private:
    using PartsByObject = std::map<ObjectId, std::vector<Part>>;

    const Catalog* catalog_;
    std::optional<PartsByObject> expressions_;
    std::optional<PartsByObject> types_;
    std::optional<PartsByObject> queries_;
    std::optional<PartsByObject> keys_;
};

/// Whether a view or a routine reads the column of a table or a view; column 0: anything of it.
bool reads_column(const std::vector<ViewRead>& reads, ObjectId relation, int column);

}  // namespace erdmark::dialect::postgres
