#include "document/table/parts.h"

#include <utility>

#include "document/table/constraints.h"

namespace erdmark::document {

std::vector<IndexView> make_index_views(const std::vector<schema::Index>& indexes) {
    std::vector<IndexView> views;
    for (const schema::Index& index : indexes) {
        if (index.origin != schema::IndexOrigin::Created) {
            continue;
        }
        IndexView view{.name = index.name,
                       .unique = index.unique,
                       .predicate = index.predicate,
                       .method = index.method,
                       .included = index.included,
                       .nulls_not_distinct = index.nulls_not_distinct,
                       .invalid = index.invalid,
                       .options = index.options,
                       .description = index.comment};
        for (const schema::IndexPart& part : index.parts) {
            view.parts.push_back(index_part_text(part));
        }
        views.push_back(std::move(view));
    }
    return views;
}

std::vector<TriggerView> make_trigger_views(const std::vector<schema::Trigger>& triggers,
                                            const RoutineEntries& routines) {
    std::vector<TriggerView> views;
    views.reserve(triggers.size());
    for (const schema::Trigger& trigger : triggers) {
        views.push_back({.name = trigger.name,
                         .timing = trigger.timing,
                         .event = trigger.event,
                         .condition = trigger.condition,
                         .body = trigger.body,
                         .level = trigger.level,
                         .call = trigger.function,
                         .function = routines.called_by(trigger.function),
                         .options = trigger.options,
                         .description = trigger.comment});
    }
    return views;
}

std::vector<PolicyView> make_policy_views(const std::vector<schema::Policy>& policies) {
    std::vector<PolicyView> views;
    views.reserve(policies.size());
    for (const schema::Policy& policy : policies) {
        views.push_back({.name = policy.name,
                         .restrictive = policy.restrictive,
                         .command = policy.command,
                         .roles = policy.roles,
                         .using_expression = policy.using_expression,
                         .check_expression = policy.check_expression,
                         .description = policy.comment});
    }
    return views;
}

std::vector<RuleView> make_rule_views(const std::vector<schema::Rule>& rules) {
    std::vector<RuleView> views;
    views.reserve(rules.size());
    for (const schema::Rule& rule : rules) {
        views.push_back({.name = rule.name,
                         .event = rule.event,
                         .instead = rule.instead,
                         .definition = rule.definition,
                         .description = rule.comment});
    }
    return views;
}

std::vector<StatisticsView> make_statistics_views(const std::vector<schema::Statistics>& all) {
    std::vector<StatisticsView> views;
    views.reserve(all.size());
    for (const schema::Statistics& statistics : all) {
        views.push_back({.name = statistics.name.display(),
                         .kinds = statistics.kinds,
                         .parts = statistics.parts,
                         .description = statistics.comment});
    }
    return views;
}

std::vector<GrantView> make_grant_views(const std::vector<schema::Grant>& grants) {
    std::vector<GrantView> views;
    views.reserve(grants.size());
    for (const schema::Grant& grant : grants) {
        views.push_back({grant.grantee, grant.privileges, grant.grantable});
    }
    return views;
}

std::optional<RowsView> make_rows_view(const schema::Table& table) {
    if (!table.rows) {
        return std::nullopt;
    }
    return RowsView{.columns = table.rows->columns,
                    .values = table.rows->values,
                    .truncated = table.rows->truncated};
}

std::vector<PartitionView> make_partition_views(const schema::Table& table) {
    std::vector<PartitionView> views;
    views.reserve(table.partitions.size());
    for (const schema::Partition& partition : table.partitions) {
        views.push_back({.name = partition.name.display(),
                         .parent = partition.parent == table.name ? "" : partition.parent.display(),
                         .bound = partition.bound,
                         .partition_key = partition.partition_key,
                         .description = partition.comment});
    }
    return views;
}

}  // namespace erdmark::document
