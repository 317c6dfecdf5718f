#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "migration/file_name.h"
#include "migration/layout/layout.h"

namespace erdmark::migration {

/// A file of a migration, and what its name says.
struct VersionedFile {
    std::string version;  ///< As written.
    std::string name;
    VersionNumber number;  ///< By which it is ordered.
    bool is_down = false;
    const MigrationFile* file = nullptr;
};

/// The files of a folder that a layout takes.
std::vector<const MigrationFile*> taken_files(const Folder& folder,
                                              bool (*takes)(std::string_view file_name));

/// The files of a folder whose names `split_name` can split, with what they say.
std::vector<VersionedFile> versioned_files(
    const Folder& folder, std::optional<VersionedFile> (*split_name)(std::string_view file_name));

/// The first file that a layout takes, or a null pointer.
const MigrationFile* first_taken(const Folder& folder, bool (*takes)(std::string_view file_name));

/// That the names of the files tell a layout: `files are named like '001_a.sql'`.
std::optional<Evidence> named_evidence(const MigrationFile* file);

/// Whether a comment of the file is such a marker.
bool has_marker(const MigrationFile& file, bool (*is_marker)(std::string_view comment));

/// The first of the taken files that has a marker, as evidence.
std::optional<Evidence> marker_evidence(const Folder& folder,
                                        bool (*takes)(std::string_view file_name),
                                        std::string_view marker,
                                        bool (*is_marker)(std::string_view comment));

/// The same for a marker without which no file is a migration of the layout: half of the taken
/// files or more have it. One alone may have come from another tool.
std::optional<Evidence> required_marker_evidence(const Folder& folder,
                                                 bool (*takes)(std::string_view file_name),
                                                 std::string_view marker,
                                                 bool (*is_marker)(std::string_view comment));

/// `a` for a file at the top of its folder that ends in `.sql`: its name without the suffix.
std::optional<std::string_view> top_sql_name(std::string_view file_name);

/// `001_create_users` as version, number and name: digits, then `_` and anything.
std::optional<VersionedFile> split_at_underscore(std::string_view stem);

/// By number; what undoes a migration behind it; then by file name.
void sort_by_number(std::vector<VersionedFile>& files);

/// Throws an `Input` error that names both files.
[[noreturn]] void fail_same_version(const MigrationFile& file, const MigrationFile& other);

/// Throws when two files of one number both run or both undo; `files` are sorted.
void refuse_same_version(const std::vector<VersionedFile>& files);

/// A migration whose up part is the whole file.
Migration whole_file(const VersionedFile& file);

/// The note for a file that undoes what no file does.
std::string note_undone(const VersionedFile& down);

/// The migrations of `.up.sql` and `.down.sql` files, each taken as a whole. A version that has
/// only a file to undo it gets a note: the tools have nothing to run there.
ParsedFolder pair_files(std::vector<VersionedFile> files);

}  // namespace erdmark::migration
