#include "dialect/postgres/replay/constraints.h"

#include <algorithm>
#include <tuple>

#include <fmt/format.h>

#include "dialect/postgres/replay/binding.h"
#include "dialect/postgres/replay/constraint_kinds.h"
#include "dialect/postgres/replay/index_parts.h"
#include "dialect/postgres/replay/object_names.h"
#include "dialect/postgres/replay/partition_checks.h"
#include "dialect/postgres/replay/relations.h"

namespace erdmark::dialect::postgres {

namespace {

bool is_of(const WrittenConstraint& written, PgQuery__ConstrType type) {
    return written.constraint->contype == type;
}

/// What must be the same in two keys that are one.
auto key_identity(const WrittenConstraint& written) {
    const PgQuery__Constraint& key = *written.constraint;
    return std::tuple(constrained_columns(written, key.n_keys, key.keys),
                      texts_of(key.n_including, key.including), key.nulls_not_distinct != 0,
                      written.deferrability, text_of(key.access_method));
}

bool are_one_key(const WrittenConstraint& left, const WrittenConstraint& right) {
    const bool exclusion = is_of(left, PG_QUERY__CONSTR_TYPE__CONSTR_EXCLUSION) ||
                           is_of(right, PG_QUERY__CONSTR_TYPE__CONSTR_EXCLUSION);
    return !exclusion && key_identity(left) == key_identity(right);
}

/// The keys in the order in which the server makes them: the primary one first, each once
/// (transformIndexConstraints of src/backend/parser/parse_utilcmd.c).
std::vector<WrittenConstraint> merged_keys(std::vector<WrittenConstraint> keys) {
    std::stable_partition(keys.begin(), keys.end(), [](const WrittenConstraint& written) {
        return is_of(written, PG_QUERY__CONSTR_TYPE__CONSTR_PRIMARY);
    });
    std::vector<WrittenConstraint> merged;
    for (WrittenConstraint& key : keys) {
        key.name = truncate_name(text_of(key.constraint->conname));
        const auto same = std::ranges::find_if(
            merged, [&](const WrittenConstraint& other) { return are_one_key(other, key); });
        const bool is_second_primary =
            !merged.empty() && is_of(key, PG_QUERY__CONSTR_TYPE__CONSTR_PRIMARY);
        if (same == merged.end() || is_second_primary) {
            merged.push_back(key);
        } else if (same->name.empty()) {
            same->name = truncate_name(text_of(key.constraint->conname));
        }
    }
    return merged;
}

void add_all(Catalog& catalog, ObjectId table, const std::vector<WrittenConstraint>& constraints,
             PgQuery__ConstrType type, bool is_new_table) {
    for (const WrittenConstraint& written : constraints) {
        if (is_of(written, type)) {
            add_constraint(catalog, table, written, is_new_table);
        }
    }
}

}  // namespace

bool is_key(const WrittenConstraint& written) {
    return written.constraint->contype == PG_QUERY__CONSTR_TYPE__CONSTR_PRIMARY ||
           written.constraint->contype == PG_QUERY__CONSTR_TYPE__CONSTR_UNIQUE ||
           written.constraint->contype == PG_QUERY__CONSTR_TYPE__CONSTR_EXCLUSION;
}

std::vector<std::string> constrained_columns(const WrittenConstraint& written, std::size_t count,
                                             ParserNode* const* list) {
    return count == 0 && !written.column.empty() ? std::vector{written.column}
                                                 : texts_of(count, list);
}

schema::Deferrability deferrability_of(const PgQuery__Constraint& constraint) {
    if (constraint.initdeferred != 0) {
        return schema::Deferrability::InitiallyDeferred;
    }
    return constraint.deferrable != 0 ? schema::Deferrability::InitiallyImmediate
                                      : schema::Deferrability::NotDeferrable;
}

void add_constraints(Catalog& catalog, ObjectId table,
                     const std::vector<WrittenConstraint>& constraints, bool is_new_table) {
    add_all(catalog, table, constraints, PG_QUERY__CONSTR_TYPE__CONSTR_CHECK, is_new_table);
    std::vector<WrittenConstraint> keys;
    std::ranges::copy_if(constraints, std::back_inserter(keys), is_key);
    for (const WrittenConstraint& key : merged_keys(std::move(keys))) {
        add_key(catalog, table, key);
    }
    add_all(catalog, table, constraints, PG_QUERY__CONSTR_TYPE__CONSTR_FOREIGN, is_new_table);
}

void add_constraint(Catalog& catalog, ObjectId table, const WrittenConstraint& constraint,
                    bool is_new_table) {
    if (is_key(constraint)) {
        add_key(catalog, table, constraint);
    } else if (is_of(constraint, PG_QUERY__CONSTR_TYPE__CONSTR_FOREIGN)) {
        add_foreign_key(catalog, table, constraint, is_new_table);
    } else if (is_of(constraint, PG_QUERY__CONSTR_TYPE__CONSTR_CHECK)) {
        add_check(catalog, table, constraint, is_new_table);
    }
}

void put_constraint(Catalog& catalog, ObjectId table, Constraint constraint) {
    Table& edited = catalog.tables.edit(table);
    if (find_constraint(edited, constraint.name) != nullptr) {
        refuse(fmt::format("constraint \"{}\" for relation \"{}\" already exists", constraint.name,
                           edited.name),
               condition::kDuplicateObject);
    }
    add_constraint_name(catalog, edited.space, constraint.name);
    edited.constraints.push_back(std::move(constraint));
    catalog.touch(table);
}

namespace {

/// A table may say again what its parents say: then the check is its own, too.
bool joins_inherited_check(Catalog& catalog, ObjectId table, const Constraint& check,
                           bool is_new_table) {
    Table& owner = catalog.tables.edit(table);
    Constraint* same = find_constraint(owner, check.name);
    if (same == nullptr || same->kind != ConstraintKind::Check || same->parents == 0 ||
        same->is_local || (owner.is_partition && !is_new_table) ||
        !are_same_checks(catalog, *same->expression, *check.expression)) {
        return false;
    }
    if (check.no_inherit) {
        refuse(
            fmt::format(R"(constraint "{}" conflicts with inherited constraint on relation "{}")",
                        check.name, owner.name),
            condition::kInvalidObjectDefinition);
    }
    same->is_local = !owner.is_partition;
    return true;
}

/// Each row is in a partition, so there is nothing that such a check could be for.
void refuse_partitioned_alone(const Table& table) {
    if (!table.partition_strategy.empty()) {
        refuse(fmt::format(R"(cannot add NO INHERIT constraint to partitioned table "{}")",
                           table.name),
               condition::kInvalidTableDefinition);
    }
}

}  // namespace

void add_check(Catalog& catalog, ObjectId table, const WrittenConstraint& written,
               bool is_new_table) {
    const PgQuery__Constraint& check = *written.constraint;
    const Table& owner = catalog.tables.at(table);
    Constraint constraint{.kind = ConstraintKind::Check,
                          .name = truncate_name(text_of(check.conname))};
    constraint.expression = read_bound(catalog, *check.raw_expr, relation_scope(catalog, table));
    constraint.columns = columns_in(*constraint.expression, table);
    constraint.no_inherit = check.is_no_inherit != 0;
    constraint.not_valid = check.skip_validation != 0 && !is_new_table;
    if (constraint.name.empty()) {
        const std::string column = constraint.columns.size() == 1
                                       ? column_name(catalog, table, constraint.columns.front())
                                       : std::string();
        constraint.name =
            choose_constraint_name(catalog, owner.space, {owner.name, column, "check"});
    } else if (joins_inherited_check(catalog, table, constraint, is_new_table)) {
        return;
    }
    put_constraint(catalog, table, constraint);
    if (constraint.no_inherit) {
        refuse_partitioned_alone(owner);
        return;
    }
    for (const ObjectId child : std::vector(catalog.tables.at(table).children)) {
        inherit_constraint(catalog, child, constraint, table);
    }
}

int same_column(const Catalog& catalog, ObjectId parent, int column, ObjectId child) {
    return column_id(catalog, child, column_name(catalog, parent, column));
}

Node rebound(const Catalog& catalog, Node tree, ObjectId parent, ObjectId child) {
    if (tree.kind == NodeKind::Column && tree.object == parent) {
        tree.column = same_column(catalog, parent, tree.column, child);
        tree.object = child;
    }
    for (Node& part : tree.parts) {
        part = rebound(catalog, std::move(part), parent, child);
    }
    for (Node& clause : tree.clauses) {
        clause = rebound(catalog, std::move(clause), parent, child);
    }
    return tree;
}

namespace {

/// A foreign key's and a key's columns are those of the parent's names.
Constraint childs_own(const Catalog& catalog, ObjectId child, Constraint constraint,
                      ObjectId parent) {
    for (int& column : constraint.columns) {
        column = same_column(catalog, parent, column, child);
    }
    for (int& column : constraint.set_columns) {
        column = same_column(catalog, parent, column, child);
    }
    if (constraint.expression) {
        constraint.expression = rebound(catalog, *constraint.expression, parent, child);
    }
    constraint.comment.clear();
    constraint.pieces.clear();
    constraint.is_local = false;
    constraint.parents = 1;
    return constraint;
}

}  // namespace

void inherit_constraint(Catalog& catalog, ObjectId child, const Constraint& constraint,
                        ObjectId parent) {
    Table& table = catalog.tables.edit(child);
    if (Constraint* same = find_constraint(table, constraint.name);
        same != nullptr && same->kind == constraint.kind) {
        require_mergeable_check(catalog, parent, constraint, child);
        ++same->parents;
        same->is_local = same->is_local && !table.is_partition;
        catalog.touch(child);
    } else {
        put_constraint(catalog, child, childs_own(catalog, child, constraint, parent));
    }
    for (const ObjectId grandchild : std::vector(catalog.tables.at(child).children)) {
        inherit_constraint(catalog, grandchild,
                           *find_constraint(catalog.tables.at(child), constraint.name), child);
    }
}

void set_not_null(Catalog& catalog, ObjectId table, const std::vector<int>& columns) {
    for (const int id : columns) {
        Table& edited = catalog.tables.edit(table);
        if (Column* column = find_column(edited, id)) {
            column->not_null = true;
        }
        for (const ObjectId child : std::vector(edited.children)) {
            set_not_null(catalog, child, {same_column(catalog, table, id, child)});
        }
    }
    catalog.touch(table);
}

const Constraint* constraint_of(const Table& table, ObjectId index) {
    const auto found = std::ranges::find(table.constraints, index, &Constraint::index);
    return index == 0 || found == table.constraints.end() ? nullptr : &*found;
}

}  // namespace erdmark::dialect::postgres
