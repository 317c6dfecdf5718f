#pragma once

#include <span>
#include <string>
#include <vector>

#include "sql/lexer.h"

namespace erdmark::dialect::sqlite {

/// The words of the comments in a `CREATE TABLE`, by what they belong to.
struct DdlComments {
    std::string table;
    std::vector<std::string>
        items;  ///< For each column definition or constraint, in order; empty without words.
};

/// Finds for each comment what it speaks of.
///
/// A comment on the line of a column speaks of that column, be it before or behind the comma, and
/// so do line comments that go on below it in the same column of the text. Without such words the
/// comments on the lines directly above the column do; a blank line parts them from it. The table
/// is what is meant between its name and the parenthesis, and behind the parenthesis on its line.
/// Comments inside of parentheses within a definition belong to nothing.
DdlComments read_comments(std::span<const sql::Token> tokens);

}  // namespace erdmark::dialect::sqlite
