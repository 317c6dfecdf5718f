#include <algorithm>
#include <map>
#include <tuple>

#include <fmt/format.h>

#include "base/text.h"
#include "dialect/postgres/catalog_text.h"
#include "dialect/postgres/expression.h"
#include "dialect/postgres/expression_names.h"
#include "dialect/postgres/replay/binding.h"
#include "dialect/postgres/replay/fold_objects.h"
#include "dialect/postgres/replay/fold_table.h"

namespace erdmark::dialect::postgres {

namespace {

std::string event_text(const Catalog& catalog, const Trigger& trigger, ObjectId relation) {
    std::vector<std::string> columns;
    for (const int column : trigger.update_columns) {
        columns.push_back(display_identifier(column_name(catalog, relation, column)));
    }
    std::string text;
    for (const std::string& event : trigger.events) {
        text.append(text.empty() ? "" : " OR ").append(event);
        if (event == "UPDATE" && !columns.empty()) {
            text += " OF " + join(columns, ", ");
        }
    }
    return text;
}

std::string condition_text(const Catalog& catalog, const Trigger& trigger, ObjectId relation) {
    if (!trigger.condition) {
        return {};
    }
    const std::map<std::string, std::string> types = column_types(catalog, relation);
    return canonical_expression(with_current_names(catalog, *trigger.condition),
                                {.column_types = &types, .type = "boolean", .has_rows = true});
}

std::string quoted(const schema::QualifiedName& name) {
    return name.schema.empty() ? quoted_name(name.name) : quoted_path({name.schema, name.name});
}

std::string call_text(const Catalog& catalog, const Trigger& trigger) {
    std::vector<std::string> arguments;
    for (const std::string& argument : trigger.arguments) {
        arguments.push_back(quoted_string(argument));
    }
    return fmt::format("{}({})",
                       trigger.function == 0 ? trigger.function_text
                                             : quoted(document_name(catalog, trigger.function)),
                       join(arguments, ", "));
}

/// How a trigger fires, in the words of catalog_text.h.
std::string firing_text(const std::string& firing) {
    if (firing == "REPLICA") {
        return firing_words('R');
    }
    return firing == "ALWAYS" ? firing_words('A') : firing;
}

schema::Trigger fold_trigger(const Catalog& catalog, const Trigger& trigger, ObjectId relation) {
    schema::Trigger folded{.name = trigger.name,
                           .timing = trigger.timing,
                           .event = event_text(catalog, trigger, relation),
                           .level = trigger.level,
                           .condition = condition_text(catalog, trigger, relation),
                           .function = call_text(catalog, trigger),
                           .options = trigger.options,
                           .comment = trigger.comment};
    if (!trigger.firing.empty()) {
        folded.options.push_back(firing_text(trigger.firing));
    }
    return folded;
}

/// `SELECT`, or `SELECT (email, name)` for columns.
struct Privileges {
    std::map<std::string, std::vector<int>> columns;  ///< By privilege.
    std::vector<std::string> whole;
};

void note(Privileges& privileges, const Grant& grant) {
    if (grant.column == 0) {
        privileges.whole.push_back(grant.privilege);
    } else {
        privileges.columns[grant.privilege].push_back(grant.column);
    }
}

std::vector<std::string> privilege_texts(const Catalog& catalog, ObjectId relation,
                                         const Privileges& privileges) {
    std::vector<std::string> texts = privileges.whole;
    for (const auto& [privilege, numbers] : privileges.columns) {
        std::vector<std::string> columns;
        for (const std::string& name : column_names(catalog, relation, numbers)) {
            columns.push_back(display_identifier(name));
        }
        texts.push_back(fmt::format("{} ({})", privilege, join(columns, ", ")));
    }
    return texts;
}

}  // namespace

std::vector<schema::Trigger> fold_triggers(const Catalog& catalog, const AnyRelation& relation,
                                           ObjectId id) {
    std::vector<schema::Trigger> triggers;
    for (const Trigger& trigger : relation.triggers) {
        triggers.push_back(fold_trigger(catalog, trigger, id));
    }
    return triggers;
}

std::vector<schema::Rule> fold_rules(const Catalog& catalog, const AnyRelation& relation,
                                     ObjectId id) {
    std::vector<schema::Rule> rules;
    for (schema::Rule rule : relation.rules) {
        rule.definition =
            fmt::format("CREATE RULE {} AS\n    ON {} TO {}{}", quoted_name(rule.name), rule.event,
                        quoted(document_name(catalog, id)), rule.definition);
        rules.push_back(std::move(rule));
    }
    return rules;
}

std::vector<schema::Statistics> fold_statistics(const Catalog& catalog, const AnyRelation& relation,
                                                ObjectId id) {
    const std::map<std::string, std::string> types = column_types(catalog, id);
    std::vector<schema::Statistics> list;
    for (const Statistics& statistics : relation.statistics) {
        const std::string space = catalog.namespaces.at(statistics.space).name;
        schema::Statistics folded{
            .name = {space == "public" ? std::string() : space, statistics.name},
            .kinds = statistics.kinds,
            .comment = statistics.comment};
        for (const IndexPart& part : statistics.parts) {
            const schema::IndexPart text = fold_part(catalog, id, part, types);
            folded.parts.push_back(text.column.empty() ? text.expression
                                                       : display_identifier(text.column));
        }
        list.push_back(std::move(folded));
    }
    return list;
}

std::vector<schema::Grant> fold_grants(const Catalog& catalog, const AnyRelation& relation,
                                       ObjectId id) {
    if (!catalog.shows_privileges) {
        return {};
    }
    std::vector<Grant> sorted = relation.grants;
    std::ranges::sort(sorted, {}, [](const Grant& grant) {
        return std::tie(grant.grantee, grant.privilege, grant.column);
    });
    std::map<std::string, std::pair<Privileges, Privileges>> by_grantee;
    for (const Grant& grant : sorted) {
        auto& [all, grantable] = by_grantee[grant.grantee];
        note(all, grant);
        if (grant.grantable) {
            note(grantable, grant);
        }
    }
    std::vector<schema::Grant> grants;
    grants.reserve(by_grantee.size());
    for (const auto& [grantee, privileges] : by_grantee) {
        grants.push_back({.grantee = grantee,
                          .privileges = privilege_texts(catalog, id, privileges.first),
                          .grantable = privilege_texts(catalog, id, privileges.second)});
    }
    return grants;
}

std::vector<schema::Policy> fold_policies(const Catalog& catalog, const Table& table, ObjectId id) {
    const std::map<std::string, std::string> types = column_types(catalog, id);
    std::vector<schema::Policy> policies;
    for (const Policy& policy : table.policies) {
        policies.push_back({.name = policy.name,
                            .restrictive = policy.restrictive,
                            .command = policy.command,
                            .roles = policy.roles,
                            .using_expression = fold_expression(catalog, policy.using_expression,
                                                                &types, "boolean"),
                            .check_expression = fold_expression(catalog, policy.check_expression,
                                                                &types, "boolean"),
                            .comment = policy.comment});
    }
    return policies;
}

}  // namespace erdmark::dialect::postgres
