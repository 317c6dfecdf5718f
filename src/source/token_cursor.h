#pragma once

#include <cstddef>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "schema/name.h"
#include "sql/lexer.h"

namespace erdmark::source {

/// Goes over the tokens of a statement that are no comments.
class TokenCursor {
public:
    explicit TokenCursor(std::span<const sql::Token> tokens) : tokens_(tokens) { skip_comments(); }

    bool done() const { return at_ >= tokens_.size(); }

    /// The index of the current token among all.
    std::size_t index() const { return at_; }

    bool sees(std::string_view keyword) const;
    bool sees_operator(std::string_view text) const;

    /// Goes on if the current tokens are these keywords (in upper case); says whether they were.
    bool accept(std::initializer_list<std::string_view> keywords);

    /// Goes on behind any of these keywords.
    void skip_any(std::initializer_list<std::string_view> keywords);

    /// The current name in lower case, goes on; empty at the end. SQL compares names so, unless
    /// they are quoted, and two that differ in case alone are not worth telling apart here.
    std::string name();

    /// A name with its schema, in lower case. `public` and `main` are none.
    schema::QualifiedName qualified_name();

    void skip();

private:
    void skip_comments();

    std::span<const sql::Token> tokens_;
    std::size_t at_ = 0;
};

/// The parts of the tokens between commas that stand outside of all parentheses.
std::vector<std::span<const sql::Token>> split_items(std::span<const sql::Token> tokens);

}  // namespace erdmark::source
