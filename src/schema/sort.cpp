#include "schema/sort.h"

#include <algorithm>
#include <string>
#include <tuple>
#include <vector>

#include "base/json.h"
#include "schema/snapshot/object_writer.h"
#include "schema/snapshot/schema_members.h"

namespace erdmark::schema {
namespace {

template <class Value>
std::string text_of(const Value& value) {
    return Json(ObjectWriter::json_of(value)).dump();
}

/// Sorts by `key`, and what has the same key by all that a snapshot says of it, so that only equal
/// values can change places.
template <class Value, class Key>
void sort_by(std::vector<Value>& values, Key key) {
    std::ranges::sort(values, [key](const Value& left, const Value& right) {
        const auto left_key = key(left);
        const auto right_key = key(right);
        if (left_key != right_key) {
            return left_key < right_key;
        }
        return left != right && text_of(left) < text_of(right);
    });
}

template <class Value>
void sort_by_name(std::vector<Value>& values) {
    sort_by(values, [](const Value& value) { return std::tie(value.name); });
}

void sort_columns(std::vector<Column>& columns) {
    for (Column& column : columns) {
        std::ranges::sort(column.identity_options);
        std::ranges::sort(column.options);
    }
}

auto part_keys(const Index& index) {
    std::vector<std::tuple<std::string, std::string, bool, std::string>> keys;
    for (const IndexPart& part : index.parts) {
        keys.emplace_back(part.column, part.expression, part.descending, part.collation);
    }
    return keys;
}

void sort_indexes(std::vector<Index>& indexes) {
    for (Index& index : indexes) {
        std::ranges::sort(index.options);
    }
    sort_by(indexes, [](const Index& index) {
        return std::tuple(index.name, part_keys(index), index.predicate, index.unique,
                          index.origin);
    });
}

void sort_checks(std::vector<CheckConstraint>& constraints) {
    sort_by(constraints, [](const CheckConstraint& constraint) {
        return std::tie(constraint.name, constraint.expression);
    });
}

void sort_constraints(Table& table) {
    sort_by(table.unique_constraints, [](const UniqueConstraint& constraint) {
        return std::tie(constraint.columns, constraint.name);
    });
    sort_checks(table.check_constraints);
    sort_by_name(table.exclusion_constraints);
    sort_by(table.foreign_keys, [](const ForeignKey& key) {
        return std::tie(key.columns, key.referenced_table, key.name, key.referenced_columns,
                        key.on_update, key.on_delete, key.deferrability);
    });
}

void sort_partitions(Table& table) {
    sort_by(table.partitions, [&table](const Partition& partition) {
        return std::tuple(partition.parent != table.name, partition.parent,
                          partition.bound == "DEFAULT", partition.name);
    });
}

void sort_policies(std::vector<Policy>& policies) {
    for (Policy& policy : policies) {
        std::ranges::sort(policy.roles);
    }
    sort_by_name(policies);
}

/// What tables and views have in common.
template <class Relation>
void sort_relation(Relation& relation) {
    std::ranges::sort(relation.options);
    sort_columns(relation.columns);
    sort_indexes(relation.indexes);
    for (Statistics& statistics : relation.statistics) {
        std::ranges::sort(statistics.kinds);
    }
    sort_by_name(relation.statistics);
    for (Trigger& trigger : relation.triggers) {
        std::ranges::sort(trigger.options);
    }
    sort_by(relation.triggers, [](const Trigger& trigger) {
        return std::tie(trigger.name, trigger.timing, trigger.event, trigger.condition,
                        trigger.body);
    });
    sort_by_name(relation.rules);
    for (Grant& grant : relation.grants) {
        std::ranges::sort(grant.privileges);
        std::ranges::sort(grant.grantable);
    }
    sort_by(relation.grants, [](const Grant& grant) { return std::tie(grant.grantee); });
}

void sort_tables(std::vector<Table>& tables) {
    for (Table& table : tables) {
        sort_relation(table);
        sort_constraints(table);
        sort_policies(table.policies);
        sort_partitions(table);
    }
    sort_by_name(tables);
}

void sort_views(std::vector<View>& views) {
    for (View& view : views) {
        sort_relation(view);
        sort_by_name(view.reads);
    }
    sort_by_name(views);
}

void sort_types(Schema& schema) {
    sort_by_name(schema.enums);
    for (Domain& domain : schema.domains) {
        sort_checks(domain.check_constraints);
    }
    sort_by_name(schema.domains);
    for (CompositeType& type : schema.composite_types) {
        sort_columns(type.columns);
    }
    sort_by_name(schema.composite_types);
    for (RangeType& type : schema.range_types) {
        std::ranges::sort(type.options);
    }
    sort_by_name(schema.range_types);
}

void sort_routines(std::vector<Routine>& routines) {
    for (Routine& routine : routines) {
        std::ranges::sort(routine.settings);
    }
    sort_by(routines,
            [](const Routine& routine) { return std::tie(routine.name, routine.arguments); });
}

void sort_event_triggers(std::vector<EventTrigger>& triggers) {
    for (EventTrigger& trigger : triggers) {
        std::ranges::sort(trigger.tags);
        std::ranges::sort(trigger.options);
    }
    sort_by_name(triggers);
}

void sort_publications(std::vector<Publication>& publications) {
    for (Publication& publication : publications) {
        std::ranges::sort(publication.tables);
        std::ranges::sort(publication.schemas);
        std::ranges::sort(publication.operations);
    }
    sort_by_name(publications);
}

}  // namespace

void sort(Schema& schema) {
    sort_by_name(schema.namespaces);
    sort_tables(schema.tables);
    sort_views(schema.views);
    sort_types(schema);
    for (Sequence& sequence : schema.sequences) {
        std::ranges::sort(sequence.options);
    }
    sort_by_name(schema.sequences);
    sort_routines(schema.routines);
    sort_by_name(schema.extensions);
    sort_event_triggers(schema.event_triggers);
    sort_publications(schema.publications);
}

}  // namespace erdmark::schema
