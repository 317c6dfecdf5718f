#include "document/relation.h"

#include <algorithm>
#include <map>
#include <span>
#include <string>

namespace erdmark::document {

namespace {

using schema::ForeignKey;
using schema::Schema;
using schema::Table;
using Columns = std::vector<std::string>;

bool contains(const Columns& columns, const std::string& column) {
    return std::find(columns.begin(), columns.end(), column) != columns.end();
}

bool contains_all(const Columns& columns, const Columns& wanted) {
    return std::all_of(wanted.begin(), wanted.end(),
                       [&](const std::string& column) { return contains(columns, column); });
}

bool any_is_nullable(const Table& table, const Columns& columns) {
    return std::any_of(columns.begin(), columns.end(), [&](const std::string& name) {
        const schema::Column* column = schema::find_column(table, name);
        return column != nullptr && column->nullable;
    });
}

/// The columns of a unique index that forbids two equal rows in the whole table; empty for a
/// partial index, for one over expressions and for one that was never finished, which do not.
Columns unique_key(const schema::Index& index) {
    Columns columns;
    if (!index.unique || index.invalid || !index.predicate.empty()) {
        return columns;
    }
    for (const schema::IndexPart& part : index.parts) {
        if (part.column.empty()) {
            return {};
        }
        columns.push_back(part.column);
    }
    return columns;
}

/// Every set of columns that identifies a row of the table.
std::vector<Columns> unique_keys(const Table& table) {
    std::vector<Columns> keys;
    if (table.primary_key) {
        keys.push_back(table.primary_key->columns);
    }
    for (const schema::UniqueConstraint& constraint : table.unique_constraints) {
        keys.push_back(constraint.columns);
    }
    for (const schema::Index& index : table.indexes) {
        if (Columns columns = unique_key(index); !columns.empty()) {
            keys.push_back(std::move(columns));
        }
    }
    return keys;
}

bool all_are_nullable(const Table& table, const Columns& columns) {
    return std::all_of(columns.begin(), columns.end(),
                       [&](const std::string& column) { return any_is_nullable(table, {column}); });
}

/// A reference is only optional when a key column can be NULL: a key with one NULL is not checked
/// (MATCH SIMPLE, the SQL standard's default). With MATCH FULL all have to be NULL for that.
End end_at_parent(const Table& child, const ForeignKey& key) {
    const bool optional = key.match == schema::MatchType::Full
                              ? all_are_nullable(child, key.columns)
                              : any_is_nullable(child, key.columns);
    return optional ? End::ZeroOrOne : End::ExactlyOne;
}

End end_at_child(const std::vector<Columns>& child_keys, const ForeignKey& key) {
    const bool unique = std::any_of(
        child_keys.begin(), child_keys.end(),
        [&](const Columns& unique_key) { return contains_all(key.columns, unique_key); });
    return unique ? End::ZeroOrOne : End::ZeroOrMore;
}

/// The foreign keys that lie wholly inside `key`, when together they make up all of it.
std::vector<std::size_t> keys_that_make_up(const Table& table, const Columns& key) {
    std::vector<std::size_t> inside;
    Columns covered;
    for (std::size_t index = 0; index < table.foreign_keys.size(); ++index) {
        const Columns& columns = table.foreign_keys[index].columns;
        if (contains_all(key, columns)) {
            inside.push_back(index);
            covered.insert(covered.end(), columns.begin(), columns.end());
        }
    }
    return contains_all(covered, key) ? inside : std::vector<std::size_t>{};
}

/// Whether one of the columns can be NULL: then they do not identify a row. The primary key counts
/// as declared, though SQLite lets some be NULL.
bool can_be_null(const Table& table, const Columns& key) {
    if (table.primary_key && table.primary_key->columns == key) {
        return false;
    }
    return any_is_nullable(table, key);
}

std::vector<std::size_t> junction_keys(const Table& table) {
    if (table.foreign_keys.size() < 2) {
        return {};
    }
    for (const Columns& key : unique_keys(table)) {
        if (can_be_null(table, key)) {
            continue;
        }
        if (std::vector<std::size_t> keys = keys_that_make_up(table, key); keys.size() >= 2) {
            return keys;
        }
    }
    return {};
}

}  // namespace

std::set<std::string> unique_columns(const Table& table) {
    std::set<std::string> columns;
    for (const schema::UniqueConstraint& constraint : table.unique_constraints) {
        if (constraint.columns.size() == 1) {
            columns.insert(constraint.columns.front());
        }
    }
    for (const schema::Index& index : table.indexes) {
        const Columns key = unique_key(index);
        if (key.size() == 1 && index.origin != schema::IndexOrigin::PrimaryKey) {
            columns.insert(key.front());
        }
    }
    return columns;
}

std::map<schema::QualifiedName, std::size_t> tables_by_name(const Schema& schema) {
    std::map<schema::QualifiedName, std::size_t> by_name;
    for (std::size_t index = 0; index < schema.tables.size(); ++index) {
        by_name.emplace(schema.tables[index].name, index);
    }
    for (std::size_t index = 0; index < schema.tables.size(); ++index) {
        for (const schema::Partition& partition : schema.tables[index].partitions) {
            by_name.emplace(partition.name, index);
        }
    }
    return by_name;
}

std::vector<Relation> derive_relations(
    const Schema& schema, const std::map<schema::QualifiedName, std::size_t>& by_name) {
    std::vector<Relation> relations;
    for (std::size_t child = 0; child < schema.tables.size(); ++child) {
        const Table& table = schema.tables[child];
        if (table.foreign_keys.empty()) {
            continue;
        }
        const std::vector<Columns> keys = unique_keys(table);
        for (std::size_t index = 0; index < table.foreign_keys.size(); ++index) {
            const ForeignKey& key = table.foreign_keys[index];
            const auto parent = by_name.find(key.referenced_table);
            const bool is_table = parent != by_name.end() && parent->second < schema.tables.size();
            relations.push_back({.child = child,
                                 .key = index,
                                 .parent = is_table ? parent->second : kNoTable,
                                 .at_parent = end_at_parent(table, key),
                                 .at_child = end_at_child(keys, key)});
        }
    }
    return relations;
}

std::vector<Junction> find_junctions(const Schema& schema) {
    std::vector<Junction> junctions;
    for (std::size_t table = 0; table < schema.tables.size(); ++table) {
        const std::vector<std::size_t> keys = junction_keys(schema.tables[table]);
        for (std::size_t left = 0; left < keys.size(); ++left) {
            for (std::size_t right = left + 1; right < keys.size(); ++right) {
                junctions.push_back(
                    {.table = table, .left_key = keys[left], .right_key = keys[right]});
            }
        }
    }
    return junctions;
}

}  // namespace erdmark::document
