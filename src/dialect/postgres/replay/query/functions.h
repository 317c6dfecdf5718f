#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "dialect/postgres/replay/query/query_database.h"

struct sqlite3_context;
struct sqlite3_value;

namespace erdmark::dialect::postgres {

// The functions of PostgreSQL that queries in SQLite call.

constexpr std::uint64_t kBytesOfStep = 4;  ///< That a function reads or writes.

/// A call as the function sees it.
class FunctionCall {
public:
    FunctionCall(sqlite3_context* context, std::span<sqlite3_value*> values,
                 QueryDatabase& database)
        : context_(context), values_(values), database_(database) {}

    std::size_t size() const { return values_.size(); }
    bool is_null(std::size_t index) const;
    std::string text(std::size_t index) const;  ///< Empty for NULL.
    std::optional<std::string> optional_text(std::size_t index) const;
    std::int64_t integer(std::size_t index) const;
    double real(std::size_t index) const;
    bool is_integer(std::size_t index) const;
    bool is_real(std::size_t index) const;

    /// Whether there is such an argument, and it is neither NULL nor 0.
    bool flag(std::size_t index) const;

    /// Of all arguments that are text.
    std::uint64_t bytes() const;

    void give(std::string_view text);
    void give(std::int64_t number);
    void give_real(double number);
    void give(bool truth) { give(static_cast<std::int64_t>(truth)); }
    void give(const std::optional<std::string>& text);  ///< Or NULL.
    void give_null();
    void give_argument(std::size_t index);

    QueryDatabase& database() { return database_; }

private:
    sqlite3_context* context_;
    std::span<sqlite3_value*> values_;
    QueryDatabase& database_;
};

struct ScalarFunction {
    const char* name;
    bool is_strict;  ///< Gives NULL when an argument is NULL, without a call.
    void (*run)(FunctionCall& call);
};

std::span<const ScalarFunction> text_functions();
std::span<const ScalarFunction> format_functions();
std::span<const ScalarFunction> pattern_functions();
std::span<const ScalarFunction> array_functions();
std::span<const ScalarFunction> value_functions();
std::span<const ScalarFunction> conversion_functions();
std::span<const ScalarFunction> time_functions();
std::span<const ScalarFunction> number_functions();
std::span<const ScalarFunction> json_functions();
std::span<const ScalarFunction> json_access_functions();
std::span<const ScalarFunction> json_change_functions();
std::span<const ScalarFunction> time_field_functions();
std::span<const ScalarFunction> time_format_functions();
std::span<const ScalarFunction> interval_functions();

/// Throws an `Undecidable` when that is more bytes than the text may have that the function makes.
void require_length(std::size_t bytes, std::string_view function);

/// Registers the aggregates: pg_string_agg, pg_array_agg, pg_json_agg, pg_min, pg_any, pg_single …
void register_aggregates(QueryDatabase& database);

/// The elements of an array as PostgreSQL prints it, or of an int2vector (`1 2`). Throws an
/// `Undecidable` for arrays of several dimensions or with bounds, and a `Refusal` for what is none.
std::vector<std::optional<std::string>> array_elements(std::string_view text);

/// An array as PostgreSQL prints it.
std::string array_text(const std::vector<std::optional<std::string>>& elements);

/// A JSON array of elements; `kind` as element_kind has it.
std::string json_elements(const std::vector<std::optional<std::string>>& elements, char kind);

/// `digits` divided by ten to the power of `scale`, as PostgreSQL prints a numeric value.
std::string decimal_digits(std::int64_t digits, int scale);

/// Sum and quotient of numeric values as they are printed. Throw an `Undecidable` for numbers of
/// many digits.
std::string decimal_sum(const std::string& left, const std::string& right);
std::string decimal_quotient(const std::string& left, const std::string& right);

/// A text as a number of that type. Throws a `Refusal` for what is none, or too large.
std::int64_t whole_number(const std::string& text, const std::string& type);

/// A number as PostgreSQL prints a double precision value.
std::string real_text(double number);

/// The names of a qualified name as ::regclass reads it: folded, without quotes.
std::vector<std::string> parse_identifiers(std::string_view text);

}  // namespace erdmark::dialect::postgres
