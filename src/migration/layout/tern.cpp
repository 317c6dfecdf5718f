#include <algorithm>

#include <fmt/format.h>

#include "base/error.h"
#include "base/text.h"
#include "migration/layout/layout.h"
#include "migration/layout/versioned_file.h"
#include "migration/script_parts.h"
#include "migration/variables.h"

// https://github.com/jackc/tern#migrations

namespace erdmark::migration {
namespace {

constexpr std::string_view kSeparator = "---- create above / drop below ----";
constexpr std::string_view kNoTransaction = "---- tern: disable-tx ----";
constexpr int kMostTemplates = 20;  ///< Inside each other.

std::optional<VersionedFile> split_name(std::string_view file_name) {
    const std::optional<std::string_view> stem = top_sql_name(file_name);
    return stem ? split_at_underscore(*stem) : std::nullopt;
}

bool is_migration_name(std::string_view file_name) {
    return split_name(file_name).has_value();
}

bool is_mark(std::string_view comment) {
    return comment == kSeparator || comment == kNoTransaction;
}

std::optional<Evidence> recognise(const Folder& folder) {
    if (first_taken(folder, is_migration_name) == nullptr) {
        return std::nullopt;
    }
    if (const std::string side = folder.find_side_file({"tern.conf"}); !side.empty()) {
        return Evidence{Strength::SideFile, "the side file '" + side + "'"};
    }
    return marker_evidence(folder, is_migration_name, kSeparator, is_mark);
}

/// Fills in `{{ .name }}` and `{{ template "shared/x.sql" . }}`.
class Templates {
public:
    Templates(const Folder& folder, const Variables& variables)
        : folder_(folder), variables_(variables) {}

    sql::Script filled(const sql::Script& script, int depth = 0) const {
        return replace_placeholders(
            script, "{{", "}}", [&](const std::string& action, std::size_t offset) {
                return value(script, std::string(trim(without_dashes(action))), offset, depth);
            });
    }

private:
    /// `{{- x -}}` trims blanks around it, which means nothing in SQL.
    static std::string_view without_dashes(std::string_view action) {
        action.remove_prefix(action.starts_with("- ") ? 2 : 0);
        action.remove_suffix(action.ends_with(" -") ? 2 : 0);
        return action;
    }

    std::string value(const sql::Script& script, const std::string& action, std::size_t offset,
                      int depth) const {
        if (action.starts_with('.') && action.find_first_of(" |(") == std::string::npos) {
            return value_of(action.substr(1), variables_, script, offset);
        }
        const std::size_t name = action.find('"');
        const std::size_t end = action.find('"', name + 1);
        if (!action.starts_with("template ") || name == std::string::npos ||
            end == std::string::npos) {
            fail_at(
                script, offset,
                fmt::format("a template with logic ('{}'), which a replay cannot run; only "
                            "'{{{{ .name }}}}' and '{{{{ template \"file.sql\" . }}}}' are known",
                            action));
        }
        return included(script, action.substr(name + 1, end - name - 1), offset, depth);
    }

    std::string included(const sql::Script& script, const std::string& name, std::size_t offset,
                         int depth) const {
        const MigrationFile* file = folder_.find(name);
        if (file == nullptr || depth == kMostTemplates) {
            fail_at(script, offset,
                    file == nullptr
                        ? fmt::format("no such template: '{}' is no file of this folder", name)
                        : fmt::format("the template '{}' takes itself in", name));
        }
        return filled(script_of(*file), depth + 1).text;
    }

    const Folder& folder_;
    const Variables& variables_;
};

Migration read_file(const VersionedFile& file, const Templates& templates) {
    const sql::Script script = script_of(*file.file);
    Migration migration{.version = file.version, .name = file.name};
    std::optional<CommentLine> separator;
    for (const CommentLine& line : comment_lines(script.text)) {
        if (line.text == kSeparator && separator) {
            fail_at(script, line.offset, fmt::format("a second line '{}'", kSeparator));
        }
        if (line.text == kSeparator) {
            separator = line;
        }
        migration.transactional &= line.text != kNoTransaction;
    }
    const std::size_t end = script.text.size();
    migration.up = templates.filled(part_of(script, {0, separator ? separator->offset : end}));
    if (separator) {
        migration.down = part_of(script, {separator->next, end});
    }
    return migration;
}

/// tern counts from 1 and refuses to leave a number out.
void check_gap(const VersionedFile& file, std::size_t expected) {
    if (file.number != VersionNumber(std::to_string(expected))) {
        throw Error(ErrorKind::Input,
                    fmt::format("{}: expected version {} here: tern runs 1, 2, 3, … without gaps",
                                file.file->path, expected));
    }
}

ParsedFolder parse(const Folder& folder, const ReadOptions& options) {
    std::vector<VersionedFile> files = versioned_files(folder, split_name);
    sort_by_number(files);
    refuse_same_version(files);
    const Templates templates(folder, options.variables);
    ParsedFolder parsed;
    for (const VersionedFile& file : files) {
        check_gap(file, parsed.migrations.size() + 1);
        parsed.migrations.push_back(read_file(file, templates));
    }
    return parsed;
}

}  // namespace

Layout tern_layout() {
    return {.name = "tern",
            .expected = "'001_create_users.sql'",
            .takes = is_migration_name,
            .recognise = recognise,
            .parse = parse};
}

}  // namespace erdmark::migration
