#include "dialect/postgres/replay/query/function_rows.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "dialect/postgres/replay/query/sqlite_query.h"

namespace erdmark::dialect::postgres {

namespace {

// The functions pg_… are those of functions.h.
constexpr std::array kFunctions{
    // Text.
    FunctionRow{"lower", "t", "pg_lower", "text"},
    FunctionRow{"upper", "t", "pg_upper", "text"},
    FunctionRow{"initcap", "t", "pg_initcap", "text"},
    FunctionRow{"length", "t", "pg_length", "integer"},
    FunctionRow{"char_length", "t", "pg_length", "integer"},
    FunctionRow{"character_length", "t", "pg_length", "integer"},
    FunctionRow{"octet_length", "t", "pg_bytes", "integer"},
    FunctionRow{"btrim", "t?t", "pg_btrim", "text"},
    FunctionRow{"ltrim", "t?t", "pg_ltrim", "text"},
    FunctionRow{"rtrim", "t?t", "pg_rtrim", "text"},
    FunctionRow{"replace", "ttt", "pg_replace", "text"},
    FunctionRow{"translate", "ttt", "pg_translate", "text"},
    FunctionRow{"substr", "ti?i", "pg_substring", "text"},
    FunctionRow{"substring", "ti?i", "pg_substring", "text"},
    FunctionRow{"overlay", "tti?i", "pg_overlay", "text"},
    FunctionRow{"left", "ti", "pg_left", "text"},
    FunctionRow{"right", "ti", "pg_right", "text"},
    FunctionRow{"lpad", "ti?t", "pg_lpad", "text"},
    FunctionRow{"rpad", "ti?t", "pg_rpad", "text"},
    FunctionRow{"repeat", "ti", "pg_repeat", "text"},
    FunctionRow{"reverse", "t", "pg_reverse", "text"},
    FunctionRow{"split_part", "tti", "pg_split_part", "text"},
    FunctionRow{"position", "tt", "pg_position", "integer"},
    FunctionRow{"strpos", "tt", "pg_position", "integer"},
    FunctionRow{"starts_with", "tt", "pg_starts_with", "boolean"},
    FunctionRow{"ascii", "t", "unicode", "integer"},
    FunctionRow{"chr", "i", "char", "text"},
    FunctionRow{"concat", "o*", "pg_concat", "text"},
    FunctionRow{"concat_ws", "to*", "pg_concat_ws", "text"},
    FunctionRow{"format", "t?o*", "pg_format", "text"},
    FunctionRow{"quote_ident", "t", "pg_quote_ident", "text"},
    FunctionRow{"quote_literal", "o", "pg_quote_literal", "text"},
    FunctionRow{"quote_nullable", "o", "pg_quote_nullable", "text"},
    FunctionRow{"md5", "t", "pg_md5", "text"},
    FunctionRow{"text", ".", "pg_number_text", "text"},
    FunctionRow{"to_hex", "i", "pg_to_hex", "text"},
    FunctionRow{"like_escape", "tt", "pg_like_escape", "text"},
    // Patterns.
    FunctionRow{"regexp_replace", "ttt?t", "pg_regexp_replace", "text"},
    FunctionRow{"regexp_match", "tt?t", "pg_regexp_match", "text[]"},
    FunctionRow{"regexp_split_to_array", "tt?t", "pg_regexp_split", "text[]"},
    FunctionRow{"regexp_like", "tt?t", "pg_regexp_like", "boolean"},
    // Arrays.
    FunctionRow{"string_to_array", "tt?t", "pg_string_to_array", "text[]"},
    FunctionRow{"array_to_string", "at?t", "pg_array_to_string", "text"},
    FunctionRow{"array_length", "ai", "pg_array_length", "integer"},
    FunctionRow{"array_upper", "ai", "pg_array_length", "integer"},
    FunctionRow{"cardinality", "a", "pg_cardinality", "integer"},
    FunctionRow{"array_append", "ao", "pg_array_append", "1"},
    FunctionRow{"array_prepend", "oa", "pg_array_prepend", "2"},
    FunctionRow{"array_cat", "aa", "pg_array_cat", "1"},
    FunctionRow{"array_remove", "ao", "pg_array_remove", "1"},
    FunctionRow{"array_position", "ao", "pg_array_position", "integer"},
    FunctionRow{"array_positions", "ao", "pg_array_positions", "integer[]"},
    FunctionRow{"array_replace", "aoo", "pg_array_replace", "1"},
    FunctionRow{"array_lower", "ai", "pg_array_lower", "integer"},
    FunctionRow{"array_ndims", "a", "pg_array_dimensions", "integer"},
    // Numbers.
    FunctionRow{"abs", "w", "pg_abs", "1"},
    FunctionRow{"ceil", "n", "ceil", "1"},
    FunctionRow{"ceiling", "n", "ceil", "1"},
    FunctionRow{"floor", "n", "floor", "1"},
    FunctionRow{"trunc", "n", "trunc", "1"},
    FunctionRow{"round", "n", "round", "1"},
    FunctionRow{"round", "xi", "pg_round", "numeric"},
    // JSON.
    FunctionRow{"json_build_object", "?j*", "pg_json_object", "json"},
    FunctionRow{"jsonb_build_object", "?j*", "pg_jsonb_object", "jsonb"},
    FunctionRow{"json_build_array", "?j*", "pg_json_array", "json"},
    FunctionRow{"jsonb_build_array", "?j*", "pg_jsonb_array", "jsonb"},
    FunctionRow{"to_json", "j", "trim", "json"},
    FunctionRow{"to_jsonb", "j", "pg_to_jsonb", "jsonb"},
    FunctionRow{"array_to_json", "j", "trim", "json"},
    FunctionRow{"jsonb_set", "JaJ?b", "pg_jsonb_set", "jsonb"},
    FunctionRow{"jsonb_array_length", "J", "pg_json_size", "integer"},
    FunctionRow{"json_array_length", "J", "pg_json_size", "integer"},
    FunctionRow{"jsonb_typeof", "J", "pg_json_type", "text"},
    FunctionRow{"json_typeof", "J", "pg_json_type", "text"},
    FunctionRow{"jsonb_extract_path", "Jt*", "pg_json_walk", "jsonb"},
    FunctionRow{"jsonb_extract_path_text", "Jt*", "pg_json_walk_text", "text"},
    FunctionRow{"json_extract_path", "Jt*", "pg_json_walk", "json"},
    FunctionRow{"json_extract_path_text", "Jt*", "pg_json_walk_text", "text"},
    FunctionRow{"mod", "nn", "mod", "1"},
    FunctionRow{"sign", "n", "sign", "1"},
    FunctionRow{"random", "", "pg_random", "double precision", false},
    // The session.
    FunctionRow{"current_schema", "", "pg_current_schema", "name"},
    FunctionRow{"current_database", "", "pg_current_database", kDefinition},
    FunctionRow{"current_setting", "t?b", "pg_setting", "text"},
    FunctionRow{"version", "", "pg_version", "text", false},
    FunctionRow{"pg_backend_pid", "", "pg_random", "integer", false},
    FunctionRow{"txid_current", "", "pg_random", "bigint", false},
    FunctionRow{"has_table_privilege", "..?.", "pg_true", "boolean"},
    FunctionRow{"has_schema_privilege", "..?.", "pg_true", "boolean"},
    FunctionRow{"has_column_privilege", "...?.", "pg_true", "boolean"},
    FunctionRow{"has_function_privilege", "..?.", "pg_true", "boolean"},
    FunctionRow{"has_sequence_privilege", "..?.", "pg_true", "boolean"},
    FunctionRow{"has_database_privilege", "..?.", "pg_true", "boolean"},
    FunctionRow{"has_type_privilege", "..?.", "pg_true", "boolean"},
    FunctionRow{"pg_has_role", "..?.", "pg_true", "boolean"},
    FunctionRow{"pg_is_in_recovery", "", "pg_false", "boolean"},
    FunctionRow{"pg_get_userbyid", "i", "pg_owner", kDefinition},
    FunctionRow{"pg_advisory_lock", "i?i", "pg_nothing", "void"},
    FunctionRow{"pg_advisory_xact_lock", "i?i", "pg_nothing", "void"},
    FunctionRow{"pg_advisory_unlock", "i?i", "pg_true", "boolean"},
    FunctionRow{"pg_try_advisory_lock", "i?i", "pg_true", "boolean"},
    FunctionRow{"pg_try_advisory_xact_lock", "i?i", "pg_true", "boolean"},
    FunctionRow{"pg_sleep", "n", "pg_nothing", "void"},
    FunctionRow{"pg_notify", "tt", "pg_nothing", "void"},
    // Names.
    FunctionRow{"to_regclass", "t", "pg_to_regclass", "regclass"},
    FunctionRow{"to_regtype", "t", "pg_to_regtype", "regtype"},
    FunctionRow{"to_regproc", "t", "pg_to_regproc", "regproc"},
    FunctionRow{"to_regnamespace", "t", "pg_to_regnamespace", "regnamespace"},
    FunctionRow{"to_regrole", "t", "pg_to_regrole", "regrole"},
    FunctionRow{"parse_ident", "t", "pg_parse_ident", "text[]"},
    // Sequences.
    FunctionRow{"nextval", "o", "pg_nextval", "bigint"},
    FunctionRow{"currval", "o", "pg_currval", "bigint"},
    FunctionRow{"lastval", "", "pg_lastval", "bigint"},
    FunctionRow{"setval", "oi?b", "pg_setval", "bigint"},
    // Chance and the clock.
    FunctionRow{"gen_random_uuid", "", "pg_uuid", "uuid", false},
    FunctionRow{"uuid_generate_v4", "", "pg_uuid", "uuid", false},
    FunctionRow{"uuid_generate_v1", "", "pg_uuid", "uuid", false},
    FunctionRow{"now", "", "pg_now", "timestamp with time zone", false},
    FunctionRow{"transaction_timestamp", "", "pg_now", "timestamp with time zone", false},
    FunctionRow{"statement_timestamp", "", "pg_now", "timestamp with time zone", false},
    FunctionRow{"clock_timestamp", "", "pg_now", "timestamp with time zone", false},
    FunctionRow{"timeofday", "", "pg_now", "text", false},
    // Dates.
    FunctionRow{"date_trunc", "td", "pg_date_trunc", "2", true, 2},
    FunctionRow{"date_part", "tm", "pg_date_part", "double precision", true, 2},
    FunctionRow{"extract", "tm", "pg_extract", "numeric", true, 2},
    FunctionRow{"to_char", ".t", "pg_to_char", "text", true, 1},
    FunctionRow{"age", "dd", "pg_age", "interval"},
    FunctionRow{"age", "d", "pg_age_today", "interval", false},
    FunctionRow{"make_interval", "?iiiiiin", "pg_make_interval", "interval", true, 0,
                "years months weeks days hours mins secs"},
    FunctionRow{"justify_days", "v", "pg_justify_days", "interval"},
    FunctionRow{"justify_hours", "v", "pg_justify_hours", "interval"},
    FunctionRow{"justify_interval", "v", "pg_justify_interval", "interval"},
    FunctionRow{"to_date", "tt", "pg_to_date", "date"},
    FunctionRow{"make_date", "iii", "pg_make_date", "date"},
    FunctionRow{"date", "d", "pg_date", "date"},
};

constexpr std::array kCatalogFunctions{
    CatalogFunctionRow{"pg_get_constraintdef", "i?b", "pg_constraint",
                       "SELECT constraintdef FROM {table} WHERE oid = {0}", kDefinition},
    CatalogFunctionRow{"pg_get_indexdef", "r?ib", "pg_class", "SELECT pg_oid_text({0}, 'indexdef')",
                       kDefinition},
    CatalogFunctionRow{"pg_get_viewdef", "r?b", "pg_class", "SELECT pg_oid_text({0}, 'viewdef')",
                       kDefinition},
    CatalogFunctionRow{"pg_get_function_identity_arguments", "i", "pg_proc",
                       "SELECT identityarguments FROM {table} WHERE oid = {0}", "text"},
    CatalogFunctionRow{"pg_get_function_result", "i", "pg_proc",
                       "SELECT result FROM {table} WHERE oid = {0}", "text"},
    CatalogFunctionRow{"pg_get_partkeydef", "r", "pg_class",
                       "SELECT partkeydef FROM {table} WHERE oid = {0}", kDefinition},
    CatalogFunctionRow{"pg_get_expr", ".r?b", "pg_class", "SELECT {0}", kDefinition},
    CatalogFunctionRow{"pg_get_serial_sequence", "tt", "pg_depend",
                       "SELECT sequencename FROM {table} WHERE sequencename IS NOT NULL AND "
                       "refobjid = pg_to_oid({0}, 'regclass') AND refname = {1}",
                       "text"},
    CatalogFunctionRow{"format_type", "ii", "pg_type",
                       "SELECT pg_type_text(formatted, {1}) FROM {table} WHERE oid = {0}", "text"},
    CatalogFunctionRow{"obj_description", "i?t", "pg_description",
                       "SELECT description FROM {table} WHERE objoid = {0} AND objsubid = 0",
                       "text"},
    CatalogFunctionRow{"col_description", "ri", "pg_description",
                       "SELECT description FROM {table} WHERE objoid = {0} AND objsubid = {1}",
                       "text"},
    CatalogFunctionRow{"pg_table_is_visible", "r", "pg_class",
                       "SELECT visible FROM {table} WHERE oid = {0}", "boolean"},
    CatalogFunctionRow{"pg_type_is_visible", "i", "pg_type",
                       "SELECT visible FROM {table} WHERE oid = {0}", "boolean"},
    CatalogFunctionRow{"pg_function_is_visible", "i", "pg_proc",
                       "SELECT visible FROM {table} WHERE oid = {0}", "boolean"},
    CatalogFunctionRow{"pg_relation_size", "r?t", "pg_class", "SELECT pg_random() FROM {table}",
                       "bigint"},
};

/// How many arguments a row takes: at least `first`, at most `second`.
std::pair<std::size_t, std::size_t> counts(std::string_view arguments) {
    const std::size_t optional = arguments.find('?');
    const bool is_open = arguments.ends_with('*');
    const std::size_t all =
        arguments.size() - (optional != std::string_view::npos ? 1 : 0) - (is_open ? 1 : 0);
    const std::size_t least = optional != std::string_view::npos ? optional : all;
    constexpr std::size_t kMany = 100;
    return {least, is_open ? kMany : all};
}

template <typename Rows>
auto find_row(const Rows& rows, std::string_view name, std::size_t arguments) {
    const auto found = std::ranges::find_if(rows, [&](const auto& row) {
        const auto [least, most] = counts(row.arguments);
        return row.name == name && arguments >= least && arguments <= most;
    });
    return found == rows.end() ? nullptr : &*found;
}

}  // namespace

const FunctionRow* find_function(std::string_view name, std::size_t arguments) {
    return find_row(kFunctions, name, arguments);
}

const CatalogFunctionRow* find_catalog_function(std::string_view name, std::size_t arguments) {
    return find_row(kCatalogFunctions, name, arguments);
}

char argument_kind(std::string_view arguments, std::size_t index) {
    std::string kinds;
    for (const char kind : arguments) {
        if (kind != '?') {
            kinds += kind;
        }
    }
    if (kinds.ends_with('*')) {
        kinds.pop_back();
        return index < kinds.size() ? kinds[index] : kinds.back();
    }
    return index < kinds.size() ? kinds[index] : '.';
}

}  // namespace erdmark::dialect::postgres
