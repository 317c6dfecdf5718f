#include <fmt/format.h>

#include "dialect/postgres/expression_type.h"
#include "dialect/postgres/replay/query/translator.h"

// Arithmetic with dates, times and intervals.

namespace erdmark::dialect::postgres {

namespace {

bool is_clock_type(const std::string& type) {
    return base_type(type) == "time without time zone";
}

bool is_timestamp_type(const std::string& type) {
    return type.starts_with("timestamp");
}

bool is_factor(const std::string& type) {
    return is_number_type(type) || is_integer_type(type);
}

std::optional<SqliteValue> scaled_interval(const std::string& name, const SqliteValue& interval,
                                           const SqliteValue& factor) {
    if (name != "*" && name != "/") {
        return std::nullopt;
    }
    return SqliteValue{fmt::format("pg_interval_{}({}, CAST({} AS REAL))",
                                   name == "*" ? "multiply" : "divide", interval.sql, factor.sql),
                       "interval"};
}

std::optional<SqliteValue> difference(const SqliteValue& left, const SqliteValue& right) {
    if (left.type == "date" && right.type == "date") {
        return SqliteValue{fmt::format("pg_days({}, {})", left.sql, right.sql), "integer"};
    }
    if (is_clock_type(left.type) && is_clock_type(right.type)) {
        return SqliteValue{fmt::format("pg_subtract_clocks({}, {})", left.sql, right.sql),
                           "interval"};
    }
    if (is_clock_type(left.type) || is_clock_type(right.type)) {
        return std::nullopt;
    }
    return SqliteValue{fmt::format("pg_subtract_times({}, {})", left.sql, right.sql), "interval"};
}

std::optional<SqliteValue> moved(const SqliteValue& time, const SqliteValue& interval, int sign) {
    if (is_clock_type(time.type)) {
        return SqliteValue{fmt::format("pg_move_clock({}, {}, {})", time.sql, interval.sql, sign),
                           time.type};
    }
    if (time.type != "date" && !is_timestamp_type(time.type)) {
        return std::nullopt;
    }
    const std::string type =
        time.type == "date" ? "timestamp without time zone" : base_type(time.type);
    return SqliteValue{
        fmt::format("pg_add_interval({}, {}, {}, '{}')", time.sql, interval.sql, sign, type), type};
}

/// What stands on the right of a date or a time.
std::optional<SqliteValue> time_step(const SqliteValue& time, const SqliteValue& step, int sign) {
    if (step.type == "interval") {
        return moved(time, step, sign);
    }
    if (time.type == "date" && is_integer_type(step.type)) {
        return SqliteValue{fmt::format("pg_add_days({}, {} * ({}))", time.sql, sign, step.sql),
                           "date"};
    }
    if (time.type == "date" && is_clock_type(step.type) && sign > 0) {
        return SqliteValue{fmt::format("({} || ' ' || {})", time.sql, step.sql),
                           "timestamp without time zone"};
    }
    return std::nullopt;
}

}  // namespace

SqliteValue SqliteTranslator::at_time_zone(const std::vector<SqliteValue>& values, int offset) {
    const SqliteValue& time = values[1];
    if (!is_string_type(values[0].type) || (time.type != "date" && !is_timestamp_type(time.type))) {
        undecided(fmt::format("'{}' AT TIME ZONE a value of type '{}' is not replayed", time.type,
                              values[0].type),
                  offset);
    }
    const std::string type = base_type(time.type) == "timestamp without time zone"
                                 ? "timestamp with time zone"
                                 : "timestamp without time zone";
    return {fmt::format("pg_at_time_zone({}, {}, '{}')", as_text(values[0]), time.sql, type), type};
}

std::optional<SqliteValue> SqliteTranslator::time_operation(const std::string& name,
                                                            const SqliteValue& left,
                                                            const SqliteValue& right) {
    if (left.type == "interval" && is_factor(right.type)) {
        return scaled_interval(name, left, right);
    }
    if (right.type == "interval" && is_factor(left.type) && name == "*") {
        return scaled_interval(name, right, left);
    }
    if (name != "+" && name != "-") {
        return std::nullopt;
    }
    const int sign = name == "+" ? 1 : -1;
    if (left.type == "interval" && right.type == "interval") {
        return SqliteValue{fmt::format("pg_interval_add({}, {}, {})", left.sql, right.sql, sign),
                           "interval"};
    }
    if (is_date_type(left.type) && is_date_type(right.type) && sign < 0) {
        return difference(left, right);
    }
    if (is_date_type(left.type)) {
        return time_step(left, right, sign);
    }
    return is_date_type(right.type) && sign > 0 ? time_step(right, left, sign) : std::nullopt;
}

}  // namespace erdmark::dialect::postgres
