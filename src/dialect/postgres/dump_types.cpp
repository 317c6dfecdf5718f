#include <map>
#include <set>

#include <fmt/format.h>

#include "dialect/postgres/dump_items.h"

namespace erdmark::dialect::postgres {

namespace {

/// Names that start with `pg_` are the system's own or of temporary objects.
constexpr std::string_view kDumpedSchemas = R"sql(
    SELECT n.tableoid, n.oid, n.nspname, n.nspname, NULL, NULL,
        format('CREATE SCHEMA %I', n.nspname), NULL, NULL
    FROM pg_catalog.pg_namespace AS n
    WHERE n.oid >= 16384 AND n.nspname NOT LIKE 'pg\_%')sql";

constexpr std::string_view kDumpedExtensions = R"sql(
    SELECT e.tableoid, e.oid, NULL, e.extname, NULL, NULL,
        format('CREATE EXTENSION IF NOT EXISTS %I', e.extname)
            || CASE WHEN n.nspname <> 'public' THEN format(' WITH SCHEMA %I', n.nspname) ELSE '' END,
        NULL, NULL
    FROM pg_catalog.pg_extension AS e
    JOIN pg_catalog.pg_namespace AS n ON n.oid = e.extnamespace
    WHERE e.extname <> 'plpgsql')sql";

/// PostgreSQL 15 moved the locale of ICU to a column of its own, and 17 renamed that.
constexpr std::string_view kDumpedCollations = R"sql(
    SELECT c.tableoid, c.oid, n.nspname, c.collname, NULL, NULL,
        format('CREATE COLLATION %s%I (%s)',
            CASE WHEN pg_catalog.pg_collation_is_visible(c.oid) THEN ''
                ELSE quote_ident(n.nspname) || '.' END, c.collname,
            concat_ws(', ',
                'provider = ' || CASE c.collprovider WHEN 'i' THEN 'icu' WHEN 'b' THEN 'builtin'
                    ELSE 'libc' END,
                CASE WHEN NOT c.collisdeterministic THEN 'deterministic = false' END,
                CASE WHEN c.collprovider IN ('i', 'b') OR c.collcollate = c.collctype
                    THEN format('locale = %L', COALESCE(j.c ->> 'colllocale',
                        j.c ->> 'colliculocale', c.collcollate))
                    ELSE format('lc_collate = %L, lc_ctype = %L', c.collcollate, c.collctype) END,
                'rules = ' || quote_literal(NULLIF(j.c ->> 'collicurules', '')))),
        NULL, NULL
    FROM pg_catalog.pg_collation AS c
    CROSS JOIN LATERAL (SELECT to_jsonb(c)) AS j(c)
    JOIN pg_catalog.pg_namespace AS n ON n.oid = c.collnamespace
    WHERE c.oid >= 16384 AND n.nspname NOT LIKE 'pg\_%')sql";

/// The name of a type made of functions, or of one that was never made: functions can use it.
constexpr std::string_view kDumpedNames = R"sql(
    SELECT t.tableoid, t.oid, n.nspname, t.typname, NULL, NULL,
        'CREATE TYPE ' || pg_catalog.format_type(t.oid, NULL), NULL, NULL
    FROM pg_catalog.pg_type AS t
    JOIN pg_catalog.pg_namespace AS n ON n.oid = t.typnamespace
    WHERE (t.typtype = 'b' OR NOT t.typisdefined) AND t.oid >= 16384 AND n.nspname NOT LIKE 'pg\_%'
        AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend AS x
            WHERE x.classid = t.tableoid AND x.objid = t.oid AND x.deptype IN ('e', 'i')))sql";

/// PostgreSQL 14 has types with a subscript function first.
constexpr std::string_view kDumpedBases = R"sql(
    SELECT 3, t.oid, n.nspname, t.typname, NULL, NULL,
        format(E'CREATE TYPE %s (\n    %s\n)', pg_catalog.format_type(t.oid, NULL),
            concat_ws(E',\n    ',
                'INPUT = ' || t.typinput::text,
                'OUTPUT = ' || t.typoutput::text,
                'RECEIVE = ' || NULLIF(t.typreceive, 0)::regproc::text,
                'SEND = ' || NULLIF(t.typsend, 0)::regproc::text,
                'TYPMOD_IN = ' || NULLIF(t.typmodin, 0)::regproc::text,
                'TYPMOD_OUT = ' || NULLIF(t.typmodout, 0)::regproc::text,
                'ANALYZE = ' || NULLIF(t.typanalyze, 0)::regproc::text,
                'SUBSCRIPT = ' || NULLIF(to_jsonb(t) ->> 'typsubscript', '-'),
                'INTERNALLENGTH = ' || CASE t.typlen WHEN -1 THEN 'VARIABLE'
                    ELSE t.typlen::text END,
                CASE WHEN t.typbyval THEN 'PASSEDBYVALUE' END,
                'ALIGNMENT = ' || CASE t.typalign WHEN 'c' THEN 'char' WHEN 's' THEN 'int2'
                    WHEN 'd' THEN 'double' ELSE 'int4' END,
                'STORAGE = ' || CASE t.typstorage WHEN 'p' THEN 'plain' WHEN 'e' THEN 'external'
                    WHEN 'm' THEN 'main' ELSE 'extended' END,
                'CATEGORY = ' || quote_literal(t.typcategory::text),
                CASE WHEN t.typispreferred THEN 'PREFERRED = true' END,
                'DEFAULT = ' || quote_literal(t.typdefault),
                'ELEMENT = ' || pg_catalog.format_type(NULLIF(t.typelem, 0), NULL),
                'DELIMITER = ' || quote_literal(NULLIF(t.typdelim::text, ',')),
                CASE WHEN t.typcollation <> 0 THEN 'COLLATABLE = true' END)),
        NULL, NULL
    FROM pg_catalog.pg_type AS t
    JOIN pg_catalog.pg_namespace AS n ON n.oid = t.typnamespace
    WHERE t.typtype = 'b' AND t.typisdefined AND t.oid >= 16384 AND n.nspname NOT LIKE 'pg\_%'
        AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend AS x
            WHERE x.classid = t.tableoid AND x.objid = t.oid AND x.deptype IN ('e', 'i')))sql";

constexpr std::string_view kDumpedEnums = R"sql(
    SELECT t.tableoid, t.oid, n.nspname, t.typname, NULL, NULL,
        format('CREATE TYPE %s AS ENUM (%s)', pg_catalog.format_type(t.oid, NULL),
            (SELECT E'\n    ' || string_agg(quote_literal(e.enumlabel), E',\n    '
                    ORDER BY e.enumsortorder) || E'\n'
             FROM pg_catalog.pg_enum AS e WHERE e.enumtypid = t.oid)),
        NULL, NULL
    FROM pg_catalog.pg_type AS t
    JOIN pg_catalog.pg_namespace AS n ON n.oid = t.typnamespace
    WHERE t.typtype = 'e' AND t.oid >= 16384 AND n.nspname NOT LIKE 'pg\_%')sql";

constexpr std::string_view kDumpedComposites = R"sql(
    SELECT t.tableoid, t.oid, n.nspname, t.typname, NULL, NULL,
        format('CREATE TYPE %s AS (%s)', pg_catalog.format_type(t.oid, NULL),
            (SELECT E'\n    ' || string_agg(quote_ident(a.attname) || ' '
                    || pg_catalog.format_type(a.atttypid, a.atttypmod)
                    || COALESCE(' COLLATE ' || CASE WHEN pg_catalog.pg_collation_is_visible(k.oid)
                        THEN '' ELSE quote_ident(kn.nspname) || '.' END || quote_ident(k.collname),
                        ''), E',\n    ' ORDER BY a.attnum) || E'\n'
             FROM pg_catalog.pg_attribute AS a
             JOIN pg_catalog.pg_type AS y ON y.oid = a.atttypid
             LEFT JOIN pg_catalog.pg_collation AS k
                ON k.oid = a.attcollation AND a.attcollation <> y.typcollation
             LEFT JOIN pg_catalog.pg_namespace AS kn ON kn.oid = k.collnamespace
             WHERE a.attrelid = t.typrelid AND a.attnum > 0 AND NOT a.attisdropped)),
        NULL, NULL
    FROM pg_catalog.pg_type AS t
    JOIN pg_catalog.pg_class AS c ON c.oid = t.typrelid AND c.relkind = 'c'
    JOIN pg_catalog.pg_namespace AS n ON n.oid = t.typnamespace
    WHERE t.oid >= 16384 AND n.nspname NOT LIKE 'pg\_%')sql";

/// The name of the multirange type stands there when it is not the one that the server would make
/// (`makeMultirangeTypeName`). PostgreSQL 14 has them first.
constexpr std::string_view kDumpedRanges = R"sql(
    SELECT t.tableoid, t.oid, n.nspname, t.typname, NULL, NULL,
        format('CREATE TYPE %s AS RANGE (%s)', pg_catalog.format_type(t.oid, NULL),
            concat_ws(', ',
                'subtype = ' || pg_catalog.format_type(r.rngsubtype, NULL),
                CASE WHEN NOT o.opcdefault THEN format('subtype_opclass = %I.%I', pn.nspname,
                    o.opcname) END,
                CASE WHEN r.rngcollation <> s.typcollation THEN format('collation = %I.%I',
                    kn.nspname, k.collname) END,
                CASE WHEN r.rngcanonical <> 0 THEN 'canonical = ' || r.rngcanonical::text END,
                CASE WHEN r.rngsubdiff <> 0 THEN 'subtype_diff = ' || r.rngsubdiff::text END,
                CASE WHEN m.typname <> CASE WHEN t.typname ~ 'range'
                        THEN regexp_replace(t.typname, 'range', 'multirange')
                        ELSE t.typname || '_multirange' END
                    THEN 'multirange_type_name = ' || pg_catalog.format_type(m.oid, NULL) END)),
        NULL, NULL
    FROM pg_catalog.pg_type AS t
    JOIN pg_catalog.pg_namespace AS n ON n.oid = t.typnamespace
    JOIN pg_catalog.pg_range AS r ON r.rngtypid = t.oid
    JOIN pg_catalog.pg_type AS s ON s.oid = r.rngsubtype
    JOIN pg_catalog.pg_opclass AS o ON o.oid = r.rngsubopc
    JOIN pg_catalog.pg_namespace AS pn ON pn.oid = o.opcnamespace
    LEFT JOIN pg_catalog.pg_collation AS k ON k.oid = r.rngcollation
    LEFT JOIN pg_catalog.pg_namespace AS kn ON kn.oid = k.collnamespace
    LEFT JOIN pg_catalog.pg_type AS m ON m.oid = (to_jsonb(r) ->> 'rngmultitypid')::oid
    WHERE t.oid >= 16384 AND n.nspname NOT LIKE 'pg\_%')sql";

constexpr std::string_view kDumpedDomains = R"sql(
    SELECT t.tableoid, t.oid, n.nspname, t.typname, NULL, NULL,
        format('CREATE DOMAIN %s AS %s', pg_catalog.format_type(t.oid, NULL),
            pg_catalog.format_type(t.typbasetype, t.typtypmod))
            || COALESCE(' COLLATE ' || CASE WHEN pg_catalog.pg_collation_is_visible(k.oid) THEN ''
                ELSE quote_ident(kn.nspname) || '.' END || quote_ident(k.collname), '')
            || COALESCE(' DEFAULT ' || pg_catalog.pg_get_expr(t.typdefaultbin,
                'pg_catalog.pg_type'::regclass), '')
            || CASE WHEN t.typnotnull THEN ' NOT NULL' ELSE '' END,
        NULL, NULL
    FROM pg_catalog.pg_type AS t
    JOIN pg_catalog.pg_namespace AS n ON n.oid = t.typnamespace
    JOIN pg_catalog.pg_type AS b ON b.oid = t.typbasetype
    LEFT JOIN pg_catalog.pg_collation AS k
        ON k.oid = t.typcollation AND t.typcollation <> b.typcollation
    LEFT JOIN pg_catalog.pg_namespace AS kn ON kn.oid = k.collnamespace
    WHERE t.typtype = 'd' AND t.oid >= 16384 AND n.nspname NOT LIKE 'pg\_%')sql";

/// One row for each check of a domain. From PostgreSQL 17 on NOT NULL is a constraint too.
constexpr std::string_view kDomainChecks = R"sql(
    SELECT t.tableoid, t.oid, c.tableoid, c.oid, c.convalidated,
        format('CONSTRAINT %I %s', c.conname, pg_catalog.pg_get_constraintdef(c.oid)),
        pg_catalog.format_type(t.oid, NULL), n.nspname, t.typname, c.conname
    FROM pg_catalog.pg_constraint AS c
    JOIN pg_catalog.pg_type AS t ON t.oid = c.contypid
    JOIN pg_catalog.pg_namespace AS n ON n.oid = t.typnamespace
    WHERE c.contype = 'c' AND t.oid >= 16384
    ORDER BY c.conname)sql";

void add_check(DumpReading& reading, CatalogFields fields) {
    const Oid catalog = fields.oid();
    const ObjectKey domain{catalog, fields.oid()};
    const auto item = reading.items.find(domain);
    if (item == reading.items.end()) {
        return;
    }
    const Oid constraints = fields.oid();
    const ObjectKey key{constraints, fields.oid()};
    const bool is_valid = fields.flag();
    const std::string text = fields.text();
    const std::string alone = fmt::format("ALTER DOMAIN {} ADD {}", fields.text(), text);
    if (is_valid) {
        item->second.lines.push_back({.part = key, .part_text = text, .alone = alone});
        return;
    }
    const std::string space = fields.text();
    const std::string name = fields.text();
    reading.items[key] = {.rank = DumpRank::Part,
                          .word = "constraint",
                          .space = space,
                          .name = name,
                          .part = fields.text(),
                          .head = alone};
    reading.dependencies.push_back({.from = key, .to = domain});
}

/// The functions of a type need its name, the type needs them, and everything else needs the type.
void add_names_of_types(DumpReading& reading) {
    std::map<ObjectKey, std::set<ObjectKey>> functions;
    for (const auto& [key, item] : reading.items) {
        if (reading.items.contains({kTypeStatements, key.object}) &&
            key.catalog != kTypeStatements && item.rank == DumpRank::Type) {
            functions[key];
        }
    }
    for (DumpDependency& dependency : reading.dependencies) {
        const auto name = functions.find(dependency.from);
        if (name != functions.end()) {
            name->second.insert(dependency.to);
            dependency.from.catalog = kTypeStatements;
        }
    }
    for (DumpDependency& dependency : reading.dependencies) {
        const auto name = functions.find(dependency.to);
        if (name != functions.end() && dependency.kind != 'i' &&
            !name->second.contains(dependency.from)) {
            dependency.to.catalog = kTypeStatements;
        }
    }
    for (const auto& [key, needed] : functions) {
        reading.dependencies.push_back({.from = {kTypeStatements, key.object}, .to = key});
    }
}

}  // namespace

void read_dumped_types(DumpReading& reading) {
    reading.add_items(DumpRank::Schema, "schema", kDumpedSchemas);
    reading.add_items(DumpRank::Extension, "extension", kDumpedExtensions);
    reading.add_items(DumpRank::Collation, "collation", kDumpedCollations);
    reading.add_items(DumpRank::Type, "type", kDumpedNames);
    reading.add_items(DumpRank::Type, "type", kDumpedBases);
    add_names_of_types(reading);
    reading.add_items(DumpRank::Type, "type", kDumpedEnums);
    reading.add_items(DumpRank::Type, "type", kDumpedComposites);
    reading.add_items(DumpRank::Type, "type", kDumpedRanges);
    reading.add_items(DumpRank::Type, "domain", kDumpedDomains);
    for (Row& row : reading.connection.query(kDomainChecks)) {
        add_check(reading, CatalogFields(row));
    }
}

}  // namespace erdmark::dialect::postgres
