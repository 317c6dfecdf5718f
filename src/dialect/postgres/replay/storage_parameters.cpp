#include "dialect/postgres/replay/storage_parameters.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "base/text.h"
#include "dialect/postgres/literal/outputs.h"
#include "dialect/postgres/replay/relations.h"
#include "dialect/postgres/replay/statement_tree.h"
#include "dialect/postgres/word_list.h"

namespace erdmark::dialect::postgres {

namespace {

enum class ParameterKind { Any, Boolean, Percent };

struct StorageParameter {
    std::string_view name;
    std::string_view holders;  // With blanks between.
    ParameterKind kind = ParameterKind::Any;
};

// As in src/backend/access/common/reloptions.c.
constexpr auto kParameters = std::to_array<StorageParameter>({
    {"autosummarize", "brin", ParameterKind::Boolean},
    {"autovacuum_analyze_scale_factor", "table"},
    {"autovacuum_analyze_threshold", "table"},
    {"autovacuum_enabled", "table", ParameterKind::Boolean},
    {"autovacuum_freeze_max_age", "table"},
    {"autovacuum_freeze_min_age", "table"},
    {"autovacuum_freeze_table_age", "table"},
    {"autovacuum_multixact_freeze_max_age", "table"},
    {"autovacuum_multixact_freeze_min_age", "table"},
    {"autovacuum_multixact_freeze_table_age", "table"},
    {"autovacuum_vacuum_cost_delay", "table"},
    {"autovacuum_vacuum_cost_limit", "table"},
    {"autovacuum_vacuum_insert_scale_factor", "table"},
    {"autovacuum_vacuum_insert_threshold", "table"},
    {"autovacuum_vacuum_scale_factor", "table"},
    {"autovacuum_vacuum_threshold", "table"},
    {"buffering", "gist"},
    {"check_option", "view"},
    {"deduplicate_items", "btree", ParameterKind::Boolean},
    {"fastupdate", "gin", ParameterKind::Boolean},
    {"fillfactor", "table btree hash gist spgist", ParameterKind::Percent},
    {"gin_pending_list_limit", "gin"},
    {"log_autovacuum_min_duration", "table"},
    {"pages_per_range", "brin"},
    {"parallel_workers", "table"},
    {"security_barrier", "view", ParameterKind::Boolean},
    {"security_invoker", "view", ParameterKind::Boolean},
    {"toast_tuple_target", "table"},
    {"user_catalog_table", "table", ParameterKind::Boolean},
    {"vacuum_index_cleanup", "table"},
    {"vacuum_truncate", "table", ParameterKind::Boolean},
});

bool is_known_holder(std::string_view holder) {
    constexpr std::array<std::string_view, 9> kHolders = {
        "table", "partitioned table", "view", "btree", "hash", "gist", "spgist", "gin", "brin"};
    return contains(kHolders, holder);
}

std::string_view holder_of_table(bool is_partitioned) {
    return is_partitioned ? "partitioned table" : "table";
}

bool is_of_other_table(std::string_view option) {
    return option.substr(0, option.find('=')).find('.') != std::string_view::npos;
}

void require_percentage(std::string_view name, std::string_view value) {
    const bool is_number = !value.empty() && value.size() < 9 &&
                           value.find_first_not_of("0123456789") == std::string_view::npos;
    const int number = is_number ? std::stoi(std::string(value)) : 0;
    if (is_number && (number < 10 || number > 100)) {
        refuse(fmt::format(R"(value {} out of bounds for option "{}")", value, name),
               condition::kInvalidParameterValue);
    }
}

void require_parameter_value(const StorageParameter& parameter, std::string_view value) {
    if (parameter.kind == ParameterKind::Boolean && !boolean_output(value)) {
        refuse(fmt::format(R"(invalid value for boolean option "{}": {})", parameter.name, value),
               condition::kInvalidParameterValue);
    }
    if (parameter.kind == ParameterKind::Percent) {
        require_percentage(parameter.name, value);
    }
}

}  // namespace

void require_storage_parameters(std::string_view holder, const std::vector<std::string>& options) {
    if (!is_known_holder(holder)) {
        return;
    }
    for (const std::string_view option : options) {
        const std::size_t sign = std::min(option.find('='), option.size());
        const std::string_view name = option.substr(0, sign);
        const auto* const parameter = std::ranges::find(kParameters, name, &StorageParameter::name);
        if (is_of_other_table(option)) {
            continue;
        }
        if (parameter == kParameters.end() || !has_word(parameter->holders, holder)) {
            refuse(fmt::format(R"(unrecognized parameter "{}")", name),
                   condition::kInvalidParameterValue);
        }
        require_parameter_value(*parameter, option.substr(std::min(sign + 1, option.size())));
    }
}

std::vector<std::string> kept_storage_parameters(std::vector<std::string> options,
                                                 bool is_partitioned) {
    std::erase_if(options, [](std::string_view option) {
        if (!option.starts_with("oids=")) {
            return false;
        }
        if (boolean_output(option.substr(5)) == "t") {
            refuse("tables declared WITH OIDS are not supported", condition::kFeatureNotSupported);
        }
        return true;
    });
    require_storage_parameters(holder_of_table(is_partitioned), options);
    std::erase_if(options, is_of_other_table);
    return options;
}

void set_storage_parameters(Table& table, std::vector<std::string> changes) {
    if (table.kind == schema::TableKind::Foreign) {
        refuse_action("SET", table.name);
    }
    require_storage_parameters(holder_of_table(!table.partition_strategy.empty()), changes);
    std::erase_if(changes, is_of_other_table);
    change_options(table.options, changes, false);
}

}  // namespace erdmark::dialect::postgres
