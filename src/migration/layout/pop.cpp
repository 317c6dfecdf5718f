#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "base/error.h"
#include "base/text.h"
#include "migration/layout/layout.h"
#include "migration/layout/versioned_file.h"
#include "migration/variables.h"

// https://gobuffalo.io/documentation/database/migrations/: `001_users.up.sql`, and for one database
// `001_users.postgres.up.sql`, which then replaces the other of the same version. Files are Go
// templates with the options of the connection.

namespace erdmark::migration {
namespace {

struct PopName {
    VersionedFile file;
    std::string dialect;
    bool transactional = true;
    bool is_fizz = false;
};

/// Takes `.postgres` and `.autocommit` from the end of a name.
void take_options(PopName& name) {
    for (std::size_t dot = name.file.name.rfind('.'); dot != std::string::npos;
         dot = name.file.name.rfind('.')) {
        const std::string word = name.file.name.substr(dot + 1);
        if (word == "autocommit") {
            name.transactional = false;
        } else if (!dialect_of(word).empty()) {
            name.dialect = dialect_of(word);
        } else {
            return;
        }
        name.file.name.resize(dot);
    }
}

std::optional<PopName> split_name(std::string_view file_name) {
    PopName name;
    const bool is_sql = drop_suffix(file_name, ".sql");
    name.is_fizz = !is_sql && drop_suffix(file_name, ".fizz");
    const bool is_down = drop_suffix(file_name, ".down");
    if (!(is_sql || name.is_fizz) || !(is_down || drop_suffix(file_name, ".up")) ||
        file_name.find('/') != std::string_view::npos) {
        return std::nullopt;
    }
    const std::optional<VersionedFile> file = split_at_underscore(file_name);
    if (!file) {
        return std::nullopt;
    }
    name.file = *file;
    name.file.is_down = is_down;
    take_options(name);
    return name;
}

bool is_migration_name(std::string_view file_name) {
    const std::optional<PopName> name = split_name(file_name);
    return name && !name->is_fizz;
}

bool is_for_one_dialect(std::string_view file_name) {
    const std::optional<PopName> name = split_name(file_name);
    return name && (!name->dialect.empty() || name->is_fizz);
}

std::optional<Evidence> recognise(const Folder& folder) {
    const MigrationFile* first = first_taken(folder, is_migration_name);
    return first == nullptr ? std::nullopt
                            : named_evidence(first_taken(folder, is_for_one_dialect));
}

/// The dialect that the options give, or the only one that the names know.
std::string choose_dialect(const Folder& folder, const ReadOptions& options) {
    std::vector<std::string> dialects;
    for (const MigrationFile* file : taken_files(folder, is_for_one_dialect)) {
        const std::string dialect = split_name(file->name)->dialect;
        if (!dialect.empty() && std::ranges::find(dialects, dialect) == dialects.end()) {
            dialects.push_back(dialect);
        }
    }
    if (!options.dialect.empty()) {
        return options.dialect;
    }
    if (dialects.size() > 1) {
        std::ranges::sort(dialects);
        throw Error(ErrorKind::Input,
                    fmt::format("{}: holds migrations for several databases ({}); say with "
                                "'source.dialect' for which one to read them",
                                folder.path, join(dialects, ", ")));
    }
    return dialects.empty() ? "" : dialects.front();
}

/// Fills in the values that the program gives: `{{ index .Options "Namespace" }}`.
sql::Script filled(const sql::Script& script, const Variables& variables) {
    constexpr std::string_view kBegin = "{{";
    constexpr std::string_view kEnd = "}}";
    constexpr std::string_view kIndex = "index .Options \"";
    if (script.text.find(kIndex) == std::string::npos) {
        return script;
    }
    return replace_placeholders(
        script, kBegin, kEnd, [&](const std::string& action, std::size_t offset) {
            if (!action.starts_with(kIndex) || !action.ends_with('"')) {
                return fmt::format("{}{}{}", kBegin, action, kEnd);
            }
            const std::string name =
                action.substr(kIndex.size(), action.size() - kIndex.size() - 1);
            return value_of(name, variables, script, offset);
        });
}

using Chosen = std::map<std::pair<VersionNumber, bool>, PopName>;

/// The file for one database replaces the one for all.
void choose(const PopName& name, Chosen& chosen) {
    PopName& place = chosen[{name.file.number, name.file.is_down}];
    if (place.file.file != nullptr && place.dialect == name.dialect) {
        fail_same_version(*name.file.file, *place.file.file);
    }
    if (place.file.file == nullptr || !name.dialect.empty()) {
        place = name;
    }
}

/// For each version and direction the file for `dialect`, else the one for every database.
Chosen choose_files(const Folder& folder, const std::string& dialect, ParsedFolder& parsed) {
    Chosen chosen;
    for (const MigrationFile& file : folder.files) {
        std::optional<PopName> name = split_name(file.name);
        if (!name || (!name->dialect.empty() && name->dialect != dialect)) {
            continue;
        }
        if (name->is_fizz) {
            if (!name->file.is_down) {
                parsed.notes.push_back(fmt::format(
                    "{}: version {} is written in fizz, which a replay cannot run; what it changes "
                    "is missing",
                    file.path, name->file.version));
            }
            continue;
        }
        name->file.file = &file;
        choose(*name, chosen);
    }
    return chosen;
}

ParsedFolder parse(const Folder& folder, const ReadOptions& options) {
    ParsedFolder notes;
    const Chosen chosen = choose_files(folder, choose_dialect(folder, options), notes);
    std::vector<VersionedFile> files;
    for (const auto& [key, name] : chosen) {
        files.push_back(name.file);
    }
    ParsedFolder parsed = pair_files(files);
    for (Migration& migration : parsed.migrations) {
        const PopName& name = chosen.at({VersionNumber(migration.version), false});
        migration.dialect = name.dialect;
        migration.transactional = name.transactional;
        migration.up = filled(migration.up, options.variables);
        if (migration.down) {
            migration.down = filled(*migration.down, options.variables);
        }
    }
    parsed.notes.insert(parsed.notes.begin(), notes.notes.begin(), notes.notes.end());
    return parsed;
}

}  // namespace

Layout pop_layout() {
    return {.name = "pop",
            .expected = "'001_create_users.up.sql' or '001_create_users.postgres.up.sql'",
            .takes = is_migration_name,
            .recognise = recognise,
            .parse = parse};
}

}  // namespace erdmark::migration
