#include "dialect/postgres/view_facts.h"

namespace erdmark::dialect::postgres {

namespace {

// clang-format off
constexpr std::string_view kFacts = R"facts(lag(anycompatible,int4,anycompatible)=anycompatible lag(anyelement)=anyelement
lag(anyelement,int4)=anyelement last_value(anyelement)=anyelement lastval()=int8
lcm(int4,int4)=int4 lcm(int8,int8)=int8 lcm(numeric,numeric)=numeric
lead(anycompatible,int4,anycompatible)=anycompatible lead(anyelement)=anyelement
lead(anyelement,int4)=anyelement left(text,int4)=text length(bit)=int4 length(bpchar)=int4
length(bytea)=int4 length(bytea,name)=int4 length(lseg)=float8 length(path)=float8
length(text)=int4 length(tsvector)=int4 like(bytea,bytea)=bool like(name,text)=bool
like(text,text)=bool like_escape(bytea,bytea)=bytea like_escape(text,text)=text
line(point,point)=line ln(float8)=float8 ln(numeric)=numeric log(float8)=float8
log(numeric)=numeric log(numeric,numeric)=numeric log10(float8)=float8 log10(numeric)=numeric
loread(int4,int4)=bytea lower(anymultirange)=anyelement lower(anyrange)=anyelement lower(text)=text
lower_inc(anymultirange)=bool lower_inc(anyrange)=bool lower_inf(anymultirange)=bool
lower_inf(anyrange)=bool lowrite(int4,bytea)=int4 lpad(text,int4)=text lpad(text,int4,text)=text
lseg(box)=lseg lseg(point,point)=lseg ltrim(bytea,bytea)=bytea ltrim(text)=text
ltrim(text,text)=text macaddr(macaddr8)=macaddr macaddr8(macaddr)=macaddr8
macaddr8_set7bit(macaddr8)=macaddr8 make_date(int4,int4,int4)=date
make_interval(?int4,?int4,?int4,?int4,?int4,?int4,?float8)=interval
make_time(int4,int4,float8)=time make_timestamp(int4,int4,int4,int4,int4,float8)=timestamp
make_timestamptz(int4,int4,int4,int4,int4,float8)=timestamptz
make_timestamptz(int4,int4,int4,int4,int4,float8,text)=timestamptz
makeaclitem(oid,oid,text,bool)=aclitem masklen(inet)=int4 max(anyarray)=anyarray
max(anyenum)=anyenum max(bpchar)=bpchar max(date)=date max(float4)=float4 max(float8)=float8
max(inet)=inet max(int2)=int2 max(int4)=int4 max(int8)=int8 max(interval)=interval max(money)=money
max(numeric)=numeric max(oid)=oid max(pg_lsn)=pg_lsn max(text)=text max(tid)=tid max(time)=time
max(timestamp)=timestamp max(timestamptz)=timestamptz max(timetz)=timetz max(xid8)=xid8
md5(bytea)=text md5(text)=text min(anyarray)=anyarray min(anyenum)=anyenum min(bpchar)=bpchar
min(date)=date min(float4)=float4 min(float8)=float8 min(inet)=inet min(int2)=int2 min(int4)=int4
min(int8)=int8 min(interval)=interval min(money)=money min(numeric)=numeric min(oid)=oid
min(pg_lsn)=pg_lsn min(text)=text min(tid)=tid min(time)=time min(timestamp)=timestamp
min(timestamptz)=timestamptz min(timetz)=timetz min(xid8)=xid8 min_scale(numeric)=int4
mod(int2,int2)=int2 mod(int4,int4)=int4 mod(int8,int8)=int8 mod(numeric,numeric)=numeric
mode(anyelement)=anyelement money(int4)=money money(int8)=money money(numeric)=money
multirange(anyrange)=anymultirange
multirange_intersect_agg_transfn(anymultirange,anymultirange)=anymultirange mxid_age(xid)=int4
name(bpchar)=name name(text)=name name(varchar)=name nameconcatoid(name,oid)=name
netmask(inet)=inet network(inet)=cidr nextval(regclass)=int8 normalize(text,?text)=text
notlike(bytea,bytea)=bool notlike(name,text)=bool notlike(text,text)=bool now()=timestamptz
npoints(path)=int4 npoints(polygon)=int4 nth_value(anyelement,int4)=anyelement ntile(int4)=int4
num_nonnulls(*any)=int4 num_nulls(*any)=int4 numeric(float4)=numeric numeric(float8)=numeric
numeric(int2)=numeric numeric(int4)=numeric numeric(int8)=numeric numeric(jsonb)=numeric
numeric(money)=numeric numeric_div_trunc(numeric,numeric)=numeric numeric_exp(numeric)=numeric
numeric_inc(numeric)=numeric numeric_ln(numeric)=numeric numeric_log(numeric,numeric)=numeric
numeric_sqrt(numeric)=numeric nummultirange()=nummultirange nummultirange(*_numrange)=nummultirange
nummultirange(numrange)=nummultirange numnode(tsquery)=int4 numrange(numeric,numeric)=numrange
numrange(numeric,numeric,text)=numrange numrange_subdiff(numeric,numeric)=float8
obj_description(oid)=text obj_description(oid,name)=text octet_length(bit)=int4
octet_length(bpchar)=int4 octet_length(bytea)=int4 octet_length(text)=int4 oid(int8)=oid
oidvectortypes(oidvector)=text overlaps(time,interval,time,interval)=bool
overlaps(time,interval,time,time)=bool overlaps(time,time,time,interval)=bool
overlaps(time,time,time,time)=bool overlaps(timestamp,interval,timestamp,interval)=bool
overlaps(timestamp,interval,timestamp,timestamp)=bool
overlaps(timestamp,timestamp,timestamp,interval)=bool
overlaps(timestamp,timestamp,timestamp,timestamp)=bool
overlaps(timestamptz,interval,timestamptz,interval)=bool
overlaps(timestamptz,interval,timestamptz,timestamptz)=bool
overlaps(timestamptz,timestamptz,timestamptz,interval)=bool
overlaps(timestamptz,timestamptz,timestamptz,timestamptz)=bool
overlaps(timetz,timetz,timetz,timetz)=bool overlay(bit,bit,int4)=bit overlay(bit,bit,int4,int4)=bit
overlay(bytea,bytea,int4)=bytea overlay(bytea,bytea,int4,int4)=bytea overlay(text,text,int4)=text
overlay(text,text,int4,int4)=text parse_ident(text,?bool)=_text path(polygon)=path
pclose(path)=path percent_rank()=float8 percent_rank(*any)=float8
percentile_cont(_float8,float8)=_float8 percentile_cont(_float8,interval)=_interval
percentile_cont(float8,float8)=float8 percentile_cont(float8,interval)=interval
percentile_disc(_float8,anyelement)=anyarray percentile_disc(float8,anyelement)=anyelement
pg_advisory_lock(int4,int4)=void pg_advisory_lock(int8)=void
pg_advisory_lock_shared(int4,int4)=void pg_advisory_lock_shared(int8)=void
pg_advisory_unlock(int4,int4)=bool pg_advisory_unlock(int8)=bool pg_advisory_unlock_all()=void
pg_advisory_unlock_shared(int4,int4)=bool pg_advisory_unlock_shared(int8)=bool
pg_advisory_xact_lock(int4,int4)=void pg_advisory_xact_lock(int8)=void
pg_advisory_xact_lock_shared(int4,int4)=void pg_advisory_xact_lock_shared(int8)=void
pg_blocking_pids(int4)=_int4 pg_cancel_backend(int4)=bool pg_char_to_encoding(name)=int4
pg_client_encoding()=name pg_collation_actual_version(oid)=text pg_collation_for(any)=text
pg_collation_is_visible(oid)=bool pg_column_compression(any)=text
pg_column_is_updatable(regclass,int2,bool)=bool pg_column_size(any)=int4
pg_conf_load_time()=timestamptz pg_config()+{name:text,setting:text}
pg_conversion_is_visible(oid)=bool pg_current_logfile()=text pg_current_logfile(text)=text
pg_current_snapshot()=pg_snapshot pg_current_xact_id()=xid8 pg_current_xact_id_if_assigned()=xid8
pg_cursor()+{name:text,statement:text,is_holdable:bool,is_binary:bool,is_sc
pg_database_collation_actual_version(oid)=text pg_database_size(name)=int8
pg_database_size(oid)=int8 pg_describe_object(oid,oid,int4)=text pg_encoding_max_length(int4)=int4
pg_encoding_to_char(int4)=name pg_export_snapshot()=text pg_filenode_relation(oid,oid)=regclass
pg_function_is_visible(oid)=bool
pg_get_catalog_foreign_keys()+{fktable:regclass,fkcols:_text,pktable:regclass,pkcols:_text,is
pg_get_constraintdef(oid)=text pg_get_constraintdef(oid,bool)=text
pg_get_expr(pg_node_tree,oid)=text pg_get_expr(pg_node_tree,oid,bool)=text
pg_get_function_arg_default(oid,int4)=text pg_get_function_arguments(oid)=text
pg_get_function_identity_arguments(oid)=text pg_get_function_result(oid)=text
pg_get_function_sqlbody(oid)=text pg_get_functiondef(oid)=text pg_get_indexdef(oid)=text
pg_get_indexdef(oid,int4,bool)=text
pg_get_keywords()+{word:text,catcode:char,barelabel:bool,catdesc:text,baredesc:te
pg_get_multixact_members(xid)+{xid:xid,mode:text} pg_get_partition_constraintdef(oid)=text
pg_get_partkeydef(oid)=text
pg_get_publication_tables(text)+{relid:oid,attrs:int2vector,qual:pg_node_tree}
pg_get_replica_identity_index(regclass)=regclass
pg_get_replication_slots()+{slot_name:name,plugin:name,slot_type:text,datoid:oid,temporary
pg_get_ruledef(oid)=text pg_get_ruledef(oid,bool)=text pg_get_serial_sequence(text,text)=text
pg_get_statisticsobjdef(oid)=text pg_get_statisticsobjdef_columns(oid)=text
pg_get_statisticsobjdef_expressions(oid)=_text pg_get_triggerdef(oid)=text
pg_get_triggerdef(oid,bool)=text pg_get_userbyid(oid)=name pg_get_viewdef(oid)=text
pg_get_viewdef(oid,bool)=text pg_get_viewdef(oid,int4)=text pg_get_viewdef(text)=text
pg_get_viewdef(text,bool)=text pg_has_role(name,name,text)=bool pg_has_role(name,oid,text)=bool
pg_has_role(name,text)=bool pg_has_role(oid,name,text)=bool pg_has_role(oid,oid,text)=bool
pg_has_role(oid,text)=bool pg_import_system_collations(regnamespace)=int4
pg_index_column_has_property(regclass,int4,text)=bool pg_index_has_property(regclass,text)=bool
pg_indexam_has_property(oid,text)=bool pg_indexam_progress_phasename(oid,int8)=text
pg_indexes_size(regclass)=int8 pg_is_in_recovery()=bool pg_is_other_temp_schema(oid)=bool
pg_is_wal_replay_paused()=bool pg_isolation_test_session_is_blocked(int4,_int4)=bool
pg_jit_available()=bool pg_listening_channels()+text
pg_lock_status()+{locktype:text,database:oid,relation:oid,page:int4,tuple:int2,v
pg_log_backend_memory_contexts(int4)=bool
pg_mcv_list_items(pg_mcv_list)+{index:int4,values:_text,nulls:_bool,frequency:float8,base_freq
pg_my_temp_schema()=oid pg_nextoid(regclass,name,regclass)=oid pg_notification_queue_usage()=float8
pg_notify(text,text)=void pg_opclass_is_visible(oid)=bool pg_operator_is_visible(oid)=bool
pg_opfamily_is_visible(oid)=bool pg_options_to_table(_text)+{option_name:text,option_value:text}
pg_partition_ancestors(regclass)+{relid:regclass} pg_partition_root(regclass)=regclass
pg_partition_tree(regclass)+{relid:regclass,parentrelid:regclass,isleaf:bool,level:int4}
pg_postmaster_start_time()=timestamptz
pg_prepared_statement()+{name:text,statement:text,prepare_time:timestamptz,parameter_ty
pg_prepared_xact()+{transaction:xid,gid:text,prepared:timestamptz,ownerid:oid,dbid
pg_promote(?bool,?int4)=bool pg_relation_filenode(regclass)=oid pg_relation_filepath(regclass)=text
pg_relation_is_publishable(regclass)=bool pg_relation_is_updatable(regclass,bool)=int4
pg_relation_size(regclass)=int8 pg_relation_size(regclass,text)=int8 pg_reload_conf()=bool
pg_rotate_logfile()=bool pg_rotate_logfile_old()=bool pg_safe_snapshot_blocking_pids(int4)=_int4
pg_sequence_last_value(regclass)=int8
pg_sequence_parameters(oid)={start_value:int8,minimum_value:int8,maximum_value:int8,increme
pg_settings_get_flags(text)=_text pg_size_bytes(text)=int8 pg_size_pretty(int8)=text
pg_size_pretty(numeric)=text pg_sleep(float8)=void pg_sleep_for(interval)=void
pg_sleep_until(timestamptz)=void pg_snapshot_xip(pg_snapshot)+xid8
pg_snapshot_xmax(pg_snapshot)=xid8 pg_snapshot_xmin(pg_snapshot)=xid8
pg_stat_get_activity(int4)+{datid:oid,pid:int4,usesysid:oid,application_name:text,state:te
pg_statistics_obj_is_visible(oid)=bool pg_table_is_visible(oid)=bool pg_table_size(regclass)=int8
pg_tablespace_databases(oid)+oid pg_tablespace_location(oid)=text pg_tablespace_size(name)=int8
pg_tablespace_size(oid)=int8 pg_terminate_backend(int4,?int8)=bool
pg_timezone_abbrevs()+{abbrev:text,utc_offset:interval,is_dst:bool}
pg_timezone_names()+{name:text,abbrev:text,utc_offset:interval,is_dst:bool}
pg_total_relation_size(regclass)=int8 pg_trigger_depth()=int4 pg_try_advisory_lock(int4,int4)=bool
pg_try_advisory_lock(int8)=bool pg_try_advisory_lock_shared(int4,int4)=bool
pg_try_advisory_lock_shared(int8)=bool pg_try_advisory_xact_lock(int4,int4)=bool
pg_try_advisory_xact_lock(int8)=bool pg_try_advisory_xact_lock_shared(int4,int4)=bool
pg_try_advisory_xact_lock_shared(int8)=bool pg_ts_config_is_visible(oid)=bool
pg_ts_dict_is_visible(oid)=bool pg_ts_parser_is_visible(oid)=bool
pg_ts_template_is_visible(oid)=bool pg_type_is_visible(oid)=bool pg_typeof(any)=regtype
pg_visible_in_snapshot(xid8,pg_snapshot)=bool pg_xact_commit_timestamp(xid)=timestamptz
pg_xact_commit_timestamp_origin(xid)={timestamp:timestamptz,roident:oid} pg_xact_status(xid8)=text
phraseto_tsquery(regconfig,text)=tsquery phraseto_tsquery(text)=tsquery pi()=float8
plainto_tsquery(regconfig,text)=tsquery plainto_tsquery(text)=tsquery point(box)=point
point(circle)=point point(float8,float8)=point point(lseg)=point point(polygon)=point
polygon(box)=polygon polygon(circle)=polygon polygon(int4,circle)=polygon polygon(path)=polygon
popen(path)=path position(bit,bit)=int4 position(bytea,bytea)=int4 position(text,text)=int4
pow(float8,float8)=float8 pow(numeric,numeric)=numeric power(float8,float8)=float8
power(numeric,numeric)=numeric query_to_xml(text,bool,bool,text)=xml
query_to_xml_and_xmlschema(text,bool,bool,text)=xml query_to_xmlschema(text,bool,bool,text)=xml
querytree(tsquery)=text quote_ident(text)=text quote_literal(anyelement)=text
quote_literal(text)=text quote_nullable(anyelement)=text quote_nullable(text)=text
radians(float8)=float8 radius(circle)=float8 random()=float8 range_agg(anymultirange)=anymultirange
range_agg(anyrange)=anymultirange range_intersect_agg(anymultirange)=anymultirange
range_intersect_agg(anyrange)=anyrange range_intersect_agg_transfn(anyrange,anyrange)=anyrange
range_merge(anymultirange)=anyrange range_merge(anyrange,anyrange)=anyrange rank()=int8
rank(*any)=int8 regclass(text)=regclass regexp_count(text,text)=int4
regexp_count(text,text,int4)=int4 regexp_count(text,text,int4,text)=int4
regexp_instr(text,text)=int4 regexp_instr(text,text,int4)=int4
regexp_instr(text,text,int4,int4)=int4 regexp_instr(text,text,int4,int4,int4)=int4
regexp_instr(text,text,int4,int4,int4,text)=int4
regexp_instr(text,text,int4,int4,int4,text,int4)=int4 regexp_like(text,text)=bool
regexp_like(text,text,text)=bool regexp_match(text,text)=_text regexp_match(text,text,text)=_text
regexp_matches(text,text)+_text regexp_matches(text,text,text)+_text
regexp_replace(text,text,text)=text regexp_replace(text,text,text,int4)=text
regexp_replace(text,text,text,int4,int4)=text regexp_replace(text,text,text,int4,int4,text)=text
regexp_replace(text,text,text,text)=text regexp_split_to_array(text,text)=_text
regexp_split_to_array(text,text,text)=_text regexp_split_to_table(text,text)+text
regexp_split_to_table(text,text,text)+text regexp_substr(text,text)=text
regexp_substr(text,text,int4)=text regexp_substr(text,text,int4,int4)=text
regexp_substr(text,text,int4,int4,text)=text regexp_substr(text,text,int4,int4,text,int4)=text
regr_avgx(float8,float8)=float8 regr_avgy(float8,float8)=float8 regr_count(float8,float8)=int8
regr_intercept(float8,float8)=float8 regr_r2(float8,float8)=float8 regr_slope(float8,float8)=float8
regr_sxx(float8,float8)=float8 regr_sxy(float8,float8)=float8 regr_syy(float8,float8)=float8
repeat(text,int4)=text replace(text,text,text)=text reverse(text)=text right(text,int4)=text
round(float8)=float8 round(numeric)=numeric round(numeric,int4)=numeric row_number()=int8
row_security_active(oid)=bool row_security_active(text)=bool row_to_json(record)=json
row_to_json(record,bool)=json rpad(text,int4)=text rpad(text,int4,text)=text
rtrim(bytea,bytea)=bytea rtrim(text)=text rtrim(text,text)=text scale(numeric)=int4
schema_to_xml(name,bool,bool,text)=xml schema_to_xml_and_xmlschema(name,bool,bool,text)=xml
schema_to_xmlschema(name,bool,bool,text)=xml session_user()=name set_bit(bit,int4,int4)=bit
set_bit(bytea,int8,int4)=bytea set_byte(bytea,int4,int4)=bytea set_config(text,text,bool)=text
set_masklen(cidr,int4)=cidr set_masklen(inet,int4)=inet setseed(float8)=void
setval(regclass,int8)=int8 setval(regclass,int8,bool)=int8 setweight(tsvector,char)=tsvector
setweight(tsvector,char,_text)=tsvector sha224(bytea)=bytea sha256(bytea)=bytea sha384(bytea)=bytea
sha512(bytea)=bytea shobj_description(oid,name)=text sign(float8)=float8 sign(numeric)=numeric
similar_escape(text,text)=text similar_to_escape(text)=text similar_to_escape(text,text)=text
sin(float8)=float8 sind(float8)=float8 sinh(float8)=float8 slope(point,point)=float8
split_part(text,text,int4)=text sqrt(float8)=float8 sqrt(numeric)=numeric
statement_timestamp()=timestamptz stddev(float4)=float8 stddev(float8)=float8 stddev(int2)=numeric
stddev(int4)=numeric stddev(int8)=numeric stddev(numeric)=numeric stddev_pop(float4)=float8
stddev_pop(float8)=float8 stddev_pop(int2)=numeric stddev_pop(int4)=numeric
stddev_pop(int8)=numeric stddev_pop(numeric)=numeric stddev_samp(float4)=float8
stddev_samp(float8)=float8 stddev_samp(int2)=numeric stddev_samp(int4)=numeric
stddev_samp(int8)=numeric stddev_samp(numeric)=numeric string_agg(bytea,bytea)=bytea
string_agg(text,text)=text string_to_array(text,text)=_text string_to_array(text,text,text)=_text
string_to_table(text,text)+text string_to_table(text,text,text)+text strip(tsvector)=tsvector
strpos(text,text)=int4 substr(bytea,int4)=bytea substr(bytea,int4,int4)=bytea
substr(text,int4)=text substr(text,int4,int4)=text substring(bit,int4)=bit
substring(bit,int4,int4)=bit substring(bytea,int4)=bytea substring(bytea,int4,int4)=bytea
substring(text,int4)=text substring(text,int4,int4)=text substring(text,text)=text
substring(text,text,text)=text sum(float4)=float4 sum(float8)=float8 sum(int2)=int8 sum(int4)=int8
sum(int8)=numeric sum(interval)=interval sum(money)=money sum(numeric)=numeric
table_to_xml(regclass,bool,bool,text)=xml table_to_xml_and_xmlschema(regclass,bool,bool,text)=xml
table_to_xmlschema(regclass,bool,bool,text)=xml tan(float8)=float8 tand(float8)=float8
tanh(float8)=float8 text(bool)=text text(bpchar)=text text(char)=text text(inet)=text
text(name)=text text(xml)=text textlen(text)=int4 time(interval)=time time(time,int4)=time
time(timestamp)=time time(timestamptz)=time time(timetz)=time timeofday()=text
timestamp(date)=timestamp timestamp(date,time)=timestamp timestamp(timestamp,int4)=timestamp
timestamp(timestamptz)=timestamp timestamptz(date)=timestamptz timestamptz(date,time)=timestamptz
timestamptz(date,timetz)=timestamptz timestamptz(timestamp)=timestamptz
timestamptz(timestamptz,int4)=timestamptz timetz(time)=timetz timetz(timestamptz)=timetz
timetz(timetz,int4)=timetz timezone(interval,timestamp)=timestamptz
timezone(interval,timestamptz)=timestamp timezone(interval,timetz)=timetz
timezone(text,timestamp)=timestamptz timezone(text,timestamptz)=timestamp
timezone(text,timetz)=timetz to_ascii(text)=text to_ascii(text,int4)=text to_ascii(text,name)=text
to_char(float4,text)=text to_char(float8,text)=text to_char(int4,text)=text to_char(int8,text)=text
to_char(interval,text)=text to_char(numeric,text)=text to_char(timestamp,text)=text
to_char(timestamptz,text)=text to_date(text,text)=date to_hex(int4)=text to_hex(int8)=text
to_json(anyelement)=json to_jsonb(anyelement)=jsonb to_number(text,text)=numeric
to_regclass(text)=regclass to_regcollation(text)=regcollation to_regnamespace(text)=regnamespace
to_regoper(text)=regoper to_regoperator(text)=regoperator to_regproc(text)=regproc
to_regprocedure(text)=regprocedure to_regrole(text)=regrole to_regtype(text)=regtype
to_timestamp(float8)=timestamptz to_timestamp(text,text)=timestamptz
to_tsquery(regconfig,text)=tsquery to_tsquery(text)=tsquery to_tsvector(json)=tsvector
to_tsvector(jsonb)=tsvector to_tsvector(regconfig,json)=tsvector
to_tsvector(regconfig,jsonb)=tsvector to_tsvector(regconfig,text)=tsvector
to_tsvector(text)=tsvector transaction_timestamp()=timestamptz translate(text,text,text)=text
trim_array(anyarray,int4)=anyarray trim_scale(numeric)=numeric trunc(float8)=float8
trunc(macaddr)=macaddr trunc(macaddr8)=macaddr8 trunc(numeric)=numeric trunc(numeric,int4)=numeric
ts_delete(tsvector,_text)=tsvector ts_delete(tsvector,text)=tsvector
ts_filter(tsvector,_char)=tsvector ts_headline(json,tsquery)=json
ts_headline(json,tsquery,text)=json ts_headline(jsonb,tsquery)=jsonb
ts_headline(jsonb,tsquery,text)=jsonb ts_headline(regconfig,json,tsquery)=json
ts_headline(regconfig,json,tsquery,text)=json ts_headline(regconfig,jsonb,tsquery)=jsonb
ts_headline(regconfig,jsonb,tsquery,text)=jsonb ts_headline(regconfig,text,tsquery)=text
ts_headline(regconfig,text,tsquery,text)=text ts_headline(text,tsquery)=text
ts_headline(text,tsquery,text)=text ts_lexize(regdictionary,text)=_text
ts_parse(oid,text)+{tokid:int4,token:text} ts_parse(text,text)+{tokid:int4,token:text}
ts_rank(_float4,tsvector,tsquery)=float4 ts_rank(_float4,tsvector,tsquery,int4)=float4
ts_rank(tsvector,tsquery)=float4 ts_rank(tsvector,tsquery,int4)=float4
ts_rank_cd(_float4,tsvector,tsquery)=float4 ts_rank_cd(_float4,tsvector,tsquery,int4)=float4
ts_rank_cd(tsvector,tsquery)=float4 ts_rank_cd(tsvector,tsquery,int4)=float4
ts_rewrite(tsquery,text)=tsquery ts_rewrite(tsquery,tsquery,tsquery)=tsquery
ts_stat(text)+{word:text,ndoc:int4,nentry:int4}
ts_stat(text,text)+{word:text,ndoc:int4,nentry:int4}
ts_token_type(oid)+{tokid:int4,alias:text,description:text}
ts_token_type(text)+{tokid:int4,alias:text,description:text} tsmultirange()=tsmultirange
tsmultirange(*_tsrange)=tsmultirange tsmultirange(tsrange)=tsmultirange
tsquery_phrase(tsquery,tsquery,int4)=tsquery tsrange(timestamp,timestamp)=tsrange
tsrange(timestamp,timestamp,text)=tsrange tsrange_subdiff(timestamp,timestamp)=float8
tstzmultirange()=tstzmultirange tstzmultirange(*_tstzrange)=tstzmultirange
tstzmultirange(tstzrange)=tstzmultirange tstzrange(timestamptz,timestamptz)=tstzrange
tstzrange(timestamptz,timestamptz,text)=tstzrange tstzrange_subdiff(timestamptz,timestamptz)=float8
tsvector_to_array(tsvector)=_text txid_current()=int8 txid_current_if_assigned()=int8
txid_current_snapshot()=txid_snapshot txid_snapshot_xip(txid_snapshot)+int8
txid_snapshot_xmax(txid_snapshot)=int8 txid_snapshot_xmin(txid_snapshot)=int8
txid_status(int8)=text txid_visible_in_snapshot(int8,txid_snapshot)=bool unistr(text)=text
unnest(anyarray)+anyelement unnest(anymultirange)+anyrange
unnest(tsvector)+{lexeme:text,positions:_int2,weights:_text} upper(anymultirange)=anyelement
upper(anyrange)=anyelement upper(text)=text upper_inc(anymultirange)=bool upper_inc(anyrange)=bool
upper_inf(anymultirange)=bool upper_inf(anyrange)=bool var_pop(float4)=float8
var_pop(float8)=float8 var_pop(int2)=numeric var_pop(int4)=numeric var_pop(int8)=numeric
var_pop(numeric)=numeric var_samp(float4)=float8 var_samp(float8)=float8 var_samp(int2)=numeric
var_samp(int4)=numeric var_samp(int8)=numeric var_samp(numeric)=numeric varchar(name)=varchar
variance(float4)=float8 variance(float8)=float8 variance(int2)=numeric variance(int4)=numeric
variance(int8)=numeric variance(numeric)=numeric version()=text
websearch_to_tsquery(regconfig,text)=tsquery websearch_to_tsquery(text)=tsquery width(box)=float8
width_bucket(anycompatible,anycompatiblearray)=int4 width_bucket(float8,float8,float8,int4)=int4
width_bucket(numeric,numeric,numeric,int4)=int4 xid(xid8)=xid xml(text)=xml
xml_is_well_formed(text)=bool xml_is_well_formed_content(text)=bool
xml_is_well_formed_document(text)=bool xmlagg(xml)=xml xmlcomment(text)=xml
xmlexists(text,xml)=bool xmlvalidate(xml,text)=bool xpath(text,xml)=_xml xpath(text,xml,_text)=_xml
xpath_exists(text,xml)=bool xpath_exists(text,xml,_text)=bool)facts";
// clang-format on

}  // namespace

std::string_view builtin_functions_from_k() {
    return kFacts;
}

}  // namespace erdmark::dialect::postgres
