#include <algorithm>
#include <array>
#include <charconv>
#include <cstdlib>
#include <limits>

#include <fmt/format.h>

#include "base/text.h"
#include "dialect/postgres/literal/literal.h"
#include "dialect/postgres/replay/query/functions.h"
#include "dialect/postgres/replay/query/translator.h"

// Values of one type as values of another, texts as oids, types as texts.

namespace erdmark::dialect::postgres {

namespace {

[[noreturn]] void refuse_value(std::string_view type, std::string_view text) {
    refuse(fmt::format("invalid input syntax for type {}: \"{}\"", type, text),
           condition::kInvalidText);
}

}  // namespace

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
        refuse(fmt::format("value \"{}\" is out of range for type {}", text, type),
               condition::kOutOfRange);
    }
    return value;
}

namespace {

void truth_text(FunctionCall& call) {
    call.give(std::string_view(call.text(call.flag(0) ? 1 : 2)));
}

void number_text(FunctionCall& call) {
    call.give(std::string_view(call.text(0)));
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

/// A text as a value of a type of the server's own.
void to_type(FunctionCall& call) {
    const std::optional<std::string> text = literal_output(call.text(0), call.text(1));
    if (!text) {
        undecided(fmt::format("a value of type '{}' is written in a form that is not replayed",
                              call.text(1)));
    }
    call.give(text);
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

constexpr std::array kConversions{
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
    ScalarFunction{"pg_type_text", false, type_text},
    ScalarFunction{"pg_to_type", true, to_type},
};

}  // namespace

std::span<const ScalarFunction> conversion_functions() {
    return kConversions;
}

}  // namespace erdmark::dialect::postgres
