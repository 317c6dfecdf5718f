#include "dialect/postgres/replay/statement_text.h"

#include <array>

#include <pg_query.h>

namespace erdmark::dialect::postgres {

std::string printed_statement(ParserNode& statement) {
    PgQuery__RawStmt raw = PG_QUERY__RAW_STMT__INIT;
    raw.stmt = &statement;
    std::array<PgQuery__RawStmt*, 1> list = {&raw};
    PgQuery__ParseResult tree = PG_QUERY__PARSE_RESULT__INIT;
    tree.n_stmts = 1;
    tree.stmts = list.data();
    std::string bytes(pg_query__parse_result__get_packed_size(&tree), '\0');
    pg_query__parse_result__pack(&tree, reinterpret_cast<std::uint8_t*>(bytes.data()));
    const PgQueryDeparseResult result =
        pg_query_deparse_protobuf({.len = bytes.size(), .data = bytes.data()});
    std::string text = result.error == nullptr ? result.query : "";
    pg_query_free_deparse_result(result);
    return text;
}

}  // namespace erdmark::dialect::postgres
