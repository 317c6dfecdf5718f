#include <algorithm>
#include <array>
#include <span>
#include <string_view>

#include "dialect/postgres/expression_names.h"
#include "dialect/postgres/expression_printer.h"
#include "dialect/postgres/word_list.h"

namespace erdmark::dialect::postgres {

namespace {

// What EXTRACT takes without quotes.
constexpr std::array<std::string_view, 20> kFields{
    "century", "day",     "decade", "dow",          "doy",        "epoch",  "hour",
    "isodow",  "isoyear", "julian", "microseconds", "millennium", "minute", "milliseconds",
    "month",   "quarter", "second", "timezone",     "week",       "year"};

void print_extract(const Node& call, std::string& out) {
    const Node& field = call.parts[0];
    const bool is_word = field.kind == NodeKind::String && contains(kFields, field.text);
    out += "EXTRACT(";
    out += is_word ? field.text : printed(field);
    out += " FROM " + printed(call.parts[1]) + ")";
}

void print_trim(std::string_view word, const Node& call, std::string& out) {
    out += "TRIM(";
    out += word;
    out += call.parts.size() == 2 ? " " + printed(call.parts[1]) : "";
    out += " FROM " + printed(call.parts[0]) + ")";
}

/// `FUNCTION(a WORD b FROM c …)`
void print_words(std::string_view function, std::span<const std::string_view> words,
                 const Node& call, std::string& out) {
    out += function;
    out += "(" + printed(call.parts[0]);
    for (std::size_t i = 1; i < call.parts.size(); ++i) {
        out += words[i - 1];
        out += printed(call.parts[i]);
    }
    out += ")";
}

void print_position(const Node& call, std::string& out) {
    out += "POSITION(";
    print_expression(call.parts[1], Binding::Cast, out);
    out += " IN ";
    print_expression(call.parts[0], Binding::Cast, out);
    out += ")";
}

void print_time_zone(const Node& call, std::string& out) {
    print_expression(call.parts[1], Binding::TimeZone, out);
    out += " AT TIME ZONE ";
    print_expression(call.parts[0], Binding::Collate, out);
}

void print_overlaps(const Node& call, std::string& out) {
    out += "(" + printed(call.parts[0]) + ", " + printed(call.parts[1]) + ") OVERLAPS (" +
           printed(call.parts[2]) + ", " + printed(call.parts[3]) + ")";
}

void print_sql_form(const Node& call, std::string& out) {
    constexpr std::array<std::string_view, 2> kSubstring{" FROM ", " FOR "};
    constexpr std::array<std::string_view, 3> kOverlay{" PLACING ", " FROM ", " FOR "};
    const std::string& name = call.names.back();
    if (name == "extract") {
        print_extract(call, out);
    } else if (name == "btrim") {
        print_trim("BOTH", call, out);
    } else if (name == "ltrim") {
        print_trim("LEADING", call, out);
    } else if (name == "rtrim") {
        print_trim("TRAILING", call, out);
    } else if (name == "substring") {
        print_words("SUBSTRING", kSubstring, call, out);
    } else if (name == "overlay") {
        print_words("OVERLAY", kOverlay, call, out);
    } else if (name == "position") {
        print_position(call, out);
    } else if (name == "timezone") {
        print_time_zone(call, out);
    } else {
        print_overlaps(call, out);
    }
}

/// Other schemas may have functions with such a name too; only the bare one is SQL's.
void print_name(const std::vector<std::string>& names, std::string& out) {
    for (std::size_t i = 0; i + 1 < names.size(); ++i) {
        out += quoted_name(names[i]) + ".";
    }
    out += quoted_name(names.back(), names.size() == 1 ? NameUse::Function : NameUse::Column);
}

void print_arguments(const Node& call, const Node* order, std::string& out) {
    out += call.distinct ? "DISTINCT " : "";
    out += call.all ? "*" : "";
    for (std::size_t i = 0; i < call.parts.size(); ++i) {
        out += i > 0 ? ", " : "";
        out += call.variadic && i + 1 == call.parts.size() ? "VARIADIC " : "";
        print_expression(call.parts[i], Binding::Any, out);
    }
    if (order != nullptr) {
        out += " ORDER BY ";
        print_sort_items(*order, out);
    }
}

void print_over(const Node& over, std::string& out) {
    out += " OVER ";
    if (!over.text.empty()) {
        out += quoted_name(over.text);
        return;
    }
    out += "(";
    std::string_view separator;
    for (const Node& clause : over.clauses) {
        out += separator;
        separator = " ";
        if (clause.kind == NodeKind::PartitionBy) {
            out += "PARTITION BY ";
            print_list(clause.parts, out);
        } else {
            out += "ORDER BY ";
            print_sort_items(clause, out);
        }
    }
    out += ")";
}

}  // namespace

void print_sort_items(const Node& order_by, std::string& out) {
    bool is_first = true;
    for (const Node& item : order_by.parts) {
        out += is_first ? "" : ", ";
        is_first = false;
        print_expression(item.parts[0], Binding::Any, out);
        out += item.text;
    }
}

void print_call(const Node& call, std::string& out) {
    if (call.sql_syntax) {
        print_sql_form(call, out);
        return;
    }
    const auto order = std::ranges::find(call.clauses, NodeKind::OrderBy, &Node::kind);
    const Node* const sort = order == call.clauses.end() ? nullptr : &*order;
    print_name(call.names, out);
    out += "(";
    print_arguments(call, call.within_group ? nullptr : sort, out);
    out += ")";
    if (call.within_group && sort != nullptr) {
        out += " WITHIN GROUP (ORDER BY ";
        print_sort_items(*sort, out);
        out += ")";
    }
    for (const Node& clause : call.clauses) {
        if (clause.kind == NodeKind::Filter) {
            out += " FILTER (WHERE " + printed(clause.parts[0]) + ")";
        } else if (clause.kind == NodeKind::Over) {
            print_over(clause, out);
        }
    }
}

}  // namespace erdmark::dialect::postgres
