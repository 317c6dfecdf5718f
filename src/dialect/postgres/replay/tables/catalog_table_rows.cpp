#include <algorithm>
#include <array>

#include "dialect/postgres/replay/tables/table_rows.h"

namespace erdmark::dialect::postgres {

namespace {

constexpr std::array kTables{
    CatalogTable{"pg_class",
                 "oid,relname,relnamespace,reltype,reloftype,relowner,relam,reltablespace,"
                 "relhasindex,relisshared,relpersistence,relkind,relnatts,relchecks,relhasrules,"
                 "relhastriggers,relhassubclass,relrowsecurity,relforcerowsecurity,relispopulated,"
                 "relreplident,relispartition,relpartbound|partkeydef,visible",
                 fill_classes},
    CatalogTable{"pg_attribute",
                 "attrelid,attname,atttypid,attnum,attndims,atttypmod,attnotnull,atthasdef,"
                 "attidentity,attgenerated,attisdropped,attislocal,attinhcount|printed,typespace,"
                 "typename,domainname,domainspace,charlength,numprecision,numradix,numscale,"
                 "timeprecision",
                 fill_attributes},
    CatalogTable{"pg_attrdef", "oid,adrelid,adnum,adbin", fill_defaults},
    CatalogTable{"pg_constraint",
                 "oid,conname,connamespace,contype,condeferrable,condeferred,convalidated,conrelid,"
                 "contypid,conindid,confrelid,confupdtype,confdeltype,confmatchtype,conislocal,"
                 "coninhcount,connoinherit,conkey,confkey|constraintdef",
                 fill_constraints},
    CatalogTable{"pg_index",
                 "indexrelid,indrelid,indnatts,indnkeyatts,indisunique,indnullsnotdistinct,"
                 "indisprimary,indisexclusion,indimmediate,indisclustered,indisvalid,indisready,"
                 "indislive,indkey,indexprs,indpred",
                 fill_indexes},
    CatalogTable{"pg_inherits", "inhrelid,inhparent,inhseqno,inhdetachpending", fill_inheritance},
    CatalogTable{"pg_partitioned_table", "partrelid,partstrat,partnatts,partattrs",
                 fill_partitioned_tables},
    CatalogTable{"pg_sequence",
                 "seqrelid,seqtypid,seqstart,seqincrement,seqmax,seqmin,seqcache,seqcycle",
                 fill_sequences},
    CatalogTable{"pg_trigger",
                 "oid,tgrelid,tgparentid,tgname,tgfoid,tgtype,tgenabled,tgisinternal,tgnargs,"
                 "tgattr|timing,events,level",
                 fill_triggers},
    CatalogTable{"pg_policy",
                 "oid,polname,polrelid,polcmd,polpermissive,polqual,polwithcheck|command,roles",
                 fill_policies},
    CatalogTable{"pg_rewrite", "oid,rulename,ev_class,ev_type,ev_enabled,is_instead|definition",
                 fill_rules},
    CatalogTable{"pg_depend",
                 "classid,objid,objsubid,refclassid,refobjid,refobjsubid,deptype|sequencename,"
                 "refname",
                 fill_dependencies},
    CatalogTable{"pg_description", "objoid,classoid,objsubid,description", fill_descriptions},
    CatalogTable{"pg_type",
                 "oid,typname,typnamespace,typowner,typtype,typcategory,typisdefined,typrelid,"
                 "typelem,typarray,typbasetype,typnotnull|formatted,visible",
                 fill_types},
    CatalogTable{"pg_enum", "oid,enumtypid,enumsortorder,enumlabel", fill_enum_labels},
    CatalogTable{"pg_proc",
                 "oid,proname,pronamespace,proowner,prokind,prosecdef,proisstrict,proretset,"
                 "provolatile,pronargs,prorettype,prosrc|language,visible,identityarguments,result",
                 fill_routines},
    CatalogTable{"pg_aggregate", "aggfnoid", fill_aggregates},
    CatalogTable{"pg_namespace", "oid,nspname,nspowner", fill_namespaces},
    CatalogTable{"pg_extension", "oid,extname,extowner,extnamespace,extrelocatable,extversion",
                 fill_extensions},
    CatalogTable{"pg_available_extensions", "name,default_version,installed_version",
                 fill_available_extensions},
    CatalogTable{"pg_authid", "oid,rolname,rolsuper,rolcanlogin", fill_roles},
    CatalogTable{"pg_publication",
                 "oid,pubname,pubowner,puballtables,pubinsert,pubupdate,pubdelete,pubtruncate",
                 fill_publications},
    CatalogTable{"pg_publication_rel", "oid,prpubid,prrelid", fill_publication_tables},
    CatalogTable{"pg_event_trigger", "oid,evtname,evtevent,evtowner,evtfoid,evttags",
                 fill_event_triggers},
    CatalogTable{"pg_database", "oid,datname,datdba,datistemplate,datallowconn", fill_databases},
    CatalogTable{"pg_settings", "name,setting", fill_settings},
    CatalogTable{"pg_language", "oid,lanname,lanowner,lanispl,lanpltrusted", fill_languages},
    CatalogTable{"pg_am", "oid,amname,amtype", fill_access_methods},
    // Ours, for information_schema.parameters.
    CatalogTable{"pg_parameter", "|routine,number,mode,name,type", fill_parameters},
};

constexpr std::array kViews{
    CatalogView{"pg_catalog", "pg_tables",
                "SELECT n.nspname AS schemaname, c.relname AS tablename, 'postgres' AS tableowner, "
                "NULL AS tablespace, c.relhasindex AS hasindexes, c.relhasrules AS hasrules, "
                "c.relhastriggers AS hastriggers, c.relrowsecurity AS rowsecurity FROM {pg_class} "
                "AS c JOIN {pg_namespace} AS n ON n.oid = c.relnamespace WHERE c.relkind IN ('r', "
                "'p')"},
    CatalogView{"pg_catalog", "pg_views",
                "SELECT n.nspname AS schemaname, c.relname AS viewname, 'postgres' AS viewowner, "
                "pg_oid_text(c.oid, 'viewdef') AS definition FROM {pg_class} AS c JOIN "
                "{pg_namespace} AS n ON n.oid = "
                "c.relnamespace WHERE c.relkind = 'v'"},
    CatalogView{"pg_catalog", "pg_matviews",
                "SELECT n.nspname AS schemaname, c.relname AS matviewname, 'postgres' AS "
                "matviewowner, NULL AS tablespace, c.relhasindex AS hasindexes, c.relispopulated "
                "AS ispopulated, pg_oid_text(c.oid, 'viewdef') AS definition FROM {pg_class} AS c "
                "JOIN {pg_namespace} "
                "AS n ON n.oid = c.relnamespace WHERE c.relkind = 'm'"},
    CatalogView{"pg_catalog", "pg_indexes",
                "SELECT n.nspname AS schemaname, t.relname AS tablename, c.relname AS indexname, "
                "NULL AS tablespace, pg_oid_text(c.oid, 'indexdef') AS indexdef FROM {pg_index} AS "
                "x JOIN {pg_class} "
                "AS c ON c.oid = x.indexrelid JOIN {pg_class} AS t ON t.oid = x.indrelid JOIN "
                "{pg_namespace} AS n ON n.oid = t.relnamespace"},
    CatalogView{"pg_catalog", "pg_sequences",
                "SELECT n.nspname AS schemaname, c.relname AS sequencename, 'postgres' AS "
                "sequenceowner, s.seqtypid AS data_type, s.seqstart AS start_value, s.seqmin AS "
                "min_value, s.seqmax AS max_value, s.seqincrement AS increment_by, s.seqcycle AS "
                "cycle, s.seqcache AS cache_size FROM {pg_sequence} AS s JOIN {pg_class} AS c ON "
                "c.oid = s.seqrelid JOIN {pg_namespace} AS n ON n.oid = c.relnamespace"},
    CatalogView{"pg_catalog", "pg_policies",
                "SELECT n.nspname AS schemaname, c.relname AS tablename, p.polname AS policyname, "
                "iif(p.polpermissive, 'PERMISSIVE', 'RESTRICTIVE') AS permissive, p.roles AS "
                "roles, p.command AS cmd, p.polqual AS qual, p.polwithcheck AS with_check FROM "
                "{pg_policy} AS p JOIN {pg_class} AS c ON c.oid = p.polrelid JOIN {pg_namespace} "
                "AS n ON n.oid = c.relnamespace"},
    CatalogView{"pg_catalog", "pg_rules",
                "SELECT n.nspname AS schemaname, c.relname AS tablename, r.rulename AS rulename, "
                "r.definition AS definition FROM {pg_rewrite} AS r JOIN {pg_class} AS c ON c.oid "
                "= r.ev_class JOIN {pg_namespace} AS n ON n.oid = c.relnamespace WHERE r.rulename "
                "<> '_RETURN'"},
    CatalogView{"pg_catalog", "pg_roles",
                "SELECT rolname, rolsuper, rolcanlogin, oid FROM {pg_authid}"},
    CatalogView{"pg_catalog", "pg_user",
                "SELECT rolname AS usename, oid AS usesysid, rolsuper AS usesuper FROM {pg_authid} "
                "WHERE rolcanlogin"},
    CatalogView{"pg_catalog", "pg_publication_tables",
                "SELECT p.pubname AS pubname, n.nspname AS schemaname, c.relname AS tablename FROM "
                "{pg_publication} AS p, {pg_class} AS c JOIN {pg_namespace} AS n ON n.oid = "
                "c.relnamespace WHERE (p.puballtables AND c.relkind IN ('r', 'p') AND n.nspname "
                "NOT IN ('pg_catalog', 'information_schema')) OR EXISTS (SELECT 1 FROM "
                "{pg_publication_rel} AS r WHERE r.prpubid = p.oid AND r.prrelid = c.oid)"},
    CatalogView{"pg_catalog", "pg_stat_user_tables",
                "SELECT c.oid AS relid, n.nspname AS schemaname, c.relname AS relname FROM "
                "{pg_class} AS c JOIN {pg_namespace} AS n ON n.oid = c.relnamespace WHERE "
                "c.relkind IN ('r', 'm', 'p') AND n.nspname NOT IN ('pg_catalog', "
                "'information_schema')"},
    CatalogView{"information_schema", "schemata",
                "SELECT pg_current_database() AS catalog_name, nspname AS schema_name, 'postgres' "
                "AS schema_owner FROM {pg_namespace}"},
    CatalogView{"information_schema", "tables",
                "SELECT pg_current_database() AS table_catalog, n.nspname AS table_schema, "
                "c.relname AS table_name, CASE WHEN c.relpersistence = 't' THEN 'LOCAL TEMPORARY' "
                "WHEN c.relkind IN ('r', 'p') THEN 'BASE TABLE' WHEN c.relkind = 'v' THEN 'VIEW' "
                "ELSE 'FOREIGN' END AS table_type, 'NO' AS is_typed FROM {pg_class} AS c JOIN "
                "{pg_namespace} AS n ON n.oid = c.relnamespace WHERE c.relkind IN ('r', 'v', 'f', "
                "'p')"},
    CatalogView{"information_schema", "views",
                "SELECT pg_current_database() AS table_catalog, n.nspname AS table_schema, "
                "c.relname AS table_name, pg_oid_text(c.oid, 'viewdef') AS view_definition FROM "
                "{pg_class} AS c JOIN "
                "{pg_namespace} AS n ON n.oid = c.relnamespace WHERE c.relkind = 'v'"},
    CatalogView{
        "information_schema", "columns",
        "SELECT pg_current_database() AS table_catalog, n.nspname AS table_schema, c.relname AS "
        "table_name, a.attname AS column_name, a.attnum AS ordinal_position, iif(a.attgenerated = "
        "'', d.adbin, NULL) AS column_default, iif(a.attnotnull OR (t.typtype = 'd' AND "
        "t.typnotnull), 'NO', 'YES') AS is_nullable, a.printed AS data_type, a.charlength AS "
        "character_maximum_length, a.numprecision AS numeric_precision, a.numradix AS "
        "numeric_precision_radix, a.numscale AS numeric_scale, a.timeprecision AS "
        "datetime_precision, iif(a.domainname IS NULL, NULL, pg_current_database()) AS "
        "domain_catalog, (SELECT nspname FROM {pg_namespace} WHERE oid = a.domainspace) AS "
        "domain_schema, a.domainname AS domain_name, pg_current_database() AS udt_catalog, (SELECT "
        "nspname FROM {pg_namespace} WHERE oid = a.typespace) AS udt_schema, a.typename AS "
        "udt_name, 'NO' AS is_self_referencing, iif(a.attidentity = '', 'NO', 'YES') AS "
        "is_identity, CASE a.attidentity WHEN 'a' THEN 'ALWAYS' WHEN 'd' THEN 'BY DEFAULT' END AS "
        "identity_generation, iif(a.attgenerated = '', 'NEVER', 'ALWAYS') AS is_generated, "
        "iif(a.attgenerated = '', NULL, d.adbin) AS generation_expression FROM {pg_attribute} AS a "
        "JOIN {pg_class} AS c ON c.oid = a.attrelid JOIN {pg_namespace} AS n ON n.oid = "
        "c.relnamespace LEFT JOIN {pg_type} AS t ON t.oid = a.atttypid LEFT JOIN {pg_attrdef} AS d "
        "ON d.adrelid = a.attrelid AND d.adnum = a.attnum WHERE c.relkind IN ('r', 'v', 'f', "
        "'p')"},
    CatalogView{
        "information_schema", "table_constraints",
        "SELECT pg_current_database() AS constraint_catalog, n.nspname AS constraint_schema, "
        "k.conname AS constraint_name, pg_current_database() AS table_catalog, r.nspname AS "
        "table_schema, c.relname AS table_name, CASE k.contype WHEN 'c' THEN 'CHECK' WHEN 'f' THEN "
        "'FOREIGN KEY' WHEN 'p' THEN 'PRIMARY KEY' WHEN 'u' THEN 'UNIQUE' END AS constraint_type, "
        "iif(k.condeferrable, 'YES', 'NO') AS is_deferrable, iif(k.condeferred, 'YES', 'NO') AS "
        "initially_deferred, 'YES' AS enforced, iif(k.contype = 'u', iif(x.indnullsnotdistinct, "
        "'NO', 'YES'), NULL) AS nulls_distinct FROM {pg_constraint} AS k JOIN {pg_class} AS c ON "
        "c.oid = k.conrelid JOIN {pg_namespace} AS n ON n.oid = k.connamespace JOIN {pg_namespace} "
        "AS r ON r.oid = c.relnamespace LEFT JOIN {pg_index} AS x ON x.indexrelid = k.conindid "
        "WHERE k.contype NOT IN ('t', 'x') AND c.relkind IN ('r', 'p') UNION ALL SELECT "
        "pg_current_database(), n.nspname, n.oid || '_' || c.oid || '_' || a.attnum || "
        "'_not_null', pg_current_database(), n.nspname, c.relname, 'CHECK', 'NO', 'NO', 'YES', "
        "NULL FROM {pg_attribute} AS a JOIN {pg_class} AS c ON c.oid = a.attrelid JOIN "
        "{pg_namespace} AS n ON n.oid = c.relnamespace WHERE a.attnotnull AND c.relkind IN ('r', "
        "'p')"},
    CatalogView{
        "information_schema", "key_column_usage",
        "SELECT pg_current_database() AS constraint_catalog, n.nspname AS constraint_schema, "
        "k.conname AS constraint_name, pg_current_database() AS table_catalog, r.nspname AS "
        "table_schema, c.relname AS table_name, a.attname AS column_name, e.key + 1 AS "
        "ordinal_position, iif(k.contype = 'f', 1 + (SELECT f.key FROM {pg_index} AS x, "
        "json_each(pg_elements(x.indkey, 'n')) AS f WHERE x.indexrelid = k.conindid AND f.value = "
        "pg_element(k.confkey, e.key + 1, 'n')), NULL) AS position_in_unique_constraint FROM "
        "{pg_constraint} AS k JOIN {pg_class} AS c ON c.oid = k.conrelid JOIN {pg_namespace} AS n "
        "ON n.oid = k.connamespace JOIN {pg_namespace} AS r ON r.oid = c.relnamespace, "
        "json_each(pg_elements(k.conkey, 'n')) AS e JOIN {pg_attribute} AS a ON a.attrelid = c.oid "
        "AND a.attnum = e.value WHERE k.contype IN ('p', 'u', 'f') AND c.relkind IN ('r', 'p')"},
    CatalogView{
        "information_schema", "constraint_column_usage",
        "SELECT pg_current_database() AS table_catalog, r.nspname AS table_schema, c.relname AS "
        "table_name, a.attname AS column_name, pg_current_database() AS constraint_catalog, "
        "n.nspname AS constraint_schema, k.conname AS constraint_name FROM {pg_constraint} AS k "
        "JOIN {pg_namespace} AS n ON n.oid = k.connamespace JOIN {pg_class} AS c ON c.oid = "
        "iif(k.contype = 'f', k.confrelid, k.conrelid) JOIN {pg_namespace} AS r ON r.oid = "
        "c.relnamespace, json_each(pg_elements(iif(k.contype = 'f', k.confkey, k.conkey), 'n')) AS "
        "e JOIN {pg_attribute} AS a ON a.attrelid = c.oid AND a.attnum = e.value WHERE k.contype "
        "IN ('c', 'p', 'u', 'f') AND c.relkind IN ('r', 'p')"},
    CatalogView{
        "information_schema", "constraint_table_usage",
        "SELECT pg_current_database() AS table_catalog, r.nspname AS table_schema, c.relname AS "
        "table_name, pg_current_database() AS constraint_catalog, n.nspname AS constraint_schema, "
        "k.conname AS constraint_name FROM {pg_constraint} AS k JOIN {pg_namespace} AS n ON n.oid "
        "= k.connamespace JOIN {pg_class} AS c ON c.oid = iif(k.contype = 'f', k.confrelid, "
        "k.conrelid) JOIN {pg_namespace} AS r ON r.oid = c.relnamespace WHERE k.contype IN ('f', "
        "'p', 'u') AND c.relkind IN ('r', 'p')"},
    CatalogView{
        "information_schema", "referential_constraints",
        "SELECT pg_current_database() AS constraint_catalog, n.nspname AS constraint_schema, "
        "k.conname AS constraint_name, pg_current_database() AS unique_constraint_catalog, "
        "un.nspname AS unique_constraint_schema, u.conname AS unique_constraint_name, CASE "
        "k.confmatchtype WHEN 'f' THEN 'FULL' WHEN 'p' THEN 'PARTIAL' ELSE 'NONE' END AS "
        "match_option, CASE k.confupdtype WHEN 'c' THEN 'CASCADE' WHEN 'n' THEN 'SET NULL' WHEN "
        "'d' THEN 'SET DEFAULT' WHEN 'r' THEN 'RESTRICT' ELSE 'NO ACTION' END AS update_rule, CASE "
        "k.confdeltype WHEN 'c' THEN 'CASCADE' WHEN 'n' THEN 'SET NULL' WHEN 'd' THEN 'SET "
        "DEFAULT' WHEN 'r' THEN 'RESTRICT' ELSE 'NO ACTION' END AS delete_rule FROM "
        "{pg_constraint} AS k JOIN {pg_namespace} AS n ON n.oid = k.connamespace LEFT JOIN "
        "{pg_constraint} AS u ON u.conindid = k.conindid AND u.contype IN ('p', 'u') LEFT JOIN "
        "{pg_namespace} AS un ON un.oid = u.connamespace WHERE k.contype = 'f'"},
    CatalogView{
        "information_schema", "check_constraints",
        "SELECT pg_current_database() AS constraint_catalog, n.nspname AS constraint_schema, "
        "k.conname AS constraint_name, k.constraintdef AS check_clause FROM {pg_constraint} AS k "
        "JOIN {pg_namespace} AS n ON n.oid = k.connamespace WHERE k.contype = 'c' UNION ALL SELECT "
        "pg_current_database(), n.nspname, n.oid || '_' || c.oid || '_' || a.attnum || "
        "'_not_null', a.attname || ' IS NOT NULL' FROM {pg_attribute} AS a JOIN {pg_class} AS c ON "
        "c.oid = a.attrelid JOIN {pg_namespace} AS n ON n.oid = c.relnamespace WHERE a.attnotnull "
        "AND c.relkind IN ('r', 'p')"},
    CatalogView{
        "information_schema", "sequences",
        "SELECT pg_current_database() AS sequence_catalog, n.nspname AS sequence_schema, c.relname "
        "AS sequence_name, (SELECT pg_type_text(t.formatted, -1) FROM {pg_type} AS t WHERE t.oid = "
        "s.seqtypid) AS data_type, CAST(s.seqstart AS TEXT) AS start_value, CAST(s.seqmin AS TEXT) "
        "AS minimum_value, CAST(s.seqmax AS TEXT) AS maximum_value, CAST(s.seqincrement AS TEXT) "
        "AS increment, iif(s.seqcycle, 'YES', 'NO') AS cycle_option FROM {pg_sequence} AS s JOIN "
        "{pg_class} AS c ON c.oid = s.seqrelid JOIN {pg_namespace} AS n ON n.oid = c.relnamespace "
        "WHERE NOT EXISTS (SELECT 1 FROM {pg_depend} AS d WHERE d.objid = c.oid AND d.deptype = "
        "'i')"},
    CatalogView{
        "information_schema", "routines",
        "SELECT pg_current_database() AS specific_catalog, n.nspname AS specific_schema, p.proname "
        "|| '_' || p.oid AS specific_name, pg_current_database() AS routine_catalog, n.nspname AS "
        "routine_schema, p.proname AS routine_name, CASE p.prokind WHEN 'f' THEN 'FUNCTION' WHEN "
        "'p' THEN 'PROCEDURE' END AS routine_type, p.prosrc AS routine_definition, "
        "upper(p.language) AS external_language FROM {pg_proc} AS p JOIN {pg_namespace} AS n ON "
        "n.oid = p.pronamespace"},
    CatalogView{
        "information_schema", "parameters",
        "SELECT pg_current_database() AS specific_catalog, n.nspname AS specific_schema, p.proname "
        "|| '_' || p.oid AS specific_name, a.number AS ordinal_position, a.mode AS parameter_mode, "
        "a.name AS parameter_name FROM {pg_parameter} AS a JOIN {pg_proc} AS p ON p.oid = "
        "a.routine JOIN {pg_namespace} AS n ON n.oid = p.pronamespace"},
    CatalogView{
        "information_schema", "triggers",
        "SELECT pg_current_database() AS trigger_catalog, n.nspname AS trigger_schema, t.tgname AS "
        "trigger_name, e.value AS event_manipulation, pg_current_database() AS "
        "event_object_catalog, n.nspname AS event_object_schema, c.relname AS event_object_table, "
        "iif(t.level = 'ROW', 'ROW', 'STATEMENT') AS action_orientation, t.timing AS action_timing "
        "FROM {pg_trigger} AS t JOIN {pg_class} AS c ON c.oid = t.tgrelid JOIN {pg_namespace} AS n "
        "ON n.oid = c.relnamespace, json_each(pg_elements(pg_string_to_array(t.events, ','), 's')) "
        "AS e WHERE e.value <> 'TRUNCATE'"},
    CatalogView{"information_schema", "domains",
                "SELECT pg_current_database() AS domain_catalog, n.nspname AS domain_schema, "
                "t.typname AS domain_name FROM {pg_type} AS t JOIN {pg_namespace} AS n ON n.oid = "
                "t.typnamespace WHERE t.typtype = 'd'"},
};

}  // namespace

const CatalogTable* find_catalog_table(std::string_view name) {
    const auto* const found = std::ranges::find(kTables, name, &CatalogTable::name);
    return found == kTables.end() ? nullptr : found;
}

const CatalogView* find_catalog_view(std::string_view schema, std::string_view name) {
    const auto* const found = std::ranges::find_if(kViews, [&](const CatalogView& view) {
        return view.schema == schema && view.name == name;
    });
    return found == kViews.end() ? nullptr : found;
}

}  // namespace erdmark::dialect::postgres
