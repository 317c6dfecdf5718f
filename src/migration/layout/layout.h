#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "migration/migration.h"

namespace erdmark::migration {

/// A file of a folder of migrations, read.
struct MigrationFile {
    std::string name;  ///< `001_create_users.sql`
    std::string path;  ///< As messages name it: the folder as the user named it, `/`, the name.
    std::string text;  ///< UTF-8, without a byte order mark.
};

/// What a folder of migrations of a certain tool looks like: which files belong to it, how they are
/// named, cut and ordered. To add one, write a file beside this one and a line in layouts.cpp.
struct Layout {
    const char* name;
    const char* expected;  ///< For messages: what its files are called.

    bool (*takes)(std::string_view file_name);

    /// The migrations in the order in which they run. `files` are those that `takes` took, in any
    /// order. Touches no disk. Throws an `Input` error for files that contradict each other or the
    /// rules of the layout.
    std::vector<Migration> (*parse)(std::span<const MigrationFile> files);
};

/// All layouts, in the order in which they are tried: a folder has the first one that takes any of
/// its files.
std::span<const Layout> layouts();

/// `001_create_users.sql`: digits and a name, undone by a section of the same file or by
/// `001_create_users.down.sql`.
Layout numbered_layout();

}  // namespace erdmark::migration
