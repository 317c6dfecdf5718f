#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "render/template_set.h"

namespace erdmark::render {

enum class PieceForm { Literal, Escaped, Raw, Section, Inverted, Close, Partial };

/// A tag of a template, or the text between two.
struct TemplatePiece {
    PieceForm form;
    std::string text;         ///< The literal text, or the name.
    std::size_t offset;       ///< Of the tag's first brace.
    std::string indent = {};  ///< Of a partial alone on its line.
};

/// The pieces of a template in their order; comments and changes of delimiters are followed and
/// left out, and so is the rest of a line that holds nothing but a tag of structure. Throws a
/// `Config` error with file, line and column for a tag that is not closed, has no name, or sets
/// delimiters in no known way.
std::vector<TemplatePiece> read_pieces(const Template& tmpl);

/// Throws the `Config` error `path:line:column: message`.
[[noreturn]] void fail_at(const Template& tmpl, std::size_t offset, const std::string& message);

}  // namespace erdmark::render
