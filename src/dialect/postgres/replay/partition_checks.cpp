#include "dialect/postgres/replay/partition_checks.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "base/text.h"
#include "dialect/postgres/expression.h"
#include "dialect/postgres/replay/binding.h"
#include "dialect/postgres/replay/constraints.h"
#include "dialect/postgres/replay/objects.h"
#include "dialect/postgres/replay/operator_classes.h"
#include "dialect/postgres/replay/storage_parameters.h"
#include "dialect/postgres/replay/value_checks.h"
#include "dialect/postgres/syntax_tree.h"

namespace erdmark::dialect::postgres {

namespace {

/// What an access method of the server itself can do (IndexAmRoutine).
struct AccessMethod {
    std::string_view name;
    bool unique = false;
    bool several_columns = false;
    bool included = false;
};
constexpr auto kMethods = std::to_array<AccessMethod>({{"btree", true, true, true},
                                                       {"hash", false, false, false},
                                                       {"gist", false, true, true},
                                                       {"gin", false, true, false},
                                                       {"spgist", false, false, true},
                                                       {"brin", false, true, false}});

void require_method(const Index& index) {
    const auto* const method = std::ranges::find(kMethods, index.method, &AccessMethod::name);
    if (method == std::end(kMethods)) {
        return;
    }
    const auto require = [&](bool is_possible, std::string_view what) {
        if (!is_possible) {
            refuse(fmt::format("access method \"{}\" does not support {}", index.method, what),
                   condition::kFeatureNotSupported);
        }
    };
    require(method->unique || !index.unique, "unique indexes");
    require(method->included || index.included.empty(), "included columns");
    require(method->several_columns || index.parts.size() == 1, "multicolumn indexes");
}

void require_partition_columns(const Table& table, const Index& index, bool is_primary) {
    for (const IndexPart& divided : table.partition_parts) {
        if (divided.expression) {
            refuse(fmt::format("unsupported {} constraint with partition key definition",
                               is_primary ? "PRIMARY KEY" : "UNIQUE"),
                   condition::kFeatureNotSupported);
        }
        if (std::ranges::find(index.parts, divided.column, &IndexPart::column) ==
            index.parts.end()) {
            refuse("unique constraint on partitioned table must include all partitioning columns",
                   condition::kFeatureNotSupported);
        }
    }
}

void require_column_of_child(const Table& child, const Column& column) {
    const Column* own = find_column(child, column.name);
    if (own == nullptr) {
        refuse(fmt::format("child table is missing column \"{}\"", column.name),
               condition::kDatatypeMismatch);
    }
    if (own->type != column.type) {
        refuse(fmt::format("child table \"{}\" has different type for column \"{}\"", child.name,
                           column.name),
               condition::kDatatypeMismatch);
    }
    if (column.not_null && !own->not_null) {
        refuse(fmt::format("column \"{}\" in child table must be marked NOT NULL", column.name),
               condition::kDatatypeMismatch);
    }
    const bool is_generated = column.generated != schema::Generated::No;
    if (is_generated != (own->generated != schema::Generated::No)) {
        refuse(fmt::format("column \"{}\" in child table must {}be a generated column", column.name,
                           is_generated ? "" : "not "),
               condition::kDatatypeMismatch);
    }
}

std::string check_text(const Catalog& catalog, const Node& check) {
    return canonical_expression(with_current_names(catalog, check), {.type = "boolean"});
}

void require_check_of_child(const Catalog& catalog, ObjectId parent, ObjectId child,
                            const Constraint& check) {
    const Table& table = catalog.tables.at(child);
    const Constraint* own = find_constraint(table, check.name);
    if (own == nullptr || own->kind != ConstraintKind::Check) {
        refuse(fmt::format("child table is missing constraint \"{}\"", check.name),
               condition::kDatatypeMismatch);
    }
    const Node wanted = rebound(catalog, *check.expression, parent, child);
    if (check_text(catalog, wanted) != check_text(catalog, *own->expression)) {
        refuse(fmt::format("child table \"{}\" has different definition for check constraint "
                           "\"{}\"",
                           table.name, check.name),
               condition::kDatatypeMismatch);
    }
    if (own->no_inherit) {
        refuse(fmt::format("constraint \"{}\" conflicts with non-inherited constraint on child "
                           "table \"{}\"",
                           check.name, table.name),
               condition::kInvalidObjectDefinition);
    }
}

bool descends_from(const Catalog& catalog, ObjectId table, ObjectId ancestor) {
    return table == ancestor ||
           std::ranges::any_of(catalog.tables.at(table).inherits, [&](ObjectId parent) {
               return descends_from(catalog, parent, ancestor);
           });
}

void refuse_kind(std::string message) {
    refuse(std::move(message), condition::kWrongObjectType);
}

/// One end of a range. Nothing for a value whose order is not known here.
std::optional<std::string> range_key(std::string_view text) {
    const bool is_number =
        !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
    if (text == "MINVALUE") {
        return "";
    }
    if (text == "MAXVALUE") {
        return "\xff";
    }
    if (is_number) {
        return fmt::format("{:0>40}", text);
    }
    // Dates and times of our era: the server prints them with the greatest part first.
    const bool is_moment =
        text.size() >= 12 && text.front() == '\'' && text[5] == '-' && text[8] == '-';
    return is_moment ? std::optional(std::string(text.substr(1, text.size() - 2))) : std::nullopt;
}

struct RangeEnds {
    std::string from;
    std::string to;
};

/// `FOR VALUES FROM (1) TO (5)`, of one column.
std::optional<RangeEnds> range_of(std::string_view bound) {
    constexpr std::string_view kStart = "FOR VALUES FROM (";
    constexpr std::string_view kMiddle = ") TO (";
    const std::size_t middle = bound.find(kMiddle);
    if (!bound.starts_with(kStart) || middle == std::string_view::npos) {
        return std::nullopt;
    }
    const std::string_view from = bound.substr(kStart.size(), middle - kStart.size());
    const std::string_view to =
        bound.substr(middle + kMiddle.size(), bound.size() - middle - kMiddle.size() - 1);
    const std::optional<std::string> low = range_key(from);
    const std::optional<std::string> high = range_key(to);
    return low && high ? std::optional(RangeEnds{*low, *high}) : std::nullopt;
}

/// Of `FOR VALUES IN ('a', 'b')` with nothing but plain values.
std::vector<std::string> values_of(std::string_view bound) {
    constexpr std::string_view kStart = "FOR VALUES IN (";
    std::vector<std::string> values;
    if (bound.starts_with(kStart)) {
        for (const std::string_view value :
             split(bound.substr(kStart.size(), bound.size() - kStart.size() - 1), ',')) {
            values.emplace_back(trim(value));
        }
    }
    return values;
}

bool overlap(const std::string& left, const std::string& right) {
    const std::optional<RangeEnds> first = range_of(left);
    const std::optional<RangeEnds> second = range_of(right);
    if (first && second) {
        return first->from < second->to && second->from < first->to;
    }
    const std::vector<std::string> values = values_of(left);
    const std::vector<std::string> others = values_of(right);
    return left == right || std::ranges::find_first_of(values, others) != values.end();
}

}  // namespace

bool is_in_partition_key(const Table& table, ObjectId id, int column) {
    return std::ranges::any_of(table.partition_parts, [&](const IndexPart& part) {
        return part.column == column ||
               (part.expression && refers_to(*part.expression, id, column));
    });
}

void require_possible_index(const Catalog& catalog, const Index& index, bool is_primary) {
    require_method(index);
    require_storage_parameters(index.method, index.options);
    require_operator_classes(catalog, index.method, index.relation, index.parts);
    const auto refuse_mutable = [&](const std::optional<Node>& tree, std::string_view where) {
        if (tree && is_certainly_mutable(catalog, *tree)) {
            refuse(fmt::format("functions in index {} must be marked IMMUTABLE", where),
                   condition::kInvalidObjectDefinition);
        }
    };
    refuse_mutable(index.predicate, "predicate");
    for (const IndexPart& part : index.parts) {
        refuse_mutable(part.expression, "expression");
    }
    const Table* table = catalog.tables.find(index.relation);
    if (table != nullptr && index.unique) {
        require_partition_columns(*table, index, is_primary);
    }
}

bool are_same_checks(const Catalog& catalog, const Node& left, const Node& right) {
    return check_text(catalog, left) == check_text(catalog, right);
}

void require_mergeable_check(const Catalog& catalog, ObjectId parent, const Constraint& check,
                             ObjectId child) {
    const Table& table = catalog.tables.at(child);
    const Constraint* own = find_constraint(table, check.name);
    if (own == nullptr || check.kind != ConstraintKind::Check) {
        return;
    }
    if (!are_same_checks(catalog, rebound(catalog, *check.expression, parent, child),
                         *own->expression)) {
        refuse(fmt::format(R"(constraint "{}" for relation "{}" already exists)", check.name,
                           table.name),
               condition::kDuplicateObject);
    }
    if (own->no_inherit) {
        refuse(fmt::format(R"(constraint "{}" conflicts with non-inherited constraint on )"
                           R"(relation "{}")",
                           check.name, table.name),
               condition::kInvalidObjectDefinition);
    }
}

void require_agreeing_checks(const Catalog& catalog, ObjectId parent, ObjectId child) {
    for (const Constraint& check : catalog.tables.at(parent).constraints) {
        const Constraint* other = find_constraint(catalog.tables.at(child), check.name);
        const bool are_checks = check.kind == ConstraintKind::Check && other != nullptr &&
                                other->kind == ConstraintKind::Check && !check.no_inherit;
        if (are_checks &&
            !are_same_checks(catalog, rebound(catalog, *check.expression, parent, child),
                             *other->expression)) {
            refuse(fmt::format(R"(check constraint name "{}" appears multiple times but with )"
                               "different expressions",
                               check.name),
                   condition::kDuplicateObject);
        }
    }
}

void require_possible_parent(const Catalog& catalog, ObjectId parent, ObjectId child) {
    const Table& above = catalog.tables.at(parent);
    const Table& below = catalog.tables.at(child);
    if (below.is_partition) {
        refuse_kind("cannot change inheritance of a partition");
    }
    if (!below.partition_strategy.empty()) {
        refuse_kind("cannot change inheritance of partitioned table");
    }
    if (!above.partition_strategy.empty()) {
        refuse_kind(fmt::format("cannot inherit from partitioned table \"{}\"", above.name));
    }
    if (above.is_partition) {
        refuse_kind("cannot inherit from a partition");
    }
    if (descends_from(catalog, parent, child)) {
        refuse("circular inheritance not allowed", condition::kDuplicateTable);
    }
    if (std::ranges::find(below.inherits, parent) != below.inherits.end()) {
        refuse(fmt::format("relation \"{}\" would be inherited from more than once", above.name),
               condition::kDuplicateTable);
    }
}

void require_parts_of_parent(const Catalog& catalog, ObjectId parent, ObjectId child) {
    const Table& above = catalog.tables.at(parent);
    for (const Column& column : above.columns) {
        require_column_of_child(catalog.tables.at(child), column);
    }
    for (const Constraint& constraint : above.constraints) {
        if (constraint.kind == ConstraintKind::Check && !constraint.no_inherit) {
            require_check_of_child(catalog, parent, child, constraint);
        }
    }
}

void require_possible_partition(const Catalog& catalog, ObjectId parent, ObjectId partition) {
    const Table& above = catalog.tables.at(parent);
    const Table& below = catalog.tables.at(partition);
    if (above.partition_strategy.empty()) {
        refuse_kind(fmt::format("table \"{}\" is not partitioned", above.name));
    }
    if (below.is_partition) {
        refuse_kind(fmt::format("\"{}\" is already a partition", below.name));
    }
    if (!below.inherits.empty()) {
        refuse_kind("cannot attach inheritance child as partition");
    }
    if (!below.children.empty() && below.partition_strategy.empty()) {
        refuse_kind("cannot attach inheritance parent as partition");
    }
    if (descends_from(catalog, parent, partition)) {
        refuse("circular inheritance not allowed", condition::kDuplicateTable);
    }
    for (const Column& column : below.columns) {
        if (find_column(above, column.name) == nullptr) {
            refuse(fmt::format("table \"{}\" contains column \"{}\" not found in parent \"{}\"",
                               below.name, column.name, above.name),
                   condition::kDatatypeMismatch);
        }
    }
}

void require_free_bound(const Catalog& catalog, ObjectId parent, const std::string& partition,
                        const std::string& bound) {
    const Table& above = catalog.tables.at(parent);
    if (bound == "DEFAULT" && above.partition_strategy == "HASH") {
        refuse("a hash-partitioned table may not have a default partition",
               condition::kInvalidTableDefinition);
    }
    const std::optional<RangeEnds> ends = range_of(bound);
    if (ends && ends->from >= ends->to) {
        refuse(fmt::format("empty range bound specified for partition \"{}\"", partition),
               condition::kInvalidObjectDefinition);
    }
    for (const ObjectId id : above.children) {
        const Table& other = catalog.tables.at(id);
        if (other.bound == "DEFAULT" && bound == "DEFAULT") {
            refuse(fmt::format("partition \"{}\" conflicts with existing default partition \"{}\"",
                               partition, other.name),
                   condition::kInvalidObjectDefinition);
        }
        if (overlap(bound, other.bound)) {
            refuse(fmt::format("partition \"{}\" would overlap partition \"{}\"", partition,
                               other.name),
                   condition::kInvalidObjectDefinition);
        }
    }
}

}  // namespace erdmark::dialect::postgres
