#include <fmt/format.h>

#include "base/text.h"
#include "dialect/postgres/read_objects.h"

namespace erdmark::dialect::postgres {

namespace {

/// A body in standard SQL is kept as a tree, any other as text. That of a C function is the name of
/// a symbol.
constexpr std::string_view kRoutines = R"sql(
    SELECT n.nspname, p.proname, p.prokind, pg_catalog.pg_get_function_arguments(p.oid),
        CASE WHEN p.prokind <> 'p' THEN pg_catalog.pg_get_function_result(p.oid) END, l.lanname,
        p.provolatile, p.prosecdef, p.proisstrict, p.proconfig,
        CASE WHEN p.prokind <> 'a' AND l.lanname NOT IN ('c', 'internal')
            THEN {body} END,
        d.description
    FROM pg_catalog.pg_proc AS p
    JOIN pg_catalog.pg_namespace AS n ON n.oid = p.pronamespace
    JOIN pg_catalog.pg_language AS l ON l.oid = p.prolang
    LEFT JOIN pg_catalog.pg_description AS d
        ON d.objoid = p.oid AND d.classoid = 'pg_catalog.pg_proc'::regclass AND d.objsubid = 0
    WHERE p.pronamespace = ANY (:namespaces)
        AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend AS x
            WHERE x.classid = 'pg_catalog.pg_proc'::regclass AND x.objid = p.oid
                AND x.deptype IN ('e', 'i')))sql";

schema::RoutineKind routine_kind(char code) {
    switch (code) {
        case 'p':
            return schema::RoutineKind::Procedure;
        case 'a':
            return schema::RoutineKind::Aggregate;
        case 'w':
            return schema::RoutineKind::Window;
        default:
            return schema::RoutineKind::Function;
    }
}

const char* volatility_word(char code) {
    return code == 'i' ? "IMMUTABLE" : code == 's' ? "STABLE" : "VOLATILE";
}

/// `since date DEFAULT CURRENT_DATE`: an argument with its default in canonical form.
std::string argument_text(CatalogReading& reading, std::string_view argument) {
    constexpr std::string_view kDefault = " DEFAULT ";
    const std::vector<std::size_t> places = find_top_level(argument, kDefault);
    if (places.empty()) {
        return std::string(argument);
    }
    const std::string_view head = argument.substr(0, places.front());
    const std::string value(argument.substr(places.front() + kDefault.size()));
    return fmt::format("{}{}{}", head, kDefault, reading.expression(value, nullptr, ""));
}

std::string arguments_text(CatalogReading& reading, std::string_view arguments) {
    if (find_top_level(arguments, " DEFAULT ").empty()) {
        return std::string(arguments);
    }
    std::vector<std::size_t> ends = find_top_level(arguments, ", ");
    ends.push_back(arguments.size());
    std::vector<std::string> texts;
    texts.reserve(ends.size());
    std::size_t begin = 0;
    for (const std::size_t end : ends) {
        texts.push_back(argument_text(reading, arguments.substr(begin, end - begin)));
        begin = end + 2;
    }
    return join(texts, ", ");
}

schema::Routine take_routine(CatalogReading& reading, Row& row) {
    CatalogFields fields(row);
    std::string schema = fields.text();
    schema::Routine routine{.name = reading.name(std::move(schema), fields.text())};
    routine.kind = routine_kind(fields.code());
    routine.arguments = arguments_text(reading, fields.text());
    routine.returns = fields.text();
    routine.language = fields.text();
    const char volatility = fields.code();
    if (routine.kind != schema::RoutineKind::Procedure) {
        routine.volatility = volatility_word(volatility);
    }
    routine.security_definer = fields.flag();
    routine.strict = fields.flag();
    routine.settings = fields.texts();
    routine.body = fields.text();
    routine.comment = fields.text();
    // Aggregates are made of other functions; the server calls their language internal.
    if (routine.kind == schema::RoutineKind::Aggregate) {
        routine.language.clear();
    }
    return routine;
}

}  // namespace

void read_routines(CatalogReading& reading) {
    const std::string sql = fmt::format(
        kRoutines,
        fmt::arg("body",
                 reading.since(14, "COALESCE(pg_catalog.pg_get_function_sqlbody(p.oid), p.prosrc)",
                               "p.prosrc")));
    for (Row& row : reading.query(sql)) {
        reading.schema.routines.push_back(take_routine(reading, row));
    }
}

}  // namespace erdmark::dialect::postgres
