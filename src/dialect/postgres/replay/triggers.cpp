#include "dialect/postgres/replay/triggers.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "dialect/postgres/catalog_text.h"
#include "dialect/postgres/replay/binding.h"
#include "dialect/postgres/replay/constraints.h"
#include "dialect/postgres/replay/objects.h"
#include "dialect/postgres/replay/relations.h"
#include "dialect/postgres/replay/routines.h"
#include "dialect/postgres/replay/statements.h"
#include "dialect/postgres/replay/trigger_checks.h"

namespace erdmark::dialect::postgres {

namespace {

std::vector<std::string> events_of(int events) {
    struct EventBit {
        int bit;
        const char* word;
    };
    // The server's order.
    static constexpr auto kEvents = std::to_array<EventBit>({{trigger_bit::kInsert, "INSERT"},
                                                             {trigger_bit::kDelete, "DELETE"},
                                                             {trigger_bit::kUpdate, "UPDATE"},
                                                             {trigger_bit::kTruncate, "TRUNCATE"}});
    std::vector<std::string> words;
    for (const EventBit& event : kEvents) {
        if ((events & event.bit) != 0) {
            words.emplace_back(event.word);
        }
    }
    return words;
}

const char* timing_words(int timing) {
    if ((timing & trigger_bit::kInsteadOf) != 0) {
        return "INSTEAD OF";
    }
    return (timing & trigger_bit::kBefore) != 0 ? "BEFORE" : "AFTER";
}

std::vector<std::string> options_of(const PgQuery__CreateTrigStmt& statement) {
    std::vector<std::string> options;
    if (statement.isconstraint != 0) {
        options.emplace_back("CONSTRAINT");
    }
    if (statement.deferrable != 0) {
        options.emplace_back(statement.initdeferred != 0 ? "DEFERRABLE INITIALLY DEFERRED"
                                                         : "DEFERRABLE");
    }
    for (const bool is_new : {false, true}) {
        for (std::size_t index = 0; index < statement.n_transition_rels; ++index) {
            const auto& transition = *statement.transition_rels[index]->trigger_transition;
            if ((transition.is_new != 0) == is_new) {
                options.push_back(fmt::format("REFERENCING {} TABLE AS {}", is_new ? "NEW" : "OLD",
                                              display_identifier(transition.name)));
            }
        }
    }
    return options;
}

std::vector<int> update_columns(const Catalog& catalog, ObjectId relation,
                                const PgQuery__CreateTrigStmt& statement) {
    std::vector<int> columns;
    for (const std::string& name : texts_of(statement.n_columns, statement.columns)) {
        const int column = column_id(catalog, relation, name);
        if (column == 0) {
            refuse(fmt::format("column \"{}\" of relation \"{}\" does not exist", name,
                               full_name(catalog, relation).name),
                   condition::kUndefinedColumn);
        }
        if (std::ranges::find(columns, column) != columns.end()) {
            refuse(fmt::format("column \"{}\" specified more than once", name),
                   condition::kDuplicateColumn);
        }
        columns.push_back(column);
    }
    return columns;
}

std::optional<Node> read_condition(const Catalog& catalog, ObjectId relation,
                                   const PgQuery__CreateTrigStmt& statement) {
    if (statement.when_clause == nullptr) {
        return std::nullopt;
    }
    const BindScope scope{.rows = {{"old", relation}, {"new", relation}}};
    Node condition = read_bound(catalog, *statement.when_clause, scope);
    require_condition_fits(statement, condition);
    return condition;
}

Trigger read_trigger(const Catalog& catalog, ObjectId relation,
                     const PgQuery__CreateTrigStmt& statement) {
    Trigger trigger{.name = text_of(statement.trigname),
                    .timing = timing_words(statement.timing),
                    .events = events_of(statement.events),
                    .level = statement.row != 0 ? "ROW" : "STATEMENT"};
    trigger.update_columns = update_columns(catalog, relation, statement);
    trigger.condition = read_condition(catalog, relation, statement);
    const DottedName name = dotted_name(texts_of(statement.n_funcname, statement.funcname));
    trigger.function = require_trigger_function(catalog, name, "trigger");
    if (trigger.function == 0) {
        trigger.function_text = name.schema == "pg_catalog" ? name.name : written_name(name);
    }
    trigger.arguments = texts_of(statement.n_args, statement.args);
    trigger.options = options_of(statement);
    return trigger;
}

Trigger* find_trigger(std::vector<Trigger>& triggers, const std::string& name) {
    const auto found = std::ranges::find(triggers, name, &Trigger::name);
    return found == triggers.end() ? nullptr : &*found;
}

[[noreturn]] void refuse_name(const std::string& trigger, const std::string& relation) {
    refuse(fmt::format("trigger \"{}\" for relation \"{}\" already exists", trigger, relation),
           condition::kDuplicateObject);
}

bool is_constraint(const Trigger& trigger) {
    return std::ranges::find(trigger.options, "CONSTRAINT") != trigger.options.end();
}

void replace_trigger(Trigger& old, Trigger&& trigger, const std::string& relation) {
    if (is_constraint(old)) {
        refuse(fmt::format("trigger \"{}\" for relation \"{}\" is a constraint trigger", old.name,
                           relation),
               condition::kDuplicateObject);
    }
    if (old.inherited) {
        refuse(fmt::format("trigger \"{}\" for relation \"{}\" is an internal or a child trigger",
                           old.name, relation),
               condition::kDuplicateObject);
    }
    trigger.comment = std::move(old.comment);
    old = std::move(trigger);
}

void add_trigger(Catalog& catalog, ObjectId relation, Trigger trigger, bool may_replace) {
    AnyRelation& base = *edit_any_relation(catalog, relation);
    Trigger* old = find_trigger(base.triggers, trigger.name);
    if (old != nullptr && !may_replace) {
        refuse_name(trigger.name, base.name);
    }
    if (is_constraint(trigger)) {
        add_constraint_name(catalog, base.space, trigger.name);
    }
    if (old != nullptr) {
        replace_trigger(*old, std::move(trigger), base.name);
    } else {
        base.triggers.push_back(std::move(trigger));
    }
    catalog.touch(relation);
}

Trigger copy_for(const Catalog& catalog, Trigger trigger, ObjectId parent, ObjectId partition) {
    for (int& column : trigger.update_columns) {
        column = same_column(catalog, parent, column, partition);
    }
    if (trigger.condition) {
        trigger.condition = rebound(catalog, std::move(*trigger.condition), parent, partition);
    }
    trigger.comment.clear();
    trigger.inherited = true;
    return trigger;
}

void copy_to_partitions(Catalog& catalog, ObjectId parent, const Trigger& trigger,
                        bool may_replace) {
    const std::vector<ObjectId> partitions = catalog.tables.at(parent).children;
    for (const ObjectId partition : partitions) {
        AnyRelation& base = *edit_any_relation(catalog, partition);
        Trigger copy = copy_for(catalog, trigger, parent, partition);
        Trigger* old = find_trigger(base.triggers, trigger.name);
        if (old != nullptr && !(may_replace && old->inherited)) {
            refuse_name(trigger.name, base.name);
        }
        if (old != nullptr) {
            *old = copy;
        } else {
            base.triggers.push_back(copy);
        }
        copy_to_partitions(catalog, partition, copy, may_replace);
    }
}

/// A piece of the partition may have copies of the partition's own triggers, which stay.
void remove_copies(Catalog& catalog, ObjectId partition, const std::vector<std::string>& names) {
    std::vector<Trigger>& own = catalog.tables.edit(partition).triggers;
    std::erase_if(own, [&](const Trigger& trigger) {
        return trigger.inherited && std::ranges::find(names, trigger.name) != names.end();
    });
    const std::vector<ObjectId> pieces = catalog.tables.at(partition).children;
    for (const ObjectId piece : pieces) {
        remove_copies(catalog, piece, names);
    }
}

bool goes_to_partitions(const Catalog& catalog, ObjectId relation, const Trigger& trigger) {
    const Table* table = catalog.tables.find(relation);
    return table != nullptr && !table->partition_strategy.empty() && trigger.level == "ROW";
}

}  // namespace

void create_trigger(Catalog& catalog, const PgQuery__CreateTrigStmt& statement) {
    const ObjectId relation = require_relation(catalog, *statement.relation);
    require_trigger_fits(catalog, relation, statement);
    if (statement.constrrel != nullptr) {
        require_relation(catalog, *statement.constrrel);
    }
    const Trigger trigger = read_trigger(catalog, relation, statement);
    const bool may_replace = statement.replace != 0;
    add_trigger(catalog, relation, trigger, may_replace);
    if (goes_to_partitions(catalog, relation, trigger)) {
        copy_to_partitions(catalog, relation, trigger, may_replace);
    }
}

void inherit_triggers(Catalog& catalog, ObjectId partition, ObjectId parent) {
    const std::vector<Trigger> triggers = catalog.tables.at(parent).triggers;
    for (const Trigger& trigger : triggers) {
        if (trigger.level != "ROW") {
            continue;
        }
        Trigger copy = copy_for(catalog, trigger, parent, partition);
        std::vector<Trigger>& own = catalog.tables.edit(partition).triggers;
        if (find_trigger(own, trigger.name) != nullptr) {
            refuse_name(trigger.name, catalog.tables.at(partition).name);
        }
        own.push_back(copy);
        copy_to_partitions(catalog, partition, copy, false);
    }
}

void disinherit_triggers(Catalog& catalog, ObjectId partition) {
    std::vector<std::string> names;
    for (const Trigger& trigger : catalog.tables.at(partition).triggers) {
        if (trigger.inherited) {
            names.push_back(trigger.name);
        }
    }
    remove_copies(catalog, partition, names);
}

}  // namespace erdmark::dialect::postgres
