#include <fmt/format.h>

#include "base/text.h"
#include "dialect/postgres/catalog_text.h"
#include "dialect/postgres/dump_columns.h"
#include "dialect/postgres/dump_items.h"

namespace erdmark::dialect::postgres {

namespace {

constexpr std::string_view kDumpedSequences = R"sql(
    SELECT c.tableoid, c.oid, n.nspname, c.relname, NULL, d.refobjid,
        concat_ws(' ', CASE WHEN c.relpersistence = 'u' THEN 'CREATE UNLOGGED SEQUENCE'
                ELSE 'CREATE SEQUENCE' END, c.oid::regclass,
            'AS ' || NULLIF(pg_catalog.format_type(s.seqtypid, NULL), 'bigint'),
            NULLIF(:sequence_options, '')),
        NULL, NULL
    FROM pg_catalog.pg_sequence AS s
    JOIN pg_catalog.pg_class AS c ON c.oid = s.seqrelid
    JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
    LEFT JOIN pg_catalog.pg_depend AS d
        ON d.classid = 'pg_catalog.pg_class'::regclass AND d.objid = c.oid AND d.objsubid = 0
            AND d.refclassid = 'pg_catalog.pg_class'::regclass AND d.deptype = 'a'
    WHERE c.relpersistence <> 't' AND c.oid >= 16384 AND n.nspname NOT LIKE 'pg\_%')sql";

/// The columns that own sequences.
constexpr std::string_view kSequenceOwners = R"sql(
    SELECT c.tableoid, c.oid, d.refobjid, n.nspname, c.relname,
        format('ALTER SEQUENCE %s OWNED BY %s.%I', c.oid::regclass, d.refobjid::regclass, a.attname)
    FROM pg_catalog.pg_class AS c
    JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
    JOIN pg_catalog.pg_depend AS d
        ON d.classid = 'pg_catalog.pg_class'::regclass AND d.objid = c.oid AND d.objsubid = 0
            AND d.refclassid = 'pg_catalog.pg_class'::regclass AND d.deptype = 'a'
    JOIN pg_catalog.pg_attribute AS a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid
    WHERE c.relkind = 'S' AND c.relpersistence <> 't' AND c.oid >= 16384)sql";

constexpr std::string_view kDumpedViews = R"sql(
    SELECT c.tableoid, c.oid, c.oid::regclass, n.nspname, c.relname, c.relkind = 'm',
        c.relispopulated, c.reloptions, quote_ident(NULLIF(m.amname, 'heap')),
        pg_catalog.pg_get_viewdef(c.oid, false),
        (SELECT string_agg(format('NULL::%s%s AS %I', pg_catalog.format_type(a.atttypid, a.atttypmod),
                COALESCE((SELECT format(' COLLATE %I.%I', kn.nspname, k.collname)
                    FROM pg_catalog.pg_collation AS k
                    JOIN pg_catalog.pg_type AS t ON t.oid = a.atttypid
                    JOIN pg_catalog.pg_namespace AS kn ON kn.oid = k.collnamespace
                    WHERE k.oid = a.attcollation AND a.attcollation <> t.typcollation), ''),
                a.attname), E',\n    ' ORDER BY a.attnum)
         FROM pg_catalog.pg_attribute AS a
         WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped),
        i.index
    FROM pg_catalog.pg_class AS c
    JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
    LEFT JOIN pg_catalog.pg_am AS m ON m.oid = c.relam
    LEFT JOIN (
        SELECT x.indrelid, quote_ident(xc.relname) AS index
        FROM pg_catalog.pg_index AS x
        JOIN pg_catalog.pg_class AS xc ON xc.oid = x.indexrelid
        WHERE x.indisclustered) AS i ON i.indrelid = c.oid
    WHERE c.relkind IN ('v', 'm') AND c.relpersistence <> 't' AND c.oid >= 16384
        AND n.nspname NOT LIKE 'pg\_%'
        AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend AS x
            WHERE x.classid = 'pg_catalog.pg_class'::regclass AND x.objid = c.oid
                AND x.deptype = 'e'))sql";

void add_view(DumpReading& reading, const ColumnsOfTables& columns, CatalogFields fields) {
    const Oid catalog = fields.oid();
    const ObjectKey key{catalog, fields.oid()};
    const std::string shown = fields.text();
    DumpedItem item{.rank = DumpRank::View, .word = "view", .space = fields.text()};
    item.name = fields.text();
    const bool is_materialized = fields.flag();
    const bool is_populated = fields.flag();
    const std::string options = storage_parameters(fields.options());
    const std::string access_method = fields.text();
    const std::string_view with = options.empty() ? "" : " WITH";
    std::string query = fields.text();
    while (query.ends_with(';') || query.ends_with('\n')) {
        query.pop_back();
    }
    const std::string nothing = fields.text();
    if (is_materialized) {
        item.head = fmt::format("CREATE MATERIALIZED VIEW {}{}{}{}{} AS\n{}\nWITH NO DATA", shown,
                                access_method.empty() ? "" : " USING ", access_method, with,
                                options, query);
        item.refresh = is_populated ? "REFRESH MATERIALIZED VIEW " + shown : "";
    } else {
        item.head = fmt::format("CREATE VIEW {}{}{} AS\n{}", shown, with, options, query);
        item.placeholder = fmt::format("CREATE VIEW {} AS\nSELECT\n    {}", shown, nothing);
    }
    for (const DumpedColumn& column : columns.of(key.object)) {
        if (!column.default_text.empty()) {
            item.statements.push_back(fmt::format("ALTER VIEW {} ALTER COLUMN {} SET DEFAULT {}",
                                                  shown, column.shown_name, column.default_text));
        }
    }
    if (is_materialized) {
        add_column_changes(columns.of(key.object), shown, item);
    }
    reading.items[key] = std::move(item);
}

}  // namespace

void read_dumped_sequences(DumpReading& reading) {
    reading.add_items(DumpRank::Sequence, "sequence",
                      replace_all(kDumpedSequences, ":sequence_options", kSequenceOptions));
}

void read_sequence_owners(DumpReading& reading) {
    for (Row& row : reading.connection.query(kSequenceOwners)) {
        CatalogFields fields(row);
        const Oid catalog = fields.oid();
        const ObjectKey sequence{catalog, fields.oid()};
        if (!reading.items.contains(sequence)) {
            continue;
        }
        const ObjectKey key{kOwnerStatements, sequence.object};
        const ObjectKey table{catalog, fields.oid()};
        DumpedItem item{
            .rank = DumpRank::Owner, .word = "owner of the sequence", .relation = table.object};
        item.space = fields.text();
        item.name = fields.text();
        item.head = fields.text();
        reading.items[key] = std::move(item);
        reading.dependencies.push_back({.from = key, .to = sequence});
        reading.dependencies.push_back({.from = key, .to = table});
    }
}

void read_dumped_views(DumpReading& reading, const ColumnsOfTables& columns) {
    for (Row& row : reading.connection.query(kDumpedViews)) {
        add_view(reading, columns, CatalogFields(row));
    }
}

}  // namespace erdmark::dialect::postgres
