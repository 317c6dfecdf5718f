#include <algorithm>

#include "dialect/postgres/replay/binding.h"
#include "dialect/postgres/replay/dependents_uses.h"

namespace erdmark::dialect::postgres {

namespace {

bool contains_column(const std::vector<int>& columns, int column) {
    return std::ranges::find(columns, column) != columns.end();
}

bool uses_column(const std::vector<IndexPart>& parts, ObjectId relation, int column) {
    return std::ranges::any_of(parts, [&](const IndexPart& part) {
        return part.column == column ||
               (part.expression && refers_to(*part.expression, relation, column));
    });
}

bool uses_column(const Index& index, int column) {
    return uses_column(index.parts, index.relation, column) ||
           contains_column(index.included, column) ||
           (index.predicate && refers_to(*index.predicate, index.relation, column));
}

/// Whether it is part of the relation itself, so that it cannot be left behind.
bool is_part_of(const Catalog& catalog, const Part& part, ObjectId relation) {
    const Index* index = catalog.indexes.find(part.object);
    return part.object == relation || (index != nullptr && index->relation == relation);
}

class Search {
public:
    explicit Search(Uses& uses) : uses_(uses), catalog_(uses.catalog()) {}

    std::vector<Dependent> take() {
        std::ranges::stable_sort(found_, {},
                                 [](const Dependent& each) { return each.part.object; });
        return std::move(found_);
    }

    void of_object(ObjectId id) {
        if (const Table* table = catalog_.tables.find(id)) {
            of_table(id, *table);
        } else if (catalog_.views.contains(id)) {
            of_row_source(id);
        } else if (catalog_.indexes.contains(id)) {
            of_index(id);
        } else if (catalog_.types.contains(id)) {
            of_type(id);
        } else if (catalog_.routines.contains(id)) {
            of_routine(id);
        } else if (catalog_.namespaces.contains(id)) {
            of_namespace(id);
        } else if (catalog_.extensions.contains(id)) {
            of_extension(id);
        } else {
            in_expressions(id);
        }
    }

    void of_column(ObjectId id, int column) {
        const Table* table = catalog_.tables.find(id);
        if (table == nullptr) {
            return;
        }
        indexes_of_column(*table, column);
        constraints_of_column(id, *table, column);
        statistics_of_column(id, *table, column);
        triggers_of_column(id, *table, column);
        expressions_of_column(id, column);
        sequences_of_column(id, column);
        foreign_keys_to(id, [column](const Constraint& key) {
            return contains_column(key.referenced_columns, column);
        });
        readers_of(id, column);
        publications_of_column(id, column);
    }

    void of_constraint(const Part& part) {
        const Table* table = catalog_.tables.find(part.object);
        const Constraint* constraint =
            table == nullptr ? nullptr : find_constraint(*table, part.name);
        if (constraint == nullptr) {
            return;
        }
        if (constraint->kind != ConstraintKind::ForeignKey) {
            add({.object = constraint->index}, true, constraint->index != 0);
            return;
        }
        for (const ObjectId child : table->children) {
            const Table& partition = catalog_.tables.at(child);
            const Constraint* copy = find_constraint(partition, part.name);
            add({.kind = PartKind::Constraint, .object = child, .name = part.name}, true,
                partition.is_partition && copy != nullptr && !copy->is_local);
        }
    }

    void of_trigger(const Part& part) {
        const Table* table = catalog_.tables.find(part.object);
        if (table == nullptr) {
            return;
        }
        for (const ObjectId child : table->children) {
            const std::vector<Trigger>& triggers = catalog_.tables.at(child).triggers;
            const auto copy = std::ranges::find(triggers, part.name, &Trigger::name);
            add({.kind = PartKind::Trigger, .object = child, .name = part.name}, true,
                copy != triggers.end() && copy->inherited);
        }
    }

private:
    void add(Part part, bool goes_along, bool when = true) {
        if (when) {
            found_.push_back({.part = std::move(part), .goes_along = goes_along});
        }
    }

    void of_table(ObjectId id, const Table& table) {
        for (const ObjectId child : table.children) {
            add({.object = child}, catalog_.tables.at(child).is_partition);
        }
        foreign_keys_to(id, [](const Constraint&) { return true; });
        // A key that refers to a partitioned table refers to each of its partitions.
        for (const Table* piece = &table; piece->is_partition;) {
            foreign_keys_to(piece->inherits[0], [](const Constraint&) { return true; });
            piece = &catalog_.tables.at(piece->inherits[0]);
        }
        for (const auto& [sequence_id, sequence] : catalog_.sequences) {
            add({.object = sequence_id}, true, sequence.owner == id);
        }
        for (const auto& [name, publication] : catalog_.publications) {
            const bool holds =
                std::ranges::find(publication.tables, id, &PublicationTable::table) !=
                publication.tables.end();
            add({.kind = PartKind::PublicationTable, .object = id, .name = name}, true, holds);
        }
        of_row_source(id);
    }

    /// What can read a table or a view, or use the type of its rows.
    void of_row_source(ObjectId id) {
        readers_of(id, 0);
        uses_of_type(id);
        in_expressions(id);
    }

    void of_index(ObjectId id) {
        const Index& index = catalog_.indexes.at(id);
        const Table* table = catalog_.tables.find(index.relation);
        const Constraint* upheld = table == nullptr ? nullptr : upheld_constraint(*table, id);
        if (upheld != nullptr) {
            add({.kind = PartKind::Constraint, .object = index.relation, .name = upheld->name},
                true);
        }
        if (table != nullptr) {
            for (const auto& [other, piece] : catalog_.indexes) {
                add({.object = other}, true, piece.parent == id);
            }
            foreign_keys_to(index.relation,
                            [id](const Constraint& key) { return key.referenced_index == id; });
        }
    }

    void of_type(ObjectId id) {
        uses_of_type(id);
        in_expressions(id);
    }

    void uses_of_type(ObjectId id) {
        for (const Part& part : uses_.of_type(id)) {
            add(part, false);
        }
    }

    void of_routine(ObjectId id) {
        const auto triggers_of = [&](ObjectId relation_id, const AnyRelation& relation) {
            for (const Trigger& trigger : relation.triggers) {
                add({.kind = PartKind::Trigger, .object = relation_id, .name = trigger.name}, false,
                    trigger.function == id);
            }
        };
        for (const auto& [table_id, table] : catalog_.tables) {
            triggers_of(table_id, table);
        }
        for (const auto& [view_id, view] : catalog_.views) {
            triggers_of(view_id, view);
        }
        in_expressions(id);
        for (const auto& [name, trigger] : catalog_.event_triggers) {
            add({.kind = PartKind::EventTrigger, .name = name}, false, trigger.function == id);
        }
    }

    void of_namespace(ObjectId id) {
        const auto objects_of = [&](const auto& objects) {
            for (const auto& [object_id, object] : objects) {
                add({.object = object_id}, false, object.space == id);
            }
        };
        objects_of(catalog_.tables);
        objects_of(catalog_.views);
        objects_of(catalog_.sequences);
        objects_of(catalog_.types);
        objects_of(catalog_.routines);
        objects_of(catalog_.extensions);
        for (const auto& [table_id, table] : catalog_.tables) {
            statistics_in(id, table_id, table);
        }
        for (const auto& [view_id, view] : catalog_.views) {
            statistics_in(id, view_id, view);
        }
        for (const auto& [name, publication] : catalog_.publications) {
            const bool holds =
                std::ranges::find(publication.spaces, id) != publication.spaces.end();
            add({.kind = PartKind::PublicationSpace, .object = id, .name = name}, true, holds);
        }
    }

    void statistics_in(ObjectId space, ObjectId relation_id, const AnyRelation& relation) {
        for (const Statistics& statistics : relation.statistics) {
            add({.kind = PartKind::Statistics, .object = relation_id, .name = statistics.name},
                false, statistics.space == space);
        }
    }

    void of_extension(ObjectId id) {
        for (const auto& [type_id, type] : catalog_.types) {
            add({.object = type_id}, true, type.extension == id);
        }
        for (const auto& [routine_id, routine] : catalog_.routines) {
            add({.object = routine_id}, true, routine.extension == id);
        }
    }

    void in_expressions(ObjectId id) {
        for (const Part& part : uses_.in_expressions(id)) {
            add(part, false, !is_part_of(catalog_, part, id));
        }
    }

    template <typename Condition>
    void foreign_keys_to(ObjectId id, Condition condition) {
        for (const Part& part : uses_.of_keys(id)) {
            add(part, false,
                condition(*find_constraint(catalog_.tables.at(part.object), part.name)));
        }
    }

    /// Views, and routines in standard SQL. Column 0: that read anything of it.
    void readers_of(ObjectId id, int column) {
        for (const Part& part : uses_.in_queries(id)) {
            if (const View* view = catalog_.views.find(part.object)) {
                add(part, false,
                    reads_column(view->reads, id, column) ||
                        (view->query && refers_to(*view->query, id, column)));
                continue;
            }
            const Routine& routine = catalog_.routines.at(part.object);
            add(part, false,
                reads_column(routine.reads, id, column) ||
                    std::ranges::any_of(routine.queries, [&](const Node& query) {
                        return refers_to(query, id, column);
                    }));
        }
    }

    void indexes_of_column(const Table& table, int column) {
        for (const ObjectId index : table.indexes) {
            add({.object = index}, true, uses_column(catalog_.indexes.at(index), column));
        }
    }

    void constraints_of_column(ObjectId id, const Table& table, int column) {
        for (const Constraint& constraint : table.constraints) {
            add({.kind = PartKind::Constraint, .object = id, .name = constraint.name}, true,
                contains_column(constraint.columns, column) ||
                    (constraint.expression && refers_to(*constraint.expression, id, column)));
        }
    }

    void statistics_of_column(ObjectId id, const Table& table, int column) {
        for (const Statistics& statistics : table.statistics) {
            add({.kind = PartKind::Statistics, .object = id, .name = statistics.name}, true,
                uses_column(statistics.parts, id, column));
        }
    }

    void triggers_of_column(ObjectId id, const Table& table, int column) {
        for (const Trigger& trigger : table.triggers) {
            add({.kind = PartKind::Trigger, .object = id, .name = trigger.name}, false,
                contains_column(trigger.update_columns, column) ||
                    (trigger.condition && refers_to(*trigger.condition, id, column)));
        }
    }

    /// Of generated columns and of policies, those of other tables too.
    void expressions_of_column(ObjectId id, int column) {
        for (const Column& other : catalog_.tables.at(id).columns) {
            add({.kind = PartKind::Column, .object = id, .column = other.id}, false,
                other.id != column && other.default_value &&
                    refers_to(*other.default_value, id, column));
        }
        visit_policies(catalog_, [&](const Part& owner, const Node& expression) {
            add(owner, false, refers_to(expression, id, column));
        });
    }

    void sequences_of_column(ObjectId id, int column) {
        for (const auto& [sequence_id, sequence] : catalog_.sequences) {
            add({.object = sequence_id}, true,
                sequence.owner == id && sequence.owner_column == column);
        }
    }

    void publications_of_column(ObjectId id, int column) {
        for (const auto& [name, publication] : catalog_.publications) {
            for (const PublicationTable& table : publication.tables) {
                const bool uses = contains_column(table.columns, column) ||
                                  (table.condition && refers_to(*table.condition, id, column));
                add({.kind = PartKind::PublicationTable, .object = id, .name = name}, false,
                    table.table == id && uses);
            }
        }
    }

    Uses& uses_;
    const Catalog& catalog_;
    std::vector<Dependent> found_;
};

}  // namespace

bool reads_column(const std::vector<ViewRead>& reads, ObjectId relation, int column) {
    return std::ranges::any_of(reads, [&](const ViewRead& read) {
        return read.relation == relation && (column == 0 || contains_column(read.columns, column));
    });
}

std::vector<Dependent> find_dependents(Uses& uses, const Part& part) {
    Search search(uses);
    if (part.kind == PartKind::Object) {
        search.of_object(part.object);
    } else if (part.kind == PartKind::Column) {
        search.of_column(part.object, part.column);
    } else if (part.kind == PartKind::Constraint) {
        search.of_constraint(part);
    } else if (part.kind == PartKind::Trigger) {
        search.of_trigger(part);
    }
    return search.take();
}

std::vector<Dependent> find_dependents(const Catalog& catalog, const Part& part) {
    Uses uses(catalog);
    return find_dependents(uses, part);
}

}  // namespace erdmark::dialect::postgres
