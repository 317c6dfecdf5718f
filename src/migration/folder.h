#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "sql/script.h"

namespace erdmark::migration {

/// A file of a folder of migrations.
struct MigrationFile {
    std::string name;  ///< From the folder: `001_create_users.sql`, `001_create_users/up.sql`.
    std::string path;  ///< As messages name it: the folder as the user named it, `/`, the name.
    std::string text;  ///< UTF-8, without a byte order mark. Read for the files that layouts read.
    std::string problem;  ///< Why it has no text.
};

/// A folder of migrations as a value: all that a layout looks at.
struct Folder {
    std::string path;                  ///< As the user named it.
    std::string full_path;             ///< Absolute, for the names of the folder and of its parent.
    std::vector<MigrationFile> files;  ///< Sorted by name.
    std::vector<std::string> beside;   ///< The names of the files in the folder above.

    const MigrationFile* find(std::string_view name) const;
    bool has(std::string_view name) const { return find(name) != nullptr; }

    /// The first of `names` that is in the folder or, as `../name`, in the one above; else empty.
    std::string find_side_file(std::initializer_list<std::string_view> names) const;

    /// The part of the folder below a sub-folder, as a folder of its own.
    Folder below(std::string_view sub_folder) const;
};

/// Reads what layouts look at: the names of all files, at most six folders deep, and the text of
/// those that end in `.sql` or are side files of tools. Hidden files and folders, and links to
/// folders, are left out. Throws an `Input` error for a folder that cannot be read; a file that
/// cannot gets its `problem`.
Folder read_folder(const std::filesystem::path& path);

/// The text of a file with its place. Throws its problem, if it has one, as an `Input` error.
sql::Script script_of(const MigrationFile& file);

}  // namespace erdmark::migration
