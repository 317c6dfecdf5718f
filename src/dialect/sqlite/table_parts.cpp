#include "dialect/sqlite/table_parts.h"

#include <algorithm>
#include <map>
#include <unordered_map>
#include <utility>

#include "base/text.h"

namespace erdmark::dialect::sqlite {

namespace {

constexpr std::string_view kDefaultCollation = "BINARY";

using Names = std::vector<std::string>;

/// Names to be compared as SQLite does, without the case of ASCII letters.
Names folded(const Names& names) {
    Names result;
    for (const std::string& name : names) {
        result.push_back(to_lower(name));
    }
    return result;
}

void add_column_text(schema::Column& column, const ColumnText& text) {
    column.comment = text.comment;
    column.generation_expression =
        column.generated == schema::Generated::No ? "" : text.generation_expression;
    if (!equals_ignoring_case(text.collation, kDefaultCollation)) {
        column.collation = text.collation;
    }
    // The pragma writes common types in capitals and keeps comments in others.
    if (!column.type.empty() && !text.type.empty()) {
        column.type = text.type;
    }
}

void add_column_texts(schema::Table& table, const TableText& text) {
    std::unordered_map<std::string, const ColumnText*> by_name;
    for (const ColumnText& column : text.columns) {
        by_name.emplace(to_lower(column.name), &column);
    }
    for (schema::Column& column : table.columns) {
        if (const auto found = by_name.find(to_lower(column.name)); found != by_name.end()) {
            add_column_text(column, *found->second);
        }
    }
}

bool has_key_index(const schema::Table& table) {
    return std::ranges::count(table.indexes, schema::IndexOrigin::PrimaryKey,
                              &schema::Index::origin) > 0;
}

void add_primary_key(schema::Table& table, const TableDraft& draft) {
    std::map<std::size_t, std::size_t> columns;
    for (std::size_t index = 0; index < draft.key_positions.size(); ++index) {
        if (draft.key_positions[index] > 0) {
            columns.emplace(draft.key_positions[index], index);
        }
    }
    if (columns.empty() || table.kind == schema::TableKind::Virtual) {
        return;
    }
    schema::PrimaryKey& key = table.primary_key.emplace();
    key.name = draft.text.primary_key_name;
    key.auto_increment = draft.text.auto_increment;
    // Only the alias of the row id needs no index of its own.
    key.rowid_alias = !draft.without_rowid && !has_key_index(table);
    const bool never_null = key.rowid_alias || draft.without_rowid || draft.strict;
    for (const auto& [position, index] : columns) {
        schema::Column& column = table.columns[index];
        key.columns.push_back(column.name);
        column.nullable = column.nullable && !never_null;
    }
}

Names columns_of(const schema::Index& index) {
    Names columns;
    for (const schema::IndexPart& part : index.parts) {
        columns.push_back(part.column);
    }
    return columns;
}

/// Two constraints over the same columns share one index, and are one constraint to SQLite: the
/// first with a name gives it.
void add_unique_constraints(schema::Table& table, const TableText& text) {
    std::map<Names, std::string> names;
    for (const schema::UniqueConstraint& constraint : text.unique_constraints) {
        std::string& name = names[folded(constraint.columns)];
        name = name.empty() ? constraint.name : name;
    }
    for (const schema::Index& index : table.indexes) {
        if (index.origin == schema::IndexOrigin::UniqueConstraint) {
            Names columns = columns_of(index);
            std::string name = names[folded(columns)];
            table.unique_constraints.push_back({std::move(name), std::move(columns)});
        }
    }
}

/// Leaves the collation of an index only where it is not the column's own.
void drop_own_collations(schema::Table& table) {
    std::unordered_map<std::string_view, std::string_view> own;
    for (const schema::Column& column : table.columns) {
        own.emplace(column.name, column.collation.empty() ? kDefaultCollation : column.collation);
    }
    for (schema::Index& index : table.indexes) {
        for (schema::IndexPart& part : index.parts) {
            const auto found = own.find(part.column);
            if (found != own.end() && equals_ignoring_case(part.collation, found->second)) {
                part.collation.clear();
            }
        }
    }
}

/// Columns, target, target's columns: what tells a foreign key from another in the same table.
struct ForeignKeyShape {
    Names columns;
    std::string referenced_table;
    Names referenced_columns;

    auto operator<=>(const ForeignKeyShape&) const = default;
};

/// The names of constraints and what may be deferred, which the pragma does not tell. Keys that
/// look the same are taken in the order of the text, in which they stand here too.
void add_foreign_key_texts(schema::Table& table, const TableText& text) {
    std::multimap<ForeignKeyShape, const ForeignKeyText*> texts;
    for (const ForeignKeyText& key : text.foreign_keys) {
        texts.emplace(ForeignKeyShape{folded(key.columns), to_lower(key.referenced_table),
                                      folded(key.referenced_columns)},
                      &key);
    }
    for (schema::ForeignKey& key : table.foreign_keys) {
        const auto [found, end] =
            texts.equal_range({folded(key.columns), to_lower(key.referenced_table.name),
                               folded(key.referenced_columns)});
        if (found != end) {
            key.name = found->second->name;
            key.deferrability = found->second->deferrability;
            texts.erase(found);
        }
    }
}

using TablesByName = std::unordered_map<std::string, const schema::Table*>;

void resolve_columns(schema::ForeignKey& key, const schema::Table& target) {
    const Names primary = target.primary_key ? target.primary_key->columns : Names();
    if (key.referenced_columns.empty() && primary.size() == key.columns.size()) {
        key.referenced_columns = primary;
    }
    for (std::string& name : key.referenced_columns) {
        const auto found = std::ranges::find_if(target.columns, [&](const schema::Column& column) {
            return equals_ignoring_case(column.name, name);
        });
        if (found != target.columns.end()) {
            name = found->name;
        }
    }
}

}  // namespace

schema::ReferentialAction action_of(std::string_view words) {
    using enum schema::ReferentialAction;
    for (const schema::ReferentialAction action : {Restrict, Cascade, SetNull, SetDefault}) {
        if (words == schema::action_words(action)) {
            return action;
        }
    }
    return NoAction;
}

void finish_table(schema::Table& table, const TableDraft& draft) {
    add_column_texts(table, draft.text);
    add_primary_key(table, draft);
    add_unique_constraints(table, draft.text);
    table.check_constraints = draft.text.check_constraints;
    drop_own_collations(table);
    add_foreign_key_texts(table, draft.text);
}

void resolve_references(schema::Schema& schema) {
    TablesByName tables;
    for (const schema::Table& table : schema.tables) {
        tables.emplace(to_lower(table.name.name), &table);
    }
    for (schema::Table& table : schema.tables) {
        for (schema::ForeignKey& key : table.foreign_keys) {
            const auto target = tables.find(to_lower(key.referenced_table.name));
            if (target != tables.end()) {
                key.referenced_table.name = target->second->name.name;
                resolve_columns(key, *target->second);
            }
        }
    }
}

}  // namespace erdmark::dialect::sqlite
