#pragma once

#include <string_view>

#include "dialect/postgres/replay/catalog.h"
#include "dialect/postgres/replay/statement_tree.h"

namespace erdmark::dialect::postgres {

// What each statement does to a catalog, as PostgreSQL 15 does it
// (https://www.postgresql.org/docs/15/sql-commands.html). All throw a `Refusal` where the server
// would refuse; the catalog may then be half changed, which the caller's journal takes back.

// tables: create_table.cpp, alter_table*.cpp, create_index.cpp
void create_table(Catalog& catalog, const PgQuery__CreateStmt& statement);
void create_foreign_table(Catalog& catalog, const PgQuery__CreateForeignTableStmt& statement);
void alter_table(Catalog& catalog, const PgQuery__AlterTableStmt& statement);
void create_index(Catalog& catalog, const PgQuery__IndexStmt& statement);
void create_statistics(Catalog& catalog, const PgQuery__CreateStatsStmt& statement);

// views: create_view.cpp
// `text` is that of the statement, from which the tree comes.
void create_view(Catalog& catalog, const PgQuery__ViewStmt& statement, std::string_view text);
void create_table_as(Catalog& catalog, const PgQuery__CreateTableAsStmt& statement,
                     std::string_view text);
void select_into(Catalog& catalog, const PgQuery__SelectStmt& statement, std::string_view text);

// types and sequences: create_type.cpp, alter_type.cpp, sequences.cpp
void create_enum(Catalog& catalog, const PgQuery__CreateEnumStmt& statement);
void alter_enum(Catalog& catalog, const PgQuery__AlterEnumStmt& statement);
void create_domain(Catalog& catalog, const PgQuery__CreateDomainStmt& statement);
void alter_domain(Catalog& catalog, const PgQuery__AlterDomainStmt& statement);
void create_composite_type(Catalog& catalog, const PgQuery__CompositeTypeStmt& statement);
void alter_composite_type(Catalog& catalog, const PgQuery__AlterTableStmt& statement);
void create_range(Catalog& catalog, const PgQuery__CreateRangeStmt& statement);
void create_sequence(Catalog& catalog, const PgQuery__CreateSeqStmt& statement);
void alter_sequence(Catalog& catalog, const PgQuery__AlterSeqStmt& statement);

// routines and what calls them: create_routine.cpp, triggers.cpp
void create_routine(Catalog& catalog, const PgQuery__CreateFunctionStmt& statement);
void alter_routine(Catalog& catalog, const PgQuery__AlterFunctionStmt& statement);
/// Aggregates, shell and base types, operators, collations, text search objects.
void define_object(Catalog& catalog, const PgQuery__DefineStmt& statement);
void create_trigger(Catalog& catalog, const PgQuery__CreateTrigStmt& statement);
void create_event_trigger(Catalog& catalog, const PgQuery__CreateEventTrigStmt& statement);
void alter_event_trigger(Catalog& catalog, const PgQuery__AlterEventTrigStmt& statement);

// policies, rules, privileges, words: policies.cpp, rules.cpp, privileges.cpp, comments.cpp
void create_policy(Catalog& catalog, const PgQuery__CreatePolicyStmt& statement);
void alter_policy(Catalog& catalog, const PgQuery__AlterPolicyStmt& statement);
void create_rule(Catalog& catalog, const PgQuery__RuleStmt& statement);
void grant(Catalog& catalog, const PgQuery__GrantStmt& statement);
void alter_default_privileges(Catalog& catalog,
                              const PgQuery__AlterDefaultPrivilegesStmt& statement);
void create_role(Catalog& catalog, const PgQuery__CreateRoleStmt& statement);
void drop_role(Catalog& catalog, const PgQuery__DropRoleStmt& statement);
void comment(Catalog& catalog, const PgQuery__CommentStmt& statement);

// the database around them: namespaces.cpp, extensions.cpp, publications.cpp, settings.cpp
void create_schema(Catalog& catalog, const PgQuery__CreateSchemaStmt& statement);
void create_extension(Catalog& catalog, const PgQuery__CreateExtensionStmt& statement);
void alter_extension(Catalog& catalog, const PgQuery__AlterExtensionStmt& statement);
void create_publication(Catalog& catalog, const PgQuery__CreatePublicationStmt& statement);
void alter_publication(Catalog& catalog, const PgQuery__AlterPublicationStmt& statement);
/// ALTER DATABASE … SET: of the next script on.
void set_database_variable(Catalog& catalog, const PgQuery__AlterDatabaseSetStmt& statement);
void set_variable(Catalog& catalog, const PgQuery__VariableSetStmt& statement);

// going away and changing names: drop.cpp, rename.cpp, set_schema.cpp
void drop(Catalog& catalog, const PgQuery__DropStmt& statement);
void rename(Catalog& catalog, const PgQuery__RenameStmt& statement);
void set_schema(Catalog& catalog, const PgQuery__AlterObjectSchemaStmt& statement);
void drop_owned(Catalog& catalog, const PgQuery__DropOwnedStmt& statement);

}  // namespace erdmark::dialect::postgres
