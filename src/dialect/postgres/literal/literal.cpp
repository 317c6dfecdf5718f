#include "dialect/postgres/literal/literal.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "dialect/postgres/expression_type.h"
#include "dialect/postgres/literal/outputs.h"
#include "dialect/postgres/word_list.h"

namespace erdmark::dialect::postgres {

namespace {

struct Words {
    std::string_view whole;
    std::size_t shortest;  // A beginning of that length will do.
};

bool is_one_of(std::string_view word, const std::array<Words, 4>& words) {
    return std::ranges::any_of(words, [&](const Words& each) {
        return word.size() >= each.shortest && each.whole.starts_with(word);
    });
}

/// A name is cut to 63 bytes, before the character that would go beyond.
std::string name_output(std::string_view text) {
    constexpr std::size_t kLongest = 63;
    std::size_t length = 0;
    while (length < text.size()) {
        const std::size_t next = length + decode_utf8(text, length).length;
        if (next > kLongest) {
            break;
        }
        length = next;
    }
    return std::string(text.substr(0, length));
}

/// The type `"char"` is one byte; of more only ASCII is certain to be a text of its own.
std::optional<std::string> byte_output(std::string_view text) {
    if (text.size() > 1 && (text[0] == '\\' || static_cast<unsigned char>(text[0]) >= 0x80)) {
        return std::nullopt;
    }
    return std::string(text.substr(0, 1));
}

std::optional<std::string> point_output(std::string_view text) {
    text = trim(text);
    if (text.starts_with('(') && text.ends_with(')')) {
        text = trim(text.substr(1, text.size() - 2));
    }
    const std::size_t comma = std::min(text.find(','), text.size());
    const std::optional<std::string> x = float_output(text.substr(0, comma), false);
    const std::optional<std::string> y =
        float_output(text.substr(std::min(comma + 1, text.size())), false);
    if (!x || !y) {
        return std::nullopt;
    }
    return "(" + *x + "," + *y + ")";
}

std::optional<std::string> number_output(std::string_view text, std::string_view type) {
    if (type == "numeric") {
        return numeric_output(text);
    }
    if (type == "real" || type == "double precision") {
        return float_output(text, type == "real");
    }
    return integer_output(text, type);
}

struct Family {
    std::string_view type;
    std::optional<std::string> (*output)(std::string_view text);
};

constexpr std::array kFamilies{
    Family{"\"bit\"", &bit_output},     Family{"\"char\"", &byte_output},
    Family{"bit", &bit_output},         Family{"bit varying", &bit_output},
    Family{"boolean", &boolean_output}, Family{"bytea", &bytea_output},
    Family{"cidr", &cidr_output},       Family{"inet", &inet_output},
    Family{"jsonb", &jsonb_output},     Family{"macaddr", &macaddr_output},
    Family{"point", &point_output},     Family{"uuid", &uuid_output},
};

// Their texts depend on settings or have forms of their own.
constexpr std::array<std::string_view, 12> kUnread{"box",     "circle",   "jsonpath", "line",
                                                   "lseg",    "macaddr8", "path",     "polygon",
                                                   "tsquery", "tsvector", "money",    "pg_lsn"};

std::optional<std::string> plain_output(std::string_view text, std::string_view type) {
    if (is_number_type(type) || type == "oid") {
        return number_output(text, type);
    }
    if (type == "date" || type.starts_with("timestamp") || type.starts_with("time ")) {
        return moment_output(text, type);
    }
    if (is_range_type(type)) {
        return range_output(text, type);
    }
    if (is_multirange_type(type)) {
        return multirange_output(text, type);
    }
    if (type == "name") {
        return name_output(text);
    }
    const auto* const family = std::ranges::find(kFamilies, type, &Family::type);
    if (family != kFamilies.end()) {
        return family->output(text);
    }
    const bool is_unread = contains(kUnread, type);
    return is_unread ? std::nullopt : std::optional(std::string(text));
}

}  // namespace

std::optional<std::string> boolean_output(std::string_view text) {
    constexpr std::array kTrue{Words{"true", 1}, Words{"yes", 1}, Words{"on", 2}, Words{"1", 1}};
    constexpr std::array kFalse{Words{"false", 1}, Words{"no", 1}, Words{"off", 2}, Words{"0", 1}};
    const std::string word = to_lower(trim(text));
    if (is_one_of(word, kTrue)) {
        return "t";
    }
    return is_one_of(word, kFalse) ? std::optional<std::string>("f") : std::nullopt;
}

std::optional<std::string> literal_output(std::string_view text, std::string_view type) {
    if (is_array_type(type)) {
        return array_output(text, element_type(type));
    }
    if (type == "interval" || type.starts_with("interval ") || type.starts_with("interval(")) {
        return interval_output(text, type);
    }
    return plain_output(text, base_type(type));
}

}  // namespace erdmark::dialect::postgres
