#include <array>

#include <fmt/format.h>

#include "base/text.h"
#include "dialect/postgres/catalog_text.h"
#include "dialect/postgres/replay/objects.h"
#include "dialect/postgres/replay/routines.h"
#include "dialect/postgres/replay/statements.h"
#include "dialect/postgres/word_list.h"

namespace erdmark::dialect::postgres {

namespace {

void require_event(std::string_view event) {
    static constexpr std::array<std::string_view, 4> kEvents = {
        "ddl_command_start", "ddl_command_end", "sql_drop", "table_rewrite"};
    if (!contains(kEvents, event)) {
        refuse(fmt::format("unrecognized event name \"{}\"", event), condition::kSyntaxError);
    }
}

std::vector<std::string> read_tags(const PgQuery__CreateEventTrigStmt& statement) {
    std::vector<std::string> tags;
    for (std::size_t index = 0; index < statement.n_whenclause; ++index) {
        const PgQuery__DefElem& filter = *statement.whenclause[index]->def_elem;
        if (std::string_view(filter.defname) != "tag") {
            refuse(fmt::format("unrecognized filter variable \"{}\"", filter.defname),
                   condition::kSyntaxError);
        }
        if (index > 0) {
            refuse("filter variable \"tag\" specified more than once", condition::kSyntaxError);
        }
        for (const std::string& tag : names_of(*filter.arg)) {
            tags.push_back(to_upper(tag));
        }
    }
    return tags;
}

}  // namespace

void create_event_trigger(Catalog& catalog, const PgQuery__CreateEventTrigStmt& statement) {
    const std::string name = text_of(statement.trigname);
    require_event(statement.eventname);
    EventTrigger trigger{.facts = {.name = name, .event = statement.eventname}};
    trigger.facts.tags = read_tags(statement);
    if (catalog.event_triggers.contains(name)) {
        refuse(fmt::format("event trigger \"{}\" already exists", name),
               condition::kDuplicateObject);
    }
    const DottedName function = dotted_name(texts_of(statement.n_funcname, statement.funcname));
    trigger.function = require_trigger_function(catalog, function, "event_trigger");
    if (trigger.function == 0) {
        trigger.facts.function = written_name(function) + "()";
    }
    catalog.event_triggers.insert(name, std::move(trigger));
    ++catalog.version;
}

void alter_event_trigger(Catalog& catalog, const PgQuery__AlterEventTrigStmt& statement) {
    const std::string name = text_of(statement.trigname);
    if (!catalog.event_triggers.contains(name)) {
        refuse(fmt::format("event trigger \"{}\" does not exist", name),
               condition::kUndefinedObject);
    }
    EventTrigger& trigger = catalog.event_triggers.edit(name);
    trigger.facts.options.clear();
    const std::string code = text_of(statement.tgenabled);
    const std::string words = code.empty() ? "" : firing_words(code[0]);
    if (!words.empty()) {
        trigger.facts.options.push_back(words);
    }
    ++catalog.version;
}

}  // namespace erdmark::dialect::postgres
