#pragma once

#include <string_view>
#include <vector>

#include "migration/script_parts.h"

namespace erdmark::migration {

/// A line that begins or ends a statement for goose or sql-migrate (`-- +goose StatementBegin`). We
/// find statements ourselves, so it is only checked.
struct StatementMark {
    bool is_begin;
    CommentLine line;
};

/// Throws an `Input` error with the place for a begin without its end, or the reverse.
void check_statement_marks(const sql::Script& file, const std::vector<StatementMark>& marks);

}  // namespace erdmark::migration
