#include "dialect/postgres/replay/routine_body.h"

#include <fmt/format.h>

#include "dialect/postgres/replay/binding.h"
#include "dialect/postgres/replay/objects.h"
#include "dialect/postgres/replay/statement_text.h"

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

/// `BEGIN ATOMIC …`: a list of statements within a list.
std::string atomic_body(const PgQuery__List& outer) {
    std::string text = "BEGIN ATOMIC\n";
    for (std::size_t index = 0; index < outer.n_items; ++index) {
        const ParserNode& item = *outer.items[index];
        if (item.node_case != PG_QUERY__NODE__NODE_LIST) {
            continue;
        }
        for (std::size_t place = 0; place < item.list->n_items; ++place) {
            text += fmt::format(" {};\n", printed_statement(*item.list->items[place]));
        }
    }
    return text + "END";
}

BindScope argument_scope(const Routine& routine) {
    BindScope scope;
    scope.rows.emplace(routine.name, 0);
    for (const RoutineArgument& argument : routine.arguments) {
        scope.variables.push_back(argument.name);
    }
    return scope;
}

}  // namespace

void set_body(const Catalog& catalog, Routine& routine,
              const PgQuery__CreateFunctionStmt& statement) {
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
        routine.value = read_bound(catalog, *statement.sql_body->return_stmt->returnval,
                                   argument_scope(routine));
    } else {
        routine.body = atomic_body(*statement.sql_body->list);
    }
}

}  // namespace erdmark::dialect::postgres
