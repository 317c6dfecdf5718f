#pragma once

struct sqlite3;

namespace erdmark::dialect::sqlite {

/// Makes SQLite's `printf` and `format` refuse a `%c` that repeats its character very often: SQLite
/// 3.40 writes one after another, for as long as that takes, even behind what a text may hold.
void bound_printf(sqlite3* database);

}  // namespace erdmark::dialect::sqlite
