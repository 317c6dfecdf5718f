#pragma once

#include <string>
#include <string_view>

namespace erdmark {

/// A unified diff (the format of `diff -u` and POSIX `diff -U 3`) that turns `before` into `after`,
/// three lines of context, with the two names in its `---` and `+++` lines; empty when the texts
/// are equal. A missing newline at the end is said as GNU diff says it. Cost is bounded: beyond a
/// number of differences a hunk replaces all lines between the common start and the common end.
std::string unified_diff(std::string_view before, std::string_view after,
                         std::string_view before_name, std::string_view after_name);

}  // namespace erdmark
