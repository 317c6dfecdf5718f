#include "dialect/postgres/replay/dependents_uses.h"

#include "dialect/postgres/replay/binding.h"

namespace erdmark::dialect::postgres {

namespace {

using PartsByObject = std::map<ObjectId, std::vector<Part>>;

void add_use(PartsByObject& uses, ObjectId object, const Part& user) {
    if (object == 0) {
        return;
    }
    std::vector<Part>& users = uses[object];
    if (users.empty() || users.back() != user) {
        users.push_back(user);
    }
}

PartsByObject collect_expressions(const Catalog& catalog) {
    PartsByObject uses;
    visit_expressions(catalog, [&](const Part& owner, const Node& expression) {
        visit_references(expression, [&](const Node& node) { add_use(uses, node.object, owner); });
    });
    return uses;
}

void collect_columns(PartsByObject& uses, ObjectId owner, const std::vector<Column>& columns) {
    for (const Column& column : columns) {
        if (column.type.object != 0) {
            add_use(uses, column.type.object,
                    {.kind = PartKind::Column, .object = owner, .column = column.id});
        }
    }
}

void collect_facts(PartsByObject& uses, ObjectId id, const Type& type) {
    if (const auto* domain = std::get_if<DomainFacts>(&type.facts)) {
        add_use(uses, domain->base.object, {.object = id});
    } else if (const auto* range = std::get_if<RangeFacts>(&type.facts)) {
        add_use(uses, range->subtype.object, {.object = id});
    } else if (const auto* composite = std::get_if<CompositeFacts>(&type.facts)) {
        collect_columns(uses, id, composite->columns);
    }
}

PartsByObject collect_types(const Catalog& catalog) {
    PartsByObject uses;
    for (const auto& [id, table] : catalog.tables) {
        add_use(uses, table.of_type, {.object = id});
        collect_columns(uses, id, table.columns);
    }
    for (const auto& [id, view] : catalog.views) {
        for (const ViewColumn& column : view.columns) {
            add_use(uses, column.type.object, {.object = id});
        }
    }
    for (const auto& [id, type] : catalog.types) {
        collect_facts(uses, id, type);
    }
    for (const auto& [id, routine] : catalog.routines) {
        for (const RoutineArgument& argument : routine.arguments) {
            add_use(uses, argument.type.object, {.object = id});
        }
        add_use(uses, routine.returns ? routine.returns->object : 0, {.object = id});
    }
    return uses;
}

void collect_query(PartsByObject& uses, ObjectId user, const Node& query) {
    visit_references(query,
                     [&](const Node& node) { add_use(uses, node.object, {.object = user}); });
}

PartsByObject collect_queries(const Catalog& catalog) {
    PartsByObject uses;
    for (const auto& [id, view] : catalog.views) {
        for (const ViewRead& read : view.reads) {
            add_use(uses, read.relation, {.object = id});
        }
        if (view.query) {
            collect_query(uses, id, *view.query);
        }
    }
    for (const auto& [id, routine] : catalog.routines) {
        for (const ViewRead& read : routine.reads) {
            add_use(uses, read.relation, {.object = id});
        }
        for (const Node& query : routine.queries) {
            collect_query(uses, id, query);
        }
    }
    return uses;
}

PartsByObject collect_keys(const Catalog& catalog) {
    PartsByObject uses;
    for (const auto& [id, table] : catalog.tables) {
        for (const Constraint& constraint : table.constraints) {
            if (constraint.kind == ConstraintKind::ForeignKey) {
                add_use(uses, constraint.referenced,
                        {.kind = PartKind::Constraint, .object = id, .name = constraint.name});
            }
        }
    }
    return uses;
}

template <typename Collect>
const std::vector<Part>& users_of(std::optional<PartsByObject>& uses, ObjectId object,
                                  const Catalog& catalog, Collect collect) {
    static const std::vector<Part> none;
    if (!uses) {
        uses = collect(catalog);
    }
    const auto found = uses->find(object);
    return found == uses->end() ? none : found->second;
}

}  // namespace

const std::vector<Part>& Uses::in_expressions(ObjectId object) {
    return users_of(expressions_, object, *catalog_, collect_expressions);
}

const std::vector<Part>& Uses::of_type(ObjectId type) {
    return users_of(types_, type, *catalog_, collect_types);
}

const std::vector<Part>& Uses::in_queries(ObjectId relation) {
    return users_of(queries_, relation, *catalog_, collect_queries);
}

const std::vector<Part>& Uses::of_keys(ObjectId table) {
    return users_of(keys_, table, *catalog_, collect_keys);
}

}  // namespace erdmark::dialect::postgres
