#pragma once

#include <filesystem>
#include <string>

namespace erdmark {

/// The bytes of a file, or of standard input for `-`. Throws an `Input` error that names the file
/// and the system's reason (no such file, is a directory, permission denied).
std::string read_file(const std::filesystem::path& path);

/// As `read_file`, for text: throws an `Input` error for NUL bytes (a binary file) and for bytes
/// that are not UTF-8, with the place. A byte order mark at the front is removed.
std::string read_text_file(const std::filesystem::path& path);

/// Replaces a file in one step: writes a temporary file in the same folder, flushes it to the disk,
/// renames it over `path`. A crash leaves the old file or the new one, never a part. The folder
/// must exist. Keeps the mode of an existing file; of a symbolic link it replaces the file that the
/// link means. Throws an `Input` error that names the file and the system's reason.
void write_file_atomically(const std::filesystem::path& path, const std::string& content);

}  // namespace erdmark
