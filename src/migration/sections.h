#pragma once

#include <optional>

#include "sql/script.h"

namespace erdmark::migration {

/// The parts of one migration file.
struct Sections {
    sql::Script up;
    std::optional<sql::Script> down;
};

/// Cuts a file at its marker lines: `-- migrate:up`, `-- migrate:down` (dbmate), and the same words
/// as `-- +migrate Up` (sql-migrate) and `-- +goose Up` (goose), in any case; what follows on a
/// marker's line is left alone. A file without markers is all up. Throws an `Input` error with the
/// place for a marker that comes twice or out of order, and for SQL before the first.
Sections split_sections(const sql::Script& file);

/// Throws an `Input` error with the place of the first marker: for a file that is a down part as a
/// whole.
void refuse_sections(const sql::Script& file);

}  // namespace erdmark::migration
