#pragma once

#include <string>
#include <string_view>

namespace erdmark::render::mermaid {

// Two rules that every Mermaid from 9.4 to 12.3 reads and draws alike: one for text in double
// quotes, which loses nothing, and one for the places where Mermaid knows neither quotes nor
// escapes.

/// `text` for the inside of a quoted string (an entity, a comment, a label): what is drawn is the
/// text itself, but for white space and control characters, each run of which becomes one blank.
/// Never empty.
std::string quoted(std::string_view text);

/// `text` as a column's type or name, made of `A-Z a-z 0-9 _ - ( ) [ ]`: accents are dropped, and
/// what does not fit becomes `_`. At most 60 characters. Never empty.
std::string bare_word(std::string_view text);

/// At most `length` code points of `text`, the last one `…` when something was cut off. White space
/// is collapsed.
std::string shortened(std::string_view text, std::size_t length);

}  // namespace erdmark::render::mermaid
