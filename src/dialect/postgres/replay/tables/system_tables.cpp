#include <array>

#include "dialect/postgres/replay/tables/system_facts.h"

namespace erdmark::dialect::postgres {

namespace {

// As PostgreSQL 15 has them, with the types of their columns; a domain's base type.
constexpr std::array kSystemTables{
    SystemTable{"information_schema", "check_constraints",
                "constraint_catalog name,constraint_schema name,constraint_name name"
                ",check_clause character varying"},
    SystemTable{
        "information_schema", "columns",
        "table_catalog name,table_schema name,table_name name,column_name name"
        ",ordinal_position integer,column_default character varying"
        ",is_nullable character varying,data_type character varying"
        ",character_maximum_length integer,character_octet_length integer"
        ",numeric_precision integer,numeric_precision_radix integer,numeric_scale integer"
        ",datetime_precision integer,interval_type character varying"
        ",interval_precision integer,character_set_catalog name,character_set_schema name"
        ",character_set_name name,collation_catalog name,collation_schema name"
        ",collation_name name,domain_catalog name,domain_schema name,domain_name name"
        ",udt_catalog name,udt_schema name,udt_name name,scope_catalog name,scope_schema name"
        ",scope_name name,maximum_cardinality integer,dtd_identifier name"
        ",is_self_referencing character varying,is_identity character varying"
        ",identity_generation character varying,identity_start character varying"
        ",identity_increment character varying,identity_maximum character varying"
        ",identity_minimum character varying,identity_cycle character varying"
        ",is_generated character varying,generation_expression character varying"
        ",is_updatable character varying"},
    SystemTable{"information_schema", "constraint_column_usage",
                "table_catalog name,table_schema name,table_name name,column_name name"
                ",constraint_catalog name,constraint_schema name,constraint_name name"},
    SystemTable{"information_schema", "constraint_table_usage",
                "table_catalog name,table_schema name,table_name name,constraint_catalog name"
                ",constraint_schema name,constraint_name name"},
    SystemTable{
        "information_schema", "domains",
        "domain_catalog name,domain_schema name,domain_name name,data_type character varying"
        ",character_maximum_length integer,character_octet_length integer"
        ",character_set_catalog name,character_set_schema name,character_set_name name"
        ",collation_catalog name,collation_schema name,collation_name name"
        ",numeric_precision integer,numeric_precision_radix integer,numeric_scale integer"
        ",datetime_precision integer,interval_type character varying"
        ",interval_precision integer,domain_default character varying,udt_catalog name"
        ",udt_schema name,udt_name name,scope_catalog name,scope_schema name,scope_name name"
        ",maximum_cardinality integer,dtd_identifier name"},
    SystemTable{"information_schema", "key_column_usage",
                "constraint_catalog name,constraint_schema name,constraint_name name"
                ",table_catalog name,table_schema name,table_name name,column_name name"
                ",ordinal_position integer,position_in_unique_constraint integer"},
    SystemTable{
        "information_schema", "parameters",
        "specific_catalog name,specific_schema name,specific_name name"
        ",ordinal_position integer,parameter_mode character varying"
        ",is_result character varying,as_locator character varying,parameter_name name"
        ",data_type character varying,character_maximum_length integer"
        ",character_octet_length integer,character_set_catalog name,character_set_schema name"
        ",character_set_name name,collation_catalog name,collation_schema name"
        ",collation_name name,numeric_precision integer,numeric_precision_radix integer"
        ",numeric_scale integer,datetime_precision integer,interval_type character varying"
        ",interval_precision integer,udt_catalog name,udt_schema name,udt_name name"
        ",scope_catalog name,scope_schema name,scope_name name,maximum_cardinality integer"
        ",dtd_identifier name,parameter_default character varying"},
    SystemTable{"information_schema", "referential_constraints",
                "constraint_catalog name,constraint_schema name,constraint_name name"
                ",unique_constraint_catalog name,unique_constraint_schema name"
                ",unique_constraint_name name,match_option character varying"
                ",update_rule character varying,delete_rule character varying"},
    SystemTable{
        "information_schema", "routines",
        "specific_catalog name,specific_schema name,specific_name name,routine_catalog name"
        ",routine_schema name,routine_name name,routine_type character varying"
        ",module_catalog name,module_schema name,module_name name,udt_catalog name"
        ",udt_schema name,udt_name name,data_type character varying"
        ",character_maximum_length integer,character_octet_length integer"
        ",character_set_catalog name,character_set_schema name,character_set_name name"
        ",collation_catalog name,collation_schema name,collation_name name"
        ",numeric_precision integer,numeric_precision_radix integer,numeric_scale integer"
        ",datetime_precision integer,interval_type character varying"
        ",interval_precision integer,type_udt_catalog name,type_udt_schema name"
        ",type_udt_name name,scope_catalog name,scope_schema name,scope_name name"
        ",maximum_cardinality integer,dtd_identifier name,routine_body character varying"
        ",routine_definition character varying,external_name character varying"
        ",external_language character varying,parameter_style character varying"
        ",is_deterministic character varying,sql_data_access character varying"
        ",is_null_call character varying,sql_path character varying"
        ",schema_level_routine character varying,max_dynamic_result_sets integer"
        ",is_user_defined_cast character varying,is_implicitly_invocable character varying"
        ",security_type character varying,to_sql_specific_catalog name"
        ",to_sql_specific_schema name,to_sql_specific_name name,as_locator character varying"
        ",created timestamp with time zone,last_altered timestamp with time zone"
        ",new_savepoint_level character varying,is_udt_dependent character varying"
        ",result_cast_from_data_type character varying"
        ",result_cast_as_locator character varying,result_cast_char_max_length integer"
        ",result_cast_char_octet_length integer,result_cast_char_set_catalog name"
        ",result_cast_char_set_schema name,result_cast_char_set_name name"
        ",result_cast_collation_catalog name,result_cast_collation_schema name"
        ",result_cast_collation_name name,result_cast_numeric_precision integer"
        ",result_cast_numeric_precision_radix integer,result_cast_numeric_scale integer"
        ",result_cast_datetime_precision integer,result_cast_interval_type character varying"
        ",result_cast_interval_precision integer,result_cast_type_udt_catalog name"
        ",result_cast_type_udt_schema name,result_cast_type_udt_name name"
        ",result_cast_scope_catalog name,result_cast_scope_schema name"
        ",result_cast_scope_name name,result_cast_maximum_cardinality integer"
        ",result_cast_dtd_identifier name"},
    SystemTable{"information_schema", "schemata",
                "catalog_name name,schema_name name,schema_owner name"
                ",default_character_set_catalog name,default_character_set_schema name"
                ",default_character_set_name name,sql_path character varying"},
    SystemTable{
        "information_schema", "sequences",
        "sequence_catalog name,sequence_schema name,sequence_name name"
        ",data_type character varying,numeric_precision integer"
        ",numeric_precision_radix integer,numeric_scale integer,start_value character varying"
        ",minimum_value character varying,maximum_value character varying"
        ",increment character varying,cycle_option character varying"},
    SystemTable{"information_schema", "table_constraints",
                "constraint_catalog name,constraint_schema name,constraint_name name"
                ",table_catalog name,table_schema name,table_name name"
                ",constraint_type character varying,is_deferrable character varying"
                ",initially_deferred character varying,enforced character varying"
                ",nulls_distinct character varying"},
    SystemTable{"information_schema", "tables",
                "table_catalog name,table_schema name,table_name name,table_type character varying"
                ",self_referencing_column_name name,reference_generation character varying"
                ",user_defined_type_catalog name,user_defined_type_schema name"
                ",user_defined_type_name name,is_insertable_into character varying"
                ",is_typed character varying,commit_action character varying"},
    SystemTable{"information_schema", "triggers",
                "trigger_catalog name,trigger_schema name,trigger_name name"
                ",event_manipulation character varying,event_object_catalog name"
                ",event_object_schema name,event_object_table name,action_order integer"
                ",action_condition character varying,action_statement character varying"
                ",action_orientation character varying,action_timing character varying"
                ",action_reference_old_table name,action_reference_new_table name"
                ",action_reference_old_row name,action_reference_new_row name"
                ",created timestamp with time zone"},
    SystemTable{"information_schema", "views",
                "table_catalog name,table_schema name,table_name name"
                ",view_definition character varying,check_option character varying"
                ",is_updatable character varying,is_insertable_into character varying"
                ",is_trigger_updatable character varying,is_trigger_deletable character varying"
                ",is_trigger_insertable_into character varying"},
    SystemTable{"pg_catalog", "pg_aggregate",
                "aggfnoid regproc,aggkind \"char\",aggnumdirectargs smallint,aggtransfn regproc"
                ",aggfinalfn regproc,aggcombinefn regproc,aggserialfn regproc,aggdeserialfn regproc"
                ",aggmtransfn regproc,aggminvtransfn regproc,aggmfinalfn regproc"
                ",aggfinalextra boolean,aggmfinalextra boolean,aggfinalmodify \"char\""
                ",aggmfinalmodify \"char\",aggsortop oid,aggtranstype oid,aggtransspace integer"
                ",aggmtranstype oid,aggmtransspace integer,agginitval text,aggminitval text"},
    SystemTable{"pg_catalog", "pg_am", "oid oid,amname name,amhandler regproc,amtype \"char\""},
    SystemTable{"pg_catalog", "pg_attrdef",
                "oid oid,adrelid oid,adnum smallint,adbin pg_node_tree"},
    SystemTable{"pg_catalog", "pg_attribute",
                "attrelid oid,attname name,atttypid oid,attstattarget integer,attlen smallint"
                ",attnum smallint,attndims integer,attcacheoff integer,atttypmod integer"
                R"(,attbyval boolean,attalign "char",attstorage "char",attcompression "char")"
                ",attnotnull boolean,atthasdef boolean,atthasmissing boolean,attidentity \"char\""
                ",attgenerated \"char\",attisdropped boolean,attislocal boolean,attinhcount integer"
                ",attcollation oid,attacl aclitem[],attoptions text[],attfdwoptions text[]"
                ",attmissingval anyarray"},
    SystemTable{"pg_catalog", "pg_auth_members",
                "roleid oid,member oid,grantor oid,admin_option boolean"},
    SystemTable{
        "pg_catalog", "pg_authid",
        "oid oid,rolname name,rolsuper boolean,rolinherit boolean,rolcreaterole boolean"
        ",rolcreatedb boolean,rolcanlogin boolean,rolreplication boolean,rolbypassrls boolean"
        ",rolconnlimit integer,rolpassword text,rolvaliduntil timestamp with time zone"},
    SystemTable{"pg_catalog", "pg_available_extensions",
                "name name,default_version text,installed_version text,comment text"},
    SystemTable{"pg_catalog", "pg_class",
                "oid oid,relname name,relnamespace oid,reltype oid,reloftype oid,relowner oid"
                ",relam oid,relfilenode oid,reltablespace oid,relpages integer,reltuples real"
                ",relallvisible integer,reltoastrelid oid,relhasindex boolean,relisshared boolean"
                R"(,relpersistence "char",relkind "char",relnatts smallint,relchecks smallint)"
                ",relhasrules boolean,relhastriggers boolean,relhassubclass boolean"
                ",relrowsecurity boolean,relforcerowsecurity boolean,relispopulated boolean"
                ",relreplident \"char\",relispartition boolean,relrewrite oid,relfrozenxid xid"
                ",relminmxid xid,relacl aclitem[],reloptions text[],relpartbound pg_node_tree"},
    SystemTable{"pg_catalog", "pg_collation",
                "oid oid,collname name,collnamespace oid,collowner oid,collprovider \"char\""
                ",collisdeterministic boolean,collencoding integer,collcollate text,collctype text"
                ",colliculocale text,collversion text"},
    SystemTable{
        "pg_catalog", "pg_constraint",
        "oid oid,conname name,connamespace oid,contype \"char\",condeferrable boolean"
        ",condeferred boolean,convalidated boolean,conrelid oid,contypid oid,conindid oid"
        R"(,conparentid oid,confrelid oid,confupdtype "char",confdeltype "char")"
        ",confmatchtype \"char\",conislocal boolean,coninhcount integer,connoinherit boolean"
        ",conkey smallint[],confkey smallint[],conpfeqop oid[],conppeqop oid[]"
        ",conffeqop oid[],confdelsetcols smallint[],conexclop oid[],conbin pg_node_tree"},
    SystemTable{"pg_catalog", "pg_database",
                "oid oid,datname name,datdba oid,encoding integer,datlocprovider \"char\""
                ",datistemplate boolean,datallowconn boolean,datconnlimit integer,datfrozenxid xid"
                ",datminmxid xid,dattablespace oid,datcollate text,datctype text,daticulocale text"
                ",datcollversion text,datacl aclitem[]"},
    SystemTable{"pg_catalog", "pg_depend",
                "classid oid,objid oid,objsubid integer,refclassid oid,refobjid oid"
                ",refobjsubid integer,deptype \"char\""},
    SystemTable{"pg_catalog", "pg_description",
                "objoid oid,classoid oid,objsubid integer,description text"},
    SystemTable{"pg_catalog", "pg_enum", "oid oid,enumtypid oid,enumsortorder real,enumlabel name"},
    SystemTable{"pg_catalog", "pg_event_trigger",
                "oid oid,evtname name,evtevent name,evtowner oid,evtfoid oid,evtenabled \"char\""
                ",evttags text[]"},
    SystemTable{"pg_catalog", "pg_extension",
                "oid oid,extname name,extowner oid,extnamespace oid,extrelocatable boolean"
                ",extversion text,extconfig oid[],extcondition text[]"},
    SystemTable{
        "pg_catalog", "pg_index",
        "indexrelid oid,indrelid oid,indnatts smallint,indnkeyatts smallint"
        ",indisunique boolean,indnullsnotdistinct boolean,indisprimary boolean"
        ",indisexclusion boolean,indimmediate boolean,indisclustered boolean"
        ",indisvalid boolean,indcheckxmin boolean,indisready boolean,indislive boolean"
        ",indisreplident boolean,indkey int2vector,indcollation oidvector,indclass oidvector"
        ",indoption int2vector,indexprs pg_node_tree,indpred pg_node_tree"},
    SystemTable{"pg_catalog", "pg_indexes",
                "schemaname name,tablename name,indexname name,tablespace name,indexdef text"},
    SystemTable{"pg_catalog", "pg_inherits",
                "inhrelid oid,inhparent oid,inhseqno integer,inhdetachpending boolean"},
    SystemTable{"pg_catalog", "pg_language",
                "oid oid,lanname name,lanowner oid,lanispl boolean,lanpltrusted boolean"
                ",lanplcallfoid oid,laninline oid,lanvalidator oid,lanacl aclitem[]"},
    SystemTable{"pg_catalog", "pg_matviews",
                "schemaname name,matviewname name,matviewowner name,tablespace name"
                ",hasindexes boolean,ispopulated boolean,definition text"},
    SystemTable{"pg_catalog", "pg_namespace", "oid oid,nspname name,nspowner oid,nspacl aclitem[]"},
    SystemTable{
        "pg_catalog", "pg_partitioned_table",
        "partrelid oid,partstrat \"char\",partnatts smallint,partdefid oid,partattrs int2vector"
        ",partclass oidvector,partcollation oidvector,partexprs pg_node_tree"},
    SystemTable{
        "pg_catalog", "pg_policies",
        "schemaname name,tablename name,policyname name,permissive text,roles name[],cmd text"
        ",qual text,with_check text"},
    SystemTable{
        "pg_catalog", "pg_policy",
        "oid oid,polname name,polrelid oid,polcmd \"char\",polpermissive boolean,polroles oid[]"
        ",polqual pg_node_tree,polwithcheck pg_node_tree"},
    SystemTable{
        "pg_catalog", "pg_proc",
        "oid oid,proname name,pronamespace oid,proowner oid,prolang oid,procost real"
        ",prorows real,provariadic oid,prosupport regproc,prokind \"char\",prosecdef boolean"
        ",proleakproof boolean,proisstrict boolean,proretset boolean,provolatile \"char\""
        ",proparallel \"char\",pronargs smallint,pronargdefaults smallint,prorettype oid"
        ",proargtypes oidvector,proallargtypes oid[],proargmodes \"char\"[],proargnames text[]"
        ",proargdefaults pg_node_tree,protrftypes oid[],prosrc text,probin text"
        ",prosqlbody pg_node_tree,proconfig text[],proacl aclitem[]"},
    SystemTable{"pg_catalog", "pg_publication",
                "oid oid,pubname name,pubowner oid,puballtables boolean,pubinsert boolean"
                ",pubupdate boolean,pubdelete boolean,pubtruncate boolean,pubviaroot boolean"},
    SystemTable{"pg_catalog", "pg_publication_rel",
                "oid oid,prpubid oid,prrelid oid,prqual pg_node_tree,prattrs int2vector"},
    SystemTable{"pg_catalog", "pg_publication_tables",
                "pubname name,schemaname name,tablename name,attnames name[],rowfilter text"},
    SystemTable{"pg_catalog", "pg_rewrite",
                R"(oid oid,rulename name,ev_class oid,ev_type "char",ev_enabled "char")"
                ",is_instead boolean,ev_qual pg_node_tree,ev_action pg_node_tree"},
    SystemTable{
        "pg_catalog", "pg_roles",
        "rolname name,rolsuper boolean,rolinherit boolean,rolcreaterole boolean"
        ",rolcreatedb boolean,rolcanlogin boolean,rolreplication boolean,rolconnlimit integer"
        ",rolpassword text,rolvaliduntil timestamp with time zone,rolbypassrls boolean"
        ",rolconfig text[],oid oid"},
    SystemTable{"pg_catalog", "pg_rules",
                "schemaname name,tablename name,rulename name,definition text"},
    SystemTable{"pg_catalog", "pg_sequence",
                "seqrelid oid,seqtypid oid,seqstart bigint,seqincrement bigint,seqmax bigint"
                ",seqmin bigint,seqcache bigint,seqcycle boolean"},
    SystemTable{"pg_catalog", "pg_sequences",
                "schemaname name,sequencename name,sequenceowner name,data_type regtype"
                ",start_value bigint,min_value bigint,max_value bigint,increment_by bigint"
                ",cycle boolean,cache_size bigint,last_value bigint"},
    SystemTable{"pg_catalog", "pg_settings",
                "name text,setting text,unit text,category text,short_desc text,extra_desc text"
                ",context text,vartype text,source text,min_val text,max_val text,enumvals text[]"
                ",boot_val text,reset_val text,sourcefile text,sourceline integer"
                ",pending_restart boolean"},
    SystemTable{"pg_catalog", "pg_stat_user_tables",
                "relid oid,schemaname name,relname name,seq_scan bigint,seq_tup_read bigint"
                ",idx_scan bigint,idx_tup_fetch bigint,n_tup_ins bigint,n_tup_upd bigint"
                ",n_tup_del bigint,n_tup_hot_upd bigint,n_live_tup bigint,n_dead_tup bigint"
                ",n_mod_since_analyze bigint,n_ins_since_vacuum bigint"
                ",last_vacuum timestamp with time zone,last_autovacuum timestamp with time zone"
                ",last_analyze timestamp with time zone,last_autoanalyze timestamp with time zone"
                ",vacuum_count bigint,autovacuum_count bigint,analyze_count bigint"
                ",autoanalyze_count bigint"},
    SystemTable{"pg_catalog", "pg_tables",
                "schemaname name,tablename name,tableowner name,tablespace name,hasindexes boolean"
                ",hasrules boolean,hastriggers boolean,rowsecurity boolean"},
    SystemTable{
        "pg_catalog", "pg_trigger",
        "oid oid,tgrelid oid,tgparentid oid,tgname name,tgfoid oid,tgtype smallint"
        ",tgenabled \"char\",tgisinternal boolean,tgconstrrelid oid,tgconstrindid oid"
        ",tgconstraint oid,tgdeferrable boolean,tginitdeferred boolean,tgnargs smallint"
        ",tgattr int2vector,tgargs bytea,tgqual pg_node_tree,tgoldtable name,tgnewtable name"},
    SystemTable{
        "pg_catalog", "pg_type",
        "oid oid,typname name,typnamespace oid,typowner oid,typlen smallint,typbyval boolean"
        R"(,typtype "char",typcategory "char",typispreferred boolean,typisdefined boolean)"
        ",typdelim \"char\",typrelid oid,typsubscript regproc,typelem oid,typarray oid"
        ",typinput regproc,typoutput regproc,typreceive regproc,typsend regproc"
        ",typmodin regproc,typmodout regproc,typanalyze regproc,typalign \"char\""
        ",typstorage \"char\",typnotnull boolean,typbasetype oid,typtypmod integer"
        ",typndims integer,typcollation oid,typdefaultbin pg_node_tree,typdefault text"
        ",typacl aclitem[]"},
    SystemTable{
        "pg_catalog", "pg_user",
        "usename name,usesysid oid,usecreatedb boolean,usesuper boolean,userepl boolean"
        ",usebypassrls boolean,passwd text,valuntil timestamp with time zone,useconfig text[]"},
    SystemTable{"pg_catalog", "pg_views",
                "schemaname name,viewname name,viewowner name,definition text"},
};

}  // namespace

const SystemTable* find_system_table(std::string_view schema, std::string_view name) {
    for (const SystemTable& table : kSystemTables) {
        if (table.schema == schema && table.name == name) {
            return &table;
        }
    }
    return nullptr;
}

}  // namespace erdmark::dialect::postgres
