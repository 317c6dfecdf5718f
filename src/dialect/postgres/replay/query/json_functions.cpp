#include <algorithm>
#include <array>
#include <string>

#include <fmt/format.h>

#include "base/text.h"
#include "dialect/postgres/expression_type.h"
#include "dialect/postgres/literal/outputs.h"
#include "dialect/postgres/replay/query/functions.h"
#include "dialect/postgres/replay/query/json_value.h"
#include "dialect/postgres/replay/query/translator.h"
#include "dialect/postgres/replay/rows/stored_value.h"

namespace erdmark::dialect::postgres {

namespace {

// The arguments are values as JSON already.

/// A key: a text in quotes, or another value whose text becomes one.
std::string key_text(const std::string& json) {
    return json.starts_with('"') ? json : '"' + json + '"';
}

std::string object_text(FunctionCall& call, std::string_view separator) {
    if (call.size() % 2 != 0) {
        refuse("argument list must have even number of elements",
               condition::kInvalidParameterValue);
    }
    std::string text = "{";
    for (std::size_t index = 0; index + 1 < call.size(); index += 2) {
        text.append(index == 0 ? "" : ", ").append(key_text(call.text(index)));
        text.append(separator).append(call.text(index + 1));
    }
    return text + "}";
}

std::string array_of(FunctionCall& call) {
    std::string text = "[";
    for (std::size_t index = 0; index < call.size(); ++index) {
        text.append(index == 0 ? "" : ", ").append(call.text(index));
    }
    return text + "]";
}

void give_jsonb(FunctionCall& call, const std::string& text) {
    call.give(jsonb_output(text));
}

void json_object(FunctionCall& call) {
    call.give(std::string_view(object_text(call, " : ")));
}

void jsonb_object(FunctionCall& call) {
    give_jsonb(call, object_text(call, ": "));
}

void json_array(FunctionCall& call) {
    call.give(std::string_view(array_of(call)));
}

void jsonb_array(FunctionCall& call) {
    give_jsonb(call, array_of(call));
}

void to_jsonb(FunctionCall& call) {
    give_jsonb(call, call.text(0));
}

/// A member of an object that an aggregate makes.
void make_member(FunctionCall& call) {
    if (call.is_null(0)) {
        refuse("field name must not be null", condition::kNullNotAllowed);
    }
    call.give(std::string_view(quoted_json(call.text(0)) + " : " + call.text(1)));
}

/// The elements of an array; `kind` as element_kind has it.
void array_as_json(FunctionCall& call) {
    const bool is_plain = call.text(1) == "n";
    const bool is_truth = call.text(1) == "b";
    std::vector<std::string> items;
    for (const std::optional<std::string>& element : array_elements(call.text(0))) {
        if (!element) {
            items.emplace_back("null");
        } else if (is_truth) {
            items.emplace_back(*element == "t" ? "true" : "false");
        } else {
            items.push_back(is_plain ? *element : quoted_json(*element));
        }
    }
    call.give(std::string_view("[" + join(items, ",") + "]"));
}

/// A timestamp in the form of ISO 8601.
void time_as_json(FunctionCall& call) {
    std::string text = call.text(0);
    const bool has_zone = text.ends_with("+00");
    text[text.find(' ')] = 'T';
    call.give(std::string_view("\"" + text + (has_zone ? ":00\"" : "\"")));
}

/// Exact for the text of a number; a quotient comes as a binary one.
void round_to(FunctionCall& call) {
    constexpr std::int64_t kMostDigits = 16'383;  // As the server has it.
    const std::string number = call.is_real(0) ? real_text(call.real(0)) : call.text(0);
    const auto digits = static_cast<int>(std::clamp(call.integer(1), -kMostDigits, kMostDigits));
    const std::optional<std::string> result = rounded(number, digits);
    if (!result) {
        undecided("a number that cannot be rounded");
    }
    call.give(result);
}

constexpr std::array kFunctions{
    ScalarFunction{"pg_json_object", false, json_object},
    ScalarFunction{"pg_jsonb_object", false, jsonb_object},
    ScalarFunction{"pg_json_array", false, json_array},
    ScalarFunction{"pg_jsonb_array", false, jsonb_array},
    ScalarFunction{"pg_to_jsonb", true, to_jsonb},
    ScalarFunction{"pg_json_member", false, make_member},
    ScalarFunction{"pg_array_json", true, array_as_json},
    ScalarFunction{"pg_time_json", true, time_as_json},
    ScalarFunction{"pg_round", true, round_to},
};

}  // namespace

std::span<const ScalarFunction> json_functions() {
    return kFunctions;
}

std::string as_json(const SqliteValue& value, int offset) {
    const bool is_plain = is_string_type(value.type) || is_whole_number(value.type) ||
                          value.type == "double precision" || value.type == "real" ||
                          value.type == "uuid" || value.type == "date";
    if (value.type == "boolean") {
        return "coalesce(pg_truth(" + value.sql + ", 'true', 'false'), 'null')";
    }
    if (value.type == "json" || value.type == "jsonb" || value.type == "numeric") {
        return "coalesce(" + value.sql + ", 'null')";
    }
    const std::string element = element_of(value.type);
    if (!element.empty() && !element.starts_with("json") && !is_date_type(element)) {
        const bool is_number = is_number_type(element) || is_whole_number(element);
        return fmt::format("coalesce(pg_array_json({}, '{}'), 'null')", value.sql,
                           is_number ? 'n' : element_kind(element));
    }
    if (value.type.starts_with("timestamp")) {
        return "coalesce(pg_time_json(" + value.sql + "), 'null')";
    }
    if (!is_plain || is_oid_type(value.type)) {
        undecided("a value of type '" + value.type + "' as JSON is not replayed", offset);
    }
    return "json_quote(" + value.sql + ")";
}

}  // namespace erdmark::dialect::postgres
