#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "base/text.h"
#include "dialect/postgres/expression_names.h"
#include "dialect/postgres/replay/query/functions.h"
#include "dialect/postgres/replay/query/translator.h"

namespace erdmark::dialect::postgres {

namespace {

/// A backslash makes it the escape form, whatever `standard_conforming_strings` is.
std::string quote_literal(const std::string& value) {
    const std::string quoted = replace_all(replace_all(value, "\\", "\\\\"), "'", "''");
    return (value.find('\\') == std::string::npos ? "'" : " E'") + quoted + "'";
}

/// One conversion of `format`: `%1$-10I`.
struct Conversion {
    std::size_t position = 0;  ///< From 1; 0 for the next argument.
    bool left = false;
    std::size_t width = 0;
    char kind = 's';
};

std::size_t read_number(std::string_view text, std::size_t& at) {
    constexpr std::size_t kMost = 100000;
    std::size_t number = 0;
    for (; at < text.size() && text[at] >= '0' && text[at] <= '9'; ++at) {
        number = std::min(kMost, number * 10 + static_cast<std::size_t>(text[at] - '0'));
    }
    return number;
}

Conversion read_conversion(std::string_view text, std::size_t& at) {
    Conversion conversion;
    const std::size_t start = at;
    const std::size_t number = read_number(text, at);
    if (number > 0 && at < text.size() && text[at] == '$') {
        conversion.position = number;
        ++at;
    } else {
        at = start;
    }
    if (at < text.size() && text[at] == '-') {
        conversion.left = true;
        ++at;
    }
    if (at < text.size() && text[at] == '*') {
        undecided("a width '*' in 'format' is not replayed");
    }
    conversion.width = read_number(text, at);
    if (at >= text.size()) {
        refuse("unterminated format() type specifier", condition::kInvalidParameterValue);
    }
    conversion.kind = text[at++];
    return conversion;
}

std::string converted(const FunctionCall& call, const Conversion& conversion, std::size_t index) {
    if (index >= call.size()) {
        refuse("too few arguments for format()", condition::kInvalidParameterValue);
    }
    if (conversion.kind == 's') {
        return call.text(index);
    }
    if (conversion.kind == 'I') {
        if (call.is_null(index)) {
            refuse("null values cannot be formatted as an SQL identifier",
                   condition::kNullNotAllowed);
        }
        return quoted_name(call.text(index));
    }
    if (conversion.kind == 'L') {
        return call.is_null(index) ? "NULL" : std::string(trim(quote_literal(call.text(index))));
    }
    refuse(fmt::format("unrecognized format() type specifier \"{}\"", conversion.kind),
           condition::kInvalidParameterValue);
}

void format_text(FunctionCall& call) {
    if (call.is_null(0)) {
        call.give_null();
        return;
    }
    const std::string text = call.text(0);
    std::string result;
    std::size_t next = 1;
    for (std::size_t at = 0; at < text.size();) {
        if (text[at] != '%') {
            result += text[at++];
            continue;
        }
        if (++at < text.size() && text[at] == '%') {
            result += text[at++];
            continue;
        }
        const Conversion conversion = read_conversion(text, at);
        const std::size_t index = conversion.position > 0 ? conversion.position : next;
        next = index + 1;
        const std::string value = converted(call, conversion, index);
        result += conversion.left ? fmt::format("{:<{}}", value, conversion.width)
                                  : fmt::format("{:>{}}", value, conversion.width);
        require_length(result.size(), "format");
    }
    call.give(std::string_view(result));
}

void concat(FunctionCall& call) {
    std::string text;
    for (std::size_t index = 0; index < call.size(); ++index) {
        text += call.text(index);
    }
    call.give(std::string_view(text));
}

void concat_with(FunctionCall& call) {
    if (call.is_null(0)) {
        call.give_null();
        return;
    }
    std::string text;
    bool is_first = true;
    for (std::size_t index = 1; index < call.size(); ++index) {
        if (!call.is_null(index)) {
            text += (is_first ? "" : call.text(0)) + call.text(index);
            is_first = false;
        }
    }
    call.give(std::string_view(text));
}

void quote_identifier(FunctionCall& call) {
    call.give(std::string_view(quoted_name(call.text(0))));
}

void quote_text(FunctionCall& call) {
    const std::string quoted = quote_literal(call.text(0));
    call.give(trim(quoted));
}

void quote_nullable(FunctionCall& call) {
    if (call.is_null(0)) {
        call.give(std::string_view("NULL"));
        return;
    }
    quote_text(call);
}

/// Reads `a."B".c`.
class IdentifierReader {
public:
    explicit IdentifierReader(std::string_view text) : text_(text) {}

    std::vector<std::string> read() {
        std::vector<std::string> names;
        while (true) {
            names.push_back(at_ < text_.size() && text_[at_] == '"' ? read_quoted() : read_bare());
            if (names.back().empty()) {
                fail();
            }
            if (at_ >= text_.size()) {
                return names;
            }
            if (text_[at_++] != '.') {
                fail();
            }
        }
    }

private:
    [[noreturn]] void fail() const {
        refuse(fmt::format("string is not a valid identifier: \"{}\"", text_),
               condition::kInvalidParameterValue);
    }

    std::string read_quoted() {
        std::string name;
        for (++at_; at_ < text_.size(); ++at_) {
            const bool is_quote = text_[at_] == '"';
            const bool is_double = is_quote && at_ + 1 < text_.size() && text_[at_ + 1] == '"';
            if (is_quote && !is_double) {
                ++at_;
                return name;
            }
            at_ += is_double ? 1 : 0;
            name += text_[at_];
        }
        fail();
    }

    std::string read_bare() {
        const std::size_t end = std::min(text_.find_first_of(".\"", at_), text_.size());
        const std::string_view name = text_.substr(at_, end - at_);
        at_ = end;
        return to_lower(trim(name));
    }

    std::string_view text_;
    std::size_t at_ = 0;
};

void parse_name(FunctionCall& call) {
    std::vector<std::optional<std::string>> parts;
    for (const std::string& part : parse_identifiers(call.text(0))) {
        parts.emplace_back(part);
    }
    call.give(std::string_view(array_text(parts)));
}

constexpr std::array kFunctions{
    ScalarFunction{"pg_format", false, format_text},
    ScalarFunction{"pg_concat", false, concat},
    ScalarFunction{"pg_concat_ws", false, concat_with},
    ScalarFunction{"pg_quote_ident", true, quote_identifier},
    ScalarFunction{"pg_quote_literal", true, quote_text},
    ScalarFunction{"pg_quote_nullable", false, quote_nullable},
    ScalarFunction{"pg_parse_ident", true, parse_name},
};

}  // namespace

std::vector<std::string> parse_identifiers(std::string_view text) {
    return IdentifierReader(trim(text)).read();
}

std::span<const ScalarFunction> format_functions() {
    return kFunctions;
}

}  // namespace erdmark::dialect::postgres
