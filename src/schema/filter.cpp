#include "schema/filter.h"

#include <string_view>

#include "base/glob.h"

namespace erdmark::schema {
namespace {

bool glob_takes(std::string_view pattern, const QualifiedName& name) {
    const bool names_schema = pattern.find('.') != std::string_view::npos;
    return glob_matches(pattern, names_schema ? name.display() : name.name);
}

bool stays(const QualifiedName& name, std::span<const std::string> include,
           std::span<const std::string> exclude) {
    return (include.empty() || matches_any(include, name)) && !matches_any(exclude, name);
}

/// Takes away the tables that do not stay; gives their names and those of their partitions.
std::set<QualifiedName> remove_tables(std::vector<Table>& tables,
                                      std::span<const std::string> include,
                                      std::span<const std::string> exclude) {
    std::set<QualifiedName> removed;
    for (const Table& table : tables) {
        if (!stays(table.name, include, exclude)) {
            removed.insert(table.name);
            for (const Partition& partition : table.partitions) {
                removed.insert(partition.name);
            }
        }
    }
    std::erase_if(tables, [&](const Table& table) { return removed.contains(table.name); });
    return removed;
}

template <class Value>
void add_namespaces(std::set<std::string>& spaces, const std::vector<Value>& values) {
    for (const Value& value : values) {
        spaces.insert(value.name.schema);
    }
}

/// With those that hold the objects of extensions.
std::set<std::string> namespaces_with_something(const Schema& schema) {
    std::set<std::string> spaces = namespaces_in_use(schema);
    for (const Extension& extension : schema.extensions) {
        spaces.insert(extension.schema);
    }
    return spaces;
}

}  // namespace

bool matches_any(std::span<const std::string> patterns, const QualifiedName& name) {
    bool taken = false;
    for (const std::string_view pattern : patterns) {
        const bool takes_back = pattern.starts_with('!');
        if (taken == takes_back && glob_takes(pattern.substr(takes_back ? 1 : 0), name)) {
            taken = !takes_back;
        }
    }
    return taken;
}

void filter(Schema& schema, std::span<const std::string> include,
            std::span<const std::string> exclude) {
    const std::set<std::string> before = namespaces_with_something(schema);
    const std::set<QualifiedName> removed = remove_tables(schema.tables, include, exclude);
    std::erase_if(schema.views,
                  [&](const View& view) { return !stays(view.name, include, exclude); });
    std::erase_if(schema.sequences,
                  [&](const Sequence& sequence) { return removed.contains(sequence.owner_table); });
    const std::set<std::string> after = namespaces_with_something(schema);
    std::erase_if(schema.namespaces, [&](const Namespace& space) {
        return space.comment.empty() && before.contains(space.name) && !after.contains(space.name);
    });
}

std::set<std::string> namespaces_in_use(const Schema& schema) {
    std::set<std::string> spaces;
    add_namespaces(spaces, schema.tables);
    add_namespaces(spaces, schema.views);
    add_namespaces(spaces, schema.enums);
    add_namespaces(spaces, schema.domains);
    add_namespaces(spaces, schema.composite_types);
    add_namespaces(spaces, schema.range_types);
    add_namespaces(spaces, schema.sequences);
    add_namespaces(spaces, schema.routines);
    return spaces;
}

std::vector<std::string> history_tables() {
    std::vector<std::string> tables{
        "erdmark_migrations",
        "schema_migrations",  // Rails, dbmate, golang-migrate, Ecto, Supabase, Sequel
        "schema_migration",
        "ar_internal_metadata",        // Rails
        "alembic_version",             // Alembic
        "flyway_schema_history",       // Flyway
        "schema_version",              // Flyway before version 5, tern
        "goose_db_version",            // goose
        "_sqlx_migrations",            // sqlx
        "__diesel_schema_migrations",  // Diesel
        "_prisma_migrations",          // Prisma
        "__drizzle_migrations",        // Drizzle
        "knex_migrations",             // Knex
        "knex_migrations_lock",
        "SequelizeMeta",      // Sequelize
        "django_migrations",  // Django
        "databasechangelog",  // Liquibase: lower case in PostgreSQL, upper case elsewhere
        "databasechangeloglock",
        "DATABASECHANGELOG",
        "DATABASECHANGELOGLOCK",
        "gorp_migrations",              // sql-migrate
        "refinery_schema_history",      // refinery
        "atlas_schema_revisions",       // Atlas
        "pgmigrations",                 // node-pg-migrate
        "gopg_migrations",              // go-pg
        "mikro_orm_migrations",         // MikroORM
        "__EFMigrationsHistory",        // Entity Framework
        "phinxlog",                     // Phinx
        "doctrine_migration_versions",  // Doctrine
        "schema_info",                  // Sequel
    };
    // What our runner keeps beside each of them.
    const std::size_t count = tables.size();
    for (std::size_t index = 0; index < count; ++index) {
        tables.push_back(tables[index] + "_log");
        tables.push_back(tables[index] + "_run");
    }
    return tables;
}

}  // namespace erdmark::schema
