#include "dialect/postgres/dump_items.h"

namespace erdmark::dialect::postgres {

namespace {

/// The server writes the name with its schema, and `OR REPLACE`.
constexpr std::string_view kDumpedFunctions = R"sql(
    SELECT p.tableoid, p.oid, n.nspname, p.proname,
        pg_catalog.pg_get_function_identity_arguments(p.oid), NULL,
        format('CREATE %s %s%I', k.kind, CASE WHEN pg_catalog.pg_function_is_visible(p.oid) THEN ''
                ELSE quote_ident(n.nspname) || '.' END, p.proname)
            || rtrim(substr(pg_catalog.pg_get_functiondef(p.oid),
                length(format('CREATE OR REPLACE %s %I.%I', k.kind, n.nspname, p.proname)) + 1),
                E' \n'),
        NULL, NULL
    FROM pg_catalog.pg_proc AS p
    CROSS JOIN LATERAL (
        SELECT CASE p.prokind WHEN 'p' THEN 'PROCEDURE' ELSE 'FUNCTION' END) AS k(kind)
    JOIN pg_catalog.pg_namespace AS n ON n.oid = p.pronamespace
    WHERE p.prokind <> 'a' AND p.oid >= 16384 AND n.nspname NOT LIKE 'pg\_%'
        AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend AS x
            WHERE x.classid = 'pg_catalog.pg_proc'::regclass AND x.objid = p.oid
                AND x.deptype IN ('e', 'i')))sql";

constexpr std::string_view kDumpedAggregates = R"sql(
    SELECT p.tableoid, p.oid, n.nspname, p.proname,
        pg_catalog.pg_get_function_identity_arguments(p.oid), NULL,
        format(E'CREATE AGGREGATE %s%I(%s) (\n    %s\n)',
            CASE WHEN pg_catalog.pg_function_is_visible(p.oid) THEN ''
                ELSE quote_ident(n.nspname) || '.' END, p.proname,
            COALESCE(NULLIF(pg_catalog.pg_get_function_arguments(p.oid), ''), '*'),
            concat_ws(E',\n    ',
                'SFUNC = ' || a.aggtransfn::regproc::text,
                'STYPE = ' || pg_catalog.format_type(a.aggtranstype, NULL),
                'SSPACE = ' || NULLIF(a.aggtransspace, 0),
                'FINALFUNC = ' || NULLIF(a.aggfinalfn, 0)::regproc::text,
                CASE WHEN a.aggfinalextra THEN 'FINALFUNC_EXTRA' END,
                CASE WHEN a.aggfinalfn <> 0 AND a.aggfinalmodify
                        <> CASE a.aggkind WHEN 'n' THEN 'r' ELSE 'w' END
                    THEN 'FINALFUNC_MODIFY = ' || CASE a.aggfinalmodify WHEN 'r' THEN 'READ_ONLY'
                        WHEN 's' THEN 'SHAREABLE' ELSE 'READ_WRITE' END END,
                'COMBINEFUNC = ' || NULLIF(a.aggcombinefn, 0)::regproc::text,
                'SERIALFUNC = ' || NULLIF(a.aggserialfn, 0)::regproc::text,
                'DESERIALFUNC = ' || NULLIF(a.aggdeserialfn, 0)::regproc::text,
                'INITCOND = ' || quote_literal(a.agginitval),
                'MSFUNC = ' || NULLIF(a.aggmtransfn, 0)::regproc::text,
                'MINVFUNC = ' || NULLIF(a.aggminvtransfn, 0)::regproc::text,
                'MSTYPE = ' || pg_catalog.format_type(NULLIF(a.aggmtranstype, 0), NULL),
                'MSSPACE = ' || NULLIF(a.aggmtransspace, 0),
                'MFINALFUNC = ' || NULLIF(a.aggmfinalfn, 0)::regproc::text,
                CASE WHEN a.aggmfinalextra THEN 'MFINALFUNC_EXTRA' END,
                CASE WHEN a.aggmfinalfn <> 0 AND a.aggmfinalmodify
                        <> CASE a.aggkind WHEN 'n' THEN 'r' ELSE 'w' END
                    THEN 'MFINALFUNC_MODIFY = ' || CASE a.aggmfinalmodify WHEN 'r' THEN 'READ_ONLY'
                        WHEN 's' THEN 'SHAREABLE' ELSE 'READ_WRITE' END END,
                'MINITCOND = ' || quote_literal(a.aggminitval),
                (SELECT format('SORTOP = OPERATOR(%I.%s)', sn.nspname, s.oprname)
                 FROM pg_catalog.pg_operator AS s
                 JOIN pg_catalog.pg_namespace AS sn ON sn.oid = s.oprnamespace
                 WHERE s.oid = a.aggsortop),
                CASE p.proparallel WHEN 's' THEN 'PARALLEL = SAFE'
                    WHEN 'r' THEN 'PARALLEL = RESTRICTED' END,
                CASE WHEN a.aggkind = 'h' THEN 'HYPOTHETICAL' END)),
        NULL, NULL
    FROM pg_catalog.pg_proc AS p
    JOIN pg_catalog.pg_aggregate AS a ON a.aggfnoid = p.oid
    JOIN pg_catalog.pg_namespace AS n ON n.oid = p.pronamespace
    WHERE p.oid >= 16384 AND n.nspname NOT LIKE 'pg\_%')sql";

/// A commutator or a negator that is not there yet is made as a name, which its own statement
/// fills.
constexpr std::string_view kDumpedOperators = R"sql(
    SELECT o.tableoid, o.oid, n.nspname, o.oprname, o.oid::regoperator::text, NULL,
        format(E'CREATE OPERATOR %s%s (\n    %s\n)',
            CASE WHEN pg_catalog.pg_operator_is_visible(o.oid) THEN ''
                ELSE quote_ident(n.nspname) || '.' END, o.oprname,
            concat_ws(E',\n    ',
                'FUNCTION = ' || o.oprcode::text,
                'LEFTARG = ' || pg_catalog.format_type(NULLIF(o.oprleft, 0), NULL),
                'RIGHTARG = ' || pg_catalog.format_type(NULLIF(o.oprright, 0), NULL),
                (SELECT format('COMMUTATOR = OPERATOR(%I.%s)', cn.nspname, c.oprname)
                 FROM pg_catalog.pg_operator AS c
                 JOIN pg_catalog.pg_namespace AS cn ON cn.oid = c.oprnamespace
                 WHERE c.oid = o.oprcom),
                (SELECT format('NEGATOR = OPERATOR(%I.%s)', cn.nspname, c.oprname)
                 FROM pg_catalog.pg_operator AS c
                 JOIN pg_catalog.pg_namespace AS cn ON cn.oid = c.oprnamespace
                 WHERE c.oid = o.oprnegate),
                'RESTRICT = ' || NULLIF(o.oprrest, 0)::regproc::text,
                'JOIN = ' || NULLIF(o.oprjoin, 0)::regproc::text,
                CASE WHEN o.oprcanhash THEN 'HASHES' END,
                CASE WHEN o.oprcanmerge THEN 'MERGES' END)),
        NULL, NULL
    FROM pg_catalog.pg_operator AS o
    JOIN pg_catalog.pg_namespace AS n ON n.oid = o.oprnamespace
    WHERE o.oprcode <> 0 AND o.oid >= 16384 AND n.nspname NOT LIKE 'pg\_%')sql";

constexpr std::string_view kDumpedAccessMethods = R"sql(
    SELECT m.tableoid, m.oid, NULL, m.amname, NULL, NULL,
        format('CREATE ACCESS METHOD %I TYPE %s HANDLER %s', m.amname,
            CASE m.amtype WHEN 't' THEN 'TABLE' ELSE 'INDEX' END, m.amhandler),
        NULL, NULL
    FROM pg_catalog.pg_am AS m
    WHERE m.oid >= 16384)sql";

/// A family with the name of a class comes with it.
constexpr std::string_view kDumpedFamilies = R"sql(
    SELECT f.tableoid, f.oid, n.nspname, f.opfname, m.amname, NULL,
        format('CREATE OPERATOR FAMILY %s%I USING %I',
            CASE WHEN pg_catalog.pg_opfamily_is_visible(f.oid) THEN ''
                ELSE quote_ident(n.nspname) || '.' END, f.opfname, m.amname),
        NULL, NULL
    FROM pg_catalog.pg_opfamily AS f
    JOIN pg_catalog.pg_am AS m ON m.oid = f.opfmethod
    JOIN pg_catalog.pg_namespace AS n ON n.oid = f.opfnamespace
    WHERE f.oid >= 16384 AND n.nspname NOT LIKE 'pg\_%'
        AND NOT EXISTS (SELECT FROM pg_catalog.pg_opclass AS c
            WHERE c.opcfamily = f.oid AND c.opcname = f.opfname
                AND c.opcnamespace = f.opfnamespace))sql";

constexpr std::string_view kDumpedClasses = R"sql(
    SELECT c.tableoid, c.oid, n.nspname, c.opcname, m.amname, NULL,
        format('CREATE OPERATOR CLASS %s%I %sFOR TYPE %s USING %I%s AS',
            CASE WHEN pg_catalog.pg_opclass_is_visible(c.oid) THEN ''
                ELSE quote_ident(n.nspname) || '.' END, c.opcname,
            CASE WHEN c.opcdefault THEN 'DEFAULT ' ELSE '' END,
            pg_catalog.format_type(c.opcintype, NULL), m.amname,
            CASE WHEN f.opfname <> c.opcname OR f.opfnamespace <> c.opcnamespace
                THEN format(' FAMILY %I.%I', fn.nspname, f.opfname) ELSE '' END)
            || COALESCE((SELECT string_agg(E'\n    ' || p.line, ',' ORDER BY p.kind, p.number, p.line)
                FROM (
                    SELECT 1 AS kind, o.amopstrategy AS number,
                        format('OPERATOR %s %s', o.amopstrategy, o.amopopr::regoperator)
                            || COALESCE(' FOR ORDER BY ' || (
                                SELECT format('%I.%I', sn.nspname, s.opfname)
                                FROM pg_catalog.pg_opfamily AS s
                                JOIN pg_catalog.pg_namespace AS sn ON sn.oid = s.opfnamespace
                                WHERE s.oid = o.amopsortfamily), '') AS line
                    FROM pg_catalog.pg_amop AS o
                    JOIN pg_catalog.pg_depend AS d
                        ON d.classid = o.tableoid AND d.objid = o.oid
                            AND d.refclassid = c.tableoid AND d.refobjid = c.oid
                    UNION ALL
                    SELECT 2, a.amprocnum,
                        format('FUNCTION %s (%s, %s) %s', a.amprocnum,
                            pg_catalog.format_type(a.amproclefttype, NULL),
                            pg_catalog.format_type(a.amprocrighttype, NULL),
                            a.amproc::regprocedure)
                    FROM pg_catalog.pg_amproc AS a
                    JOIN pg_catalog.pg_depend AS d
                        ON d.classid = a.tableoid AND d.objid = a.oid
                            AND d.refclassid = c.tableoid AND d.refobjid = c.oid
                    UNION ALL
                    SELECT 3, 0, 'STORAGE ' || pg_catalog.format_type(c.opckeytype, NULL)
                    WHERE c.opckeytype <> 0) AS p),
                E'\n    STORAGE ' || pg_catalog.format_type(c.opcintype, NULL)),
        NULL, NULL
    FROM pg_catalog.pg_opclass AS c
    JOIN pg_catalog.pg_am AS m ON m.oid = c.opcmethod
    JOIN pg_catalog.pg_opfamily AS f ON f.oid = c.opcfamily
    JOIN pg_catalog.pg_namespace AS fn ON fn.oid = f.opfnamespace
    JOIN pg_catalog.pg_namespace AS n ON n.oid = c.opcnamespace
    WHERE c.oid >= 16384 AND n.nspname NOT LIKE 'pg\_%')sql";

constexpr std::string_view kDumpedCasts = R"sql(
    SELECT c.tableoid, c.oid, NULL, pg_catalog.format_type(c.castsource, NULL),
        pg_catalog.format_type(c.casttarget, NULL), NULL,
        format('CREATE CAST (%s AS %s) %s%s', pg_catalog.format_type(c.castsource, NULL),
            pg_catalog.format_type(c.casttarget, NULL),
            CASE c.castmethod WHEN 'f' THEN 'WITH FUNCTION ' || c.castfunc::regprocedure::text
                WHEN 'i' THEN 'WITH INOUT' ELSE 'WITHOUT FUNCTION' END,
            CASE c.castcontext WHEN 'a' THEN ' AS ASSIGNMENT' WHEN 'i' THEN ' AS IMPLICIT'
                ELSE '' END),
        NULL, NULL
    FROM pg_catalog.pg_cast AS c
    WHERE c.oid >= 16384)sql";

constexpr std::string_view kDumpedDictionaries = R"sql(
    SELECT d.tableoid, d.oid, n.nspname, d.dictname, NULL, NULL,
        format('CREATE TEXT SEARCH DICTIONARY %s%I (TEMPLATE = %I.%I%s)',
            CASE WHEN pg_catalog.pg_ts_dict_is_visible(d.oid) THEN ''
                ELSE quote_ident(n.nspname) || '.' END, d.dictname, tn.nspname, t.tmplname,
            COALESCE(', ' || d.dictinitoption, '')),
        NULL, NULL
    FROM pg_catalog.pg_ts_dict AS d
    JOIN pg_catalog.pg_ts_template AS t ON t.oid = d.dicttemplate
    JOIN pg_catalog.pg_namespace AS tn ON tn.oid = t.tmplnamespace
    JOIN pg_catalog.pg_namespace AS n ON n.oid = d.dictnamespace
    WHERE d.oid >= 16384 AND n.nspname NOT LIKE 'pg\_%')sql";

/// A statement for the kinds of words that share their dictionaries.
constexpr std::string_view kDumpedConfigurations = R"sql(
    SELECT c.tableoid, c.oid, n.nspname, c.cfgname, NULL, NULL,
        format('CREATE TEXT SEARCH CONFIGURATION %s (PARSER = %I.%I)', c.oid::regconfig,
            pn.nspname, p.prsname),
        NULL,
        ARRAY(
            SELECT format('ALTER TEXT SEARCH CONFIGURATION %s ADD MAPPING FOR %s WITH %s',
                c.oid::regconfig, string_agg(quote_ident(w.alias), ', ' ORDER BY m.kind),
                m.dictionaries)
            FROM (
                SELECT x.maptokentype AS kind,
                    string_agg(x.mapdict::regdictionary::text, ', ' ORDER BY x.mapseqno)
                FROM pg_catalog.pg_ts_config_map AS x WHERE x.mapcfg = c.oid
                GROUP BY x.maptokentype) AS m(kind, dictionaries)
            JOIN pg_catalog.ts_token_type(c.cfgparser) AS w ON w.tokid = m.kind
            GROUP BY m.dictionaries ORDER BY min(m.kind))
    FROM pg_catalog.pg_ts_config AS c
    JOIN pg_catalog.pg_ts_parser AS p ON p.oid = c.cfgparser
    JOIN pg_catalog.pg_namespace AS pn ON pn.oid = p.prsnamespace
    JOIN pg_catalog.pg_namespace AS n ON n.oid = c.cfgnamespace
    WHERE c.oid >= 16384 AND n.nspname NOT LIKE 'pg\_%')sql";

constexpr std::string_view kDumpedWrappers = R"sql(
    SELECT w.tableoid, w.oid, NULL, w.fdwname, NULL, NULL,
        format('CREATE FOREIGN DATA WRAPPER %I', w.fdwname)
            || COALESCE(' HANDLER ' || NULLIF(w.fdwhandler, 0)::regproc::text, '')
            || COALESCE(' VALIDATOR ' || NULLIF(w.fdwvalidator, 0)::regproc::text, ''),
        w.fdwoptions, NULL
    FROM pg_catalog.pg_foreign_data_wrapper AS w
    WHERE w.oid >= 16384)sql";

constexpr std::string_view kDumpedServers = R"sql(
    SELECT s.tableoid, s.oid, NULL, s.srvname, NULL, NULL,
        format('CREATE SERVER %I', s.srvname)
            || COALESCE(' TYPE ' || quote_literal(s.srvtype), '')
            || COALESCE(' VERSION ' || quote_literal(s.srvversion), '')
            || format(' FOREIGN DATA WRAPPER %I', w.fdwname),
        s.srvoptions, NULL
    FROM pg_catalog.pg_foreign_server AS s
    JOIN pg_catalog.pg_foreign_data_wrapper AS w ON w.oid = s.srvfdw
    WHERE s.oid >= 16384)sql";

}  // namespace

void read_dumped_operators(DumpReading& reading) {
    reading.add_items(DumpRank::Function, "function", kDumpedFunctions);
    reading.add_items(DumpRank::Aggregate, "aggregate", kDumpedAggregates);
    reading.add_items(DumpRank::Operator, "operator", kDumpedOperators);
    reading.add_items(DumpRank::Operator, "access method", kDumpedAccessMethods);
    reading.add_items(DumpRank::OperatorClass, "operator family", kDumpedFamilies);
    reading.add_items(DumpRank::OperatorClass, "operator class", kDumpedClasses);
    reading.add_items(DumpRank::Cast, "cast", kDumpedCasts);
    reading.add_items(DumpRank::TextSearch, "text search dictionary", kDumpedDictionaries);
    reading.add_items(DumpRank::TextSearch, "text search configuration", kDumpedConfigurations);
    reading.add_items(DumpRank::Server, "foreign-data wrapper", kDumpedWrappers);
    reading.add_items(DumpRank::Server, "server", kDumpedServers);
}

}  // namespace erdmark::dialect::postgres
