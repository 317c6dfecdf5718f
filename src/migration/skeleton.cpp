#include "migration/skeleton.h"

#include <algorithm>
#include <array>
#include <optional>

#include <fmt/format.h>

#include "base/error.h"
#include "base/text.h"
#include "migration/file_name.h"

namespace erdmark::migration {

namespace {

constexpr std::size_t kTimestampDigits = 14;
constexpr std::size_t kSecondsDigits = 10;
constexpr std::size_t kMillisecondsDigits = 13;
constexpr std::size_t kUsualWidth = 3;

/// `Add the orders!` as `add_the_orders`.
std::string slug_of(std::string_view name) {
    std::string slug;
    for (const char c : to_lower(name)) {
        const bool is_plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
                              static_cast<unsigned char>(c) >= 0x80;
        if (is_plain) {
            slug += c;
        } else if (!slug.empty() && slug.back() != '_') {
            slug += '_';
        }
    }
    if (slug.ends_with('_')) {
        slug.pop_back();
    }
    if (slug.empty()) {
        throw Error(ErrorKind::Usage,
                    fmt::format("'{}' has no letter or digit that could name a migration", name));
    }
    return slug;
}

/// The number behind `version`, with as many digits at least.
std::string next_number(std::string_view version) {
    std::string next(version);
    for (auto digit = next.rbegin(); digit != next.rend(); ++digit) {
        if (*digit != '9') {
            ++*digit;
            return next;
        }
        *digit = '0';
    }
    return "1" + next;
}

/// The greatest version that is a number, as written; empty without one.
std::string greatest_version(const std::vector<Migration>& migrations) {
    std::string greatest;
    for (const Migration& each : migrations) {
        if (is_number(each.version) &&
            (greatest.empty() || VersionNumber(each.version) > VersionNumber(greatest))) {
            greatest = each.version;
        }
    }
    return greatest;
}

/// `time`, or the number behind `last` when that is not smaller: two in one second.
std::string behind(const std::string& time, const std::string& last) {
    const bool is_later = last.empty() || VersionNumber(time) > VersionNumber(last);
    return is_later ? time : next_number(last);
}

std::string next_version(const MigrationDirectory& directory, Numbering numbering,
                         const VersionTime& time) {
    const std::string last = greatest_version(directory.migrations);
    if (numbering == Numbering::Timestamp) {
        return behind(time.digits, last);
    }
    if (numbering == Numbering::Follow) {
        switch (last.size()) {
            case kTimestampDigits:
                return behind(time.digits, last);
            case kSecondsDigits:
                return behind(fmt::to_string(time.seconds), last);
            case kMillisecondsDigits:
                return behind(fmt::to_string(time.milliseconds), last);
            default:
                break;
        }
    }
    return last.empty() ? std::string(kUsualWidth - 1, '0') + "1" : next_number(last);
}

/// `20260301123000` as `2026-03-01-123000`; others stay.
std::string with_dashes(const std::string& version) {
    constexpr std::size_t kYear = 4;
    constexpr std::size_t kMonth = 6;
    constexpr std::size_t kDay = 8;
    if (version.size() != kTimestampDigits) {
        return version;
    }
    return fmt::format("{}-{}-{}-{}", version.substr(0, kYear), version.substr(kYear, 2),
                       version.substr(kMonth, 2), version.substr(kDay));
}

/// What stands around the version and the name in the path of a file: `V`, `__`, `.sql`.
struct PathShape {
    std::string prefix;
    std::string separator;
    std::string suffix;
    bool has_dashes = false;  ///< `2026-03-01-123000` in the path, as Diesel has it.

    std::string path(const std::string& version, const std::string& name) const {
        return prefix + (has_dashes ? with_dashes(version) : version) + separator + name + suffix;
    }
};

std::string path_inside(const std::string& file, const std::string& folder) {
    const std::string prefix = folder.ends_with('/') ? folder : folder + "/";
    return file.starts_with(prefix) ? file.substr(prefix.size()) : file;
}

/// Nothing for a path that is not made of version and name.
std::optional<PathShape> shape_of(const std::string& path, const Migration& migration) {
    std::string version = migration.version;
    const bool has_dashes = path.find(version) == std::string::npos;
    version = has_dashes ? with_dashes(version) : version;
    const std::size_t begin = path.find(version);
    if (begin == std::string::npos || migration.name.empty()) {
        return std::nullopt;
    }
    const std::size_t end = begin + version.size();
    const std::size_t name = path.find(migration.name, end);
    if (name == std::string::npos) {
        return std::nullopt;
    }
    return PathShape{.prefix = path.substr(0, begin),
                     .separator = path.substr(end, name - end),
                     .suffix = path.substr(name + migration.name.size()),
                     .has_dashes = has_dashes};
}

/// The lines that begin the parts of a file.
struct SectionLines {
    std::string_view layout;
    std::string_view text;
};

constexpr std::string_view kSections = "-- migrate:up\n\n\n-- migrate:down\n\n";

constexpr auto kSectionLines = std::to_array<SectionLines>({
    {"dbmate", kSections},
    {"goose", "-- +goose Up\n\n\n-- +goose Down\n\n"},
    {"sql-migrate", "-- +migrate Up\n\n\n-- +migrate Down\n\n"},
    {"node-pg-migrate", "-- Up Migration\n\n\n-- Down Migration\n\n"},
    {"tern", "\n---- create above / drop below ----\n\n"},
});

/// Tools whose folders hold more than SQL, by layout, and what they are told instead.
constexpr auto kOwnTools = std::to_array<SectionLines>({
    {"drizzle", "drizzle-kit generate"},
    {"sqitch", "sqitch add"},
    {"graphile-migrate", "graphile-migrate commit"},
});

void refuse_own_tools(const MigrationDirectory& directory) {
    const auto* const found =
        std::ranges::find(kOwnTools, std::string_view(directory.layout), &SectionLines::layout);
    if (found != kOwnTools.end()) {
        throw Error(ErrorKind::Usage,
                    fmt::format("{}: is a folder of {}, which keeps more than the files; use '{}'",
                                directory.path, directory.layout, found->text));
    }
}

/// Whether the migration is a part of its file.
bool is_section(const Migration& migration) {
    return migration.up.start != Position{};
}

std::string up_text(const MigrationDirectory& directory) {
    const auto* const lines =
        std::ranges::find(kSectionLines, std::string_view(directory.layout), &SectionLines::layout);
    if (lines != kSectionLines.end()) {
        return std::string(lines->text);
    }
    const bool has_sections =
        directory.migrations.empty() || is_section(directory.migrations.back());
    return has_sections ? std::string(kSections) : "";
}

/// The last migration that shows how files are named.
const Migration* model_of(const MigrationDirectory& directory) {
    const auto found = std::find_if(
        directory.migrations.rbegin(), directory.migrations.rend(), [&](const Migration& each) {
            return !each.repeatable && !each.version.empty() &&
                   shape_of(path_inside(each.up.file, directory.path), each).has_value();
        });
    return found == directory.migrations.rend() ? nullptr : &*found;
}

}  // namespace

std::vector<NewFile> next_migration(const MigrationDirectory& directory, std::string_view name,
                                    Numbering numbering, const VersionTime& time) {
    refuse_own_tools(directory);
    const std::string slug = slug_of(name);
    const std::string version = next_version(directory, numbering, time);
    const Migration* model = model_of(directory);
    if (model == nullptr) {
        return {{PathShape{.separator = "_", .suffix = ".sql"}.path(version, slug),
                 up_text(directory)}};
    }
    const std::string up = path_inside(model->up.file, directory.path);
    std::vector<NewFile> files{{shape_of(up, *model)->path(version, slug), up_text(directory)}};
    const bool has_down_file = model->down && model->down->file != model->up.file;
    if (has_down_file) {
        const auto shape = shape_of(path_inside(model->down->file, directory.path), *model);
        if (shape) {
            files.push_back({shape->path(version, slug), ""});
        }
    }
    return files;
}

}  // namespace erdmark::migration
