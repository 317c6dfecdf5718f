#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <pg_query/pg_query.pb-c.h>

#include "dialect/postgres/condition.h"
#include "dialect/postgres/tree_memory.h"

namespace erdmark::dialect::postgres {

// The parser's own tree of one statement. Only the files of this folder see it.

using ParserNode = PgQuery__Node;

/// A statement that is refused, as the server words it. `offset` is the byte in the statement's
/// text, or -1 for the statement as a whole.
struct Refusal {
    std::string message;
    std::string code;  ///< SQLSTATE
    int offset = -1;
};

[[noreturn]] void refuse(std::string message, const char* code, int offset = -1);

/// The query that the node is; null for none.
const PgQuery__SelectStmt* query_of(const ParserNode* node);

/// `*` or `t.*`
bool is_star(const ParserNode& node);

/// The tree is in memory of its own, with which it goes.
struct TreeDeleter {
    std::unique_ptr<TreeMemory> memory;
    void operator()(PgQuery__ParseResult* /*tree*/) { memory.reset(); }
};
using StatementTree = std::unique_ptr<PgQuery__ParseResult, TreeDeleter>;

/// The tree of `text`, which holds one statement or none. Throws a `Refusal` when PostgreSQL 15
/// cannot parse it or it is too deep to be parsed safely.
StatementTree parse_statement(std::string_view text);

/// The texts of a list of `String` nodes.
std::vector<std::string> texts_of(std::size_t count, ParserNode* const* nodes);

/// Empty for a null pointer.
inline std::string text_of(const char* text) {
    return text == nullptr ? "" : text;
}

/// A name of one or more parts, the last of them the object's.
struct DottedName {
    std::string schema;  ///< Empty when not said.
    std::string name;
};

/// The last two of a list of names; the database's is dropped.
DottedName dotted_name(const std::vector<std::string>& names);
DottedName dotted_name(const PgQuery__RangeVar& relation);

}  // namespace erdmark::dialect::postgres
