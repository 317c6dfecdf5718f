#pragma once

#include <map>
#include <string>

namespace erdmark {

/// Files by relative path (with `/` between the parts), in byte order of the paths.
using FileTree = std::map<std::string, std::string>;

}  // namespace erdmark
