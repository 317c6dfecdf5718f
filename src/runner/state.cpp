#include "runner/state.h"

#include <algorithm>
#include <optional>
#include <unordered_map>

#include <fmt/format.h>

#include "migration/checksum.h"
#include "migration/file_name.h"

namespace erdmark::runner {

namespace {

using migration::OrderedMigration;

constexpr std::size_t kChecksumLength = 64;

/// Others write what they like into that column: only a SHA-256 can be compared.
bool is_checksum(std::string_view text) {
    return text.size() == kChecksumLength &&
           text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

/// How the text differs from what ran.
enum class Edit { None, Comments, Statements };

Edit edit_of(const OrderedMigration& migration, const Revision& revision,
             const sql::Syntax& syntax) {
    const std::string& text = migration.migration.up.text;
    if (!revision.file_checksum.empty()) {
        return revision.checksum == revision.file_checksum ? Edit::None : Edit::Statements;
    }
    if (!is_checksum(revision.checksum) || migration::text_checksum(text) == revision.checksum) {
        return Edit::None;
    }
    const bool same_tokens = is_checksum(revision.token_checksum) &&
                             migration::token_checksum(text, syntax) == revision.token_checksum;
    return same_tokens ? Edit::Comments : Edit::Statements;
}

MigrationStatus status_of(const OrderedMigration& migration, const Revision* revision,
                          const sql::Syntax& syntax) {
    MigrationStatus status{.migration = &migration, .revision = revision};
    if (revision == nullptr) {
        return status;
    }
    if (!revision->is_applied()) {
        status.state = MigrationState::Failed;
        return status;
    }
    const Edit edit = edit_of(migration, *revision, syntax);
    status.comment_edited = edit == Edit::Comments;
    if (edit == Edit::Statements) {
        status.state =
            migration.migration.repeatable ? MigrationState::Outdated : MigrationState::Edited;
    } else {
        status.state = revision->status == RevisionStatus::Baseline ? MigrationState::Baseline
                                                                    : MigrationState::Applied;
    }
    return status;
}

/// Pending ones in front of the last applied one have come late.
void mark_late(std::vector<MigrationStatus>& states) {
    bool behind = false;
    for (auto state = states.rbegin(); state != states.rend(); ++state) {
        if (state->is_repeatable()) {
            continue;
        }
        if (behind && state->state == MigrationState::Pending) {
            state->state = MigrationState::Late;
        }
        behind = behind || state->is_applied();
    }
}

/// Whether a version comes behind another one, by the numbers that both begin with.
bool is_behind(const std::string& key, const std::string& other) {
    const std::size_t digits = migration::count_digits(key);
    const std::size_t other_digits = migration::count_digits(other);
    if (digits > 0 && other_digits > 0) {
        const migration::VersionNumber number(key.substr(0, digits));
        const migration::VersionNumber other_number(other.substr(0, other_digits));
        if (number != other_number) {
            return number > other_number;
        }
    }
    return key > other;
}

/// The last version of the folder, whatever its order.
std::optional<std::string> greatest_key(std::span<const OrderedMigration> migrations) {
    std::optional<std::string> greatest;
    for (const OrderedMigration& each : migrations) {
        if (!each.migration.repeatable && (!greatest || is_behind(each.key, *greatest))) {
            greatest = each.key;
        }
    }
    return greatest;
}

/// Behind how many files a row without one stands by its number; nothing when it has none.
std::optional<std::size_t> place_without_file(const std::string& key,
                                              std::span<const OrderedMigration> migrations) {
    if (!migration::is_number(key)) {
        return std::nullopt;
    }
    const auto below =
        std::find_if(migrations.rbegin(), migrations.rend(), [&](const OrderedMigration& each) {
            return migration::is_number(each.key) && !is_behind(each.key, key);
        });
    return static_cast<std::size_t>(migrations.rend() - below);
}

/// What files are called: their ids and their base names. One of two files means neither.
class FileNames {
public:
    explicit FileNames(std::span<const OrderedMigration> migrations) {
        for (std::size_t index = 0; index < migrations.size(); ++index) {
            const migration::Migration& each = migrations[index].migration;
            add(each.id(), index);
            add(std::string(migration::base_name(each.up.file)), index);
        }
    }

    std::optional<std::size_t> find(const Revision& revision) const {
        for (const std::string& name : {revision.file, revision.shown_name()}) {
            const auto found = indexes_.find(name);
            if (found != indexes_.end() && found->second) {
                return found->second;
            }
        }
        return std::nullopt;
    }

private:
    void add(std::string name, std::size_t index) {
        const auto [place, is_new] = indexes_.try_emplace(std::move(name), index);
        if (!is_new && place->second != index) {
            place->second.reset();
        }
    }

    std::unordered_map<std::string, std::optional<std::size_t>> indexes_;
};

using FilesOfRows = std::unordered_map<const Revision*, std::size_t>;

/// The file of each row that has one, by its key. A file that came to share its version with
/// another one, or ceased to, has another key than when it was applied, and is known by its name.
FilesOfRows files_of_rows(std::span<const OrderedMigration> migrations,
                          std::span<const Revision> history) {
    std::unordered_map<std::string_view, std::size_t> by_key;
    for (std::size_t index = 0; index < migrations.size(); ++index) {
        by_key.emplace(migrations[index].key, index);
    }
    FilesOfRows files;
    std::vector<const Revision*> others;
    std::vector<bool> is_taken(migrations.size());
    const auto take = [&](const Revision& revision, std::size_t index) {
        files[&revision] = index;
        is_taken[index] = true;
    };
    for (const Revision& revision : history) {
        if (const auto file = by_key.find(revision.key); file != by_key.end()) {
            take(revision, file->second);
        } else {
            others.push_back(&revision);
        }
    }
    const FileNames names(others.empty() ? std::span<const OrderedMigration>() : migrations);
    for (const Revision* revision : others) {
        const std::optional<std::size_t> file = names.find(*revision);
        if (file && !is_taken[*file]) {
            take(*revision, *file);
        }
    }
    return files;
}

/// Applied rows that no file stands for.
struct RowsWithoutFile {
    std::vector<std::vector<const Revision*>> missing;  ///< By how many files stand in front.
    std::vector<const Revision*> ahead;                 ///< Behind all files.
};

RowsWithoutFile rows_without_file(std::span<const OrderedMigration> migrations,
                                  std::span<const Revision> history, const FilesOfRows& files) {
    RowsWithoutFile rows;
    rows.missing.resize(migrations.size() + 1);
    const std::optional<std::string> greatest = greatest_key(migrations);
    std::size_t place = 0;
    for (const Revision& revision : history) {
        if (const auto file = files.find(&revision); file != files.end()) {
            place = file->second + 1;
            continue;
        }
        const bool is_ahead = !greatest || is_behind(revision.key, *greatest);
        if (revision.is_applied() && is_ahead) {
            rows.ahead.push_back(&revision);
        } else if (revision.is_applied()) {
            rows.missing[place_without_file(revision.key, migrations).value_or(place)].push_back(
                &revision);
        }
    }
    return rows;
}

std::string state_words(const MigrationStatus& status) {
    const Revision& revision = *status.revision;
    return revision.applied_at.empty() ? "" : fmt::format(" on {}", revision.applied_at);
}

/// How much of a checksum is shown.
constexpr std::size_t kShownDigits = 12;

std::string file_checksum(const MigrationStatus& status) {
    const std::string& told = status.revision->file_checksum;
    return told.empty() ? migration::text_checksum(status.migration->migration.up.text) : told;
}

std::optional<std::string> conflict_of(const MigrationStatus& status, Tolerance tolerance) {
    switch (status.state) {
        case MigrationState::Edited:
            return fmt::format(
                "{}: was changed after it had been applied{}: its checksum was {} and is {}; undo "
                "the change and write a new migration, or accept it with 'erdmark migrate repair'",
                status.migration->migration.up.file, state_words(status),
                status.revision->checksum.substr(0, kShownDigits),
                file_checksum(status).substr(0, kShownDigits));
        case MigrationState::Missing:
            if (tolerance.missing) {
                return std::nullopt;
            }
            return fmt::format(
                "{}: was applied{}, but has no file any more; bring the file back, or go on with "
                "--ignore-missing",
                status.name(), state_words(status));
        case MigrationState::Late:
            if (tolerance.out_of_order) {
                return std::nullopt;
            }
            return fmt::format(
                "{}: has not been applied, but one behind it has; give it a version behind the "
                "last one, or run it now with --out-of-order",
                status.migration->migration.up.file);
        case MigrationState::Failed:
            if (!status.revision->extent_unknown) {
                return std::nullopt;
            }
            return fmt::format(
                "{}: was not finished{}, and nobody wrote down what of it is in the database; "
                "mend that by hand, then take its row out with 'erdmark migrate repair'",
                status.migration->migration.up.file, state_words(status));
        case MigrationState::Applied:
        case MigrationState::Pending:
        case MigrationState::Outdated:
        case MigrationState::Ahead:
        case MigrationState::Baseline:
            return std::nullopt;
    }
    return std::nullopt;
}

}  // namespace

const char* word_of(MigrationState state) {
    switch (state) {
        case MigrationState::Applied:
            return "applied";
        case MigrationState::Pending:
            return "pending";
        case MigrationState::Late:
            return "late";
        case MigrationState::Failed:
            return "failed";
        case MigrationState::Edited:
            return "edited";
        case MigrationState::Outdated:
            return "outdated";
        case MigrationState::Missing:
            return "missing";
        case MigrationState::Ahead:
            return "ahead";
        case MigrationState::Baseline:
            return "baseline";
    }
    return "";
}

bool MigrationStatus::is_repeatable() const {
    return migration != nullptr && migration->migration.repeatable;
}

bool MigrationStatus::is_applied() const {
    return revision != nullptr && revision->is_applied();
}

bool MigrationStatus::is_pending() const {
    switch (state) {
        case MigrationState::Pending:
        case MigrationState::Late:
        case MigrationState::Failed:
        case MigrationState::Outdated:
            return migration != nullptr;
        case MigrationState::Applied:
        case MigrationState::Edited:
        case MigrationState::Missing:
        case MigrationState::Ahead:
        case MigrationState::Baseline:
            return false;
    }
    return false;
}

std::string MigrationStatus::name() const {
    return migration != nullptr ? migration->migration.id() : revision->shown_name();
}

std::string MigrationStatus::key() const {
    return revision != nullptr ? revision->key : migration->key;
}

std::vector<MigrationStatus> compare(std::span<const OrderedMigration> migrations,
                                     std::span<const Revision> history, const sql::Syntax& syntax) {
    const FilesOfRows files = files_of_rows(migrations, history);
    std::vector<const Revision*> rows(migrations.size());
    for (const auto& [revision, index] : files) {
        rows[index] = revision;
    }
    const RowsWithoutFile lost = rows_without_file(migrations, history, files);
    std::vector<MigrationStatus> states;
    const auto add = [&](MigrationState state, const std::vector<const Revision*>& revisions) {
        for (const Revision* revision : revisions) {
            states.push_back({.state = state, .revision = revision});
        }
    };
    add(MigrationState::Missing, lost.missing.front());
    for (std::size_t index = 0; index < migrations.size(); ++index) {
        states.push_back(status_of(migrations[index], rows[index], syntax));
        add(MigrationState::Missing, lost.missing[index + 1]);
    }
    mark_late(states);
    add(MigrationState::Ahead, lost.ahead);
    return states;
}

const MigrationStatus* current(std::span<const MigrationStatus> states) {
    const auto last =
        std::find_if(states.rbegin(), states.rend(), [](const MigrationStatus& status) {
            return status.is_applied() && !status.is_repeatable();
        });
    return last == states.rend() ? nullptr : &*last;
}

std::vector<std::string> conflicts(std::span<const MigrationStatus> states, Tolerance tolerance) {
    std::vector<std::string> messages;
    for (const MigrationStatus& status : states) {
        if (std::optional<std::string> message = conflict_of(status, tolerance)) {
            messages.push_back(std::move(*message));
        }
    }
    return messages;
}

}  // namespace erdmark::runner
