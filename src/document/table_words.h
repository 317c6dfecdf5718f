#pragma once

#include <string>
#include <vector>

namespace erdmark::document {

/// The words of a name as written: cut at everything that is no letter or digit and where a capital
/// starts a word. `userID` gives `user`, `ID`.
std::vector<std::string> split_words(const std::string& name);

/// The words in lower case: `UserRoles`, `user_roles` and `user-roles` all give `user`, `roles`.
std::vector<std::string> table_words(const std::string& name);

}  // namespace erdmark::document
