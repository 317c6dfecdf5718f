#include "dialect/postgres/replay/stored_values.h"

#include <algorithm>
#include <set>
#include <string>

#include <fmt/format.h>

#include "dialect/postgres/replay/statement_tree.h"

namespace erdmark::dialect::postgres {

namespace {

/// Looks for columns that hold values of a type, however deep.
class StoredValues {
public:
    StoredValues(const Catalog& catalog, std::string words)
        : catalog_(catalog), words_(std::move(words)) {}

    void refuse_use(ObjectId type) {
        if (!seen_.insert(type).second) {
            return;
        }
        for (const auto& [id, table] : catalog_.tables) {
            refuse_column(table.columns, table.name, type);
        }
        for (const auto& [id, view] : catalog_.views) {
            if (view.materialized) {
                refuse_column(view.columns, view.name, type);
            }
        }
        for (const auto& [id, other] : catalog_.types) {
            if (is_made_of(other, type)) {
                refuse_use(id);
            }
        }
    }

    void refuse_use_within(ObjectId domain) {
        for (const auto& [id, table] : catalog_.tables) {
            const auto found = std::ranges::find_if(table.columns, [&](const Column& column) {
                return column.type.object == domain && column.type.is_array;
            });
            if (found != table.columns.end()) {
                refuse_stored(table.name, found->name);
            }
            if (std::ranges::any_of(table.columns, [&](const Column& column) {
                    return column.type.object == domain;
                })) {
                refuse_use(id);
            }
        }
        for (const auto& [id, type] : catalog_.types) {
            const auto* other = std::get_if<DomainFacts>(&type.facts);
            if (other != nullptr && other->base.object == domain && !other->base.is_array) {
                StoredValues(catalog_, type.name).refuse_use_within(id);
            } else if (is_made_of(type, domain)) {
                refuse_use(id);
            }
        }
    }

private:
    static bool is_made_of(const Type& type, ObjectId part) {
        if (const auto* domain = std::get_if<DomainFacts>(&type.facts)) {
            return domain->base.object == part;
        }
        if (const auto* range = std::get_if<RangeFacts>(&type.facts)) {
            return range->subtype.object == part;
        }
        const auto* composite = std::get_if<CompositeFacts>(&type.facts);
        return composite != nullptr &&
               std::ranges::any_of(composite->columns, [&](const Column& column) {
                   return column.type.object == part;
               });
    }

    template <typename Columns>
    void refuse_column(const Columns& columns, const std::string& relation, ObjectId type) const {
        const auto found = std::ranges::find_if(
            columns, [type](const auto& column) { return column.type.object == type; });
        if (found != columns.end()) {
            refuse_stored(relation, found->name);
        }
    }

    [[noreturn]] void refuse_stored(const std::string& relation, const std::string& column) const {
        refuse(fmt::format(R"(cannot alter type "{}" because column "{}.{}" uses it)", words_,
                           relation, column),
               condition::kFeatureNotSupported);
    }

    const Catalog& catalog_;
    std::string words_;
    std::set<ObjectId> seen_;
};

}  // namespace

void require_not_stored(const Catalog& catalog, ObjectId type) {
    StoredValues(catalog, catalog.types.at(type).name).refuse_use(type);
}

void require_not_stored_within(const Catalog& catalog, ObjectId domain) {
    StoredValues(catalog, catalog.types.at(domain).name).refuse_use_within(domain);
}

}  // namespace erdmark::dialect::postgres
