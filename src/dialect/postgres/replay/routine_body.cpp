#include "dialect/postgres/replay/routine_body.h"

#include <optional>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "dialect/postgres/expression_printer.h"
#include "dialect/postgres/replay/binding.h"
#include "dialect/postgres/replay/catalog_source.h"
#include "dialect/postgres/replay/objects.h"
#include "dialect/postgres/replay/statement_text.h"
#include "dialect/postgres/standard_body.h"

namespace erdmark::dialect::postgres {

namespace {

const PgQuery__DefElem* find_option(const PgQuery__CreateFunctionStmt& statement,
                                    std::string_view name) {
    for (std::size_t index = 0; index < statement.n_options; ++index) {
        if (statement.options[index]->def_elem->defname == name) {
            return statement.options[index]->def_elem;
        }
    }
    return nullptr;
}

BindScope argument_scope(const Routine& routine) {
    BindScope scope;
    scope.rows.emplace(routine.name, 0);
    for (const RoutineArgument& argument : routine.arguments) {
        scope.variables.push_back(argument.name);
    }
    return scope;
}

/// Those of `BEGIN ATOMIC …`: a list of statements within a list.
std::vector<ParserNode*> statements_of(const PgQuery__List& outer) {
    std::vector<ParserNode*> statements;
    for (std::size_t index = 0; index < outer.n_items; ++index) {
        const ParserNode& item = *outer.items[index];
        if (item.node_case == PG_QUERY__NODE__NODE_LIST) {
            statements.insert(statements.end(), item.list->items,
                              item.list->items + item.list->n_items);
        }
    }
    return statements;
}

/// Notes what the body reads. Throws a `Refusal` for what is not there.
StandardBody read_body(const Catalog& catalog, Routine& routine, const std::string& text) {
    CatalogSource source(catalog);
    StandardBody body = analyse_body(text, names_in(catalog, routine), source);
    if (body.refusal) {
        refuse(body.refusal->message, body.refusal->code.c_str());
    }
    routine.reads = bound_reads(catalog, body.reads);
    return body;
}

void set_value(const Catalog& catalog, Routine& routine, const ParserNode& value) {
    routine.value = read_bound(catalog, value, argument_scope(routine));
    StandardBody body = read_body(catalog, routine,
                                  "RETURN " + printed(with_current_names(catalog, *routine.value)));
    routine.body = std::move(body.text);
}

void set_atomic_body(Catalog& catalog, Routine& routine, const PgQuery__List& list) {
    std::string text = "BEGIN ATOMIC\n";
    for (ParserNode* const statement : statements_of(list)) {
        text += printed_statement(*statement) + ";\n";
        if (statement->node_case != PG_QUERY__NODE__NODE_SELECT_STMT) {
            continue;
        }
        if (std::optional<Node> query = bound_query(catalog, *statement->select_stmt)) {
            routine.queries.push_back(std::move(*query));
        }
    }
    StandardBody body = read_body(catalog, routine, text + "END");
    if (!body.is_canonical) {
        catalog.undecided.push_back(
            fmt::format("the body of '{}' as a server prints it is not known", routine.name));
    }
    routine.body = std::move(body.text);
}

}  // namespace

void set_body(Catalog& catalog, Routine& routine, const PgQuery__CreateFunctionStmt& statement) {
    const PgQuery__DefElem* as = find_option(statement, "as");
    if (as != nullptr && statement.sql_body != nullptr) {
        refuse("duplicate function body specified", condition::kInvalidFunctionDefinition);
    }
    if (as != nullptr) {
        const std::vector<std::string> texts = names_of(*as->arg);
        if (texts.size() > 1 && routine.language != "c") {
            refuse(fmt::format("only one AS item needed for language \"{}\"", routine.language),
                   condition::kInvalidFunctionDefinition);
        }
        const bool is_symbol = routine.language == "c" || routine.language == "internal";
        routine.body = is_symbol || texts.empty() ? "" : texts[0];
        return;
    }
    if (statement.sql_body == nullptr) {
        refuse("no function body specified", condition::kInvalidFunctionDefinition);
    }
    if (statement.sql_body->node_case == PG_QUERY__NODE__NODE_RETURN_STMT) {
        set_value(catalog, routine, *statement.sql_body->return_stmt->returnval);
    } else {
        set_atomic_body(catalog, routine, *statement.sql_body->list);
    }
}

}  // namespace erdmark::dialect::postgres
