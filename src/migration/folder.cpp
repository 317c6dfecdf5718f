#include "migration/folder.h"

#include <algorithm>
#include <array>
#include <system_error>

#include <fmt/format.h>

#include "base/error.h"
#include "base/file.h"
#include "base/text.h"
#include "migration/file_name.h"

namespace erdmark::migration {
namespace {

namespace fs = std::filesystem;

constexpr int kDeepest = 6;

/// Text files beside migrations that layouts read. `.down.sql` and the like end in `.sql`.
constexpr auto kReadEndings =
    std::to_array<std::string_view>({".sql", ".SQL", ".sql.conf", "_journal.json", "atlas.sum",
                                     "sqitch.plan", "metadata.toml", ".fizz"});

[[noreturn]] void fail(const std::string& folder, std::error_code error) {
    if (error == std::errc::no_such_file_or_directory) {
        throw Error(ErrorKind::Input, folder + ": no such folder");
    }
    if (error == std::errc::not_a_directory) {
        throw Error(ErrorKind::Input,
                    folder + ": not a folder, expected one that holds migrations");
    }
    throw Error(ErrorKind::Input,
                fmt::format("{}: cannot be read: {}", folder, to_lower(error.message())));
}

bool is_folder_to_enter(const fs::directory_entry& entry) {
    std::error_code ignored;
    return entry.is_directory(ignored) && !entry.is_symlink(ignored) &&
           entry.path().filename() != "node_modules";
}

/// Adds the names of the files in `folder` and below, each behind `prefix`. A link whose target is
/// gone counts as a file, so that reading it tells.
void list_files(const fs::path& folder, const std::string& prefix, int depth,
                std::vector<std::string>& names, std::error_code& error) {
    for (fs::directory_iterator entry(folder, error); !error && entry != fs::directory_iterator();
         entry.increment(error)) {
        const std::string name = entry->path().filename().string();
        std::error_code ignored;
        if (name.starts_with('.') && !name.starts_with(".gmrc")) {
            continue;
        }
        if (is_folder_to_enter(*entry) && depth < kDeepest) {
            list_files(entry->path(), prefix + name + "/", depth + 1, names, ignored);
        } else if (!entry->is_directory(ignored)) {
            names.push_back(prefix + name);
        }
    }
}

std::vector<std::string> names_beside(const fs::path& folder) {
    std::vector<std::string> names;
    std::error_code error;
    for (fs::directory_iterator entry(folder, error); !error && entry != fs::directory_iterator();
         entry.increment(error)) {
        std::error_code ignored;
        if (entry->is_regular_file(ignored)) {
            names.push_back(entry->path().filename().string());
        }
    }
    std::ranges::sort(names);
    return names;
}

void read_text(MigrationFile& file) {
    const bool is_read = std::ranges::any_of(
        kReadEndings, [&](std::string_view ending) { return file.name.ends_with(ending); });
    if (!is_read) {
        return;
    }
    try {
        file.text = read_text_file(file.path);
    } catch (const Error& error) {
        file.problem = error.what();
    }
}

fs::path full_path_of(const fs::path& path) {
    std::error_code ignored;
    fs::path full = fs::absolute(path, ignored).lexically_normal();
    return full.has_filename() ? full : full.parent_path();
}

}  // namespace

const MigrationFile* Folder::find(std::string_view name) const {
    const auto file = std::ranges::lower_bound(files, name, {}, &MigrationFile::name);
    return file == files.end() || file->name != name ? nullptr : &*file;
}

std::string Folder::find_side_file(std::initializer_list<std::string_view> names) const {
    for (const std::string_view name : names) {
        if (has(name)) {
            return std::string(name);
        }
        if (std::ranges::find(beside, name) != beside.end()) {
            return "../" + std::string(name);
        }
    }
    return "";
}

Folder Folder::below(std::string_view sub_folder) const {
    const std::string prefix = std::string(sub_folder) + "/";
    Folder part{.path = (path.ends_with('/') ? path : path + "/") + std::string(sub_folder),
                .full_path = full_path + "/" + std::string(sub_folder)};
    for (const MigrationFile& file : files) {
        if (file.name.starts_with(prefix)) {
            MigrationFile inner = file;
            inner.name.erase(0, prefix.size());
            part.files.push_back(std::move(inner));
        } else if (file.name.find('/') == std::string::npos) {
            part.beside.push_back(file.name);
        }
    }
    return part;
}

Folder read_folder(const fs::path& path) {
    Folder folder{.path = path.string(), .full_path = full_path_of(path).string()};
    std::vector<std::string> names;
    std::error_code error;
    list_files(path, "", 0, names, error);
    if (error) {
        fail(folder.path, error);
    }
    std::ranges::sort(names);
    const std::string prefix = folder.path.ends_with('/') ? folder.path : folder.path + "/";
    for (const std::string& name : names) {
        MigrationFile& file = folder.files.emplace_back();
        file.name = name;
        file.path = prefix + name;
        read_text(file);
    }
    folder.beside = names_beside(fs::path(folder.full_path).parent_path());
    return folder;
}

sql::Script script_of(const MigrationFile& file) {
    if (!file.problem.empty()) {
        throw Error(ErrorKind::Input, file.problem);
    }
    return {.file = file.path, .text = file.text};
}

}  // namespace erdmark::migration
