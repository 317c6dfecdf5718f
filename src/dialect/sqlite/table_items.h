#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "sql/lexer.h"

namespace erdmark::dialect::sqlite {

/// A column definition or table constraint, and the words that the author wrote at it.
struct TableItem {
    std::vector<sql::Token> tokens;  ///< At least one; no comments.
    std::string comment;
};

struct TableItems {
    std::string comment;  ///< Words about the table: between its name and `(`, or behind `(` on the
                          ///< same line.
    std::vector<TableItem> items;
};

/// Cuts the text of a `CREATE TABLE` at the commas between its columns and constraints. A comment
/// belongs to the item that stands before it on the same line (also behind the comma), else to the
/// item directly below it; what stands behind on the line wins over what stands above. Tokens point
/// into `sql`.
TableItems split_table_items(std::string_view sql);

/// The tokens of `sql` without comments.
std::vector<sql::Token> significant_tokens(std::string_view sql);

/// The index behind the parenthesis that closes the one at `open`; the number of tokens when none
/// does.
std::size_t end_of_parentheses(std::span<const sql::Token> tokens, std::size_t open);

/// The parts between commas that stand in no parentheses; empty parts are left out.
std::vector<std::span<const sql::Token>> split_at_commas(std::span<const sql::Token> tokens);

/// The first name of each part of a column list.
std::vector<std::string> column_names(std::span<const sql::Token> list);

/// The tokens as text: one blank where the source had white space or comments.
std::string text_of(std::span<const sql::Token> tokens);

}  // namespace erdmark::dialect::sqlite
