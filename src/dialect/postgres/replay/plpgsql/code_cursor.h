#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "dialect/postgres/replay/plpgsql/code_tree.h"
#include "sql/lexer.h"

namespace erdmark::dialect::postgres {

/// Goes over the tokens of PL/pgSQL from the first to the last.
class CodeCursor {
public:
    explicit CodeCursor(std::string_view code);

    bool done() const { return at_ >= tokens_.size(); }
    std::size_t offset() const;

    /// Whether the token `ahead` of the current one is that bare word (in upper case).
    bool sees(std::string_view keyword, std::size_t ahead = 0) const;
    bool sees_operator(std::string_view text, std::size_t ahead = 0) const;
    bool sees_name(std::size_t ahead = 0) const;
    bool sees_string() const;

    bool accept(std::string_view keyword);
    bool accept_operator(std::string_view text);
    void expect(std::string_view keyword);
    void expect_operator(std::string_view text);
    void skip() { ++at_; }

    /// The name at the current token, folded unless in quotes.
    std::string name();

    /// `a.b.c`
    CodeName path();

    /// The text from the current token to the first of the words (in upper case) or operators that
    /// stands outside of parentheses and of CASE … END, which stays. Throws a `Refusal` when there
    /// is none of them.
    CodeText until(std::initializer_list<std::string_view> ends);

    /// A list with commas up to one of the words or operators.
    std::vector<CodeText> list_until(std::initializer_list<std::string_view> ends);

    /// The word or operator at the current token, in upper case.
    std::string word() const;

    [[noreturn]] void fail(std::string_view expected) const;

    std::size_t mark() const { return at_; }
    void go_to(std::size_t mark) { at_ = mark; }

    const std::vector<sql::Token>& tokens() const { return tokens_; }
    std::string_view code() const { return code_; }

private:
    void read_tokens();
    void join_tokens();
    void add_operators(const sql::Token& token);
    /// The lexer reads `1..10` as one number, `);` as one operator.
    void add_part(const sql::Token& token, sql::TokenKind kind, std::size_t start, std::size_t end);
    bool ends_at(std::size_t index, std::initializer_list<std::string_view> ends) const;
    CodeText text_between(std::size_t first, std::size_t last) const;

    std::string_view code_;
    std::vector<sql::Token> tokens_;
    std::size_t at_ = 0;
};

}  // namespace erdmark::dialect::postgres
