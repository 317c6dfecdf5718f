#include "dialect/postgres/replay/session.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "base/text.h"
#include "dialect/postgres/replay/binding.h"
#include "dialect/postgres/replay/execute.h"
#include "dialect/postgres/replay/object_names.h"
#include "dialect/postgres/replay/settings.h"
#include "dialect/postgres/syntax_tree_reader.h"
#include "dialect/postgres/view_signatures.h"
#include "dialect/postgres/word_list.h"

namespace erdmark::dialect::postgres {

namespace {

constexpr std::string_view kNoSchemaChange =
    "; the statement was skipped: it changes rows, not the "
    "schema";

constexpr std::string_view kLeftOut = "; what this statement does was left out";

/// Whether a function is called that neither the migrations nor the server have: it may do
/// anything.
bool has_stranger(const Node& node) {
    if (node.kind == NodeKind::Call && node.object == 0 && !node.names.empty() &&
        to_lower(node.names.back()) == node.names.back() &&
        function_signatures(node.names.back()).empty()) {
        return true;
    }
    return std::ranges::any_of(node.parts, has_stranger) ||
           std::ranges::any_of(node.clauses, has_stranger);
}

ObjectId relation_of(const Catalog& catalog, const PgQuery__RangeVar& name) {
    return find_relation(catalog, text_of(name.schemaname), truncate_name(text_of(name.relname)));
}

/// The query that fills the table of CREATE TABLE … AS or SELECT INTO; nothing for none.
std::optional<PgQuery__SelectStmt> filling_query(const PgQuery__IntoClause& into,
                                                 const PgQuery__SelectStmt* query) {
    if (query == nullptr || into.skip_data != 0) {
        return std::nullopt;
    }
    PgQuery__SelectStmt plain = *query;
    plain.into_clause = nullptr;
    return plain;
}

/// Whether it is a function of an extension none of whose functions changes anything.
bool only_reads(const Catalog& catalog, const Routine& routine) {
    constexpr std::array<std::string_view, 10> kReading{
        "citext",   "fuzzystrmatch", "hstore",        "intarray", "ltree",
        "pgcrypto", "pg_trgm",       "plpgsql_check", "unaccent", "uuid-ossp"};
    const Extension* extension = catalog.extensions.find(routine.extension);
    return extension != nullptr && contains(kReading, extension->name);
}

bool calls_routine(const Catalog& catalog, const Node& query) {
    bool calls = false;
    visit_references(query, [&](const Node& node) {
        const Routine* routine = catalog.routines.find(node.object);
        calls = calls || (routine != nullptr && !only_reads(catalog, *routine));
    });
    return calls;
}

/// What a query calls.
struct CalledFunctions {
    bool has_routine = false;   ///< One that migrations defined, or nothing is known.
    bool has_stranger = false;  ///< One that is not known, or nothing is known.
};

CalledFunctions called_by(const Catalog& catalog, const PgQuery__SelectStmt& query) {
    std::optional<Node> tree = read_query(query);
    if (!tree) {
        return {.has_routine = true, .has_stranger = true};
    }
    CalledFunctions called;
    try {
        bind(catalog, *tree, {});
        called.has_routine = calls_routine(catalog, *tree);
    } catch (const Refusal&) {
        // No routine runs in a query that the server refuses.
        called.has_routine = false;
    }
    called.has_stranger = has_stranger(*tree);
    return called;
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

DoBody plpgsql_body(const PgQuery__DoStmt& statement, std::string_view text) {
    DoBody body = read_do(statement, text);
    if (body.language != "plpgsql") {
        throw Undecidable{"a replay runs only PL/pgSQL, not " + body.language, 0};
    }
    return body;
}

}  // namespace

Session::Session(const WorkLimits& limits)
    : database_(limits),
      host_(catalog_, database_, rows_,
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
    database_.begin_statement();
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

void Session::fill(const PgQuery__IntoClause& into, const PgQuery__SelectStmt* query) {
    const ObjectId table = relation_of(catalog_, *into.rel);
    const std::optional<PgQuery__SelectStmt> plain = filling_query(into, query);
    if (plain && catalog_.tables.contains(table)) {
        rows_.fill(table, *plain, &code_.names());
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
            fill(*statement.create_table_as_stmt->into,
                 query_of(statement.create_table_as_stmt->query));
            break;
        case PG_QUERY__NODE__NODE_SELECT_STMT:
            fill(*statement.select_stmt->into_clause, statement.select_stmt);
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

void Session::run_data(const ParserNode& statement) {
    if (statement.node_case == PG_QUERY__NODE__NODE_COPY_STMT) {
        note_copy(*statement.copy_stmt);
        return;
    }
    const PgQuery__SelectStmt* query = query_of(&statement);
    const CalledFunctions called =
        query == nullptr ? CalledFunctions{} : called_by(catalog_, *query);
    if (called.has_routine) {
        run_code(statement, {});
        return;
    }
    try {
        transactions_.guarded(true, [&]() {
            if (query != nullptr) {
                code_.query(statement);
            } else {
                rows_.run(statement, &code_.names());
            }
        });
    } catch (const Undecidable& open) {
        if (query == nullptr) {
            note(open.reason + std::string(kNoSchemaChange), open.offset, false);
        } else if (called.has_stranger) {
            note(open.reason + std::string(kLeftOut), open.offset, true);
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
                const DoBody body = plpgsql_body(*statement.do_stmt, text);
                offset = body.offset;
                code_.run(body.body);
            } else {
                code_.query(statement);
            }
        });
    } catch (const Undecidable& open) {
        note(open.reason + std::string(kLeftOut), open.offset < 0 ? 0 : open.offset + offset, true);
    } catch (Refusal& refusal) {
        refusal.offset = refusal.offset < 0 ? 0 : refusal.offset + offset;
        throw;
    }
    for (const Undecidable& open : host_.take_data_notes()) {
        note(open.reason + std::string(kNoSchemaChange), 0, false);
    }
}

/// The rows of `COPY … FROM stdin` follow it, for `copy`.
void Session::note_copy(const PgQuery__CopyStmt& statement) {
    const bool reads_file = statement.is_program || !text_of(statement.filename).empty();
    if (statement.is_from && reads_file) {
        note("a replay reads no files but those of migrations" + std::string(kNoSchemaChange), 0,
             false);
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
