#include <algorithm>
#include <array>
#include <set>

#include <fmt/format.h>

#include "base/text.h"
#include "runner/history/files.h"
#include "runner/history/history_shape.h"
#include "runner/history/rows.h"

// https://alembic.sqlalchemy.org: `alembic_version(version_num)`, a row for each head. All that a
// head needs is applied: in a folder without `-- depends:`, what stands before it.

namespace erdmark::runner {
namespace {

using migration::OrderedMigration;

bool matches(const dialect::TableColumns& table) {
    return has_exactly(table, std::array<std::string_view, 1>{"version_num"});
}

std::vector<std::string> names_of(const OrderedMigration& migration) {
    return {migration.shown_name(), migration.migration.id(), migration.migration.version,
            migration.key};
}

/// What is applied of a folder, and what the table calls the heads.
struct Heads {
    std::vector<bool> applied;
    std::vector<std::string> names;    ///< Of the rows.
    std::vector<std::string> unknown;  ///< Of those without a file.
};

/// The migrations directly before another one, by index.
std::vector<std::size_t> needs_of(Folder folder, std::size_t index, bool is_graph) {
    if (is_graph) {
        return folder[index].depends;
    }
    return index == 0 ? std::vector<std::size_t>() : std::vector<std::size_t>{index - 1};
}

bool has_dependencies(Folder folder) {
    return std::ranges::any_of(folder, [](const auto& each) { return !each.depends.empty(); });
}

Heads read_heads(dialect::Connection& connection, const HistoryPlace& place) {
    const bool is_graph = has_dependencies(place.folder);
    std::vector<Revision> rows;
    for (const dialect::Row& row : connection.query(fmt::format(
             "SELECT version_num FROM {} ORDER BY version_num", place.table.quoted()))) {
        rows.push_back({.key = text_at(row, 0), .version = text_at(row, 0)});
    }
    name_files(rows, place.folder, names_of);
    Heads heads{.applied = std::vector<bool>(place.folder.size(), false)};
    for (const Revision& row : rows) {
        heads.names.push_back(row.version);
        const OrderedMigration* file = row.file.empty() ? nullptr : place.find(row.key);
        if (file == nullptr) {
            heads.unknown.push_back(row.version);
        } else {
            heads.applied[static_cast<std::size_t>(file - place.folder.data())] = true;
        }
    }
    for (std::size_t index = place.folder.size(); index-- > 0;) {
        for (const std::size_t need : needs_of(place.folder, index, is_graph)) {
            heads.applied[need] = heads.applied[need] || heads.applied[index];
        }
    }
    return heads;
}

/// Makes the rows those that no other applied migration needs, with as few changes as possible.
void write_heads(dialect::MigrationSession& session, const HistoryPlace& place,
                 const Heads& heads) {
    const bool is_graph = has_dependencies(place.folder);
    std::vector<bool> is_needed(place.folder.size(), false);
    for (std::size_t index = 0; index < place.folder.size(); ++index) {
        for (const std::size_t need : needs_of(place.folder, index, is_graph)) {
            is_needed[need] = is_needed[need] || heads.applied[index];
        }
    }
    std::set<std::string> kept(heads.unknown.begin(), heads.unknown.end());
    for (std::size_t index = 0; index < place.folder.size(); ++index) {
        if (!heads.applied[index] || is_needed[index]) {
            continue;
        }
        const std::vector<std::string> names = names_of(place.folder[index]);
        const auto old = std::ranges::find_first_of(heads.names, names);
        kept.insert(old == heads.names.end() ? names.front() : *old);
    }
    for (const std::string& name : heads.names) {
        if (kept.erase(name) == 0) {
            delete_rows(session, place.table, "version_num", name);
        }
    }
    for (const std::string& name : kept) {
        insert_row(session, place.table, std::array{Cell{"version_num", name, ""}});
    }
}

std::vector<Revision> read(dialect::Connection& connection, const HistoryPlace& place) {
    const Heads heads = read_heads(connection, place);
    std::vector<Revision> rows;
    for (std::size_t index = 0; index < place.folder.size(); ++index) {
        const OrderedMigration& each = place.folder[index];
        if (heads.applied[index]) {
            rows.push_back({.key = each.key,
                            .version = each.shown_name(),
                            .name = each.migration.name,
                            .file = file_of(each)});
        }
    }
    for (const std::string& name : heads.unknown) {
        rows.push_back({.key = name, .version = name});
    }
    return rows;
}

void put(dialect::MigrationSession& session, const HistoryPlace& place, const Revision& revision) {
    const OrderedMigration* file = place.find(revision.key);
    if (!revision.is_applied() || file == nullptr) {
        return;
    }
    Heads heads = read_heads(session, place);
    heads.applied[static_cast<std::size_t>(file - place.folder.data())] = true;
    write_heads(session, place, heads);
}

/// Takes the migration and all that need it away: the table cannot say anything else.
void remove(dialect::MigrationSession& session, const HistoryPlace& place,
            const Revision& revision) {
    const OrderedMigration* file = place.find(revision.key);
    if (file == nullptr) {
        delete_rows(session, place.table, "version_num", revision.version);
        return;
    }
    const bool is_graph = has_dependencies(place.folder);
    Heads heads = read_heads(session, place);
    std::vector<bool> is_gone(place.folder.size(), false);
    for (auto index = static_cast<std::size_t>(file - place.folder.data());
         index < place.folder.size(); ++index) {
        const std::vector<std::size_t> needs = needs_of(place.folder, index, is_graph);
        is_gone[index] =
            &place.folder[index] == file ||
            std::ranges::any_of(needs, [&](std::size_t need) { return is_gone[need]; });
        heads.applied[index] = heads.applied[index] && !is_gone[index];
    }
    write_heads(session, place, heads);
}

}  // namespace

HistoryShape alembic_shape() {
    return {.name = "alembic",
            .known_by = "version_num",
            .matches = matches,
            .read = read,
            .put = put,
            .remove = remove};
}

}  // namespace erdmark::runner
