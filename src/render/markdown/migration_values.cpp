#include "render/markdown/migration_values.h"

#include <utility>

#include <fmt/format.h>

#include "base/text.h"
#include "render/markdown/escape.h"
#include "render/markdown/links.h"
#include "render/markdown/page_values.h"

namespace erdmark::render::markdown {

namespace {

using document::MigrationChangeView;
using document::MigrationNeedView;
using document::MigrationObjectView;
using document::MigrationPartsView;
using document::MigrationRowsView;
using document::MigrationsView;
using document::MigrationView;

constexpr std::size_t kNamesInALine = 10;
constexpr std::size_t kObjectsOfANeed = 4;
constexpr std::size_t kNeedsInALine = 12;

std::string anchor_of(const MigrationView& migration) {
    return "migration-" + migration.anchor;
}

std::string link_to_migration(const MigrationView& migration) {
    return link(text(migration.id), "#" + anchor_of(migration));
}

/// The name of an object, linked to where it stands.
std::string name_of(const MigrationObjectView& object) {
    if (!object.table.module.empty()) {
        return link_to_table(object.table, "", text(object.name));
    }
    if (object.entry.anchor.empty()) {
        return code(object.name);
    }
    return object.kind == "function"
               ? link_to_function(object.entry, code(object.name))
               : link_to_type(object.entry, kMigrationsFile, text(object.name));
}

/// `email` (type), `old` to `new`
std::string noted(const std::string& name, const std::string& note) {
    if (note.empty()) {
        return code(name);
    }
    return note.starts_with("to ") ? fmt::format("{} to {}", code(name), code(note.substr(3)))
                                   : fmt::format("{} ({})", code(name), text(note));
}

std::string parts_of(const MigrationPartsView& parts) {
    std::vector<std::string> names;
    for (std::size_t index = 0; index < parts.names.size(); ++index) {
        names.push_back(noted(parts.names[index], parts.notes.empty() ? "" : parts.notes[index]));
    }
    return names.empty()
               ? text(parts.words)
               : fmt::format("{} {}", text(parts.words), short_list(names, kNamesInALine));
}

std::string change_of(const MigrationChangeView& change) {
    std::string line = fmt::format("{} {} ", text(change.verb), text(change.object.kind));
    if (!change.old_name.empty()) {
        line += fmt::format("{} to ", code(change.old_name));
    }
    line += name_of(change.object);
    if (!change.detail.empty()) {
        line += fmt::format(" with {}", text(change.detail));
    }
    std::string separator = ": ";
    for (const MigrationPartsView& parts : change.parts) {
        line += std::exchange(separator, "; ") + parts_of(parts);
    }
    return line;
}

/// `Adds 10 rows to …`
std::string rows_of(const MigrationRowsView& rows) {
    return fmt::format("{}: {}", name_of(rows.object), text(rows.words));
}

std::string need_of(const MigrationsView& all, const MigrationNeedView& need) {
    std::string result = link_to_migration(all.migrations[need.migration]);
    std::vector<std::string> objects;
    for (const std::string& object : need.objects) {
        objects.push_back(code(object));
    }
    return objects.empty() ? result + " (declared)"
                           : fmt::format("{} ({})", result, short_list(objects, kObjectsOfANeed));
}

ValueList change_rows(const MigrationView& migration) {
    ValueList rows;
    const auto add = [&rows](std::string line) {
        ValueMap values;
        values.markup("change", std::move(line));
        rows.push_back(std::move(values));
    };
    for (const MigrationChangeView& change : migration.changes) {
        add(change_of(change));
    }
    for (const MigrationRowsView& each : migration.rows) {
        add("Rows of " + rows_of(each));
    }
    return rows;
}

ValueMap migration_row(const MigrationsView& all, const MigrationView& migration) {
    std::vector<std::string> needs;
    for (const MigrationNeedView& need : migration.needs) {
        needs.push_back(need_of(all, need));
    }
    ValueMap values;
    values.markup("anchor", anchor_of(migration));
    values.markup("migration", link_to_migration(migration));
    values.text("name", migration.id);
    values.text("purpose", migration.purpose);
    values.flag("is_told", migration.is_told);
    values.markup("migration_description", paragraphs(migration.description));
    values.text("author", migration.author);
    values.markup("file", code(migration.file));
    values.text("migration_notes", join(migration.notes, ", "));
    ValueList changes = change_rows(migration);
    values.flag("has_changes", !changes.empty());
    values.list("changes", std::move(changes));
    values.markup("needs", short_list(needs, kNeedsInALine));
    return values;
}

}  // namespace

std::string migration_total(const MigrationsView& migrations) {
    return count_of(migrations.migrations.size(), "migration", "migrations");
}

ValueMap migrations_values(const document::SiteView& site,
                           const std::vector<std::string>& diagrams) {
    const MigrationsView& all = site.migrations;
    ValueList rows;
    rows.reserve(all.migrations.size());
    for (const MigrationView& migration : all.migrations) {
        rows.push_back(migration_row(all, migration));
    }
    ValueMap values;
    values.text("title", "Migrations");
    values.markup("home", link(text(site.title), kIndexFile));
    values.markup("description",
                  text(fmt::format("The {} that made this database, in the order in which they "
                                   "run, {}. What each did is the difference between the schema "
                                   "before it and after it; what it needs is computed from what "
                                   "it touches.",
                                   migration_total(all), all.down_words)));
    values.markup("keep", "migrations");
    values.list("migrations", std::move(rows));
    values.text("alone_total",
                all.alone == 0 ? "" : count_of(all.alone, "migration", "migrations"));
    values.flag("has_diagrams", !diagrams.empty());
    values.flag("split", diagrams.size() > 1);
    values.text("part_count", std::to_string(diagrams.size()));
    values.list("diagrams", diagram_values(diagrams));
    return values;
}

}  // namespace erdmark::render::markdown
