#pragma once

#include <string>
#include <string_view>

namespace erdmark::render::markdown {

// Text from databases is shown as it is, whatever Markdown would make of it: in CommonMark, in
// GitHub's dialect, in Python-Markdown and in MDX. A character is only escaped where it could mean
// something, so that a page stays readable in a diff, and always as an entity, since renderers
// disagree about backslashes.

/// `text` for any place inside a line: a table cell, a heading, a list item, the label of a link.
/// Line breaks become
/// `<br/>`, runs of blanks one blank; none at the ends.
std::string text(std::string_view text);

/// `text` as paragraphs, for a place of its own: an empty line separates them, other line breaks
/// become `<br/>` at the end of a line.
std::string paragraphs(std::string_view text);

/// `text` as code inside a line: a code span, or `<code>` where a span could not hold it. Empty for
/// an empty text.
std::string code(std::string_view text);

/// `text` as a block of code with `language`, from fence to fence, without a newline at the end.
std::string code_block(std::string_view text, std::string_view language);

/// `label` (ready markup) as a link. Bytes of `destination` that a link cannot hold are
/// percent-encoded.
std::string link(std::string_view label, std::string_view destination);

/// Two pieces of markup for one place, each on a line of its own; either may be empty.
std::string join_lines(std::string first, const std::string& second);

/// `name` made of what the name of a keep region may have: other bytes become `:` and two
/// hexadecimal digits, so that different names stay different.
std::string region_name(std::string_view name);

}  // namespace erdmark::render::markdown
