#include "dialect/postgres/dump.h"

#include <algorithm>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "base/error.h"
#include "base/text.h"
#include "dialect/postgres/catalog_fields.h"
#include "dialect/postgres/dump_casts.h"
#include "dialect/postgres/dump_items.h"
#include "dialect/postgres/dump_order.h"
#include "dialect/postgres/expression_names.h"
#include "dialect/postgres/shown_namespaces.h"
#include "schema/filter.h"
#include "schema/schema.h"

namespace erdmark::dialect::postgres {

namespace {

/// The server leaves the schema out of names that the search path finds.
constexpr std::string_view kDumpSession = R"sql(
    SELECT current_setting('server_version_num'),
        (SELECT COALESCE(pg_catalog.obj_description(n.oid, 'pg_namespace'), '')
         FROM pg_catalog.pg_namespace AS n WHERE n.nspname = 'public'),
        (SELECT pg_catalog.shobj_description(d.oid, 'pg_database')
         FROM pg_catalog.pg_database AS d WHERE d.datname = current_database()),
        ARRAY(SELECT n.nspname FROM pg_catalog.pg_namespace AS n WHERE n.nspname NOT LIKE 'pg\_%'),
        pg_catalog.set_config('search_path', 'public', true))sql";

/// The numbers below 16384 are the system's own, which every database has. What stands for a column
/// stands for its table; pieces of partitioned tables and their indexes need the whole ones, as any
/// other object would, and their triggers and foreign keys come with those. What a publication
/// publishes belongs to the publication.
constexpr std::string_view kDumpedDependencies = R"sql(
    SELECT DISTINCT d.classid, d.objid, d.refclassid, d.refobjid,
        CASE
            WHEN d.deptype = 'e' THEN 'e'
            WHEN d.classid = 'pg_catalog.pg_class'::regclass AND d.objsubid > 0 THEN 'n'
            WHEN d.classid IN (SELECT c.oid FROM pg_catalog.pg_class AS c
                    WHERE c.relname IN ('pg_publication_rel', 'pg_publication_namespace'))
                AND d.refclassid <> 'pg_catalog.pg_publication'::regclass THEN 'n'
            WHEN d.deptype IN ('a', 'i') THEN d.deptype::text
            ELSE 'n' END
    FROM pg_catalog.pg_depend AS d
    WHERE d.objid >= 16384 AND d.refobjid >= 16384
        AND (d.deptype NOT IN ('P', 'S') OR d.classid = 'pg_catalog.pg_class'::regclass)
        AND NOT EXISTS (SELECT FROM pg_catalog.pg_constraint AS c
            WHERE d.classid = c.tableoid AND c.oid = d.objid AND c.contype = 'f'
                AND c.conparentid <> 0)
        AND (d.classid <> d.refclassid OR d.objid <> d.refobjid)
    ORDER BY 1, 2, 3, 4, 5)sql";

/// What a database can have and a dump has not.
constexpr std::string_view kNotDumped = R"sql(
    SELECT i.type || ' ' || i.identity
    FROM (
        SELECT o.tableoid, o.oid FROM pg_catalog.pg_conversion AS o
        UNION ALL SELECT o.tableoid, o.oid FROM pg_catalog.pg_language AS o
        UNION ALL SELECT o.tableoid, o.oid FROM pg_catalog.pg_transform AS o
        UNION ALL SELECT o.tableoid, o.oid FROM pg_catalog.pg_ts_parser AS o
        UNION ALL SELECT o.tableoid, o.oid FROM pg_catalog.pg_ts_template AS o
        UNION ALL SELECT 'pg_catalog.pg_class'::regclass, o.indexrelid
            FROM pg_catalog.pg_index AS o
            JOIN pg_catalog.pg_class AS c ON c.oid = o.indrelid AND c.relkind <> 'p'
            WHERE NOT o.indisvalid
    ) AS o(catalog, object)
    CROSS JOIN LATERAL pg_catalog.pg_identify_object(o.catalog, o.object, 0) AS i
    WHERE o.object >= 16384
        AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend AS x
            WHERE x.classid = o.catalog AND x.objid = o.object AND x.deptype IN ('e', 'i'))
    ORDER BY 1)sql";

/// What tells one state of the catalog from another; see the introspector.
constexpr std::string_view kDumpFingerprint = R"sql(
    SELECT (SELECT ROW(count(*), sum(x.xmin::text::bigint)) FROM pg_catalog.pg_class AS x
            WHERE x.relpersistence <> 't' AND x.relkind <> 't' AND x.oid >= 16384),
        (SELECT ROW(count(*), sum(x.xmin::text::bigint)) FROM pg_catalog.pg_attribute AS x
            JOIN pg_catalog.pg_class AS c ON c.oid = x.attrelid AND c.relpersistence <> 't'),
        (SELECT ROW(count(*), sum(x.xmin::text::bigint)) FROM pg_catalog.pg_attrdef AS x),
        (SELECT ROW(count(*), sum(x.xmin::text::bigint)) FROM pg_catalog.pg_constraint AS x),
        (SELECT ROW(count(*), sum(x.xmin::text::bigint)) FROM pg_catalog.pg_trigger AS x),
        (SELECT ROW(count(*), sum(x.xmin::text::bigint)) FROM pg_catalog.pg_rewrite AS x),
        (SELECT ROW(count(*), sum(x.xmin::text::bigint)) FROM pg_catalog.pg_policy AS x),
        (SELECT ROW(count(*), sum(x.xmin::text::bigint)) FROM pg_catalog.pg_enum AS x),
        (SELECT ROW(count(*), sum(x.xmin::text::bigint)) FROM pg_catalog.pg_proc AS x),
        (SELECT ROW(count(*), sum(x.xmin::text::bigint)) FROM pg_catalog.pg_namespace AS x
            WHERE x.nspname NOT LIKE 'pg\_%'))sql";

constexpr int kDumpAttempts = 3;

constexpr std::string_view kHead =
    R"sql(-- The schema of a PostgreSQL database, written by erdmark: without data, owners, privileges, roles
-- and user mappings.

SET client_encoding = 'UTF8';
SET check_function_bodies = off;
SET search_path = public;
)sql";

/// What `initdb` writes (src/include/catalog/pg_namespace.dat).
constexpr std::string_view kUsualCommentOfPublic = "standard public schema";

struct Surroundings {
    std::optional<std::string> comment_of_public;  ///< Nothing when there is no such schema.
    std::string comment_of_database;
};

Surroundings begin_dump(DumpReading& reading, const IntrospectOptions& options) {
    std::vector<Row> rows = reading.connection.query(kDumpSession);
    CatalogFields fields(rows.at(0));
    reading.server_version = static_cast<int>(fields.integer());
    Surroundings surroundings;
    surroundings.comment_of_public = fields.optional_text();
    surroundings.comment_of_database = fields.text();
    const std::vector<std::string> names = fields.texts();
    require_namespaces(std::set<std::string>(names.begin(), names.end()), options.schemas);
    return surroundings;
}

void read_dependencies(DumpReading& reading) {
    for (Row& row : reading.connection.query(kDumpedDependencies)) {
        CatalogFields fields(row);
        DumpDependency& dependency = reading.dependencies.emplace_back();
        dependency.from.catalog = fields.oid();
        dependency.from.object = fields.oid();
        dependency.to.catalog = fields.oid();
        dependency.to.object = fields.oid();
        dependency.kind = fields.code();
    }
}

void leave_out(DumpReading& reading, const IntrospectOptions& options) {
    std::set<ObjectKey> left_out;
    for (const auto& [key, item] : reading.items) {
        const std::string& space = item.rank == DumpRank::Schema ? item.name : item.space;
        const bool is_other = !space.empty() && !is_shown_namespace(space, options.schemas);
        const bool is_excluded =
            item.rank == DumpRank::Table &&
            schema::matches_any(options.left_out_of_dumps,
                                {.schema = space == "public" ? "" : space, .name = item.name});
        if (is_other || is_excluded) {
            left_out.insert(key);
        }
    }
    drop_left_out(reading, std::move(left_out));
}

void read_all(DumpReading& reading, const IntrospectOptions& options) {
    read_dependencies(reading);
    read_dumped_types(reading);
    read_dumped_operators(reading);
    read_dumped_sequences(reading);
    read_dumped_relations(reading);
    read_dumped_dependents(reading);
    read_dumped_publications(reading);
    drop_parts(reading);
    for (Row& row : reading.connection.query(kNotDumped)) {
        reading.notes.push_back(row.at(0).value_or(""));
    }
    read_dumped_comments(reading, ItemOwners(reading));
    leave_out(reading, options);
}

std::string comments_of(const Surroundings& surroundings, const IntrospectOptions& options) {
    std::string text;
    const std::optional<std::string>& comment = surroundings.comment_of_public;
    if (comment && comment != kUsualCommentOfPublic &&
        is_shown_namespace("public", options.schemas)) {
        text += fmt::format("\nCOMMENT ON SCHEMA public IS {};\n", quoted_string(*comment));
    }
    // Only a block can comment on a database whose name is not known.
    if (!surroundings.comment_of_database.empty()) {
        text += fmt::format(
            "\nDO LANGUAGE plpgsql {};\n",
            quoted_string(fmt::format(
                "BEGIN EXECUTE format('COMMENT ON DATABASE %I IS %L', current_database(), {}); END",
                quoted_string(surroundings.comment_of_database))));
    }
    return text;
}

std::string script_of(DumpReading& reading, const std::string& comments) {
    std::string text(kHead);
    std::ranges::sort(reading.notes);
    for (const std::string& note : reading.notes) {
        text += fmt::format("-- Not in it: {}\n", replace_all(note, "\n", " "));
    }
    text += comments;
    std::string refreshes;
    std::string event_triggers;
    for (const DumpedItem* item : ordered_items(reading)) {
        // An event trigger fires for what the script does behind it.
        std::string& part = item->rank == DumpRank::EventTrigger ? event_triggers : text;
        part += "\n" + with_settled_arrays(text_of(*item));
        refreshes += item->refresh.empty() ? "" : item->refresh + ";\n";
    }
    return text + (refreshes.empty() ? "" : "\n" + refreshes) + event_triggers;
}

/// Nothing when the schema was changed while it was read.
std::optional<std::string> dump_undisturbed(Connection& connection,
                                            const IntrospectOptions& options, bool is_last) {
    DumpReading reading{.connection = connection};
    Surroundings surroundings;
    try {
        surroundings = begin_dump(reading, options);
        read_all(reading, options);
    } catch (const Error& error) {
        // The functions that print definitions see what others have dropped meanwhile.
        if (is_last || error.kind() != ErrorKind::Database) {
            throw;
        }
        return std::nullopt;
    }
    const std::vector<Row> before = connection.query(kDumpFingerprint);
    connection.start_over();
    if (connection.query(kDumpFingerprint) != before) {
        return std::nullopt;
    }
    return script_of(reading, comments_of(surroundings, options));
}

}  // namespace

std::string dump(Connection& connection, const IntrospectOptions& options) {
    for (int attempt = 1; attempt <= kDumpAttempts; ++attempt) {
        if (std::optional<std::string> script =
                dump_undisturbed(connection, options, attempt == kDumpAttempts)) {
            return std::move(*script);
        }
        connection.start_over();
    }
    throw Error(ErrorKind::Database,
                fmt::format("the schema was changed each of the {} times that it was read; try "
                            "again when no migration is running",
                            kDumpAttempts));
}

}  // namespace erdmark::dialect::postgres
