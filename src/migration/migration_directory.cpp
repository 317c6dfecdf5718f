#include <algorithm>
#include <system_error>

#include <fmt/format.h>

#include "base/error.h"
#include "base/file.h"
#include "base/text.h"
#include "migration/layout/layout.h"
#include "migration/migration.h"

namespace erdmark::migration {
namespace {

namespace fs = std::filesystem;

/// The names of what is neither hidden nor a folder. A link whose target is gone counts, so that
/// reading it tells.
std::vector<std::string> list_files(const fs::path& folder, std::error_code& error) {
    std::vector<std::string> names;
    for (fs::directory_iterator entry(folder, error); !error && entry != fs::directory_iterator();
         entry.increment(error)) {
        std::string name = entry->path().filename().string();
        std::error_code ignored;
        if (!name.starts_with('.') && !entry->is_directory(ignored)) {
            names.push_back(std::move(name));
        }
    }
    std::ranges::sort(names);
    return names;
}

std::vector<std::string> taken_by(const Layout& layout, const std::vector<std::string>& names) {
    std::vector<std::string> taken;
    std::ranges::copy_if(names, std::back_inserter(taken), layout.takes);
    return taken;
}

[[noreturn]] void fail(const std::string& folder, const std::string& message) {
    throw Error(ErrorKind::Input, folder + ": " + message);
}

[[noreturn]] void fail(const std::string& folder, std::error_code error) {
    if (error == std::errc::no_such_file_or_directory) {
        fail(folder, "no such folder");
    }
    if (error == std::errc::not_a_directory) {
        fail(folder, "not a folder, expected one that holds migrations");
    }
    fail(folder, "cannot be read: " + to_lower(error.message()));
}

std::vector<MigrationFile> read_files(const std::string& folder,
                                      const std::vector<std::string>& names) {
    const std::string prefix = folder.ends_with('/') ? folder : folder + "/";
    std::vector<MigrationFile> files;
    for (const std::string& name : names) {
        const std::string path = prefix + name;
        files.push_back({name, path, read_text_file(path)});
    }
    return files;
}

std::string expected_names() {
    std::vector<std::string> expected;
    for (const Layout& layout : layouts()) {
        expected.emplace_back(layout.expected);
    }
    return join(expected, " or ");
}

}  // namespace

MigrationDirectory read_migration_directory(const fs::path& folder) {
    const std::string path = folder.string();
    std::error_code error;
    const std::vector<std::string> names = list_files(folder, error);
    if (error) {
        fail(path, error);
    }
    for (const Layout& layout : layouts()) {
        if (const std::vector<std::string> taken = taken_by(layout, names); !taken.empty()) {
            return {.path = path,
                    .layout = layout.name,
                    .migrations = layout.parse(read_files(path, taken))};
        }
    }
    fail(path, fmt::format("no migrations in this folder, expected files named like {}",
                           expected_names()));
}

bool holds_migrations(const fs::path& folder) {
    std::error_code ignored;
    const std::vector<std::string> names = list_files(folder, ignored);
    return std::ranges::any_of(
        layouts(), [&](const Layout& layout) { return std::ranges::any_of(names, layout.takes); });
}

}  // namespace erdmark::migration
