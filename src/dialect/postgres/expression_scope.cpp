#include "dialect/postgres/expression_scope.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "dialect/postgres/expression_type.h"

namespace erdmark::dialect::postgres {

namespace {

struct ScopeColumn {
    std::string name;
    std::string type;
};

/// What stands in FROM.
struct ScopeTable {
    std::string name;
    bool is_known = false;  // Else it may have columns of any name.
    std::vector<ScopeColumn> columns;
};

struct Scope {
    const Scope* outer = nullptr;
    std::vector<ScopeTable> tables;
    std::vector<std::string> merged;  // Columns of USING, which belong to two tables.
    std::vector<std::string> outputs;
};

bool holds(const std::vector<std::string>& names, const std::string& name) {
    return std::ranges::find(names, name) != names.end();
}

/// The name of what a query gives; empty when it has none that is certain.
std::string output_name(const Node& target) {
    const Node& value = target.parts[0];
    const bool is_column = value.kind == NodeKind::Column && !value.all;
    return target.text.empty() && is_column ? value.names.back() : target.text;
}

class ColumnResolver {
public:
    explicit ColumnResolver(RelationSource& source) : source_(source) {}

    /// `scope` is that of the table itself outside of queries.
    void resolve(Node& node, const Scope& scope, bool in_query) {
        if (node.kind == NodeKind::Select) {
            return resolve_select(node, scope);
        }
        if (node.kind == NodeKind::Column && in_query) {
            return resolve_column(node, scope);
        }
        resolve_all(node.parts, scope, in_query);
        // What UNION is sorted by are names of its outputs.
        if (node.kind != NodeKind::SetOperation) {
            resolve_all(node.clauses, scope, in_query);
        }
    }

private:
    void resolve_all(std::vector<Node>& nodes, const Scope& scope, bool in_query) {
        for (Node& node : nodes) {
            resolve(node, scope, in_query);
        }
    }

    void resolve_select(Node& select, const Scope& outer) {
        Scope scope{.outer = &outer};
        for (Node& clause : select.clauses) {
            if (clause.kind == NodeKind::From) {
                for (Node& item : clause.parts) {
                    add_item(item, scope);
                }
            }
        }
        for (const Node& target : select.clauses[0].parts) {
            if (!target.text.empty()) {
                scope.outputs.push_back(target.text);
            }
        }
        for (Node& clause : select.clauses) {
            const bool is_sorted =
                clause.kind == NodeKind::OrderBy || clause.kind == NodeKind::GroupBy;
            if (clause.kind == NodeKind::From) {
                resolve_conditions(clause.parts, scope);
            } else if (is_sorted) {
                resolve_sorted(clause, scope);
            } else {
                resolve(clause, scope, true);
            }
        }
    }

    /// A name by itself may be that of an output there.
    void resolve_sorted(Node& clause, const Scope& scope) {
        for (Node& item : clause.parts) {
            Node& value = item.kind == NodeKind::SortItem ? item.parts[0] : item;
            const bool is_output = value.kind == NodeKind::Column && value.names.size() == 1 &&
                                   holds(scope.outputs, value.names[0]);
            if (!is_output) {
                resolve(value, scope, true);
            }
        }
    }

    void resolve_conditions(std::vector<Node>& items, const Scope& scope) {
        for (Node& item : items) {
            if (item.kind == NodeKind::Join) {
                resolve_conditions(item.parts, scope);
                resolve_all(item.clauses, scope, true);
            } else if (item.kind == NodeKind::CallTable) {
                resolve_all(item.parts, scope, true);
            }
        }
    }

    void add_item(Node& item, Scope& scope) {
        switch (item.kind) {
            case NodeKind::Join:
                scope.merged.insert(scope.merged.end(), item.names.begin(), item.names.end());
                for (Node& part : item.parts) {
                    add_item(part, scope);
                }
                return;
            case NodeKind::Table:
                scope.tables.push_back(read_table(item));
                return;
            case NodeKind::QueryTable:
                // LATERAL sees the tables before it.
                resolve(item.parts[0], item.lateral ? scope : *scope.outer, true);
                scope.tables.push_back(read_query(item));
                return;
            default:
                scope.tables.push_back({.name = item.text});
        }
    }

    ScopeTable read_table(Node& item) {
        ScopeTable table{.name = item.text.empty() ? item.names.back() : item.text};
        const std::string schema = item.names.size() == 2 ? item.names[0] : "";
        const SourceRelation* const relation =
            item.names.size() > 2 ? nullptr : source_.relation(schema, item.names.back());
        if (relation == nullptr) {
            return table;
        }
        table.is_known = true;
        item.names = {relation->name.name};
        if (!relation->name.schema.empty()) {
            item.names.insert(item.names.begin(), relation->name.schema);
        }
        // The pointer is not good any more once a type is asked for.
        const std::vector<RelationColumn> columns = relation->columns;
        for (const RelationColumn& column : columns) {
            table.columns.push_back({column.name, value_type(column.type)});
        }
        return table;
    }

    static ScopeTable read_query(const Node& item) {
        ScopeTable table{.name = item.text};
        const Node& query = item.parts[0];
        table.is_known = query.kind == NodeKind::Select;
        for (std::size_t i = 0; table.is_known && i < query.clauses[0].parts.size(); ++i) {
            const Node& target = query.clauses[0].parts[i];
            const std::string name = i < item.names.size() ? item.names[i] : output_name(target);
            table.is_known = !name.empty();
            table.columns.push_back({name, target.parts[0].type});
        }
        return table;
    }

    /// What a domain is made of.
    std::string value_type(std::string type) {
        constexpr int kMostDomains = 32;
        for (int i = 0; i < kMostDomains; ++i) {
            const std::optional<SourceType> user_type = source_.type(type);
            if (!user_type || user_type->kind != UserTypeKind::Domain) {
                break;
            }
            type = user_type->base;
        }
        return base_type(type);
    }

    static void resolve_column(Node& column, const Scope& scope) {
        if (column.names.empty() || column.all) {
            return;
        }
        for (const Scope* level = &scope; level != nullptr; level = level->outer) {
            const bool is_done = column.names.size() == 1 ? resolve_name(column, *level)
                                                          : resolve_path(column, *level);
            if (is_done) {
                return;
            }
        }
    }

    /// The tables that have, or may have, a column of that name.
    static std::vector<const ScopeTable*> owners_of(const std::string& name, const Scope& scope) {
        std::vector<const ScopeTable*> owners;
        for (const ScopeTable& table : scope.tables) {
            if (!table.is_known || find_in(table, name) != table.columns.end()) {
                owners.push_back(&table);
            }
        }
        return owners;
    }

    static std::vector<ScopeColumn>::const_iterator find_in(const ScopeTable& table,
                                                            const std::string& name) {
        return std::ranges::find(table.columns, name, &ScopeColumn::name);
    }

    /// True when the name means something in this scope, or may do so.
    static bool resolve_name(Node& column, const Scope& scope) {
        const std::string name = column.names[0];
        const std::vector<const ScopeTable*> owners = owners_of(name, scope);
        if (holds(scope.merged, name) || owners.size() > 1 ||
            (owners.size() == 1 && !owners[0]->is_known)) {
            column.type.clear();
            return true;
        }
        if (owners.size() == 1) {
            column.type = find_in(*owners[0], name)->type;
            if (!owners[0]->name.empty()) {
                column.names.insert(column.names.begin(), owners[0]->name);
            }
            return true;
        }
        column.all = std::ranges::find(scope.tables, name, &ScopeTable::name) != scope.tables.end();
        return column.all;
    }

    static bool resolve_path(Node& column, const Scope& scope) {
        const std::string& table_name = column.names[column.names.size() - 2];
        const auto table = std::ranges::find(scope.tables, table_name, &ScopeTable::name);
        if (table == scope.tables.end()) {
            return false;
        }
        const auto found =
            std::ranges::find(table->columns, column.names.back(), &ScopeColumn::name);
        if (found != table->columns.end()) {
            column.type = found->type;
            column.names.erase(column.names.begin(), column.names.end() - 2);
        }
        return true;
    }

    RelationSource& source_;
};

}  // namespace

void resolve_columns(Node& expression, RelationSource& source, const OwnTable& own) {
    Scope scope;
    if (own.column_types != nullptr) {
        ScopeTable table{.name = own.name, .is_known = true};
        for (const auto& [name, type] : *own.column_types) {
            table.columns.push_back({name, base_type(type)});
        }
        scope.tables.push_back(std::move(table));
    }
    ColumnResolver(source).resolve(expression, scope, false);
}

}  // namespace erdmark::dialect::postgres
