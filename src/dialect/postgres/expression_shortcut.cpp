#include "dialect/postgres/expression_shortcut.h"

#include <algorithm>
#include <array>

#include "dialect/postgres/expression_names.h"
#include "dialect/postgres/expression_type.h"
#include "dialect/postgres/word_list.h"

namespace erdmark::dialect::postgres {

namespace {

constexpr std::array<std::string_view, 7> kFixed{
    "CURRENT_DATE", "CURRENT_TIMESTAMP", "false", "gen_random_uuid()", "now()",
    "true",         "uuid_generate_v4()"};

/// Whether the text is one string between quotes.
bool is_plain_string(std::string_view text) {
    return text.size() >= 2 && text.front() == '\'' && text.back() == '\'' &&
           std::ranges::all_of(text.substr(1, text.size() - 2),
                               [](char c) { return c >= ' ' && c < '\x7f' && c != '\''; });
}

bool is_integer(std::string_view text) {
    return text.size() <= 9 && is_plain_number(text) && text.find('.') == std::string_view::npos;
}

bool is_plain_name(std::string_view name) {
    return quoted_name(name) == name;
}

}  // namespace

std::optional<std::string> canonical_by_shortcut(std::string_view text,
                                                 const ExpressionContext& context) {
    constexpr std::string_view kCall = "nextval(";
    constexpr std::string_view kClass = "::regclass)";
    if (is_integer(text) || contains(kFixed, text)) {
        return std::string(text);
    }
    if (text.starts_with(kCall) && text.ends_with(kClass) &&
        text.size() > kCall.size() + kClass.size()) {
        const std::string_view name =
            text.substr(kCall.size(), text.size() - kCall.size() - kClass.size());
        if (is_plain_string(name) && is_plain_name(name.substr(1, name.size() - 2))) {
            return std::string(kCall) + std::string(name) + ")";
        }
    }
    const std::size_t cast = text.rfind("::");
    if (is_text_type(context.type) && cast != std::string_view::npos &&
        is_plain_string(text.substr(0, cast)) && text.substr(cast + 2) == base_type(context.type)) {
        return std::string(text.substr(0, cast));
    }
    return std::nullopt;
}

}  // namespace erdmark::dialect::postgres
