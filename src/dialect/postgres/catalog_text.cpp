#include "dialect/postgres/catalog_text.h"

#include <algorithm>
#include <charconv>

#include "base/text.h"

namespace erdmark::dialect::postgres {

namespace {

/// Reads a quoted item of an array and moves `at` behind its closing quote.
std::string quoted_item(std::string_view text, std::size_t& at) {
    std::string item;
    for (++at; at < text.size() && text[at] != '"'; ++at) {
        at += text[at] == '\\' ? 1 : 0;
        if (at < text.size()) {
            item += text[at];
        }
    }
    ++at;
    return item;
}

/// Behind the quoted name or string that starts at `at`. A doubled quote ends one string and starts
/// the next, which comes to the same. The server never writes a backslash that escapes a quote
/// other than in `E'…'`, and there it doubles quotes as well.
std::size_t skip_quoted(std::string_view text, std::size_t at) {
    const std::size_t end = text.find(text[at], at + 1);
    return end == std::string_view::npos ? text.size() : end + 1;
}

std::string without_parentheses(std::string_view text) {
    text = trim(text);
    return text.starts_with('(') && text.ends_with(')')
               ? std::string(text.substr(1, text.size() - 2))
               : std::string(text);
}

}  // namespace

std::vector<std::string> parse_array(std::string_view text) {
    std::vector<std::string> items;
    if (text.size() < 2 || text == "{}") {
        return items;
    }
    text = text.substr(1, text.size() - 2);
    for (std::size_t at = 0; at <= text.size(); ++at) {
        if (at < text.size() && text[at] == '"') {
            items.push_back(quoted_item(text, at));
            continue;
        }
        const std::size_t end = std::min(text.find(',', at), text.size());
        const std::string_view item = text.substr(at, end - at);
        items.emplace_back(item == "NULL" ? "" : item);
        at = end;
    }
    return items;
}

std::vector<int> parse_numbers(std::string_view text) {
    constexpr std::string_view kSeparators = "{}, ";
    std::vector<int> numbers;
    while (true) {
        text.remove_prefix(std::min(text.find_first_not_of(kSeparators), text.size()));
        int number = 0;
        const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
        if (read.ptr == text.data()) {
            return numbers;
        }
        numbers.push_back(number);
        text.remove_prefix(static_cast<std::size_t>(read.ptr - text.data()));
    }
}

std::vector<std::size_t> find_top_level(std::string_view text, std::string_view word) {
    std::vector<std::size_t> places;
    int depth = 0;
    for (std::size_t at = 0; at < text.size();) {
        const char c = text[at];
        if (c == '\'' || c == '"') {
            at = skip_quoted(text, at);
            continue;
        }
        depth += c == '(' || c == '[' ? 1 : c == ')' || c == ']' ? -1 : 0;
        if (depth == 0 && text.substr(at).starts_with(word)) {
            places.push_back(at);
        }
        ++at;
    }
    return places;
}

std::string display_identifier(std::string_view name) {
    constexpr std::string_view kPlain = "abcdefghijklmnopqrstuvwxyz_0123456789$";
    const bool plain = !name.empty() && name.find_first_not_of(kPlain) == std::string_view::npos &&
                       (name.front() < '0' || name.front() > '9') && name.front() != '$';
    return plain ? std::string(name) : '"' + replace_all(name, "\"", "\"\"") + '"';
}

std::string firing_words(char code) {
    switch (code) {
        case 'D':
            return "DISABLED";
        case 'R':
            return "ENABLED ON REPLICA";
        case 'A':
            return "ENABLED ALWAYS";
        default:
            return "";
    }
}

TriggerText parse_trigger(std::string_view definition) {
    TriggerText trigger;
    // PostgreSQL 12 and later write FUNCTION, even where PROCEDURE was written.
    constexpr std::string_view kExecute = " EXECUTE FUNCTION ";
    constexpr std::string_view kWhen = " WHEN ";
    const std::vector<std::size_t> execute = find_top_level(definition, kExecute);
    if (execute.empty()) {
        return trigger;
    }
    trigger.call = definition.substr(execute.front() + kExecute.size());
    const std::string_view head = definition.substr(0, execute.front());
    if (const std::vector<std::size_t> when = find_top_level(head, kWhen); !when.empty()) {
        trigger.condition = without_parentheses(head.substr(when.front() + kWhen.size()));
    }
    return trigger;
}

}  // namespace erdmark::dialect::postgres
