#include "document/database/routines.h"

#include <optional>
#include <utility>

#include "base/text.h"
#include "document/anchor.h"
#include "document/site.h"

namespace erdmark::document {

namespace {

using schema::QualifiedName;
using schema::Routine;

/// Reads one identifier of SQL from the front of `text`: a plain one, or one in double quotes.
std::optional<std::string> take_identifier(std::string_view& text) {
    std::string name;
    if (!text.starts_with('"')) {
        const std::size_t end = std::min(text.find_first_of(".( \""), text.size());
        name = text.substr(0, end);
        text.remove_prefix(end);
        return name.empty() ? std::nullopt : std::optional(name);
    }
    for (std::size_t index = 1; index < text.size(); ++index) {
        if (text[index] != '"') {
            name += text[index];
        } else if (index + 1 < text.size() && text[index + 1] == '"') {
            name += text[index++];
        } else {
            text.remove_prefix(index + 1);
            return name;
        }
    }
    return std::nullopt;
}

/// The name at the front of a call.
std::optional<QualifiedName> called_name(std::string_view call) {
    call = trim(call);
    std::optional<std::string> first = take_identifier(call);
    if (!first) {
        return std::nullopt;
    }
    if (!call.starts_with('.')) {
        return QualifiedName{"", std::move(*first)};
    }
    call.remove_prefix(1);
    std::optional<std::string> second = take_identifier(call);
    return second ? std::optional(QualifiedName{std::move(*first), std::move(*second)})
                  : std::nullopt;
}

bool is_trigger_function(const Routine& routine) {
    return routine.returns == "trigger" || routine.returns == "event_trigger";
}

std::string kind_words(schema::RoutineKind kind) {
    switch (kind) {
        case schema::RoutineKind::Function:
            return "function";
        case schema::RoutineKind::Procedure:
            return "procedure";
        case schema::RoutineKind::Aggregate:
            return "aggregate";
        case schema::RoutineKind::Window:
            return "window function";
    }
    return "";
}

/// What is unusual about the routine. Any that says nothing else is volatile.
std::vector<std::string> notes_of(const Routine& routine) {
    std::vector<std::string> notes;
    if (!routine.volatility.empty() && routine.volatility != "VOLATILE") {
        notes.push_back(to_lower(routine.volatility));
    }
    if (routine.strict) {
        notes.emplace_back("strict");
    }
    if (routine.security_definer) {
        notes.emplace_back("security definer");
    }
    return notes;
}

/// The users of each trigger function, by its anchor.
using Users = std::map<std::string, std::vector<RoutineUseView>>;

void add_users(const RoutineEntries& entries, const std::vector<schema::Trigger>& triggers,
               const TableLink& table, Users& users) {
    for (const schema::Trigger& trigger : triggers) {
        if (trigger.function.empty()) {
            continue;
        }
        if (const EntryLink function = entries.called_by(trigger.function);
            !function.anchor.empty()) {
            users[function.anchor].push_back({table, trigger.name});
        }
    }
}

Users find_users(const Site& site) {
    Users users;
    for (std::size_t table = 0; table < site.schema.tables.size(); ++table) {
        add_users(site.routines, site.schema.tables[table].triggers, site.table_links[table],
                  users);
    }
    for (std::size_t view = 0; view < site.schema.views.size(); ++view) {
        add_users(site.routines, site.schema.views[view].triggers, site.view_links[view], users);
    }
    for (const schema::EventTrigger& trigger : site.schema.event_triggers) {
        if (const EntryLink function = site.routines.called_by(trigger.function);
            !function.anchor.empty()) {
            users[function.anchor].push_back({.trigger = trigger.name});
        }
    }
    return users;
}

RoutineView make_routine_view(const Routine& routine, const EntryLink& link, bool with_body) {
    return {.link = link,
            .kind = kind_words(routine.kind),
            .arguments = routine.arguments,
            .returns = routine.returns,
            .language = routine.language,
            .notes = notes_of(routine),
            .settings = routine.settings,
            .body = with_body ? routine.body : "",
            .description = routine.comment};
}

}  // namespace

EntryLink RoutineEntries::called_by(const std::string& call) const {
    const std::optional<QualifiedName> name = called_name(call);
    const auto found = name ? trigger_functions.find(*name) : trigger_functions.end();
    return found == trigger_functions.end() ? EntryLink{.name = call} : links[found->second];
}

RoutineEntries make_routine_entries(const schema::Schema& schema) {
    RoutineEntries entries;
    Anchors anchors("function");
    for (std::size_t index = 0; index < schema.routines.size(); ++index) {
        const Routine& routine = schema.routines[index];
        const std::string name = routine.name.display();
        entries.links.push_back({name, anchors.take(name)});
        if (is_trigger_function(routine)) {
            entries.trigger_functions.emplace(routine.name, index);
        }
    }
    return entries;
}

std::vector<RoutineSectionView> make_routine_sections(const Site& site, bool with_bodies) {
    Users users = find_users(site);
    std::map<std::string, RoutineSectionView> sections;
    for (std::size_t index = 0; index < site.schema.routines.size(); ++index) {
        const Routine& routine = site.schema.routines[index];
        const EntryLink& link = site.routines.links[index];
        RoutineView view = make_routine_view(routine, link, with_bodies);
        if (const auto found = users.find(link.anchor); found != users.end()) {
            view.used_by = std::move(found->second);
        }
        RoutineSectionView& section = sections[routine.name.schema];
        section.schema = routine.name.schema;
        (is_trigger_function(routine) ? section.trigger_functions : section.routines)
            .push_back(std::move(view));
    }
    std::vector<RoutineSectionView> views;
    views.reserve(sections.size());
    for (auto& [schema, section] : sections) {
        views.push_back(std::move(section));
    }
    return views;
}

}  // namespace erdmark::document
