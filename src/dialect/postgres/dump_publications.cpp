#include "base/text.h"
#include "dialect/postgres/dump_items.h"
#include "dialect/postgres/dump_order.h"

namespace erdmark::dialect::postgres {

namespace {

/// PostgreSQL 13 has partitions published as their table; 15 has columns, conditions and schemas.
constexpr std::string_view kDumpedPublications = R"sql(
    SELECT p.tableoid, p.oid, NULL, p.pubname, NULL, NULL,
        format('CREATE PUBLICATION %I', p.pubname)
            || CASE WHEN p.puballtables THEN ' FOR ALL TABLES'
                ELSE COALESCE(E' FOR\n    ' || m.members, '') END
            || COALESCE(' WITH (' || NULLIF(concat_ws(', ',
                CASE WHEN NOT (p.pubinsert AND p.pubupdate AND p.pubdelete AND p.pubtruncate)
                    THEN format('publish = %L', concat_ws(', ',
                        CASE WHEN p.pubinsert THEN 'insert' END,
                        CASE WHEN p.pubupdate THEN 'update' END,
                        CASE WHEN p.pubdelete THEN 'delete' END,
                        CASE WHEN p.pubtruncate THEN 'truncate' END)) END,
                CASE WHEN to_jsonb(p) ->> 'pubviaroot' = 'true'
                    THEN 'publish_via_partition_root = true' END), '') || ')', ''),
        NULL, NULL
    FROM pg_catalog.pg_publication AS p
    LEFT JOIN (
        SELECT x.publication, string_agg(x.text, E',\n    ' ORDER BY x.kind, x.text COLLATE "C")
        FROM (:members) AS x(publication, kind, text)
        GROUP BY x.publication) AS m(publication, members) ON m.publication = p.oid
    WHERE p.oid >= 16384)sql";

constexpr std::string_view kMembersBefore15 = R"sql(
    SELECT r.prpubid, 1, 'TABLE ' || string_agg(r.prrelid::regclass::text, ', '
        ORDER BY r.prrelid::regclass::text COLLATE "C")
    FROM pg_catalog.pg_publication_rel AS r
    GROUP BY r.prpubid)sql";

constexpr std::string_view kMembersOf15 = R"sql(
    SELECT r.prpubid, 1, format('TABLE %s', r.prrelid::regclass)
            || CASE WHEN r.prattrs IS NOT NULL THEN format(' (%s)', (
                SELECT string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum)
                FROM pg_catalog.pg_attribute AS a
                WHERE a.attrelid = r.prrelid AND a.attnum = ANY (r.prattrs::int2[]))) ELSE '' END
            || COALESCE(' WHERE (' || pg_catalog.pg_get_expr(r.prqual, r.prrelid) || ')', '')
    FROM pg_catalog.pg_publication_rel AS r
    UNION ALL
    SELECT s.pnpubid, 2, format('TABLES IN SCHEMA %I', n.nspname)
    FROM pg_catalog.pg_publication_namespace AS s
    JOIN pg_catalog.pg_namespace AS n ON n.oid = s.pnnspid)sql";

constexpr std::string_view kDumpedEventTriggers = R"sql(
    SELECT e.tableoid, e.oid, NULL, e.evtname, NULL, NULL,
        format('CREATE EVENT TRIGGER %I ON %s', e.evtname, e.evtevent)
            || COALESCE((SELECT format(E'\n    WHEN TAG IN (%s)',
                    string_agg(quote_literal(t.tag), ', ' ORDER BY t.number))
                FROM unnest(e.evttags) WITH ORDINALITY AS t(tag, number) HAVING count(*) > 0), '')
            || format(E'\n    EXECUTE FUNCTION %s()', e.evtfoid::regproc),
        NULL,
        CASE WHEN e.evtenabled <> 'O' THEN ARRAY[format('ALTER EVENT TRIGGER %I %s', e.evtname,
            CASE e.evtenabled WHEN 'D' THEN 'DISABLE' WHEN 'R' THEN 'ENABLE REPLICA'
                ELSE 'ENABLE ALWAYS' END)] END
    FROM pg_catalog.pg_event_trigger AS e
    WHERE e.oid >= 16384)sql";

/// The words that the schema `public` and each installation of an extension have are no author's.
/// Nothing more is said of rows of tables (`pg_largeobject`).
constexpr std::string_view kDumpedComments = R"sql(
    SELECT d.classoid, d.objoid, format('COMMENT ON %s %s IS %L',
        CASE i.type WHEN 'table column' THEN 'COLUMN' WHEN 'view column' THEN 'COLUMN'
            WHEN 'materialized view column' THEN 'COLUMN' WHEN 'foreign table column' THEN 'COLUMN'
            WHEN 'composite type column' THEN 'COLUMN' WHEN 'composite type' THEN 'TYPE'
            WHEN 'index column' THEN 'COLUMN'
            WHEN 'table constraint' THEN 'CONSTRAINT' WHEN 'domain constraint' THEN 'CONSTRAINT'
            WHEN 'foreign-data wrapper' THEN 'FOREIGN DATA WRAPPER'
            WHEN 'statistics object' THEN 'STATISTICS' ELSE upper(i.type) END,
        CASE
            WHEN d.classoid = 'pg_class'::regclass AND i.type <> 'composite type'
                THEN d.objoid::regclass || COALESCE('.' || quote_ident(a.attname), '')
            WHEN d.classoid = 'pg_type'::regclass THEN pg_catalog.format_type(d.objoid, NULL)
            WHEN d.classoid = 'pg_proc'::regclass AND i.type <> 'aggregate'
                THEN d.objoid::regprocedure::text
            WHEN i.type = 'aggregate' THEN regexp_replace(i.identity, '\(\)$', '(*)')
            WHEN d.classoid = 'pg_constraint'::regclass AND k.conrelid <> 0
                THEN format('%I ON %s', k.conname, k.conrelid::regclass)
            WHEN d.classoid = 'pg_constraint'::regclass
                THEN format('%I ON DOMAIN %s', k.conname,
                    pg_catalog.format_type(k.contypid, NULL))
            WHEN d.classoid = 'pg_trigger'::regclass
                THEN format('%I ON %s', g.tgname, g.tgrelid::regclass)
            WHEN d.classoid = 'pg_policy'::regclass
                THEN format('%I ON %s', p.polname, p.polrelid::regclass)
            WHEN d.classoid = 'pg_rewrite'::regclass
                THEN format('%I ON %s', r.rulename, r.ev_class::regclass)
            ELSE i.identity END, d.description)
    FROM pg_catalog.pg_description AS d
    CROSS JOIN LATERAL pg_catalog.pg_identify_object(d.classoid, d.objoid, d.objsubid) AS i
    LEFT JOIN pg_catalog.pg_attribute AS a
        ON d.classoid = 'pg_class'::regclass AND d.objsubid > 0 AND a.attrelid = d.objoid
            AND a.attnum = d.objsubid
    LEFT JOIN pg_catalog.pg_constraint AS k
        ON d.classoid = 'pg_constraint'::regclass AND k.oid = d.objoid
    LEFT JOIN pg_catalog.pg_trigger AS g ON d.classoid = 'pg_trigger'::regclass AND g.oid = d.objoid
    LEFT JOIN pg_catalog.pg_policy AS p ON d.classoid = 'pg_policy'::regclass AND p.oid = d.objoid
    LEFT JOIN pg_catalog.pg_rewrite AS r
        ON d.classoid = 'pg_rewrite'::regclass AND r.oid = d.objoid
    LEFT JOIN pg_catalog.pg_extension AS e
        ON d.classoid = 'pg_extension'::regclass AND e.oid = d.objoid
    LEFT JOIN pg_catalog.pg_available_extensions() AS v ON v.name = e.extname
    WHERE d.objoid >= 16384 AND i.type IS NOT NULL AND d.description IS DISTINCT FROM v.comment
    ORDER BY d.classoid <> 'pg_class'::regclass, d.objsubid, i.identity)sql";

}  // namespace

void read_dumped_publications(DumpReading& reading) {
    reading.add_items(
        DumpRank::Publication, "publication",
        replace_all(kDumpedPublications, ":members",
                    reading.server_version >= 150000 ? kMembersOf15 : kMembersBefore15));
    reading.add_items(DumpRank::EventTrigger, "event trigger", kDumpedEventTriggers);
}

void read_dumped_comments(DumpReading& reading, const ItemOwners& owners) {
    for (Row& row : reading.connection.query(kDumpedComments)) {
        CatalogFields fields(row);
        const Oid catalog = fields.oid();
        const ObjectKey object{catalog, fields.oid()};
        const auto item = reading.items.find(owners.item_of(object));
        if (item != reading.items.end() && !owners.is_member(object)) {
            item->second.statements.push_back(fields.text());
        }
    }
}

}  // namespace erdmark::dialect::postgres
