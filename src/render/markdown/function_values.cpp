#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "render/markdown/escape.h"
#include "render/markdown/links.h"
#include "render/markdown/page_values.h"

namespace erdmark::render::markdown {

namespace {

using document::RoutineSectionView;
using document::RoutineUseView;
using document::RoutineView;

constexpr std::size_t kUsesInACell = 10;

/// What a highlighter knows the language as; empty where it has no text of its own.
std::string_view fence_language(const std::string& language) {
    if (language == "sql" || language == "plpgsql") {
        return "sql";
    }
    if (language.starts_with("plpython")) {
        return "python";
    }
    if (language.starts_with("plperl")) {
        return "perl";
    }
    return language == "plv8" ? "javascript" : "";
}

std::string signature_of(const RoutineView& routine) {
    return fmt::format("{}({})", routine.link.name, routine.arguments);
}

std::string notes_of(const RoutineView& routine) {
    std::string notes = routine.kind == "function" ? "" : text(routine.kind);
    const auto add = [&notes](const std::string& note) {
        notes.append(notes.empty() ? "" : ", ").append(note);
    };
    for (const std::string& note : routine.notes) {
        add(text(note));
    }
    for (const std::string& setting : routine.settings) {
        add(code(setting));
    }
    return notes;
}

std::string use_of(const RoutineUseView& use) {
    return use.table.table.empty()
               ? "event trigger " + code(use.trigger)
               : fmt::format("{} ({})", link_to_table(use.table, ""), code(use.trigger));
}

std::string uses_of(const std::vector<RoutineUseView>& uses) {
    std::vector<std::string> items;
    items.reserve(uses.size());
    for (const RoutineUseView& use : uses) {
        items.push_back(use_of(use));
    }
    return short_list(items, kUsesInACell);
}

ValueMap routine_row(const RoutineView& routine) {
    ValueMap row;
    row.markup("function_anchor", function_anchor(routine.link));
    row.markup("function", code(signature_of(routine)));
    row.text("language", routine.language);
    row.markup("function_notes", notes_of(routine));
    row.text("function_description", routine.description);
    return row;
}

ValueList function_rows(const std::vector<RoutineView>& routines) {
    ValueList rows;
    rows.reserve(routines.size());
    for (const RoutineView& routine : routines) {
        rows.push_back(routine_row(routine));
        rows.back().markup("returns", code(routine.returns));
    }
    return rows;
}

ValueList trigger_function_rows(const std::vector<RoutineView>& routines) {
    ValueList rows;
    rows.reserve(routines.size());
    for (const RoutineView& routine : routines) {
        rows.push_back(routine_row(routine));
        rows.back().markup("called_by", uses_of(routine.used_by));
    }
    return rows;
}

void add_bodies(ValueList& rows, const std::vector<RoutineView>& routines) {
    for (const RoutineView& routine : routines) {
        if (routine.body.empty()) {
            continue;
        }
        ValueMap row;
        row.text("signature", signature_of(routine));
        row.markup("body", code_block(routine.body, fence_language(routine.language)));
        rows.push_back(std::move(row));
    }
}

/// A database whose functions are all in one schema, the default one, needs no heading.
std::string heading_of(const RoutineSectionView& section, bool is_only) {
    if (!section.schema.empty()) {
        return section.schema;
    }
    return is_only ? "" : "Default schema";
}

}  // namespace

// Title, description and keep stand on every page: a project's own `markdown/generated.md` may use
// them.
ValueMap functions_values(const document::SiteView& site) {
    const std::vector<RoutineSectionView>& all = site.database.routines;
    ValueList sections;
    for (const RoutineSectionView& section : all) {
        ValueMap values;
        values.text("schema", heading_of(section, all.size() == 1));
        values.flag("has_functions", !section.routines.empty());
        values.list("functions", function_rows(section.routines));
        values.flag("has_trigger_functions", !section.trigger_functions.empty());
        values.list("trigger_functions", trigger_function_rows(section.trigger_functions));
        ValueList bodies;
        add_bodies(bodies, section.routines);
        add_bodies(bodies, section.trigger_functions);
        values.list("bodies", std::move(bodies));
        sections.push_back(std::move(values));
    }
    ValueMap values;
    values.text("title", "Functions");
    values.markup("description", "What the database computes by itself.");
    values.markup("home", link(text(site.title), kIndexFile));
    values.markup("keep", "functions");
    values.list("sections", std::move(sections));
    return values;
}

}  // namespace erdmark::render::markdown
