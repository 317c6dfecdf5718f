#include "render/markdown/object_values.h"

#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "base/text.h"
#include "render/markdown/escape.h"
#include "render/markdown/links.h"

namespace erdmark::render::markdown {

namespace {

using document::DatabaseView;
using document::EventTriggerView;
using document::ExtensionView;
using document::NamespaceView;
using document::PublicationView;
using document::SequenceView;

constexpr std::size_t kTablesInACell = 10;

ValueList schema_rows(const std::vector<NamespaceView>& namespaces) {
    ValueList rows;
    for (const NamespaceView& each : namespaces) {
        ValueMap row;
        row.markup("schema", each.name.empty() ? "default schema" : code(each.name));
        row.text("schema_tables", std::to_string(each.table_count));
        row.text("schema_description", each.description);
        rows.push_back(std::move(row));
    }
    return rows;
}

std::string owner_of(const SequenceView& sequence) {
    if (!sequence.owner) {
        return "";
    }
    const std::string name =
        fmt::format("{}.{}", sequence.owner->table.table, sequence.owner->column);
    return link_to_table(sequence.owner->table, "",
                         sequence.owner->table.module.empty() ? code(name) : text(name));
}

ValueList sequence_rows(const std::vector<SequenceView>& sequences) {
    ValueList rows;
    for (const SequenceView& each : sequences) {
        ValueMap row;
        row.markup("sequence", code(each.name));
        row.markup("sequence_type", code(each.type));
        row.markup("sequence_options", code_list(each.options));
        row.markup("sequence_owner", owner_of(each));
        row.text("sequence_description", each.description);
        rows.push_back(std::move(row));
    }
    return rows;
}

ValueList extension_rows(const std::vector<ExtensionView>& extensions) {
    ValueList rows;
    for (const ExtensionView& each : extensions) {
        ValueMap row;
        row.markup("extension", code(each.name));
        row.markup("extension_schema", code(each.schema));
        row.text("extension_description", each.description);
        rows.push_back(std::move(row));
    }
    return rows;
}

ValueList event_trigger_rows(const std::vector<EventTriggerView>& triggers) {
    ValueList rows;
    for (const EventTriggerView& each : triggers) {
        ValueMap row;
        row.markup("event_trigger", code(each.name));
        row.text("event", each.event);
        row.text("event_tags", join(each.tags, ", "));
        row.markup("call", link_to_function(each.function, code(each.call)));
        row.markup("event_trigger_description",
                   join_lines(text(each.description), text(join(each.options, ", "))));
        rows.push_back(std::move(row));
    }
    return rows;
}

std::string published_by(const PublicationView& publication) {
    if (publication.all_tables) {
        return "all tables";
    }
    std::vector<std::string> items;
    for (const std::string& schema : publication.schemas) {
        items.push_back("all of schema " + code(schema));
    }
    for (const std::string& table : publication.tables) {
        items.push_back(code(table));
    }
    return short_list(items, kTablesInACell);
}

ValueList publication_rows(const std::vector<PublicationView>& publications) {
    ValueList rows;
    for (const PublicationView& each : publications) {
        ValueMap row;
        row.markup("publication", code(each.name));
        row.markup("published", published_by(each));
        row.text("operations", each.operations.empty() ? "all" : join(each.operations, ", "));
        row.text("publication_description", each.description);
        rows.push_back(std::move(row));
    }
    return rows;
}

/// `12 functions and 2 procedures`; empty for none.
std::string routine_total(const DatabaseView& database) {
    std::size_t functions = 0;
    std::size_t procedures = 0;
    for (const document::RoutineSectionView& section : database.routines) {
        functions += section.trigger_functions.size();
        for (const document::RoutineView& routine : section.routines) {
            ++(routine.kind == "procedure" ? procedures : functions);
        }
    }
    std::vector<std::string> totals;
    if (functions > 0) {
        totals.push_back(count_of(functions, "function", "functions"));
    }
    if (procedures > 0) {
        totals.push_back(count_of(procedures, "procedure", "procedures"));
    }
    return join(totals, " and ");
}

}  // namespace

void add_objects(ValueMap& values, const DatabaseView& database) {
    const std::string total = routine_total(database);
    values.text("routine_total", total);
    values.markup("functions", total.empty() ? "" : link(text(total), kFunctionsFile));
    values.flag("has_schemas", !database.namespaces.empty());
    values.list("schemas", schema_rows(database.namespaces));
    values.flag("has_sequences", !database.sequences.empty());
    values.list("sequences", sequence_rows(database.sequences));
    values.flag("has_extensions", !database.extensions.empty());
    values.list("extensions", extension_rows(database.extensions));
    values.flag("has_event_triggers", !database.event_triggers.empty());
    values.list("event_triggers", event_trigger_rows(database.event_triggers));
    values.flag("has_publications", !database.publications.empty());
    values.list("publications", publication_rows(database.publications));
}

}  // namespace erdmark::render::markdown
