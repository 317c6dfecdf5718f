#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "migration/migration.h"
#include "sql/comment_text.h"
#include "sql/script.h"

namespace erdmark::migration {

/// What a migration says of itself, at the top of its file.
struct MigrationHead {
    std::string title;        ///< `-- Migration 003: Users and profiles`: the words.
    std::string description;  ///< `-- Description: …`, else the first words that are prose.
    std::string author;
    std::string revision;  ///< By which other migrations may name it: `Revision ID: 1f5a`.
    std::vector<std::string> depends;  ///< As written.
    /// Those of them that stand in a line `depends: …`, which is an order to erdmark.
    std::vector<std::string> binding;

    bool operator==(const MigrationHead&) const = default;
};

/// The head of a migration: the comments in front of the first statement of its file, also those
/// above the line that begins its up part. A comment directly above the only statement is taken
/// too, since it speaks of both.
MigrationHead read_head(const migration::Migration& migration, const sql::Syntax& syntax);

/// Whether the lines say what heads say: `Migration 003: …`, `Author: …`.
bool is_head(std::span<const sql::CommentLine> lines);

/// The words of the last banner in comments: words between two rulers, on one line or on lines of
/// their own. Nothing when there is none.
std::optional<std::string> last_banner(std::span<const sql::Token> comments);

}  // namespace erdmark::migration
