#include <fmt/format.h>

#include "base/text.h"
#include "contract/postgres_cross_check.h"
#include "contract/postgres_fact_text.h"
#include "dialect/postgres/domain_check.h"

namespace erdmark::test {
namespace {

using dialect::Connection;
using dialect::Row;

// Each query gives lines, or the parts of a line of which some are expressions. The functions and
// CTEs that all of them use stand in `kCommon`.

/// `ours` are the relations that are documented: no system's, no extension's; `shown` are those of
/// them that are no partitions.
constexpr std::string_view kCommon = R"sql(
    WITH ours AS (
        SELECT c.oid, n.nspname::text AS space, c.relname::text AS name, c.relkind, c.relispartition
        FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
        WHERE n.nspname NOT LIKE 'pg\_%' AND n.nspname <> 'information_schema'
            AND NOT EXISTS (SELECT FROM pg_depend AS d
                WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')),
    shown AS (SELECT * FROM ours WHERE NOT relispartition)
    )sql";

constexpr std::string_view kTables = R"sql(
    SELECT format('%s.%s %s', t.table_schema, t.table_name, lower(t.table_type))
    FROM information_schema.tables AS t
    JOIN ours AS o ON o.space = t.table_schema AND o.name = t.table_name
    UNION ALL
    SELECT format('%s.%s materialized view', m.schemaname, m.matviewname)
    FROM pg_matviews AS m JOIN ours AS o ON o.space = m.schemaname AND o.name = m.matviewname)sql";

constexpr std::string_view kColumns = R"sql(
    SELECT format('%s.%s', c.table_schema, c.table_name),
        row_number() OVER (PARTITION BY c.table_schema, c.table_name ORDER BY c.ordinal_position),
        c.column_name, c.data_type,
        quote_ident(CASE WHEN c.domain_name IS NOT NULL THEN c.domain_schema
            ELSE COALESCE(e.udt_schema, c.udt_schema) END),
        CASE WHEN c.domain_name IS NOT NULL THEN quote_ident(c.domain_name)
            ELSE quote_ident(COALESCE(e.udt_name, c.udt_name)) END,
        e.data_type, c.domain_name IS NOT NULL,
        COALESCE(c.character_maximum_length, c.numeric_precision), c.numeric_scale,
        c.datetime_precision, c.interval_type,
        c.is_nullable, c.column_default, c.is_identity, c.identity_generation, c.is_generated,
        c.generation_expression, CASE WHEN c.udt_name NOT IN ('name', '_name')
            AND COALESCE(c.domain_schema, e.udt_schema, '') <> 'information_schema'
            THEN c.collation_name END,
        col_description(o.oid, c.ordinal_position)
    FROM information_schema.columns AS c
    JOIN shown AS o ON o.space = c.table_schema AND o.name = c.table_name
    LEFT JOIN information_schema.element_types AS e
        ON e.object_schema = c.table_schema AND e.object_name = c.table_name
            AND e.object_type = 'TABLE' AND e.collection_type_identifier = c.dtd_identifier
            AND c.data_type = 'ARRAY'
    ORDER BY 1, 2)sql";

constexpr std::string_view kKeys = R"sql(
    SELECT format('%s.%s %s %s (%s)%s', t.table_schema, t.table_name, lower(t.constraint_type),
        t.constraint_name, string_agg(k.column_name, ', ' ORDER BY k.ordinal_position),
        CASE WHEN t.is_deferrable = 'YES' AND t.initially_deferred = 'YES' THEN ' deferred'
            WHEN t.is_deferrable = 'YES' THEN ' deferrable' END)
    FROM information_schema.table_constraints AS t
    JOIN shown AS o ON o.space = t.table_schema AND o.name = t.table_name
    JOIN information_schema.key_column_usage AS k
        ON k.constraint_schema = t.constraint_schema AND k.constraint_name = t.constraint_name
            AND k.table_schema = t.table_schema AND k.table_name = t.table_name
    WHERE NOT EXISTS (SELECT FROM pg_constraint AS c WHERE c.conrelid = o.oid
        AND c.conname = t.constraint_name AND c.conparentid <> 0)
    GROUP BY t.table_schema, t.table_name, t.constraint_type, t.constraint_name, t.is_deferrable,
        t.initially_deferred)sql";

constexpr std::string_view kForeignKeys = R"sql(
    SELECT format('%s.%s %s %s', o.space, o.name, c.conname, replace(pg_get_constraintdef(c.oid), '"', ''))
    FROM pg_constraint AS c JOIN shown AS o ON o.oid = c.conrelid
    WHERE c.contype = 'f' AND c.conparentid = 0)sql";

/// Unlike the one above: by the names of the standard, where they tell constraints apart.
constexpr std::string_view kReferences = R"sql(
    SELECT DISTINCT format('%s.%s match %s update %s delete %s', r.constraint_schema, r.constraint_name,
        CASE r.match_option WHEN 'NONE' THEN 'SIMPLE' ELSE r.match_option END, r.update_rule,
        r.delete_rule)
    FROM information_schema.referential_constraints AS r
    WHERE 1 = (SELECT count(*) FROM pg_constraint AS c
            JOIN pg_namespace AS n ON n.oid = c.connamespace
            JOIN shown AS o ON o.oid = c.conrelid
            WHERE n.nspname = r.constraint_schema AND c.conname = r.constraint_name
                AND c.conparentid = 0))sql";

constexpr std::string_view kChecks = R"sql(
    SELECT format('%s.%s', o.space, o.name), c.conname, pg_get_constraintdef(c.oid)
    FROM pg_constraint AS c JOIN shown AS o ON o.oid = c.conrelid
    WHERE c.contype = 'c')sql";

constexpr std::string_view kIndexes = R"sql(
    SELECT format('%s.%s', i.schemaname, i.tablename), i.indexname, i.indexdef,
        (SELECT string_agg(pg_get_indexdef(x.indexrelid, k, false) || E'\x01'
            || CASE WHEN pg_index_column_has_property(x.indexrelid, k, 'desc') THEN ' DESC' ELSE '' END
            || CASE WHEN pg_index_column_has_property(x.indexrelid, k, 'nulls_first')
                THEN ' NULLS FIRST' ELSE '' END, E'\x02' ORDER BY k)
         FROM generate_series(1, x.indnkeyatts) AS k)
    FROM pg_indexes AS i
    JOIN shown AS o ON o.space = i.schemaname AND o.name = i.tablename
    JOIN pg_namespace AS n ON n.nspname = i.schemaname
    JOIN pg_class AS c ON c.relname = i.indexname AND c.relnamespace = n.oid
    JOIN pg_index AS x ON x.indexrelid = c.oid)sql";

constexpr std::string_view kViews = R"sql(
    SELECT format('%s.%s', v.table_schema, v.table_name), lower(v.check_option)
    FROM information_schema.views AS v
    JOIN ours AS o ON o.space = v.table_schema AND o.name = v.table_name
    UNION ALL
    SELECT format('%s.%s', m.schemaname, m.matviewname), 'none'
    FROM pg_matviews AS m JOIN ours AS o ON o.space = m.schemaname AND o.name = m.matviewname)sql";

constexpr std::string_view kViewColumns = R"sql(
    SELECT DISTINCT format('%s.%s reads %s.%s.%s', u.view_schema, u.view_name, u.table_schema, u.table_name,
        u.column_name)
    FROM information_schema.view_column_usage AS u
    JOIN ours AS o ON o.space = u.view_schema AND o.name = u.view_name)sql";

constexpr std::string_view kEnums = R"sql(
    SELECT format('%s.%s: %s', n.nspname, t.typname,
        string_agg(e.enumlabel, ', ' ORDER BY e.enumsortorder))
    FROM pg_enum AS e JOIN pg_type AS t ON t.oid = e.enumtypid
    JOIN pg_namespace AS n ON n.oid = t.typnamespace
    WHERE NOT EXISTS (SELECT FROM pg_depend AS d
        WHERE d.classid = 'pg_type'::regclass AND d.objid = t.oid AND d.deptype = 'e')
    GROUP BY n.nspname, t.typname)sql";

constexpr std::string_view kDomains = R"sql(
    SELECT format('%s.%s', d.domain_schema, d.domain_name), d.domain_default,
        CASE WHEN COALESCE(b.data_type, d.data_type) = 'USER-DEFINED'
            THEN format_type(to_regtype(format('%I.%I', COALESCE(b.udt_schema, d.udt_schema),
                COALESCE(b.udt_name, d.udt_name))), NULL)
            ELSE COALESCE(b.data_type, d.data_type) END,
        c.constraint_name, k.check_clause
    FROM information_schema.domains AS d
    LEFT JOIN information_schema.domains AS b
        ON b.domain_schema = d.udt_schema AND b.domain_name = d.udt_name
    LEFT JOIN information_schema.domain_constraints AS c
        ON c.domain_schema = d.domain_schema AND c.domain_name = d.domain_name
    LEFT JOIN information_schema.check_constraints AS k
        ON k.constraint_schema = c.constraint_schema AND k.constraint_name = c.constraint_name
    WHERE d.domain_schema NOT IN ('information_schema', 'pg_catalog')
        AND NOT EXISTS (SELECT FROM pg_depend AS x WHERE x.classid = 'pg_type'::regclass
            AND x.deptype = 'e'
            AND x.objid = to_regtype(format('%I.%I', d.domain_schema, d.domain_name))))sql";

constexpr std::string_view kAttributes = R"sql(
    SELECT format('%s.%s %s', a.udt_schema, a.udt_name,
        string_agg(a.attribute_name, ', ' ORDER BY a.ordinal_position))
    FROM information_schema.attributes AS a
    JOIN ours AS o ON o.space = a.udt_schema AND o.name = a.udt_name AND o.relkind = 'c'
    GROUP BY a.udt_schema, a.udt_name)sql";

constexpr std::string_view kSequences = R"sql(
    SELECT format('%s.%s %s start %s increment %s from %s to %s%s', s.sequence_schema,
        s.sequence_name, s.data_type, s.start_value, s.increment, s.minimum_value, s.maximum_value,
        CASE WHEN s.cycle_option = 'YES' THEN ' cycle' END)
    FROM information_schema.sequences AS s
    JOIN ours AS o ON o.space = s.sequence_schema AND o.name = s.sequence_name)sql";

constexpr std::string_view kTriggers = R"sql(
    SELECT format('%s.%s %s %s %s %s %s', t.event_object_schema, t.event_object_table,
        t.trigger_name, t.action_timing, t.event_manipulation, t.action_orientation,
        regexp_replace(t.action_statement, 'EXECUTE (FUNCTION|PROCEDURE) ', ''))
    FROM information_schema.triggers AS t
    JOIN shown AS o ON o.space = t.event_object_schema AND o.name = t.event_object_table)sql";

constexpr std::string_view kRoutines = R"sql(
    SELECT format('%s.%s %s %s', r.specific_schema, r.routine_name,
        CASE WHEN p.prokind <> 'a' THEN lower(r.external_language) END,
        lower(r.security_type))
    FROM information_schema.routines AS r
    JOIN pg_proc AS p ON p.oid = substring(r.specific_name FROM '_(\d+)$')::oid
    WHERE r.specific_schema NOT IN ('pg_catalog', 'information_schema')
        AND NOT EXISTS (SELECT FROM pg_depend AS d WHERE d.classid = 'pg_proc'::regclass
            AND d.objid = p.oid AND d.deptype IN ('e', 'i')))sql";

constexpr std::string_view kPolicies = R"sql(
    SELECT format('%s.%s', p.schemaname, p.tablename), format('%s %s %s to %s', p.policyname,
        lower(p.permissive), p.cmd, (SELECT string_agg(r, ', ' ORDER BY r) FROM unnest(p.roles) AS r)),
        p.qual, p.with_check
    FROM pg_policies AS p
    JOIN shown AS o ON o.space = p.schemaname AND o.name = p.tablename)sql";

constexpr std::string_view kPartitions = R"sql(
    SELECT format('%s.%s under %s.%s', o.space, o.name, p.space, p.name)
    FROM shown AS root
    CROSS JOIN LATERAL pg_partition_tree(root.oid) AS t
    JOIN ours AS o ON o.oid = t.relid
    JOIN ours AS p ON p.oid = t.parentrelid
    WHERE root.relkind = 'p')sql";

constexpr std::string_view kGrants = R"sql(
    SELECT format('%s.%s to %s: %s%s', g.table_schema, g.table_name, lower(g.grantee),
        g.privilege_type, CASE WHEN g.is_grantable = 'YES' THEN ' grantable' END)
    FROM information_schema.table_privileges AS g
    JOIN shown AS o ON o.space = g.table_schema AND o.name = g.table_name
    JOIN pg_class AS c ON c.oid = o.oid
    WHERE g.grantee <> pg_get_userbyid(c.relowner))sql";

constexpr std::string_view kComments = R"sql(
    SELECT format('%s.%s: %s', o.space, o.name, obj_description(o.oid, 'pg_class'))
    FROM ours AS o
    WHERE o.relkind IN ('r', 'p', 'v', 'm', 'f') AND obj_description(o.oid, 'pg_class') IS NOT NULL)sql";

struct LineQuery {
    const char* kind;
    std::string_view sql;
};

constexpr LineQuery kLineQueries[] = {
    {"tables", kTables},
    {"keys", kKeys},
    {"foreign keys", kForeignKeys},
    {"references", kReferences},
    {"view sources", kViewColumns},
    {"enums", kEnums},
    {"composite types", kAttributes},
    {"sequences", kSequences},
    {"triggers", kTriggers},
    {"routines", kRoutines},
    {"partitions", kPartitions},
    {"grants", kGrants},
    {"comments", kComments},
};

std::vector<Row> ask(Connection& connection, std::string_view sql) {
    return connection.query(std::string(kCommon) + std::string(sql));
}

/// The type that an expression of the column has: a domain's is what it is made of.
std::string base_type(const Row& row) {
    const bool is_domain = row[7] == "t";
    return is_domain && row[3] != "USER-DEFINED" ? row[3].value_or("") : type_text(row);
}

using ColumnTypes = std::map<std::string, std::map<std::string, std::string>>;

const std::map<std::string, std::string>* types_of(const ColumnTypes& types,
                                                   const std::string& table) {
    const auto found = types.find(table);
    return found == types.end() ? nullptr : &found->second;
}

std::vector<std::string> column_lines(const std::vector<Row>& rows, ColumnTypes& types) {
    for (const Row& row : rows) {
        types[*row[0]][*row[2]] = base_type(row);
    }
    std::vector<std::string> lines;
    for (const Row& row : rows) {
        std::string line = fmt::format("{} {}: {} {}", *row[0], *row[1], *row[2], type_text(row));
        line += row[12] == "NO" ? " NOT NULL" : "";
        const std::string value = canonical_value(row[13].value_or(""), nullptr, base_type(row));
        // A default of NULL is none; for a type with a length the server keeps it.
        line += value.empty() || value == "NULL" ? "" : " DEFAULT " + value;
        line += row[14] == "YES" ? " IDENTITY " + row[15].value_or("") : "";
        if (row[16] == "ALWAYS") {
            line += " AS " + canonical_value(*row[17], &types[*row[0]], base_type(row));
        }
        line += row[18] ? " COLLATE " + *row[18] : "";
        line += row[19] ? " -- " + *row[19] : "";
        lines.push_back(line);
    }
    return lines;
}

/// `CHECK ((a > 0)) NO INHERIT NOT VALID`
std::string check_line(const Row& row, const ColumnTypes& types) {
    std::string text = *row[2];
    std::string words;
    for (const std::string word : {" NOT VALID", " NO INHERIT"}) {
        if (text.ends_with(word)) {
            text.resize(text.size() - word.size());
            words += word;
        }
    }
    text = text.substr(std::string("CHECK ").size());
    return fmt::format("{} {} {}{}", *row[0], *row[1],
                       canonical_value(text, types_of(types, *row[0]), "boolean"), words);
}

std::string index_line(const Row& row, const ColumnTypes& types) {
    const auto* columns = types_of(types, *row[0]);
    const std::string& definition = *row[2];
    const std::size_t using_at = definition.find(" USING ") + 7;
    std::string line = fmt::format(
        "{} {}{} {} (", *row[0], definition.starts_with("CREATE UNIQUE") ? "unique " : "", *row[1],
        definition.substr(using_at, definition.find(' ', using_at) - using_at));
    std::string separator;
    for (const std::string_view part : split(*row[3], '\x02')) {
        const std::size_t end = part.find('\x01');
        line += separator + index_part(std::string(part.substr(0, end)), columns);
        line += part.substr(end + 1);
        separator = ", ";
    }
    const std::size_t where = definition.rfind(" WHERE ");
    return line + ")" +
           (where == std::string::npos
                ? ""
                : " WHERE " + canonical_value(definition.substr(where + 7), columns, "boolean"));
}

std::string policy_line(const Row& row, const ColumnTypes& types) {
    const auto* columns = types_of(types, *row[0]);
    return fmt::format("{} {} using {} check {}", *row[0], *row[1],
                       canonical_value(row[2].value_or(""), columns, "boolean"),
                       canonical_value(row[3].value_or(""), columns, "boolean"));
}

std::string domain_line(const Row& row) {
    return fmt::format(
        "{} default {} {} {}", *row[0],
        canonical_value(row[1].value_or(""), nullptr, row[2].value_or("")), row[3].value_or(""),
        dialect::postgres::canonical_domain_check(row[4].value_or(""), row[2].value_or("")));
}

}  // namespace

Facts facts_of_views(Connection& connection) {
    connection.query("SELECT set_config('search_path', 'public', true)");
    Facts facts;
    for (const LineQuery& each : kLineQueries) {
        for (const Row& row : ask(connection, each.sql)) {
            facts[each.kind].push_back(*row[0]);
        }
    }
    ColumnTypes types;
    facts["columns"] = column_lines(ask(connection, kColumns), types);
    for (const Row& row : ask(connection, kChecks)) {
        facts["checks"].push_back(check_line(row, types));
    }
    for (const Row& row : ask(connection, kIndexes)) {
        facts["indexes"].push_back(index_line(row, types));
    }
    for (const Row& row : ask(connection, kPolicies)) {
        facts["policies"].push_back(policy_line(row, types));
    }
    for (const Row& row : ask(connection, kViews)) {
        facts["views"].push_back(fmt::format("{} {}", *row[0], row[1].value_or("")));
    }
    for (const Row& row : ask(connection, kDomains)) {
        facts["domains"].push_back(domain_line(row));
    }
    return facts;
}

}  // namespace erdmark::test
