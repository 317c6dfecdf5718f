#include <array>

#include <fmt/format.h>

#include "dialect/postgres/replay/objects.h"
#include "dialect/postgres/replay/statement_text.h"
#include "dialect/postgres/replay/statements.h"

namespace erdmark::dialect::postgres {

namespace {

/// The relation that a part of CREATE SCHEMA makes or belongs to; a null pointer for none.
PgQuery__RangeVar* relation_of(ParserNode& element) {
    switch (element.node_case) {
        case PG_QUERY__NODE__NODE_CREATE_STMT:
            return element.create_stmt->relation;
        case PG_QUERY__NODE__NODE_VIEW_STMT:
            return element.view_stmt->view;
        case PG_QUERY__NODE__NODE_CREATE_SEQ_STMT:
            return element.create_seq_stmt->sequence;
        case PG_QUERY__NODE__NODE_INDEX_STMT:
            return element.index_stmt->relation;
        case PG_QUERY__NODE__NODE_CREATE_TRIG_STMT:
            return element.create_trig_stmt->relation;
        default:
            return nullptr;
    }
}

void require_schema(ParserNode& element, const std::string& schema) {
    const PgQuery__RangeVar* relation = relation_of(element);
    const std::string written = relation == nullptr ? "" : text_of(relation->schemaname);
    if (!written.empty() && written != schema) {
        refuse(
            fmt::format("CREATE specifies a schema ({}) different from the one being created ({})",
                        written, schema),
            condition::kInvalidSchemaDefinition);
    }
}

void run_element(Catalog& catalog, ParserNode& element) {
    switch (element.node_case) {
        case PG_QUERY__NODE__NODE_CREATE_STMT:
            create_table(catalog, *element.create_stmt);
            break;
        case PG_QUERY__NODE__NODE_VIEW_STMT:
            create_view(catalog, *element.view_stmt, printed_statement(element));
            break;
        case PG_QUERY__NODE__NODE_CREATE_SEQ_STMT:
            create_sequence(catalog, *element.create_seq_stmt);
            break;
        case PG_QUERY__NODE__NODE_INDEX_STMT:
            create_index(catalog, *element.index_stmt);
            break;
        case PG_QUERY__NODE__NODE_CREATE_TRIG_STMT:
            create_trigger(catalog, *element.create_trig_stmt);
            break;
        case PG_QUERY__NODE__NODE_GRANT_STMT:
            grant(catalog, *element.grant_stmt);
            break;
        default:
            break;
    }
}

/// The server makes them in this order, whatever the order of the statement: what others need
/// comes first.
constexpr auto kOrder = std::to_array<PgQuery__Node__NodeCase>(
    {PG_QUERY__NODE__NODE_CREATE_SEQ_STMT, PG_QUERY__NODE__NODE_CREATE_STMT,
     PG_QUERY__NODE__NODE_VIEW_STMT, PG_QUERY__NODE__NODE_INDEX_STMT,
     PG_QUERY__NODE__NODE_CREATE_TRIG_STMT, PG_QUERY__NODE__NODE_GRANT_STMT});

void run_elements(Catalog& catalog, const std::string& schema,
                  const PgQuery__CreateSchemaStmt& statement) {
    const std::vector<std::string> path = catalog.settings.at(0).search_path;
    std::vector<std::string> inner = path;
    inner.insert(inner.begin(), schema);
    catalog.settings.edit(0).search_path = std::move(inner);
    for (std::size_t index = 0; index < statement.n_schema_elts; ++index) {
        require_schema(*statement.schema_elts[index], schema);
    }
    for (const PgQuery__Node__NodeCase kind : kOrder) {
        for (std::size_t index = 0; index < statement.n_schema_elts; ++index) {
            if (statement.schema_elts[index]->node_case == kind) {
                run_element(catalog, *statement.schema_elts[index]);
            }
        }
    }
    catalog.settings.edit(0).search_path = path;
}

}  // namespace

void create_schema(Catalog& catalog, const PgQuery__CreateSchemaStmt& statement) {
    std::string name = text_of(statement.schemaname);
    if (name.empty() && statement.authrole != nullptr) {
        name = role_name(catalog, *statement.authrole);
    }
    if (name.starts_with("pg_")) {
        refuse(fmt::format("unacceptable schema name \"{}\"", name), condition::kReservedName);
    }
    if (catalog.namespace_names.contains(name)) {
        if (statement.if_not_exists != 0) {
            return;
        }
        refuse(fmt::format("schema \"{}\" already exists", name), condition::kDuplicateSchema);
    }
    const ObjectId id = catalog.new_id();
    catalog.namespaces.insert(id, {.name = name});
    catalog.namespace_names.insert(name, id);
    catalog.touch(id);
    run_elements(catalog, name, statement);
}

}  // namespace erdmark::dialect::postgres
