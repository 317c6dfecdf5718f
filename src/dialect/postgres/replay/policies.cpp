#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"
#include "dialect/postgres/replay/binding.h"
#include "dialect/postgres/replay/objects.h"
#include "dialect/postgres/replay/relations.h"
#include "dialect/postgres/replay/statements.h"

namespace erdmark::dialect::postgres {

namespace {

/// Everybody makes all others superfluous.
std::vector<std::string> read_roles(const Catalog& catalog, std::size_t count,
                                    ParserNode* const* roles) {
    std::vector<std::string> names;
    for (std::size_t index = 0; index < count; ++index) {
        names.push_back(role_name(catalog, *roles[index]->role_spec));
    }
    const bool is_for_all = std::ranges::find(names, "public") != names.end();
    if (names.empty() || is_for_all) {
        return {"public"};
    }
    return names;
}

std::optional<Node> read_condition(const Catalog& catalog, ObjectId table,
                                   const ParserNode* expression) {
    if (expression == nullptr) {
        return std::nullopt;
    }
    return read_bound(catalog, *expression, relation_scope(catalog, table));
}

void require_fitting_conditions(const std::string& command, bool has_using, bool has_check,
                                const char* refusal_of_check) {
    if ((command == "SELECT" || command == "DELETE") && has_check) {
        refuse(refusal_of_check, condition::kSyntaxError);
    }
    if (command == "INSERT" && has_using) {
        refuse("only WITH CHECK expression allowed for INSERT", condition::kSyntaxError);
    }
}

Policy* find_policy(std::vector<Policy>& policies, const std::string& name) {
    const auto found = std::ranges::find(policies, name, &Policy::name);
    return found == policies.end() ? nullptr : &*found;
}

}  // namespace

void create_policy(Catalog& catalog, const PgQuery__CreatePolicyStmt& statement) {
    Policy policy{.name = text_of(statement.policy_name),
                  .restrictive = statement.permissive == 0,
                  .command = to_upper(text_of(statement.cmd_name))};
    require_fitting_conditions(policy.command, statement.qual != nullptr,
                               statement.with_check != nullptr,
                               "WITH CHECK cannot be applied to SELECT or DELETE");
    policy.roles = read_roles(catalog, statement.n_roles, statement.roles);
    const ObjectId id = require_table(catalog, *statement.table);
    policy.using_expression = read_condition(catalog, id, statement.qual);
    policy.check_expression = read_condition(catalog, id, statement.with_check);
    Table& table = catalog.tables.edit(id);
    if (find_policy(table.policies, policy.name) != nullptr) {
        refuse(
            fmt::format("policy \"{}\" for table \"{}\" already exists", policy.name, table.name),
            condition::kDuplicateObject);
    }
    table.policies.push_back(std::move(policy));
    catalog.touch(id);
}

void alter_policy(Catalog& catalog, const PgQuery__AlterPolicyStmt& statement) {
    const ObjectId id = require_table(catalog, *statement.table);
    std::optional<Node> using_expression = read_condition(catalog, id, statement.qual);
    std::optional<Node> check_expression = read_condition(catalog, id, statement.with_check);
    Table& table = catalog.tables.edit(id);
    const std::string name = text_of(statement.policy_name);
    Policy* policy = find_policy(table.policies, name);
    if (policy == nullptr) {
        refuse(fmt::format("policy \"{}\" for table \"{}\" does not exist", name, table.name),
               condition::kUndefinedObject);
    }
    require_fitting_conditions(policy->command, using_expression.has_value(),
                               check_expression.has_value(),
                               "only USING expression allowed for SELECT, DELETE");
    if (statement.n_roles > 0) {
        policy->roles = read_roles(catalog, statement.n_roles, statement.roles);
    }
    if (using_expression) {
        policy->using_expression = std::move(using_expression);
    }
    if (check_expression) {
        policy->check_expression = std::move(check_expression);
    }
    catalog.touch(id);
}

}  // namespace erdmark::dialect::postgres
