#include "document/table_words.h"

#include <cctype>

#include "base/text.h"

namespace erdmark::document {

namespace {

bool is_upper(char c) {
    return c >= 'A' && c <= 'Z';
}

/// Letters, digits and all beyond ASCII.
bool is_part_of_word(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte >= 0x80 || std::isalnum(byte) != 0;
}

/// A word ends before `name[index]` at `aB`, and before the last capital of `ABc`.
bool starts_word(const std::string& name, std::size_t index) {
    if (index == 0 || !is_upper(name[index])) {
        return false;
    }
    const bool before_lower =
        index + 1 < name.size() && is_part_of_word(name[index + 1]) && !is_upper(name[index + 1]);
    return !is_upper(name[index - 1]) || before_lower;
}

}  // namespace

std::vector<std::string> split_words(const std::string& name) {
    std::vector<std::string> words;
    bool at_start = true;
    for (std::size_t index = 0; index < name.size(); ++index) {
        if (!is_part_of_word(name[index])) {
            at_start = true;
            continue;
        }
        if (at_start || starts_word(name, index)) {
            words.emplace_back();
        }
        words.back() += name[index];
        at_start = false;
    }
    return words;
}

std::vector<std::string> table_words(const std::string& name) {
    std::vector<std::string> words = split_words(name);
    for (std::string& word : words) {
        word = to_lower(word);
    }
    return words;
}

}  // namespace erdmark::document
