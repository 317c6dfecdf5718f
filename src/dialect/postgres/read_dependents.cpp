#include "dialect/postgres/read_dependents.h"

#include <map>

#include <fmt/format.h>

#include "base/text.h"

namespace erdmark::dialect::postgres {

namespace {

/// Role 0 stands for everybody.
constexpr std::string_view kPolicies = R"sql(
    SELECT p.polrelid, p.polname, NOT p.polpermissive, p.polcmd,
        ARRAY(SELECT CASE WHEN m.role = 0 THEN 'public' ELSE r.rolname::text END
              FROM unnest(p.polroles) AS m(role)
              LEFT JOIN pg_catalog.pg_roles AS r ON r.oid = m.role ORDER BY 1),
        pg_catalog.pg_get_expr(p.polqual, p.polrelid),
        pg_catalog.pg_get_expr(p.polwithcheck, p.polrelid), d.description
    FROM pg_catalog.pg_policy AS p
    LEFT JOIN pg_catalog.pg_description AS d
        ON d.objoid = p.oid AND d.classoid = 'pg_catalog.pg_policy'::regclass AND d.objsubid = 0
    WHERE p.polrelid = ANY (:relations))sql";

constexpr std::string_view kRules = R"sql(
    SELECT r.ev_class, r.rulename, r.ev_type, r.is_instead,
        pg_catalog.pg_get_ruledef(r.oid, true), d.description
    FROM pg_catalog.pg_rewrite AS r
    LEFT JOIN pg_catalog.pg_description AS d
        ON d.objoid = r.oid AND d.classoid = 'pg_catalog.pg_rewrite'::regclass AND d.objsubid = 0
    WHERE r.ev_class = ANY (:relations) AND r.rulename <> '_RETURN')sql";

constexpr std::string_view kStatistics = R"sql(
    SELECT s.stxrelid, n.nspname, s.stxname, s.stxkind, s.stxkeys, {expressions}, d.description
    FROM pg_catalog.pg_statistic_ext AS s
    JOIN pg_catalog.pg_namespace AS n ON n.oid = s.stxnamespace
    LEFT JOIN pg_catalog.pg_description AS d
        ON d.objoid = s.oid AND d.classoid = 'pg_catalog.pg_statistic_ext'::regclass
            AND d.objsubid = 0
    WHERE s.stxrelid = ANY (:relations))sql";

/// A view is a rule, and a rule depends on each table and column that it names.
constexpr std::string_view kViewSources = R"sql(
    SELECT DISTINCT r.ev_class, n.nspname, c.relname, d.refobjsubid, a.attname
    FROM pg_catalog.pg_rewrite AS r
    JOIN pg_catalog.pg_depend AS d
        ON d.classid = 'pg_catalog.pg_rewrite'::regclass AND d.objid = r.oid
            AND d.refclassid = 'pg_catalog.pg_class'::regclass AND d.refobjid <> r.ev_class
    JOIN pg_catalog.pg_class AS c ON c.oid = d.refobjid AND c.relkind IN ('r', 'p', 'v', 'm', 'f')
    JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
    LEFT JOIN pg_catalog.pg_attribute AS a
        ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid AND a.attnum > 0
    WHERE r.ev_class = ANY (:relations) AND r.rulename = '_RETURN'
    ORDER BY r.ev_class, n.nspname, c.relname, d.refobjsubid)sql";

/// An owner's own rights stand in the list too, once anything was granted.
constexpr std::string_view kGrants = R"sql(
    WITH granted AS (
        SELECT c.oid AS relation, c.relowner AS owner, NULL::name AS column_name, 0 AS number,
            c.relacl AS list
        FROM pg_catalog.pg_class AS c WHERE c.oid = ANY (:relations) AND c.relacl IS NOT NULL
        UNION ALL
        SELECT c.oid, c.relowner, a.attname, a.attnum, a.attacl
        FROM pg_catalog.pg_class AS c
        JOIN pg_catalog.pg_attribute AS a ON a.attrelid = c.oid AND NOT a.attisdropped
        WHERE c.oid = ANY (:relations) AND a.attacl IS NOT NULL)
    SELECT g.relation, COALESCE(r.rolname, 'public'), x.privilege_type, x.is_grantable,
        g.column_name
    FROM granted AS g
    CROSS JOIN LATERAL pg_catalog.aclexplode(g.list) AS x
    LEFT JOIN pg_catalog.pg_roles AS r ON r.oid = x.grantee
    WHERE x.grantee <> g.owner
    ORDER BY g.relation, 2, x.privilege_type, g.number)sql";

std::string event_word(char code) {
    switch (code) {
        case '1':
        case 'r':
            return "SELECT";
        case '2':
        case 'w':
            return "UPDATE";
        case '3':
        case 'a':
            return "INSERT";
        case '4':
        case 'd':
            return "DELETE";
        default:
            return "ALL";
    }
}

/// The kinds that were chosen: nothing when all were, as without a choice. `e` only says that there
/// are expressions.
std::vector<std::string> statistics_kinds(const std::vector<std::string>& codes) {
    const std::map<std::string, std::string> words = {
        {"d", "ndistinct"}, {"f", "dependencies"}, {"m", "mcv"}};
    std::vector<std::string> kinds;
    for (const std::string& code : codes) {
        if (const auto word = words.find(code); word != words.end()) {
            kinds.push_back(word->second);
        }
    }
    return kinds.size() == words.size() ? std::vector<std::string>() : kinds;
}

/// `SELECT`, or `SELECT (email, name)` for columns.
struct Privileges {
    std::map<std::string, std::vector<std::string>> columns;  ///< By privilege.
    std::vector<std::string> whole;
};

std::vector<std::string> privilege_texts(const Privileges& privileges) {
    std::vector<std::string> texts = privileges.whole;
    for (const auto& [privilege, columns] : privileges.columns) {
        texts.push_back(fmt::format("{} ({})", privilege, fmt::join(columns, ", ")));
    }
    return texts;
}

struct GranteePrivileges {
    Privileges all;
    Privileges grantable;
};

void note_privilege(Privileges& privileges, const std::string& privilege,
                    const std::string& column) {
    if (column.empty()) {
        privileges.whole.push_back(privilege);
    } else {
        privileges.columns[privilege].push_back(display_identifier(column));
    }
}

}  // namespace

void read_policies(CatalogReading& reading) {
    for (Row& row : reading.query(kPolicies)) {
        CatalogFields fields(row);
        const Oid relation = fields.oid();
        schema::Policy policy{.name = fields.text(), .restrictive = fields.flag()};
        policy.command = event_word(fields.code());
        policy.roles = fields.texts();
        policy.using_expression = reading.condition(fields.optional_text(), relation);
        policy.check_expression = reading.condition(fields.optional_text(), relation);
        policy.comment = fields.text();
        if (schema::Table* table = reading.table(relation)) {
            table->policies.push_back(std::move(policy));
        }
    }
}

void read_rules(CatalogReading& reading) {
    for (Row& row : reading.query(kRules)) {
        CatalogFields fields(row);
        const Oid relation = fields.oid();
        schema::Rule rule{.name = fields.text()};
        rule.event = event_word(fields.code());
        rule.instead = fields.flag();
        rule.definition = trim(fields.text());
        rule.comment = fields.text();
        if (auto* rules = reading.parts(relation, &schema::Table::rules, &schema::View::rules)) {
            rules->push_back(std::move(rule));
        }
    }
}

void read_statistics(CatalogReading& reading) {
    const std::string sql = fmt::format(
        kStatistics,
        fmt::arg(
            "expressions",
            reading.since(14, "pg_catalog.pg_get_statisticsobjdef_expressions(s.oid)", "NULL")));
    for (Row& row : reading.query(sql)) {
        CatalogFields fields(row);
        const Oid relation = fields.oid();
        std::string schema = fields.text();
        schema::Statistics statistics{.name = reading.name(std::move(schema), fields.text())};
        statistics.kinds = statistics_kinds(fields.texts());
        for (const std::string& column : reading.column_names(relation, fields.numbers())) {
            statistics.parts.push_back(display_identifier(column));
        }
        const Relation& place = reading.relations.at(relation);
        for (const std::string& expression : fields.texts()) {
            statistics.parts.push_back(reading.expression(expression, &place, ""));
        }
        statistics.comment = fields.text();
        if (auto* list =
                reading.parts(relation, &schema::Table::statistics, &schema::View::statistics)) {
            list->push_back(std::move(statistics));
        }
    }
}

void read_view_sources(CatalogReading& reading) {
    for (Row& row : reading.query(kViewSources)) {
        CatalogFields fields(row);
        const Oid relation = fields.oid();
        std::string schema = fields.text();
        const schema::QualifiedName name = reading.name(std::move(schema), fields.text());
        fields.integer();
        const std::string column = fields.text();
        std::vector<schema::ViewSource>& sources = reading.view(relation)->reads;
        if (sources.empty() || sources.back().name != name) {
            sources.push_back({.name = name});
        }
        if (!column.empty()) {
            sources.back().columns.push_back(column);
        }
    }
}

void read_grants(CatalogReading& reading) {
    std::map<Oid, std::map<std::string, GranteePrivileges>> by_relation;
    for (Row& row : reading.query(kGrants)) {
        CatalogFields fields(row);
        const Oid relation = fields.oid();
        GranteePrivileges& privileges = by_relation[relation][fields.text()];
        const std::string privilege = fields.text();
        const bool grantable = fields.flag();
        const std::string column = fields.text();
        note_privilege(privileges.all, privilege, column);
        if (grantable) {
            note_privilege(privileges.grantable, privilege, column);
        }
    }
    for (const auto& [relation, grantees] : by_relation) {
        std::vector<schema::Grant>& grants =
            *reading.parts(relation, &schema::Table::grants, &schema::View::grants);
        for (const auto& [grantee, privileges] : grantees) {
            grants.push_back({.grantee = grantee,
                              .privileges = privilege_texts(privileges.all),
                              .grantable = privilege_texts(privileges.grantable)});
        }
    }
}

}  // namespace erdmark::dialect::postgres
