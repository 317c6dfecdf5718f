#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace erdmark::publish {

// A keep region is a part of a page that belongs to people: the lines between `<!-- erdmark:keep
// NAME -->` and
// `<!-- /erdmark:keep -->`. Each marker stands alone on its line; NAME is made of letters, digits,
// `_`, `.`, `:` and `-`, and is there once in all pages.

struct KeepRegion {
    std::string name;
    std::size_t begin = 0;  ///< Offset of the inner text.
    std::size_t end = 0;  ///< Offset of the line of the end marker: the inner text is whole lines.
    bool among_notes = false;  ///< Stands in the "Kept notes" section at the end of the page.
};

struct KeepRegions {
    std::vector<KeepRegion> regions;   ///< In the order of the page.
    std::optional<std::size_t> notes;  ///< Offset of the "Kept notes" section.
    std::optional<std::size_t>
        in_code;  ///< Offset of the first marker in a code block, where it is only text.
};

/// Kept texts by the name of their region.
using KeptTexts = std::map<std::string, std::string>;

/// The keep regions of a page. Throws an `Input` error `file:line:column: message` for anything
/// that would make it unclear what is kept: a region without end, one inside another, a name that
/// comes twice, a marker that is misspelt or shares its line.
KeepRegions find_keep_regions(std::string_view text, std::string_view file);

/// The inner text of `region` in the page it was found in.
std::string_view kept_text(std::string_view text, const KeepRegion& region);

/// `text` with each region's inner text removed.
std::string blank_regions(std::string_view text, const KeepRegions& found);

/// `text` with the inner text of each region that holds only white space removed.
std::string tidy_regions(std::string_view text, const KeepRegions& found);

/// `text` with the inner text of each region that `kept` names replaced.
std::string fill_regions(std::string_view text, const KeepRegions& found, const KeptTexts& kept);

/// Adds a "Kept notes" section that holds `notes` to the end of a page; nothing for no notes.
std::string append_kept_notes(std::string page, const KeptTexts& notes);

/// What erdmark itself made of a page: the text with its regions blanked and without the "Kept
/// notes" section. When somebody has written into that section outside its regions it is not cut,
/// so that the words are not overlooked.
std::string generated_part(std::string_view text, const KeepRegions& found);

/// Two texts that are kept under one name, as one: one after the other, or the one that holds the
/// other.
std::string join_kept(const std::string& first, const std::string& second);

}  // namespace erdmark::publish
