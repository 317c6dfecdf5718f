#include "runner/history/history_shape.h"

#include <algorithm>

#include "base/text.h"

namespace erdmark::runner {

bool HistoryTable::has(std::string_view column) const {
    return std::ranges::find(columns, column) != columns.end();
}

std::string HistoryTable::quoted() const {
    return quoted_beside("");
}

std::string HistoryTable::quoted_beside(std::string_view suffix) const {
    const std::string table = quoted_name(name + std::string(suffix));
    return space.empty() ? table : quoted_name(space) + "." + table;
}

std::string HistoryTable::shown() const {
    return space.empty() ? name : space + "." + name;
}

std::string quoted_name(std::string_view name) {
    return '"' + replace_all(name, "\"", "\"\"") + '"';
}

std::string quoted_text(std::string_view text) {
    return "'" + replace_all(text, "'", "''") + "'";
}

const migration::OrderedMigration* HistoryPlace::find(std::string_view key) const {
    const auto found = std::ranges::find(folder, key, &migration::OrderedMigration::key);
    return found == folder.end() ? nullptr : &*found;
}

}  // namespace erdmark::runner
