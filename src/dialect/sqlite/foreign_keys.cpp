#include "dialect/sqlite/foreign_keys.h"

#include <algorithm>

#include "base/text.h"

namespace erdmark::dialect::sqlite {

namespace {

using schema::ForeignKey;
using schema::Table;

// The ids run backwards compared to the text; `to` is NULL when the text names no target column.
constexpr std::string_view kForeignKeys = R"sql(
    SELECT o.name, f.id, f."table", f."from", f."to", f.on_update, f.on_delete
    FROM main.sqlite_schema AS o JOIN pragma_foreign_key_list(o.name, 'main') AS f
    WHERE o.type = 'table' AND o.sql NOT LIKE 'CREATE VIRTUAL%'
    ORDER BY o.name, f.id DESC, f.seq)sql";

using TablesByName = std::map<std::string, Table*>;

schema::ReferentialAction action_of(const std::string& words) {
    for (const schema::ReferentialAction action :
         {schema::ReferentialAction::Restrict, schema::ReferentialAction::Cascade,
          schema::ReferentialAction::SetNull, schema::ReferentialAction::SetDefault}) {
        if (schema::action_words(action) == words) {
            return action;
        }
    }
    return schema::ReferentialAction::NoAction;
}

/// The column as the table spells it; as it is when the table has none of that name.
std::string spelling_in(const Table& table, const std::string& column) {
    const auto found = std::ranges::find_if(table.columns, [&](const schema::Column& each) {
        return equals_ignoring_case(each.name, column);
    });
    return found == table.columns.end() ? column : found->name;
}

bool same_names(const std::vector<std::string>& left, const std::vector<std::string>& right) {
    return std::equal(left.begin(), left.end(), right.begin(), right.end(), equals_ignoring_case);
}

/// Takes the name and the deferrability from the first of `parsed` that has the same columns and
/// target.
void name_key(ForeignKey& key, std::vector<ParsedForeignKey>& parsed) {
    const auto words = std::ranges::find_if(parsed, [&](const ParsedForeignKey& each) {
        return same_names(each.columns, key.columns) &&
               equals_ignoring_case(each.table, key.referenced_table.name);
    });
    if (words != parsed.end()) {
        key.name = words->name;
        key.deferrability = words->deferrability;
        parsed.erase(words);
    }
}

void resolve_target(ForeignKey& key, const TablesByName& tables) {
    const auto found = tables.find(to_lower(key.referenced_table.name));
    if (found == tables.end()) {
        return;
    }
    const Table& target = *found->second;
    key.referenced_table = target.name;
    for (std::string& column : key.referenced_columns) {
        column = spelling_in(target, column);
    }
    const bool implied = key.referenced_columns.empty() && target.primary_key;
    if (implied && target.primary_key->columns.size() == key.columns.size()) {
        key.referenced_columns = target.primary_key->columns;
    }
}

std::string text(const Row& row, std::size_t index) {
    return row[index].value_or("");
}

void add_row(const Row& row, bool starts_key, Table& table) {
    if (starts_key) {
        table.foreign_keys.push_back({.referenced_table = {"", text(row, 2)},
                                      .on_update = action_of(text(row, 5)),
                                      .on_delete = action_of(text(row, 6))});
    }
    ForeignKey& key = table.foreign_keys.back();
    key.columns.push_back(spelling_in(table, text(row, 3)));
    if (row[4]) {
        key.referenced_columns.push_back(*row[4]);
    }
}

}  // namespace

void read_foreign_keys(Connection& connection, schema::Schema& schema,
                       const std::map<std::string, std::vector<ParsedForeignKey>>& parsed) {
    TablesByName tables;
    for (Table& table : schema.tables) {
        tables.emplace(to_lower(table.name.name), &table);
    }
    std::pair<std::string, std::string> current;
    for (const Row& row : connection.query(kForeignKeys)) {
        const auto table = tables.find(to_lower(text(row, 0)));
        if (table == tables.end()) {
            continue;
        }
        const std::pair<std::string, std::string> key{text(row, 0), text(row, 1)};
        add_row(row, key != current || table->second->foreign_keys.empty(), *table->second);
        current = key;
    }
    for (Table& table : schema.tables) {
        const auto words = parsed.find(table.name.name);
        std::vector<ParsedForeignKey> names =
            words == parsed.end() ? std::vector<ParsedForeignKey>{} : words->second;
        for (ForeignKey& key : table.foreign_keys) {
            name_key(key, names);
            resolve_target(key, tables);
        }
    }
}

}  // namespace erdmark::dialect::sqlite
