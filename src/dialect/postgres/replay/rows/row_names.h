#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "dialect/postgres/replay/rows/row_mirror.h"

namespace erdmark::dialect::postgres {

/// What the names in a statement on rows mean: the tables and views of the catalog. What it does
/// not know it asks `outer`, when there is one, which knows variables, functions and the tables of
/// the system's catalogs.
class RowNames : public QueryNames {
public:
    RowNames(const Catalog& catalog, const RowMirror& mirror, QueryNames* outer)
        : catalog_(catalog), mirror_(mirror), outer_(outer) {}

    std::optional<QueryTable> find_table(const DottedName& name) override;
    std::optional<QueryValue> find_variable(const std::vector<std::string>& path) override;
    bool refuses_ambiguity() const override;
    std::optional<QueryValue> find_parameter(int number) override;
    std::optional<QueryRoutine> find_routine(const DottedName& name,
                                             std::size_t arguments) override;
    std::string find_type(const DottedName& name) override;
    std::optional<std::vector<std::string>> find_labels(const std::string& type) override;

    /// Tables of the statement alone, such as those of WITH; they come first.
    std::map<std::string, QueryTable> own_tables;

    /// The tables and views that were named.
    std::set<ObjectId> reads;

private:
    QueryTable view_table(ObjectId view);

    const Catalog& catalog_;
    const RowMirror& mirror_;
    QueryNames* outer_;
    int depth_ = 0;
};

}  // namespace erdmark::dialect::postgres
