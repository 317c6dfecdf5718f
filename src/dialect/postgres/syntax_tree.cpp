#include "dialect/postgres/syntax_tree.h"

#include <array>
#include <cstring>
#include <memory>
#include <tuple>
#include <utility>

#include <fmt/format.h>
#include <pg_query.h>
#include <pg_query/pg_query.pb-c.h>

#include "base/text.h"
#include "dialect/postgres/expression_limits.h"
#include "dialect/postgres/syntax_tree_reader.h"
#include "dialect/postgres/tree_memory.h"

namespace erdmark::dialect::postgres {

namespace {

/// A parse tree, freed at the end of the scope.
class ParseTree {
public:
    explicit ParseTree(const std::string& sql) {
        const PgQueryProtobufParseResult result = pg_query_parse_protobuf(sql.c_str());
        if (result.error == nullptr) {
            tree_ = pg_query__parse_result__unpack(
                &allocator_, result.parse_tree.len,
                reinterpret_cast<const std::uint8_t*>(result.parse_tree.data));
        }
        pg_query_free_protobuf_parse_result(result);
    }

    /// The only statement when it is a query, else a null pointer.
    const PgQuery__SelectStmt* query() const {
        if (tree_ == nullptr || tree_->n_stmts != 1 ||
            tree_->stmts[0]->stmt->node_case != PG_QUERY__NODE__NODE_SELECT_STMT) {
            return nullptr;
        }
        return tree_->stmts[0]->stmt->select_stmt;
    }

private:
    TreeMemory memory_{16384};
    ProtobufCAllocator allocator_ = tree_allocator(memory_);
    PgQuery__ParseResult* tree_ = nullptr;
};

bool is_position(const ProtobufCFieldDescriptor& field) {
    return std::string_view(field.name) == "location" ||
           std::string_view(field.name) == "stmt_len" ||
           std::string_view(field.name) == "stmt_location";
}

bool same_message(const ProtobufCMessage* left, const ProtobufCMessage* right);

bool same_value(const ProtobufCFieldDescriptor& field, const void* left, const void* right) {
    switch (field.type) {
        case PROTOBUF_C_TYPE_MESSAGE:
            return same_message(*static_cast<ProtobufCMessage* const*>(left),
                                *static_cast<ProtobufCMessage* const*>(right));
        case PROTOBUF_C_TYPE_STRING:
            return std::string_view(*static_cast<char* const*>(left)) ==
                   *static_cast<char* const*>(right);
        case PROTOBUF_C_TYPE_UINT64:
        case PROTOBUF_C_TYPE_INT64:
            return std::memcmp(left, right, sizeof(std::int64_t)) == 0;
        default:
            return std::memcmp(left, right, sizeof(std::int32_t)) == 0;
    }
}

std::size_t element_size(const ProtobufCFieldDescriptor& field) {
    return field.type == PROTOBUF_C_TYPE_MESSAGE || field.type == PROTOBUF_C_TYPE_STRING
               ? sizeof(void*)
               : sizeof(std::int32_t);
}

bool same_list(const ProtobufCFieldDescriptor& field, const char* left, const char* right) {
    std::size_t left_count = 0;
    std::size_t right_count = 0;
    std::memcpy(&left_count, left + field.quantifier_offset, sizeof left_count);
    std::memcpy(&right_count, right + field.quantifier_offset, sizeof right_count);
    if (left_count != right_count) {
        return false;
    }
    const char* const left_list = *reinterpret_cast<char* const*>(left + field.offset);
    const char* const right_list = *reinterpret_cast<char* const*>(right + field.offset);
    for (std::size_t i = 0; i < left_count * element_size(field); i += element_size(field)) {
        if (!same_value(field, left_list + i, right_list + i)) {
            return false;
        }
    }
    return true;
}

bool same_field(const ProtobufCFieldDescriptor& field, const char* left, const char* right) {
    if (field.label == PROTOBUF_C_LABEL_REPEATED) {
        return same_list(field, left, right);
    }
    if ((field.flags & PROTOBUF_C_FIELD_FLAG_ONEOF) != 0) {
        std::uint32_t left_case = 0;
        std::uint32_t right_case = 0;
        std::memcpy(&left_case, left + field.quantifier_offset, sizeof left_case);
        std::memcpy(&right_case, right + field.quantifier_offset, sizeof right_case);
        if (left_case != right_case) {
            return false;
        }
        if (left_case != field.id) {
            return true;
        }
    }
    return same_value(field, left + field.offset, right + field.offset);
}

/// Whether two messages say the same but for the places in the text.
bool same_message(const ProtobufCMessage* left, const ProtobufCMessage* right) {
    if (left == nullptr || right == nullptr) {
        return left == right;
    }
    for (unsigned i = 0; i < left->descriptor->n_fields; ++i) {
        const ProtobufCFieldDescriptor& field = left->descriptor->fields[i];
        if (!is_position(field) && !same_field(field, reinterpret_cast<const char*>(left),
                                               reinterpret_cast<const char*>(right))) {
            return false;
        }
    }
    return true;
}

std::string deparsed(const PgQuery__SelectStmt& query) {
    PgQuery__Node node = PG_QUERY__NODE__INIT;
    node.node_case = PG_QUERY__NODE__NODE_SELECT_STMT;
    node.select_stmt = const_cast<PgQuery__SelectStmt*>(&query);
    PgQuery__RawStmt statement = PG_QUERY__RAW_STMT__INIT;
    statement.stmt = &node;
    std::array statements{&statement};
    PgQuery__ParseResult tree = PG_QUERY__PARSE_RESULT__INIT;
    tree.n_stmts = 1;
    tree.stmts = statements.data();
    std::string packed(pg_query__parse_result__get_packed_size(&tree), '\0');
    pg_query__parse_result__pack(&tree, reinterpret_cast<std::uint8_t*>(packed.data()));
    const PgQueryDeparseResult result = pg_query_deparse_protobuf({packed.size(), packed.data()});
    std::string text = result.error == nullptr ? result.query : "";
    pg_query_free_deparse_result(result);
    return text;
}

bool is_call(const PgQuery__Node& node) {
    return node.node_case == PG_QUERY__NODE__NODE_FUNC_CALL ||
           node.node_case == PG_QUERY__NODE__NODE_GROUPING_FUNC ||
           node.node_case == PG_QUERY__NODE__NODE_XML_SERIALIZE ||
           (node.node_case == PG_QUERY__NODE__NODE_XML_EXPR &&
            node.xml_expr->op != PG_QUERY__XML_EXPR_OP__IS_DOCUMENT);
}

/// The only value of the statement `VALUES (value)`.
const PgQuery__Node* only_value(const PgQuery__SelectStmt* query) {
    if (query == nullptr || query->n_values_lists != 1 || query->n_sort_clause != 0 ||
        query->limit_count != nullptr || query->limit_offset != nullptr ||
        query->n_locking_clause != 0 || query->with_clause != nullptr) {
        return nullptr;
    }
    const PgQuery__List* const list = query->values_lists[0]->list;
    return list->n_items == 1 ? list->items[0] : nullptr;
}

}  // namespace

bool Node::operator==(const Node& other) const {
    const auto flags = [](const Node& node) {
        return std::tie(node.all, node.distinct, node.variadic, node.sql_syntax, node.within_group,
                        node.lateral);
    };
    return kind == other.kind && text == other.text && names == other.names &&
           flags(*this) == flags(other) && type == other.type && parts == other.parts &&
           clauses == other.clauses;
}

Node make_node(NodeKind kind, std::string text, std::vector<Node> parts) {
    Node node;
    node.kind = kind;
    node.text = std::move(text);
    node.parts = std::move(parts);
    return node;
}

std::size_t node_count(const Node& node, std::size_t limit) {
    std::size_t count = 1;
    for (const std::vector<Node>* list : {&node.parts, &node.clauses}) {
        for (const Node& part : *list) {
            if (count >= limit) {
                return limit;
            }
            count += node_count(part, limit - count);
        }
    }
    return count;
}

std::optional<Node> read_opaque(const PgQuery__SelectStmt& query) {
    const std::string text = deparsed(query);
    const ParseTree again(text);
    if (again.query() == nullptr || !same_message(&query.base, &again.query()->base)) {
        return std::nullopt;
    }
    return make_node(NodeKind::Opaque, std::string(trim(text)));
}

std::optional<Node> read_opaque(const PgQuery__Node& expression) {
    constexpr std::string_view kSelect = "SELECT ";
    PgQuery__ResTarget target = PG_QUERY__RES_TARGET__INIT;
    target.val = const_cast<PgQuery__Node*>(&expression);
    PgQuery__Node target_node = PG_QUERY__NODE__INIT;
    target_node.node_case = PG_QUERY__NODE__NODE_RES_TARGET;
    target_node.res_target = &target;
    std::array targets{&target_node};
    PgQuery__SelectStmt query = PG_QUERY__SELECT_STMT__INIT;
    query.limit_option = PG_QUERY__LIMIT_OPTION__LIMIT_OPTION_DEFAULT;
    query.op = PG_QUERY__SET_OPERATION__SETOP_NONE;
    query.n_target_list = 1;
    query.target_list = targets.data();
    std::optional<Node> node = read_opaque(query);
    if (!node || !node->text.starts_with(kSelect)) {
        return std::nullopt;
    }
    node->text.erase(0, kSelect.size());
    node->all = is_call(expression);
    return node;
}

std::optional<Node> parse_expression(std::string_view text) {
    if (!is_safe_to_parse(text)) {
        return std::nullopt;
    }
    // As an item of VALUES, so that only an expression fits. The line end is for a comment.
    const ParseTree tree(fmt::format("VALUES ({}\n)", text));
    const PgQuery__Node* const value = only_value(tree.query());
    return value == nullptr ? std::nullopt : read_expression(*value);
}

}  // namespace erdmark::dialect::postgres
