#include "dialect/postgres/expression_names.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "dialect/postgres/word_list.h"

namespace erdmark::dialect::postgres {

namespace {

// pg_get_keywords() of PostgreSQL 15, each list in order. Keywords of the kind `unreserved` need no
// quotes anywhere.

constexpr std::array<std::string_view, 51> kColumnNames{
    "between",    "bigint",       "bit",       "boolean",       "char",          "character",
    "coalesce",   "dec",          "decimal",   "exists",        "extract",       "float",
    "greatest",   "grouping",     "inout",     "int",           "integer",       "interval",
    "least",      "national",     "nchar",     "none",          "normalize",     "nullif",
    "numeric",    "out",          "overlay",   "position",      "precision",     "real",
    "row",        "setof",        "smallint",  "substring",     "time",          "timestamp",
    "treat",      "trim",         "values",    "varchar",       "xmlattributes", "xmlconcat",
    "xmlelement", "xmlexists",    "xmlforest", "xmlnamespaces", "xmlparse",      "xmlpi",
    "xmlroot",    "xmlserialize", "xmltable"};

constexpr std::array<std::string_view, 23> kFunctionNames{
    "authorization", "binary", "collation", "concurrently", "cross",   "current_schema",
    "freeze",        "full",   "ilike",     "inner",        "is",      "isnull",
    "join",          "left",   "like",      "natural",      "notnull", "outer",
    "overlaps",      "right",  "similar",   "tablesample",  "verbose"};

constexpr std::array<std::string_view, 77> kReserved{"all",          "analyse",
                                                     "analyze",      "and",
                                                     "any",          "array",
                                                     "as",           "asc",
                                                     "asymmetric",   "both",
                                                     "case",         "cast",
                                                     "check",        "collate",
                                                     "column",       "constraint",
                                                     "create",       "current_catalog",
                                                     "current_date", "current_role",
                                                     "current_time", "current_timestamp",
                                                     "current_user", "default",
                                                     "deferrable",   "desc",
                                                     "distinct",     "do",
                                                     "else",         "end",
                                                     "except",       "false",
                                                     "fetch",        "for",
                                                     "foreign",      "from",
                                                     "grant",        "group",
                                                     "having",       "in",
                                                     "initially",    "intersect",
                                                     "into",         "lateral",
                                                     "leading",      "limit",
                                                     "localtime",    "localtimestamp",
                                                     "not",          "null",
                                                     "offset",       "on",
                                                     "only",         "or",
                                                     "order",        "placing",
                                                     "primary",      "references",
                                                     "returning",    "select",
                                                     "session_user", "some",
                                                     "symmetric",    "table",
                                                     "then",         "to",
                                                     "trailing",     "true",
                                                     "union",        "unique",
                                                     "user",         "using",
                                                     "variadic",     "when",
                                                     "where",        "window",
                                                     "with"};

// These have a rule of their own in the grammar that takes plain arguments and means the function.
constexpr std::array<std::string_view, 2> kCallable{"overlay", "substring"};

// Names of types that are words of the grammar, and mean the same there.
constexpr std::array<std::string_view, 3> kTypeWords{"bit", "interval", "numeric"};

bool is_plain(std::string_view name) {
    const auto is_letter = [](char c) { return (c >= 'a' && c <= 'z') || c == '_'; };
    return !name.empty() && is_letter(name.front()) && std::ranges::all_of(name, [&](char c) {
        return is_letter(c) || (c >= '0' && c <= '9');
    });
}

bool is_keyword(std::string_view name, NameUse use) {
    if (std::ranges::binary_search(kReserved, name)) {
        return true;
    }
    if (std::ranges::binary_search(kFunctionNames, name)) {
        return use == NameUse::Column;
    }
    if (!std::ranges::binary_search(kColumnNames, name)) {
        return false;
    }
    return !(use == NameUse::Function && contains(kCallable, name)) &&
           !(use == NameUse::Type && contains(kTypeWords, name));
}

}  // namespace

std::string quoted_name(std::string_view name, NameUse use) {
    if (is_plain(name) && !is_keyword(name, use)) {
        return std::string(name);
    }
    return "\"" + replace_all(name, "\"", "\"\"") + "\"";
}

std::string quoted_path(const std::vector<std::string>& names) {
    std::string path;
    for (const std::string& name : names) {
        path += path.empty() ? "" : ".";
        path += quoted_name(name);
    }
    return path;
}

std::string quoted_string(std::string_view value) {
    return "'" + replace_all(value, "'", "''") + "'";
}

}  // namespace erdmark::dialect::postgres
