#pragma once

#include <span>
#include <string>

#include "document/view_model.h"

namespace erdmark::render::markdown {

inline constexpr const char* kIndexFile = "README.md";

/// The file of a module's page.
std::string module_file(const std::string& module);

/// The id of a table's section.
std::string table_anchor(const document::TableLink& link);

/// `label` (ready markup) as a link from the page of module `from` (empty: the index) to a table's
/// section. A table that is not documented has none: its label then, and the words that say so.
std::string link_to_table(const document::TableLink& target, const std::string& from,
                          const std::string& label);

/// The same with the table's name as label; where there is no section, the name as code.
std::string link_to_table(const document::TableLink& target, const std::string& from);

/// The title of the table's module, linked; empty for a table that is not documented.
std::string link_to_module(const document::TableLink& target);

/// `` `a`, `b` ``
std::string code_list(std::span<const std::string> names);

}  // namespace erdmark::render::markdown
