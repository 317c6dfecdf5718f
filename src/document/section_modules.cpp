#include "document/section_modules.h"

#include <algorithm>
#include <array>
#include <set>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "base/text.h"
#include "document/schema_modules.h"

namespace erdmark::document {

namespace {

/// Words that say of a heading only that it is one.
constexpr auto kFrame = std::to_array<std::string_view>(
    {"domain", "domains", "module", "modules", "section", "part", "area", "tables", "table",
     "entities", "schema", "related", "core"});

/// Headings made of such words name no subject.
constexpr auto kTechnical = std::to_array<std::string_view>(
    {"and",      "all",        "base",      "check",      "comments", "constraints", "create",
     "creation", "data",       "database",  "default",    "defaults", "definitions", "drop",
     "enum",     "enums",      "extension", "extensions", "foreign",  "function",    "functions",
     "grants",   "helper",     "helpers",   "index",      "indexes",  "indices",     "initial",
     "insert",   "keys",       "main",      "migration",  "new",      "partitions",  "policies",
     "primary",  "procedures", "rls",       "row",        "rows",     "seed",        "seeds",
     "setup",    "step",       "the",       "timestamps", "trigger",  "triggers",    "type",
     "types",    "up",         "update",    "updated_at", "utility",  "view",        "views",
     "cleanup",  "misc",       "other",     "script",     "sql",      "ddl"});

constexpr auto kRomanNumbers = std::to_array<std::string_view>(
    {"i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"});

/// Longer words in capitals are no abbreviations.
constexpr std::size_t kLongestAbbreviation = 4;

template <std::size_t Size>
bool is_one_of(const std::string& word, const std::array<std::string_view, Size>& words) {
    return std::ranges::find(words, to_lower(word)) != words.end();
}

bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           (static_cast<unsigned char>(c) >= 0x80);
}

/// The words of a text without the number in front and without what frames them.
std::vector<std::string> words_of(std::string_view text) {
    std::vector<std::string> words;
    const std::string line = collapse_whitespace(text);
    for (const std::string_view part : split(line, ' ')) {
        std::string word(part);
        while (!word.empty() && !is_letter(word.back()) && word.back() != '&') {
            word.pop_back();
        }
        const bool has_letters = std::ranges::any_of(word, is_letter) || word == "&";
        const bool is_number = words.empty() && is_one_of(word, kRomanNumbers);
        if (has_letters && !is_number && !is_one_of(word, kFrame)) {
            words.push_back(std::move(word));
        }
    }
    return words;
}

/// The words of a heading up to a dash or a parenthesis that begins an explanation.
std::vector<std::string> subject_words(const std::string& heading) {
    std::string_view head = heading;
    for (const std::string_view mark : {" - ", " – ", " — ", " ("}) {
        const std::string_view front = head.substr(0, head.find(mark));
        head = words_of(front).empty() ? head : front;
    }
    return words_of(head);
}

bool names_a_subject(const std::vector<std::string>& words) {
    return !words.empty() && words.size() <= 5 &&
           !std::ranges::all_of(
               words, [](const std::string& word) { return is_one_of(word, kTechnical); });
}

bool is_capitals(const std::string& word) {
    return std::ranges::none_of(word, [](char c) { return c >= 'a' && c <= 'z'; });
}

/// `AUTHORIZATION` → `Authorization`; an abbreviation among words stays as it is.
std::string titled(const std::string& word, bool is_first, bool all_capitals) {
    constexpr std::array<std::string_view, 7> kSmall = {"and", "or", "of", "the",
                                                        "for", "in", "to"};
    if (is_one_of(word, kSmall) && !is_first) {
        return to_lower(word);
    }
    const bool is_abbreviation =
        is_capitals(word) && word.size() <= kLongestAbbreviation &&
        (!all_capitals || word.find_first_of("AEIOUaeiou") == std::string::npos);
    if (is_abbreviation || !is_capitals(word)) {
        std::string result = word;
        if (result.front() >= 'a' && result.front() <= 'z') {
            result.front() = static_cast<char>(result.front() - 'a' + 'A');
        }
        return result;
    }
    return word.substr(0, 1) + to_lower(word.substr(1));
}

std::string title_of(const std::vector<std::string>& words) {
    const bool all_capitals = std::ranges::all_of(words, is_capitals);
    std::string title;
    for (const std::string& word : words) {
        title += title.empty() ? "" : " ";
        title += titled(word, title.empty(), all_capitals);
    }
    return title;
}

/// Letters and digits in lower case, with hyphens between the words.
std::string name_of(const std::string& title) {
    std::string name;
    for (const char c : to_lower(title)) {
        const bool fits = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        if (fits) {
            name += c;
        } else if (!name.empty() && name.back() != '-') {
            name += '-';
        }
    }
    while (name.ends_with('-')) {
        name.pop_back();
    }
    return name;
}

/// A pattern that matches this name and no other.
std::string exact_pattern(const std::string& name) {
    std::string pattern;
    for (const char c : name) {
        if (c == '*' || c == '?' || c == '[' || c == '\\' || (c == '!' && pattern.empty())) {
            pattern += '\\';
        }
        pattern += c;
    }
    return pattern;
}

}  // namespace

std::vector<ModuleRule> section_modules(const schema::Schema& schema,
                                        std::span<const TableSection> sections) {
    std::vector<ModuleRule> rules;
    std::size_t covered = 0;
    for (const TableSection& section : sections) {
        const std::vector<std::string> words = subject_words(section.heading);
        const std::string title = names_a_subject(words) ? title_of(words) : "";
        const std::string name = name_of(title);
        if (name.empty() || name == kCommonModule) {
            continue;
        }
        auto rule = std::ranges::find(rules, name, &ModuleRule::name);
        if (rule == rules.end()) {
            rule = rules.insert(rules.end(), {.name = name, .title = title});
            rule->reason = fmt::format("section '{}'", section.heading);
        }
        for (const schema::QualifiedName& table : section.tables) {
            if (schema::find_table(schema, table) != nullptr) {
                rule->tables.push_back(exact_pattern(table.display()));
                ++covered;
            }
        }
    }
    std::erase_if(rules, [](const ModuleRule& rule) { return rule.tables.empty(); });
    const bool is_enough =
        rules.size() > 1 && covered >= rules.size() * 2 && covered * 2 > schema.tables.size();
    return is_enough ? rules : std::vector<ModuleRule>();
}

}  // namespace erdmark::document
