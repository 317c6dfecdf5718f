#pragma once

#include <string_view>

namespace erdmark {

/// Whether `pattern` matches the whole of `text`: `*` stands for any run of characters (also none),
/// `?` for one character (a code point), `[a-z]` and `[!a-z]` for one of a set, `\` makes the next
/// character literal. Letters must match in case. Linear in practice: a star is retried only from
/// the last one seen.
bool glob_matches(std::string_view pattern, std::string_view text);

/// The reason why `pattern` can never be a glob (an unclosed `[`), or an empty view.
std::string_view glob_problem(std::string_view pattern);

}  // namespace erdmark
