#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace erdmark::sql {

/// What a dialect's text looks like, as data.
struct Syntax {
    bool backtick_names = false;
    bool bracket_names = false;      ///< `[name]`
    bool nested_comments = false;    ///< `/* /* */ */`
    bool hash_comments = false;      ///< `# …` to the end of the line.
    bool return_ends_line = false;   ///< A lone CR ends a line comment.
    bool dollar_quotes = false;      ///< `$$x$$` and `$tag$x$tag$`
    bool escape_strings = false;     ///< `E'it\'s'`; a backslash in other strings is plain.
    bool backslash_escapes = false;  ///< `'it\'s'`: a backslash escapes in every string.

    // Where a statement ends (script.h).
    bool parentheses_hold = false;  ///< A semicolon inside parentheses ends nothing.
    bool atomic_bodies = false;     ///< `CREATE FUNCTION … BEGIN ATOMIC …; END`
    bool trigger_bodies = false;    ///< `CREATE TRIGGER … BEGIN …; END`
    bool copy_rows = false;         ///< `COPY … FROM stdin;`, rows, and a line `\.`
    char command_mark = '\0';       ///< Begins a line for the client: `\` of psql, `.` of sqlite3.
};

enum class TokenKind {
    Word,        ///< An unquoted identifier or keyword.
    QuotedName,  ///< `"x"`, `` `x` ``, `[x]`; `Token::text` keeps the quotes.
    String,      ///< `'x'`, with quotes; also `x'ab'`, `E'x'` and `$$x$$`.
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
    bool closed = true;     ///< Whether a string, a quoted name or a comment has its end.
};

bool is_comment(const Token& token);

/// Reads the tokens of a text one after the other.
class Lexer {
public:
    Lexer(std::string_view text, const Syntax& syntax);

    /// The next token; nothing at the end of the text.
    std::optional<Token> next();

    /// Goes on at `offset` of the text, to leave out what is no SQL.
    void continue_at(std::size_t offset) { at_ = offset; }

private:
    void skip_space();
    char peek(std::size_t ahead = 0) const;
    bool follows(std::string_view expected) const;
    TokenKind read_token();
    TokenKind read_plain_token();
    TokenKind read_bare_token(char c);
    TokenKind read_bracketed();
    TokenKind read_line_comment();
    TokenKind read_block_comment();
    TokenKind read_quoted(char quote, bool escapes);
    TokenKind read_escape_string();
    bool string_goes_on();
    bool read_dollar_quoted();
    TokenKind read_word();
    TokenKind read_number();
    TokenKind read_operator();

    std::string_view text_;
    Syntax syntax_;
    std::size_t at_ = 0;
    bool closed_ = true;
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
