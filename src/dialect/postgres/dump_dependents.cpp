#include <fmt/format.h>

#include "dialect/postgres/catalog_text.h"
#include "dialect/postgres/dump_items.h"

namespace erdmark::dialect::postgres {

namespace {

/// Of these the server's functions give the statement with the schema of the table or of the object
/// itself, even where it is on the search path. The second half of the columns says after which
/// word, how that is written, and how it is shown.
constexpr std::string_view kDumpedIndexes = R"sql(
    SELECT c.tableoid, c.oid, n.nspname, t.relname, c.relname, t.oid,
        pg_catalog.pg_get_indexdef(c.oid),
        NULL,
        ARRAY(
            SELECT format('ALTER INDEX %s ATTACH PARTITION %s', h.inhparent::regclass,
                c.oid::regclass)
            FROM pg_catalog.pg_inherits AS h WHERE h.inhrelid = c.oid)
        || ARRAY(
            SELECT format('ALTER INDEX %s ALTER COLUMN %s SET STATISTICS %s', c.oid::regclass,
                a.attnum, a.attstattarget)
            FROM pg_catalog.pg_attribute AS a
            WHERE a.attrelid = c.oid AND a.attstattarget >= 0 ORDER BY a.attnum)
        || CASE WHEN i.indisclustered
            THEN ARRAY[format('ALTER TABLE %s CLUSTER ON %I', t.oid::regclass, c.relname)] END
        || CASE WHEN i.indisreplident
            THEN ARRAY[format('ALTER TABLE ONLY %s REPLICA IDENTITY USING INDEX %I',
                t.oid::regclass, c.relname)] END,
        CASE WHEN t.relkind = 'p' THEN ' ON ONLY ' ELSE ' ON ' END,
        format('%I.%I', n.nspname, t.relname), t.oid::regclass
    FROM pg_catalog.pg_index AS i
    JOIN pg_catalog.pg_class AS c ON c.oid = i.indexrelid
    JOIN pg_catalog.pg_class AS t ON t.oid = i.indrelid
    JOIN pg_catalog.pg_namespace AS n ON n.oid = t.relnamespace
    WHERE t.relpersistence <> 't' AND c.oid >= 16384 AND n.nspname NOT LIKE 'pg\_%'
        AND (i.indisvalid OR t.relkind = 'p') AND i.indisready
        AND NOT EXISTS (SELECT FROM pg_catalog.pg_constraint AS k
            WHERE k.conindid = c.oid AND k.contype IN ('p', 'u', 'x')))sql";

constexpr std::string_view kDumpedStatistics = R"sql(
    SELECT s.tableoid, s.oid, n.nspname, s.stxname, NULL, s.stxrelid,
        pg_catalog.pg_get_statisticsobjdef(s.oid), NULL,
        CASE WHEN (to_jsonb(s) ->> 'stxstattarget')::integer >= 0
            THEN ARRAY[format('ALTER STATISTICS %s%I SET STATISTICS %s',
                CASE WHEN pg_catalog.pg_statistics_obj_is_visible(s.oid) THEN ''
                    ELSE quote_ident(n.nspname) || '.' END, s.stxname,
                to_jsonb(s) ->> 'stxstattarget')] END,
        'CREATE STATISTICS ', format('%I.%I', n.nspname, s.stxname),
        CASE WHEN pg_catalog.pg_statistics_obj_is_visible(s.oid) THEN quote_ident(s.stxname)
            ELSE format('%I.%I', n.nspname, s.stxname) END
    FROM pg_catalog.pg_statistic_ext AS s
    JOIN pg_catalog.pg_namespace AS n ON n.oid = s.stxnamespace
    WHERE s.oid >= 16384 AND n.nspname NOT LIKE 'pg\_%')sql";

constexpr std::string_view kDumpedRules = R"sql(
    SELECT r.tableoid, r.oid, n.nspname, t.relname, r.rulename, t.oid,
        rtrim(pg_catalog.pg_get_ruledef(r.oid), ';'), NULL,
        CASE WHEN r.ev_enabled <> 'O' THEN ARRAY[format('ALTER TABLE %s %s RULE %I',
            t.oid::regclass, CASE r.ev_enabled WHEN 'D' THEN 'DISABLE' WHEN 'R'
                THEN 'ENABLE REPLICA' ELSE 'ENABLE ALWAYS' END, r.rulename)] END,
        ' TO ', format('%I.%I', n.nspname, t.relname), t.oid::regclass
    FROM pg_catalog.pg_rewrite AS r
    JOIN pg_catalog.pg_class AS t ON t.oid = r.ev_class
    JOIN pg_catalog.pg_namespace AS n ON n.oid = t.relnamespace
    WHERE r.rulename <> '_RETURN' AND r.oid >= 16384 AND n.nspname NOT LIKE 'pg\_%')sql";

/// The triggers that a partition has of its table come with that one. Before PostgreSQL 13 they
/// are internal.
constexpr std::string_view kDumpedTriggers = R"sql(
    SELECT g.tableoid, g.oid, n.nspname, t.relname, g.tgname, t.oid,
        pg_catalog.pg_get_triggerdef(g.oid), NULL,
        CASE WHEN g.tgenabled <> 'O' THEN ARRAY[format('ALTER TABLE %s %s TRIGGER %I',
            t.oid::regclass, CASE g.tgenabled WHEN 'D' THEN 'DISABLE' WHEN 'R'
                THEN 'ENABLE REPLICA' ELSE 'ENABLE ALWAYS' END, g.tgname)] END,
        ' ON ', format('%I.%I', n.nspname, t.relname), t.oid::regclass
    FROM pg_catalog.pg_trigger AS g
    JOIN pg_catalog.pg_class AS t ON t.oid = g.tgrelid
    JOIN pg_catalog.pg_namespace AS n ON n.oid = t.relnamespace
    WHERE NOT g.tgisinternal AND COALESCE(to_jsonb(g) ->> 'tgparentid', '0') = '0'
        AND g.oid >= 16384 AND t.relpersistence <> 't' AND n.nspname NOT LIKE 'pg\_%')sql";

/// A trigger of a partition that fires otherwise than that of its table.
constexpr std::string_view kPartitionTriggers = R"sql(
    SELECT g.tableoid, g.oid, n.nspname, t.relname, g.tgname, t.oid,
        format('ALTER TABLE %s %s TRIGGER %I', t.oid::regclass,
            CASE g.tgenabled WHEN 'D' THEN 'DISABLE' WHEN 'R' THEN 'ENABLE REPLICA'
                WHEN 'A' THEN 'ENABLE ALWAYS' ELSE 'ENABLE' END, g.tgname),
        NULL, NULL
    FROM pg_catalog.pg_trigger AS g
    JOIN pg_catalog.pg_trigger AS p ON p.oid = (to_jsonb(g) ->> 'tgparentid')::oid
    JOIN pg_catalog.pg_class AS t ON t.oid = g.tgrelid
    JOIN pg_catalog.pg_namespace AS n ON n.oid = t.relnamespace
    WHERE g.tgenabled <> p.tgenabled AND NOT p.tgisinternal AND g.oid >= 16384)sql";

constexpr std::string_view kDumpedPolicies = R"sql(
    SELECT p.tableoid, p.oid, n.nspname, t.relname, p.polname, t.oid,
        format('CREATE POLICY %I ON %s', p.polname, t.oid::regclass)
            || CASE WHEN p.polpermissive THEN '' ELSE ' AS RESTRICTIVE' END
            || CASE p.polcmd WHEN 'r' THEN ' FOR SELECT' WHEN 'a' THEN ' FOR INSERT'
                WHEN 'w' THEN ' FOR UPDATE' WHEN 'd' THEN ' FOR DELETE' ELSE '' END
            || CASE WHEN p.polroles = '{0}' THEN '' ELSE ' TO ' || (
                SELECT string_agg(CASE WHEN m.role = 0 THEN 'PUBLIC' ELSE quote_ident(r.rolname)
                    END, ', ' ORDER BY r.rolname)
                FROM unnest(p.polroles) AS m(role)
                LEFT JOIN pg_catalog.pg_roles AS r ON r.oid = m.role) END
            || COALESCE(E'\n    USING ('
                || pg_catalog.pg_get_expr(p.polqual, p.polrelid) || ')', '')
            || COALESCE(E'\n    WITH CHECK ('
                || pg_catalog.pg_get_expr(p.polwithcheck, p.polrelid) || ')', ''),
        NULL, NULL
    FROM pg_catalog.pg_policy AS p
    JOIN pg_catalog.pg_class AS t ON t.oid = p.polrelid
    JOIN pg_catalog.pg_namespace AS n ON n.oid = t.relnamespace
    WHERE p.oid >= 16384 AND n.nspname NOT LIKE 'pg\_%')sql";

/// The keys that a partition has of its table come with that one.
constexpr std::string_view kDumpedForeignKeys = R"sql(
    SELECT c.tableoid, c.oid, n.nspname, t.relname, c.conname, t.oid,
        format('ALTER TABLE %s%s ADD CONSTRAINT %I %s',
            CASE WHEN t.relkind = 'p' THEN '' ELSE 'ONLY ' END, t.oid::regclass, c.conname,
            pg_catalog.pg_get_constraintdef(c.oid)),
        NULL, NULL
    FROM pg_catalog.pg_constraint AS c
    JOIN pg_catalog.pg_class AS t ON t.oid = c.conrelid
    JOIN pg_catalog.pg_namespace AS n ON n.oid = t.relnamespace
    WHERE c.contype = 'f' AND c.conparentid = 0 AND c.oid >= 16384
        AND t.relpersistence <> 't')sql";

/// Adds items whose statement has a name with a schema that the search path makes needless. Names
/// in quotes may hold the same words, so that only words outside of quotes count.
void add_with_short_name(DumpReading& reading, DumpRank rank, std::string_view word,
                         std::string_view sql) {
    for (Row& row : reading.connection.query(sql)) {
        CatalogFields fields(row);
        DumpedItem& item = reading.add_item(rank, word, fields);
        const std::string before = fields.text();
        const std::string full = fields.text();
        const std::vector<std::size_t> places = find_top_level(item.head, before + full);
        if (!places.empty()) {
            item.head.replace(places.front() + before.size(), full.size(), fields.text());
        }
    }
}

}  // namespace

void read_dumped_dependents(DumpReading& reading) {
    add_with_short_name(reading, DumpRank::Index, "index", kDumpedIndexes);
    add_with_short_name(reading, DumpRank::Statistics, "statistics", kDumpedStatistics);
    add_with_short_name(reading, DumpRank::Rule, "rule", kDumpedRules);
    add_with_short_name(reading, DumpRank::Trigger, "trigger", kDumpedTriggers);
    reading.add_items(DumpRank::Policy, "trigger", kPartitionTriggers);
    reading.add_items(DumpRank::Policy, "policy", kDumpedPolicies);
    reading.add_items(DumpRank::ForeignKey, "foreign key", kDumpedForeignKeys);
}

}  // namespace erdmark::dialect::postgres
