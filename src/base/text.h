#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace erdmark {

/// `text` without ASCII white space at both ends.
std::string_view trim(std::string_view text);

/// ASCII letters in lower case; every other byte stays.
std::string to_lower(std::string_view text);

/// ASCII letters in upper case; every other byte stays.
std::string to_upper(std::string_view text);

/// Equal when ASCII letters are compared without case.
bool equals_ignoring_case(std::string_view left, std::string_view right);

/// The lines of `text` without their ends (LF, CR LF or CR). A text that ends with a line end has
/// no empty last line; the empty text has no line.
std::vector<std::string_view> split_lines(std::string_view text);

/// The parts of `text` between the separators; always at least one part.
std::vector<std::string_view> split(std::string_view text, char separator);

/// The parts with `separator` between them.
std::string join(std::span<const std::string> parts, std::string_view separator);

/// Every `from` (not empty) in `text` replaced by `to`, left to right.
std::string replace_all(std::string_view text, std::string_view from, std::string_view to);

/// Runs of ASCII white space and control characters folded to one space, none at the ends.
std::string collapse_whitespace(std::string_view text);

/// The offset of the first byte that is not part of well-formed UTF-8 (RFC 3629: no overlong forms,
/// no surrogates).
std::optional<std::size_t> first_invalid_utf8(std::string_view text);

/// One code point and the number of bytes it took.
struct CodePoint {
    char32_t value;
    std::size_t length;
};

/// The code point at `offset`. A malformed sequence reads as U+FFFD of length 1.
CodePoint decode_utf8(std::string_view text, std::size_t offset);

/// Appends `code_point` to `text` as UTF-8.
void append_utf8(std::string& text, char32_t code_point);

/// `text` with every malformed byte replaced by U+FFFD.
std::string to_valid_utf8(std::string_view text);

/// Removes a UTF-8 byte order mark from the front.
std::string_view without_byte_order_mark(std::string_view text);

/// The candidate that `word` was most probably meant to be: the smallest number of letters to add,
/// remove, replace or swap with their neighbour, ignoring ASCII case; at most a third of the longer
/// word's length (and at least 1 is allowed, but never all of it); the first in order on a tie.
std::optional<std::string> nearest(std::string_view word, std::span<const std::string> candidates);

/// ` (did you mean 'X'?)` for the nearest candidate, or nothing.
std::string did_you_mean(std::string_view word, std::span<const std::string> candidates);

/// What is safe to print on a terminal: control characters (C0, DEL, C1) and bidirectional
/// overrides become `\u{HEX}`, except LF and tab.
std::string terminal_safe(std::string_view text);

/// `1 table`, `2 tables`: English count with the plural formed by the given word.
std::string count_of(std::size_t count, std::string_view singular, std::string_view plural);

}  // namespace erdmark
