#include <algorithm>
#include <array>
#include <string_view>

#include <fmt/format.h>
#include <pg_query/pg_query.pb-c.h>

#include "base/text.h"
#include "dialect/postgres/expression_names.h"
#include "dialect/postgres/syntax_tree_reader.h"

namespace erdmark::dialect::postgres {

namespace {

struct Spelling {
    std::string_view name;    // In pg_type.
    std::string_view before;  // What `format_type` prints before the modifiers,
    std::string_view behind;  // and behind them.
};

constexpr std::array kSpellings{
    Spelling{"bool", "boolean", ""},
    Spelling{"float4", "real", ""},
    Spelling{"float8", "double precision", ""},
    Spelling{"int2", "smallint", ""},
    Spelling{"int4", "integer", ""},
    Spelling{"int8", "bigint", ""},
    Spelling{"time", "time", " without time zone"},
    Spelling{"timestamp", "timestamp", " without time zone"},
    Spelling{"timestamptz", "timestamp", " with time zone"},
    Spelling{"timetz", "time", " with time zone"},
    Spelling{"varbit", "bit varying", ""},
    Spelling{"varchar", "character varying", ""},
};

struct Field {
    int mask;
    std::string_view words;
};

// The bits of INTERVAL_MASK in utils/timestamp.h: month 1, year 2, day 3, hour 10, minute 11,
// second 12.
constexpr std::array kIntervalFields{
    Field{1 << 2, " year"},
    Field{1 << 1, " month"},
    Field{1 << 3, " day"},
    Field{1 << 10, " hour"},
    Field{1 << 11, " minute"},
    Field{1 << 12, " second"},
    Field{1 << 2 | 1 << 1, " year to month"},
    Field{1 << 3 | 1 << 10, " day to hour"},
    Field{1 << 3 | 1 << 10 | 1 << 11, " day to minute"},
    Field{1 << 3 | 1 << 10 | 1 << 11 | 1 << 12, " day to second"},
    Field{1 << 10 | 1 << 11, " hour to minute"},
    Field{1 << 10 | 1 << 11 | 1 << 12, " hour to second"},
    Field{1 << 11 | 1 << 12, " minute to second"},
    Field{0x7fff, ""},
};

std::optional<std::string> modifier_text(const PgQuery__Node& node) {
    if (node.node_case == PG_QUERY__NODE__NODE_A_CONST) {
        const PgQuery__AConst& value = *node.a_const;
        if (value.val_case == PG_QUERY__A__CONST__VAL_IVAL) {
            return std::to_string(value.ival->ival);
        }
        if (value.val_case == PG_QUERY__A__CONST__VAL_SVAL) {
            return quoted_string(value.sval->sval);
        }
    }
    // A word, as in geometry(point,4326).
    if (node.node_case == PG_QUERY__NODE__NODE_COLUMN_REF && node.column_ref->n_fields == 1 &&
        node.column_ref->fields[0]->node_case == PG_QUERY__NODE__NODE_STRING) {
        return quoted_name(node.column_ref->fields[0]->string->sval);
    }
    return std::nullopt;
}

std::optional<std::vector<std::string>> read_modifiers(const PgQuery__TypeName& type) {
    std::vector<std::string> modifiers;
    for (std::size_t i = 0; i < type.n_typmods; ++i) {
        const std::optional<std::string> modifier = modifier_text(*type.typmods[i]);
        if (!modifier) {
            return std::nullopt;
        }
        modifiers.push_back(*modifier);
    }
    return modifiers;
}

std::string in_parentheses(const std::vector<std::string>& modifiers) {
    return modifiers.empty() ? "" : "(" + join(modifiers, ",") + ")";
}

std::optional<std::string> interval_text(const std::vector<std::string>& modifiers) {
    if (modifiers.empty()) {
        return "interval";
    }
    const auto* const field = std::ranges::find_if(kIntervalFields, [&](const Field& each) {
        return std::to_string(each.mask) == modifiers[0];
    });
    if (field == kIntervalFields.end()) {
        return std::nullopt;
    }
    const std::string precision = modifiers.size() == 2 ? "(" + modifiers[1] + ")" : "";
    return fmt::format("interval{}{}", field->words, precision);
}

std::optional<std::string> builtin_text(const std::string& name,
                                        std::vector<std::string> modifiers) {
    if (name == "interval") {
        return interval_text(modifiers);
    }
    if (name == "bpchar" && !modifiers.empty()) {
        return "character" + in_parentheses(modifiers);
    }
    if (name == "bit" && modifiers.empty()) {
        return "\"bit\"";  // Without quotes it would be bit(1).
    }
    if (name == "numeric" && modifiers.size() == 1) {
        modifiers.emplace_back("0");
    }
    const auto* const spelling = std::ranges::find(kSpellings, name, &Spelling::name);
    if (spelling == kSpellings.end()) {
        return quoted_name(name, NameUse::Type) + in_parentheses(modifiers);
    }
    return fmt::format("{}{}{}", spelling->before, in_parentheses(modifiers), spelling->behind);
}

}  // namespace

std::optional<std::string> read_type(const PgQuery__TypeName& type) {
    const std::optional<std::vector<std::string>> modifiers = read_modifiers(type);
    const std::vector<std::string> names = read_names(type.n_names, type.names);
    if (type.setof || type.pct_type || !modifiers || names.empty()) {
        return std::nullopt;
    }
    std::optional<std::string> text = names.size() == 1
                                          ? builtin_text(names[0], *modifiers)
                                          : quoted_path(names) + in_parentheses(*modifiers);
    if (text && type.n_array_bounds > 0) {
        *text += "[]";
    }
    return text;
}

}  // namespace erdmark::dialect::postgres
