#pragma once

#include <map>

#include "dialect/postgres/replay/catalog.h"
#include "dialect/postgres/view_source.h"

namespace erdmark::dialect::postgres {

/// What a query can name in a catalog.
class CatalogSource final : public RelationSource {
public:
    explicit CatalogSource(const Catalog& catalog) : catalog_(catalog) {}

    /// The same as it was when a view was made: the relations that it reads have the names of then.
    CatalogSource(const Catalog& catalog, const View& view) : catalog_(catalog), view_(&view) {}

    const SourceRelation* relation(const std::string& schema, const std::string& name) override;
    std::optional<SourceType> type(const std::string& text) override;
    std::vector<SourceFunction> functions(const std::vector<std::string>& names) override;

private:
    const ViewRead* find_read(const std::string& schema, const std::string& name) const;
    SourceFunction result_of(const Routine& routine, ObjectId id) const;

    const Catalog& catalog_;
    const View* view_ = nullptr;
    SourceRelation found_;
};

}  // namespace erdmark::dialect::postgres
