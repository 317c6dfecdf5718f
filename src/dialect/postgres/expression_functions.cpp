#include "dialect/postgres/expression_functions.h"

#include <algorithm>
#include <array>
#include <span>
#include <string_view>

#include "base/text.h"
#include "dialect/postgres/expression_type.h"

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
    Signature{"array_length", "*,integer", "integer"},
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
    Signature{"decode", "text,text", "bytea"},
    Signature{"encode", "*,text", "text"},
    Signature{"exp", "double precision", "double precision"},
    Signature{"exp", "numeric", "numeric"},
    Signature{"extract", "*,*", "numeric"},
    Signature{"floor", "double precision", "double precision"},
    Signature{"floor", "numeric", "numeric"},
    Signature{"format", "text,...", "text"},
    Signature{"gen_random_uuid", "", "uuid"},
    Signature{"initcap", "text", "text"},
    Signature{"jsonb_array_length", "jsonb", "integer"},
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
    Signature{"overlay", "text,text,integer", "text"},
    Signature{"overlay", "text,text,integer,integer", "text"},
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
    Signature{"setval", "regclass,*", "bigint"},
    Signature{"setval", "regclass,*,boolean", "bigint"},
    Signature{"setweight", "*,\"char\"", "tsvector"},
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
    Signature{"to_number", "text,text", "numeric"},
    Signature{"to_timestamp", "text,text", "timestamp with time zone"},
    Signature{"to_tsquery", "regconfig,text", "tsquery"},
    Signature{"to_tsvector", "regconfig,text", "tsvector"},
    Signature{"to_tsvector", "regconfig,*", "tsvector"},
    Signature{"transaction_timestamp", "", "timestamp with time zone"},
    Signature{"translate", "text,text,text", "text"},
    Signature{"trunc", "double precision", "double precision"},
    Signature{"trunc", "numeric", "numeric"},
    Signature{"trunc", "numeric,integer", "numeric"},
    Signature{"upper", "text", "text"},
};
static_assert(std::ranges::is_sorted(kSignatures, {}, &Signature::name));

/// Whether the value can do without its cast to `wanted`.
bool is_droppable(const Node& argument, std::string_view wanted) {
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
        return is_integer_type(value.type);
    }
    return wanted == "text" && is_text_type(value.type);
}

bool fits(const Node& argument, std::string_view wanted) {
    if (wanted == "*" || argument.type == wanted || is_droppable(argument, wanted)) {
        return true;
    }
    if (argument.type == kUnknownLiteral) {
        return !is_number_type(wanted);
    }
    return (wanted == "text" && is_text_type(argument.type)) ||
           ((wanted == "double precision" || wanted == "numeric") &&
            is_integer_type(argument.type));
}

bool is_match(const Node& call, const Signature& signature) {
    std::string_view wanted = signature.arguments;
    for (const Node& argument : call.parts) {
        if (wanted == "...") {
            return true;
        }
        const std::size_t comma = std::min(wanted.find(','), wanted.size());
        if (comma == 0 || !fits(argument, wanted.substr(0, comma))) {
            return false;
        }
        wanted.remove_prefix(std::min(comma + 1, wanted.size()));
    }
    return wanted.empty() || wanted == "...";
}

/// The number decides between the functions for numeric and for double precision, so one argument
/// must keep that type by itself; without any, integers mean double precision.
bool may_drop_numbers(const Node& call, const std::vector<std::string_view>& wanted) {
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

void drop_casts(Node& call, const std::vector<std::string_view>& wanted) {
    const bool numbers = may_drop_numbers(call, wanted);
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        Node& argument = call.parts[i];
        if (is_droppable(argument, wanted[i]) && (numbers || !is_number_type(wanted[i]))) {
            Node value = std::move(argument.parts[0]);
            argument = std::move(value);
        }
    }
}

}  // namespace

void simplify_call(Node& call) {
    if (call.names.size() != 1 || !call.clauses.empty() || call.variadic || call.distinct ||
        call.all) {
        return;
    }
    const auto* const first = std::ranges::lower_bound(kSignatures, std::string_view(call.names[0]),
                                                       {}, &Signature::name);
    const auto* const row = std::find_if(first, kSignatures.end(), [&](const Signature& signature) {
        return signature.name != call.names[0] || is_match(call, signature);
    });
    if (row == kSignatures.end() || row->name != call.names[0]) {
        return;
    }
    if (!call.parts.empty()) {
        std::vector<std::string_view> wanted = split(row->arguments, ',');
        wanted.resize(call.parts.size(), "*");
        std::ranges::replace(wanted, "...", "*");
        drop_casts(call, wanted);
    }
    call.type = row->result == "*" ? call.parts.back().type : std::string(row->result);
}

}  // namespace erdmark::dialect::postgres
