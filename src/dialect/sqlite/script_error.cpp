#include "dialect/sqlite/script_error.h"

#include <array>

#include "base/text.h"

namespace erdmark::dialect::sqlite {

namespace {

constexpr std::size_t kLongestReason = 200;

/// The beginning of what SQLite says, and what helps then.
struct Hint {
    std::string_view reason;
    std::string_view hint;
};

constexpr std::array<Hint, 7> kHints = {{
    {"no such function: ", " (a replay knows only the functions of SQLite itself)"},
    {"no such collation sequence: ", " (a replay knows only the collations of SQLite itself)"},
    {"no such module: ", " (this SQLite was built without it)"},
    {"parser stack overflow", ": SQLite takes about 100 levels of nesting"},
    {"incomplete input", ": the statement does not end"},
    {"string or blob too big", ": a replay takes at most 100 MB for one value"},
    {"out of memory", ": a replay may use 2 GiB"},
}};

}  // namespace

std::string explain(std::string_view reason) {
    std::string text = to_valid_utf8(reason);
    for (const Hint& hint : kHints) {
        if (reason.starts_with(hint.reason)) {
            text += hint.hint;
        }
    }
    return visible_text(text, kLongestReason);
}

}  // namespace erdmark::dialect::sqlite
