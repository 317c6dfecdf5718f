#include "document/migration_changes.h"

#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "base/text.h"
#include "document/find_named.h"

namespace erdmark::document {

namespace {

using schema::Change;
using schema::ChangeKind;
using schema::Difference;
using schema::QualifiedName;

struct Plural {
    std::string_view one;
    std::string_view many;
};

constexpr auto kPlurals = std::to_array<Plural>({
    {"index", "indexes"},
    {"policy", "policies"},
    {"primary key", "primary keys"},
    {"statistics", "statistics"},
});

std::string plural(const std::string& word) {
    const auto found = std::ranges::find(kPlurals, word, &Plural::one);
    return found == kPlurals.end() ? word + "s" : std::string(found->many);
}

void rename(QualifiedName& name, const QualifiedName& from, const QualifiedName& to) {
    if (name == from) {
        name = to;
    }
}

/// Gives an object its new name, and all that refer to it.
void rename_everywhere(schema::Schema& schema, const QualifiedName& from, const QualifiedName& to) {
    for (schema::Table& table : schema.tables) {
        rename(table.name, from, to);
        for (schema::ForeignKey& key : table.foreign_keys) {
            rename(key.referenced_table, from, to);
        }
        for (schema::Column& column : table.columns) {
            rename(column.user_type, from, to);
        }
        for (QualifiedName& parent : table.inherits) {
            rename(parent, from, to);
        }
        for (schema::Partition& partition : table.partitions) {
            rename(partition.name, from, to);
            rename(partition.parent, from, to);
        }
    }
    for (schema::View& view : schema.views) {
        rename(view.name, from, to);
        for (schema::ViewSource& source : view.reads) {
            rename(source.name, from, to);
        }
    }
    for (schema::Sequence& sequence : schema.sequences) {
        rename(sequence.name, from, to);
        rename(sequence.owner_table, from, to);
    }
    const auto rename_types = [&](auto& types) {
        for (auto& type : types) {
            rename(type.name, from, to);
        }
    };
    rename_types(schema.enums);
    rename_types(schema.domains);
    rename_types(schema.composite_types);
    rename_types(schema.range_types);
    rename_types(schema.routines);
}

template <class Relation>
void drop_indexes_of_constraints(std::vector<Relation>& relations) {
    for (Relation& relation : relations) {
        std::erase_if(relation.indexes, [](const schema::Index& index) {
            return index.origin != schema::IndexOrigin::Created;
        });
    }
}

/// The sequence behind a column comes and goes with it.
void drop_owned_sequences(schema::Schema& schema) {
    std::erase_if(schema.sequences,
                  [](const schema::Sequence& sequence) { return !sequence.owner_table.empty(); });
}

void add_count(std::vector<std::string>& counts, std::size_t count, const char* one,
               const char* many) {
    if (count > 0) {
        counts.push_back(count_of(count, one, many));
    }
}

/// What a new object holds, in numbers.
std::string detail_of(const schema::Schema& schema, const Change& change) {
    std::vector<std::string> counts;
    if (const schema::Table* table = find_named(schema.tables, change.name); table != nullptr) {
        add_count(counts, table->columns.size(), "column", "columns");
        add_count(counts, table->partitions.size(), "partition", "partitions");
        add_count(counts, table->indexes.size(), "index", "indexes");
        add_count(counts, table->triggers.size(), "trigger", "triggers");
        add_count(counts, table->policies.size(), "policy", "policies");
    } else if (const schema::View* view = find_named(schema.views, change.name); view != nullptr) {
        add_count(counts, view->columns.size(), "column", "columns");
    } else if (const schema::EnumType* type = find_named(schema.enums, change.name);
               type != nullptr) {
        add_count(counts, type->values.size(), "value", "values");
    }
    return join(counts, ", ");
}

/// Columns that have only got another name, by their old ones: the same in the same place.
std::map<std::string, std::string> renamed_columns(const schema::Table* before,
                                                   const schema::Table* after) {
    std::map<std::string, std::string> renamed;
    if (before == nullptr || after == nullptr) {
        return renamed;
    }
    const std::size_t count = std::min(before->columns.size(), after->columns.size());
    for (std::size_t index = 0; index < count; ++index) {
        schema::Column old = before->columns[index];
        const schema::Column& column = after->columns[index];
        const bool is_other = old.name != column.name &&
                              schema::find_column(*after, old.name) == nullptr &&
                              schema::find_column(*before, column.name) == nullptr;
        std::string old_name = std::exchange(old.name, column.name);
        if (is_other && old == column) {
            renamed.emplace(std::move(old_name), column.name);
        }
    }
    return renamed;
}

/// Collects what is said of the parts of one object, in the order of what happened to them.
class PartWords {
public:
    explicit PartWords(std::map<std::string, std::string> renamed) : renamed_(std::move(renamed)) {
        for (const auto& [from, to] : renamed_) {
            new_names_.insert(to);
            add("renames", "column", from, "to " + to);
        }
    }

    void add(const Difference& difference) {
        const bool is_column = difference.what == "column";
        switch (difference.kind) {
            case ChangeKind::Created:
                if (!is_column || !new_names_.contains(difference.name)) {
                    add("adds", difference.what, difference.name, "");
                }
                break;
            case ChangeKind::Dropped:
                if (!is_column || !renamed_.contains(difference.name)) {
                    add("drops", difference.what, difference.name, "");
                }
                break;
            case ChangeKind::Changed:
                add_change(difference);
                break;
        }
    }

    std::vector<MigrationPartsView> take() {
        std::vector<MigrationPartsView> views;
        for (const char* verb : {"renames", "adds", "changes", "drops"}) {
            for (Group& group : groups_) {
                if (group.verb == verb) {
                    views.push_back(view_of(group));
                }
            }
        }
        if (!own_.empty()) {
            views.push_back({.words = "changes its " + join(own_, ", ")});
        }
        return views;
    }

private:
    struct Group {
        std::string verb;
        std::string what;
        std::vector<std::string> names;
        std::vector<std::string> notes;
    };

    void add_change(const Difference& difference) {
        if (difference.property == "order") {
            return;
        }
        if (difference.what.empty()) {
            own_.push_back(difference.property);
        } else {
            add("changes", difference.what, difference.name, difference.property);
        }
    }

    void add(const std::string& verb, const std::string& what, const std::string& name,
             const std::string& note) {
        const auto same = [&](const Group& group) {
            return group.verb == verb && group.what == what;
        };
        auto group = std::ranges::find_if(groups_, same);
        if (group == groups_.end()) {
            group = groups_.insert(groups_.end(), {.verb = verb, .what = what});
        }
        if (!group->names.empty() && group->names.back() == name) {
            group->notes.back() += ", " + note;
            return;
        }
        group->names.push_back(name);
        group->notes.push_back(note);
    }

    /// A primary key without a name is the only one.
    static MigrationPartsView view_of(Group& group) {
        if (group.names.size() == 1 && group.names.front().empty()) {
            return {.words = fmt::format("{} the {}", group.verb, group.what)};
        }
        const std::string what = group.names.size() == 1 ? group.what : plural(group.what);
        const bool has_notes =
            std::ranges::any_of(group.notes, [](const std::string& note) { return !note.empty(); });
        return {.words = fmt::format("{} {}", group.verb, what),
                .names = std::move(group.names),
                .notes = has_notes ? std::move(group.notes) : std::vector<std::string>()};
    }

    std::map<std::string, std::string> renamed_;
    std::set<std::string> new_names_;
    std::vector<Group> groups_;
    std::vector<std::string> own_;
};

std::string verb_of(ChangeKind kind) {
    switch (kind) {
        case ChangeKind::Created:
            return "Creates";
        case ChangeKind::Changed:
            return "Changes";
        case ChangeKind::Dropped:
            return "Drops";
    }
    return "";
}

std::string display_name(const Change& change) {
    return change.arguments.empty()
               ? change.name.display()
               : fmt::format("{}({})", change.name.display(), change.arguments);
}

/// A schema is there as long as something is in it, which is told already.
bool is_worth_telling(const Change& change) {
    const bool is_silent =
        change.kind == ChangeKind::Changed &&
        std::ranges::all_of(change.differences, [](const Difference& difference) {
            return difference.property == "order";
        });
    return !is_silent && !change.name.empty();
}

void add_rename(const MigrationRecord& record, const Change& change, MigrationChangeView& view) {
    for (const auto& [from, to] : record.renamed) {
        if (to == change.name) {
            view.verb = "Renames";
            view.old_name = from.display();
        }
    }
}

/// Those that were renamed and nothing else, which makes no difference.
void add_pure_renames(const MigrationRecord& record, const ToldStep& step, const ObjectLinks& links,
                      std::vector<MigrationChangeView>& views) {
    for (const auto& [from, to] : record.renamed) {
        const auto is_told = std::ranges::any_of(
            step.changes, [&name = to](const Change& change) { return change.name == name; });
        if (!is_told) {
            const bool is_table = find_named(step.after.tables, to) != nullptr;
            const bool is_view = find_named(step.after.views, to) != nullptr;
            views.push_back({.verb = "Renames",
                             .object = links.view_of(is_table  ? "table"
                                                     : is_view ? "view"
                                                               : "type",
                                                     to.display()),
                             .old_name = from.display()});
        }
    }
}

}  // namespace

ToldStep told_step(const MigrationRecord& record) {
    ToldStep step{.before = record.before, .after = record.after};
    for (const auto& [from, to] : record.renamed) {
        rename_everywhere(step.before, from, to);
    }
    for (schema::Schema* schema : {&step.before, &step.after}) {
        drop_indexes_of_constraints(schema->tables);
        drop_indexes_of_constraints(schema->views);
        drop_owned_sequences(*schema);
    }
    step.changes = schema::compare(step.before, step.after);
    std::erase_if(step.changes, [](const Change& change) { return !is_worth_telling(change); });
    return step;
}

std::vector<MigrationChangeView> change_views(const MigrationRecord& record, const ToldStep& step,
                                              const ObjectLinks& links) {
    std::vector<MigrationChangeView> views;
    add_pure_renames(record, step, links, views);
    for (const Change& change : step.changes) {
        MigrationChangeView view{.verb = verb_of(change.kind),
                                 .object = links.view_of(change.object, display_name(change))};
        if (change.kind == ChangeKind::Created) {
            view.detail = detail_of(step.after, change);
        }
        if (change.kind == ChangeKind::Changed) {
            add_rename(record, change, view);
            PartWords parts(renamed_columns(find_named(step.before.tables, change.name),
                                            find_named(step.after.tables, change.name)));
            for (const Difference& difference : change.differences) {
                parts.add(difference);
            }
            view.parts = parts.take();
        }
        views.push_back(std::move(view));
    }
    return views;
}

std::vector<MigrationRowsView> row_views(const MigrationRecord& record, const ObjectLinks& links) {
    std::vector<MigrationRowsView> views;
    for (const MigrationRows& rows : record.rows) {
        std::vector<std::string> words;
        const auto add = [&](const char* verb, int count) {
            if (count > 0) {
                words.push_back(fmt::format(
                    "{} {}", verb, count_of(static_cast<std::size_t>(count), "row", "rows")));
            }
        };
        add("adds", rows.inserted);
        add("changes", rows.updated);
        add("removes", rows.deleted);
        if (!words.empty()) {
            views.push_back({links.view_of("table", rows.table.display()), join(words, ", ")});
        }
    }
    return views;
}

}  // namespace erdmark::document
