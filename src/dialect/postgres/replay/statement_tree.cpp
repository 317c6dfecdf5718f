#include "dialect/postgres/replay/statement_tree.h"

#include <vector>

#include <pg_query.h>

#include "base/text.h"
#include "dialect/postgres/expression_limits.h"

namespace erdmark::dialect::postgres {

namespace {

/// The parser counts code points from 1.
int byte_offset(std::string_view text, int position) {
    std::size_t offset = 0;
    for (int point = 1; point < position && offset < text.size(); ++point) {
        offset += decode_utf8(text, offset).length;
    }
    return static_cast<int>(offset);
}

}  // namespace

void refuse(std::string message, const char* code, int offset) {
    throw Refusal{.message = std::move(message), .code = code, .offset = offset};
}

const PgQuery__SelectStmt* query_of(const ParserNode* node) {
    return node != nullptr && node->node_case == PG_QUERY__NODE__NODE_SELECT_STMT
               ? node->select_stmt
               : nullptr;
}

bool is_star(const ParserNode& node) {
    if (node.node_case != PG_QUERY__NODE__NODE_COLUMN_REF) {
        return false;
    }
    const PgQuery__ColumnRef& column = *node.column_ref;
    return column.fields[column.n_fields - 1]->node_case == PG_QUERY__NODE__NODE_A_STAR;
}

StatementTree parse_statement(std::string_view text) {
    if (!is_safe_to_parse(text, kStatementLimits)) {
        refuse("the statement is too large or too deeply nested to be parsed, or is not UTF-8",
               condition::kSyntaxError);
    }
    const PgQueryProtobufParseResult result = pg_query_parse_protobuf(std::string(text).c_str());
    if (result.error != nullptr) {
        const Refusal refusal{.message = result.error->message,
                              .code = condition::kSyntaxError,
                              .offset = byte_offset(text, result.error->cursorpos)};
        pg_query_free_protobuf_parse_result(result);
        throw Refusal(refusal);
    }
    auto memory = std::make_unique<TreeMemory>();
    ProtobufCAllocator allocator = tree_allocator(*memory);
    PgQuery__ParseResult* const tree = pg_query__parse_result__unpack(
        &allocator, result.parse_tree.len,
        reinterpret_cast<const std::uint8_t*>(result.parse_tree.data));
    pg_query_free_protobuf_parse_result(result);
    return {tree, TreeDeleter{std::move(memory)}};
}

std::vector<std::string> texts_of(std::size_t count, ParserNode* const* nodes) {
    std::vector<std::string> texts;
    texts.reserve(count);
    for (std::size_t index = 0; index < count; ++index) {
        texts.emplace_back(nodes[index]->node_case == PG_QUERY__NODE__NODE_STRING
                               ? nodes[index]->string->sval
                               : "");
    }
    return texts;
}

DottedName dotted_name(const std::vector<std::string>& names) {
    if (names.empty()) {
        return {};
    }
    return {.schema = names.size() > 1 ? names[names.size() - 2] : "", .name = names.back()};
}

DottedName dotted_name(const PgQuery__RangeVar& relation) {
    return {.schema = text_of(relation.schemaname), .name = text_of(relation.relname)};
}

}  // namespace erdmark::dialect::postgres
