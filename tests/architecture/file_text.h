#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace erdmark::architecture {

/// A file of the repository, as the rules see it.
struct FileText {
    std::string path;  ///< With `/` between the parts, from the folder that was read.
    std::string text;
};

/// The `.h` and `.cpp` files below `folder`, by path.
std::vector<FileText> read_sources(const std::filesystem::path& folder);

/// Every file that is, or is going to be, in the repository at `root`: what git tracks, and what it
/// does not ignore.
std::vector<FileText> read_repository(const std::filesystem::path& root);

}  // namespace erdmark::architecture
