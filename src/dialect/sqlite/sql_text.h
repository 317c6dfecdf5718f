#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "sql/lexer.h"

namespace erdmark::dialect::sqlite {

// Walking over the texts that SQLite keeps in sqlite_schema. They were accepted by SQLite once, but
// a live file may hold anything: nothing here fails, recurses or looks at a token more than a few
// times.

/// The tokens of SQLite, and where its shell ends a statement.
inline constexpr sql::Syntax kSyntax = {
    .backtick_names = true, .bracket_names = true, .trigger_bodies = true, .command_mark = '.'};

using Tokens = std::span<const sql::Token>;

bool is_operator(const sql::Token& token, std::string_view text);

/// The tokens of `text` that are no comments.
std::vector<sql::Token> significant_tokens(std::string_view text);

/// The tokens as written, with one blank wherever there was white space or a comment between two of
/// them.
std::string text_of(Tokens tokens);

/// `text_of` without the parentheses that enclose the whole expression.
std::string expression_text(Tokens tokens);

/// `expression_text` of a text.
std::string expression_text(std::string_view text);

/// Text of several lines as written, with LF as line end and nothing at the ends but what is meant:
/// no white space, no
/// `;`.
std::string block_text(std::string_view text);

/// The tokens between the commas that stand outside all parentheses; none for no tokens.
std::vector<Tokens> split_at_commas(Tokens tokens);

/// Goes over tokens from the first to the last.
class Cursor {
public:
    explicit Cursor(Tokens tokens) : tokens_(tokens) {}

    bool done() const { return at_ >= tokens_.size(); }

    /// Whether the token `ahead` of the current one is that keyword (in upper case).
    bool sees(std::string_view keyword, std::size_t ahead = 0) const;
    bool sees_operator(std::string_view text, std::size_t ahead = 0) const;

    /// Goes on if the current token is that keyword; says whether it was.
    bool accept(std::string_view keyword);

    void skip() { ++at_; }

    /// The name that the current token stands for; goes on. Empty at the end.
    std::string name();

    /// What is between the parenthesis at the current token and its partner, or the end; goes on
    /// behind it. Nothing when there is no parenthesis.
    Tokens group();

    /// All tokens from the current one on, which stays.
    Tokens rest() const { return tokens_.subspan(at_ < tokens_.size() ? at_ : tokens_.size()); }

private:
    Tokens tokens_;
    std::size_t at_ = 0;
};

}  // namespace erdmark::dialect::sqlite
