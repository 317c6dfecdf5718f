#include <algorithm>
#include <array>
#include <functional>

#include "base/text.h"
#include "dialect/postgres/expression_names.h"
#include "dialect/postgres/replay/query/functions.h"
#include "dialect/postgres/replay/tables/definitions.h"
#include "dialect/postgres/replay/tables/oids.h"
#include "dialect/postgres/replay/tables/table_rows.h"

namespace erdmark::dialect::postgres {

namespace {

// Of pg_class in PostgreSQL 15.
constexpr Oid kTypeTable = 1247;
constexpr Oid kRoutineTable = 1255;
constexpr Oid kClassTable = 1259;
constexpr Oid kConstraintTable = 2606;
constexpr Oid kSpaceTable = 2615;
constexpr Oid kTriggerTable = 2620;
constexpr Oid kExtensionTable = 3079;
constexpr Oid kPolicyTable = 3256;

std::string letter(ConstraintKind kind) {
    switch (kind) {
        case ConstraintKind::PrimaryKey:
            return "p";
        case ConstraintKind::Unique:
            return "u";
        case ConstraintKind::Check:
            return "c";
        case ConstraintKind::Exclusion:
            return "x";
        case ConstraintKind::ForeignKey:
            return "f";
    }
    return {};
}

std::string letter(schema::ReferentialAction action) {
    switch (action) {
        case schema::ReferentialAction::NoAction:
            return "a";
        case schema::ReferentialAction::Restrict:
            return "r";
        case schema::ReferentialAction::Cascade:
            return "c";
        case schema::ReferentialAction::SetNull:
            return "n";
        case schema::ReferentialAction::SetDefault:
            return "d";
    }
    return {};
}

std::string letter(schema::MatchType match) {
    switch (match) {
        case schema::MatchType::Simple:
            return "s";
        case schema::MatchType::Full:
            return "f";
        case schema::MatchType::Partial:
            return "p";
    }
    return {};
}

CatalogCell numbers(const std::vector<int>& columns) {
    if (columns.empty()) {
        return nullptr;
    }
    std::vector<std::optional<std::string>> texts;
    texts.reserve(columns.size());
    for (const int column : columns) {
        texts.emplace_back(std::to_string(column));
    }
    return array_text(texts);
}

struct Owner {
    ObjectId id = 0;
    ObjectId space = 0;
    bool is_domain = false;
};

void add_constraint(const Catalog& catalog, TableRows& rows, const Owner& owner, std::size_t place,
                    const Constraint& constraint) {
    const bool is_key = constraint.kind == ConstraintKind::ForeignKey;
    const std::string none = " ";
    const Oid index = is_key ? constraint.referenced_index : constraint.index;
    rows.add({constraint_oid(owner.id, place),
              constraint.name,
              oid_of(catalog, owner.space),
              letter(constraint.kind),
              catalog_cell(constraint.deferrability != schema::Deferrability::NotDeferrable),
              catalog_cell(constraint.deferrability == schema::Deferrability::InitiallyDeferred),
              catalog_cell(!constraint.not_valid),
              owner.is_domain ? std::int64_t{0} : oid_of(catalog, owner.id),
              owner.is_domain ? oid_of(catalog, owner.id) : std::int64_t{0},
              oid_of(catalog, static_cast<ObjectId>(index)),
              oid_of(catalog, constraint.referenced),
              is_key ? letter(constraint.on_update) : none,
              is_key ? letter(constraint.on_delete) : none,
              is_key ? letter(constraint.match) : none,
              catalog_cell(constraint.is_local),
              std::int64_t{constraint.parents},
              catalog_cell(constraint.no_inherit || is_key),
              numbers(constraint.columns),
              numbers(constraint.referenced_columns),
              constraint_definition(catalog, owner.id, constraint)});
}

std::int64_t trigger_bits(const Trigger& trigger) {
    std::int64_t bits = trigger.level == "ROW" ? 1 : 0;
    if (trigger.timing == "BEFORE") {
        bits |= 2;
    } else if (trigger.timing == "INSTEAD OF") {
        bits |= 64;
    }
    for (const std::string& event : trigger.events) {
        if (event == "INSERT") {
            bits |= 4;
        } else if (event == "DELETE") {
            bits |= 8;
        } else if (event == "UPDATE") {
            bits |= 16;
        } else if (event == "TRUNCATE") {
            bits |= 32;
        }
    }
    return bits;
}

std::string firing(const Trigger& trigger) {
    if (trigger.firing == "DISABLED") {
        return "D";
    }
    if (trigger.firing.empty()) {
        return "O";
    }
    return trigger.firing.substr(0, 1);
}

/// Calls `visit` for each table and view.
void for_each_relation(const Catalog& catalog,
                       const std::function<void(ObjectId, const AnyRelation&)>& visit) {
    for (const auto& [id, table] : catalog.tables) {
        visit(id, table);
    }
    for (const auto& [id, view] : catalog.views) {
        visit(id, view);
    }
}

std::string policy_command(const std::string& command) {
    struct Letter {
        std::string_view command;
        std::string_view letter;
    };
    constexpr std::array kLetters{Letter{"ALL", "*"}, Letter{"SELECT", "r"}, Letter{"INSERT", "a"},
                                  Letter{"UPDATE", "w"}, Letter{"DELETE", "d"}};
    const auto* const found = std::ranges::find(kLetters, command, &Letter::command);
    return found == kLetters.end() ? "*" : std::string(found->letter);
}

std::string role_array(const std::vector<std::string>& roles) {
    std::vector<std::optional<std::string>> names(roles.begin(), roles.end());
    return array_text(names);
}

void add_description(TableRows& rows, Oid object, Oid table, std::int64_t column,
                     const std::string& comment) {
    if (!comment.empty()) {
        rows.add({object, table, column, comment});
    }
}

void describe_relations(const Catalog& catalog, TableRows& rows) {
    for_each_relation(catalog, [&](ObjectId id, const AnyRelation& relation) {
        add_description(rows, oid_of(catalog, id), kClassTable, 0, relation.comment);
        for (std::size_t i = 0; i < relation.triggers.size(); ++i) {
            add_description(rows, trigger_oid(id, i), kTriggerTable, 0,
                            relation.triggers[i].comment);
        }
    });
    for (const auto& [id, table] : catalog.tables) {
        for (const Column& column : table.columns) {
            add_description(rows, oid_of(catalog, id), kClassTable, column.id, column.comment);
        }
        for (std::size_t i = 0; i < table.constraints.size(); ++i) {
            add_description(rows, constraint_oid(id, i), kConstraintTable, 0,
                            table.constraints[i].comment);
        }
        for (std::size_t i = 0; i < table.policies.size(); ++i) {
            add_description(rows, policy_oid(id, i), kPolicyTable, 0, table.policies[i].comment);
        }
    }
    for (const auto& [id, view] : catalog.views) {
        for (const ViewColumn& column : view.columns) {
            add_description(rows, oid_of(catalog, id), kClassTable, column.id, column.comment);
        }
    }
}

std::string event_code(const std::string& event) {
    if (event == "SELECT") {
        return "1";
    }
    if (event == "UPDATE") {
        return "2";
    }
    return event == "INSERT" ? "3" : "4";
}

}  // namespace

void fill_constraints(const Catalog& catalog, TableRows& rows) {
    for (const auto& [id, table] : catalog.tables) {
        for (std::size_t i = 0; i < table.constraints.size(); ++i) {
            add_constraint(catalog, rows, {.id = id, .space = table.space}, i,
                           table.constraints[i]);
        }
    }
    for (const auto& [id, type] : catalog.types) {
        if (const DomainFacts* facts = std::get_if<DomainFacts>(&type.facts)) {
            for (std::size_t i = 0; i < facts->checks.size(); ++i) {
                add_constraint(catalog, rows, {.id = id, .space = type.space, .is_domain = true}, i,
                               facts->checks[i]);
            }
        }
    }
}

void fill_triggers(const Catalog& catalog, TableRows& rows) {
    for_each_relation(catalog, [&](ObjectId id, const AnyRelation& relation) {
        for (std::size_t i = 0; i < relation.triggers.size(); ++i) {
            const Trigger& trigger = relation.triggers[i];
            std::vector<std::string> columns;
            for (const int column : trigger.update_columns) {
                columns.push_back(std::to_string(column));
            }
            rows.add({trigger_oid(id, i), oid_of(catalog, id), std::int64_t{0}, trigger.name,
                      oid_of(catalog, trigger.function), trigger_bits(trigger), firing(trigger),
                      catalog_cell(false), static_cast<std::int64_t>(trigger.arguments.size()),
                      join(columns, " "), trigger.timing, join(trigger.events, ","),
                      trigger.level});
        }
    });
}

void fill_policies(const Catalog& catalog, TableRows& rows) {
    for (const auto& [id, table] : catalog.tables) {
        for (std::size_t i = 0; i < table.policies.size(); ++i) {
            const Policy& policy = table.policies[i];
            const auto text = [&](const std::optional<Node>& expression) {
                return expression ? CatalogCell(expression_definition(catalog, *expression))
                                  : CatalogCell(nullptr);
            };
            rows.add({policy_oid(id, i), policy.name, oid_of(catalog, id),
                      policy_command(policy.command), catalog_cell(!policy.restrictive),
                      text(policy.using_expression), text(policy.check_expression), policy.command,
                      role_array(policy.roles)});
        }
    }
}

void fill_rules(const Catalog& catalog, TableRows& rows) {
    for_each_relation(catalog, [&](ObjectId id, const AnyRelation& relation) {
        std::size_t place = 0;
        for (const schema::Rule& rule : relation.rules) {
            rows.add({rule_oid(id, ++place), rule.name, oid_of(catalog, id), event_code(rule.event),
                      std::string("O"), catalog_cell(rule.instead), rule.definition});
        }
        if (catalog.views.contains(id)) {
            rows.add({rule_oid(id, 0), std::string("_RETURN"), oid_of(catalog, id),
                      std::string("1"), std::string("O"), catalog_cell(true), nullptr});
        }
    });
}

void fill_dependencies(const Catalog& catalog, TableRows& rows) {
    for (const auto& [id, sequence] : catalog.sequences) {
        if (sequence.owner == 0) {
            continue;
        }
        const schema::QualifiedName name = full_name(catalog, id);
        rows.add({kClassTable, oid_of(catalog, id), std::int64_t{0}, kClassTable,
                  oid_of(catalog, sequence.owner), std::int64_t{sequence.owner_column},
                  std::string(sequence.is_identity ? "i" : "a"),
                  quoted_name(name.schema) + "." + quoted_name(name.name),
                  column_name(catalog, sequence.owner, sequence.owner_column)});
    }
    const auto add_member = [&](Oid table, ObjectId object, ObjectId extension) {
        if (extension != 0) {
            rows.add({table, oid_of(catalog, object), std::int64_t{0}, kExtensionTable,
                      oid_of(catalog, extension), std::int64_t{0}, std::string("e"), nullptr,
                      nullptr});
        }
    };
    for (const auto& [id, type] : catalog.types) {
        add_member(kTypeTable, id, type.extension);
    }
    for (const auto& [id, routine] : catalog.routines) {
        add_member(kRoutineTable, id, routine.extension);
    }
}

void fill_descriptions(const Catalog& catalog, TableRows& rows) {
    describe_relations(catalog, rows);
    for (const auto& [id, sequence] : catalog.sequences) {
        add_description(rows, oid_of(catalog, id), kClassTable, 0, sequence.comment);
    }
    for (const auto& [id, index] : catalog.indexes) {
        add_description(rows, oid_of(catalog, id), kClassTable, 0, index.comment);
    }
    for (const auto& [id, type] : catalog.types) {
        add_description(rows, oid_of(catalog, id), kTypeTable, 0, type.comment);
    }
    for (const auto& [id, routine] : catalog.routines) {
        add_description(rows, oid_of(catalog, id), kRoutineTable, 0, routine.comment);
    }
    for (const auto& [id, space] : catalog.namespaces) {
        add_description(rows, oid_of(catalog, id), kSpaceTable, 0, space.comment);
    }
}

}  // namespace erdmark::dialect::postgres
