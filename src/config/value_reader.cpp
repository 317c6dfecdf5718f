#include "config/value_reader.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/error.h"
#include "base/glob.h"
#include "base/text.h"

namespace erdmark::config {
namespace {

std::string_view kind_words(ValueKind kind) {
    switch (kind) {
        case ValueKind::Text:
            return "a string";
        case ValueKind::Number:
            return "a number";
        case ValueKind::Flag:
            return "a boolean";
        case ValueKind::Time:
            return "a date or time";
        case ValueKind::List:
            return "an array";
        case ValueKind::Table:
            return "a table";
    }
    return "";
}

}  // namespace

void ValueReader::fail(Position position, const std::string& message) const {
    throw Error(ErrorKind::Config, place(position) + ": " + message);
}

void ValueReader::refuse(const Value& value, std::string_view key, std::string_view wanted) const {
    fail(value.position,
         fmt::format("'{}' must be {}, found {}", key, wanted, kind_words(value.kind)));
}

void ValueReader::check_keys(const Value& table, std::span<const std::string> known,
                             std::string_view hint) const {
    for (const Member& member : table.members) {
        if (std::ranges::count(known, member.key) == 0) {
            fail(member.position, fmt::format("unknown key '{}'{}; known here: {}{}", member.key,
                                              did_you_mean(member.key, known), join(known, ", "),
                                              member.value.kind == ValueKind::Table ? hint : ""));
        }
    }
}

const Value* ValueReader::text(const Value& table, std::string_view key) const {
    const Value* value = find(table, key);
    return value == nullptr ? nullptr : &as_text(*value, key);
}

const Value* ValueReader::name(const Value& table, std::string_view key) const {
    const Value* value = text(table, key);
    if (value != nullptr && trim(value->text).empty()) {
        fail(value->position, fmt::format("'{}' must not be empty", key));
    }
    return value;
}

std::string ValueReader::text_or(const Value& table, std::string_view key,
                                 const std::string& otherwise) const {
    const Value* value = text(table, key);
    return value == nullptr ? otherwise : value->text;
}

bool ValueReader::flag(const Value& table, std::string_view key, bool otherwise) const {
    const Value* value = find(table, key);
    if (value != nullptr && value->kind != ValueKind::Flag) {
        refuse(*value, key, "true or false");
    }
    return value == nullptr ? otherwise : value->flag;
}

int ValueReader::seconds(const Value& table, std::string_view key, int least, int otherwise) const {
    constexpr int kDay = 86400;
    const Value* value = find(table, key);
    if (value == nullptr) {
        return otherwise;
    }
    if (value->kind != ValueKind::Number) {
        refuse(*value, key, "a whole number of seconds");
    }
    if (!value->integer || *value->integer < least || *value->integer > kDay) {
        fail(value->position,
             fmt::format("'{}' must be a whole number of seconds from {} to {}", key, least, kDay));
    }
    return static_cast<int>(*value->integer);
}

std::vector<const Value*> ValueReader::texts(const Value& table, std::string_view key) const {
    std::vector<const Value*> result;
    const Value* value = find(table, key);
    if (value == nullptr) {
        return result;
    }
    if (value->kind != ValueKind::List) {
        refuse(*value, key, "an array of strings");
    }
    for (const Value& item : value->items) {
        if (item.kind != ValueKind::Text) {
            fail(item.position, fmt::format("'{}' must be an array of strings, found {} in it", key,
                                            kind_words(item.kind)));
        }
        result.push_back(&as_text(item, key));
    }
    return result;
}

std::vector<std::string> ValueReader::patterns(const Value& table, std::string_view key) const {
    std::vector<std::string> result;
    for (const Value* item : texts(table, key)) {
        std::string_view pattern = item->text;
        pattern.remove_prefix(pattern.starts_with('!') ? 1 : 0);
        if (pattern.empty()) {
            fail(item->position, fmt::format("'{}' has an empty pattern", key));
        }
        if (const std::string_view problem = glob_problem(pattern); !problem.empty()) {
            fail(item->position, fmt::format("pattern '{}': {}", item->text, problem));
        }
        result.push_back(item->text);
    }
    return result;
}

const Value* ValueReader::table(const Value& outer, std::string_view key,
                                std::string_view header) const {
    const Value* value = find(outer, key);
    if (value != nullptr && value->kind != ValueKind::Table) {
        refuse(*value, key, fmt::format("a table, written {}", header));
    }
    return value;
}

const Value& ValueReader::as_text(const Value& value, std::string_view key) const {
    if (value.kind != ValueKind::Text) {
        refuse(value, key, "a string");
    }
    if (value.text.find('\0') != std::string::npos) {
        fail(value.position, fmt::format("'{}' must not contain a NUL character", key));
    }
    return value;
}

}  // namespace erdmark::config
