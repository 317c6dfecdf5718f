#include "dialect/postgres/view_parser.h"

#include <cstdint>
#include <cstring>
#include <string>
#include <vector>

#include <pg_query.h>
#include <pg_query/pg_query.pb-c.h>

#include "dialect/postgres/expression_limits.h"
#include "dialect/postgres/tree_memory.h"

namespace erdmark::dialect::postgres {

namespace {

using Visit = std::function<bool(PgQuery__Node&)>;

void visit_message(ProtobufCMessage* message, const Visit& visit);

void visit_field(const ProtobufCFieldDescriptor& field, char* message, const Visit& visit) {
    if (field.label == PROTOBUF_C_LABEL_REPEATED) {
        std::size_t count = 0;
        std::memcpy(&count, message + field.quantifier_offset, sizeof count);
        auto** const list = *reinterpret_cast<ProtobufCMessage***>(message + field.offset);
        for (std::size_t i = 0; i < count; ++i) {
            visit_message(list[i], visit);
        }
        return;
    }
    if ((field.flags & PROTOBUF_C_FIELD_FLAG_ONEOF) != 0) {
        std::uint32_t chosen = 0;
        std::memcpy(&chosen, message + field.quantifier_offset, sizeof chosen);
        if (chosen != field.id) {
            return;
        }
    }
    visit_message(*reinterpret_cast<ProtobufCMessage**>(message + field.offset), visit);
}

void visit_message(ProtobufCMessage* message, const Visit& visit) {
    if (message == nullptr) {
        return;
    }
    if (message->descriptor == &pg_query__node__descriptor) {
        // Of its some 250 fields it has one.
        auto& node = *reinterpret_cast<PgQuery__Node*>(message);
        if (visit(node) && node.node_case != PG_QUERY__NODE__NODE__NOT_SET) {
            visit_field(*protobuf_c_message_descriptor_get_field(message->descriptor,
                                                                 unsigned{node.node_case}),
                        reinterpret_cast<char*>(message), visit);
        }
        return;
    }
    for (unsigned i = 0; i < message->descriptor->n_fields; ++i) {
        const ProtobufCFieldDescriptor& field = message->descriptor->fields[i];
        if (field.type == PROTOBUF_C_TYPE_MESSAGE) {
            visit_field(field, reinterpret_cast<char*>(message), visit);
        }
    }
}

}  // namespace

QueryTree::QueryTree(std::string_view text) {
    if (!is_safe_to_parse(text, kStatementLimits)) {
        return;
    }
    ProtobufCAllocator allocator = tree_allocator(memory_);
    const PgQueryProtobufParseResult result = pg_query_parse_protobuf(std::string(text).c_str());
    if (result.error == nullptr) {
        const PgQuery__ParseResult* const tree = pg_query__parse_result__unpack(
            &allocator, result.parse_tree.len,
            reinterpret_cast<const std::uint8_t*>(result.parse_tree.data));
        if (tree != nullptr && tree->n_stmts == 1 &&
            tree->stmts[0]->stmt->node_case == PG_QUERY__NODE__NODE_SELECT_STMT) {
            query_ = tree->stmts[0]->stmt->select_stmt;
        }
    }
    pg_query_free_protobuf_parse_result(result);
}

QueryTree::QueryTree(const PgQuery__SelectStmt& query) {
    ProtobufCAllocator allocator = tree_allocator(memory_);
    std::vector<std::uint8_t> packed(pg_query__select_stmt__get_packed_size(&query));
    pg_query__select_stmt__pack(&query, packed.data());
    query_ = pg_query__select_stmt__unpack(&allocator, packed.size(), packed.data());
}

void visit_nodes(PgQuery__Node& node, const std::function<bool(PgQuery__Node&)>& visit) {
    visit_message(&node.base, visit);
}

}  // namespace erdmark::dialect::postgres
