#include "schema/compare.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include <fmt/format.h>

#include "schema/facts.h"

namespace erdmark::schema {

namespace {

constexpr std::size_t kLongestShownText = 200;

/// Parts by key; the second of one key, which only a broken schema has, gets a number.
std::map<std::string, const Part*> by_key(const std::vector<Part>& parts) {
    std::map<std::string, const Part*> result;
    std::map<std::string, std::size_t> uses;
    for (const Part& part : parts) {
        const std::size_t use = ++uses[part.key];
        result.emplace(use == 1 ? part.key : fmt::format("{}\n{}", part.key, use), &part);
    }
    return result;
}

std::string text_of(const Part& part) {
    std::vector<std::string> texts;
    for (const Fact& fact : part.facts) {
        if (!fact.usual && fact.text != part.name) {
            texts.push_back(fact_text(fact));
        }
    }
    return fmt::format("{}", fmt::join(texts, ", "));
}

/// Both come from one `describe`, so that they have the same names in the same order.
void add_facts(const std::vector<Fact>& before, const std::vector<Fact>& after,
               const Difference& start, std::vector<Difference>& differences) {
    for (std::size_t index = 0; index < after.size(); ++index) {
        if (before[index].text != after[index].text) {
            Difference& difference = differences.emplace_back(start);
            difference.property = after[index].name;
            difference.before = before[index].text;
            difference.after = after[index].text;
        }
    }
}

/// The parts that both lists have, in the order of `parts`.
std::vector<const Part*> shared_parts(const std::vector<Part>& parts,
                                      const std::map<std::string, const Part*>& others) {
    std::vector<const Part*> shared;
    for (const Part& part : parts) {
        if (others.contains(part.key)) {
            shared.push_back(&part);
        }
    }
    return shared;
}

std::string names_text(const std::vector<const Part*>& parts) {
    std::vector<std::string> names;
    names.reserve(parts.size());
    for (const Part* part : parts) {
        names.push_back(part->name);
    }
    return list_text(names);
}

void add_order(const PartList& before, const PartList& after,
               std::vector<Difference>& differences) {
    const std::vector<const Part*> old_parts = shared_parts(before.parts, by_key(after.parts));
    const std::vector<const Part*> new_parts = shared_parts(after.parts, by_key(before.parts));
    const auto key = [](const Part* part) -> const std::string& { return part->key; };
    if (!std::ranges::equal(old_parts, new_parts, {}, key, key)) {
        differences.push_back({.what = after.what,
                               .property = "order",
                               .before = names_text(old_parts),
                               .after = names_text(new_parts)});
    }
}

void add_parts(const PartList& before, const PartList& after,
               std::vector<Difference>& differences) {
    const std::map<std::string, const Part*> old_parts = by_key(before.parts);
    const std::map<std::string, const Part*> new_parts = by_key(after.parts);
    for (const auto& [key, part] : old_parts) {
        if (!new_parts.contains(key)) {
            differences.push_back({.kind = ChangeKind::Dropped,
                                   .what = before.what,
                                   .name = part->name,
                                   .before = text_of(*part)});
        }
    }
    for (const Part& part : after.parts) {
        if (const auto old = old_parts.find(part.key); old != old_parts.end()) {
            add_facts(old->second->facts, part.facts, {.what = after.what, .name = part.name},
                      differences);
        }
    }
    for (const auto& [key, part] : new_parts) {
        if (!old_parts.contains(key)) {
            differences.push_back({.kind = ChangeKind::Created,
                                   .what = after.what,
                                   .name = part->name,
                                   .after = text_of(*part)});
        }
    }
    add_order(before, after, differences);
}

template <class Object>
ObjectArchive described(const Object& object) {
    ObjectArchive archive;
    describe(archive, object);
    return archive;
}

template <class Object>
std::vector<Difference> differences_of(const Object& before, const Object& after) {
    const ObjectArchive old_form = described(before);
    const ObjectArchive new_form = described(after);
    std::vector<Difference> differences;
    add_facts(old_form.facts, new_form.facts, {}, differences);
    for (std::size_t index = 0; index < new_form.lists.size(); ++index) {
        add_parts(old_form.lists[index], new_form.lists[index], differences);
    }
    // Texts can agree where values do not, if names are odd enough.
    if (differences.empty()) {
        differences.push_back({.property = "spelling"});
    }
    return differences;
}

struct Key {
    QualifiedName name;
    std::string arguments;

    auto operator<=>(const Key&) const = default;
};

QualifiedName qualified(const QualifiedName& name) {
    return name;
}

QualifiedName qualified(const std::string& name) {
    return {.name = name};
}

template <class Object>
std::map<Key, const Object*> index_of(const std::vector<Object>& objects) {
    std::map<Key, const Object*> index;
    for (const Object& object : objects) {
        index.emplace(Key{qualified(object.name), ""}, &object);
    }
    return index;
}

/// The names that routines share with others of the same schema.
void add_shared_names(const std::vector<Routine>& routines, std::set<QualifiedName>& shared) {
    for (std::size_t index = 1; index < routines.size(); ++index) {
        if (routines[index].name == routines[index - 1].name) {
            shared.insert(routines[index].name);
        }
    }
}

std::map<Key, const Routine*> index_of(const std::vector<Routine>& routines,
                                       const std::set<QualifiedName>& shared) {
    std::map<Key, const Routine*> index;
    for (const Routine& routine : routines) {
        const bool needs_arguments = shared.contains(routine.name);
        index.emplace(Key{routine.name, needs_arguments ? routine.arguments : ""}, &routine);
    }
    return index;
}

class Comparison {
public:
    template <class Object>
    void add(const char* word, const std::vector<Object>& before,
             const std::vector<Object>& after) {
        if (before != after) {
            add(word, index_of(before), index_of(after));
        }
    }

    void add(const char* word, const std::vector<Routine>& before,
             const std::vector<Routine>& after) {
        std::set<QualifiedName> shared;
        add_shared_names(before, shared);
        add_shared_names(after, shared);
        add(word, index_of(before, shared), index_of(after, shared));
    }

    /// What is said of the database itself.
    void add_database(const Schema& before, const Schema& after) {
        Change change{.object = "database"};
        add_facts({{"engine", before.engine}, {"comment", before.comment}},
                  {{"engine", after.engine}, {"comment", after.comment}}, {}, change.differences);
        if (!change.differences.empty()) {
            changes_.push_back(std::move(change));
        }
    }

    std::vector<Change> take() { return std::move(changes_); }

private:
    template <class Object>
    void add(const char* word, const std::map<Key, const Object*>& before,
             const std::map<Key, const Object*>& after) {
        std::map<Key, std::pair<const Object*, const Object*>> all;
        for (const auto& [key, object] : before) {
            all[key].first = object;
        }
        for (const auto& [key, object] : after) {
            all[key].second = object;
        }
        for (const auto& [key, forms] : all) {
            add(Change{.object = word, .name = key.name, .arguments = key.arguments}, forms.first,
                forms.second);
        }
    }

    template <class Object>
    void add(Change change, const Object* before, const Object* after) {
        if (before != nullptr && after != nullptr) {
            if (*before == *after) {
                return;
            }
            change.differences = differences_of(*before, *after);
        }
        change.kind = before == nullptr  ? ChangeKind::Created
                      : after == nullptr ? ChangeKind::Dropped
                                         : ChangeKind::Changed;
        changes_.push_back(std::move(change));
    }

    std::vector<Change> changes_;
};

/// A text as a message shows it; nothing for one that is too long for a line.
std::string shown(const std::string& text) {
    const bool fits =
        text.size() <= kLongestShownText && text.find_first_of("\r\n") == std::string::npos;
    return !fits ? "" : text.empty() ? "none" : text;
}

}  // namespace

std::vector<Change> compare(const Schema& before, const Schema& after) {
    Comparison comparison;
    comparison.add_database(before, after);
    comparison.add("schema", before.namespaces, after.namespaces);
    comparison.add("table", before.tables, after.tables);
    comparison.add("view", before.views, after.views);
    comparison.add("enum type", before.enums, after.enums);
    comparison.add("domain", before.domains, after.domains);
    comparison.add("composite type", before.composite_types, after.composite_types);
    comparison.add("range type", before.range_types, after.range_types);
    comparison.add("sequence", before.sequences, after.sequences);
    comparison.add("function", before.routines, after.routines);
    comparison.add("extension", before.extensions, after.extensions);
    comparison.add("event trigger", before.event_triggers, after.event_triggers);
    comparison.add("publication", before.publications, after.publications);
    return comparison.take();
}

std::string difference_text(const Difference& difference) {
    const std::string part = difference.name.empty()
                                 ? difference.what
                                 : fmt::format("{} {}", difference.what, difference.name);
    switch (difference.kind) {
        case ChangeKind::Created:
        case ChangeKind::Dropped: {
            const bool is_new = difference.kind == ChangeKind::Created;
            const std::string text = is_new ? difference.after : difference.before;
            return fmt::format("{} {}{}{}", is_new ? "new" : "no more", part,
                               text.empty() ? "" : ": ", text);
        }
        case ChangeKind::Changed:
            break;
    }
    const std::string before = shown(difference.before);
    const std::string after = shown(difference.after);
    const std::string values =
        before.empty() || after.empty() ? "differs" : fmt::format("{} → {}", before, after);
    return fmt::format("{}{}{} {}", part, part.empty() ? "" : ": ", difference.property, values);
}

std::vector<std::string> change_lines(const std::vector<Change>& changes,
                                      const ChangeWords& words) {
    std::vector<std::string> lines;
    for (const Change& change : changes) {
        const std::string object = change.name.empty()
                                       ? change.object
                                       : fmt::format("{} {}", change.object, change.name.display());
        switch (change.kind) {
            case ChangeKind::Created:
                lines.push_back(object + words.created);
                break;
            case ChangeKind::Dropped:
                lines.push_back(object + words.dropped);
                break;
            case ChangeKind::Changed:
                for (const Difference& difference : change.differences) {
                    lines.push_back(fmt::format("{}: {}", object, difference_text(difference)));
                }
                break;
        }
    }
    return lines;
}

}  // namespace erdmark::schema
