#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace erdmark::sql {

/// What a dialect's text looks like, as data.
struct Syntax {
    bool backtick_names = false;
    bool bracket_names = false;    ///< `[name]`
    bool nested_comments = false;  ///< `/* /* */ */`
};

enum class TokenKind {
    Word,        ///< An unquoted identifier or keyword.
    QuotedName,  ///< `"x"`, `` `x` ``, `[x]`; `Token::text` keeps the quotes.
    String,      ///< `'x'`, with quotes; also `x'ab'` blobs.
    Number,
    Operator,      ///< One or more characters of punctuation: `(`, `,`, `||`, `->>`, …
    LineComment,   ///< `-- …` without the line end.
    BlockComment,  ///< `/* … */`
};

/// A token and where it stands; the text between tokens is white space.
struct Token {
    TokenKind kind;
    std::string_view text;  ///< Points into the lexed text.
    std::size_t offset;     ///< In bytes.
};

/// The tokens of `text`, comments included. Never fails: an unclosed string or comment runs to the
/// end of the text, and a character that belongs to nothing is an `Operator` of its own. Linear in
/// the text.
std::vector<Token> tokenize(std::string_view text, const Syntax& syntax);

/// The name that an identifier token stands for: quotes removed and doubled quotes halved; a bare
/// word as it is.
std::string identifier_name(const Token& token);

/// Whether `token` is the bare word `keyword` (given in upper case), in any case.
bool is_keyword(const Token& token, std::string_view keyword);

/// The text of one comment without its marks: `--`, `/*`, `*/`, leading `*` of inner lines, rulers
/// such as `-------` or `=====`; white space collapsed. Empty for a comment that is only a ruler.
std::string comment_words(const Token& comment);

}  // namespace erdmark::sql
