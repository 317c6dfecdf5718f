#pragma once

#include "dialect/postgres/replay/plpgsql/code_cursor.h"
#include "dialect/postgres/replay/plpgsql/code_tree.h"

namespace erdmark::dialect::postgres {

// Statements of PL/pgSQL with no others in them, for code_parser.cpp.

/// Whether a name stands there, perhaps with fields and indices, before `:=` or `=`.
bool sees_assignment(CodeCursor& cursor);

void read_assignment(CodeCursor& cursor, CodeStatement& into);

/// What is no assignment: RETURN, RAISE, EXECUTE …, or a statement of SQL.
void read_plain_statement(CodeCursor& cursor, CodeStatement& into);

/// `a, b.c` of INTO or FOR.
void read_targets(CodeCursor& cursor, CodeStatement& into);

}  // namespace erdmark::dialect::postgres
