#include "dialect/postgres/replay/dependents_parts.h"

namespace erdmark::dialect::postgres {

namespace {

void visit_optional(const Part& owner, const std::optional<Node>& expression,
                    const ExpressionVisitor& visit) {
    if (expression) {
        visit(owner, *expression);
    }
}

void visit_parts(const Part& owner, const std::vector<IndexPart>& parts,
                 const ExpressionVisitor& visit) {
    for (const IndexPart& part : parts) {
        visit_optional(owner, part.expression, visit);
    }
}

/// What tables and views have in common.
void visit_relation(const Catalog& catalog, ObjectId id, const AnyRelation& relation,
                    const ExpressionVisitor& visit) {
    for (const ObjectId index_id : relation.indexes) {
        const Index& index = catalog.indexes.at(index_id);
        visit_parts({.object = index_id}, index.parts, visit);
        visit_optional({.object = index_id}, index.predicate, visit);
    }
    for (const Trigger& trigger : relation.triggers) {
        visit_optional({.kind = PartKind::Trigger, .object = id, .name = trigger.name},
                       trigger.condition, visit);
    }
    for (const Statistics& statistics : relation.statistics) {
        visit_parts({.kind = PartKind::Statistics, .object = id, .name = statistics.name},
                    statistics.parts, visit);
    }
}

void visit_table_policies(ObjectId id, const Table& table, const ExpressionVisitor& visit) {
    for (const Policy& policy : table.policies) {
        const Part part{.kind = PartKind::Policy, .object = id, .name = policy.name};
        visit_optional(part, policy.using_expression, visit);
        visit_optional(part, policy.check_expression, visit);
    }
}

void visit_view(const Catalog& catalog, ObjectId id, const View& view,
                const ExpressionVisitor& visit) {
    visit_optional({.object = id}, view.query, visit);
    for (const ViewColumn& column : view.columns) {
        visit_optional({.kind = PartKind::Default, .object = id, .column = column.id},
                       column.default_value, visit);
    }
    visit_relation(catalog, id, view, visit);
}

void visit_domain(ObjectId id, const DomainFacts& domain, const ExpressionVisitor& visit) {
    visit_optional({.object = id}, domain.default_value, visit);
    for (const Constraint& check : domain.checks) {
        visit_optional({.kind = PartKind::Constraint, .object = id, .name = check.name},
                       check.expression, visit);
    }
}

void visit_publications(const Catalog& catalog, const ExpressionVisitor& visit) {
    for (const auto& [name, publication] : catalog.publications) {
        for (const PublicationTable& table : publication.tables) {
            visit_optional(
                {.kind = PartKind::PublicationTable, .object = table.table, .name = name},
                table.condition, visit);
        }
    }
}

}  // namespace

void visit_table_expressions(const Catalog& catalog, ObjectId table,
                             const ExpressionVisitor& visit) {
    const Table& found = catalog.tables.at(table);
    for (const Column& column : found.columns) {
        const bool is_generated = column.generated != schema::Generated::No;
        visit_optional({.kind = is_generated ? PartKind::Column : PartKind::Default,
                        .object = table,
                        .column = column.id},
                       column.default_value, visit);
    }
    for (const Constraint& constraint : found.constraints) {
        visit_optional({.kind = PartKind::Constraint, .object = table, .name = constraint.name},
                       constraint.expression, visit);
    }
    visit_parts({.object = table}, found.partition_parts, visit);
    visit_relation(catalog, table, found, visit);
    visit_table_policies(table, found, visit);
}

void visit_policies(const Catalog& catalog, const ExpressionVisitor& visit) {
    for (const auto& [id, table] : catalog.tables) {
        visit_table_policies(id, table, visit);
    }
}

void visit_expressions(const Catalog& catalog, const ExpressionVisitor& visit) {
    for (const auto& [id, table] : catalog.tables) {
        visit_table_expressions(catalog, id, visit);
    }
    for (const auto& [id, view] : catalog.views) {
        visit_view(catalog, id, view, visit);
    }
    for (const auto& [id, type] : catalog.types) {
        if (const auto* domain = std::get_if<DomainFacts>(&type.facts)) {
            visit_domain(id, *domain, visit);
        }
    }
    for (const auto& [id, routine] : catalog.routines) {
        for (const RoutineArgument& argument : routine.arguments) {
            visit_optional({.object = id}, argument.default_value, visit);
        }
        visit_optional({.object = id}, routine.value, visit);
        for (const Node& query : routine.queries) {
            visit({.object = id}, query);
        }
    }
    visit_publications(catalog, visit);
}

}  // namespace erdmark::dialect::postgres
