#include <algorithm>

#include <fmt/format.h>

#include "dialect/postgres/expression.h"
#include "dialect/postgres/replay/binding.h"
#include "dialect/postgres/replay/relations.h"
#include "dialect/postgres/replay/statement_text.h"
#include "dialect/postgres/replay/statements.h"

namespace erdmark::dialect::postgres {

namespace {

const char* event_word(PgQuery__CmdType event) {
    switch (event) {
        case PG_QUERY__CMD_TYPE__CMD_SELECT:
            return "SELECT";
        case PG_QUERY__CMD_TYPE__CMD_INSERT:
            return "INSERT";
        case PG_QUERY__CMD_TYPE__CMD_DELETE:
            return "DELETE";
        default:
            return "UPDATE";
    }
}

std::string actions_text(const PgQuery__RuleStmt& statement) {
    if (statement.n_actions == 0) {
        return "NOTHING;";
    }
    if (statement.n_actions == 1) {
        return printed_statement(*statement.actions[0]) + ";";
    }
    std::string text = "(";
    for (std::size_t index = 0; index < statement.n_actions; ++index) {
        text += fmt::format(" {};\n", printed_statement(*statement.actions[index]));
    }
    return text + ");";
}

/// What stands behind the event and the relation, in the form of `pg_get_ruledef`.
std::string definition_text(const Catalog& catalog, ObjectId relation,
                            const PgQuery__RuleStmt& statement) {
    std::string text;
    if (statement.where_clause != nullptr) {
        const BindScope scope{.rows = {{"old", relation}, {"new", relation}}};
        text = "\n   WHERE " +
               canonical_expression(read_bound(catalog, *statement.where_clause, scope),
                                    {.type = "boolean"});
    }
    return fmt::format("{} DO {}{}", text, statement.instead != 0 ? "INSTEAD " : "",
                       actions_text(statement));
}

}  // namespace

void create_rule(Catalog& catalog, const PgQuery__RuleStmt& statement) {
    const ObjectId relation = require_relation(catalog, *statement.relation);
    if (find_any_relation(catalog, relation) == nullptr) {
        refuse(
            fmt::format("relation \"{}\" cannot have rules", text_of(statement.relation->relname)),
            condition::kWrongObjectType);
    }
    schema::Rule rule{.name = text_of(statement.rulename),
                      .event = event_word(statement.event),
                      .instead = statement.instead != 0};
    rule.definition = definition_text(catalog, relation, statement);
    AnyRelation& base = *edit_any_relation(catalog, relation);
    const auto old = std::ranges::find(base.rules, rule.name, &schema::Rule::name);
    catalog.touch(relation);
    if (old == base.rules.end()) {
        base.rules.push_back(std::move(rule));
        return;
    }
    if (statement.replace == 0) {
        refuse(fmt::format("rule \"{}\" for relation \"{}\" already exists", rule.name, base.name),
               condition::kDuplicateObject);
    }
    rule.comment = old->comment;
    *old = std::move(rule);
}

}  // namespace erdmark::dialect::postgres
