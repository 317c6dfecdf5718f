#include "schema/schema.h"

#include <algorithm>

namespace erdmark::schema {

const Table* find_table(const Schema& schema, const QualifiedName& name) {
    const auto found = std::ranges::find(schema.tables, name, &Table::name);
    return found == schema.tables.end() ? nullptr : &*found;
}

const Column* find_column(const Table& table, const std::string& name) {
    const auto found = std::ranges::find(table.columns, name, &Column::name);
    return found == table.columns.end() ? nullptr : &*found;
}

std::string action_words(ReferentialAction action) {
    switch (action) {
        case ReferentialAction::NoAction:
            return "NO ACTION";
        case ReferentialAction::Restrict:
            return "RESTRICT";
        case ReferentialAction::Cascade:
            return "CASCADE";
        case ReferentialAction::SetNull:
            return "SET NULL";
        case ReferentialAction::SetDefault:
            return "SET DEFAULT";
    }
    return "";
}

}  // namespace erdmark::schema
