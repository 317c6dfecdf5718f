#pragma once

#include <optional>
#include <vector>

#include "document/database/routines.h"
#include "document/table_model.h"
#include "schema/schema.h"

namespace erdmark::document {

// What hangs on a table or a view besides its columns, constraints and relationships.

/// Indexes that people created. Those that an engine makes for a key are told by the key itself.
std::vector<IndexView> make_index_views(const std::vector<schema::Index>& indexes);

std::vector<TriggerView> make_trigger_views(const std::vector<schema::Trigger>& triggers,
                                            const RoutineEntries& routines);

std::vector<PolicyView> make_policy_views(const std::vector<schema::Policy>& policies);

std::vector<RuleView> make_rule_views(const std::vector<schema::Rule>& rules);

std::vector<StatisticsView> make_statistics_views(const std::vector<schema::Statistics>& all);

std::vector<GrantView> make_grant_views(const std::vector<schema::Grant>& grants);

std::optional<RowsView> make_rows_view(const schema::Table& table);

/// All levels, each piece of a piece with the name of that one.
std::vector<PartitionView> make_partition_views(const schema::Table& table);

}  // namespace erdmark::document
