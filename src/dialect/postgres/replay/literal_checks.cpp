#include "dialect/postgres/replay/literal_checks.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <string>
#include <string_view>

#include <fmt/format.h>

#include "base/text.h"
#include "dialect/postgres/expression_type.h"
#include "dialect/postgres/literal/outputs.h"
#include "dialect/postgres/replay/types.h"
#include "dialect/postgres/word_list.h"

namespace erdmark::dialect::postgres {

namespace {

std::optional<std::string> written_string(const ParserNode& expression) {
    if (expression.node_case != PG_QUERY__NODE__NODE_A_CONST ||
        expression.a_const->val_case != PG_QUERY__A__CONST__VAL_SVAL) {
        return std::nullopt;
    }
    return text_of(expression.a_const->sval->sval);
}

[[noreturn]] void refuse_text(std::string_view text, std::string_view type) {
    refuse(fmt::format(R"(invalid input syntax for type {}: "{}")", type, text),
           condition::kInvalidText);
}

void require_integer(std::string_view text, std::string_view type) {
    if (integer_output(text, type)) {
        return;
    }
    std::string_view digits = trim(text);
    if (digits.starts_with('-') || digits.starts_with('+')) {
        digits.remove_prefix(1);
    }
    if (digits.empty() || digits.find_first_not_of("0123456789") != std::string_view::npos) {
        refuse_text(text, type);
    }
    refuse(fmt::format(R"(value "{}" is out of range for type {})", text, type),
           condition::kOutOfRange);
}

/// Only what does not even begin as one is certain to be none.
bool begins_as_number(std::string_view text) {
    text = trim(text);
    if (text.starts_with('-') || text.starts_with('+')) {
        text.remove_prefix(1);
    }
    return !text.empty() && std::string_view(".0123456789nNiI").find(text[0]) != std::string::npos;
}

bool begins_as_json(std::string_view text) {
    text = trim(text);
    return !text.empty() &&
           std::string_view("{[\"-0123456789tfn").find(text[0]) != std::string::npos;
}

/// A single word is a moment only when it is one of a few.
void require_moment(std::string_view text, const std::string& type) {
    constexpr std::array<std::string_view, 6> kMoments = {"epoch", "infinity", "now",
                                                          "today", "tomorrow", "yesterday"};
    const std::string word = to_lower(trim(text));
    const bool is_word =
        !word.empty() && word.find_first_not_of("abcdefghijklmnopqrstuvwxyz") == std::string::npos;
    if (is_word && !contains(kMoments, word)) {
        refuse_text(text, type == "timestamp without time zone" ? "timestamp" : type);
    }
}

bool is_certainly_none(std::string_view text, std::string_view type) {
    if (type == "numeric" || type == "real" || type == "double precision") {
        return !begins_as_number(text);
    }
    return (type == "boolean" && !boolean_output(text)) || (type == "uuid" && !uuid_output(text));
}

void require_value_of_type(std::string_view text, const std::string& type) {
    if (is_certainly_none(text, type)) {
        refuse_text(text, type);
    }
    if (type == "smallint" || type == "integer" || type == "bigint") {
        require_integer(text, type);
    } else if (type == "date" || type.starts_with("timestamp")) {
        require_moment(text, type);
    } else if ((type == "json" || type == "jsonb") && !begins_as_json(text)) {
        refuse("invalid input syntax for type json", condition::kInvalidText);
    }
}

void require_known_label(const Catalog& catalog, const TypeUse& type, const std::string& text) {
    const Type* found = catalog.types.find(type.object);
    const auto* labels = found == nullptr ? nullptr : std::get_if<EnumFacts>(&found->facts);
    if (labels != nullptr && std::ranges::find(labels->values, text) == labels->values.end()) {
        refuse(
            fmt::format(R"(invalid input value for enum {}: "{}")", type_text(catalog, type), text),
            condition::kInvalidText);
    }
}

/// The length in `character varying(20)`; 0 for none.
std::size_t length_limit(std::string_view type) {
    const std::size_t open = type.find('(');
    std::size_t limit = 0;
    if (type.starts_with("character") && open != std::string_view::npos) {
        const std::string_view digits = type.substr(open + 1);
        std::from_chars(digits.data(), digits.data() + digits.size(), limit);
    }
    return limit;
}

/// Blanks at the end may be cut off.
std::size_t needed_length(std::string_view text) {
    const std::size_t last = text.find_last_not_of(' ');
    const std::string_view needed = text.substr(0, last == std::string_view::npos ? 0 : last + 1);
    return static_cast<std::size_t>(std::ranges::count_if(
        needed, [](char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U; }));
}

}  // namespace

void require_readable_literal(const Catalog& catalog, const TypeUse& type,
                              const ParserNode& expression) {
    const std::optional<std::string> text = written_string(expression);
    if (!text) {
        return;
    }
    const TypeUse below = base_type_of(catalog, type);
    if (!below.is_array) {
        require_known_label(catalog, below, *text);
        require_value_of_type(*text, base_type(type_text(catalog, below)));
        return;
    }
    const std::string_view array = trim(*text);
    if (!array.starts_with('{') && !array.starts_with('[')) {
        refuse(fmt::format(R"(malformed array literal: "{}")", *text), condition::kInvalidText);
    }
}

void require_short_literal(const Catalog& catalog, const TypeUse& type,
                           const ParserNode& expression) {
    const std::optional<std::string> text = written_string(expression);
    const TypeUse below = base_type_of(catalog, type);
    const std::string name = type_text(catalog, below);
    const std::size_t limit = below.is_array ? 0 : length_limit(name);
    if (text && limit > 0 && needed_length(*text) > limit) {
        refuse(fmt::format("value too long for type {}", name), condition::kTextTooLong);
    }
}

}  // namespace erdmark::dialect::postgres
