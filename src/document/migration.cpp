#include "document/migration.h"

#include <algorithm>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "base/text.h"
#include "document/anchor.h"
#include "document/migration_changes.h"
#include "document/migration_graph.h"
#include "document/migration_needs.h"
#include "document/table_words.h"

namespace erdmark::document {

namespace {

/// `create_users_table` → `Create users table`.
std::string name_in_words(const std::string& name) {
    std::string words = join(split_words(name), " ");
    if (!words.empty() && words.front() >= 'a' && words.front() <= 'z') {
        words.front() = static_cast<char>(words.front() - 'a' + 'A');
    }
    return words;
}

std::string first_paragraph(const std::string& text) {
    return text.substr(0, text.find("\n\n"));
}

/// The purpose in a line, and what more there is to say.
void add_words(const MigrationRecord& record, MigrationView& view) {
    view.purpose = !record.title.empty()         ? record.title
                   : !record.description.empty() ? first_paragraph(record.description)
                                                 : name_in_words(record.name);
    view.is_told = !record.title.empty() || !record.description.empty();
    if (record.description != view.purpose) {
        view.description = record.description;
    }
    if (view.description.starts_with(view.purpose + "\n\n")) {
        view.description.erase(0, view.purpose.size() + 2);
    }
    view.author = record.author;
}

enum class Downs { All, None, Some };

Downs downs_of(std::span<const MigrationRecord> records) {
    const auto count =
        static_cast<std::size_t>(std::ranges::count(records, true, &MigrationRecord::has_down));
    return count == 0 ? Downs::None : count == records.size() ? Downs::All : Downs::Some;
}

/// What holds for all migrations is said once.
std::string down_words(std::span<const MigrationRecord> records) {
    switch (downs_of(records)) {
        case Downs::All:
            return "each with a down part";
        case Downs::None:
            return "none with a down part";
        case Downs::Some:
            break;
    }
    return fmt::format("{} without a down part",
                       std::ranges::count(records, false, &MigrationRecord::has_down));
}

std::vector<std::string> notes_of(const MigrationRecord& record, Downs downs) {
    std::vector<std::string> notes;
    if (downs == Downs::Some && !record.has_down) {
        notes.emplace_back("no down part");
    }
    if (!record.transactional) {
        notes.emplace_back("runs outside a transaction");
    }
    if (record.repeatable) {
        notes.emplace_back("runs again whenever it changes");
    }
    return notes;
}

/// For each object only the latest migration is told: that one needs the earlier ones.
std::vector<MigrationNeedView> need_views(
    const std::map<std::size_t, std::set<std::string>>& computed,
    const std::set<std::size_t>& declared) {
    std::map<std::size_t, MigrationNeedView> views;
    std::set<std::string> told;
    for (auto each = computed.rbegin(); each != computed.rend(); ++each) {
        const std::size_t migration = each->first;
        for (const std::string& object : each->second) {
            if (told.insert(object).second) {
                views[migration].migration = migration;
                views[migration].objects.push_back(object);
            }
        }
    }
    for (const std::size_t migration : declared) {
        views[migration].migration = migration;
        views[migration].declared = true;
    }
    std::vector<MigrationNeedView> result;
    for (auto view = views.rbegin(); view != views.rend(); ++view) {
        result.push_back(std::move(view->second));
    }
    return result;
}

std::vector<std::set<std::size_t>> all_needs(const Needs& computed, const DeclaredNeeds& declared) {
    std::vector<std::set<std::size_t>> needs = declared.needs;
    for (std::size_t index = 0; index < computed.size(); ++index) {
        for (const auto& [migration, objects] : computed[index]) {
            needs[index].insert(migration);
        }
    }
    return needs;
}

std::size_t count_shown(const std::vector<MigrationGraphView>& graphs) {
    std::size_t count = 0;
    for (const MigrationGraphView& graph : graphs) {
        count += graph.migrations.size();
    }
    return count;
}

}  // namespace

MigrationReport make_migrations(std::span<const MigrationRecord> records, const SiteView& site) {
    MigrationReport report;
    if (records.empty()) {
        return report;
    }
    std::vector<ToldStep> steps;
    steps.reserve(records.size());
    for (const MigrationRecord& record : records) {
        steps.push_back(told_step(record));
    }
    ObjectLinks links(site);
    const Needs computed = find_needs(records, steps);
    const DeclaredNeeds declared = find_declared_needs(records);
    const Downs downs = downs_of(records);
    Anchors anchors("migration");
    for (const MigrationRecord& record : records) {
        report.view.migrations.push_back(
            {.id = record.id, .anchor = anchors.take(record.id), .file = record.file});
    }
    for (std::size_t index = records.size(); index-- > 0;) {
        const MigrationRecord& record = records[index];
        MigrationView& view = report.view.migrations[index];
        links.go_to(steps[index].changes);
        view.notes = notes_of(record, downs);
        view.changes = change_views(record, steps[index], links);
        view.rows = row_views(record, links);
        view.needs = need_views(computed[index], declared.needs[index]);
        add_words(record, view);
        links.go_before(record, steps[index].changes);
    }
    report.view.graphs = make_migration_graphs(all_needs(computed, declared));
    report.view.alone = records.size() - count_shown(report.view.graphs);
    report.view.down_words = down_words(records);
    report.warnings = declared.warnings;
    std::ranges::move(undeclared_needs(records, computed, declared),
                      std::back_inserter(report.warnings));
    return report;
}

}  // namespace erdmark::document
