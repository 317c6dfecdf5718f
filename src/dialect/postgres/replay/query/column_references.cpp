#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"
#include "dialect/postgres/replay/query/translator.h"
#include "dialect/postgres/system_columns.h"

namespace erdmark::dialect::postgres {

namespace {

const RangeColumn* find_in(const QueryRange& range, const std::string& name, bool hide_merged) {
    for (const RangeColumn& column : range.columns) {
        if (column.name == name && !(hide_merged && column.is_merged)) {
            return &column;
        }
    }
    return nullptr;
}

const RangeColumn* find_in(const QueryScope& scope, const std::string& alias,
                           const std::string& name, int offset) {
    const RangeColumn* found = nullptr;
    for (const QueryRange& range : scope.ranges) {
        const bool is_asked = alias.empty() || range.alias == alias;
        const RangeColumn* column = is_asked ? find_in(range, name, alias.empty()) : nullptr;
        if (column != nullptr && found != nullptr) {
            refuse(fmt::format("column reference \"{}\" is ambiguous", name),
                   condition::kAmbiguousColumn, offset);
        }
        found = column != nullptr ? column : found;
    }
    return found;
}

/// The column of that name, of the innermost query that has one.
const RangeColumn* find_column(const QueryScope& scope, const std::string& alias,
                               const std::string& name, int offset) {
    for (const QueryScope* each = &scope; each != nullptr; each = each->outer) {
        if (const RangeColumn* found = find_in(*each, alias, name, offset)) {
            return found;
        }
    }
    return nullptr;
}

bool is_range(const QueryScope& scope, const std::string& alias) {
    for (const QueryScope* each = &scope; each != nullptr; each = each->outer) {
        if (std::ranges::find(each->ranges, alias, &QueryRange::alias) != each->ranges.end()) {
            return true;
        }
    }
    return false;
}

/// The only column of a function in FROM that is called like this.
const RangeColumn* find_scalar(const QueryScope& scope, const std::string& alias) {
    for (const QueryScope* each = &scope; each != nullptr; each = each->outer) {
        const auto range = std::ranges::find(each->ranges, alias, &QueryRange::alias);
        if (range != each->ranges.end()) {
            return range->is_scalar ? range->columns.data() : nullptr;
        }
    }
    return nullptr;
}

[[noreturn]] void refuse_column(const QueryScope& scope, const std::vector<std::string>& path,
                                int offset) {
    if (path.size() > 1 && !is_range(scope, path[path.size() - 2])) {
        refuse(fmt::format("missing FROM-clause entry for table \"{}\"", path[path.size() - 2]),
               condition::kUndefinedTable, offset);
    }
    if (path.size() == 1 && is_range(scope, path[0])) {
        undecided(fmt::format("a whole row, '{}', as a value is not replayed", path[0]), offset);
    }
    if (is_system_column(path.back())) {
        undecided(fmt::format("the system column '{}' is not replayed", path.back()), offset);
    }
    refuse(path.size() == 1 ? fmt::format("column \"{}\" does not exist", path[0])
                            : fmt::format("column {} does not exist", erdmark::join(path, ".")),
           condition::kUndefinedColumn, offset);
}

}  // namespace

SqliteValue SqliteTranslator::column(const PgQuery__ColumnRef& column, QueryScope& scope) {
    if (column.fields[column.n_fields - 1]->node_case == PG_QUERY__NODE__NODE_A_STAR) {
        undecided("'*' as a value is not replayed", column.location);
    }
    const std::vector<std::string> path = texts_of(column.n_fields, column.fields);
    const std::string alias = path.size() > 1 ? path[path.size() - 2] : "";
    const RangeColumn* found = postgres::find_column(scope, alias, path.back(), column.location);
    if (found == nullptr && path.size() == 1) {
        found = find_scalar(scope, path[0]);
    }
    const std::optional<QueryValue> variable =
        found != nullptr && !names_.refuses_ambiguity() ? std::nullopt : names_.find_variable(path);
    if (found != nullptr && variable) {
        refuse(fmt::format("column reference \"{}\" is ambiguous", erdmark::join(path, ".")),
               condition::kAmbiguousColumn, column.location);
    }
    if (found != nullptr && found->type == kNotKnown) {
        undecided(fmt::format("the values of '{}' are not known", erdmark::join(path, ".")),
                  column.location);
    }
    if (found != nullptr) {
        return {found->sql, found->type};
    }
    if (!variable) {
        refuse_column(scope, path, column.location);
    }
    return parameter(*variable);
}

}  // namespace erdmark::dialect::postgres
