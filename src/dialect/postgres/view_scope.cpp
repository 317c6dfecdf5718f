#include "dialect/postgres/view_scope.h"

#include <algorithm>

#include <fmt/format.h>

#include "dialect/postgres/expression_names.h"

namespace erdmark::dialect::postgres {

namespace {

constexpr const char* kAmbiguousColumn = "42702";
constexpr const char* kUndefinedColumn = "42703";
constexpr const char* kUndefinedTable = "42P01";

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

bool is_system_column(const std::string& name) {
    return name == "ctid" || name == "xmin" || name == "xmax" || name == "cmin" || name == "cmax" ||
           name == "tableoid";
}

[[noreturn]] void refuse_column(const std::string& table, const std::string& column, int offset) {
    if (is_system_column(column)) {
        throw ViewNotUnderstood{fmt::format("the system column '{}'", column)};
    }
    if (table.empty()) {
        throw ViewRefusal{fmt::format("column \"{}\" does not exist", column), kUndefinedColumn,
                          offset};
    }
    throw ViewRefusal{fmt::format("column {}.{} does not exist", table, column), kUndefinedColumn,
                      offset};
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
                              kAmbiguousColumn, offset};
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
    if (owner == nullptr && names.size() == 1 && !all) {
        refuse_column("", names[0], offset);
    }
    if (owner == nullptr) {
        throw ViewRefusal{
            fmt::format("missing FROM-clause entry for table \"{}\"", names[depth - 1]),
            kUndefinedTable, offset};
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
