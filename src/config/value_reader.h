#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "config/toml_value.h"

namespace erdmark::config {

/// Takes values of the wanted type out of a file's tables. Whatever is not as wanted throws a
/// `Config` error `file:line:column: message`.
class ValueReader {
public:
    explicit ValueReader(std::string file) : file_(std::move(file)) {}

    std::string place(Position position) const { return format_position(file_, position); }

    [[noreturn]] void fail(Position position, const std::string& message) const;

    /// Refuses a value: `'key' must be a string, found a number`.
    [[noreturn]] void refuse(const Value& value, std::string_view key,
                             std::string_view wanted) const;

    /// Refuses a table that has a key which is not in `known` (sorted). `hint` ends the message
    /// when the value of that key is a table.
    void check_keys(const Value& table, std::span<const std::string> known,
                    std::string_view hint = "") const;

    /// The string at `key`, or a null pointer.
    const Value* text(const Value& table, std::string_view key) const;

    /// As `text`, refusing an empty one.
    const Value* name(const Value& table, std::string_view key) const;

    /// The string at `key`, or `otherwise`.
    std::string text_or(const Value& table, std::string_view key,
                        const std::string& otherwise) const;

    /// The boolean at `key`, or `otherwise`.
    bool flag(const Value& table, std::string_view key, bool otherwise = false) const;

    /// The whole number of seconds at `key`, `least` or more and at most a day, or `otherwise`.
    int seconds(const Value& table, std::string_view key, int least, int otherwise) const;

    /// The strings of the array at `key`; none when there is no such key.
    std::vector<const Value*> texts(const Value& table, std::string_view key) const;

    /// As `texts`, for glob patterns with or without `!` in front.
    std::vector<std::string> patterns(const Value& table, std::string_view key) const;

    /// The table at `key`, or a null pointer. `header` is how people write it: `[source]`.
    const Value* table(const Value& outer, std::string_view key, std::string_view header) const;

private:
    const Value& as_text(const Value& value, std::string_view key) const;

    std::string file_;
};

}  // namespace erdmark::config
