#include "dialect/sqlite/printf_function.h"

#include <algorithm>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include <sqlite3.h>

namespace erdmark::dialect::sqlite {

namespace {

constexpr std::int64_t kMostCharacters = 1'000'000;
constexpr std::size_t kMostDigits = 6;
constexpr std::string_view kDigits = "0123456789";

using Values = std::span<sqlite3_value*>;
using StatementHandle = std::unique_ptr<sqlite3_stmt, decltype(&sqlite3_finalize)>;

std::string_view text_of(sqlite3_value* value) {
    const auto* text = reinterpret_cast<const char*>(sqlite3_value_text(value));
    return text == nullptr
               ? std::string_view()
               : std::string_view(text, static_cast<std::size_t>(sqlite3_value_bytes(value)));
}

bool has_large_number(Values values) {
    return std::ranges::any_of(values, [](sqlite3_value* value) {
        const std::int64_t number = sqlite3_value_int64(value);
        return number > kMostCharacters || number < -kMostCharacters;
    });
}

/// The end of those of `characters` that stand at `at`.
std::size_t skip(std::string_view text, std::size_t at, std::string_view characters) {
    return std::min(text.find_first_not_of(characters, at), text.size());
}

/// Whether a `%c` of the format may write too many characters. A number that is large may be the
/// precision of each `*`.
bool repeats_too_often(std::string_view format, bool is_an_argument_large) {
    for (std::size_t at = format.find('%'); at != std::string_view::npos;
         at = format.find('%', at)) {
        at = skip(format, at + 1, "-+ #0,!");
        at = skip(format, at, "0123456789*");
        const bool has_precision = at < format.size() && format[at] == '.';
        const std::size_t start = has_precision ? at + 1 : at;
        const std::size_t end = has_precision ? skip(format, start, "0123456789*") : at;
        const std::string_view precision = format.substr(start, end - start);
        const bool is_large = precision.find_first_not_of(kDigits) == std::string_view::npos
                                  ? precision.size() > kMostDigits
                                  : is_an_argument_large;
        at = skip(format, end, "l");
        if (is_large && at < format.size() && format[at] == 'c') {
            return true;
        }
        at = std::min(at + 1, format.size());
    }
    return false;
}

/// Lets SQLite's own function of another database do it.
void give_printed(sqlite3_context* context, sqlite3* printer, Values values) {
    std::string query = "SELECT printf(";
    for (std::size_t index = 0; index < values.size(); ++index) {
        query += index == 0 ? "?" : ", ?";
    }
    query += ")";
    sqlite3_stmt* prepared = nullptr;
    sqlite3_prepare_v2(printer, query.c_str(), -1, &prepared, nullptr);
    const StatementHandle statement(prepared, sqlite3_finalize);
    for (std::size_t index = 0; index < values.size(); ++index) {
        sqlite3_bind_value(statement.get(), static_cast<int>(index) + 1, values[index]);
    }
    if (sqlite3_step(statement.get()) == SQLITE_ROW) {
        sqlite3_result_value(context, sqlite3_column_value(statement.get(), 0));
    } else {
        sqlite3_result_error(context, sqlite3_errmsg(printer), -1);
    }
}

void print(sqlite3_context* context, int count, sqlite3_value** arguments) {
    const Values values(arguments, static_cast<std::size_t>(count));
    if (!values.empty() && repeats_too_often(text_of(values[0]), has_large_number(values))) {
        sqlite3_result_error_toobig(context);
        return;
    }
    give_printed(context, static_cast<sqlite3*>(sqlite3_user_data(context)), values);
}

}  // namespace

void bound_printf(sqlite3* database) {
    for (const char* name : {"printf", "format"}) {
        sqlite3* printer = nullptr;
        sqlite3_open_v2(":memory:", &printer, SQLITE_OPEN_READWRITE, nullptr);
        sqlite3_limit(printer, SQLITE_LIMIT_LENGTH,
                      sqlite3_limit(database, SQLITE_LIMIT_LENGTH, -1));
        sqlite3_create_function_v2(
            database, name, -1, SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS, printer,
            print, nullptr, nullptr,
            [](void* closed) { sqlite3_close_v2(static_cast<sqlite3*>(closed)); });
    }
}

}  // namespace erdmark::dialect::sqlite
