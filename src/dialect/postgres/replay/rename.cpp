#include <algorithm>

#include <fmt/format.h>

#include "dialect/postgres/replay/rename_objects.h"
#include "dialect/postgres/replay/statements.h"

namespace erdmark::dialect::postgres {

namespace {

/// Renames what has a name in the whole database.
template <typename Value>
void rename_entry(Catalog& catalog, JournaledMap<std::string, Value>& values, std::string_view kind,
                  const PgQuery__RenameStmt& statement) {
    const std::string from = statement.object->string->sval;
    const std::string to = text_of(statement.newname);
    const Value* found = values.find(from);
    if (found == nullptr) {
        refuse(fmt::format("{} \"{}\" does not exist", kind, from), condition::kUndefinedObject);
    }
    if (values.contains(to)) {
        refuse(fmt::format("{} \"{}\" already exists", kind, to), condition::kDuplicateObject);
    }
    Value value = *found;
    value.facts.name = to;
    values.erase(from);
    values.insert(to, std::move(value));
    ++catalog.version;
}

}  // namespace

void rename(Catalog& catalog, const PgQuery__RenameStmt& statement) {
    switch (statement.rename_type) {
        case PG_QUERY__OBJECT_TYPE__OBJECT_TABLE:
        case PG_QUERY__OBJECT_TYPE__OBJECT_FOREIGN_TABLE:
        case PG_QUERY__OBJECT_TYPE__OBJECT_VIEW:
        case PG_QUERY__OBJECT_TYPE__OBJECT_MATVIEW:
        case PG_QUERY__OBJECT_TYPE__OBJECT_SEQUENCE:
        case PG_QUERY__OBJECT_TYPE__OBJECT_INDEX:
            return rename_relation(catalog, statement);
        case PG_QUERY__OBJECT_TYPE__OBJECT_COLUMN:
        case PG_QUERY__OBJECT_TYPE__OBJECT_ATTRIBUTE:
            return rename_column(catalog, statement);
        case PG_QUERY__OBJECT_TYPE__OBJECT_TABCONSTRAINT:
            return rename_constraint(catalog, statement);
        case PG_QUERY__OBJECT_TYPE__OBJECT_DOMCONSTRAINT:
            return rename_domain_constraint(catalog, statement);
        case PG_QUERY__OBJECT_TYPE__OBJECT_TYPE:
        case PG_QUERY__OBJECT_TYPE__OBJECT_DOMAIN:
            return rename_type(catalog, statement);
        case PG_QUERY__OBJECT_TYPE__OBJECT_FUNCTION:
        case PG_QUERY__OBJECT_TYPE__OBJECT_PROCEDURE:
        case PG_QUERY__OBJECT_TYPE__OBJECT_ROUTINE:
        case PG_QUERY__OBJECT_TYPE__OBJECT_AGGREGATE:
            return rename_routine(catalog, statement);
        case PG_QUERY__OBJECT_TYPE__OBJECT_TRIGGER:
            return rename_trigger(catalog, statement);
        case PG_QUERY__OBJECT_TYPE__OBJECT_POLICY:
            return rename_policy(catalog, statement);
        case PG_QUERY__OBJECT_TYPE__OBJECT_RULE:
            return rename_rule(catalog, statement);
        case PG_QUERY__OBJECT_TYPE__OBJECT_STATISTIC_EXT:
            return rename_statistics(catalog, statement);
        case PG_QUERY__OBJECT_TYPE__OBJECT_SCHEMA:
            return rename_schema(catalog, statement);
        case PG_QUERY__OBJECT_TYPE__OBJECT_ROLE:
            return rename_role(catalog, statement);
        case PG_QUERY__OBJECT_TYPE__OBJECT_PUBLICATION:
            return rename_entry(catalog, catalog.publications, "publication", statement);
        case PG_QUERY__OBJECT_TYPE__OBJECT_EVENT_TRIGGER:
            return rename_entry(catalog, catalog.event_triggers, "event trigger", statement);
        default:
            return;  // Of kinds that no document shows.
    }
}

}  // namespace erdmark::dialect::postgres
