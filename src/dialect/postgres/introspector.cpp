#include "dialect/postgres/introspector.h"

#include <set>
#include <string>

#include <fmt/format.h>

#include "base/error.h"
#include "dialect/postgres/catalog_reading.h"
#include "dialect/postgres/expression_names.h"
#include "dialect/postgres/read_constraints.h"
#include "dialect/postgres/read_dependents.h"
#include "dialect/postgres/read_objects.h"
#include "dialect/postgres/read_relations.h"
#include "dialect/postgres/read_rows.h"
#include "dialect/postgres/schema_expressions.h"
#include "dialect/postgres/view_definitions.h"
#include "schema/filter.h"
#include "schema/sort.h"

namespace erdmark::dialect::postgres {

namespace {

/// The server writes names of the search path without their schema. A schema that the role has no
/// USAGE of is silently left out of the path. The setting ends with the transaction.
constexpr std::string_view kSession = R"sql(
    SELECT current_setting('server_version_num'),
        (SELECT pg_catalog.has_schema_privilege(n.oid, 'USAGE')
         FROM pg_catalog.pg_namespace AS n WHERE n.nspname = {schema}),
        current_user,
        (SELECT pg_catalog.shobj_description(d.oid, 'pg_database')
         FROM pg_catalog.pg_database AS d WHERE d.datname = current_database()),
        pg_catalog.set_config('search_path', pg_catalog.quote_ident({schema}), true))sql";

constexpr std::string_view kPublic = "public";

/// The schema whose name is left out: `public`, or the only one that is asked for.
std::string default_schema(const IntrospectOptions& options) {
    const bool is_one = options.schemas.size() == 1 &&
                        options.schemas.front().find_first_of("*?[") == std::string::npos;
    return is_one ? options.schemas.front() : std::string(kPublic);
}

void begin(CatalogReading& reading) {
    std::vector<Row> rows = reading.query(
        fmt::format(kSession, fmt::arg("schema", quoted_string(reading.default_schema))));
    CatalogFields fields(rows.at(0));
    reading.server_version = static_cast<int>(fields.integer());
    const std::optional<std::string> has_usage = fields.optional_text();
    const std::string role = fields.text();
    reading.schema.comment = fields.text();
    if (has_usage == "f") {
        throw Error(
            ErrorKind::Database,
            fmt::format("the role '{0}' may not use the schema '{1}'; grant it: GRANT USAGE ON "
                        "SCHEMA {2} TO {3}",
                        role, reading.default_schema, quoted_name(reading.default_schema),
                        quoted_name(role)));
    }
}

/// What tells one state of the catalog from another: PostgreSQL writes a new row, with the number
/// of the transaction, for whatever changes. Statistics and freezing change rows in place.
constexpr std::string_view kFingerprint = R"sql(
    SELECT (SELECT ROW(count(*), sum(x.xmin::text::bigint)) FROM pg_catalog.pg_class AS x
            WHERE x.relnamespace = ANY (:namespaces)),
        (SELECT ROW(count(*), sum(x.xmin::text::bigint)) FROM pg_catalog.pg_attribute AS x
            WHERE x.attrelid = ANY (:relations)),
        (SELECT ROW(count(*), sum(x.xmin::text::bigint)) FROM pg_catalog.pg_attrdef AS x
            WHERE x.adrelid = ANY (:relations)),
        (SELECT ROW(count(*), sum(x.xmin::text::bigint)) FROM pg_catalog.pg_constraint AS x
            WHERE x.connamespace = ANY (:namespaces)),
        (SELECT ROW(count(*), sum(x.xmin::text::bigint)) FROM pg_catalog.pg_trigger AS x
            WHERE x.tgrelid = ANY (:relations)),
        (SELECT ROW(count(*), sum(x.xmin::text::bigint)) FROM pg_catalog.pg_rewrite AS x
            WHERE x.ev_class = ANY (:relations)),
        (SELECT ROW(count(*), sum(x.xmin::text::bigint)) FROM pg_catalog.pg_policy AS x
            WHERE x.polrelid = ANY (:relations)),
        (SELECT ROW(count(*), sum(x.xmin::text::bigint)) FROM pg_catalog.pg_type AS x
            WHERE x.typnamespace = ANY (:namespaces)),
        (SELECT ROW(count(*), sum(x.xmin::text::bigint)) FROM pg_catalog.pg_enum AS x),
        (SELECT ROW(count(*), sum(x.xmin::text::bigint)) FROM pg_catalog.pg_proc AS x
            WHERE x.pronamespace = ANY (:namespaces)),
        (SELECT ROW(count(*), sum(x.xmin::text::bigint)) FROM pg_catalog.pg_namespace AS x
            WHERE x.oid = ANY (:namespaces)))sql";

constexpr int kAttempts = 3;

void read_everything(CatalogReading& reading, const IntrospectOptions& options) {
    begin(reading);
    read_namespaces(reading, options.schemas);
    read_types(reading);
    read_relations(reading);
    read_columns(reading);
    read_indexes(reading);
    read_constraints(reading);
    read_triggers(reading);
    read_policies(reading);
    read_rules(reading);
    read_statistics(reading);
    read_view_sources(reading);
    read_sequences(reading);
    read_routines(reading);
    read_extensions(reading);
    read_event_triggers(reading);
    read_publications(reading);
    if (options.privileges) {
        read_grants(reading);
    }
    read_rows(reading, options.row_tables);
    settle_expressions(reading.schema, reading.default_schema);
    set_canonical_definitions(reading.schema, reading.default_schema);
}

/// The server's functions that print expressions look names up as they are now, not as they were
/// when the transaction began: what was dropped meanwhile is an error there, and what was renamed
/// has its new name in some texts and its old one in others.
bool may_come_from_a_change(const Error& error) {
    const std::string_view message = error.what();
    return message.find("cache lookup failed") != std::string_view::npos ||
           message.find("could not open relation") != std::string_view::npos ||
           message.find("does not exist") != std::string_view::npos;
}

/// Nothing when the schema was changed while it was read. The last attempt says what the server
/// said.
std::optional<schema::Schema> read_undisturbed(Connection& connection,
                                               const IntrospectOptions& options, bool is_last) {
    CatalogReading reading{.connection = connection, .default_schema = default_schema(options)};
    reading.schema.engine = "postgresql";
    try {
        read_everything(reading, options);
    } catch (const Error& error) {
        if (!is_last && may_come_from_a_change(error)) {
            return std::nullopt;
        }
        throw;
    }
    const std::vector<Row> before = reading.query(kFingerprint);
    connection.start_over();
    if (reading.query(kFingerprint) != before) {
        return std::nullopt;
    }
    const std::set<std::string> used = schema::namespaces_in_use(reading.schema);
    std::erase_if(reading.schema.namespaces, [&](const schema::Namespace& space) {
        return space.comment.empty() && !used.contains(space.name);
    });
    schema::sort(reading.schema);
    return std::move(reading.schema);
}

}  // namespace

schema::Schema introspect(Connection& connection, const IntrospectOptions& options) {
    for (int attempt = 1; attempt <= kAttempts; ++attempt) {
        if (std::optional<schema::Schema> schema =
                read_undisturbed(connection, options, attempt == kAttempts)) {
            return std::move(*schema);
        }
        connection.start_over();
    }
    throw Error(ErrorKind::Database,
                fmt::format("the schema was changed each of the {} times that it was read; try "
                            "again when no migration is running",
                            kAttempts));
}

}  // namespace erdmark::dialect::postgres
