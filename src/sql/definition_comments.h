#pragma once

#include <span>
#include <string>
#include <vector>

#include "sql/lexer.h"

namespace erdmark::sql {

/// The words of the comments in a `CREATE TABLE`, by what they belong to.
struct DefinitionComments {
    std::string table;
    std::vector<std::string>
        items;  ///< For each column definition or constraint, in order; empty without words.
};

/// Finds for each comment in a `CREATE TABLE`, given by all its tokens, what it speaks of.
///
/// A comment on the line of a column speaks of that column, be it before or behind the comma, and
/// so do line comments that go on below it in the same column of the text. Without such words the
/// comments on the lines directly above the column do; a blank line parts them from it. The table
/// is what is meant between its name and the parenthesis, and behind the parenthesis on its line.
/// Comments inside of parentheses within a definition belong to nothing.
DefinitionComments read_definition_comments(std::span<const Token> tokens);

/// The same for a list without parentheses around it, as the actions of an `ALTER TABLE`: the words
/// of each item between its commas.
std::vector<std::string> read_item_comments(std::span<const Token> tokens);

}  // namespace erdmark::sql
