#include "dialect/postgres/expression_functions.h"

#include <algorithm>
#include <array>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "base/text.h"
#include "dialect/postgres/expression_literals.h"
#include "dialect/postgres/expression_operands.h"
#include "dialect/postgres/expression_type.h"
#include "dialect/postgres/literal/outputs.h"
#include "dialect/postgres/word_list.h"

namespace erdmark::dialect::postgres {

namespace {

/// A function with its types, as `format_type` prints them and commas between; `*` takes any value
/// and leaves it as it is; `...` takes any number of them. When the result is `*`, it is the type
/// of the last argument.
struct Signature {
    std::string_view name;
    std::string_view arguments;
    std::string_view result;
};

// In order of the names. A row stands for a choice of the server that does not depend on whether
// literals have a cast: either all functions of the name and number of arguments have these types,
// or the others want types that the literals here do not turn into when text is possible.
constexpr std::array kSignatures{
    Signature{"array_append", "*,element", ""},
    Signature{"array_length", "*,integer", "integer"},
    Signature{"array_position", "*,element", "integer"},
    Signature{"array_positions", "*,element", "integer[]"},
    Signature{"array_remove", "*,element", ""},
    Signature{"array_to_string", "*,text", "text"},
    Signature{"array_to_string", "*,text,text", "text"},
    Signature{"ascii", "text", "integer"},
    Signature{"bit_length", "text", "integer"},
    Signature{"btrim", "text", "text"},
    Signature{"btrim", "text,text", "text"},
    Signature{"cardinality", "*", "integer"},
    Signature{"cbrt", "double precision", "double precision"},
    Signature{"ceil", "double precision", "double precision"},
    Signature{"ceil", "numeric", "numeric"},
    Signature{"ceiling", "double precision", "double precision"},
    Signature{"ceiling", "numeric", "numeric"},
    Signature{"char_length", "text", "integer"},
    Signature{"character_length", "text", "integer"},
    Signature{"chr", "integer", "text"},
    Signature{"clock_timestamp", "", "timestamp with time zone"},
    Signature{"concat", "...", "text"},
    Signature{"convert_from", "*,name", "text"},
    Signature{"convert_to", "text,name", "bytea"},
    Signature{"current_setting", "text", "text"},
    Signature{"current_setting", "text,boolean", "text"},
    Signature{"currval", "regclass", "bigint"},
    Signature{"date_part", "text,*", "double precision"},
    Signature{"date_trunc", "text,timestamp with time zone", "*"},
    Signature{"date_trunc", "text,timestamp without time zone", "*"},
    Signature{"date_trunc", "text,interval", "*"},
    Signature{"date_trunc", "text,*", ""},
    Signature{"daterange", "date,date", "daterange"},
    Signature{"daterange", "date,date,text", "daterange"},
    Signature{"decode", "text,text", "bytea"},
    Signature{"encode", "*,text", "text"},
    Signature{"exp", "double precision", "double precision"},
    Signature{"exp", "numeric", "numeric"},
    Signature{"extract", "*,*", "numeric"},
    Signature{"floor", "double precision", "double precision"},
    Signature{"floor", "numeric", "numeric"},
    Signature{"format", "text,...", "text"},
    Signature{"gen_random_uuid", "", "uuid"},
    Signature{"host", "*", "text"},
    Signature{"initcap", "text", "text"},
    Signature{"int4range", "integer,integer,text", "int4range"},
    Signature{"jsonb_array_length", "jsonb", "integer"},
    Signature{"jsonb_insert", "jsonb,text[],jsonb", "jsonb"},
    Signature{"jsonb_insert", "jsonb,text[],jsonb,boolean", "jsonb"},
    Signature{"jsonb_set", "jsonb,text[],jsonb", "jsonb"},
    Signature{"jsonb_set", "jsonb,text[],jsonb,boolean", "jsonb"},
    Signature{"jsonb_typeof", "jsonb", "text"},
    Signature{"left", "text,integer", "text"},
    Signature{"length", "text", "integer"},
    Signature{"ln", "double precision", "double precision"},
    Signature{"ln", "numeric", "numeric"},
    Signature{"lower", "text", "text"},
    Signature{"lpad", "text,integer", "text"},
    Signature{"lpad", "text,integer,text", "text"},
    Signature{"ltrim", "text", "text"},
    Signature{"ltrim", "text,text", "text"},
    Signature{"md5", "text", "text"},
    Signature{"nextval", "regclass", "bigint"},
    Signature{"now", "", "timestamp with time zone"},
    Signature{"octet_length", "text", "integer"},
    Signature{"overlaps",
              "timestamp with time zone,timestamp with time zone,"
              "timestamp with time zone,timestamp with time zone",
              "boolean"},
    Signature{"overlaps",
              "timestamp without time zone,timestamp without time zone,"
              "timestamp without time zone,timestamp without time zone",
              "boolean"},
    Signature{"overlay", "text,text,integer", "text"},
    Signature{"overlay", "text,text,integer,integer", "text"},
    Signature{"phraseto_tsquery", "regconfig,text", "tsquery"},
    Signature{"plainto_tsquery", "regconfig,text", "tsquery"},
    Signature{"position", "text,text", "integer"},
    Signature{"power", "double precision,double precision", "double precision"},
    Signature{"power", "numeric,numeric", "numeric"},
    Signature{"quote_ident", "text", "text"},
    Signature{"random", "", "double precision"},
    Signature{"regexp_match", "text,text", "text[]"},
    Signature{"regexp_match", "text,text,text", "text[]"},
    Signature{"regexp_replace", "text,text,text", "text"},
    Signature{"regexp_replace", "text,text,text,text", "text"},
    Signature{"regexp_split_to_array", "text,text", "text[]"},
    Signature{"repeat", "text,integer", "text"},
    Signature{"replace", "text,text,text", "text"},
    Signature{"reverse", "text", "text"},
    Signature{"right", "text,integer", "text"},
    Signature{"round", "numeric,integer", "numeric"},
    Signature{"round", "double precision", "double precision"},
    Signature{"round", "numeric", "numeric"},
    Signature{"rpad", "text,integer", "text"},
    Signature{"rpad", "text,integer,text", "text"},
    Signature{"rtrim", "text", "text"},
    Signature{"rtrim", "text,text", "text"},
    Signature{"set_config", "text,text,boolean", "text"},
    Signature{"setval", "regclass,*", "bigint"},
    Signature{"setval", "regclass,*,boolean", "bigint"},
    Signature{"setweight", "*,\"char\"", "tsvector"},
    Signature{"sha224", "bytea", "bytea"},
    Signature{"sha256", "bytea", "bytea"},
    Signature{"sha384", "bytea", "bytea"},
    Signature{"sha512", "bytea", "bytea"},
    Signature{"split_part", "text,text,integer", "text"},
    Signature{"sqrt", "double precision", "double precision"},
    Signature{"sqrt", "numeric", "numeric"},
    Signature{"starts_with", "text,text", "boolean"},
    Signature{"statement_timestamp", "", "timestamp with time zone"},
    Signature{"string_to_array", "text,text", "text[]"},
    Signature{"strpos", "text,text", "integer"},
    Signature{"substr", "text,integer", "text"},
    Signature{"substr", "text,integer,integer", "text"},
    Signature{"substring", "text,integer", "text"},
    Signature{"substring", "text,integer,integer", "text"},
    Signature{"substring", "text,text", "text"},
    Signature{"substring", "text,text,text", "text"},
    Signature{"timezone", "text,timestamp with time zone", "timestamp without time zone"},
    Signature{"timezone", "text,timestamp without time zone", "timestamp with time zone"},
    Signature{"timezone", "text,*", ""},
    Signature{"to_char", "*,text", "text"},
    Signature{"to_date", "text,text", "date"},
    Signature{"to_hex", "*", "text"},
    Signature{"to_number", "text,text", "numeric"},
    Signature{"to_timestamp", "text,text", "timestamp with time zone"},
    Signature{"to_timestamp", "double precision", "timestamp with time zone"},
    Signature{"to_tsquery", "regconfig,text", "tsquery"},
    Signature{"to_tsvector", "regconfig,text", "tsvector"},
    Signature{"to_tsvector", "regconfig,*", "tsvector"},
    Signature{"transaction_timestamp", "", "timestamp with time zone"},
    Signature{"translate", "text,text,text", "text"},
    Signature{"trunc", "double precision", "double precision"},
    Signature{"trunc", "numeric", "numeric"},
    Signature{"trunc", "numeric,integer", "numeric"},
    Signature{"tsrange", "timestamp without time zone,timestamp without time zone", "tsrange"},
    Signature{"tsrange", "timestamp without time zone,timestamp without time zone,text", "tsrange"},
    Signature{"tstzrange", "timestamp with time zone,timestamp with time zone", "tstzrange"},
    Signature{"tstzrange", "timestamp with time zone,timestamp with time zone,text", "tstzrange"},
    Signature{"upper", "text", "text"},
    Signature{"websearch_to_tsquery", "regconfig,text", "tsquery"},
};
static_assert(std::ranges::is_sorted(kSignatures, {}, &Signature::name));

/// Functions of text that exist for `character` as well, where blanks at the end count differently.
bool has_char_version(std::string_view function) {
    constexpr std::array<std::string_view, 4> kNames{"char_length", "character_length", "length",
                                                     "octet_length"};
    return contains(kNames, function);
}

bool is_char_as_text(const Node& value, std::string_view function) {
    return value.type == "bpchar" && !has_char_version(function);
}

/// The extension has versions of its own of some functions of text.
bool is_citext_as_text(const Node& value, std::string_view function) {
    constexpr std::array<std::string_view, 9> kOwn{"regexp_match",
                                                   "regexp_matches",
                                                   "regexp_replace",
                                                   "regexp_split_to_array",
                                                   "regexp_split_to_table",
                                                   "replace",
                                                   "split_part",
                                                   "strpos",
                                                   "translate"};
    return is_citext(value.type) && !contains(kOwn, function);
}

/// Whether the server turns the value into text by itself.
bool becomes_text(const Node& value, std::string_view function) {
    return is_text_type(value.type) || value.type == "name" || value.type == R"("char")" ||
           is_char_as_text(value, function) || is_citext_as_text(value, function);
}

/// Whether the server turns a number of the type into `wanted` by itself. None of the functions
/// here has a version for real.
bool is_number_for(std::string_view wanted, std::string_view type) {
    return (wanted == "double precision" && (is_integer_type(type) || type == "real")) ||
           (wanted == "numeric" && is_integer_type(type));
}

/// Whether the value can do without its cast to `wanted`.
bool is_droppable(const Node& argument, std::string_view wanted, std::string_view function) {
    if (argument.kind != NodeKind::Cast || argument.text != wanted) {
        return false;
    }
    const Node& value = argument.parts[0];
    if (value.kind == NodeKind::Number) {
        return wanted == "double precision" ? number_type(value.text) == "integer"
                                            : wanted == "numeric";
    }
    if (value.kind == NodeKind::String || value.kind == NodeKind::Null) {
        return !is_number_type(wanted);
    }
    if (wanted == "double precision" || wanted == "numeric") {
        return is_number_for(wanted, value.type);
    }
    // The type that it has already: a column of a domain.
    return value.type == wanted || (wanted == "text" && becomes_text(value, function));
}

bool fits(const Node& argument, std::string_view wanted, std::string_view function) {
    if (wanted == "*" || argument.type == wanted || is_droppable(argument, wanted, function)) {
        return true;
    }
    if (argument.type == kUnknownLiteral) {
        return !is_number_type(wanted) || argument.kind == NodeKind::Null;
    }
    return (wanted == "text" && becomes_text(argument, function)) ||
           is_number_for(wanted, argument.type);
}

/// What the arguments of the call shall be; nothing for another number of them.
std::optional<std::vector<std::string>> wanted_types(const Node& call, const Signature& signature) {
    std::vector<std::string> wanted;
    if (!signature.arguments.empty()) {
        for (const std::string_view type : split(signature.arguments, ',')) {
            wanted.emplace_back(type);
        }
    }
    if (!wanted.empty() && wanted.back() == "..." && wanted.size() <= call.parts.size() + 1) {
        wanted.resize(call.parts.size(), "*");
        std::ranges::replace(wanted, "...", "*");
    }
    if (wanted.size() != call.parts.size()) {
        return std::nullopt;
    }
    for (std::size_t i = 1; i < wanted.size(); ++i) {
        const std::string& array = call.parts[i - 1].type;
        if (wanted[i] == "element" && !is_array_type(array)) {
            return std::nullopt;
        }
        wanted[i] = wanted[i] == "element" ? element_type(array) : wanted[i];
    }
    return wanted;
}

bool is_match(const Node& call, const std::vector<std::string>& wanted) {
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        if (!fits(call.parts[i], wanted[i], call.names[0])) {
            return false;
        }
    }
    return true;
}

/// The number decides between the functions for numeric and for double precision, so one argument
/// must keep that type by itself; without any, integers mean double precision.
bool may_drop_numbers(const Node& call, const std::vector<std::string>& wanted) {
    if (wanted.size() == 2 && wanted[0] == "numeric" && wanted[1] == "integer") {
        return true;  // There is none for double precision.
    }
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        const Node& argument = call.parts[i];
        if (wanted[i] == "numeric" && argument.kind != NodeKind::Cast &&
            argument.type == "numeric") {
            return true;
        }
    }
    return std::ranges::find(wanted, "numeric") == wanted.end();
}

/// `element`: the array says which type NULL has.
void drop_null_cast(Node& argument, std::string_view wanted) {
    if (argument.kind == NodeKind::Cast && argument.text == wanted &&
        argument.parts[0].kind == NodeKind::Null) {
        drop_cast(argument);
    }
}

void drop_casts(Node& call, const std::vector<std::string>& wanted) {
    const bool numbers = may_drop_numbers(call, wanted);
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        Node& argument = call.parts[i];
        if (is_droppable(argument, wanted[i], call.names[0]) &&
            (numbers || !is_number_type(wanted[i]))) {
            Node value = std::move(argument.parts[0]);
            argument = std::move(value);
        }
        if (!is_number_type(wanted[i])) {
            read_literal_as(argument, wanted[i]);
        }
    }
}

/// The type of a bound of a range, `lower(x)` or `upper(x)`; empty for another call.
std::string_view bound_type(const Node& call) {
    const bool is_bound = call.names[0] == "lower" || call.names[0] == "upper";
    return is_bound && call.parts.size() == 1 ? range_subtype(call.parts[0].type) : "";
}

/// Only the forms with places are printed as SQL has them, not that with a pattern.
void drop_pattern_form(Node& call) {
    if (call.sql_syntax && call.names[0] == "substring" && call.parts.size() == 2 &&
        (call.parts[1].kind == NodeKind::String || is_text_type(call.parts[1].type))) {
        call.sql_syntax = false;
    }
}

/// The server counts bits whose number varies as such of a fixed number.
void drop_bit_cast(Node& call) {
    constexpr std::array<std::string_view, 3> kCounts{"bit_length", "length", "octet_length"};
    if (!contains(kCounts, call.names[0]) || call.parts.size() != 1) {
        return;
    }
    Node& bits = call.parts[0];
    if (bits.kind == NodeKind::Cast && bits.text == R"("bit")" &&
        bits.parts[0].type == "bit varying") {
        drop_cast(bits);
    }
}

}  // namespace

void simplify_call(Node& call) {
    if (call.names.size() != 1 || !call.clauses.empty() || call.variadic || call.distinct ||
        call.all) {
        return;
    }
    if (const std::string_view subtype = bound_type(call); !subtype.empty()) {
        call.type = subtype;
        return;
    }
    drop_pattern_form(call);
    drop_bit_cast(call);
    const std::string_view name = call.names[0];
    const auto* const first = std::ranges::lower_bound(kSignatures, name, {}, &Signature::name);
    const auto* const last = std::ranges::upper_bound(kSignatures, name, {}, &Signature::name);
    for (const Signature& signature : std::span(first, last)) {
        const std::optional<std::vector<std::string>> wanted = wanted_types(call, signature);
        if (wanted && is_match(call, *wanted)) {
            drop_casts(call, *wanted);
            if (signature.arguments == "*,element") {
                drop_null_cast(call.parts[1], (*wanted)[1]);
            }
            call.type = signature.result == "*" && !call.parts.empty()
                            ? call.parts.back().type
                            : std::string(signature.result);
            return;
        }
    }
}

bool is_server_function(std::string_view name) {
    return std::ranges::binary_search(kSignatures, name, {}, &Signature::name);
}

}  // namespace erdmark::dialect::postgres
