#include "dialect/postgres/replay/session.h"

#include <fmt/format.h>

#include "dialect/postgres/replay/binding.h"
#include "dialect/postgres/replay/execute.h"
#include "dialect/postgres/replay/object_names.h"
#include "dialect/postgres/replay/settings.h"
#include "dialect/postgres/syntax_tree_reader.h"

namespace erdmark::dialect::postgres {

namespace {

constexpr std::string_view kNoSchemaChange =
    "; the statement was skipped: it changes rows, not the "
    "schema";

ObjectId relation_of(const Catalog& catalog, const PgQuery__RangeVar& name) {
    return find_relation(catalog, text_of(name.schemaname), truncate_name(text_of(name.relname)));
}

const PgQuery__SelectStmt* query_of(const ParserNode* node) {
    return node != nullptr && node->node_case == PG_QUERY__NODE__NODE_SELECT_STMT
               ? node->select_stmt
               : nullptr;
}

void fill(const Catalog& catalog, RowStore& rows, const PgQuery__IntoClause& into,
          const PgQuery__SelectStmt* query) {
    const ObjectId table = relation_of(catalog, *into.rel);
    if (query != nullptr && into.skip_data == 0 && catalog.tables.contains(table)) {
        rows.fill(table, *query);
    }
}

void rename_label(const Catalog& catalog, RowStore& rows, const PgQuery__AlterEnumStmt& changed) {
    const DottedName name = dotted_name(texts_of(changed.n_type_name, changed.type_name));
    const ObjectId type = find_type(catalog, name.schema, name.name);
    if (!text_of(changed.old_val).empty() && type != 0) {
        rows.rename_label(type, text_of(changed.old_val), text_of(changed.new_val));
    }
}

/// `ALTER SEQUENCE s RESTART WITH 5`
void restart(const Catalog& catalog, RowStore& rows, const PgQuery__AlterSeqStmt& changed) {
    const ObjectId sequence = relation_of(catalog, *changed.sequence);
    for (std::size_t index = 0; index < changed.n_options; ++index) {
        const PgQuery__DefElem& option = *changed.options[index]->def_elem;
        if (text_of(option.defname) != "restart" || !catalog.sequences.contains(sequence)) {
            continue;
        }
        std::optional<std::int64_t> start;
        if (option.arg != nullptr && option.arg->node_case == PG_QUERY__NODE__NODE_INTEGER) {
            start = option.arg->integer->ival;
        }
        rows.restart_sequence(sequence, start);
    }
}

}  // namespace

Session::Session()
    : host_(catalog_, database_, rows_,
            [this](const ParserNode& statement, const std::string& text) {
                define(statement, text);
            }),
      code_(host_) {
    transactions_.companion = {.begin = [this]() { rows_.set_mark(); },
                               .release = [this]() { rows_.release(); },
                               .roll_back = [this]() { rows_.roll_back(); }};
}

void Session::begin_script() {
    catalog_.settings.insert(0, {.search_path = catalog_.database_search_path});
}

void Session::note(std::string reason, int offset, bool undecided) {
    notes_.push_back({.reason = std::move(reason), .offset = offset, .undecided = undecided});
}

void Session::run(const ParserNode& statement, std::string_view text, bool atomic) {
    const StatementRole role = role_of(statement);
    if (role == StatementRole::Transaction) {
        transactions_.run(*statement.transaction_stmt);
    } else if (transactions_.is_failed()) {
        return;
    } else if (role == StatementRole::Definition) {
        transactions_.guarded(atomic, [&]() { define(statement, text); });
    } else if (role == StatementRole::Data) {
        run_data(statement);
    } else if (role == StatementRole::Code) {
        run_code(statement, text);
    } else if (role == StatementRole::Unknown) {
        note("a replay does not know what this statement does", 0, true);
    }
    if (!transactions_.is_open()) {
        end_local_settings(catalog_);
    }
}

void Session::define(const ParserNode& statement, std::string_view text) {
    execute_definition(catalog_, statement, text);
    for (std::string& open : std::exchange(catalog_.undecided, {})) {
        note(std::move(open), 0, true);
    }
    try {
        follow(statement);
    } catch (const Undecidable& open) {
        note(fmt::format("{}; the rows stay as they were", open.reason), open.offset, false);
    } catch (const Refusal& refusal) {
        note(fmt::format("{}; the rows stay as they were", refusal.message), refusal.offset, false);
    }
}

/// What follows from a definition for the rows.
void Session::follow(const ParserNode& statement) {
    switch (statement.node_case) {
        case PG_QUERY__NODE__NODE_ALTER_TABLE_STMT: {
            const PgQuery__AlterTableStmt& changed = *statement.alter_table_stmt;
            const ObjectId table = relation_of(catalog_, *changed.relation);
            if (catalog_.tables.contains(table)) {
                rows_.follow(table, &changed);
            }
            break;
        }
        case PG_QUERY__NODE__NODE_CREATE_TABLE_AS_STMT:
            fill(catalog_, rows_, *statement.create_table_as_stmt->into,
                 query_of(statement.create_table_as_stmt->query));
            break;
        case PG_QUERY__NODE__NODE_SELECT_STMT:
            fill(catalog_, rows_, *statement.select_stmt->into_clause, statement.select_stmt);
            break;
        case PG_QUERY__NODE__NODE_ALTER_ENUM_STMT:
            rename_label(catalog_, rows_, *statement.alter_enum_stmt);
            break;
        case PG_QUERY__NODE__NODE_ALTER_SEQ_STMT:
            restart(catalog_, rows_, *statement.alter_seq_stmt);
            break;
        default:
            break;
    }
}

bool Session::calls_routine(const ParserNode& statement) const {
    const PgQuery__SelectStmt* query = query_of(&statement);
    std::optional<Node> tree = query == nullptr ? std::nullopt : read_query(*query);
    if (!tree) {
        return query != nullptr;
    }
    try {
        bind(catalog_, *tree, {});
    } catch (const Refusal&) {
        return false;
    }
    bool calls = false;
    visit_references(
        *tree, [&](const Node& node) { calls = calls || catalog_.routines.contains(node.object); });
    return calls;
}

void Session::run_data(const ParserNode& statement) {
    if (calls_routine(statement)) {
        run_code(statement, {});
        return;
    }
    try {
        transactions_.guarded(true, [&]() {
            if (query_of(&statement) != nullptr) {
                code_.query(statement);
            } else {
                rows_.run(statement, &code_.names());
            }
        });
    } catch (const Undecidable& open) {
        if (query_of(&statement) == nullptr) {
            note(open.reason + std::string(kNoSchemaChange), open.offset, false);
        }
    } catch (const Refusal& refusal) {
        note(refusal.message + std::string(kNoSchemaChange), refusal.offset, false);
    }
}

void Session::run_code(const ParserNode& statement, std::string_view text) {
    int offset = 0;
    try {
        transactions_.guarded(true, [&]() {
            if (statement.node_case == PG_QUERY__NODE__NODE_DO_STMT) {
                const DoBody body = read_do(*statement.do_stmt, text);
                if (body.language != "plpgsql") {
                    throw Undecidable{"a replay runs only PL/pgSQL, not " + body.language, 0};
                }
                offset = body.offset;
                code_.run(body.body);
            } else {
                code_.query(statement);
            }
        });
    } catch (const Undecidable& open) {
        note(fmt::format("{}; what this statement does was left out", open.reason),
             open.offset < 0 ? 0 : open.offset + offset, true);
    } catch (Refusal& refusal) {
        refusal.offset = refusal.offset < 0 ? 0 : refusal.offset + offset;
        throw;
    }
    for (const Undecidable& open : host_.take_data_notes()) {
        note(open.reason + std::string(kNoSchemaChange), 0, false);
    }
}

void Session::copy(const PgQuery__CopyStmt& statement, std::string_view rows) {
    if (transactions_.is_failed()) {
        return;
    }
    try {
        rows_.copy(statement, rows);
    } catch (const Undecidable& open) {
        note(open.reason + std::string(kNoSchemaChange), open.offset, false);
    } catch (const Refusal& refusal) {
        note(refusal.message + std::string(kNoSchemaChange), refusal.offset, false);
    }
}

}  // namespace erdmark::dialect::postgres
