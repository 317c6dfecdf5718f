#include "dialect/postgres/view_scope.h"

#include <algorithm>

#include <fmt/format.h>

#include "dialect/postgres/condition.h"
#include "dialect/postgres/expression_names.h"
#include "dialect/postgres/system_columns.h"

namespace erdmark::dialect::postgres {

namespace {

bool is_named(const ViewTable& table, const std::string& schema, const std::string& name) {
    if (table.name != name) {
        return false;
    }
    // An alias hides the schema.
    const bool is_relation =
        table.kind == ViewTable::Kind::Relation && table.relation.name == table.name;
    return schema.empty() ||
           (is_relation && (table.relation.schema == schema || table.relation.schema.empty()));
}

[[noreturn]] void refuse_column(const std::string& table, const std::string& column, int offset) {
    if (is_system_column(column)) {
        throw ViewNotUnderstood{fmt::format("the system column '{}'", column)};
    }
    if (table.empty()) {
        throw ViewRefusal{fmt::format("column \"{}\" does not exist", column),
                          condition::kUndefinedColumn, offset};
    }
    throw ViewRefusal{fmt::format("column {}.{} does not exist", table, column),
                      condition::kUndefinedColumn, offset};
}

/// The scope of the parameters of a routine; a null pointer when the query is in none.
const ViewScope* parameters_around(const ViewScope& scope) {
    const ViewScope* outermost = &scope;
    while (outermost->outer != nullptr) {
        outermost = outermost->outer;
    }
    const bool is_routine =
        !outermost->tables.empty() && outermost->tables[0]->kind == ViewTable::Kind::Parameters;
    return is_routine ? outermost : nullptr;
}

std::string row_type(const ViewTable& table) {
    if (table.kind != ViewTable::Kind::Relation) {
        return "record";
    }
    const schema::QualifiedName& name = table.relation;
    return name.schema.empty() ? quoted_name(name.name) : quoted_path({name.schema, name.name});
}

}  // namespace

std::string ViewLookup::token(const ViewScope& scope, const ViewScopeColumn& column) {
    return column.table == nullptr ? tokens_.add_merged(column.name, column.type, *scope.query)
                                   : tokens_.add_column(*column.table, column.column, *scope.query);
}

std::string ViewLookup::row_token(const ViewScope& scope, const ViewTable& table) {
    return tokens_.add_row(table, row_type(table), *scope.query);
}

std::optional<ViewScopeColumn> ViewLookup::find_here(const ViewScope& scope,
                                                     const std::string& name, int offset) {
    std::optional<ViewScopeColumn> found;
    for (const ViewScopeColumn& column : scope.columns) {
        if (column.name != name) {
            continue;
        }
        if (found) {
            throw ViewRefusal{fmt::format("column reference \"{}\" is ambiguous", name),
                              condition::kAmbiguousColumn, offset};
        }
        found = column;
    }
    return found;
}

std::optional<std::string> ViewLookup::find_plain(const ViewScope& scope, const std::string& name,
                                                  int offset) {
    for (const ViewScope* each = &scope; each != nullptr; each = each->outer) {
        if (const std::optional<ViewScopeColumn> column = find_here(*each, name, offset)) {
            return token(*each, *column);
        }
    }
    return std::nullopt;
}

const ViewScope* ViewLookup::find_table(const ViewScope& scope, const std::string& schema,
                                        const std::string& name, ViewTable*& table) {
    for (const ViewScope* each = &scope; each != nullptr; each = each->outer) {
        const auto found = std::ranges::find_if(each->tables, [&](const ViewTable* candidate) {
            return is_named(*candidate, schema, name);
        });
        if (found != each->tables.end()) {
            table = *found;
            return each;
        }
    }
    return nullptr;
}

std::optional<std::string> ViewLookup::find_parameter(const ViewScope& scope,
                                                      const std::string& name) {
    const ViewScope* const owner = parameters_around(scope);
    if (owner == nullptr || name.empty()) {
        return std::nullopt;
    }
    const ViewTable& table = *owner->tables[0];
    const auto found = std::ranges::find(table.columns, name, &RelationColumn::name);
    return found == table.columns.end()
               ? std::nullopt
               : std::optional(tokens_.add_column(
                     table, static_cast<std::size_t>(found - table.columns.begin()),
                     *owner->query));
}

std::optional<std::string> ViewLookup::find_parameter_of(const ViewScope& scope,
                                                         const std::vector<std::string>& names,
                                                         bool all) {
    const ViewScope* const owner = parameters_around(scope);
    const std::size_t depth = names.size() - (all ? 0 : 1);
    if (owner == nullptr || depth == 0 || depth > 2) {
        return std::nullopt;
    }
    const std::string& routine = owner->tables[0]->name;
    if (depth == 2) {
        return names[0] == routine ? find_parameter(scope, names[1]) : std::nullopt;
    }
    ViewTable* table = nullptr;
    const bool is_table = find_table(scope, "", names[0], table) != nullptr &&
                          table->kind != ViewTable::Kind::Parameters;
    const bool is_parameter =
        !all && names[0] == routine && find_parameter(scope, names[1]).has_value();
    return is_table || is_parameter ? std::nullopt : find_parameter(scope, names[0]);
}

std::string ViewLookup::find(const ViewScope& scope, const std::vector<std::string>& names,
                             bool all, int offset) {
    if (names.size() == 1 && !all) {
        if (const std::optional<std::string> plain = find_plain(scope, names[0], offset)) {
            return *plain;
        }
    }
    const std::size_t depth = names.size() - (all || names.size() == 1 ? 0 : 1);
    const std::string schema = depth > 1 ? names[depth - 2] : "";
    ViewTable* table = nullptr;
    const ViewScope* const owner = find_table(scope, schema, names[depth - 1], table);
    if ((owner == nullptr || table->kind == ViewTable::Kind::Parameters) && names.size() == 1 &&
        !all) {
        if (const std::optional<std::string> parameter = find_parameter(scope, names[0])) {
            return *parameter;
        }
        refuse_column("", names[0], offset);
    }
    if (owner == nullptr) {
        throw ViewRefusal{
            fmt::format("missing FROM-clause entry for table \"{}\"", names[depth - 1]),
            condition::kUndefinedTable, offset};
    }
    if (depth == names.size()) {
        return row_token(*owner, *table);
    }
    const auto column = std::ranges::find(table->columns, names.back(), &RelationColumn::name);
    if (column == table->columns.end()) {
        refuse_column(table->name, names.back(), offset);
    }
    return tokens_.add_column(*table, static_cast<std::size_t>(column - table->columns.begin()),
                              *owner->query);
}

}  // namespace erdmark::dialect::postgres
