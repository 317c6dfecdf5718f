#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

namespace erdmark::runner {

enum class RevisionStatus {
    Success,
    Failed,    ///< A statement failed; those before it may be in.
    Running,   ///< Not finished: it runs at this moment, or was cut off.
    Baseline,  ///< Noted as applied without having run.
};

/// `success`, `failed`, `running`, `baseline`: the words in the history table.
const char* word_of(RevisionStatus status);

/// One row of the history: a migration that was applied, or that someone tried to apply. What a
/// table of another tool does not keep is empty.
struct Revision {
    std::string key;      ///< As `migration::history_key` has it.
    std::string version;  ///< As the file has it: `001`.
    std::string name;     ///< `create_users_table`
    std::string file;     ///< Its base name: `001_create_users_table.sql`.
    std::string checksum;
    std::string token_checksum;
    std::string applied_at;  ///< As the engine writes a moment.
    std::optional<std::int64_t> milliseconds;
    RevisionStatus status = RevisionStatus::Success;
    std::string error;
    std::optional<std::size_t> statements;  ///< How many it has; known of a part of them only.
    std::optional<std::size_t> applied_statements;
    std::string applied_by;
    std::optional<std::string> up_sql;    ///< What ran. Empty when rows are listed.
    std::optional<std::string> down_sql;  ///< What undoes it. Empty when rows are listed.
    bool has_down = false;                ///< Whether the history keeps what undoes it.
    /// What `checksum` would be for the file as it is, where the tool that wrote it has checksums
    /// of its own kind; empty where it is one of ours.
    std::string file_checksum;
    /// It is not finished, and nobody wrote down what of it is in the database.
    bool extent_unknown = false;

    bool operator==(const Revision&) const = default;

    /// Whether what it did holds: it ran to its end, or was noted as applied.
    bool is_applied() const {
        return status == RevisionStatus::Success || status == RevisionStatus::Baseline;
    }

    /// For messages: the name of its file without suffix, or what else is known of it.
    std::string shown_name() const;
};

}  // namespace erdmark::runner
