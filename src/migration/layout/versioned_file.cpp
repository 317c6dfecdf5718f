#include "migration/layout/versioned_file.h"

#include <algorithm>
#include <tuple>

#include <fmt/format.h>

#include "base/error.h"
#include "migration/script_parts.h"

namespace erdmark::migration {

namespace {

Evidence marked_evidence(std::string_view marker, const MigrationFile& file) {
    return {Strength::Marker, fmt::format("lines '{}' as in '{}'", marker, file.name)};
}

}  // namespace

bool has_marker(const MigrationFile& file, bool (*is_marker)(std::string_view comment)) {
    return has_comment_line(file.text, is_marker);
}

std::vector<const MigrationFile*> taken_files(const Folder& folder,
                                              bool (*takes)(std::string_view file_name)) {
    std::vector<const MigrationFile*> taken;
    for (const MigrationFile& file : folder.files) {
        if (takes(file.name)) {
            taken.push_back(&file);
        }
    }
    return taken;
}

std::vector<VersionedFile> versioned_files(
    const Folder& folder, std::optional<VersionedFile> (*split_name)(std::string_view file_name)) {
    std::vector<VersionedFile> files;
    for (const MigrationFile& file : folder.files) {
        if (std::optional<VersionedFile> versioned = split_name(file.name)) {
            versioned->file = &file;
            files.push_back(std::move(*versioned));
        }
    }
    return files;
}

const MigrationFile* first_taken(const Folder& folder, bool (*takes)(std::string_view file_name)) {
    const auto file = std::ranges::find_if(
        folder.files, [&](const MigrationFile& each) { return takes(each.name); });
    return file == folder.files.end() ? nullptr : &*file;
}

std::optional<Evidence> named_evidence(const MigrationFile* file) {
    if (file == nullptr) {
        return std::nullopt;
    }
    return Evidence{Strength::Name, fmt::format("files are named like '{}'", file->name)};
}

std::optional<Evidence> marker_evidence(const Folder& folder,
                                        bool (*takes)(std::string_view file_name),
                                        std::string_view marker,
                                        bool (*is_marker)(std::string_view comment)) {
    for (const MigrationFile* file : taken_files(folder, takes)) {
        if (has_marker(*file, is_marker)) {
            return marked_evidence(marker, *file);
        }
    }
    return std::nullopt;
}

std::optional<Evidence> required_marker_evidence(const Folder& folder,
                                                 bool (*takes)(std::string_view file_name),
                                                 std::string_view marker,
                                                 bool (*is_marker)(std::string_view comment)) {
    std::vector<const MigrationFile*> marked = taken_files(folder, takes);
    const std::size_t taken = marked.size();
    std::erase_if(marked, [&](const MigrationFile* file) { return !has_marker(*file, is_marker); });
    return !marked.empty() && marked.size() * 2 >= taken
               ? std::optional(marked_evidence(marker, *marked.front()))
               : std::nullopt;
}

std::optional<std::string_view> top_sql_name(std::string_view file_name) {
    if (file_name.find('/') != std::string_view::npos || !drop_suffix(file_name, ".sql")) {
        return std::nullopt;
    }
    return file_name;
}

std::optional<VersionedFile> split_at_underscore(std::string_view stem) {
    const std::size_t digits = count_digits(stem);
    if (digits == 0 || digits == stem.size() || stem[digits] != '_') {
        return std::nullopt;
    }
    return VersionedFile{.version = std::string(stem.substr(0, digits)),
                         .name = std::string(stem.substr(digits + 1)),
                         .number = VersionNumber(stem.substr(0, digits))};
}

void sort_by_number(std::vector<VersionedFile>& files) {
    std::ranges::sort(files, [](const VersionedFile& left, const VersionedFile& right) {
        return std::tie(left.number, left.is_down, left.file->name) <
               std::tie(right.number, right.is_down, right.file->name);
    });
}

void fail_same_version(const MigrationFile& file, const MigrationFile& other) {
    throw Error(ErrorKind::Input,
                fmt::format("{}: has the same version as '{}'; give one of them another number",
                            file.path, other.path));
}

void refuse_same_version(const std::vector<VersionedFile>& files) {
    const auto same = std::ranges::adjacent_find(
        files, [](const VersionedFile& left, const VersionedFile& right) {
            return left.number == right.number && left.is_down == right.is_down;
        });
    if (same != files.end()) {
        fail_same_version(*same[1].file, *same[0].file);
    }
}

Migration whole_file(const VersionedFile& file) {
    return {.version = file.version, .name = file.name, .up = script_of(*file.file)};
}

std::string note_undone(const VersionedFile& down) {
    return fmt::format("{}: undoes version {}, which has no file that does it", down.file->path,
                       down.version);
}

ParsedFolder pair_files(std::vector<VersionedFile> files) {
    sort_by_number(files);
    refuse_same_version(files);
    ParsedFolder parsed;
    const VersionedFile* up = nullptr;
    for (const VersionedFile& file : files) {
        if (!file.is_down) {
            parsed.migrations.push_back(whole_file(file));
            up = &file;
        } else if (up != nullptr && up->number == file.number) {
            parsed.migrations.back().down = script_of(*file.file);
        } else {
            parsed.notes.push_back(note_undone(file));
        }
    }
    return parsed;
}

}  // namespace erdmark::migration
