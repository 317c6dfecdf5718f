#include <algorithm>
#include <filesystem>

#include <fmt/format.h>

#include "base/error.h"
#include "base/file.h"
#include "base/text.h"
#include "migration/code_files.h"
#include "migration/file_name.h"
#include "migration/folder.h"
#include "migration/layout/layout.h"
#include "migration/layout/versioned_file.h"
#include "migration/migration.h"
#include "migration/order_file.h"
#include "migration/script_parts.h"
#include "migration/sections.h"

namespace erdmark::migration {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void fail(const std::string& folder, const std::string& message) {
    throw Error(ErrorKind::Input, folder + ": " + message);
}

/// A layout and why it was chosen.
struct Choice {
    const Layout* layout = nullptr;
    std::string reason;
};

/// The layout that most surely fits; none when nothing tells one.
Choice recognise(const Folder& folder) {
    Choice choice;
    std::optional<Strength> best;
    for (const Layout& layout : layouts()) {
        const std::optional<Evidence> evidence = layout.recognise(folder);
        if (evidence && (!best || evidence->strength > *best)) {
            best = evidence->strength;
            choice = {&layout, evidence->reason};
        }
    }
    return choice;
}

Choice told_layout(const Folder& folder, const std::string& name) {
    const auto layout = std::ranges::find(layouts(), name, &Layout::name);
    if (layout == layouts().end()) {
        fail(folder.path,
             fmt::format("no layout is called '{}'{}; expected one of {}", name,
                         did_you_mean(name, layout_names()), join(layout_names(), ", ")));
    }
    const bool takes_any = std::ranges::any_of(
        folder.files, [&](const MigrationFile& file) { return layout->takes(file.name); });
    if (!takes_any) {
        fail(folder.path, fmt::format("no migrations of the layout '{}' in this folder, expected "
                                      "files named like {}",
                                      name, layout->expected));
    }
    return {&*layout, "as told"};
}

/// The first of the sub-folders that hold the migrations for one database each.
std::vector<std::string> dialect_folders(const Folder& folder) {
    std::vector<std::string> names;
    for (const MigrationFile& file : folder.files) {
        const std::string name = file.name.substr(0, file.name.find('/'));
        const bool is_folder = name.size() < file.name.size();
        if (is_folder && !dialect_of(name).empty() && !std::ranges::count(names, name)) {
            names.push_back(name);
        }
    }
    std::erase_if(names, [&](const std::string& name) {
        return recognise(folder.below(name)).layout == nullptr;
    });
    return names;
}

std::string choose_folder(const Folder& folder, const std::vector<std::string>& names,
                          const ReadOptions& options) {
    if (options.dialect.empty() && names.size() == 1) {
        return names.front();
    }
    const auto chosen = std::ranges::find_if(names, [&](const std::string& name) {
        return !options.dialect.empty() && dialect_of(name) == options.dialect;
    });
    if (chosen != names.end()) {
        return *chosen;
    }
    if (options.dialect.empty()) {
        fail(folder.path, fmt::format("holds migrations for several databases ({}); say with "
                                      "'source.dialect' for which one to read them",
                                      join(names, ", ")));
    }
    fail(folder.path, fmt::format("holds no migrations for {}, only for others ({})",
                                  options.dialect, join(names, ", ")));
}

/// Why nothing in a folder is a migration: those of some tools are programs.
[[noreturn]] void fail_without_migrations(const Folder& folder) {
    const auto code = std::ranges::find_if(
        folder.files, [](const MigrationFile& file) { return !language_of(file.name).empty(); });
    if (code != folder.files.end()) {
        fail(folder.path,
             fmt::format(
                 "no SQL migrations in this folder, only programs in {} ('{}'); give the SQL "
                 "that they make, as the output of 'alembic upgrade head --sql' or a "
                 "'structure.sql' of Rails",
                 language_of(code->name), code->name));
    }
    fail(folder.path,
         "no migrations in this folder, expected files named like "
         "'001_create_users.sql' or '001_create_users.up.sql'");
}

/// On SQL files that the layout does not take: a name without its number is easily a slip.
std::vector<std::string> notes_on_others(const Folder& folder, const Layout& layout) {
    std::vector<std::string> notes;
    for (const MigrationFile& file : folder.files) {
        if (top_sql_name(file.name) && !layout.takes(file.name)) {
            notes.push_back(
                fmt::format("{}: {} and is left out; expected a name like {}", file.path,
                            count_digits(file.name) == 0 ? "does not have a version number prefix"
                                                         : "is no file of the layout",
                            layout.expected));
        }
    }
    return notes;
}

MigrationDirectory parse(const Folder& folder, const Choice& choice, const ReadOptions& options) {
    ParsedFolder parsed = choice.layout->parse(folder, options);
    std::vector<std::string> notes = std::move(parsed.notes);
    std::ranges::move(notes_on_others(folder, *choice.layout), std::back_inserter(notes));
    std::ranges::move(code_notes(folder), std::back_inserter(notes));
    return {.path = folder.path,
            .layout = choice.layout->name,
            .reason = choice.reason,
            .migrations = std::move(parsed.migrations),
            .notes = std::move(notes)};
}

MigrationDirectory read_dialect_folder(const Folder& folder, const ReadOptions& options) {
    const std::vector<std::string> names = dialect_folders(folder);
    if (names.empty()) {
        fail_without_migrations(folder);
    }
    const std::string name = choose_folder(folder, names, options);
    const Folder part = folder.below(name);
    Choice choice = recognise(part);
    choice.reason = fmt::format("{} in the folder '{}'", choice.reason, name);
    MigrationDirectory directory = parse(part, choice, options);
    directory.path = folder.path;
    for (Migration& migration : directory.migrations) {
        migration.dialect = dialect_of(name);
    }
    return directory;
}

MigrationDirectory read_folder_of_migrations(const fs::path& path, const ReadOptions& options) {
    const Folder folder = read_folder(path);
    if (!options.layout.empty()) {
        return parse(folder, told_layout(folder, options.layout), options);
    }
    const Choice choice = recognise(folder);
    return choice.layout == nullptr ? read_dialect_folder(folder, options)
                                    : parse(folder, choice, options);
}

/// A file that an order file names is one migration, cut at its marker lines.
Migration read_ordered_file(const fs::path& path) {
    const std::string shown = path.generic_string();
    Sections sections = split_sections({.file = shown, .text = read_text_file(path)});
    std::string_view stem = base_name(shown);
    drop_suffix(stem, ".sql");
    const std::size_t digits = count_digits(stem);
    const std::size_t name = std::min(stem.find_first_not_of("_-.", digits), stem.size());
    return {.version = std::string(stem.substr(0, digits)),
            .name = std::string(stem.substr(name)),
            .up = std::move(sections.up),
            .preamble = std::move(sections.preamble),
            .down = std::move(sections.down),
            .transactional = sections.transactional};
}

void add_ordered(const sql::Script& order, const OrderedPath& line, const fs::path& path,
                 const ReadOptions& options, MigrationDirectory& directory) {
    std::error_code ignored;
    if (!fs::exists(path, ignored)) {
        fail_at(order, line.offset,
                fmt::format("no such file or folder: '{}'", path.generic_string()));
    }
    if (!fs::is_directory(path, ignored)) {
        directory.migrations.push_back(read_ordered_file(path));
        return;
    }
    ReadOptions inner = options;
    inner.order.clear();
    MigrationDirectory part = read_folder_of_migrations(path, inner);
    std::ranges::move(part.migrations, std::back_inserter(directory.migrations));
    std::ranges::move(part.notes, std::back_inserter(directory.notes));
}

MigrationDirectory read_in_order(const fs::path& folder, const ReadOptions& options) {
    const std::string shown = options.order.generic_string();
    const sql::Script order{.file = shown, .text = read_text_file(options.order)};
    MigrationDirectory directory{
        .path = folder.string(), .layout = "order", .reason = fmt::format("listed in '{}'", shown)};
    for (const OrderedPath& line : read_order(order)) {
        const fs::path path = options.order.has_parent_path()
                                  ? options.order.parent_path() / line.path
                                  : fs::path(line.path);
        add_ordered(order, line, path, options, directory);
    }
    return directory;
}

}  // namespace

MigrationDirectory read_migration_directory(const fs::path& folder, const ReadOptions& options) {
    ReadOptions known = options;
    known.dialect = dialect_of(options.dialect);
    if (known.dialect.empty() && !options.dialect.empty()) {
        fail(folder.string(),
             fmt::format("no database is called '{}'; expected postgresql, sqlite, "
                         "mysql, mariadb, cockroach or mssql as its dialect",
                         options.dialect));
    }
    return options.order.empty() ? read_folder_of_migrations(folder, known)
                                 : read_in_order(folder, known);
}

bool holds_migrations(const fs::path& folder) {
    try {
        const Folder read = read_folder(folder);
        return recognise(read).layout != nullptr || !dialect_folders(read).empty();
    } catch (const Error&) {
        return false;
    }
}

std::vector<std::string> layout_names() {
    std::vector<std::string> names;
    for (const Layout& layout : layouts()) {
        names.emplace_back(layout.name);
    }
    std::ranges::sort(names);
    return names;
}

}  // namespace erdmark::migration
