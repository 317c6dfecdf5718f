#include <algorithm>
#include <array>

#include "base/text.h"
#include "dialect/postgres/replay/query/functions.h"
#include "dialect/postgres/replay/tables/definitions.h"
#include "dialect/postgres/replay/tables/oids.h"
#include "dialect/postgres/replay/tables/system_facts.h"
#include "dialect/postgres/replay/tables/table_rows.h"
#include "dialect/postgres/replay/types.h"

namespace erdmark::dialect::postgres {

namespace {

struct NamedVersion {
    std::string_view name;
    std::string_view version;
};

// What the server's own package of PostgreSQL 15 has.
constexpr std::array kExtensions{NamedVersion{"adminpack", "2.1"},
                                 NamedVersion{"amcheck", "1.3"},
                                 NamedVersion{"autoinc", "1.0"},
                                 NamedVersion{"bloom", "1.0"},
                                 NamedVersion{"btree_gin", "1.3"},
                                 NamedVersion{"btree_gist", "1.7"},
                                 NamedVersion{"citext", "1.6"},
                                 NamedVersion{"cube", "1.5"},
                                 NamedVersion{"dblink", "1.2"},
                                 NamedVersion{"dict_int", "1.0"},
                                 NamedVersion{"dict_xsyn", "1.0"},
                                 NamedVersion{"earthdistance", "1.1"},
                                 NamedVersion{"file_fdw", "1.0"},
                                 NamedVersion{"fuzzystrmatch", "1.1"},
                                 NamedVersion{"hstore", "1.8"},
                                 NamedVersion{"insert_username", "1.0"},
                                 NamedVersion{"intagg", "1.1"},
                                 NamedVersion{"intarray", "1.5"},
                                 NamedVersion{"isn", "1.2"},
                                 NamedVersion{"lo", "1.1"},
                                 NamedVersion{"ltree", "1.2"},
                                 NamedVersion{"moddatetime", "1.0"},
                                 NamedVersion{"old_snapshot", "1.0"},
                                 NamedVersion{"pageinspect", "1.11"},
                                 NamedVersion{"pg_buffercache", "1.3"},
                                 NamedVersion{"pg_freespacemap", "1.2"},
                                 NamedVersion{"pg_prewarm", "1.2"},
                                 NamedVersion{"pg_stat_statements", "1.10"},
                                 NamedVersion{"pg_surgery", "1.0"},
                                 NamedVersion{"pg_trgm", "1.6"},
                                 NamedVersion{"pg_visibility", "1.2"},
                                 NamedVersion{"pg_walinspect", "1.0"},
                                 NamedVersion{"pgcrypto", "1.3"},
                                 NamedVersion{"pgrowlocks", "1.2"},
                                 NamedVersion{"pgstattuple", "1.5"},
                                 NamedVersion{"plpgsql", "1.0"},
                                 NamedVersion{"postgres_fdw", "1.1"},
                                 NamedVersion{"refint", "1.0"},
                                 NamedVersion{"seg", "1.4"},
                                 NamedVersion{"sslinfo", "1.2"},
                                 NamedVersion{"tablefunc", "1.0"},
                                 NamedVersion{"tcn", "1.0"},
                                 NamedVersion{"tsm_system_rows", "1.0"},
                                 NamedVersion{"tsm_system_time", "1.0"},
                                 NamedVersion{"unaccent", "1.1"},
                                 NamedVersion{"uuid-ossp", "1.1"},
                                 NamedVersion{"xml2", "1.1"}};

constexpr std::array<std::string_view, 12> kSystemRoles{
    "pg_database_owner",     "pg_read_all_data",
    "pg_write_all_data",     "pg_monitor",
    "pg_read_all_settings",  "pg_read_all_stats",
    "pg_stat_scan_tables",   "pg_read_server_files",
    "pg_write_server_files", "pg_execute_server_program",
    "pg_signal_backend",     "pg_checkpoint"};

/// What pg_type says of the kind of a type.
struct Letters {
    std::string kind;
    std::string category;
};

Letters letters_of(const Type& type, bool is_array) {
    if (is_array) {
        return {"b", "A"};
    }
    if (std::holds_alternative<EnumFacts>(type.facts)) {
        return {"e", "E"};
    }
    if (std::holds_alternative<CompositeFacts>(type.facts)) {
        return {"c", "C"};
    }
    if (std::holds_alternative<RangeFacts>(type.facts)) {
        return {"r", "R"};
    }
    return {"b", "U"};
}

/// What a domain is made of, through all domains.
const TypeUse& innermost(const Catalog& catalog, const DomainFacts& domain) {
    const TypeUse* use = &domain.base;
    while (const Type* inner = catalog.types.find(use->object)) {
        const DomainFacts* facts = std::get_if<DomainFacts>(&inner->facts);
        if (facts == nullptr) {
            break;
        }
        use = &facts->base;
    }
    return *use;
}

void add_type(TableRows& rows, Oid oid, const Catalog& catalog, const Type& type, bool is_array) {
    Letters found = letters_of(type, is_array);
    Oid base = 0;
    bool not_null = false;
    if (const DomainFacts* domain = std::get_if<DomainFacts>(&type.facts); !is_array && domain) {
        base = type_oid(catalog, domain->base);
        not_null = domain->not_null;
        found = {"d", "U"};
        const std::string& base_name = innermost(catalog, *domain).builtin;
        if (const SystemType* system =
                find_system_type_as_printed(base_name.substr(0, base_name.find('(')))) {
            found.category = std::string(1, system->category);
        }
    }
    const bool is_composite = found.kind == "c";
    rows.add({is_array ? array_type_oid(oid) : oid, (is_array ? "_" : "") + type.name,
              oid_of(catalog, type.space), kOwner, found.kind, found.category, catalog_cell(true),
              is_composite ? oid : std::int64_t{0}, is_array ? oid : std::int64_t{0},
              is_array ? std::int64_t{0} : array_type_oid(oid), base, catalog_cell(not_null),
              nullptr, catalog_cell(true)});
}

void add_row_type(TableRows& rows, const Catalog& catalog, ObjectId id,
                  const AnyRelation& relation) {
    const Oid oid = row_type_oid(id);
    const Oid space = oid_of(catalog, relation.space);
    rows.add({oid, relation.name, space, kOwner, std::string("c"), std::string("C"),
              catalog_cell(true), oid_of(catalog, id), std::int64_t{0}, array_type_oid(oid),
              std::int64_t{0}, catalog_cell(false), nullptr, catalog_cell(true)});
    rows.add({array_type_oid(oid), "_" + relation.name, space, kOwner, std::string("b"),
              std::string("A"), catalog_cell(true), std::int64_t{0}, oid, std::int64_t{0},
              std::int64_t{0}, catalog_cell(false), nullptr, catalog_cell(true)});
}

std::string routine_kind(schema::RoutineKind kind) {
    switch (kind) {
        case schema::RoutineKind::Function:
            return "f";
        case schema::RoutineKind::Procedure:
            return "p";
        case schema::RoutineKind::Aggregate:
            return "a";
        case schema::RoutineKind::Window:
            return "w";
    }
    return {};
}

void add_role(TableRows& rows, Oid oid, std::string_view name, bool is_super, bool may_log_in) {
    rows.add({oid, std::string(name), catalog_cell(is_super), catalog_cell(may_log_in)});
}

}  // namespace

void fill_types(const Catalog& catalog, TableRows& rows) {
    for (const SystemType& type : system_types()) {
        rows.add({std::int64_t{type.oid}, std::string(type.name), kCatalogSpace, kOwner,
                  std::string(1, type.kind), std::string(1, type.category), catalog_cell(true),
                  std::int64_t{0}, std::int64_t{0}, std::int64_t{type.array}, std::int64_t{0},
                  catalog_cell(false), std::string(type.printed), catalog_cell(true)});
        if (type.array != 0) {
            rows.add({std::int64_t{type.array}, "_" + std::string(type.name), kCatalogSpace, kOwner,
                      std::string("b"), std::string("A"), catalog_cell(true), std::int64_t{0},
                      std::int64_t{type.oid}, std::int64_t{0}, std::int64_t{0}, catalog_cell(false),
                      std::string(type.printed) + "[]", catalog_cell(true)});
        }
    }
    const std::size_t first = rows.rows.size();
    for (const auto& [id, type] : catalog.types) {
        add_type(rows, oid_of(catalog, id), catalog, type, false);
        add_type(rows, oid_of(catalog, id), catalog, type, true);
    }
    for (const auto& [id, table] : catalog.tables) {
        add_row_type(rows, catalog, id, table);
    }
    for (const auto& [id, view] : catalog.views) {
        add_row_type(rows, catalog, id, view);
    }
    for (std::size_t i = first; i < rows.rows.size(); ++i) {
        std::vector<CatalogCell>& row = rows.rows[i];
        row[12] = oid_text(catalog, "regtype", std::get<std::int64_t>(row[0]));
    }
}

void fill_enum_labels(const Catalog& catalog, TableRows& rows) {
    for (const auto& [id, type] : catalog.types) {
        const EnumFacts* facts = std::get_if<EnumFacts>(&type.facts);
        for (std::size_t i = 0; facts != nullptr && i < facts->values.size(); ++i) {
            rows.add({enum_label_oid(id, i), oid_of(catalog, id), static_cast<std::int64_t>(i + 1),
                      facts->values[i]});
        }
    }
}

void fill_routines(const Catalog& catalog, TableRows& rows) {
    Oid number = 0;
    for (const std::string_view name : split(system_routine_names(), ' ')) {
        ++number;
        if (!name.empty()) {
            rows.add({number, std::string(name), kCatalogSpace, kOwner, nullptr, nullptr, nullptr,
                      nullptr, nullptr, nullptr, nullptr, nullptr, nullptr, catalog_cell(true),
                      nullptr, nullptr});
        }
    }
    for (const auto& [id, routine] : catalog.routines) {
        const auto inputs =
            std::ranges::count_if(routine.arguments, [](const RoutineArgument& argument) {
                return argument.mode != "OUT" && argument.mode != "TABLE";
            });
        const std::string returns = routine.returns ? type_text(catalog, *routine.returns) : "";
        rows.add({oid_of(catalog, id), routine.name, oid_of(catalog, routine.space), kOwner,
                  routine_kind(routine.kind), catalog_cell(routine.security_definer),
                  catalog_cell(routine.strict), catalog_cell(routine.returns_set),
                  to_lower(routine.volatility.substr(0, 1)), static_cast<std::int64_t>(inputs),
                  routine.returns ? type_oid(catalog, *routine.returns) : std::int64_t{0},
                  routine.body, routine.language, catalog_cell(is_visible(catalog, id)),
                  argument_types(catalog, routine),
                  (routine.returns_set ? "SETOF " : "") + returns});
    }
}

void fill_aggregates(const Catalog& catalog, TableRows& rows) {
    const std::vector<std::string_view> aggregates = split(system_aggregate_names(), ' ');
    Oid number = 0;
    for (const std::string_view name : split(system_routine_names(), ' ')) {
        ++number;
        if (!name.empty() && std::ranges::find(aggregates, name) != aggregates.end()) {
            rows.add({number});
        }
    }
    for (const auto& [id, routine] : catalog.routines) {
        if (routine.kind == schema::RoutineKind::Aggregate) {
            rows.add({oid_of(catalog, id)});
        }
    }
}

void fill_namespaces(const Catalog& catalog, TableRows& rows) {
    rows.add({kCatalogSpace, std::string("pg_catalog"), kOwner});
    rows.add({kToastSpace, std::string("pg_toast"), kOwner});
    rows.add({kInformationSpace, std::string("information_schema"), kOwner});
    for (const auto& [id, space] : catalog.namespaces) {
        rows.add({oid_of(catalog, id), space.name, kOwner});
    }
}

void fill_extensions(const Catalog& catalog, TableRows& rows) {
    rows.add({std::int64_t{13000}, std::string("plpgsql"), kOwner, kCatalogSpace,
              catalog_cell(false), std::string("1.0")});
    for (const auto& [id, extension] : catalog.extensions) {
        if (extension.name != "plpgsql") {
            rows.add({oid_of(catalog, id), extension.name, kOwner, oid_of(catalog, extension.space),
                      catalog_cell(true), extension.version});
        }
    }
}

void fill_available_extensions(const Catalog& catalog, TableRows& rows) {
    for (const NamedVersion& each : kExtensions) {
        CatalogCell installed =
            each.name == "plpgsql" ? CatalogCell(std::string(each.version)) : CatalogCell(nullptr);
        for (const auto& [id, extension] : catalog.extensions) {
            if (extension.name == each.name) {
                installed = extension.version;
            }
        }
        rows.add({std::string(each.name), std::string(each.version), std::move(installed)});
    }
}

void fill_roles(const Catalog& catalog, TableRows& rows) {
    add_role(rows, kOwner, "postgres", true, true);
    Oid oid = 3300;
    for (const std::string_view name : kSystemRoles) {
        add_role(rows, ++oid, name, false, false);
    }
    oid = 800'000'000;
    for (const auto& [name, may_log_in] : catalog.roles) {
        add_role(rows, ++oid, name, false, may_log_in);
    }
}

void fill_publications(const Catalog& catalog, TableRows& rows) {
    Oid oid = 810'000'000;
    for (const auto& [name, publication] : catalog.publications) {
        const std::vector<std::string>& operations = publication.facts.operations;
        const auto has = [&](std::string_view operation) {
            return catalog_cell(operations.empty() ||
                                std::ranges::find(operations, operation) != operations.end());
        };
        rows.add({++oid, name, kOwner, catalog_cell(publication.facts.all_tables), has("INSERT"),
                  has("UPDATE"), has("DELETE"), has("TRUNCATE")});
    }
}

void fill_publication_tables(const Catalog& catalog, TableRows& rows) {
    Oid publication_oid = 810'000'000;
    Oid oid = 820'000'000;
    for (const auto& [name, publication] : catalog.publications) {
        ++publication_oid;
        for (const PublicationTable& table : publication.tables) {
            rows.add({++oid, publication_oid, oid_of(catalog, table.table)});
        }
    }
}

void fill_event_triggers(const Catalog& catalog, TableRows& rows) {
    Oid oid = 830'000'000;
    for (const auto& [name, trigger] : catalog.event_triggers) {
        const std::vector<std::string>& tags = trigger.facts.tags;
        const std::vector<std::optional<std::string>> elements(tags.begin(), tags.end());
        rows.add({++oid, name, trigger.facts.event, kOwner, oid_of(catalog, trigger.function),
                  tags.empty() ? CatalogCell(nullptr) : CatalogCell(array_text(elements))});
    }
}

void fill_databases(const Catalog& /*catalog*/, TableRows& rows) {
    rows.add({std::int64_t{5}, std::string("postgres"), kOwner, catalog_cell(false),
              catalog_cell(true)});
}

void fill_settings(const Catalog& catalog, TableRows& rows) {
    rows.add({std::string("search_path"), join(catalog.settings.at(0).search_path, ", ")});
    rows.add({std::string("server_version_num"), std::string("150000")});
}

void fill_languages(const Catalog& /*catalog*/, TableRows& rows) {
    rows.add({std::int64_t{12}, std::string("internal"), kOwner, catalog_cell(false),
              catalog_cell(false)});
    rows.add(
        {std::int64_t{13}, std::string("c"), kOwner, catalog_cell(false), catalog_cell(false)});
    rows.add(
        {std::int64_t{14}, std::string("sql"), kOwner, catalog_cell(false), catalog_cell(true)});
    rows.add({std::int64_t{13001}, std::string("plpgsql"), kOwner, catalog_cell(true),
              catalog_cell(true)});
}

void fill_access_methods(const Catalog& /*catalog*/, TableRows& rows) {
    rows.add({std::int64_t{2}, std::string("heap"), std::string("t")});
    rows.add({std::int64_t{403}, std::string("btree"), std::string("i")});
    rows.add({std::int64_t{405}, std::string("hash"), std::string("i")});
    rows.add({std::int64_t{783}, std::string("gist"), std::string("i")});
    rows.add({std::int64_t{2742}, std::string("gin"), std::string("i")});
    rows.add({std::int64_t{3580}, std::string("brin"), std::string("i")});
    rows.add({std::int64_t{4000}, std::string("spgist"), std::string("i")});
}

void fill_nothing(const Catalog& /*catalog*/, TableRows& /*rows*/) {}

void fill_parameters(const Catalog& catalog, TableRows& rows) {
    for (const auto& [id, routine] : catalog.routines) {
        std::int64_t number = 0;
        for (const RoutineArgument& argument : routine.arguments) {
            const std::string mode = argument.mode == "VARIADIC" ? "IN"
                                     : argument.mode == "TABLE"  ? "OUT"
                                                                 : argument.mode;
            rows.add({oid_of(catalog, id), ++number, mode,
                      argument.name.empty() ? CatalogCell(nullptr) : CatalogCell(argument.name),
                      type_text(catalog, argument.type)});
        }
    }
}

}  // namespace erdmark::dialect::postgres
