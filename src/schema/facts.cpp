#include "schema/facts.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/text.h"

namespace erdmark::schema {

namespace {

struct Word {
    std::string_view member;
    std::string_view word;
};

constexpr auto kPartWords = std::to_array<Word>({
    {"columns", "column"},
    {"unique_constraints", "unique constraint"},
    {"check_constraints", "check constraint"},
    {"exclusion_constraints", "exclusion constraint"},
    {"foreign_keys", "foreign key"},
    {"indexes", "index"},
    {"triggers", "trigger"},
    {"rules", "rule"},
    {"policies", "policy"},
    {"inherits", "parent table"},
    {"partitions", "partition"},
    {"grants", "grant"},
    {"reads", "source"},
});

constexpr auto kFactWords = std::to_array<Word>({
    {"default_value", "default"},
    {"generation_expression", "expression"},
    {"using_expression", "using"},
    {"check_expression", "with check"},
});

const Word* find_word(std::span<const Word> words, std::string_view member) {
    const auto found = std::ranges::find(words, member, &Word::member);
    return found == words.end() ? nullptr : &*found;
}

/// `text` so that a list can hold it.
std::string list_item(const std::string& text) {
    const bool plain = !text.empty() && text.find_first_of(",'") == std::string::npos;
    return plain ? text : "'" + replace_all(text, "'", "''") + "'";
}

const std::string& text_of(const std::vector<Fact>& facts, std::string_view name) {
    static const std::string none;
    const auto found = std::ranges::find(facts, name, &Fact::name);
    return found == facts.end() ? none : found->text;
}

}  // namespace

std::string fact_name(std::string_view member) {
    const Word* word = find_word(kFactWords, member);
    return word == nullptr ? replace_all(member, "_", " ") : std::string(word->word);
}

std::string part_word(std::string_view member) {
    const Word* word = find_word(kPartWords, member);
    return word == nullptr ? replace_all(member, "_", " ") : std::string(word->word);
}

std::string list_text(const std::vector<std::string>& texts) {
    std::vector<std::string> items;
    items.reserve(texts.size());
    for (const std::string& text : texts) {
        items.push_back(list_item(text));
    }
    return join(items, ", ");
}

std::string fact_text(const Fact& fact) {
    return fact.text == "yes" ? fact.name : fact.name + " " + fact.text;
}

std::string facts_text(std::span<const Fact> facts) {
    std::string result;
    for (std::size_t index = 0; index < facts.size(); ++index) {
        const Fact& fact = facts[index];
        if (index == 0) {
            result = fact.text;
        } else if (!fact.usual) {
            result += " " + fact_text(fact);
        }
    }
    return result;
}

/// What has no name is known by its columns, and a foreign key by what it refers to as well.
Part make_part(std::vector<Fact> facts, bool only_one) {
    std::string name = text_of(facts, "name");
    name = name.empty() ? text_of(facts, "grantee") : name;
    if (!name.empty() || only_one) {
        return {.key = only_one ? "" : name, .name = name, .facts = std::move(facts)};
    }
    for (const char* fact : {"columns", "parts", "elements", "expression"}) {
        name = name.empty() ? text_of(facts, fact) : name;
    }
    name = "(" + name + ")";
    std::string key = name + " " + text_of(facts, "referenced table");
    return {.key = std::move(key), .name = std::move(name), .facts = std::move(facts)};
}

}  // namespace erdmark::schema
