#pragma once

#include <filesystem>
#include <string>

#include "dialect/url.h"

namespace erdmark::dialect::sqlite {

/// The path that a URL of SQLite names, put together with `base_folder` when it is relative. Throws
/// an `Input` error for a URL that names no file.
std::filesystem::path database_path(const Url& url, const std::filesystem::path& base_folder);

/// Whether there is anything at that path.
bool exists(const Url& url, const std::filesystem::path& base_folder);

/// The `file:` URI with which SQLite opens a database for reading and leaves no trace. Throws an
/// `Input` error when there is no such file or it is no database; `name` stands in messages.
std::string read_only_uri(const std::filesystem::path& path, const std::string& name);

/// The same for a database that is written, and made when there is no such file. Throws an `Input`
/// error when its folder is missing.
std::string writable_uri(const std::filesystem::path& path, const std::string& name);

}  // namespace erdmark::dialect::sqlite
