#pragma once

#include <filesystem>
#include <string>

namespace erdmark::config {

/// `path` written as shortly as it can be from the current folder; decided by the letters, not by
/// what is on the disk. Empty for the current folder itself.
std::filesystem::path shortest_path(const std::filesystem::path& path);

}  // namespace erdmark::config
