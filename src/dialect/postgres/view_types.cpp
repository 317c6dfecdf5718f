#include "dialect/postgres/view_types.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "dialect/postgres/expression_type.h"
#include "dialect/postgres/view_facts.h"
#include "dialect/postgres/view_system.h"

namespace erdmark::dialect::postgres {

namespace {

struct ServerType {
    std::string_view code;
    std::string_view words;  // When they are not the code.
    char category;
    bool preferred;
};

// Of pg_type, in order.
constexpr std::array<ServerType, 91> kTypes{
    ServerType{"aclitem", "", 'U', false},
    ServerType{"any", "\"any\"", 'P', false},
    ServerType{"anyarray", "", 'P', false},
    ServerType{"anycompatible", "", 'P', false},
    ServerType{"anycompatiblearray", "", 'P', false},
    ServerType{"anycompatiblemultirange", "", 'P', false},
    ServerType{"anycompatiblenonarray", "", 'P', false},
    ServerType{"anycompatiblerange", "", 'P', false},
    ServerType{"anyelement", "", 'P', false},
    ServerType{"anyenum", "", 'P', false},
    ServerType{"anymultirange", "", 'P', false},
    ServerType{"anynonarray", "", 'P', false},
    ServerType{"anyrange", "", 'P', false},
    ServerType{"bit", "\"bit\"", 'V', false},
    ServerType{"bool", "boolean", 'B', true},
    ServerType{"box", "", 'G', false},
    ServerType{"bpchar", "", 'S', false},
    ServerType{"bytea", "", 'U', false},
    ServerType{"char", "\"char\"", 'Z', false},
    ServerType{"cid", "", 'U', false},
    ServerType{"cidr", "", 'I', false},
    ServerType{"circle", "", 'G', false},
    ServerType{"date", "", 'D', false},
    ServerType{"datemultirange", "", 'R', false},
    ServerType{"daterange", "", 'R', false},
    ServerType{"float4", "real", 'N', false},
    ServerType{"float8", "double precision", 'N', true},
    ServerType{"gtsvector", "", 'U', false},
    ServerType{"inet", "", 'I', true},
    ServerType{"int2", "smallint", 'N', false},
    ServerType{"int2vector", "", 'A', false},
    ServerType{"int4", "integer", 'N', false},
    ServerType{"int4multirange", "", 'R', false},
    ServerType{"int4range", "", 'R', false},
    ServerType{"int8", "bigint", 'N', false},
    ServerType{"int8multirange", "", 'R', false},
    ServerType{"int8range", "", 'R', false},
    ServerType{"interval", "", 'T', true},
    ServerType{"json", "", 'U', false},
    ServerType{"jsonb", "", 'U', false},
    ServerType{"jsonpath", "", 'U', false},
    ServerType{"line", "", 'G', false},
    ServerType{"lseg", "", 'G', false},
    ServerType{"macaddr", "", 'U', false},
    ServerType{"macaddr8", "", 'U', false},
    ServerType{"money", "", 'N', false},
    ServerType{"name", "", 'S', false},
    ServerType{"numeric", "", 'N', false},
    ServerType{"nummultirange", "", 'R', false},
    ServerType{"numrange", "", 'R', false},
    ServerType{"oid", "", 'N', true},
    ServerType{"oidvector", "", 'A', false},
    ServerType{"path", "", 'G', false},
    ServerType{"pg_lsn", "", 'U', false},
    ServerType{"pg_snapshot", "", 'U', false},
    ServerType{"point", "", 'G', false},
    ServerType{"polygon", "", 'G', false},
    ServerType{"record", "", 'P', false},
    ServerType{"refcursor", "", 'U', false},
    ServerType{"regclass", "", 'N', false},
    ServerType{"regcollation", "", 'N', false},
    ServerType{"regconfig", "", 'N', false},
    ServerType{"regdictionary", "", 'N', false},
    ServerType{"regnamespace", "", 'N', false},
    ServerType{"regoper", "", 'N', false},
    ServerType{"regoperator", "", 'N', false},
    ServerType{"regproc", "", 'N', false},
    ServerType{"regprocedure", "", 'N', false},
    ServerType{"regrole", "", 'N', false},
    ServerType{"regtype", "", 'N', false},
    ServerType{"text", "", 'S', true},
    ServerType{"tid", "", 'U', false},
    ServerType{"time", "time without time zone", 'D', false},
    ServerType{"timestamp", "timestamp without time zone", 'D', false},
    ServerType{"timestamptz", "timestamp with time zone", 'D', true},
    ServerType{"timetz", "time with time zone", 'D', false},
    ServerType{"tsmultirange", "", 'R', false},
    ServerType{"tsquery", "", 'U', false},
    ServerType{"tsrange", "", 'R', false},
    ServerType{"tstzmultirange", "", 'R', false},
    ServerType{"tstzrange", "", 'R', false},
    ServerType{"tsvector", "", 'U', false},
    ServerType{"txid_snapshot", "", 'U', false},
    ServerType{"unknown", "", 'X', false},
    ServerType{"uuid", "", 'U', false},
    ServerType{"varbit", "bit varying", 'V', true},
    ServerType{"varchar", "character varying", 'S', false},
    ServerType{"void", "", 'P', false},
    ServerType{"xid", "", 'U', false},
    ServerType{"xid8", "", 'U', false},
    ServerType{"xml", "", 'U', false},
};
static_assert(std::ranges::is_sorted(kTypes, {}, &ServerType::code));

const ServerType* find_type(std::string_view code) {
    const auto* const type = std::ranges::lower_bound(kTypes, code, {}, &ServerType::code);
    return type != kTypes.end() && type->code == code ? type : nullptr;
}

/// The codes of composite and other types that the server itself does not have.
constexpr char kArray = 'A';
constexpr char kUser = 'U';

constexpr std::string_view kBlanks = " \n";

/// In the order of their text.
std::vector<std::string_view> sorted_casts() {
    std::vector<std::string_view> casts;
    const std::string_view text = implicit_casts();
    for (std::size_t at = text.find_first_not_of(kBlanks); at != std::string_view::npos;) {
        const std::size_t end = std::min(text.find_first_of(kBlanks, at), text.size());
        casts.push_back(text.substr(at, end - at));
        at = text.find_first_not_of(kBlanks, end);
    }
    std::ranges::sort(casts);
    return casts;
}

bool has_implicit_cast(std::string_view from, std::string_view to) {
    static const std::vector<std::string_view> casts = sorted_casts();
    return std::ranges::binary_search(casts, fmt::format("{}>{}", from, to), std::ranges::less());
}

bool is_array_code(std::string_view code) {
    return code.starts_with('_') && code.size() > 1;
}

}  // namespace

std::string type_code(std::string_view text) {
    std::string base = base_type(text);
    if (is_array_type(base)) {
        return array_code(type_code(element_type(base)));
    }
    const auto* const type = std::ranges::find_if(
        kTypes, [&](const ServerType& each) { return !each.words.empty() && each.words == base; });
    return type == kTypes.end() ? base : std::string(type->code);
}

std::string type_words(std::string_view code) {
    if (is_array_code(code)) {
        return type_words(code.substr(1)) + "[]";
    }
    const ServerType* const type = find_type(code);
    return std::string(type == nullptr || type->words.empty() ? code : type->words);
}

std::string element_code(std::string_view code) {
    return is_array_code(code) ? std::string(code.substr(1)) : "";
}

std::string array_code(std::string_view code) {
    // Arrays of arrays are arrays.
    return code.empty() || is_array_code(code) ? std::string(code) : "_" + std::string(code);
}

bool is_polymorphic(std::string_view code) {
    return code.starts_with("any");
}

char TypeRules::category(const std::string& code) {
    if (is_array_code(code)) {
        return kArray;
    }
    if (const ServerType* const type = find_type(code)) {
        return type->category;
    }
    const SourceType* const type = user_type(code);
    if (type == nullptr) {
        return kUser;
    }
    switch (type->kind) {
        case UserTypeKind::Enum:
            return 'E';
        case UserTypeKind::Domain:
            return category(base(code));
        case UserTypeKind::Composite:
            return 'C';
        case UserTypeKind::Range:
        case UserTypeKind::Multirange:
            return 'R';
        case UserTypeKind::Other:
            break;
    }
    return code == "citext" ? 'S' : kUser;
}

bool TypeRules::is_preferred(std::string_view code) {
    const ServerType* const type = find_type(code);
    return type != nullptr && type->preferred;
}

std::string TypeRules::base(const std::string& code) {
    constexpr int kDeepest = 32;
    std::string result = code;
    for (int depth = 0; depth < kDeepest; ++depth) {
        const SourceType* const type = user_type(result);
        if (type == nullptr || type->kind != UserTypeKind::Domain) {
            break;
        }
        result = type_code(type->base);
    }
    return result;
}

const SourceType* TypeRules::user_type(const std::string& code) {
    if (code.empty() || is_array_code(code) || find_type(code) != nullptr) {
        return nullptr;
    }
    const auto [entry, is_new] = known_.try_emplace(code);
    if (is_new) {
        entry->second = source_.type(code);
        if (!entry->second) {
            entry->second = system_type(code);
        }
    }
    return entry->second ? &*entry->second : nullptr;
}

bool TypeRules::fits_pseudo(const std::string& from, const std::string& to) {
    const bool is_array = is_array_code(base(from));
    if (to == "anyarray" || to == "anycompatiblearray") {
        return is_array;
    }
    if (to == "anynonarray" || to == "anycompatiblenonarray") {
        return !is_array;
    }
    if (to == "anyenum") {
        return category(from) == 'E';
    }
    if (to.ends_with("multirange")) {
        return from.ends_with("multirange");
    }
    if (to.ends_with("range")) {
        return category(from) == 'R' && !from.ends_with("multirange");
    }
    return true;
}

bool TypeRules::coerces(const std::string& from, const std::string& to) {
    if (from == to || from == kUnknownLiteral || to == "any") {
        return true;
    }
    if (is_polymorphic(to)) {
        return fits_pseudo(from, to);
    }
    if (to == "record") {
        const SourceType* const type = user_type(from);
        return type != nullptr && type->kind == UserTypeKind::Composite;
    }
    const std::string inner = base(from);
    if (inner == to || has_implicit_cast(inner, to)) {
        return true;
    }
    if (inner == "citext") {
        return to == "text" || to == "varchar" || to == "bpchar";
    }
    return is_array_code(inner) && is_array_code(to) &&
           coerces(element_code(inner), element_code(to));
}

/// Whether several values are rather of type `next` than of `type`.
bool TypeRules::is_better(const std::string& next, const std::string& type) {
    if (next == kUnknownLiteral || next == type) {
        return false;
    }
    return type == kUnknownLiteral ||
           (!is_preferred(type) && coerces(type, next) && !coerces(next, type));
}

std::string TypeRules::common(const std::vector<std::string>& codes) {
    if (codes.empty() || std::ranges::find(codes, "") != codes.end()) {
        return "";
    }
    const bool are_same =
        std::ranges::all_of(codes, [&](const std::string& code) { return code == codes.front(); });
    if (are_same && codes.front() != kUnknownLiteral) {
        return codes.front();
    }
    std::string type = base(codes.front());
    for (const std::string& code : codes) {
        const std::string next = base(code);
        if (type != kUnknownLiteral && next != kUnknownLiteral &&
            category(next) != category(type)) {
            return "";
        }
        if (is_better(next, type)) {
            type = next;
        }
    }
    return type == kUnknownLiteral ? "text" : type;
}

}  // namespace erdmark::dialect::postgres
