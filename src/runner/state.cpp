#include "runner/state.h"

#include <algorithm>
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
        const bool is_repeatable =
            state->migration != nullptr && state->migration->migration.repeatable;
        if (is_repeatable) {
            continue;
        }
        if (behind && state->state == MigrationState::Pending) {
            state->state = MigrationState::Late;
        }
        behind = behind || state->is_applied();
    }
}

bool is_number(std::string_view text) {
    return !text.empty() && migration::count_digits(text) == text.size();
}

/// Whether a version comes behind another one, by number where both are numbers.
bool is_behind(const std::string& key, const std::string& other) {
    if (is_number(key) && is_number(other)) {
        return migration::VersionNumber(key) > migration::VersionNumber(other);
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

/// What the rows without a file are put behind: the key of the row before them.
struct Lost {
    const Revision* revision;
    std::string behind;
};

std::string state_words(const MigrationStatus& status) {
    const Revision& revision = *status.revision;
    return revision.applied_at.empty() ? "" : fmt::format(" on {}", revision.applied_at);
}

std::optional<std::string> conflict_of(const MigrationStatus& status, Tolerance tolerance) {
    switch (status.state) {
        case MigrationState::Edited:
            return fmt::format(
                "{}: was changed after it had been applied{}: its checksum was {} and is {}; undo "
                "the change and write a new migration, or accept it with 'erdmark migrate repair'",
                status.migration->migration.up.file, state_words(status),
                status.revision->checksum.substr(0, 12),
                migration::text_checksum(status.migration->migration.up.text).substr(0, 12));
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
        case MigrationState::Applied:
        case MigrationState::Pending:
        case MigrationState::Failed:
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
    return migration != nullptr ? migration->key : revision->key;
}

std::vector<MigrationStatus> compare(std::span<const OrderedMigration> migrations,
                                     std::span<const Revision> history, const sql::Syntax& syntax) {
    std::unordered_map<std::string_view, const Revision*> rows;
    for (const Revision& revision : history) {
        rows[revision.key] = &revision;
    }
    std::unordered_map<std::string_view, std::size_t> files;
    for (std::size_t index = 0; index < migrations.size(); ++index) {
        files.emplace(migrations[index].key, index);
    }
    // Rows without a file, by the place of the file that they stand behind.
    std::vector<std::vector<const Revision*>> lost(migrations.size() + 1);
    const std::optional<std::string> greatest = greatest_key(migrations);
    std::size_t place = 0;
    for (const Revision& revision : history) {
        if (const auto file = files.find(revision.key); file != files.end()) {
            place = file->second + 1;
        } else if (revision.is_applied() && greatest && !is_behind(revision.key, *greatest)) {
            lost[place].push_back(&revision);
        }
    }
    std::vector<MigrationStatus> states;
    const auto add_lost = [&](std::size_t behind) {
        for (const Revision* revision : lost[behind]) {
            states.push_back({.state = MigrationState::Missing, .revision = revision});
        }
    };
    add_lost(0);
    for (std::size_t index = 0; index < migrations.size(); ++index) {
        const auto row = rows.find(migrations[index].key);
        states.push_back(
            status_of(migrations[index], row == rows.end() ? nullptr : row->second, syntax));
        add_lost(index + 1);
    }
    mark_late(states);
    for (const Revision& revision : history) {
        const bool is_newer = !greatest || is_behind(revision.key, *greatest);
        if (is_newer && revision.is_applied() && !files.contains(revision.key)) {
            states.push_back({.state = MigrationState::Ahead, .revision = &revision});
        }
    }
    return states;
}

const MigrationStatus* current(std::span<const MigrationStatus> states) {
    const auto last =
        std::find_if(states.rbegin(), states.rend(), [](const MigrationStatus& status) {
            const bool is_repeatable =
                status.migration != nullptr && status.migration->migration.repeatable;
            return status.is_applied() && !is_repeatable;
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
