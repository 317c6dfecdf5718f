#pragma once

#include <filesystem>
#include <string_view>

#include "config/environment.h"

namespace erdmark::config {

/// The variables of a dotenv file: lines `NAME=value` or `export NAME=value`, comments from `#` on.
/// A value may stand in single quotes, as it is, or in double quotes, with `\n`, `\r`, `\t`, `\"`,
/// `\\` and `\$`; both may hold line ends. Nothing is expanded. The last of two values wins.
///
/// Throws a `Config` error `file:line:column: message` for everything else; it never shows a value.
Variables parse_env_file(std::string_view text, std::string_view file);

/// Reads a file; none when there is no such file, since one with secrets is rarely committed.
Variables read_env_file(const std::filesystem::path& file);

}  // namespace erdmark::config
