#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <limits>

#include <fmt/format.h>

#include "base/text.h"
#include "dialect/postgres/literal/literal.h"
#include "dialect/postgres/replay/query/functions.h"
#include "dialect/postgres/replay/query/translator.h"

namespace erdmark::dialect::postgres {

namespace {

[[noreturn]] void refuse_value(std::string_view type, std::string_view text) {
    refuse(fmt::format("invalid input syntax for type {}: \"{}\"", type, text), "22P02");
}

void truth_text(FunctionCall& call) {
    call.give(std::string_view(call.text(call.flag(0) ? 1 : 2)));
}

void number_text(FunctionCall& call) {
    call.give(std::string_view(call.text(0)));
}

std::int64_t whole_number(const std::string& text, const std::string& type) {
    const std::string_view digits = trim(text);
    const std::string_view number = digits.starts_with('+') ? digits.substr(1) : digits;
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), value);
    if (error == std::errc::invalid_argument || end != number.data() + number.size()) {
        refuse_value(type, text);
    }
    const std::int64_t limit = type == "integer"    ? std::numeric_limits<std::int32_t>::max()
                               : type == "smallint" ? std::numeric_limits<std::int16_t>::max()
                                                    : std::numeric_limits<std::int64_t>::max();
    if (error != std::errc() || value > limit || value < -limit - 1) {
        refuse(fmt::format("value \"{}\" is out of range for type {}", text, type), "22003");
    }
    return value;
}

void to_number(FunctionCall& call) {
    const std::string text = call.text(0);
    const std::string type = call.text(1);
    if (is_whole_number(type)) {
        call.give(whole_number(text, type));
        return;
    }
    const std::string number(trim(text));
    char* end = nullptr;
    const double value = std::strtod(number.c_str(), &end);
    if (number.empty() || *end != '\0' || number.find_first_of("xXpP") != std::string::npos) {
        refuse_value(type, text);
    }
    if (type.starts_with("numeric")) {
        call.give(std::string_view(number));
    } else {
        call.give_real(value);
    }
}

/// The words that the server takes for a truth value, or the beginning of one.
void to_boolean(FunctionCall& call) {
    const std::string word = to_lower(trim(call.text(0)));
    constexpr std::array<std::string_view, 3> kYes{"true", "yes", "on"};
    constexpr std::array<std::string_view, 3> kNo{"false", "no", "off"};
    const auto is_one = [&](const auto& words) {
        return !word.empty() && word != "o" &&
               std::ranges::any_of(words,
                                   [&](std::string_view each) { return each.starts_with(word); });
    };
    if (word == "1" || is_one(kYes)) {
        call.give(true);
    } else if (word == "0" || is_one(kNo)) {
        call.give(false);
    } else {
        refuse_value("boolean", call.text(0));
    }
}

std::optional<std::int64_t> find_oid(FunctionCall& call, const std::string& kind) {
    const std::string text = call.text(0);
    if (!text.empty() && text.find_first_not_of("0123456789") == std::string::npos) {
        return whole_number(text, "oid");
    }
    const QueryHooks& hooks = call.database().hooks;
    if (!hooks.find_oid) {
        undecided("a name as an oid is not replayed here");
    }
    return hooks.find_oid(kind, text);
}

void to_oid(FunctionCall& call) {
    const std::string kind = call.text(1);
    const std::optional<std::int64_t> oid = find_oid(call, kind);
    if (oid) {
        call.give(*oid);
        return;
    }
    struct Absence {
        std::string_view kind;
        std::string_view object;
        const char* code;
    };
    constexpr std::array kAbsences{
        Absence{"regclass", "relation", condition::kUndefinedTable},
        Absence{"regtype", "type", condition::kUndefinedObject},
        Absence{"regproc", "function", condition::kUndefinedFunction},
        Absence{"regprocedure", "function", condition::kUndefinedFunction},
        Absence{"regnamespace", "schema", condition::kInvalidSchemaName},
        Absence{"regrole", "role", condition::kUndefinedObject}};
    for (const Absence& absence : kAbsences) {
        if (absence.kind == kind) {
            refuse(fmt::format("{} \"{}\" does not exist", absence.object, call.text(0)),
                   absence.code);
        }
    }
    undecided(fmt::format("a name as '{}' is not replayed", kind));
}

void oid_text(FunctionCall& call) {
    const QueryHooks& hooks = call.database().hooks;
    if (!hooks.oid_text) {
        undecided("an oid as a name is not replayed here");
    }
    call.give(std::string_view(hooks.oid_text(call.text(1), call.integer(0))));
}

void give_oid(FunctionCall& call, const std::string& kind) {
    if (const std::optional<std::int64_t> oid = find_oid(call, kind)) {
        call.give(*oid);
    } else {
        call.give_null();
    }
}

void to_regclass(FunctionCall& call) {
    give_oid(call, "regclass");
}

void to_regtype(FunctionCall& call) {
    give_oid(call, "regtype");
}

void to_regproc(FunctionCall& call) {
    give_oid(call, "regproc");
}

void to_regnamespace(FunctionCall& call) {
    give_oid(call, "regnamespace");
}

void to_regrole(FunctionCall& call) {
    give_oid(call, "regrole");
}

void require_divisor(const FunctionCall& call) {
    if (call.real(1) == 0) {
        refuse("division by zero", "22012");
    }
}

void divide(FunctionCall& call) {
    require_divisor(call);
    if (!call.flag(2)) {
        call.give_real(call.real(0) / call.real(1));
    } else if (call.integer(1) == -1) {
        call.give(static_cast<std::int64_t>(-static_cast<std::uint64_t>(call.integer(0))));
    } else {
        call.give(call.integer(0) / call.integer(1));
    }
}

void modulo(FunctionCall& call) {
    require_divisor(call);
    if (!call.flag(2)) {
        call.give_real(std::fmod(call.real(0), call.real(1)));
    } else {
        call.give(call.integer(1) == -1 ? 0 : call.integer(0) % call.integer(1));
    }
}

bool is_less(const FunctionCall& call, std::size_t left, std::size_t right) {
    const auto is_number = [&](std::size_t index) {
        return call.is_integer(index) || call.is_real(index);
    };
    if (is_number(left) && is_number(right)) {
        return call.real(left) < call.real(right);
    }
    return call.text(left) < call.text(right);
}

/// Of pairs: a value, and what it is compared by.
void give_extreme(FunctionCall& call, bool greatest) {
    std::optional<std::size_t> best;
    for (std::size_t index = 0; index + 1 < call.size(); index += 2) {
        if (call.is_null(index)) {
            continue;
        }
        if (!best || (greatest ? is_less(call, *best + 1, index + 1)
                               : is_less(call, index + 1, *best + 1))) {
            best = index;
        }
    }
    if (best) {
        call.give_argument(*best);
    } else {
        call.give_null();
    }
}

void greatest(FunctionCall& call) {
    give_extreme(call, true);
}

void least(FunctionCall& call) {
    give_extreme(call, false);
}

void give_setting(FunctionCall& call, const std::string& name, bool may_be_missing) {
    const QueryHooks& hooks = call.database().hooks;
    const std::optional<std::string> value =
        hooks.setting ? hooks.setting(name) : std::optional<std::string>();
    if (!value && !may_be_missing) {
        refuse(fmt::format("unrecognized configuration parameter \"{}\"", name),
               condition::kUndefinedObject);
    }
    call.give(value);
}

void setting(FunctionCall& call) {
    give_setting(call, call.text(0), call.flag(1));
}

void current_schema(FunctionCall& call) {
    give_setting(call, "current_schema", true);
}

void current_database(FunctionCall& call) {
    give_setting(call, "current_database", true);
}

void owner(FunctionCall& call) {
    give_setting(call, "current_user", true);
}

void version(FunctionCall& call) {
    call.give(std::string_view("PostgreSQL 15"));
}

void chance(FunctionCall& call) {
    constexpr double kStep = 0.6180339887498949;
    double whole = 0;
    call.give_real(std::modf(kStep * static_cast<double>(++call.database().chances), &whole));
}

void uuid(FunctionCall& call) {
    call.give(std::string_view(
        fmt::format("00000000-0000-4000-8000-{:012x}", ++call.database().chances)));
}

/// The clock has no say in a document: what depends on it is marked by to_sqlite.
void now(FunctionCall& call) {
    call.give(std::string_view("2000-01-01 00:00:00+00"));
}

void yes(FunctionCall& call) {
    call.give(true);
}

void no(FunctionCall& call) {
    call.give(false);
}

void nothing(FunctionCall& call) {
    call.give(std::string_view());
}

void step_sequence(FunctionCall& call, std::string_view function) {
    const QueryHooks& hooks = call.database().hooks;
    if (!hooks.sequence) {
        undecided(fmt::format("'{}' is not replayed here", function));
    }
    std::optional<std::int64_t> value;
    if (call.size() > 1) {
        value = call.integer(1);
    }
    const bool is_called = call.size() < 3 || call.flag(2);
    const std::optional<std::int64_t> result =
        hooks.sequence(is_called ? function : "setval_before", call.text(0), value);
    if (result) {
        call.give(*result);
    } else {
        call.give_null();
    }
}

void nextval(FunctionCall& call) {
    step_sequence(call, "nextval");
}

void currval(FunctionCall& call) {
    step_sequence(call, "currval");
}

void lastval(FunctionCall& call) {
    step_sequence(call, "lastval");
}

void setval(FunctionCall& call) {
    step_sequence(call, "setval");
}

QueryResult call_routine(FunctionCall& call) {
    const QueryHooks& hooks = call.database().hooks;
    if (!hooks.call) {
        undecided("a function that migrations defined is not called here");
    }
    std::vector<QueryValue> arguments;
    for (std::size_t index = 1; index + 1 < call.size(); index += 2) {
        arguments.push_back({.type = call.text(index), .text = call.optional_text(index + 1)});
    }
    // What it throws must not be lost to a query of its own.
    return hooks.call(static_cast<int>(call.integer(0)), arguments);
}

void routine(FunctionCall& call) {
    const QueryResult result = call_routine(call);
    if (result.rows.empty() || result.rows[0].empty() || !result.rows[0][0]) {
        call.give_null();
        return;
    }
    const std::string& text = *result.rows[0][0];
    const std::string& type = result.columns[0].type;
    if (type == "boolean") {
        call.give(text == "t");
    } else if (is_whole_number(type)) {
        call.give(whole_number(text, "bigint"));
    } else {
        call.give(std::string_view(text));
    }
}

void routine_set(FunctionCall& call) {
    const QueryResult result = call_routine(call);
    std::vector<std::optional<std::string>> values;
    for (const std::vector<std::optional<std::string>>& row : result.rows) {
        values.push_back(row.empty() ? std::optional<std::string>() : row[0]);
    }
    const char kind = result.columns.empty() ? 's' : element_kind(result.columns[0].type);
    call.give(std::string_view(json_elements(values, kind)));
}

/// A text as a value of a type of the server's own.
void to_type(FunctionCall& call) {
    const std::optional<std::string> text = literal_output(call.text(0), call.text(1));
    if (!text) {
        undecided(fmt::format("a value of type '{}' is written in a form that is not replayed",
                              call.text(1)));
    }
    call.give(text);
}

/// Rows of several columns, in the form of json_each.
void routine_rows(FunctionCall& call) {
    const QueryResult result = call_routine(call);
    std::vector<std::string> rows;
    for (const std::vector<std::optional<std::string>>& row : result.rows) {
        std::vector<std::string> cells;
        for (std::size_t column = 0; column < row.size(); ++column) {
            const std::string cell =
                json_elements({row[column]}, element_kind(result.columns[column].type));
            cells.push_back(cell.substr(1, cell.size() - 2));
        }
        rows.push_back("[" + join(cells, ",") + "]");
    }
    call.give(std::string_view("[" + join(rows, ",") + "]"));
}

/// What `format_type` adds to a type for its modifier (src/backend/utils/adt/format_type.c).
void type_text(FunctionCall& call) {
    const std::string type = call.text(0);
    const std::int64_t modifier = call.is_null(1) ? -1 : call.integer(1);
    constexpr std::int64_t kHeader = 4;
    if (modifier < 0) {
        call.give(std::string_view(type == "character" ? "bpchar" : type));
    } else if (type.starts_with("character")) {
        call.give(std::string_view(fmt::format("{}({})", type, modifier - kHeader)));
    } else if (type == "numeric") {
        call.give(std::string_view(fmt::format("numeric({},{})", (modifier - kHeader) >> 16,
                                               (modifier - kHeader) & 0xffff)));
    } else if (type.starts_with("time")) {
        const std::size_t space = std::min(type.find(' '), type.size());
        call.give(std::string_view(
            fmt::format("{}({}){}", type.substr(0, space), modifier, type.substr(space))));
    } else {
        undecided(fmt::format("the modifier of the type '{}' is not known", type));
    }
}

constexpr std::array kFunctions{
    ScalarFunction{"pg_truth", true, truth_text},
    ScalarFunction{"pg_number_text", true, number_text},
    ScalarFunction{"pg_to_number", true, to_number},
    ScalarFunction{"pg_to_boolean", true, to_boolean},
    ScalarFunction{"pg_to_oid", true, to_oid},
    ScalarFunction{"pg_oid_text", true, oid_text},
    ScalarFunction{"pg_to_regclass", true, to_regclass},
    ScalarFunction{"pg_to_regtype", true, to_regtype},
    ScalarFunction{"pg_to_regproc", true, to_regproc},
    ScalarFunction{"pg_to_regnamespace", true, to_regnamespace},
    ScalarFunction{"pg_to_regrole", true, to_regrole},
    ScalarFunction{"pg_divide", true, divide},
    ScalarFunction{"pg_modulo", true, modulo},
    ScalarFunction{"pg_greatest", false, greatest},
    ScalarFunction{"pg_least", false, least},
    ScalarFunction{"pg_setting", true, setting},
    ScalarFunction{"pg_current_schema", true, current_schema},
    ScalarFunction{"pg_current_database", true, current_database},
    ScalarFunction{"pg_owner", false, owner},
    ScalarFunction{"pg_version", true, version},
    ScalarFunction{"pg_random", true, chance},
    ScalarFunction{"pg_uuid", true, uuid},
    ScalarFunction{"pg_now", true, now},
    ScalarFunction{"pg_true", false, yes},
    ScalarFunction{"pg_false", false, no},
    ScalarFunction{"pg_nothing", false, nothing},
    ScalarFunction{"pg_nextval", true, nextval},
    ScalarFunction{"pg_currval", true, currval},
    ScalarFunction{"pg_lastval", true, lastval},
    ScalarFunction{"pg_setval", true, setval},
    ScalarFunction{"pg_call", false, routine},
    ScalarFunction{"pg_call_set", false, routine_set},
    ScalarFunction{"pg_call_rows", false, routine_rows},
    ScalarFunction{"pg_type_text", false, type_text},
    ScalarFunction{"pg_to_type", true, to_type},
};

}  // namespace

std::span<const ScalarFunction> value_functions() {
    return kFunctions;
}

}  // namespace erdmark::dialect::postgres
