#include "dialect/postgres/replay/dependents.h"

#include <algorithm>

#include <fmt/format.h>

#include "dialect/postgres/replay/binding.h"
#include "dialect/postgres/replay/dependents_uses.h"
#include "dialect/postgres/replay/partition_checks.h"
#include "dialect/postgres/replay/statement_tree.h"

namespace erdmark::dialect::postgres {

namespace {

/// All that goes away with the targets, each with what makes it go, found in the server's order
/// (src/backend/catalog/dependency.c): the newest first, each after what depends on it. Messages
/// have it the other way round.
class Closure {
public:
    explicit Closure(const Catalog& catalog) : catalog_(catalog), uses_(catalog) {}

    void collect(const std::vector<Part>& targets) {
        for (const Part& target : targets) {
            parts_.insert(target);
            expected_.insert(target);
        }
        for (const Part& target : targets) {
            expand(target);
            // Views on views on views … are no reason to recurse.
            while (!open_.empty()) {
                Step step = std::move(open_.back());
                open_.pop_back();
                take(std::move(step));
            }
        }
    }

    const std::set<Part>& parts() const { return parts_; }

    /// `view v depends on table t` for each that goes away only with CASCADE.
    std::vector<std::string> obstacles() const {
        std::vector<std::string> lines;
        for (auto step = order_.rbegin(); step != order_.rend(); ++step) {
            if (!expected_.contains(step->part) && !is_within(catalog_, step->part, parts_)) {
                lines.push_back(fmt::format("{} depends on {}", describe_part(catalog_, step->part),
                                            describe_part(catalog_, step->cause)));
            }
        }
        return lines;
    }

private:
    struct Step {
        Part part;
        Part cause;
        bool goes_along = false;
        bool is_done = false;  ///< What depends on it has been found.
    };

    void expand(const Part& part) {
        for (Dependent& dependent : find_dependents(uses_, part)) {
            open_.push_back({std::move(dependent.part), part, dependent.goes_along});
        }
    }

    void take(Step step) {
        if (step.is_done) {
            order_.push_back(std::move(step));
            return;
        }
        step.part = outermost_owner(std::move(step.part));
        if (step.goes_along) {
            expected_.insert(step.part);
        }
        if (is_within(catalog_, step.part, parts_) || !parts_.insert(step.part).second) {
            return;
        }
        const Part part = step.part;
        step.is_done = true;
        open_.push_back(std::move(step));
        expand(part);
    }

    /// What has to go so that the part can.
    Part outermost_owner(Part part) const {
        while (std::optional<Part> owner = find_owner(catalog_, part)) {
            if (parts_.contains(*owner) || is_within(catalog_, *owner, parts_)) {
                break;
            }
            part = std::move(*owner);
        }
        return part;
    }

    const Catalog& catalog_;
    Uses uses_;
    std::set<Part> parts_;
    std::set<Part> expected_;
    std::vector<Step> order_;
    std::vector<Step> open_;
};

void require_own_targets(const Catalog& catalog, const std::vector<Part>& targets) {
    for (const Part& target : targets) {
        const std::optional<Part> owner = find_owner(catalog, target);
        if (owner && std::ranges::find(targets, *owner) == targets.end()) {
            refuse(fmt::format("cannot drop {} because {} requires it",
                               describe_part(catalog, target), describe_part(catalog, *owner)),
                   condition::kDependentObjects);
        }
    }
}

[[noreturn]] void refuse_drop(const Catalog& catalog, const std::vector<Part>& targets,
                              const std::vector<std::string>& obstacles) {
    const std::string what = targets.size() == 1
                                 ? fmt::format("cannot drop {} because other objects depend on it",
                                               describe_part(catalog, targets[0]))
                                 : "cannot drop desired object(s) because other objects depend on "
                                   "them";
    refuse(fmt::format("{}: {}", what, fmt::join(obstacles, "; ")), condition::kDependentObjects);
}

/// Takes the column of one parent away from a child. Returns whether nothing else keeps it.
template <typename Item>
bool loses_parent(Item& item, bool only) {
    item.parents = std::max(0, item.parents - 1);
    if (only && item.parents == 0) {
        item.is_local = true;
    }
    return item.parents == 0 && !item.is_local;
}

/// Adds the column of the table and those of its children that they have from it.
void collect_columns(Catalog& catalog, const Part& column, bool only, std::vector<Part>& targets) {
    const Table& table = catalog.tables.at(column.object);
    const std::string name = column_name(catalog, column.object, column.column);
    if (is_in_partition_key(table, column.object, column.column)) {
        refuse(fmt::format("cannot drop column \"{}\" because it is part of the partition key of "
                           "relation \"{}\"",
                           name, table.name),
               condition::kInvalidTableDefinition);
    }
    if (only && !table.partition_strategy.empty() && !table.children.empty()) {
        refuse("cannot drop column from only the partitioned table when partitions exist",
               condition::kInvalidTableDefinition);
    }
    targets.push_back(column);
    for (const ObjectId child : table.children) {
        Column* copy = find_column(catalog.tables.edit(child), name);
        catalog.touch(child);
        if (copy != nullptr && loses_parent(*copy, only)) {
            collect_columns(catalog,
                            {.kind = PartKind::Column, .object = child, .column = copy->id}, false,
                            targets);
        }
    }
}

/// The same for a constraint. Those of partitions that are no checks belong to their parent's.
void collect_constraints(Catalog& catalog, const Part& part, bool only,
                         std::vector<Part>& targets) {
    const Table& table = catalog.tables.at(part.object);
    const Constraint& constraint = *find_constraint(table, part.name);
    targets.push_back(part);
    if (constraint.kind != ConstraintKind::Check || constraint.no_inherit) {
        return;
    }
    if (only && !table.partition_strategy.empty() && !table.children.empty()) {
        refuse("cannot remove constraint from only the partitioned table when partitions exist",
               condition::kInvalidTableDefinition);
    }
    for (const ObjectId child : table.children) {
        Constraint* copy = find_constraint(catalog.tables.edit(child), part.name);
        catalog.touch(child);
        if (copy != nullptr && copy->kind == ConstraintKind::Check && loses_parent(*copy, only)) {
            collect_constraints(catalog,
                                {.kind = PartKind::Constraint, .object = child, .name = part.name},
                                false, targets);
        }
    }
}

/// Adds the attribute and the columns that tables of the type have for it.
void collect_attributes(const Catalog& catalog, const Part& attribute, DropBehavior behavior,
                        std::vector<Part>& targets) {
    targets.push_back(attribute);
    const std::string name = column_name(catalog, attribute.object, attribute.column);
    for (const auto& [id, table] : catalog.tables) {
        if (table.of_type != attribute.object) {
            continue;
        }
        if (behavior == DropBehavior::Restrict) {
            refuse(fmt::format("cannot alter type \"{}\" because it is the type of a typed table",
                               catalog.types.at(attribute.object).name),
                   condition::kDependentObjects);
        }
        targets.push_back(
            {.kind = PartKind::Column, .object = id, .column = column_id(catalog, id, name)});
    }
}

void require_own_column(const Table& table, int id) {
    const Column& column = *find_column(table, id);
    if (table.of_type != 0) {
        refuse("cannot drop column from typed table", condition::kWrongObjectType);
    }
    if (column.parents > 0) {
        refuse(fmt::format("cannot drop inherited column \"{}\"", column.name),
               condition::kInvalidTableDefinition);
    }
}

}  // namespace

void drop_parts(Catalog& catalog, const std::vector<Part>& targets, DropBehavior behavior) {
    require_own_targets(catalog, targets);
    Closure closure(catalog);
    closure.collect(targets);
    if (behavior == DropBehavior::Restrict) {
        const std::vector<std::string> obstacles = closure.obstacles();
        if (!obstacles.empty()) {
            refuse_drop(catalog, targets, obstacles);
        }
    }
    remove_parts(catalog, closure.parts());
}

void drop_object(Catalog& catalog, ObjectId object, DropBehavior behavior) {
    drop_parts(catalog, {{.object = object}}, behavior);
}

void drop_column(Catalog& catalog, ObjectId relation, int column, DropBehavior behavior,
                 bool only) {
    const Part part{.kind = PartKind::Column, .object = relation, .column = column};
    std::vector<Part> targets;
    if (const Table* table = catalog.tables.find(relation)) {
        require_own_column(*table, column);
        collect_columns(catalog, part, only, targets);
    } else {
        collect_attributes(catalog, part, behavior, targets);
    }
    drop_parts(catalog, targets, behavior);
}

void drop_constraint(Catalog& catalog, ObjectId table, const std::string& name,
                     DropBehavior behavior, bool only) {
    const Table& found = catalog.tables.at(table);
    const Constraint* constraint = find_constraint(found, name);
    if (constraint == nullptr) {
        refuse(fmt::format(R"(constraint "{}" of relation "{}" does not exist)", name, found.name),
               condition::kUndefinedObject);
    }
    if (constraint->parents > 0) {
        refuse(fmt::format(R"(cannot drop inherited constraint "{}" of relation "{}")", name,
                           found.name),
               condition::kInvalidTableDefinition);
    }
    std::vector<Part> targets;
    collect_constraints(catalog, {.kind = PartKind::Constraint, .object = table, .name = name},
                        only, targets);
    drop_parts(catalog, targets, behavior);
}

}  // namespace erdmark::dialect::postgres
