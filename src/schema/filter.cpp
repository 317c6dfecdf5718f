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
    std::erase_if(schema.tables,
                  [&](const Table& table) { return !stays(table.name, include, exclude); });
    std::erase_if(schema.views,
                  [&](const View& view) { return !stays(view.name, include, exclude); });
}

std::vector<std::string> history_tables() {
    return {
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
}

}  // namespace erdmark::schema
