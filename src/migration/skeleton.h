#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "migration/migration.h"

namespace erdmark::migration {

/// How the next migration is numbered.
enum class Numbering {
    Follow,    ///< As the last one of the folder; `001` in an empty folder.
    Sequence,  ///< The number behind the greatest.
    Timestamp,
};

/// The moment in the forms that versions have.
struct VersionTime {
    std::string digits;  ///< `20260301123000`, in UTC.
    long long seconds = 0;
    long long milliseconds = 0;
};

struct NewFile {
    std::string path;  ///< From the folder.
    std::string text;
};

/// The files of the next migration of a folder, in the shape of its last one: numbering, width,
/// names, where its down part is. `name` are the user's words. Pure.
///
/// Throws a `Usage` error for a name without letters and digits, and for a layout whose files only
/// its own tool can make.
std::vector<NewFile> next_migration(const MigrationDirectory& directory, std::string_view name,
                                    Numbering numbering, const VersionTime& time);

}  // namespace erdmark::migration
