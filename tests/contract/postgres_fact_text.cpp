#include "contract/postgres_fact_text.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"
#include "dialect/postgres/expression.h"

namespace erdmark::test {
namespace {

std::string qualified(const dialect::Row& row) {
    const std::string space = row[4].value_or("");
    const std::string name = row[5].value_or("");
    return space == "public" || space == "pg_catalog" ? name : space + "." + name;
}

std::string with_precision(const std::string& type, const std::string& precision) {
    const std::size_t word = std::min(type.find(' '), type.size());
    return precision.empty() || precision == "6"
               ? type
               : fmt::format("{}({}){}", type.substr(0, word), precision, type.substr(word));
}

bool is_time(const std::string& type) {
    return type.starts_with("time") || type.starts_with("interval");
}

}  // namespace

std::string canonical_value(const std::string& text,
                            const std::map<std::string, std::string>* column_types,
                            const std::string& type) {
    return text.empty() ? ""
                        : dialect::postgres::canonical_expression(
                              text, {.column_types = column_types, .type = type});
}

std::string index_part(const std::string& text,
                       const std::map<std::string, std::string>* column_types) {
    const std::string name = replace_all(text, "\"", "");
    return column_types != nullptr && column_types->contains(name)
               ? name
               : canonical_value(text, column_types, "");
}

std::string type_text(const dialect::Row& row) {
    const std::string type = row[3].value_or("");
    const std::string length = row[8].value_or("");
    if (row[7] == "t" || type == "USER-DEFINED") {
        return qualified(row);
    }
    if (type == "ARRAY") {
        return (row[6] == "USER-DEFINED" ? qualified(row) : row[6].value_or("")) + "[]";
    }
    if (type == "numeric" && !length.empty()) {
        return fmt::format("numeric({},{})", length, row[9].value_or(""));
    }
    if ((type.starts_with("character") || type.starts_with("bit")) && !length.empty()) {
        return fmt::format("{}({})", type, length);
    }
    if (type == "interval" && row[11]) {
        return "interval " + to_lower(*row[11]);
    }
    return is_time(type) ? with_precision(type, row[10].value_or("")) : type;
}

std::string comparable_type(const std::string& type) {
    const bool standard = type.starts_with("character") || type.starts_with("bit") ||
                          type.starts_with("numeric") || is_time(type);
    const std::size_t open = type.find('(');
    const std::size_t close = type.find(')');
    if (open == std::string::npos || close == std::string::npos) {
        return type;
    }
    const bool default_precision = is_time(type) && type.substr(open, close + 1 - open) == "(6)";
    return standard && !type.ends_with("[]") && !default_precision
               ? type
               : type.substr(0, open) + type.substr(close + 1);
}

}  // namespace erdmark::test
