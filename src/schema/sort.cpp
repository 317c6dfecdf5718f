#include "schema/sort.h"

#include <algorithm>
#include <tuple>

namespace erdmark::schema {
namespace {

// Each order goes on to the last member, so that only equal values can change places.

bool unique_constraint_less(const UniqueConstraint& left, const UniqueConstraint& right) {
    return std::tie(left.columns, left.name) < std::tie(right.columns, right.name);
}

bool check_less(const CheckConstraint& left, const CheckConstraint& right) {
    return std::tie(left.name, left.expression) < std::tie(right.name, right.expression);
}

bool foreign_key_less(const ForeignKey& left, const ForeignKey& right) {
    return std::tie(left.columns, left.referenced_table, left.name, left.referenced_columns,
                    left.on_update, left.on_delete, left.deferrability) <
           std::tie(right.columns, right.referenced_table, right.name, right.referenced_columns,
                    right.on_update, right.on_delete, right.deferrability);
}

bool part_less(const IndexPart& left, const IndexPart& right) {
    return std::tie(left.column, left.expression, left.descending, left.collation) <
           std::tie(right.column, right.expression, right.descending, right.collation);
}

bool index_less(const Index& left, const Index& right) {
    if (left.name != right.name) {
        return left.name < right.name;
    }
    if (left.parts != right.parts) {
        return std::ranges::lexicographical_compare(left.parts, right.parts, part_less);
    }
    return std::tie(left.predicate, left.unique, left.origin) <
           std::tie(right.predicate, right.unique, right.origin);
}

bool trigger_less(const Trigger& left, const Trigger& right) {
    return std::tie(left.name, left.timing, left.event, left.condition, left.body) <
           std::tie(right.name, right.timing, right.event, right.condition, right.body);
}

void sort_parts(Table& table) {
    std::ranges::sort(table.options);
    std::ranges::sort(table.unique_constraints, unique_constraint_less);
    std::ranges::sort(table.check_constraints, check_less);
    std::ranges::sort(table.foreign_keys, foreign_key_less);
    std::ranges::sort(table.indexes, index_less);
    std::ranges::sort(table.triggers, trigger_less);
}

}  // namespace

void sort(Schema& schema) {
    std::ranges::sort(schema.tables, {}, &Table::name);
    std::ranges::sort(schema.views, {}, &View::name);
    for (Table& table : schema.tables) {
        sort_parts(table);
    }
    for (View& view : schema.views) {
        std::ranges::sort(view.triggers, trigger_less);
    }
}

}  // namespace erdmark::schema
