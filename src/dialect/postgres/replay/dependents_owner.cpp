#include <algorithm>

#include "dialect/postgres/replay/dependents_parts.h"

namespace erdmark::dialect::postgres {

namespace {

std::optional<Part> owner_of_index(const Catalog& catalog, ObjectId id) {
    const Index& index = catalog.indexes.at(id);
    if (index.parent != 0) {
        return Part{.object = index.parent};
    }
    const Table* table = catalog.tables.find(index.relation);
    const Constraint* upheld = table == nullptr ? nullptr : upheld_constraint(*table, id);
    if (upheld == nullptr) {
        return std::nullopt;
    }
    return Part{.kind = PartKind::Constraint, .object = index.relation, .name = upheld->name};
}

/// Of a foreign key that a partition has from its parent: that of the parent.
std::optional<Part> owner_of_constraint(const Catalog& catalog, const Part& part) {
    const Table* table = catalog.tables.find(part.object);
    if (table == nullptr || !table->is_partition) {
        return std::nullopt;
    }
    const Constraint* constraint = find_constraint(*table, part.name);
    const ObjectId parent = table->inherits[0];
    if (constraint == nullptr || constraint->kind != ConstraintKind::ForeignKey ||
        constraint->is_local || find_constraint(catalog.tables.at(parent), part.name) == nullptr) {
        return std::nullopt;
    }
    return Part{.kind = PartKind::Constraint, .object = parent, .name = part.name};
}

std::optional<Part> owner_of_trigger(const Catalog& catalog, const Part& part) {
    const Table* table = catalog.tables.find(part.object);
    if (table == nullptr || table->inherits.empty()) {
        return std::nullopt;
    }
    const auto found = std::ranges::find(table->triggers, part.name, &Trigger::name);
    if (found == table->triggers.end() || !found->inherited) {
        return std::nullopt;
    }
    return Part{.kind = PartKind::Trigger, .object = table->inherits[0], .name = part.name};
}

std::optional<Part> owner_of_object(const Catalog& catalog, ObjectId id) {
    if (catalog.indexes.contains(id)) {
        return owner_of_index(catalog, id);
    }
    const Sequence* sequence = catalog.sequences.find(id);
    if (sequence != nullptr && sequence->is_identity) {
        return Part{
            .kind = PartKind::Column, .object = sequence->owner, .column = sequence->owner_column};
    }
    const Type* type = catalog.types.find(id);
    const Routine* routine = catalog.routines.find(id);
    const ObjectId extension = type != nullptr      ? type->extension
                               : routine != nullptr ? routine->extension
                                                    : 0;
    return extension == 0 ? std::nullopt : std::optional(Part{.object = extension});
}

}  // namespace

const Constraint* upheld_constraint(const Table& table, ObjectId index) {
    const auto found = std::ranges::find_if(table.constraints, [&](const Constraint& constraint) {
        return constraint.index == index && constraint.kind != ConstraintKind::ForeignKey;
    });
    return found == table.constraints.end() ? nullptr : &*found;
}

std::optional<Part> find_owner(const Catalog& catalog, const Part& part) {
    if (part.kind == PartKind::Object) {
        return owner_of_object(catalog, part.object);
    }
    if (part.kind == PartKind::Constraint) {
        return owner_of_constraint(catalog, part);
    }
    return part.kind == PartKind::Trigger ? owner_of_trigger(catalog, part) : std::nullopt;
}

bool is_within(const Catalog& catalog, const Part& part, const std::set<Part>& gone) {
    if (part.kind == PartKind::Object) {
        const Index* index = catalog.indexes.find(part.object);
        return index != nullptr && gone.contains({.object = index->relation});
    }
    if (part.kind == PartKind::PublicationTable || part.kind == PartKind::PublicationSpace) {
        return gone.contains({.kind = PartKind::Publication, .name = part.name});
    }
    const Part column{.kind = PartKind::Column, .object = part.object, .column = part.column};
    return gone.contains({.object = part.object}) ||
           (part.kind == PartKind::Default && gone.contains(column));
}

}  // namespace erdmark::dialect::postgres
