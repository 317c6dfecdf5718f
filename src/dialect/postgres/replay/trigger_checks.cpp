#include "dialect/postgres/replay/trigger_checks.h"

#include <algorithm>

#include <fmt/format.h>

namespace erdmark::dialect::postgres {

namespace {

void require_kind(const Catalog& catalog, ObjectId relation,
                  const PgQuery__CreateTrigStmt& statement) {
    const std::string name = full_name(catalog, relation).name;
    const bool is_instead = (statement.timing & trigger_bit::kInsteadOf) != 0;
    if (catalog.tables.contains(relation)) {
        if (is_instead) {
            refuse(fmt::format("\"{}\" is a table", name), condition::kWrongObjectType);
        }
        return;
    }
    const View* view = catalog.views.find(relation);
    if (view == nullptr || view->materialized) {
        refuse(fmt::format("relation \"{}\" cannot have triggers", name),
               condition::kWrongObjectType);
    }
    const bool is_row = statement.row != 0 && !is_instead;
    if (is_row || (statement.events & trigger_bit::kTruncate) != 0) {
        refuse(fmt::format("\"{}\" is a view", name), condition::kWrongObjectType);
    }
}

void require_events(const PgQuery__CreateTrigStmt& statement) {
    if ((statement.events & trigger_bit::kTruncate) != 0 && statement.row != 0) {
        refuse("TRUNCATE FOR EACH ROW triggers are not supported", condition::kFeatureNotSupported);
    }
    if ((statement.timing & trigger_bit::kInsteadOf) == 0) {
        return;
    }
    const char* reason = statement.row == 0 ? "must be FOR EACH ROW"
                         : statement.when_clause != nullptr
                             ? "cannot have WHEN conditions"
                             : (statement.n_columns > 0 ? "cannot have column lists" : nullptr);
    if (reason != nullptr) {
        refuse(fmt::format("INSTEAD OF triggers {}", reason), condition::kFeatureNotSupported);
    }
}

bool is_one_event(int events) {
    return (events & (events - 1)) == 0;
}

void require_transition_events(const PgQuery__CreateTrigStmt& statement) {
    if ((statement.timing & (trigger_bit::kBefore | trigger_bit::kInsteadOf)) != 0) {
        refuse("transition table name can only be specified for an AFTER trigger",
               condition::kInvalidObjectDefinition);
    }
    if ((statement.events & trigger_bit::kTruncate) != 0) {
        refuse("TRUNCATE triggers with transition tables are not supported",
               condition::kFeatureNotSupported);
    }
    if (!is_one_event(statement.events)) {
        refuse("transition tables cannot be specified for triggers with more than one event",
               condition::kFeatureNotSupported);
    }
    if (statement.n_columns > 0) {
        refuse("transition tables cannot be specified for triggers with column lists",
               condition::kFeatureNotSupported);
    }
}

void require_transition(const PgQuery__CreateTrigStmt& statement,
                        const PgQuery__TriggerTransition& transition) {
    if (transition.is_table == 0) {
        refuse("ROW variable naming in the REFERENCING clause is not supported",
               condition::kFeatureNotSupported);
    }
    const int fitting = trigger_bit::kUpdate |
                        (transition.is_new != 0 ? trigger_bit::kInsert : trigger_bit::kDelete);
    if ((statement.events & fitting) == 0) {
        refuse(transition.is_new != 0
                   ? "NEW TABLE can only be specified for an INSERT or UPDATE trigger"
                   : "OLD TABLE can only be specified for a DELETE or UPDATE trigger",
               condition::kInvalidObjectDefinition);
    }
}

void require_different(const PgQuery__CreateTrigStmt& statement) {
    for (std::size_t index = 1; index < statement.n_transition_rels; ++index) {
        const auto& first = *statement.transition_rels[0]->trigger_transition;
        const auto& other = *statement.transition_rels[index]->trigger_transition;
        if (first.is_new == other.is_new) {
            refuse(fmt::format("{} TABLE cannot be specified multiple times",
                               first.is_new != 0 ? "NEW" : "OLD"),
                   condition::kInvalidObjectDefinition);
        }
        if (first.name == std::string_view(other.name)) {
            refuse("OLD TABLE name and NEW TABLE name cannot be the same",
                   condition::kInvalidObjectDefinition);
        }
    }
}

void require_transitions(const Catalog& catalog, ObjectId relation,
                         const PgQuery__CreateTrigStmt& statement) {
    if (statement.n_transition_rels == 0) {
        return;
    }
    const Table* table = catalog.tables.find(relation);
    if (table != nullptr && statement.row != 0 && !table->partition_strategy.empty()) {
        refuse(fmt::format("\"{}\" is a partitioned table", table->name),
               condition::kFeatureNotSupported);
    }
    require_transition_events(statement);
    for (std::size_t index = 0; index < statement.n_transition_rels; ++index) {
        require_transition(statement, *statement.transition_rels[index]->trigger_transition);
    }
    require_different(statement);
}

bool uses_row(const Node& node, std::string_view row) {
    const bool is_field = node.kind == NodeKind::Column && node.names.size() > 1 &&
                          node.names[node.names.size() - 2] == row;
    const bool is_whole =
        node.kind == NodeKind::Column && !node.names.empty() && node.names[0] == row;
    const auto uses = [row](const Node& part) { return uses_row(part, row); };
    return is_field || is_whole || std::ranges::any_of(node.parts, uses) ||
           std::ranges::any_of(node.clauses, uses);
}

}  // namespace

void require_trigger_fits(const Catalog& catalog, ObjectId relation,
                          const PgQuery__CreateTrigStmt& statement) {
    require_kind(catalog, relation, statement);
    require_events(statement);
    require_transitions(catalog, relation, statement);
}

void require_condition_fits(const PgQuery__CreateTrigStmt& statement, const Node& condition) {
    const bool uses_old = uses_row(condition, "old");
    const bool uses_new = uses_row(condition, "new");
    if (statement.row == 0 && (uses_old || uses_new)) {
        refuse("statement trigger's WHEN condition cannot reference column values",
               condition::kInvalidObjectDefinition);
    }
    if (uses_old && (statement.events & trigger_bit::kInsert) != 0) {
        refuse("INSERT trigger's WHEN condition cannot reference OLD values",
               condition::kInvalidObjectDefinition);
    }
    if (uses_new && (statement.events & trigger_bit::kDelete) != 0) {
        refuse("DELETE trigger's WHEN condition cannot reference NEW values",
               condition::kInvalidObjectDefinition);
    }
}

}  // namespace erdmark::dialect::postgres
