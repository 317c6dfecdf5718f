#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "migration/script_parts.h"
#include "sql/script.h"

namespace erdmark::migration {

/// The parts of one migration file.
struct Sections {
    sql::Script up;
    std::optional<std::string>
        preamble;  ///< In front of the first marker; of a file without one, none.
    std::optional<sql::Script> down;
    bool transactional = true;  ///< False where a line says that the up part is to run without.
};

/// A line that begins a section.
struct SectionMarker {
    bool is_up;
    CommentLine line;
};

/// The sections that `markers`, in order, begin; several of one kind become one, with their places
/// kept. Throws an `Input` error with the place for SQL before the first.
Sections cut_sections(const sql::Script& file, std::span<const SectionMarker> markers);

/// Cuts a file at its marker lines: `-- migrate:up`, `-- migrate:down` (dbmate), and the same words
/// as `-- +migrate Up` (sql-migrate) and `-- +goose Up` (goose), in any case; what follows on a
/// marker's line is left alone, except what asks for no transaction, as a line `-- no-transaction`
/// does: `transaction:false`, `notransaction`, `NO TRANSACTION`. A file without markers is all up.
/// Throws an `Input` error with the place for a marker that comes twice or out of order, and for
/// SQL before the first.
Sections split_sections(const sql::Script& file);

/// Throws an `Input` error with the place of the first marker: for a file that is a down part as a
/// whole.
void refuse_sections(const sql::Script& file);

/// Throws an `Input` error for a line that begins a second section of its kind, or a down section
/// that comes first. `example` is how a file begins: `-- migrate:up`.
void refuse_repeated_sections(const sql::Script& file, std::span<const SectionMarker> markers,
                              std::string_view example);

/// The first word of `text`, which loses it and the blanks around it.
std::string_view take_word(std::string_view& text);

}  // namespace erdmark::migration
