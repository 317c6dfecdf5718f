#include "dialect/postgres/replay/query/functions.h"

#include <cmath>

#include <fmt/format.h>
#include <sqlite3.h>

#include "dialect/postgres/replay/query/translator.h"

namespace erdmark::dialect::postgres {

bool FunctionCall::is_null(std::size_t index) const {
    return index >= values_.size() || sqlite3_value_type(values_[index]) == SQLITE_NULL;
}

std::string FunctionCall::text(std::size_t index) const {
    if (is_null(index)) {
        return {};
    }
    if (is_real(index)) {
        return real_text(real(index));
    }
    const auto* text = reinterpret_cast<const char*>(sqlite3_value_text(values_[index]));
    return {text, static_cast<std::size_t>(sqlite3_value_bytes(values_[index]))};
}

std::optional<std::string> FunctionCall::optional_text(std::size_t index) const {
    return is_null(index) ? std::optional<std::string>() : text(index);
}

std::int64_t FunctionCall::integer(std::size_t index) const {
    return is_null(index) ? 0 : sqlite3_value_int64(values_[index]);
}

double FunctionCall::real(std::size_t index) const {
    return is_null(index) ? 0 : sqlite3_value_double(values_[index]);
}

bool FunctionCall::is_integer(std::size_t index) const {
    return sqlite3_value_type(values_[index]) == SQLITE_INTEGER;
}

bool FunctionCall::is_real(std::size_t index) const {
    return sqlite3_value_type(values_[index]) == SQLITE_FLOAT;
}

bool FunctionCall::flag(std::size_t index) const {
    return !is_null(index) && integer(index) != 0;
}

std::uint64_t FunctionCall::bytes() const {
    std::uint64_t bytes = 0;
    for (sqlite3_value* const value : values_) {
        if (sqlite3_value_type(value) == SQLITE_TEXT) {
            bytes += static_cast<std::uint64_t>(sqlite3_value_bytes(value));
        }
    }
    return bytes;
}

void FunctionCall::give(std::string_view text) {
    database_.spend_in_query(text.size() / kBytesOfStep);
    sqlite3_result_text64(context_, text.data(), text.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
}

void FunctionCall::give(std::int64_t number) {
    sqlite3_result_int64(context_, number);
}

void FunctionCall::give_real(double number) {
    sqlite3_result_double(context_, number);
}

void FunctionCall::give(const std::optional<std::string>& text) {
    if (text) {
        give(std::string_view(*text));
    } else {
        give_null();
    }
}

void FunctionCall::give_null() {
    sqlite3_result_null(context_);
}

void FunctionCall::give_argument(std::size_t index) {
    sqlite3_result_value(context_, values_[index]);
}

namespace {

struct Registration {
    const ScalarFunction* function;
    QueryDatabase* database;
};

bool has_null(const FunctionCall& call) {
    for (std::size_t index = 0; index < call.size(); ++index) {
        if (call.is_null(index)) {
            return true;
        }
    }
    return false;
}

void run_scalar(sqlite3_context* context, int count, sqlite3_value** values) {
    const auto* registration = static_cast<const Registration*>(sqlite3_user_data(context));
    FunctionCall call(context, {values, static_cast<std::size_t>(count)}, *registration->database);
    if (registration->function->is_strict && has_null(call)) {
        call.give_null();
        return;
    }
    try {
        registration->database->spend_in_query(call.bytes() / kBytesOfStep);
        registration->function->run(call);
    } catch (...) {
        registration->database->pending = std::current_exception();
        sqlite3_result_error(context, registration->function->name, -1);
    }
}

void register_all(QueryDatabase& database, std::span<const ScalarFunction> functions) {
    for (const ScalarFunction& function : functions) {
        sqlite3_create_function_v2(
            database.handle(), function.name, -1, SQLITE_UTF8,
            new Registration{.function = &function, .database = &database}, run_scalar, nullptr,
            nullptr, [](void* registration) { delete static_cast<Registration*>(registration); });
    }
}

}  // namespace

std::string real_text(double number) {
    if (std::isnan(number)) {
        return "NaN";
    }
    if (std::isinf(number)) {
        return number < 0 ? "-Infinity" : "Infinity";
    }
    constexpr double kExact = 1e15;
    if (number == std::floor(number) && std::fabs(number) < kExact) {
        return fmt::format("{:.0f}", number);
    }
    return fmt::format("{}", number);
}

void require_length(std::size_t bytes, std::string_view function) {
    constexpr std::size_t kLongestText = 1'000'000;
    if (bytes > kLongestText) {
        undecided(fmt::format("'{}' makes a text that is too long for a replay", function));
    }
}

void register_functions(QueryDatabase& database) {
    register_all(database, text_functions());
    register_all(database, format_functions());
    register_all(database, pattern_functions());
    register_all(database, array_functions());
    register_all(database, value_functions());
    register_all(database, conversion_functions());
    register_all(database, time_functions());
    register_all(database, number_functions());
    register_all(database, json_functions());
    register_all(database, json_access_functions());
    register_all(database, json_change_functions());
    register_all(database, time_field_functions());
    register_all(database, time_format_functions());
    register_all(database, interval_functions());
    register_aggregates(database);
}

}  // namespace erdmark::dialect::postgres
