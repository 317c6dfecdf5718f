#include "dialect/postgres/replay/execute.h"

#include <algorithm>
#include <array>

#include "dialect/postgres/replay/statements.h"

namespace erdmark::dialect::postgres {

namespace {

using Definition = void (*)(Catalog&, const ParserNode&, std::string_view text);

struct DefinitionKind {
    PgQuery__Node__NodeCase kind;
    Definition run;
};

void alter_table_or_type(Catalog& catalog, const ParserNode& statement, std::string_view /*text*/) {
    const PgQuery__AlterTableStmt& altered = *statement.alter_table_stmt;
    if (altered.objtype == PG_QUERY__OBJECT_TYPE__OBJECT_TYPE) {
        alter_composite_type(catalog, altered);
    } else {
        alter_table(catalog, altered);
    }
}

const std::array<DefinitionKind, 43> kDefinitions = {{
    {PG_QUERY__NODE__NODE_ALTER_TABLE_STMT, alter_table_or_type},
    {PG_QUERY__NODE__NODE_CREATE_STMT,
     [](Catalog& catalog, const ParserNode& node, std::string_view /*text*/) {
         create_table(catalog, *node.create_stmt);
     }},
    {PG_QUERY__NODE__NODE_CREATE_FOREIGN_TABLE_STMT,
     [](Catalog& catalog, const ParserNode& node, std::string_view /*text*/) {
         create_foreign_table(catalog, *node.create_foreign_table_stmt);
     }},
    {PG_QUERY__NODE__NODE_CREATE_CAST_STMT,
     [](Catalog& catalog, const ParserNode& /*node*/, std::string_view /*text*/) {
         catalog.has_casts = true;
     }},
    {PG_QUERY__NODE__NODE_CREATE_OP_CLASS_STMT,
     [](Catalog& catalog, const ParserNode& /*node*/, std::string_view /*text*/) {
         catalog.has_operator_classes = true;
     }},
    {PG_QUERY__NODE__NODE_INDEX_STMT,
     [](Catalog& catalog, const ParserNode& node, std::string_view /*text*/) {
         create_index(catalog, *node.index_stmt);
     }},
    {PG_QUERY__NODE__NODE_CREATE_STATS_STMT,
     [](Catalog& catalog, const ParserNode& node, std::string_view /*text*/) {
         create_statistics(catalog, *node.create_stats_stmt);
     }},
    {PG_QUERY__NODE__NODE_VIEW_STMT,
     [](Catalog& catalog, const ParserNode& node, std::string_view text) {
         create_view(catalog, *node.view_stmt, text);
     }},
    {PG_QUERY__NODE__NODE_CREATE_TABLE_AS_STMT,
     [](Catalog& catalog, const ParserNode& node, std::string_view text) {
         create_table_as(catalog, *node.create_table_as_stmt, text);
     }},
    {PG_QUERY__NODE__NODE_SELECT_STMT,
     [](Catalog& catalog, const ParserNode& node, std::string_view text) {
         select_into(catalog, *node.select_stmt, text);
     }},
    {PG_QUERY__NODE__NODE_CREATE_ENUM_STMT,
     [](Catalog& catalog, const ParserNode& node, std::string_view /*text*/) {
         create_enum(catalog, *node.create_enum_stmt);
     }},
    {PG_QUERY__NODE__NODE_ALTER_ENUM_STMT,
     [](Catalog& catalog, const ParserNode& node, std::string_view /*text*/) {
         alter_enum(catalog, *node.alter_enum_stmt);
     }},
    {PG_QUERY__NODE__NODE_CREATE_DOMAIN_STMT,
     [](Catalog& catalog, const ParserNode& node, std::string_view /*text*/) {
         create_domain(catalog, *node.create_domain_stmt);
     }},
    {PG_QUERY__NODE__NODE_ALTER_DOMAIN_STMT,
     [](Catalog& catalog, const ParserNode& node, std::string_view /*text*/) {
         alter_domain(catalog, *node.alter_domain_stmt);
     }},
    {PG_QUERY__NODE__NODE_COMPOSITE_TYPE_STMT,
     [](Catalog& catalog, const ParserNode& node, std::string_view /*text*/) {
         create_composite_type(catalog, *node.composite_type_stmt);
     }},
    {PG_QUERY__NODE__NODE_CREATE_RANGE_STMT,
     [](Catalog& catalog, const ParserNode& node, std::string_view /*text*/) {
         create_range(catalog, *node.create_range_stmt);
     }},
    {PG_QUERY__NODE__NODE_CREATE_SEQ_STMT,
     [](Catalog& catalog, const ParserNode& node, std::string_view /*text*/) {
         create_sequence(catalog, *node.create_seq_stmt);
     }},
    {PG_QUERY__NODE__NODE_ALTER_SEQ_STMT,
     [](Catalog& catalog, const ParserNode& node, std::string_view /*text*/) {
         alter_sequence(catalog, *node.alter_seq_stmt);
     }},
    {PG_QUERY__NODE__NODE_CREATE_FUNCTION_STMT,
     [](Catalog& catalog, const ParserNode& node, std::string_view /*text*/) {
         create_routine(catalog, *node.create_function_stmt);
     }},
    {PG_QUERY__NODE__NODE_ALTER_FUNCTION_STMT,
     [](Catalog& catalog, const ParserNode& node, std::string_view /*text*/) {
         alter_routine(catalog, *node.alter_function_stmt);
     }},
    {PG_QUERY__NODE__NODE_DEFINE_STMT,
     [](Catalog& catalog, const ParserNode& node, std::string_view /*text*/) {
         define_object(catalog, *node.define_stmt);
     }},
    {PG_QUERY__NODE__NODE_CREATE_TRIG_STMT,
     [](Catalog& catalog, const ParserNode& node, std::string_view /*text*/) {
         create_trigger(catalog, *node.create_trig_stmt);
     }},
    {PG_QUERY__NODE__NODE_CREATE_EVENT_TRIG_STMT,
     [](Catalog& catalog, const ParserNode& node, std::string_view /*text*/) {
         create_event_trigger(catalog, *node.create_event_trig_stmt);
     }},
    {PG_QUERY__NODE__NODE_ALTER_EVENT_TRIG_STMT,
     [](Catalog& catalog, const ParserNode& node, std::string_view /*text*/) {
         alter_event_trigger(catalog, *node.alter_event_trig_stmt);
     }},
    {PG_QUERY__NODE__NODE_CREATE_POLICY_STMT,
     [](Catalog& catalog, const ParserNode& node, std::string_view /*text*/) {
         create_policy(catalog, *node.create_policy_stmt);
     }},
    {PG_QUERY__NODE__NODE_ALTER_POLICY_STMT,
     [](Catalog& catalog, const ParserNode& node, std::string_view /*text*/) {
         alter_policy(catalog, *node.alter_policy_stmt);
     }},
    {PG_QUERY__NODE__NODE_RULE_STMT,
     [](Catalog& catalog, const ParserNode& node, std::string_view /*text*/) {
         create_rule(catalog, *node.rule_stmt);
     }},
    {PG_QUERY__NODE__NODE_GRANT_STMT,
     [](Catalog& catalog, const ParserNode& node, std::string_view /*text*/) {
         grant(catalog, *node.grant_stmt);
     }},
    {PG_QUERY__NODE__NODE_ALTER_DEFAULT_PRIVILEGES_STMT,
     [](Catalog& catalog, const ParserNode& node, std::string_view /*text*/) {
         alter_default_privileges(catalog, *node.alter_default_privileges_stmt);
     }},
    {PG_QUERY__NODE__NODE_CREATE_ROLE_STMT,
     [](Catalog& catalog, const ParserNode& node, std::string_view /*text*/) {
         create_role(catalog, *node.create_role_stmt);
     }},
    {PG_QUERY__NODE__NODE_DROP_ROLE_STMT,
     [](Catalog& catalog, const ParserNode& node, std::string_view /*text*/) {
         drop_role(catalog, *node.drop_role_stmt);
     }},
    {PG_QUERY__NODE__NODE_COMMENT_STMT,
     [](Catalog& catalog, const ParserNode& node, std::string_view /*text*/) {
         comment(catalog, *node.comment_stmt);
     }},
    {PG_QUERY__NODE__NODE_CREATE_SCHEMA_STMT,
     [](Catalog& catalog, const ParserNode& node, std::string_view /*text*/) {
         create_schema(catalog, *node.create_schema_stmt);
     }},
    {PG_QUERY__NODE__NODE_CREATE_EXTENSION_STMT,
     [](Catalog& catalog, const ParserNode& node, std::string_view /*text*/) {
         create_extension(catalog, *node.create_extension_stmt);
     }},
    {PG_QUERY__NODE__NODE_ALTER_EXTENSION_STMT,
     [](Catalog& catalog, const ParserNode& node, std::string_view /*text*/) {
         alter_extension(catalog, *node.alter_extension_stmt);
     }},
    {PG_QUERY__NODE__NODE_CREATE_PUBLICATION_STMT,
     [](Catalog& catalog, const ParserNode& node, std::string_view /*text*/) {
         create_publication(catalog, *node.create_publication_stmt);
     }},
    {PG_QUERY__NODE__NODE_ALTER_PUBLICATION_STMT,
     [](Catalog& catalog, const ParserNode& node, std::string_view /*text*/) {
         alter_publication(catalog, *node.alter_publication_stmt);
     }},
    {PG_QUERY__NODE__NODE_ALTER_DATABASE_SET_STMT,
     [](Catalog& catalog, const ParserNode& node, std::string_view /*text*/) {
         set_database_variable(catalog, *node.alter_database_set_stmt);
     }},
    {PG_QUERY__NODE__NODE_VARIABLE_SET_STMT,
     [](Catalog& catalog, const ParserNode& node, std::string_view /*text*/) {
         set_variable(catalog, *node.variable_set_stmt);
     }},
    {PG_QUERY__NODE__NODE_DROP_STMT,
     [](Catalog& catalog, const ParserNode& node, std::string_view /*text*/) {
         drop(catalog, *node.drop_stmt);
     }},
    {PG_QUERY__NODE__NODE_RENAME_STMT,
     [](Catalog& catalog, const ParserNode& node, std::string_view /*text*/) {
         rename(catalog, *node.rename_stmt);
     }},
    {PG_QUERY__NODE__NODE_ALTER_OBJECT_SCHEMA_STMT,
     [](Catalog& catalog, const ParserNode& node, std::string_view /*text*/) {
         set_schema(catalog, *node.alter_object_schema_stmt);
     }},
    {PG_QUERY__NODE__NODE_DROP_OWNED_STMT,
     [](Catalog& catalog, const ParserNode& node, std::string_view /*text*/) {
         drop_owned(catalog, *node.drop_owned_stmt);
     }},
}};

constexpr std::array<PgQuery__Node__NodeCase, 6> kData = {
    PG_QUERY__NODE__NODE_INSERT_STMT, PG_QUERY__NODE__NODE_UPDATE_STMT,
    PG_QUERY__NODE__NODE_DELETE_STMT, PG_QUERY__NODE__NODE_MERGE_STMT,
    PG_QUERY__NODE__NODE_COPY_STMT,   PG_QUERY__NODE__NODE_TRUNCATE_STMT,
};

constexpr std::array<PgQuery__Node__NodeCase, 2> kCode = {
    PG_QUERY__NODE__NODE_DO_STMT,
    PG_QUERY__NODE__NODE_CALL_STMT,
};

constexpr std::array<PgQuery__Node__NodeCase, 61> kNothing = {
    PG_QUERY__NODE__NODE_VACUUM_STMT,
    PG_QUERY__NODE__NODE_LOCK_STMT,
    PG_QUERY__NODE__NODE_CLUSTER_STMT,
    PG_QUERY__NODE__NODE_REINDEX_STMT,
    PG_QUERY__NODE__NODE_CHECK_POINT_STMT,
    PG_QUERY__NODE__NODE_DISCARD_STMT,
    PG_QUERY__NODE__NODE_LISTEN_STMT,
    PG_QUERY__NODE__NODE_UNLISTEN_STMT,
    PG_QUERY__NODE__NODE_NOTIFY_STMT,
    PG_QUERY__NODE__NODE_PREPARE_STMT,
    PG_QUERY__NODE__NODE_DEALLOCATE_STMT,
    PG_QUERY__NODE__NODE_EXPLAIN_STMT,
    PG_QUERY__NODE__NODE_REFRESH_MAT_VIEW_STMT,
    PG_QUERY__NODE__NODE_DECLARE_CURSOR_STMT,
    PG_QUERY__NODE__NODE_FETCH_STMT,
    PG_QUERY__NODE__NODE_CLOSE_PORTAL_STMT,
    PG_QUERY__NODE__NODE_SEC_LABEL_STMT,
    PG_QUERY__NODE__NODE_ALTER_OWNER_STMT,
    PG_QUERY__NODE__NODE_ALTER_ROLE_STMT,
    PG_QUERY__NODE__NODE_ALTER_ROLE_SET_STMT,
    PG_QUERY__NODE__NODE_ALTER_DATABASE_STMT,
    PG_QUERY__NODE__NODE_ALTER_DATABASE_REFRESH_COLL_STMT,
    PG_QUERY__NODE__NODE_GRANT_ROLE_STMT,
    PG_QUERY__NODE__NODE_CREATE_FDW_STMT,
    PG_QUERY__NODE__NODE_ALTER_FDW_STMT,
    PG_QUERY__NODE__NODE_CREATE_FOREIGN_SERVER_STMT,
    PG_QUERY__NODE__NODE_ALTER_FOREIGN_SERVER_STMT,
    PG_QUERY__NODE__NODE_CREATE_USER_MAPPING_STMT,
    PG_QUERY__NODE__NODE_ALTER_USER_MAPPING_STMT,
    PG_QUERY__NODE__NODE_DROP_USER_MAPPING_STMT,
    PG_QUERY__NODE__NODE_CREATE_OP_FAMILY_STMT,
    PG_QUERY__NODE__NODE_ALTER_OP_FAMILY_STMT,
    PG_QUERY__NODE__NODE_ALTER_OPERATOR_STMT,
    PG_QUERY__NODE__NODE_CREATE_CONVERSION_STMT,
    PG_QUERY__NODE__NODE_CREATE_PLANG_STMT,
    PG_QUERY__NODE__NODE_CREATE_TRANSFORM_STMT,
    PG_QUERY__NODE__NODE_CREATE_SUBSCRIPTION_STMT,
    PG_QUERY__NODE__NODE_ALTER_SUBSCRIPTION_STMT,
    PG_QUERY__NODE__NODE_DROP_SUBSCRIPTION_STMT,
    PG_QUERY__NODE__NODE_CREATE_TABLE_SPACE_STMT,
    PG_QUERY__NODE__NODE_DROP_TABLE_SPACE_STMT,
    PG_QUERY__NODE__NODE_CREATE_AM_STMT,
    PG_QUERY__NODE__NODE_ALTER_SYSTEM_STMT,
    PG_QUERY__NODE__NODE_ALTER_TSCONFIGURATION_STMT,
    PG_QUERY__NODE__NODE_ALTER_TSDICTIONARY_STMT,
    PG_QUERY__NODE__NODE_ALTER_COLLATION_STMT,
    PG_QUERY__NODE__NODE_REASSIGN_OWNED_STMT,
    PG_QUERY__NODE__NODE_VARIABLE_SHOW_STMT,
    PG_QUERY__NODE__NODE_CONSTRAINTS_SET_STMT,
    PG_QUERY__NODE__NODE_CREATEDB_STMT,
    PG_QUERY__NODE__NODE_DROPDB_STMT,
    PG_QUERY__NODE__NODE_LOAD_STMT,
    PG_QUERY__NODE__NODE_ALTER_EXTENSION_CONTENTS_STMT,
    PG_QUERY__NODE__NODE_ALTER_OBJECT_DEPENDS_STMT,
    PG_QUERY__NODE__NODE_ALTER_TYPE_STMT,
    PG_QUERY__NODE__NODE_ALTER_STATS_STMT,
    PG_QUERY__NODE__NODE_ALTER_TABLE_SPACE_OPTIONS_STMT,
    PG_QUERY__NODE__NODE_ALTER_TABLE_MOVE_ALL_STMT,
    PG_QUERY__NODE__NODE_REPLICA_IDENTITY_STMT,
};

const DefinitionKind* find_definition(const ParserNode& statement) {
    const auto* const found =
        std::ranges::find(kDefinitions, statement.node_case, &DefinitionKind::kind);
    return found == kDefinitions.end() ? nullptr : found;
}

template <typename Kinds>
bool is_one_of(const ParserNode& statement, const Kinds& kinds) {
    return std::ranges::find(kinds, statement.node_case) != kinds.end();
}

/// `SELECT … INTO t` makes a table.
bool is_plain_select(const ParserNode& statement) {
    return statement.node_case == PG_QUERY__NODE__NODE_SELECT_STMT &&
           statement.select_stmt->into_clause == nullptr;
}

}  // namespace

StatementRole role_of(const ParserNode& statement) {
    if (statement.node_case == PG_QUERY__NODE__NODE_TRANSACTION_STMT) {
        return StatementRole::Transaction;
    }
    if (is_plain_select(statement) || is_one_of(statement, kData)) {
        return StatementRole::Data;
    }
    if (is_one_of(statement, kCode)) {
        return StatementRole::Code;
    }
    if (find_definition(statement) != nullptr) {
        return StatementRole::Definition;
    }
    return is_one_of(statement, kNothing) ? StatementRole::Nothing : StatementRole::Unknown;
}

void execute_definition(Catalog& catalog, const ParserNode& statement, std::string_view text) {
    if (const DefinitionKind* definition = find_definition(statement)) {
        definition->run(catalog, statement, text);
    }
}

}  // namespace erdmark::dialect::postgres
