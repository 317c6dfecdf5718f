#pragma once

#include <cstddef>
#include <span>
#include <string>

#include "document/view_model.h"

namespace erdmark::render::markdown {

inline constexpr const char* kIndexFile = "README.md";

/// The page of functions. No module can have it: the names of theirs end in `-erd.md`.
inline constexpr const char* kFunctionsFile = "functions.md";

/// The page of migrations.
inline constexpr const char* kMigrationsFile = "migrations.md";

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

/// The id of a type's entry on the index page.
std::string type_anchor(const document::EntryLink& type);

/// The id of a function's entry on its page.
std::string function_anchor(const document::EntryLink& function);

/// `label` (ready markup) as a link from the page `from` (empty: the index) to the type's entry;
/// the label alone for a type that has none.
std::string link_to_type(const document::EntryLink& type, const std::string& from,
                         const std::string& label);

/// `label` as a link to the function's entry from any other page.
std::string link_to_function(const document::EntryLink& function, const std::string& label);

/// `` `a`, `b` ``
std::string code_list(std::span<const std::string> names);

/// The markup of the first `most` items, and how many more there are: ``a, b and 3 more``. One more
/// is shown rather than counted.
std::string short_list(std::span<const std::string> items, std::size_t most);

}  // namespace erdmark::render::markdown
