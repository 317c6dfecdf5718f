#include "render/markdown/part_values.h"

#include <algorithm>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "base/text.h"
#include "render/markdown/escape.h"
#include "render/markdown/links.h"

namespace erdmark::render::markdown {

namespace {

using document::GrantView;
using document::PartitionView;
using document::PolicyView;
using document::RuleView;
using document::StatisticsView;
using document::TableView;
using document::TriggerView;

/// A longer list of partitions is folded.
constexpr std::size_t kPartitionsInSight = 24;

template <typename Part>
bool any_is_described(const std::vector<Part>& parts) {
    return std::ranges::any_of(parts, [](const Part& part) { return !part.description.empty(); });
}

ValueMap trigger_row(const TriggerView& trigger) {
    ValueMap row;
    row.markup("trigger", code(trigger.name));
    row.text("trigger_name", trigger.name);
    row.text("timing", trigger.timing);
    row.text("event", trigger.event);
    row.text("level", to_lower(trigger.level));
    row.markup("condition", code(trigger.condition));
    row.markup("call",
               trigger.call.empty() ? "" : link_to_function(trigger.function, code(trigger.call)));
    row.markup("body", trigger.body.empty() ? "" : code_block(trigger.body, "sql"));
    row.markup("trigger_description",
               join_lines(text(trigger.description), text(join(trigger.options, ", "))));
    return row;
}

ValueList partition_rows(const std::vector<PartitionView>& partitions) {
    ValueList rows;
    rows.reserve(partitions.size());
    for (const PartitionView& partition : partitions) {
        ValueMap row;
        row.markup("partition", code(partition.name));
        row.markup("parent", code(partition.parent));
        row.markup("bound", code(partition.bound));
        row.markup("partition_key", code(partition.partition_key));
        row.text("partition_description", partition.description);
        rows.push_back(std::move(row));
    }
    return rows;
}

void add_partitions(ValueMap& values, const std::vector<PartitionView>& partitions) {
    const std::size_t count = partitions.size();
    values.flag("has_partitions", count > 0);
    values.text("partition_total", count == 0 ? "" : count_of(count, "partition", "partitions"));
    values.flag("many_partitions", count > kPartitionsInSight);
    values.flag("has_partition_keys",
                std::ranges::any_of(partitions, [](const PartitionView& each) {
                    return !each.partition_key.empty();
                }));
    values.flag("has_partition_descriptions", any_is_described(partitions));
    values.list("partitions", partition_rows(partitions));
}

void add_rules(ValueMap& values, const std::vector<RuleView>& rules) {
    ValueList rows;
    for (const RuleView& rule : rules) {
        ValueMap row;
        row.markup("rule", code(rule.name));
        row.text("rule_name", rule.name);
        row.text("rule_event", rule.event);
        row.flag("instead", rule.instead);
        row.markup("rule_definition",
                   rule.definition.empty() ? "" : code_block(rule.definition, "sql"));
        row.text("rule_description", rule.description);
        rows.push_back(std::move(row));
    }
    values.flag("has_rules", !rows.empty());
    values.flag("has_rule_descriptions", any_is_described(rules));
    values.list("rules", std::move(rows));
}

void add_statistics(ValueMap& values, const std::vector<StatisticsView>& all) {
    ValueList rows;
    for (const StatisticsView& statistics : all) {
        ValueMap row;
        row.markup("statistics_name", code(statistics.name));
        row.markup("statistics_parts", code_list(statistics.parts));
        row.text("statistics_kinds",
                 statistics.kinds.empty() ? "all" : join(statistics.kinds, ", "));
        row.text("statistics_description", statistics.description);
        rows.push_back(std::move(row));
    }
    values.flag("has_statistics", !rows.empty());
    values.flag("has_statistics_descriptions", any_is_described(all));
    values.list("statistics", std::move(rows));
}

/// What row-level security is, in words.
std::string row_security_of(const TableView& table) {
    if (!table.row_security) {
        return table.policies.empty() ? "" : "off: the policies are not in force.";
    }
    std::string words = table.forced_row_security ? "on (forced: for the owner as well)." : "on.";
    if (table.policies.empty()) {
        words += table.forced_row_security ? " Without a policy nobody sees a row."
                                           : " Without a policy only the owner sees rows.";
    }
    return words;
}

std::string condition_of(const PolicyView& policy) {
    std::string condition =
        policy.using_expression.empty() ? "" : "using " + code(policy.using_expression);
    return join_lines(std::move(condition), policy.check_expression.empty()
                                                ? ""
                                                : "check " + code(policy.check_expression));
}

ValueList policy_rows(const std::vector<PolicyView>& policies) {
    ValueList rows;
    for (const PolicyView& policy : policies) {
        ValueMap row;
        row.markup("policy", code(policy.name));
        row.text("command", policy.command);
        row.flag("restrictive", policy.restrictive);
        row.markup("roles", code_list(policy.roles));
        row.markup("policy_condition", condition_of(policy));
        row.text("policy_description", policy.description);
        rows.push_back(std::move(row));
    }
    return rows;
}

ValueList grant_rows(const std::vector<GrantView>& grants) {
    ValueList rows;
    for (const GrantView& grant : grants) {
        const bool all = grant.grantable == grant.privileges;
        ValueMap row;
        row.markup("grantee", code(grant.grantee));
        row.text("privileges", join(grant.privileges, ", "));
        row.text("grantable", all ? "all" : join(grant.grantable, ", "));
        rows.push_back(std::move(row));
    }
    return rows;
}

}  // namespace

void add_triggers(ValueMap& values, const TableView& table) {
    bool has_calls = false;
    bool has_descriptions = false;
    ValueList rows;
    for (const TriggerView& trigger : table.triggers) {
        has_calls = has_calls || !trigger.call.empty();
        has_descriptions =
            has_descriptions || !trigger.description.empty() || !trigger.options.empty();
        rows.push_back(trigger_row(trigger));
    }
    values.flag("has_triggers", !rows.empty());
    values.flag("has_trigger_calls", has_calls);
    values.flag("has_trigger_descriptions", has_descriptions);
    values.list("triggers", std::move(rows));
}

void add_parts(ValueMap& values, const TableView& table) {
    values.flag("has_parts",
                !table.partitions.empty() || !table.rules.empty() || !table.statistics.empty());
    add_partitions(values, table.partitions);
    add_rules(values, table.rules);
    add_statistics(values, table.statistics);
}

void add_access(ValueMap& values, const TableView& table) {
    std::string row_security = row_security_of(table);
    values.flag("has_access", !row_security.empty() || !table.grants.empty());
    values.text("row_security", std::move(row_security));
    values.flag("has_policies", !table.policies.empty());
    values.flag("has_policy_descriptions", any_is_described(table.policies));
    values.list("policies", policy_rows(table.policies));
    values.flag("has_grants", !table.grants.empty());
    values.flag("has_grantable", std::ranges::any_of(table.grants, [](const GrantView& grant) {
                    return !grant.grantable.empty();
                }));
    values.list("grants", grant_rows(table.grants));
}

}  // namespace erdmark::render::markdown
