#include <algorithm>
#include <chrono>

#include <fmt/format.h>

#include "base/error.h"
#include "base/json.h"
#include "migration/layout/layout.h"
#include "migration/layout/versioned_file.h"

// https://orm.drizzle.team/docs/drizzle-kit-generate: `0000_name.sql` in the order of
// `meta/_journal.json`, or (from version 1 on) `20240131235959_name/migration.sql`.

namespace erdmark::migration {
namespace {

constexpr std::string_view kJournal = "meta/_journal.json";

bool is_top_sql(std::string_view file_name) {
    return top_sql_name(file_name).has_value();
}

bool is_folder_migration(std::string_view file_name) {
    const std::string_view folder = folder_name(file_name);
    return base_name(file_name) == "migration.sql" && count_digits(folder) > 0 &&
           folder.find('/') == std::string_view::npos;
}

bool is_migration_name(std::string_view file_name) {
    return is_folder_migration(file_name) || (is_top_sql(file_name) && count_digits(file_name) > 0);
}

std::optional<Evidence> recognise(const Folder& folder) {
    if (folder.has(kJournal)) {
        return Evidence{Strength::SideFile, fmt::format("the side file '{}'", kJournal)};
    }
    for (const MigrationFile* file : taken_files(folder, is_folder_migration)) {
        const std::string snapshot = std::string(folder_name(file->name)) + "/snapshot.json";
        if (folder.has(snapshot)) {
            return Evidence{Strength::SideFile, fmt::format("the side file '{}'", snapshot)};
        }
    }
    return std::nullopt;
}

VersionedFile split_tag(std::string_view tag) {
    return split_at_underscore(tag).value_or(VersionedFile{.version = std::string(tag)});
}

/// `20240131235959`, in UTC, in milliseconds since 1970; empty for another version.
std::string moment_of(const std::string& version) {
    constexpr std::size_t kDigits = 14;
    if (version.size() != kDigits || count_digits(version) != kDigits) {
        return "";
    }
    const auto part = [&](std::size_t at, std::size_t length) {
        return std::stoi(version.substr(at, length));
    };
    const std::chrono::year_month_day day{std::chrono::year(part(0, 4)),
                                          std::chrono::month(static_cast<unsigned>(part(4, 2))),
                                          std::chrono::day(static_cast<unsigned>(part(6, 2)))};
    if (!day.ok()) {
        return "";
    }
    const std::chrono::sys_time<std::chrono::milliseconds> moment =
        std::chrono::sys_days(day) + std::chrono::hours(part(8, 2)) +
        std::chrono::minutes(part(10, 2)) + std::chrono::seconds(part(12, 2));
    return fmt::to_string(moment.time_since_epoch().count());
}

struct JournalEntry {
    std::int64_t index = 0;
    std::string tag;
    std::string moment;
};

[[noreturn]] void fail_in(const MigrationFile& journal, const std::string& message) {
    throw Error(ErrorKind::Input, journal.path + ": " + message);
}

JournalEntry read_entry(const MigrationFile& journal, const Json& entry) {
    const Json* index = entry.find("idx");
    const Json* tag = entry.find("tag");
    if (index == nullptr || index->as_integer() == nullptr || tag == nullptr ||
        tag->as_string() == nullptr) {
        fail_in(journal, "expected a number 'idx' and a string 'tag' in each of 'entries'");
    }
    const Json* when = entry.find("when");
    const bool has_moment = when != nullptr && when->as_integer() != nullptr;
    return {.index = *index->as_integer(),
            .tag = *tag->as_string(),
            .moment = has_moment ? fmt::to_string(*when->as_integer()) : ""};
}

std::vector<JournalEntry> read_journal(const MigrationFile& file) {
    const Json journal = Json::parse(script_of(file).text, file.path);
    const Json* entries = journal.find("entries");
    if (entries == nullptr || entries->as_array() == nullptr) {
        fail_in(file, "expected a list 'entries' of migrations");
    }
    std::vector<JournalEntry> read;
    for (const Json& entry : *entries->as_array()) {
        read.push_back(read_entry(file, entry));
    }
    std::ranges::stable_sort(read, {}, &JournalEntry::index);
    return read;
}

void note_unlisted(const Folder& folder, const std::vector<JournalEntry>& entries,
                   ParsedFolder& parsed) {
    for (const MigrationFile* file : taken_files(folder, is_top_sql)) {
        const std::string_view tag = *top_sql_name(file->name);
        if (count_digits(tag) > 0 &&
            std::ranges::find(entries, tag, &JournalEntry::tag) == entries.end()) {
            parsed.notes.push_back(
                fmt::format("{}: is not in '{}', so it never runs", file->path, kJournal));
        }
    }
}

ParsedFolder parse_journal(const Folder& folder, const MigrationFile& journal) {
    const std::vector<JournalEntry> entries = read_journal(journal);
    ParsedFolder parsed;
    for (const JournalEntry& entry : entries) {
        const MigrationFile* file = folder.find(entry.tag + ".sql");
        if (file == nullptr) {
            fail_in(journal, fmt::format("lists the migration '{0}', which has no file '{0}.sql'",
                                         entry.tag));
        }
        VersionedFile split = split_tag(entry.tag);
        split.file = file;
        parsed.migrations.push_back(whole_file(split));
        parsed.migrations.back().moment = entry.moment;
    }
    note_unlisted(folder, entries, parsed);
    return parsed;
}

ParsedFolder parse(const Folder& folder, const ReadOptions& /*options*/) {
    if (const MigrationFile* journal = folder.find(kJournal); journal != nullptr) {
        return parse_journal(folder, *journal);
    }
    ParsedFolder parsed;
    for (const MigrationFile* file : taken_files(folder, is_folder_migration)) {
        VersionedFile split = split_tag(folder_name(file->name));
        split.file = file;
        parsed.migrations.push_back(whole_file(split));
        parsed.migrations.back().moment = moment_of(split.version);
    }
    std::ranges::stable_sort(parsed.migrations, {}, &Migration::id);
    return parsed;
}

}  // namespace

Layout drizzle_layout() {
    return {.name = "drizzle",
            .expected =
                "'0000_create_users.sql' in 'meta/_journal.json', or "
                "'20240131235959_create_users/migration.sql'",
            .takes = is_migration_name,
            .recognise = recognise,
            .parse = parse};
}

}  // namespace erdmark::migration
