#pragma once

#include <string>
#include <vector>

#include "architecture/file_text.h"

namespace erdmark::architecture {

/// What in a file (path from the repository's root) is no business of its readers: an absolute path
/// of the machine it was made on, or the host that a lock file's packages came from. Tests and
/// scripts may speak of temporary folders and made-up homes. Binary files are not looked into.
std::vector<std::string> public_text_problems(const FileText& file);

}  // namespace erdmark::architecture
