#pragma once

#include <cstddef>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sql/lexer.h"

namespace erdmark::dialect::postgres {

/// Goes over the tokens of one statement that are no comments, and lexes no more of it than it is
/// asked for.
class StatementCursor {
public:
    /// `text` must outlive it.
    explicit StatementCursor(std::string_view text);

    bool done() { return peek(0) == nullptr; }
    bool sees(std::string_view keyword);
    bool sees_operator(std::string_view text);

    /// Goes on if the current tokens are these keywords (in upper case); says whether they were.
    bool accept(std::initializer_list<std::string_view> keywords);
    bool accept_operator(std::string_view text);

    /// The current token, goes on; nothing at the end.
    std::optional<sql::Token> take();

    /// Goes on behind parentheses and what they hold, if some open here.
    void skip_parentheses();

    /// A name with what qualifies it, as it is written, goes on: `shop."Users"`. Empty when none
    /// stands here.
    std::string name_text();

private:
    const sql::Token* peek(std::size_t ahead);

    sql::Lexer lexer_;
    std::vector<sql::Token> tokens_;
    std::size_t at_ = 0;
};

/// The names in `ALTER TABLE table DETACH PARTITION partition CONCURRENTLY`, as they are written.
struct PartitionDetach {
    std::string table;
    std::string partition;
};

/// What such a statement detaches; nothing for any other statement.
std::optional<PartitionDetach> read_concurrent_detach(std::string_view text);

}  // namespace erdmark::dialect::postgres
