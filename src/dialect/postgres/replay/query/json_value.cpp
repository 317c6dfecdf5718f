#include "dialect/postgres/replay/query/json_value.h"

#include <algorithm>
#include <charconv>
#include <cstdint>

#include "base/text.h"
#include "dialect/postgres/literal/outputs.h"
#include "dialect/postgres/replay/query/translator.h"

namespace erdmark::dialect::postgres {

namespace {

constexpr std::string_view kJsonBlanks = " \t\r\n";

/// The characters of a string that is known to be one.
std::string unescaped(std::string_view quoted) {
    std::string text;
    for (std::size_t at = 1; at + 1 < quoted.size(); ++at) {
        if (quoted[at] != '\\') {
            text += quoted[at];
            continue;
        }
        constexpr std::string_view kLetters = "bfnrt";
        constexpr std::string_view kMeanings = "\b\f\n\r\t";
        const char c = quoted[++at];
        const std::size_t letter = kLetters.find(c);
        if (c == 'u') {
            undecided("an escape \\u in a value of type json is not replayed");
        }
        text += letter == std::string_view::npos ? c : kMeanings[letter];
    }
    return text;
}

/// Goes over a text that is known to be JSON.
class JsonCursor {
public:
    explicit JsonCursor(std::string_view text) : text_(text) {}

    char peek() {
        at_ = std::min(text_.find_first_not_of(kJsonBlanks, at_), text_.size());
        return at_ < text_.size() ? text_[at_] : '\0';
    }

    bool take(char c) {
        const bool is_there = peek() == c;
        at_ += is_there ? 1 : 0;
        return is_there;
    }

    /// The text of the next value.
    std::string_view value() {
        const char first = peek();
        const std::size_t start = at_;
        if (first == '"') {
            skip_string();
        } else if (first == '{' || first == '[') {
            skip_nested();
        } else {
            at_ = std::min(text_.find_first_of(",:]} \t\r\n", at_), text_.size());
        }
        return text_.substr(start, at_ - start);
    }

private:
    void skip_string() {
        for (++at_; at_ < text_.size() && text_[at_] != '"'; ++at_) {
            at_ += text_[at_] == '\\' ? 1 : 0;
        }
        at_ = std::min(at_ + 1, text_.size());
    }

    void skip_nested() {
        int depth = 0;
        do {
            const char c = text_[at_];
            if (c == '"') {
                skip_string();
                continue;
            }
            depth += c == '{' || c == '[' ? 1 : 0;
            depth -= c == '}' || c == ']' ? 1 : 0;
            ++at_;
        } while (depth > 0 && at_ < text_.size());
    }

    std::string_view text_;
    std::size_t at_ = 0;
};

JsonKind json_kind(char first) {
    switch (first) {
        case '{':
            return JsonKind::Object;
        case '[':
            return JsonKind::Array;
        case '"':
            return JsonKind::String;
        case 't':
        case 'f':
            return JsonKind::Boolean;
        case 'n':
            return JsonKind::Null;
        default:
            return JsonKind::Number;
    }
}

}  // namespace

std::optional<std::string> JsonValue::member(std::string_view name) const {
    std::optional<std::string> found;
    for (const auto& [each, value] : members) {
        found = each == name ? value : found;
    }
    return found;
}

std::optional<std::string> JsonValue::item(std::int64_t index) const {
    const auto count = static_cast<std::int64_t>(items.size());
    const std::int64_t place = index < 0 ? count + index : index;
    return place >= 0 && place < count ? std::optional(items[static_cast<std::size_t>(place)])
                                       : std::nullopt;
}

JsonValue read_json(std::string_view text) {
    if (!jsonb_output(text)) {
        undecided("a value of type json is written in a form that is not replayed");
    }
    JsonCursor cursor(text);
    JsonValue value{.kind = json_kind(cursor.peek())};
    if (value.kind == JsonKind::Object) {
        cursor.take('{');
        while (!cursor.take('}')) {
            cursor.take(',');
            std::string name = unescaped(cursor.value());
            cursor.take(':');
            value.members.emplace_back(std::move(name), cursor.value());
        }
    } else if (value.kind == JsonKind::Array) {
        cursor.take('[');
        while (!cursor.take(']')) {
            cursor.take(',');
            value.items.emplace_back(cursor.value());
        }
    } else if (value.kind == JsonKind::String) {
        value.text = unescaped(cursor.value());
        return value;
    }
    value.text = trim(text);
    return value;
}

std::optional<std::int64_t> json_index(std::string_view text) {
    std::int64_t index = 0;
    const char* const last = text.data() + text.size();
    const auto [end, error] = std::from_chars(text.data(), last, index);
    return error == std::errc() && end == last ? std::optional(index) : std::nullopt;
}

std::optional<std::string> json_text(std::string_view json) {
    JsonValue value = read_json(json);
    return value.kind == JsonKind::Null ? std::nullopt : std::optional(std::move(value.text));
}

}  // namespace erdmark::dialect::postgres
