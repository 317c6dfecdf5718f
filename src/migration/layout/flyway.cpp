#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "base/error.h"
#include "base/text.h"
#include "migration/layout/layout.h"
#include "migration/layout/versioned_file.h"
#include "migration/variables.h"

// https://documentation.red-gate.com/fd/migrations-271585107.html: `V1.2__users.sql`, `U1.2__…` to
// undo it, `B1.2__…` in place of all up to it, `R__views.sql` after them whenever it changes; in
// sub-folders too.

namespace erdmark::migration {
namespace {

struct FlywayName {
    char prefix;
    VersionedFile file;
};

std::optional<FlywayName> split_name(std::string_view file_name) {
    std::string_view stem = base_name(file_name);
    const std::size_t separator = stem.find("__");
    if (separator == std::string_view::npos || !drop_suffix(stem, ".sql") ||
        std::string_view("VUBR").find(stem.front()) == std::string_view::npos) {
        return std::nullopt;
    }
    FlywayName name{.prefix = stem.front()};
    name.file.version = stem.substr(1, separator - 1);
    name.file.name = stem.substr(std::min(separator + 2, stem.size()));
    const std::optional<VersionNumber> number = parse_version(name.file.version, "._");
    if (name.prefix == 'R' ? separator != 1 : !number) {
        return std::nullopt;
    }
    name.file.number = number.value_or(VersionNumber());
    name.file.is_down = name.prefix == 'U';
    return name;
}

bool is_migration_name(std::string_view file_name) {
    return split_name(file_name).has_value();
}

std::optional<Evidence> recognise(const Folder& folder) {
    const MigrationFile* first = first_taken(folder, is_migration_name);
    const std::string side =
        folder.find_side_file({"flyway.toml", "flyway.conf", "flyway.user.toml"});
    if (first != nullptr && !side.empty()) {
        return Evidence{Strength::SideFile, "the side file '" + side + "'"};
    }
    return named_evidence(first);
}

/// What `V1__x.sql.conf` says.
struct ScriptConfiguration {
    bool transactional = true;
    bool placeholders = true;
};

ScriptConfiguration read_configuration(const MigrationFile* file) {
    ScriptConfiguration read;
    for (const std::string_view line :
         split_lines(file == nullptr ? std::string_view() : file->text)) {
        const std::string words = to_lower(replace_all(line, " ", ""));
        read.transactional &= words != "executeintransaction=false";
        read.placeholders &= words != "placeholderreplacement=false";
    }
    return read;
}

/// Names of placeholders count in any case.
std::string placeholder_value(const sql::Script& script, const Variables& variables,
                              const std::string& name, std::size_t offset) {
    const auto variable = std::ranges::find_if(
        variables, [&](const auto& each) { return equals_ignoring_case(each.first, name); });
    return variable == variables.end() ? value_of(name, variables, script, offset)
                                       : variable->second;
}

/// Makes migrations of files that are sorted.
class FlywayFolder {
public:
    FlywayFolder(const Folder& folder, const ReadOptions& options)
        : folder_(folder), variables_(options.variables) {}

    Migration read(const VersionedFile& file) const {
        Migration migration = whole_file(file);
        const ScriptConfiguration configuration =
            read_configuration(folder_.find(file.file->name + ".conf"));
        migration.transactional = configuration.transactional;
        if (configuration.placeholders) {
            const sql::Script& up = migration.up;
            sql::Script filled = replace_placeholders(
                up, "${", "}", [&](const std::string& name, std::size_t offset) {
                    return placeholder_value(up, variables_, name, offset);
                });
            if (filled.text != up.text) {
                migration.unfilled = std::move(migration.up.text);
            }
            migration.up = std::move(filled);
        }
        return migration;
    }

private:
    const Folder& folder_;
    const Variables& variables_;
};

std::string description_of(const VersionedFile& file) {
    return replace_all(file.name, "_", " ");
}

struct FlywayFiles {
    std::vector<VersionedFile> versioned;  ///< `V` and `U`.
    std::vector<VersionedFile> baselines;
    std::vector<VersionedFile> repeatable;
};

FlywayFiles find_files(const Folder& folder) {
    FlywayFiles files;
    for (const MigrationFile* file : taken_files(folder, is_migration_name)) {
        FlywayName name = *split_name(file->name);
        name.file.file = file;
        const bool is_versioned = name.prefix == 'V' || name.prefix == 'U';
        std::vector<VersionedFile>& kind = is_versioned         ? files.versioned
                                           : name.prefix == 'B' ? files.baselines
                                                                : files.repeatable;
        kind.push_back(name.file);
    }
    sort_by_number(files.versioned);
    sort_by_number(files.baselines);
    std::ranges::sort(files.repeatable, {}, description_of);
    refuse_same_version(files.versioned);
    refuse_same_version(files.baselines);
    return files;
}

/// An empty database starts with the newest baseline, which stands for all before it.
void start_at_baseline(FlywayFiles& files, ParsedFolder& parsed) {
    if (files.baselines.empty()) {
        return;
    }
    const VersionedFile& baseline = files.baselines.back();
    const std::size_t count = files.versioned.size();
    std::erase_if(files.versioned,
                  [&](const VersionedFile& file) { return file.number <= baseline.number; });
    parsed.notes.push_back(fmt::format(
        "{}: the baseline of version {} runs in place of {} before it", baseline.file->path,
        baseline.version, count_of(count - files.versioned.size(), "file", "files")));
    files.versioned.insert(files.versioned.begin(), baseline);
}

void refuse_same_name(const std::vector<VersionedFile>& repeatable) {
    const auto same = std::ranges::adjacent_find(repeatable, {}, description_of);
    if (same != repeatable.end()) {
        throw Error(ErrorKind::Input,
                    fmt::format("{}: has the same description as '{}'; give one of them another",
                                same[1].file->path, same[0].file->path));
    }
}

ParsedFolder parse(const Folder& folder, const ReadOptions& options) {
    FlywayFiles files = find_files(folder);
    refuse_same_name(files.repeatable);
    ParsedFolder parsed;
    start_at_baseline(files, parsed);
    const FlywayFolder reader(folder, options);
    const VersionedFile* up = nullptr;
    for (const VersionedFile& file : files.versioned) {
        if (!file.is_down) {
            parsed.migrations.push_back(reader.read(file));
            up = &file;
        } else if (up != nullptr && up->number == file.number) {
            parsed.migrations.back().down = script_of(*file.file);
        }
    }
    for (const VersionedFile& file : files.repeatable) {
        parsed.migrations.push_back(reader.read(file));
        parsed.migrations.back().repeatable = true;
    }
    return parsed;
}

}  // namespace

Layout flyway_layout() {
    return {.name = "flyway",
            .expected = "'V1__create_users.sql' or 'R__views.sql'",
            .takes = is_migration_name,
            .recognise = recognise,
            .parse = parse};
}

}  // namespace erdmark::migration
