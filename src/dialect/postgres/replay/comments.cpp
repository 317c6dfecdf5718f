#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "dialect/postgres/replay/objects.h"
#include "dialect/postgres/replay/relations.h"
#include "dialect/postgres/replay/routines.h"
#include "dialect/postgres/replay/statements.h"

namespace erdmark::dialect::postgres {

namespace {

struct CommentedKind {
    PgQuery__ObjectType kind;
    const char* words;
};

/// `"x" is not a …`
constexpr auto kRelationKinds = std::to_array<CommentedKind>(
    {{PG_QUERY__OBJECT_TYPE__OBJECT_TABLE, "a table"},
     {PG_QUERY__OBJECT_TYPE__OBJECT_VIEW, "a view"},
     {PG_QUERY__OBJECT_TYPE__OBJECT_MATVIEW, "a materialized view"},
     {PG_QUERY__OBJECT_TYPE__OBJECT_INDEX, "an index"},
     {PG_QUERY__OBJECT_TYPE__OBJECT_SEQUENCE, "a sequence"},
     {PG_QUERY__OBJECT_TYPE__OBJECT_FOREIGN_TABLE, "a foreign table"}});

bool is_of_kind(const Catalog& catalog, ObjectId relation, PgQuery__ObjectType kind) {
    const Table* table = catalog.tables.find(relation);
    const View* view = catalog.views.find(relation);
    const bool is_foreign = table != nullptr && table->kind == schema::TableKind::Foreign;
    switch (kind) {
        case PG_QUERY__OBJECT_TYPE__OBJECT_TABLE:
            return table != nullptr && !is_foreign;
        case PG_QUERY__OBJECT_TYPE__OBJECT_FOREIGN_TABLE:
            return is_foreign;
        case PG_QUERY__OBJECT_TYPE__OBJECT_VIEW:
            return view != nullptr && !view->materialized;
        case PG_QUERY__OBJECT_TYPE__OBJECT_MATVIEW:
            return view != nullptr && view->materialized;
        case PG_QUERY__OBJECT_TYPE__OBJECT_INDEX:
            return catalog.indexes.contains(relation);
        default:
            return catalog.sequences.contains(relation);
    }
}

[[noreturn]] void refuse_missing(std::string message) {
    refuse(std::move(message), condition::kUndefinedObject);
}

void set_relation_comment(Catalog& catalog, ObjectId relation, const std::string& text) {
    if (AnyRelation* base = edit_any_relation(catalog, relation)) {
        base->comment = text;
    } else if (catalog.indexes.contains(relation)) {
        Index& index = catalog.indexes.edit(relation);
        index.comment = text;
        catalog.touch(index.relation);
    } else {
        catalog.sequences.edit(relation).comment = text;
    }
    catalog.touch(relation);
}

void on_relation(Catalog& catalog, const PgQuery__CommentStmt& statement) {
    std::vector<std::string> names = names_of(*statement.object);
    names.emplace_back();
    const ObjectId relation = require_relation_of(catalog, names);
    if (!is_of_kind(catalog, relation, statement.objtype)) {
        const auto* const kind =
            std::ranges::find(kRelationKinds, statement.objtype, &CommentedKind::kind);
        refuse(fmt::format("\"{}\" is not {}", full_name(catalog, relation).name, kind->words),
               condition::kWrongObjectType);
    }
    set_relation_comment(catalog, relation, text_of(statement.comment));
}

void set_column_comment(Catalog& catalog, ObjectId relation, int column, const std::string& text) {
    const auto set_in = [&](auto& columns) {
        std::ranges::find_if(columns, [column](const auto& each) {
            return each.id == column;
        })->comment = text;
    };
    if (catalog.tables.contains(relation)) {
        set_in(catalog.tables.edit(relation).columns);
    } else if (catalog.views.contains(relation)) {
        set_in(catalog.views.edit(relation).columns);
    } else {
        set_in(std::get<CompositeFacts>(catalog.types.edit(relation).facts).columns);
    }
    catalog.touch(relation);
}

void on_column(Catalog& catalog, const PgQuery__CommentStmt& statement) {
    const std::vector<std::string> names = names_of(*statement.object);
    if (names.size() < 2) {
        refuse("column name must be qualified", condition::kSyntaxError);
    }
    const ObjectId relation = require_relation_of(catalog, names);
    const std::string relation_name = full_name(catalog, relation).name;
    const int column = column_id(catalog, relation, names.back());
    if (column == 0 && catalog.indexes.contains(relation)) {
        refuse(fmt::format("cannot set comment on relation \"{}\"", relation_name),
               condition::kWrongObjectType);
    }
    if (column == 0) {
        refuse(fmt::format("column \"{}\" of relation \"{}\" does not exist", names.back(),
                           relation_name),
               condition::kUndefinedColumn);
    }
    set_column_comment(catalog, relation, column, text_of(statement.comment));
}

/// Gives the part of a relation that has the last of the names its comment.
template <typename Part>
void on_part(Catalog& catalog, const PgQuery__CommentStmt& statement,
             std::vector<Part> AnyRelation::*list, const char* words) {
    const std::vector<std::string> names = names_of(*statement.object);
    const ObjectId relation = require_relation_of(catalog, names);
    AnyRelation* base = edit_any_relation(catalog, relation);
    std::vector<Part> none;
    std::vector<Part>& parts = base == nullptr ? none : base->*list;
    const auto found = std::ranges::find(parts, names.back(), &Part::name);
    if (found == parts.end()) {
        refuse_missing(
            fmt::format(fmt::runtime(words), names.back(), full_name(catalog, relation).name));
    }
    found->comment = text_of(statement.comment);
    catalog.touch(relation);
}

/// The same for what only tables have.
template <typename Part>
void on_table_part(Catalog& catalog, const PgQuery__CommentStmt& statement,
                   std::vector<Part> Table::*list, const char* words) {
    const std::vector<std::string> names = names_of(*statement.object);
    const ObjectId relation = require_relation_of(catalog, names);
    std::vector<Part> none;
    const bool is_table = catalog.tables.contains(relation);
    std::vector<Part>& parts = is_table ? catalog.tables.edit(relation).*list : none;
    const auto found = std::ranges::find(parts, names.back(), &Part::name);
    if (found == parts.end()) {
        refuse_missing(fmt::format("{} \"{}\" for table \"{}\" does not exist", words, names.back(),
                                   full_name(catalog, relation).name));
    }
    found->comment = text_of(statement.comment);
    catalog.touch(relation);
}

Type& edit_domain(Catalog& catalog, const DottedName& name) {
    const ObjectId id = require_type(catalog, name);
    const Type* type = catalog.types.find(id);
    if (type == nullptr || !std::holds_alternative<DomainFacts>(type->facts)) {
        refuse(fmt::format("\"{}\" is not a domain", written_name(name)),
               condition::kWrongObjectType);
    }
    catalog.touch(id);
    return catalog.types.edit(id);
}

void on_domain_constraint(Catalog& catalog, const PgQuery__CommentStmt& statement) {
    const PgQuery__List& list = *statement.object->list;
    const std::string constraint = names_of(*list.items[1]).back();
    Type& domain = edit_domain(catalog, dotted_name(names_of(*list.items[0])));
    std::vector<Constraint>& checks = std::get<DomainFacts>(domain.facts).checks;
    const auto found = std::ranges::find(checks, constraint, &Constraint::name);
    if (found == checks.end()) {
        refuse_missing(
            fmt::format("constraint \"{}\" for domain {} does not exist", constraint, domain.name));
    }
    found->comment = text_of(statement.comment);
}

void on_type(Catalog& catalog, const PgQuery__CommentStmt& statement) {
    const DottedName name = dotted_name(names_of(*statement.object));
    const ObjectId id = require_type(catalog, name);
    // The row type of a table has words of its own, which nothing shows.
    if (catalog.types.contains(id)) {
        catalog.types.edit(id).comment = text_of(statement.comment);
        catalog.touch(id);
    }
}

void on_routine(Catalog& catalog, const PgQuery__CommentStmt& statement) {
    const PgQuery__ObjectWithArgs& object = *statement.object->object_with_args;
    const std::vector<std::string> names = texts_of(object.n_objname, object.objname);
    if (names.size() > 1 && dotted_name(names).schema == "pg_catalog") {
        return;
    }
    const ObjectId id = require_routine(catalog, object, statement.objtype);
    catalog.routines.edit(id).comment = text_of(statement.comment);
    catalog.touch(id);
}

void on_schema(Catalog& catalog, const PgQuery__CommentStmt& statement) {
    const ObjectId id = require_space(catalog, names_of(*statement.object).back());
    catalog.namespaces.edit(id).comment = text_of(statement.comment);
    catalog.touch(id);
}

void on_extension(Catalog& catalog, const PgQuery__CommentStmt& statement) {
    const std::string name = names_of(*statement.object).back();
    for (const auto& [id, extension] : catalog.extensions) {
        if (extension.name == name) {
            catalog.extensions.edit(id).comment = text_of(statement.comment);
            catalog.touch(id);
            return;
        }
    }
    if (name != "plpgsql") {
        refuse_missing(fmt::format("extension \"{}\" does not exist", name));
    }
}

template <typename Objects>
void on_named(Catalog& catalog, Objects& objects, const PgQuery__CommentStmt& statement,
              const char* words) {
    const std::string name = names_of(*statement.object).back();
    if (!objects.contains(name)) {
        refuse_missing(fmt::format("{} \"{}\" does not exist", words, name));
    }
    objects.edit(name).facts.comment = text_of(statement.comment);
    ++catalog.version;
}

/// The relation that has the statistics of that name; 0 for none.
template <typename Objects>
ObjectId owner_of_statistics(const Objects& objects, ObjectId space, const std::string& name) {
    for (const auto& [id, object] : objects) {
        for (const Statistics& statistics : object.statistics) {
            if (statistics.name == name && statistics.space == space) {
                return id;
            }
        }
    }
    return 0;
}

void on_statistics(Catalog& catalog, const PgQuery__CommentStmt& statement) {
    const DottedName name = dotted_name(names_of(*statement.object));
    const std::vector<ObjectId> spaces = name.schema.empty()
                                             ? search_spaces(catalog)
                                             : std::vector{require_space(catalog, name.schema)};
    for (const ObjectId space : spaces) {
        const ObjectId table = owner_of_statistics(catalog.tables, space, name.name);
        const ObjectId owner =
            table != 0 ? table : owner_of_statistics(catalog.views, space, name.name);
        if (owner != 0) {
            std::vector<Statistics>& list = edit_any_relation(catalog, owner)->statistics;
            std::ranges::find(list, name.name, &Statistics::name)->comment =
                text_of(statement.comment);
            catalog.touch(owner);
            return;
        }
    }
    refuse_missing(fmt::format("statistics object \"{}\" does not exist", written_name(name)));
}

/// Parts of relations and what has no schema.
void on_other(Catalog& catalog, const PgQuery__CommentStmt& statement) {
    switch (statement.objtype) {
        case PG_QUERY__OBJECT_TYPE__OBJECT_TABCONSTRAINT:
            on_table_part(catalog, statement, &Table::constraints, "constraint");
            break;
        case PG_QUERY__OBJECT_TYPE__OBJECT_POLICY:
            on_table_part(catalog, statement, &Table::policies, "policy");
            break;
        case PG_QUERY__OBJECT_TYPE__OBJECT_TRIGGER:
            on_part(catalog, statement, &AnyRelation::triggers,
                    "trigger \"{}\" for table \"{}\" does not exist");
            break;
        case PG_QUERY__OBJECT_TYPE__OBJECT_RULE:
            on_part(catalog, statement, &AnyRelation::rules,
                    "rule \"{}\" for relation \"{}\" does not exist");
            break;
        case PG_QUERY__OBJECT_TYPE__OBJECT_EVENT_TRIGGER:
            on_named(catalog, catalog.event_triggers, statement, "event trigger");
            break;
        case PG_QUERY__OBJECT_TYPE__OBJECT_PUBLICATION:
            on_named(catalog, catalog.publications, statement, "publication");
            break;
        case PG_QUERY__OBJECT_TYPE__OBJECT_DATABASE:
            catalog.database_comment.edit(0) = text_of(statement.comment);
            ++catalog.version;
            break;
        default:
            break;
    }
}

}  // namespace

void comment(Catalog& catalog, const PgQuery__CommentStmt& statement) {
    switch (statement.objtype) {
        case PG_QUERY__OBJECT_TYPE__OBJECT_TABLE:
        case PG_QUERY__OBJECT_TYPE__OBJECT_VIEW:
        case PG_QUERY__OBJECT_TYPE__OBJECT_MATVIEW:
        case PG_QUERY__OBJECT_TYPE__OBJECT_INDEX:
        case PG_QUERY__OBJECT_TYPE__OBJECT_SEQUENCE:
        case PG_QUERY__OBJECT_TYPE__OBJECT_FOREIGN_TABLE:
            return on_relation(catalog, statement);
        case PG_QUERY__OBJECT_TYPE__OBJECT_COLUMN:
            return on_column(catalog, statement);
        case PG_QUERY__OBJECT_TYPE__OBJECT_DOMCONSTRAINT:
            return on_domain_constraint(catalog, statement);
        case PG_QUERY__OBJECT_TYPE__OBJECT_TYPE:
            return on_type(catalog, statement);
        case PG_QUERY__OBJECT_TYPE__OBJECT_DOMAIN:
            edit_domain(catalog, dotted_name(names_of(*statement.object))).comment =
                text_of(statement.comment);
            return;
        case PG_QUERY__OBJECT_TYPE__OBJECT_FUNCTION:
        case PG_QUERY__OBJECT_TYPE__OBJECT_PROCEDURE:
        case PG_QUERY__OBJECT_TYPE__OBJECT_ROUTINE:
        case PG_QUERY__OBJECT_TYPE__OBJECT_AGGREGATE:
            return on_routine(catalog, statement);
        case PG_QUERY__OBJECT_TYPE__OBJECT_SCHEMA:
            return on_schema(catalog, statement);
        case PG_QUERY__OBJECT_TYPE__OBJECT_EXTENSION:
            return on_extension(catalog, statement);
        case PG_QUERY__OBJECT_TYPE__OBJECT_STATISTIC_EXT:
            return on_statistics(catalog, statement);
        default:
            return on_other(catalog, statement);
    }
}

}  // namespace erdmark::dialect::postgres
