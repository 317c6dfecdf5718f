#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "migration/file_name.h"
#include "migration/ordered_migration.h"
#include "runner/revision.h"

namespace erdmark::runner {

// Which files the rows of other tools stand for. Tools call a migration by its number, the name of
// its file, of its folder, its description or a hash of its text.

using Folder = std::span<const migration::OrderedMigration>;

/// What a tool may call a migration, the surest first, or which checksums it may have for one, the
/// one that it would write first.
using TextsOf = std::vector<std::string> (*)(const migration::OrderedMigration& migration);

/// The key of the migration that a file name tells when there is no such file: `001_users.sql` is
/// `1`.
std::string key_of_file(std::string_view file);

/// Gives each row the key, the name and the file of the migration that is called what its key, or
/// else its version, is at first. One that is called by no row keeps its key, made to look like one
/// of ours where that means no other migration.
void name_files(std::vector<Revision>& rows, Folder folder, TextsOf names);

/// Notes for each row what its checksum would be for its file as it is. Rows without one, or
/// without a file, are left alone.
void expect_checksums(std::vector<Revision>& rows, Folder folder, TextsOf checksums);

/// A text as the file may have been read, its checksum of that time: as it is, with LF, with CR LF
/// as its line ends.
std::vector<std::string> line_end_forms(const std::string& text);

/// The rows of a tool that keeps its last version alone: all migrations up to that number. When no
/// file has the number, it is a row as well.
std::vector<Revision> rows_up_to(Folder folder, std::string_view version);

/// The greatest number in the folder below another one.
std::optional<std::string> number_before(Folder folder, std::string_view version);

/// Adds a baseline for each migration up to a version that has no row.
void add_baselines(std::vector<Revision>& rows, Folder folder,
                   const migration::VersionNumber& version);

/// The name of its file, without folders: `001_users.sql`.
std::string file_of(const migration::OrderedMigration& migration);

/// The text of its file.
const std::string& text_of(const migration::OrderedMigration& migration);

/// `create_users` as `create users`.
std::string description_of(std::string_view name);

}  // namespace erdmark::runner
