#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dialect/postgres/replay/statement_tree.h"

namespace erdmark::dialect::postgres {

/// What the rows below COPY … FROM stdin look like.
struct CopyFormat {
    bool is_csv = false;
    char delimiter = '\t';
    std::string null = "\\N";
    char quote = '"';
    char escape = '"';
    bool has_header = false;
};

/// The format that the statement says. Throws an `Undecidable` for the binary one.
CopyFormat copy_format(const PgQuery__CopyStmt& statement);

/// The fields of each row; nothing for NULL.
std::vector<std::vector<std::optional<std::string>>> copy_fields(std::string_view rows,
                                                                 const CopyFormat& format);

}  // namespace erdmark::dialect::postgres
