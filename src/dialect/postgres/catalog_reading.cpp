#include "dialect/postgres/catalog_reading.h"

#include "base/text.h"
#include "dialect/postgres/expression.h"

namespace erdmark::dialect::postgres {

std::vector<Row> CatalogReading::query(std::string_view sql) const {
    const std::string text = replace_all(sql, ":namespaces", namespace_list);
    return connection.query(replace_all(text, ":relations", relation_list));
}

schema::Table* CatalogReading::table(Oid relation) {
    const auto found = relations.find(relation);
    const bool is_table = found != relations.end() && found->second.kind == Relation::Kind::Table;
    return is_table ? &schema.tables[found->second.index] : nullptr;
}

schema::View* CatalogReading::view(Oid relation) {
    const auto found = relations.find(relation);
    const bool is_view = found != relations.end() && found->second.kind == Relation::Kind::View;
    return is_view ? &schema.views[found->second.index] : nullptr;
}

std::vector<std::string> CatalogReading::column_names(Oid relation,
                                                      const std::vector<int>& numbers) const {
    std::vector<std::string> names;
    const auto found = relations.find(relation);
    if (found == relations.end()) {
        return names;
    }
    for (const int number : numbers) {
        const auto column = found->second.columns.find(number);
        if (column != found->second.columns.end()) {
            names.push_back(column->second);
        }
    }
    return names;
}

std::string CatalogReading::expression(const std::optional<std::string>& text,
                                       const Relation* relation, const std::string& type) {
    if (!text || text->empty()) {
        return "";
    }
    if (relation != nullptr) {
        return canonical_expression(*text, {.column_types = &relation->column_types, .type = type});
    }
    // The same few defaults stand at thousands of columns.
    const auto [known, is_new] = known_values.try_emplace(*text + '\n' + type);
    if (is_new) {
        known->second = canonical_expression(*text, {.type = type});
    }
    return known->second;
}

std::string CatalogReading::condition(const std::optional<std::string>& text, Oid relation) {
    const auto found = relations.find(relation);
    return expression(text, found == relations.end() ? nullptr : &found->second, "boolean");
}

}  // namespace erdmark::dialect::postgres
