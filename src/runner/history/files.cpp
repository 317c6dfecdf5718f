#include "runner/history/files.h"

#include <algorithm>
#include <map>
#include <set>

#include "base/text.h"
#include "migration/checksum.h"

namespace erdmark::runner {

namespace {

using migration::OrderedMigration;
using migration::VersionNumber;

/// Finds migrations by what a tool calls them. Two that are called the same are given out one after
/// the other.
class Names {
public:
    Names(Folder folder, TextsOf names) : folder_(folder), is_taken_(folder.size(), false) {
        for (std::size_t index = 0; index < folder.size(); ++index) {
            for (std::string& name : names(folder[index])) {
                indexes_[std::move(name)].push_back(index);
            }
            keys_.insert(folder[index].key);
        }
    }

    const OrderedMigration* take(const std::string& name) {
        const auto found = indexes_.find(name);
        if (found == indexes_.end() || name.empty()) {
            return nullptr;
        }
        const std::vector<std::size_t>& all = found->second;
        const auto free =
            std::ranges::find_if(all, [&](std::size_t index) { return !is_taken_[index]; });
        const std::size_t index = free == all.end() ? all.back() : *free;
        is_taken_[index] = true;
        return &folder_[index];
    }

    bool is_key(const std::string& key) const { return keys_.contains(key); }

private:
    Folder folder_;
    std::vector<bool> is_taken_;
    std::map<std::string, std::vector<std::size_t>> indexes_;
    std::set<std::string_view> keys_;
};

Revision row_of(const OrderedMigration& migration) {
    return {.key = migration.key,
            .version = migration.migration.version,
            .name = migration.migration.name,
            .file = file_of(migration)};
}

}  // namespace

std::string key_of_file(std::string_view file) {
    const std::size_t digits = migration::count_digits(file);
    migration::drop_suffix(file, ".sql");
    return digits == 0 ? std::string(file) : migration::plain_version(file.substr(0, digits));
}

void name_files(std::vector<Revision>& rows, Folder folder, TextsOf names) {
    Names all(folder, names);
    for (Revision& row : rows) {
        const OrderedMigration* file = all.take(row.key);
        if (file == nullptr) {
            file = all.take(row.version);
        }
        if (file != nullptr) {
            row.key = file->key;
            row.name = file->migration.name;
            row.file = file_of(*file);
            continue;
        }
        const std::string key = key_of_file(row.key);
        row.key = all.is_key(key) ? row.key : key;
    }
}

void expect_checksums(std::vector<Revision>& rows, Folder folder, TextsOf checksums) {
    std::map<std::string_view, const OrderedMigration*> files;
    for (const OrderedMigration& each : folder) {
        files.emplace(each.key, &each);
    }
    for (Revision& row : rows) {
        const auto file = files.find(row.key);
        if (file == files.end() || row.checksum.empty()) {
            continue;
        }
        const std::vector<std::string> all = checksums(*file->second);
        const auto same = std::ranges::find(all, row.checksum);
        if (!all.empty()) {
            row.file_checksum = same == all.end() ? all.front() : *same;
        }
    }
}

std::vector<std::string> line_end_forms(const std::string& text) {
    const std::string plain = migration::with_plain_line_ends(text);
    return {text, plain, replace_all(plain, "\n", "\r\n")};
}

std::vector<Revision> rows_up_to(Folder folder, std::string_view version) {
    const VersionNumber last(version);
    std::vector<Revision> rows;
    bool is_there = false;
    for (const OrderedMigration& each : folder) {
        if (migration::is_number(each.key) && VersionNumber(each.key) <= last) {
            is_there = is_there || VersionNumber(each.key) == last;
            rows.push_back(row_of(each));
        }
    }
    if (!is_there) {
        rows.push_back({.key = migration::plain_version(version), .version = std::string(version)});
    }
    return rows;
}

std::optional<std::string> number_before(Folder folder, std::string_view version) {
    const VersionNumber end(version);
    std::optional<std::string> before;
    for (const OrderedMigration& each : folder) {
        const bool is_below = migration::is_number(each.key) && VersionNumber(each.key) < end;
        if (is_below && (!before || VersionNumber(each.key) > VersionNumber(*before))) {
            before = each.key;
        }
    }
    return before;
}

void add_baselines(std::vector<Revision>& rows, Folder folder, const VersionNumber& version) {
    std::set<std::string> keys;
    for (const Revision& row : rows) {
        keys.insert(row.key);
    }
    for (const OrderedMigration& each : folder) {
        const std::optional<VersionNumber> number =
            migration::parse_version(each.migration.version, "._");
        if (number && *number <= version && !keys.contains(each.key)) {
            rows.push_back(row_of(each));
            rows.back().status = RevisionStatus::Baseline;
        }
    }
}

std::string file_of(const OrderedMigration& migration) {
    return std::string(migration::base_name(migration.migration.up.file));
}

const std::string& text_of(const OrderedMigration& migration) {
    const migration::Migration& file = migration.migration;
    return file.unfilled.empty() ? file.up.text : file.unfilled;
}

std::string description_of(std::string_view name) {
    return replace_all(name, "_", " ");
}

}  // namespace erdmark::runner
