#include <array>

#include <fmt/format.h>

#include "base/text.h"
#include "dialect/postgres/expression.h"
#include "dialect/postgres/read_dependents.h"

namespace erdmark::dialect::postgres {

namespace {

/// Those that the server makes for foreign keys and for partitions are internal.
constexpr std::string_view kTriggers = R"sql(
    SELECT t.tgrelid, t.tgname, t.tgtype, t.tgenabled, t.tgconstraint <> 0, t.tgdeferrable,
        t.tginitdeferred, t.tgattr, t.tgoldtable, t.tgnewtable, pg_catalog.pg_get_triggerdef(t.oid),
        d.description
    FROM pg_catalog.pg_trigger AS t
    LEFT JOIN pg_catalog.pg_description AS d
        ON d.objoid = t.oid AND d.classoid = 'pg_catalog.pg_trigger'::regclass AND d.objsubid = 0
    WHERE t.tgrelid = ANY (:relations) AND NOT t.tgisinternal)sql";

// The bits of `tgtype` (src/include/catalog/pg_trigger.h).
constexpr std::int64_t kRow = 1;
constexpr std::int64_t kBefore = 2;
constexpr std::int64_t kUpdate = 16;
constexpr std::int64_t kInstead = 64;

struct EventBit {
    std::int64_t bit;
    std::string_view word;
};
constexpr std::array<EventBit, 4> kEvents = {
    {{4, "INSERT"}, {8, "DELETE"}, {kUpdate, "UPDATE"}, {32, "TRUNCATE"}}};

std::string event_text(std::int64_t type, const std::vector<std::string>& columns) {
    std::string text;
    for (const EventBit& event : kEvents) {
        if ((type & event.bit) == 0) {
            continue;
        }
        text.append(text.empty() ? "" : " OR ").append(event.word);
        if (event.bit == kUpdate && !columns.empty()) {
            text += fmt::format(" OF {}", fmt::join(columns, ", "));
        }
    }
    return text;
}

std::string timing_word(std::int64_t type) {
    if ((type & kInstead) != 0) {
        return "INSTEAD OF";
    }
    return (type & kBefore) != 0 ? "BEFORE" : "AFTER";
}

void add_transition_table(std::vector<std::string>& options, const char* which,
                          const std::string& name) {
    if (!name.empty()) {
        options.push_back(
            fmt::format("REFERENCING {} TABLE AS {}", which, display_identifier(name)));
    }
}

std::vector<std::string> take_options(CatalogFields& fields) {
    std::vector<std::string> options;
    const char enabled = fields.code();
    if (fields.flag()) {
        options.emplace_back("CONSTRAINT");
    }
    const bool deferrable = fields.flag();
    const bool deferred = fields.flag();
    if (deferrable) {
        options.emplace_back(deferred ? "DEFERRABLE INITIALLY DEFERRED" : "DEFERRABLE");
    }
    if (const std::string words = firing_words(enabled); !words.empty()) {
        options.push_back(words);
    }
    return options;
}

std::string condition_text(const CatalogReading& reading, Oid relation, const std::string& text) {
    const auto found = reading.relations.find(relation);
    const bool is_known = !text.empty() && found != reading.relations.end();
    return is_known ? canonical_expression(text, {.column_types = &found->second.column_types,
                                                  .type = "boolean",
                                                  .has_rows = true})
                    : text;
}

void add_trigger(CatalogReading& reading, Row& row) {
    CatalogFields fields(row);
    const Oid relation = fields.oid();
    schema::Trigger trigger{.name = fields.text()};
    const std::int64_t type = fields.integer();
    trigger.options = take_options(fields);
    std::vector<std::string> columns = reading.column_names(relation, fields.numbers());
    for (std::string& column : columns) {
        column = display_identifier(column);
    }
    add_transition_table(trigger.options, "OLD", fields.text());
    add_transition_table(trigger.options, "NEW", fields.text());
    TriggerText text = parse_trigger(fields.text());
    trigger.timing = timing_word(type);
    trigger.event = event_text(type, columns);
    trigger.level = (type & kRow) != 0 ? "ROW" : "STATEMENT";
    trigger.condition = condition_text(reading, relation, text.condition);
    trigger.function = std::move(text.call);
    trigger.comment = fields.text();
    if (auto* triggers =
            reading.parts(relation, &schema::Table::triggers, &schema::View::triggers)) {
        triggers->push_back(std::move(trigger));
    }
}

}  // namespace

void read_triggers(CatalogReading& reading) {
    for (Row& row : reading.query(kTriggers)) {
        add_trigger(reading, row);
    }
}

}  // namespace erdmark::dialect::postgres
