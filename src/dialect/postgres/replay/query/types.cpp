#include <algorithm>
#include <array>
#include <charconv>

#include <fmt/format.h>

#include "base/text.h"
#include "dialect/postgres/expression_type.h"
#include "dialect/postgres/replay/query/translator.h"
#include "dialect/postgres/syntax_tree_reader.h"
#include "dialect/postgres/word_list.h"

namespace erdmark::dialect::postgres {

namespace {

/// Other types of the server whose values are kept as their text.
constexpr std::array<std::string_view, 19> kTextTypes{
    "json",      "jsonb",     "uuid",     "bytea",     "inet",        "cidr",     "xml",
    "interval",  "money",     "point",    "int4range", "int8range",   "numrange", "tsrange",
    "tstzrange", "daterange", "tsvector", "oidvector", "pg_node_tree"};

constexpr std::array<std::string_view, 8> kPseudoTypes{
    "record", "void", "anyelement", "anyarray", "trigger", "any", "event_trigger", "refcursor"};

bool is_real(std::string_view type) {
    return type == "double precision" || type == "real";
}

bool is_number(std::string_view type) {
    return is_whole_number(type) || is_real(type) || type == "numeric";
}

/// `character varying(20)`: the number, or 0.
int length_of(std::string_view type) {
    const std::size_t open = type.find('(');
    int length = 0;
    if (open != std::string_view::npos) {
        std::from_chars(type.data() + open + 1, type.data() + type.size(), length);
    }
    return length;
}

bool is_enum_literal_type(QueryNames& names, const std::string& type) {
    return names.find_labels(type).has_value();
}

std::string to_text_type(const SqliteValue& value, const std::string& type) {
    std::string text = as_text(value);
    const int length = length_of(type);
    if (type == "name") {
        return fmt::format("pg_name({})", text);
    }
    if (type == "\"char\"") {
        return fmt::format("substr({}, 1, 1)", text);
    }
    if (length > 0) {
        std::string cut = fmt::format("substr({}, 1, {})", text, length);
        return base_type(type) == "bpchar" ? fmt::format("rtrim({})", cut) : cut;
    }
    return text;
}

std::string to_number_type(const SqliteValue& value, const std::string& type) {
    if (value.type == "boolean") {
        return value.sql;
    }
    if (is_oid_type(type) && type != "oid" && is_string_type(value.type)) {
        return fmt::format("pg_to_oid({}, '{}')", value.sql, type);
    }
    if (is_string_type(value.type)) {
        return fmt::format("pg_to_number({}, '{}')", value.sql, base_type(type));
    }
    if (is_whole_number(type) && !is_whole_number(value.type)) {
        return fmt::format("CAST(round({}) AS INTEGER)", as_number(value));
    }
    if (is_real(type)) {
        return fmt::format("CAST({} AS REAL)", as_number(value));
    }
    return value.sql;
}

/// A number, a truth value or an array of the value; nothing when it can become none.
std::optional<std::string> cast_to_plain(const SqliteValue& value, const std::string& type) {
    const bool is_text = is_string_type(value.type);
    if (is_number(base_type(type)) &&
        (is_number(value.type) || is_text || value.type == "boolean")) {
        return to_number_type(value, type);
    }
    if (type == "boolean" && is_text) {
        return fmt::format("pg_to_boolean({})", value.sql);
    }
    if (type == "boolean" && is_whole_number(value.type)) {
        return fmt::format("({} <> 0)", value.sql);
    }
    const std::string element = element_of(type);
    if (!element.empty() && (is_text || !element_of(value.type).empty())) {
        return fmt::format("pg_to_array({}, '{}')", value.sql, element_kind(element));
    }
    return std::nullopt;
}

/// A value of a type whose input is read while the query runs.
std::optional<SqliteValue> cast_to_read(const SqliteValue& value, const std::string& type) {
    const bool is_text = is_string_type(value.type);
    if (is_date_type(type) && (is_text || is_date_type(value.type))) {
        return SqliteValue{fmt::format("pg_to_time({}, '{}')", value.sql, type), type};
    }
    if (base_type(type) == "interval" && (is_text || value.type == "interval")) {
        return SqliteValue{fmt::format("pg_to_interval({}, '{}')", value.sql, type), "interval"};
    }
    const bool is_json = type.starts_with("json") && value.type.starts_with("json");
    if (contains(kTextTypes, type) && (is_text || is_json)) {
        return SqliteValue{fmt::format("pg_to_type({}, '{}')", value.sql, type), type};
    }
    return std::nullopt;
}

/// The one with less in it becomes one of the type of the other.
void unify_times(SqliteValue& left, SqliteValue& right) {
    constexpr std::array<std::string_view, 3> kOrder{"date", "timestamp without time zone",
                                                     "timestamp with time zone"};
    const std::string left_type = base_type(left.type);
    const std::string right_type = base_type(right.type);
    if (left_type == right_type) {
        return;
    }
    const auto* const first = std::ranges::find(kOrder, left_type);
    const auto* const second = std::ranges::find(kOrder, right_type);
    if (first == kOrder.end() || second == kOrder.end()) {
        undecided(
            fmt::format("'{}' and '{}' are not known to be comparable", left.type, right.type));
    }
    SqliteValue& lesser = first < second ? left : right;
    const std::string type(*std::max(first, second));
    lesser = {fmt::format("pg_to_time({}, '{}')", lesser.sql, type), type};
}

bool is_plain_cast(const std::string& from, const std::string& to) {
    return base_type(from) == base_type(to) && !has_modifiers(to);
}

}  // namespace

void undecided(std::string reason, int offset) {
    throw Undecidable{.reason = std::move(reason), .offset = offset};
}

std::string sqlite_name(std::string_view name) {
    return "\"" + replace_all(name, "\"", "\"\"") + "\"";
}

std::string sqlite_text(std::string_view text) {
    return "'" + replace_all(text, "'", "''") + "'";
}

bool is_oid_type(std::string_view type) {
    constexpr std::array<std::string_view, 10> kTypes{
        "oid",          "regclass", "regtype",      "regproc",   "regprocedure",
        "regnamespace", "regrole",  "regcollation", "regconfig", "regoperator"};
    return contains(kTypes, type);
}

bool is_whole_number(std::string_view type) {
    return is_integer_type(type) || is_oid_type(type);
}

bool is_string_type(std::string_view type) {
    const std::string base = base_type(type);
    return is_text_type(base) || base == "name" || base == "bpchar" || base == "\"char\"" ||
           base == "citext" || base == "cstring" || is_untyped(base);
}

bool is_untyped(std::string_view type) {
    return type == kUnknownLiteral;
}

bool is_date_type(std::string_view type) {
    const std::string base = base_type(type);
    return base == "date" || base.starts_with("time");
}

char element_kind(std::string_view type) {
    if (is_whole_number(type)) {
        return 'n';
    }
    return type == "boolean" ? 'b' : 's';
}

std::string element_of(const std::string& type) {
    if (type == "int2vector") {
        return "smallint";
    }
    if (type == "oidvector") {
        return "oid";
    }
    return is_array_type(type) ? element_type(type) : "";
}

std::string as_text(const SqliteValue& value) {
    if (value.type == "boolean") {
        return fmt::format("pg_truth({}, 'true', 'false')", value.sql);
    }
    if (is_oid_type(value.type) && value.type != "oid") {
        return fmt::format("pg_oid_text({}, '{}')", value.sql, value.type);
    }
    if (is_number(value.type)) {
        return fmt::format("pg_number_text({})", value.sql);
    }
    if (base_type(value.type) == "bpchar") {
        return fmt::format("rtrim({})", value.sql);
    }
    return value.sql;
}

std::string as_output(const SqliteValue& value) {
    return value.type == "boolean" ? fmt::format("pg_truth({}, 't', 'f')", value.sql)
                                   : as_text(value);
}

std::string as_number(const SqliteValue& value) {
    return value.type == "numeric" ? fmt::format("CAST({} AS NUMERIC)", value.sql) : value.sql;
}

std::string as_comparable(const SqliteValue& value) {
    if (value.type == "interval") {
        return fmt::format("pg_interval_key({})", value.sql);
    }
    return value.type == "citext" ? fmt::format("pg_lower({})", value.sql) : as_number(value);
}

std::string SqliteTranslator::type_of(const PgQuery__TypeName& type) {
    const std::vector<std::string> names = read_names(type.n_names, type.names);
    const std::optional<std::string> text = read_type(type);
    if (!text || names.empty()) {
        undecided("a type is written in a way that is not replayed", type.location);
    }
    const std::string whole = is_array_type(*text) ? element_type(*text) : *text;
    const std::string base = base_type(whole);
    if (names.size() == 1 &&
        (is_number(base) || is_string_type(base) || base == "boolean" || is_date_type(base) ||
         contains(kTextTypes, base) || contains(kPseudoTypes, base) || base == "int2vector")) {
        return *text;
    }
    return names_.find_type(dotted_name(names)) + (is_array_type(*text) ? "[]" : "");
}

SqliteValue SqliteTranslator::cast(const SqliteValue& value, const std::string& type, int offset) {
    if (type.empty()) {
        return {value.sql, value.type};
    }
    if (value.sql == "NULL" || is_plain_cast(value.type, type)) {
        return {value.sql, type};
    }
    if (type == kDefinition && value.type != kDefinition) {
        undecided("the server's own words are not known", offset);
    }
    if (value.type == kNotKnown) {
        return {value.sql, value.type};
    }
    if (is_string_type(type) && value.type == kDefinition) {
        return value;
    }
    if (is_string_type(type)) {
        return {to_text_type(value, type), type};
    }
    if (std::optional<std::string> sql = cast_to_plain(value, type)) {
        return {std::move(*sql), type};
    }
    if (std::optional<SqliteValue> read = cast_to_read(value, type)) {
        return std::move(*read);
    }
    if (is_string_type(value.type) && is_enum_literal_type(names_, type)) {
        return {value.sql, type};
    }
    undecided(fmt::format("a cast of '{}' to '{}' is not replayed", value.type, type), offset);
}

void SqliteTranslator::unify(SqliteValue& left, SqliteValue& right, int offset) {
    if (is_untyped(left.type) && is_untyped(right.type)) {
        return;
    }
    if (is_untyped(left.type)) {
        left = cast(left, base_type(right.type), offset);
        return;
    }
    if (is_untyped(right.type)) {
        right = cast(right, base_type(left.type), offset);
        return;
    }
    if (is_date_type(left.type) && is_date_type(right.type)) {
        unify_times(left, right);
        return;
    }
    const bool is_same = base_type(left.type) == base_type(right.type) && !left.type.empty();
    const bool is_alike = (is_number(left.type) && is_number(right.type)) ||
                          (is_string_type(left.type) && is_string_type(right.type));
    if (!is_same && !is_alike) {
        undecided(
            fmt::format("'{}' and '{}' are not known to be comparable", left.type, right.type),
            offset);
    }
}

SqliteValue SqliteTranslator::parameter(QueryValue value) {
    reproducible_ = reproducible_ && value.reproducible;
    std::string type = value.type;
    if (!value.text) {
        return {"NULL", std::move(type)};
    }
    const bool is_name = is_oid_type(type) && type != "oid";
    parameters_.push_back(std::move(value));
    std::string sql = fmt::format("?{}", parameters_.size());
    // It comes as its name.
    return {is_name ? fmt::format("pg_to_oid({}, '{}')", sql, type) : std::move(sql),
            std::move(type)};
}

}  // namespace erdmark::dialect::postgres
