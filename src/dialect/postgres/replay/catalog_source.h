#pragma once

#include <map>
#include <vector>

#include "dialect/postgres/replay/catalog.h"
#include "dialect/postgres/view_printer.h"
#include "dialect/postgres/view_source.h"
#include "schema/table.h"

namespace erdmark::dialect::postgres {

/// What a query can name in a catalog.
class CatalogSource final : public RelationSource {
public:
    explicit CatalogSource(const Catalog& catalog) : catalog_(catalog) {}

    /// The same as it was when a query was read: the relations that it reads have the names of
    /// then.
    CatalogSource(const Catalog& catalog, const std::vector<ViewRead>& reads)
        : catalog_(catalog), reads_(&reads) {}

    const SourceRelation* relation(const std::string& schema, const std::string& name) override;
    std::optional<SourceType> type(const std::string& text) override;
    std::vector<SourceFunction> functions(const std::vector<std::string>& names) override;

private:
    const ViewRead* find_read(const std::string& schema, const std::string& name) const;
    SourceFunction source_function(const Routine& routine, ObjectId id) const;
    void add_result(const Routine& routine, SourceFunction& function) const;

    const Catalog& catalog_;
    const std::vector<ViewRead>* reads_ = nullptr;
    SourceRelation found_;
};

/// What a query reads, by the objects.
std::vector<ViewRead> bound_reads(const Catalog& catalog,
                                  const std::vector<schema::ViewSource>& sources);

/// What has another name now than when the query was read.
ViewRenames renames_since(const Catalog& catalog, const std::vector<ViewRead>& reads);

/// What the body of the routine can name.
RoutineNames names_in(const Catalog& catalog, const Routine& routine);

}  // namespace erdmark::dialect::postgres
