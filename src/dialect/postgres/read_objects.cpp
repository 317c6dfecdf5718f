#include "dialect/postgres/read_objects.h"

#include <fmt/format.h>

namespace erdmark::dialect::postgres {

namespace {

/// Every database has PL/pgSQL. The words that come with an extension are no author's.
constexpr std::string_view kExtensions = R"sql(
    SELECT e.extname, n.nspname, e.extversion, NULLIF(d.description, a.comment)
    FROM pg_catalog.pg_extension AS e
    JOIN pg_catalog.pg_namespace AS n ON n.oid = e.extnamespace
    LEFT JOIN pg_catalog.pg_available_extensions() AS a ON a.name = e.extname
    LEFT JOIN pg_catalog.pg_description AS d
        ON d.objoid = e.oid AND d.classoid = 'pg_catalog.pg_extension'::regclass AND d.objsubid = 0
    WHERE e.extname <> 'plpgsql')sql";

constexpr std::string_view kEventTriggers = R"sql(
    SELECT t.evtname, t.evtevent, t.evttags, t.evtfoid::regproc, t.evtenabled, d.description
    FROM pg_catalog.pg_event_trigger AS t
    LEFT JOIN pg_catalog.pg_description AS d
        ON d.objoid = t.oid AND d.classoid = 'pg_catalog.pg_event_trigger'::regclass
            AND d.objsubid = 0
    WHERE NOT EXISTS (SELECT FROM pg_catalog.pg_depend AS x
        WHERE x.classid = 'pg_catalog.pg_event_trigger'::regclass AND x.objid = t.oid
            AND x.deptype = 'e'))sql";

/// One row for each table or schema of a publication, one with NULL for a publication without.
constexpr std::string_view kPublications = R"sql(
    SELECT p.oid, p.pubname, p.puballtables, p.pubinsert, p.pubupdate, p.pubdelete, p.pubtruncate,
        d.description, m.space, m.name, m.columns, m.relation, m.condition
    FROM pg_catalog.pg_publication AS p
    LEFT JOIN ({members}) AS m(publication, space, name, columns, relation, condition)
        ON m.publication = p.oid
    LEFT JOIN pg_catalog.pg_description AS d
        ON d.objoid = p.oid AND d.classoid = 'pg_catalog.pg_publication'::regclass
            AND d.objsubid = 0
    ORDER BY p.pubname, m.space, m.name)sql";

constexpr std::string_view kMembers = R"sql(
    SELECT r.prpubid, n.nspname, c.relname, NULL::text[], r.prrelid, NULL::text
    FROM pg_catalog.pg_publication_rel AS r
    JOIN pg_catalog.pg_class AS c ON c.oid = r.prrelid
    JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace)sql";

/// PostgreSQL 15 has columns, conditions and whole schemas.
constexpr std::string_view kMembersSince15 = R"sql(
    SELECT r.prpubid, n.nspname, c.relname,
        CASE WHEN r.prattrs IS NOT NULL THEN ARRAY(
            SELECT a.attname::text FROM pg_catalog.pg_attribute AS a
            WHERE a.attrelid = r.prrelid AND a.attnum = ANY (r.prattrs::int2[])
            ORDER BY a.attnum) END,
        r.prrelid, pg_catalog.pg_get_expr(r.prqual, r.prrelid)
    FROM pg_catalog.pg_publication_rel AS r
    JOIN pg_catalog.pg_class AS c ON c.oid = r.prrelid
    JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
    UNION ALL
    SELECT s.pnpubid, n.nspname, NULL, NULL, NULL, NULL
    FROM pg_catalog.pg_publication_namespace AS s
    JOIN pg_catalog.pg_namespace AS n ON n.oid = s.pnnspid)sql";

std::vector<std::string> take_operations(CatalogFields& fields) {
    std::vector<std::string> operations;
    for (const char* word : {"INSERT", "UPDATE", "DELETE", "TRUNCATE"}) {
        if (fields.flag()) {
            operations.emplace_back(word);
        }
    }
    return operations.size() == 4 ? std::vector<std::string>() : operations;
}

std::string published_table(const schema::QualifiedName& name, std::vector<std::string> columns,
                            const std::string& condition) {
    std::string text = name.display();
    for (std::string& column : columns) {
        column = display_identifier(column);
    }
    if (!columns.empty()) {
        text += fmt::format(" ({})", fmt::join(columns, ", "));
    }
    return condition.empty() ? text : fmt::format("{} WHERE {}", text, condition);
}

void add_member(CatalogReading& reading, CatalogFields& fields, schema::Publication& publication) {
    const std::optional<std::string> space = fields.optional_text();
    const std::optional<std::string> table = fields.optional_text();
    std::vector<std::string> columns = fields.texts();
    const Oid relation = fields.oid();
    const std::string condition = reading.condition(fields.optional_text(), relation);
    if (table) {
        publication.tables.push_back(
            published_table(reading.name(*space, *table), std::move(columns), condition));
    } else if (space) {
        publication.schemas.push_back(*space);
    }
}

}  // namespace

void read_extensions(CatalogReading& reading) {
    for (Row& row : reading.query(kExtensions)) {
        CatalogFields fields(row);
        schema::Extension extension{.name = fields.text()};
        const std::string schema = fields.text();
        extension.schema = schema == reading.default_schema ? "" : schema;
        extension.version = fields.text();
        extension.comment = fields.text();
        reading.schema.extensions.push_back(std::move(extension));
    }
}

void read_event_triggers(CatalogReading& reading) {
    for (Row& row : reading.query(kEventTriggers)) {
        CatalogFields fields(row);
        schema::EventTrigger trigger{.name = fields.text(), .event = fields.text()};
        trigger.tags = fields.texts();
        trigger.function = fields.text() + "()";
        if (const std::string words = firing_words(fields.code()); !words.empty()) {
            trigger.options.push_back(words);
        }
        trigger.comment = fields.text();
        reading.schema.event_triggers.push_back(std::move(trigger));
    }
}

void read_publications(CatalogReading& reading) {
    const std::string sql = fmt::format(
        kPublications, fmt::arg("members", reading.since(15, kMembersSince15, kMembers)));
    std::vector<schema::Publication>& publications = reading.schema.publications;
    Oid last = 0;
    for (Row& row : reading.query(sql)) {
        CatalogFields fields(row);
        if (const Oid oid = fields.oid(); oid != last) {
            publications.emplace_back();
            last = oid;
        }
        schema::Publication& publication = publications.back();
        publication.name = fields.text();
        publication.all_tables = fields.flag();
        publication.operations = take_operations(fields);
        publication.comment = fields.text();
        add_member(reading, fields, publication);
    }
}

}  // namespace erdmark::dialect::postgres
