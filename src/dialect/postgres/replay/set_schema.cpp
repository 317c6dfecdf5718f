#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "dialect/postgres/replay/drop_targets.h"
#include "dialect/postgres/replay/objects.h"
#include "dialect/postgres/replay/rename_objects.h"
#include "dialect/postgres/replay/statements.h"

namespace erdmark::dialect::postgres {

namespace {

constexpr std::string_view kTemporarySpace = "pg_temp";

std::string space_name(const Catalog& catalog, ObjectId space) {
    return catalog.namespaces.at(space).name;
}

/// The schema to which something of the schema `from` moves.
ObjectId target_space(const Catalog& catalog, const std::string& name, ObjectId from) {
    const bool is_temporary =
        name == kTemporarySpace || space_name(catalog, from) == kTemporarySpace;
    if (is_temporary) {
        refuse("cannot move objects into or out of temporary schemas",
               condition::kFeatureNotSupported);
    }
    return require_space(catalog, name);
}

void require_free_in(const Catalog& catalog, const JournaledMap<NameKey, ObjectId>& names,
                     std::string_view kind, const NameKey& key) {
    if (names.contains(key)) {
        const bool is_type = kind == "type";
        refuse(fmt::format(R"({} "{}" already exists in schema "{}")", kind, key.name,
                           space_name(catalog, key.space)),
               is_type ? condition::kDuplicateObject : condition::kDuplicateTable);
    }
}

void move_relation(Catalog& catalog, ObjectId id, const NameKey& to) {
    require_free_in(catalog, catalog.relation_names, "relation", to);
    if (catalog.tables.contains(id) || catalog.views.contains(id)) {
        require_free_in(catalog, catalog.type_names, "type", to);
    }
    move_object(catalog, id, to);
}

void move_constraint_names(Catalog& catalog, const std::vector<Constraint>& constraints,
                           ObjectId from, ObjectId to) {
    for (const Constraint& constraint : constraints) {
        drop_constraint_name(catalog, from, constraint.name);
        add_constraint_name(catalog, to, constraint.name);
        for (const ForeignKeyPiece& piece : constraint.pieces) {
            drop_constraint_name(catalog, from, piece.name);
            add_constraint_name(catalog, to, piece.name);
        }
    }
}

/// With its indexes, its constraints and the sequences of its columns.
void move_with_parts(Catalog& catalog, ObjectId id, ObjectId from, ObjectId to) {
    const AnyRelation& base = *find_any_relation(catalog, id);
    move_relation(catalog, id, {to, base.name});
    for (const ObjectId index : base.indexes) {
        move_relation(catalog, index, {to, catalog.indexes.at(index).name});
    }
    if (const Table* table = catalog.tables.find(id)) {
        move_constraint_names(catalog, table->constraints, from, to);
    }
    std::vector<ObjectId> owned;
    for (const auto& [sequence_id, sequence] : catalog.sequences) {
        if (sequence.owner == id) {
            owned.push_back(sequence_id);
        }
    }
    for (const ObjectId sequence : owned) {
        move_relation(catalog, sequence, {to, catalog.sequences.at(sequence).name});
    }
}

void move_sequence(Catalog& catalog, ObjectId id, const std::string& schema) {
    const Sequence& sequence = catalog.sequences.at(id);
    if (sequence.owner != 0) {
        refuse("cannot move an owned sequence into another schema",
               condition::kFeatureNotSupported);
    }
    const ObjectId to = target_space(catalog, schema, sequence.space);
    if (to != sequence.space) {
        move_relation(catalog, id, {to, sequence.name});
    }
}

void require_movable(const Catalog& catalog, ObjectId id, const std::string& name,
                     PgQuery__ObjectType wanted) {
    const PgQuery__ObjectType kind = relation_kind(catalog, id);
    if (kind == PG_QUERY__OBJECT_TYPE__OBJECT_TYPE) {
        refuse(fmt::format("\"{}\" is a composite type", name), condition::kWrongObjectType);
    }
    if (wanted != PG_QUERY__OBJECT_TYPE__OBJECT_TABLE && kind != wanted) {
        refuse_kind(name, wanted);
    }
    if (kind == PG_QUERY__OBJECT_TYPE__OBJECT_INDEX) {
        refuse(fmt::format("cannot change schema of index \"{}\"", name),
               condition::kWrongObjectType);
    }
}

void set_relation_schema(Catalog& catalog, const PgQuery__AlterObjectSchemaStmt& statement) {
    const DottedName name = dotted_name(*statement.relation);
    const ObjectId id = find_named_relation(catalog, name, statement.missing_ok);
    if (id == 0) {
        return;
    }
    require_movable(catalog, id, name.name, statement.object_type);
    const std::string schema = text_of(statement.newschema);
    if (catalog.sequences.contains(id)) {
        move_sequence(catalog, id, schema);
        return;
    }
    const ObjectId from = find_any_relation(catalog, id)->space;
    const ObjectId to = target_space(catalog, schema, from);
    if (to != from) {
        move_with_parts(catalog, id, from, to);
    }
}

void move_type(Catalog& catalog, ObjectId id, ObjectId to) {
    const Type& type = catalog.types.at(id);
    if (to == type.space) {
        return;
    }
    const ObjectId from = type.space;
    const NameKey key{to, type.name};
    require_free_in(catalog, catalog.type_names, "type", key);
    if (std::holds_alternative<CompositeFacts>(type.facts)) {
        require_free_in(catalog, catalog.relation_names, "relation", key);
    }
    move_object(catalog, id, key);
    if (const auto* domain = std::get_if<DomainFacts>(&catalog.types.at(id).facts)) {
        move_constraint_names(catalog, domain->checks, from, to);
    }
}

void set_type_schema(Catalog& catalog, const PgQuery__AlterObjectSchemaStmt& statement) {
    const ObjectId id = require_type(catalog, dotted_name(names_of(*statement.object)));
    require_space(catalog, text_of(statement.newschema));
    require_own_type(catalog, id, statement.object_type == PG_QUERY__OBJECT_TYPE__OBJECT_DOMAIN);
    move_type(catalog, id,
              target_space(catalog, text_of(statement.newschema), catalog.types.at(id).space));
}

void move_routine(Catalog& catalog, ObjectId id, ObjectId to) {
    const Routine& routine = catalog.routines.at(id);
    if (to == routine.space) {
        return;
    }
    const NameKey key{to, routine.name};
    require_free_routine(catalog, key, routine);
    move_object(catalog, id, key);
}

void set_routine_schema(Catalog& catalog, const PgQuery__AlterObjectSchemaStmt& statement) {
    const ObjectId id =
        find_signature(catalog, statement.object_type, *statement.object->object_with_args, false);
    move_routine(
        catalog, id,
        target_space(catalog, text_of(statement.newschema), catalog.routines.at(id).space));
}

ObjectId find_extension(const Catalog& catalog, const std::string& name) {
    for (const auto& [id, extension] : catalog.extensions) {
        if (extension.name == name) {
            return id;
        }
    }
    if (name == kOwnExtension) {
        refuse(fmt::format("extension \"{}\" does not support SET SCHEMA", name),
               condition::kFeatureNotSupported);
    }
    refuse(fmt::format("extension \"{}\" does not exist", name), condition::kUndefinedObject);
}

/// With the types and the functions that it brought.
void set_extension_schema(Catalog& catalog, const PgQuery__AlterObjectSchemaStmt& statement) {
    const ObjectId id = find_extension(catalog, statement.object->string->sval);
    const ObjectId to =
        target_space(catalog, text_of(statement.newschema), catalog.extensions.at(id).space);
    for (const Dependent& member : find_dependents(catalog, {.object = id})) {
        if (catalog.types.contains(member.part.object)) {
            move_type(catalog, member.part.object, to);
        } else if (catalog.routines.contains(member.part.object)) {
            move_routine(catalog, member.part.object, to);
        }
    }
    catalog.extensions.edit(id).space = to;
    catalog.touch(id);
}

void set_statistics_schema(Catalog& catalog, const PgQuery__AlterObjectSchemaStmt& statement) {
    const Part part = *find_statistics(catalog, dotted_name(names_of(*statement.object)), false);
    std::vector<Statistics>& all = edit_any_relation(catalog, part.object)->statistics;
    Statistics& found = *std::ranges::find(all, part.name, &Statistics::name);
    const ObjectId to = target_space(catalog, text_of(statement.newschema), found.space);
    if (to != found.space) {
        require_free_statistics(catalog, {to, found.name});
        found.space = to;
        catalog.touch(part.object);
    }
}

}  // namespace

void set_schema(Catalog& catalog, const PgQuery__AlterObjectSchemaStmt& statement) {
    switch (statement.object_type) {
        case PG_QUERY__OBJECT_TYPE__OBJECT_TABLE:
        case PG_QUERY__OBJECT_TYPE__OBJECT_FOREIGN_TABLE:
        case PG_QUERY__OBJECT_TYPE__OBJECT_VIEW:
        case PG_QUERY__OBJECT_TYPE__OBJECT_MATVIEW:
        case PG_QUERY__OBJECT_TYPE__OBJECT_SEQUENCE:
            return set_relation_schema(catalog, statement);
        case PG_QUERY__OBJECT_TYPE__OBJECT_TYPE:
        case PG_QUERY__OBJECT_TYPE__OBJECT_DOMAIN:
            return set_type_schema(catalog, statement);
        case PG_QUERY__OBJECT_TYPE__OBJECT_FUNCTION:
        case PG_QUERY__OBJECT_TYPE__OBJECT_PROCEDURE:
        case PG_QUERY__OBJECT_TYPE__OBJECT_ROUTINE:
        case PG_QUERY__OBJECT_TYPE__OBJECT_AGGREGATE:
            return set_routine_schema(catalog, statement);
        case PG_QUERY__OBJECT_TYPE__OBJECT_EXTENSION:
            return set_extension_schema(catalog, statement);
        case PG_QUERY__OBJECT_TYPE__OBJECT_STATISTIC_EXT:
            return set_statistics_schema(catalog, statement);
        default:
            return;  // Of kinds that no document shows.
    }
}

}  // namespace erdmark::dialect::postgres
