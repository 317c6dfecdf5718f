#include <array>
#include <cmath>

#include <fmt/format.h>

#include "base/text.h"
#include "dialect/postgres/replay/query/functions.h"
#include "dialect/postgres/replay/query/translator.h"

namespace erdmark::dialect::postgres {

namespace {

void require_divisor(const FunctionCall& call) {
    if (call.real(1) == 0) {
        refuse("division by zero", condition::kDivisionByZero);
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

constexpr std::array kFunctions{
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
};

}  // namespace

std::span<const ScalarFunction> value_functions() {
    return kFunctions;
}

}  // namespace erdmark::dialect::postgres
