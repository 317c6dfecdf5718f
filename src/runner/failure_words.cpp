#include "runner/failure_words.h"

#include <algorithm>
#include <array>
#include <string_view>

#include <fmt/format.h>

#include "dialect/script_error.h"

namespace erdmark::runner {

namespace {

struct Hint {
    std::string_view sign;
    std::string_view words;
};

/// What helps when an engine says this.
constexpr auto kHints = std::to_array<Hint>({
    {"already exists",
     "hint: if that is what the migration makes, because it ran before without the history, note "
     "it as applied with 'erdmark migrate stamp'"},
    {"permission denied",
     "hint: grant it to the user that runs migrations, or connect as one who may"},
    {"unsafe use of new value",
     "hint: use the value in a later migration, which is another transaction"},
});

}  // namespace

std::string failure_words(const sql::Script& script, const sql::Statement& statement,
                          const dialect::Failure& failure) {
    const std::size_t offset = statement.offset + failure.offset.value_or(0);
    std::string words =
        dialect::script_error(script, std::min(offset, script.text.size()), failure.message).what();
    for (const std::string& line : failure.advice) {
        words += "\n" + line;
    }
    const auto* const hint = std::ranges::find_if(kHints, [&](const Hint& each) {
        return failure.message.find(each.sign) != std::string::npos;
    });
    if (hint != kHints.end()) {
        words += fmt::format("\n{}", hint->words);
    }
    return words;
}

std::string with_extent(const std::string& words, Direction direction, std::size_t applied,
                        std::size_t total) {
    const bool is_up = direction == Direction::Up;
    if (applied == 0) {
        return words + (is_up ? "\nnothing of it is in the database"
                              : "\nnothing of it was undone, it is in the database as before");
    }
    return fmt::format(
        "{}\n{} of {} {} statements {}, the others are not; when the cause is mended, the same "
        "command goes on behind them",
        words, applied, is_up ? "its" : "the", total,
        is_up ? "are in the database" : "that undo it are done");
}

}  // namespace erdmark::runner
