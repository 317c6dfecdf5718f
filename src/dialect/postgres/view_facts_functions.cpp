#include "dialect/postgres/view_facts.h"

namespace erdmark::dialect::postgres {

namespace {

// clang-format off
constexpr std::string_view kFacts = R"facts(abbrev(cidr)=text abbrev(inet)=text abs(float4)=float4 abs(float8)=float8 abs(int2)=int2
abs(int4)=int4 abs(int8)=int8 abs(numeric)=numeric aclcontains(_aclitem,aclitem)=bool
acldefault(char,oid)=_aclitem
aclexplode(_aclitem)+{grantor:oid,grantee:oid,privilege_type:text,is_grantable:bool}
aclinsert(_aclitem,aclitem)=_aclitem aclremove(_aclitem,aclitem)=_aclitem acos(float8)=float8
acosd(float8)=float8 acosh(float8)=float8 age(timestamp)=interval age(timestamp,timestamp)=interval
age(timestamptz)=interval age(timestamptz,timestamptz)=interval age(xid)=int4 amvalidate(oid)=bool
area(box)=float8 area(circle)=float8 area(path)=float8 array_agg(anyarray)=anyarray
array_agg(anynonarray)=anyarray array_append(anycompatiblearray,anycompatible)=anycompatiblearray
array_cat(anycompatiblearray,anycompatiblearray)=anycompatiblearray array_dims(anyarray)=text
array_fill(anyelement,_int4)=anyarray array_fill(anyelement,_int4,_int4)=anyarray
array_length(anyarray,int4)=int4 array_lower(anyarray,int4)=int4 array_ndims(anyarray)=int4
array_position(anycompatiblearray,anycompatible)=int4
array_position(anycompatiblearray,anycompatible,int4)=int4
array_positions(anycompatiblearray,anycompatible)=_int4
array_prepend(anycompatible,anycompatiblearray)=anycompatiblearray
array_remove(anycompatiblearray,anycompatible)=anycompatiblearray
array_replace(anycompatiblearray,anycompatible,anycompatible)=anycompatiblearray
array_to_json(anyarray)=json array_to_json(anyarray,bool)=json array_to_string(anyarray,text)=text
array_to_string(anyarray,text,text)=text array_to_tsvector(_text)=tsvector
array_upper(anyarray,int4)=int4 ascii(text)=int4 asin(float8)=float8 asind(float8)=float8
asinh(float8)=float8 atan(float8)=float8 atan2(float8,float8)=float8 atan2d(float8,float8)=float8
atand(float8)=float8 atanh(float8)=float8 avg(float4)=float8 avg(float8)=float8 avg(int2)=numeric
avg(int4)=numeric avg(int8)=numeric avg(interval)=interval avg(numeric)=numeric bit(int4,int4)=bit
bit(int8,int4)=bit bit_and(bit)=bit bit_and(int2)=int2 bit_and(int4)=int4 bit_and(int8)=int8
bit_count(bit)=int8 bit_count(bytea)=int8 bit_length(bit)=int4 bit_length(bytea)=int4
bit_length(text)=int4 bit_or(bit)=bit bit_or(int2)=int2 bit_or(int4)=int4 bit_or(int8)=int8
bit_xor(bit)=bit bit_xor(int2)=int2 bit_xor(int4)=int4 bit_xor(int8)=int8 bool(int4)=bool
bool(jsonb)=bool bool_and(bool)=bool bool_or(bool)=bool bound_box(box,box)=box box(circle)=box
box(point)=box box(point,point)=box box(polygon)=box bpchar(char)=bpchar bpchar(name)=bpchar
broadcast(inet)=inet btequalimage(oid)=bool btrim(bytea,bytea)=bytea btrim(text)=text
btrim(text,text)=text cardinality(anyarray)=int4 cbrt(float8)=float8 ceil(float8)=float8
ceil(numeric)=numeric ceiling(float8)=float8 ceiling(numeric)=numeric center(box)=point
center(circle)=point char(int4)=char char(text)=char char_length(bpchar)=int4
char_length(text)=int4 character_length(bpchar)=int4 character_length(text)=int4 chr(int4)=text
cidr(inet)=cidr circle(box)=circle circle(point,float8)=circle circle(polygon)=circle
clock_timestamp()=timestamptz col_description(oid,int4)=text concat(*any)=text
concat_ws(text,*any)=text convert(bytea,name,name)=bytea convert_from(bytea,name)=text
convert_to(text,name)=bytea corr(float8,float8)=float8 cos(float8)=float8 cosd(float8)=float8
cosh(float8)=float8 cot(float8)=float8 cotd(float8)=float8 count()=int8 count(any)=int8
covar_pop(float8,float8)=float8 covar_samp(float8,float8)=float8 cume_dist()=float8
cume_dist(*any)=float8 current_database()=name current_query()=text current_schema()=name
current_schemas(bool)=_name current_setting(text)=text current_setting(text,bool)=text
current_user()=name currtid2(text,tid)=tid currval(regclass)=int8
cursor_to_xml(refcursor,int4,bool,bool,text)=xml cursor_to_xmlschema(refcursor,bool,bool,text)=xml
database_to_xml(bool,bool,text)=xml database_to_xml_and_xmlschema(bool,bool,text)=xml
database_to_xmlschema(bool,bool,text)=xml date(timestamp)=date date(timestamptz)=date
date_bin(interval,timestamp,timestamp)=timestamp
date_bin(interval,timestamptz,timestamptz)=timestamptz date_part(text,date)=float8
date_part(text,interval)=float8 date_part(text,time)=float8 date_part(text,timestamp)=float8
date_part(text,timestamptz)=float8 date_part(text,timetz)=float8 date_trunc(text,interval)=interval
date_trunc(text,timestamp)=timestamp date_trunc(text,timestamptz)=timestamptz
date_trunc(text,timestamptz,text)=timestamptz datemultirange()=datemultirange
datemultirange(*_daterange)=datemultirange datemultirange(daterange)=datemultirange
daterange(date,date)=daterange daterange(date,date,text)=daterange
daterange_canonical(daterange)=daterange daterange_subdiff(date,date)=float8
decode(text,text)=bytea degrees(float8)=float8 dense_rank()=int8 dense_rank(*any)=int8
dexp(float8)=float8 diagonal(box)=lseg diameter(circle)=float8 div(numeric,numeric)=numeric
dlog1(float8)=float8 dlog10(float8)=float8 dround(float8)=float8 dtrunc(float8)=float8
encode(bytea,text)=text enum_first(anyenum)=anyenum enum_last(anyenum)=anyenum
enum_range(anyenum)=anyarray enum_range(anyenum,anyenum)=anyarray every(bool)=bool
exp(float8)=float8 exp(numeric)=numeric extract(text,date)=numeric extract(text,interval)=numeric
extract(text,time)=numeric extract(text,timestamp)=numeric extract(text,timestamptz)=numeric
extract(text,timetz)=numeric factorial(int8)=numeric family(inet)=int4
first_value(anyelement)=anyelement float4(float8)=float4 float4(int2)=float4 float4(int4)=float4
float4(int8)=float4 float4(jsonb)=float4 float4(numeric)=float4 float8(float4)=float8
float8(int2)=float8 float8(int4)=float8 float8(int8)=float8 float8(jsonb)=float8
float8(numeric)=float8 floor(float8)=float8 floor(numeric)=numeric format(text)=text
format(text,*any)=text gcd(int4,int4)=int4 gcd(int8,int8)=int8 gcd(numeric,numeric)=numeric
gen_random_uuid()=uuid generate_series(int4,int4)+int4 generate_series(int4,int4,int4)+int4
generate_series(int8,int8)+int8 generate_series(int8,int8,int8)+int8
generate_series(numeric,numeric)+numeric generate_series(numeric,numeric,numeric)+numeric
generate_series(timestamp,timestamp,interval)+timestamp
generate_series(timestamptz,timestamptz,interval)+timestamptz
generate_subscripts(anyarray,int4)+int4 generate_subscripts(anyarray,int4,bool)+int4
get_bit(bit,int4)=int4 get_bit(bytea,int8)=int4 get_byte(bytea,int4)=int4
get_current_ts_config()=regconfig getdatabaseencoding()=name getpgusername()=name
has_any_column_privilege(name,oid,text)=bool has_any_column_privilege(name,text,text)=bool
has_any_column_privilege(oid,oid,text)=bool has_any_column_privilege(oid,text)=bool
has_any_column_privilege(oid,text,text)=bool has_any_column_privilege(text,text)=bool
has_column_privilege(name,oid,int2,text)=bool has_column_privilege(name,oid,text,text)=bool
has_column_privilege(name,text,int2,text)=bool has_column_privilege(name,text,text,text)=bool
has_column_privilege(oid,int2,text)=bool has_column_privilege(oid,oid,int2,text)=bool
has_column_privilege(oid,oid,text,text)=bool has_column_privilege(oid,text,int2,text)=bool
has_column_privilege(oid,text,text)=bool has_column_privilege(oid,text,text,text)=bool
has_column_privilege(text,int2,text)=bool has_column_privilege(text,text,text)=bool
has_database_privilege(name,oid,text)=bool has_database_privilege(name,text,text)=bool
has_database_privilege(oid,oid,text)=bool has_database_privilege(oid,text)=bool
has_database_privilege(oid,text,text)=bool has_database_privilege(text,text)=bool
has_foreign_data_wrapper_privilege(name,oid,text)=bool
has_foreign_data_wrapper_privilege(name,text,text)=bool
has_foreign_data_wrapper_privilege(oid,oid,text)=bool
has_foreign_data_wrapper_privilege(oid,text)=bool
has_foreign_data_wrapper_privilege(oid,text,text)=bool
has_foreign_data_wrapper_privilege(text,text)=bool has_function_privilege(name,oid,text)=bool
has_function_privilege(name,text,text)=bool has_function_privilege(oid,oid,text)=bool
has_function_privilege(oid,text)=bool has_function_privilege(oid,text,text)=bool
has_function_privilege(text,text)=bool has_language_privilege(name,oid,text)=bool
has_language_privilege(name,text,text)=bool has_language_privilege(oid,oid,text)=bool
has_language_privilege(oid,text)=bool has_language_privilege(oid,text,text)=bool
has_language_privilege(text,text)=bool has_parameter_privilege(name,text,text)=bool
has_parameter_privilege(oid,text,text)=bool has_parameter_privilege(text,text)=bool
has_schema_privilege(name,oid,text)=bool has_schema_privilege(name,text,text)=bool
has_schema_privilege(oid,oid,text)=bool has_schema_privilege(oid,text)=bool
has_schema_privilege(oid,text,text)=bool has_schema_privilege(text,text)=bool
has_sequence_privilege(name,oid,text)=bool has_sequence_privilege(name,text,text)=bool
has_sequence_privilege(oid,oid,text)=bool has_sequence_privilege(oid,text)=bool
has_sequence_privilege(oid,text,text)=bool has_sequence_privilege(text,text)=bool
has_server_privilege(name,oid,text)=bool has_server_privilege(name,text,text)=bool
has_server_privilege(oid,oid,text)=bool has_server_privilege(oid,text)=bool
has_server_privilege(oid,text,text)=bool has_server_privilege(text,text)=bool
has_table_privilege(name,oid,text)=bool has_table_privilege(name,text,text)=bool
has_table_privilege(oid,oid,text)=bool has_table_privilege(oid,text)=bool
has_table_privilege(oid,text,text)=bool has_table_privilege(text,text)=bool
has_tablespace_privilege(name,oid,text)=bool has_tablespace_privilege(name,text,text)=bool
has_tablespace_privilege(oid,oid,text)=bool has_tablespace_privilege(oid,text)=bool
has_tablespace_privilege(oid,text,text)=bool has_tablespace_privilege(text,text)=bool
has_type_privilege(name,oid,text)=bool has_type_privilege(name,text,text)=bool
has_type_privilege(oid,oid,text)=bool has_type_privilege(oid,text)=bool
has_type_privilege(oid,text,text)=bool has_type_privilege(text,text)=bool height(box)=float8
host(inet)=text hostmask(inet)=inet inet_client_addr()=inet inet_client_port()=int4
initcap(text)=text int2(float4)=int2 int2(float8)=int2 int2(int4)=int2 int2(int8)=int2
int2(jsonb)=int2 int2(numeric)=int2 int4(bit)=int4 int4(bool)=int4 int4(char)=int4
int4(float4)=int4 int4(float8)=int4 int4(int2)=int4 int4(int8)=int4 int4(jsonb)=int4
int4(numeric)=int4 int4inc(int4)=int4 int4multirange()=int4multirange
int4multirange(*_int4range)=int4multirange int4multirange(int4range)=int4multirange
int4range(int4,int4)=int4range int4range(int4,int4,text)=int4range
int4range_canonical(int4range)=int4range int4range_subdiff(int4,int4)=float8 int8(bit)=int8
int8(float4)=int8 int8(float8)=int8 int8(int2)=int8 int8(int4)=int8 int8(jsonb)=int8
int8(numeric)=int8 int8(oid)=int8 int8dec(int8)=int8 int8dec_any(int8,any)=int8 int8inc(int8)=int8
int8inc_any(int8,any)=int8 int8multirange()=int8multirange
int8multirange(*_int8range)=int8multirange int8multirange(int8range)=int8multirange
int8range(int8,int8)=int8range int8range(int8,int8,text)=int8range
int8range_canonical(int8range)=int8range int8range_subdiff(int8,int8)=float8
interval(interval,int4)=interval interval(time)=interval is_normalized(text,?text)=bool
isclosed(path)=bool isempty(anymultirange)=bool isempty(anyrange)=bool isfinite(date)=bool
isfinite(interval)=bool isfinite(timestamp)=bool isfinite(timestamptz)=bool ishorizontal(line)=bool
ishorizontal(lseg)=bool ishorizontal(point,point)=bool isopen(path)=bool isparallel(line,line)=bool
isparallel(lseg,lseg)=bool isperp(line,line)=bool isperp(lseg,lseg)=bool isvertical(line)=bool
isvertical(lseg)=bool isvertical(point,point)=bool json_agg(anyelement)=json
json_array_elements(json)+{value:json} json_array_elements_text(json)+{value:text}
json_array_length(json)=int4 json_build_array()=json json_build_array(*any)=json
json_build_object()=json json_build_object(*any)=json json_each(json)+{key:text,value:json}
json_each_text(json)+{key:text,value:text} json_extract_path(json,*_text)=json
json_extract_path_text(json,*_text)=text json_object(_text)=json json_object(_text,_text)=json
json_object_agg(any,any)=json json_object_keys(json)+text
json_populate_record(anyelement,json,?bool)=anyelement
json_populate_recordset(anyelement,json,?bool)+anyelement json_strip_nulls(json)=json
json_to_record(json)=record json_to_recordset(json)+record json_to_tsvector(json,jsonb)=tsvector
json_to_tsvector(regconfig,json,jsonb)=tsvector json_typeof(json)=text jsonb_agg(anyelement)=jsonb
jsonb_array_elements(jsonb)+{value:jsonb} jsonb_array_elements_text(jsonb)+{value:text}
jsonb_array_length(jsonb)=int4 jsonb_build_array()=jsonb jsonb_build_array(*any)=jsonb
jsonb_build_object()=jsonb jsonb_build_object(*any)=jsonb jsonb_each(jsonb)+{key:text,value:jsonb}
jsonb_each_text(jsonb)+{key:text,value:text} jsonb_extract_path(jsonb,*_text)=jsonb
jsonb_extract_path_text(jsonb,*_text)=text jsonb_insert(jsonb,_text,jsonb,?bool)=jsonb
jsonb_object(_text)=jsonb jsonb_object(_text,_text)=jsonb jsonb_object_agg(any,any)=jsonb
jsonb_object_keys(jsonb)+text jsonb_path_exists(jsonb,jsonpath,?jsonb,?bool)=bool
jsonb_path_exists_tz(jsonb,jsonpath,?jsonb,?bool)=bool
jsonb_path_match(jsonb,jsonpath,?jsonb,?bool)=bool
jsonb_path_match_tz(jsonb,jsonpath,?jsonb,?bool)=bool
jsonb_path_query(jsonb,jsonpath,?jsonb,?bool)+jsonb
jsonb_path_query_array(jsonb,jsonpath,?jsonb,?bool)=jsonb
jsonb_path_query_array_tz(jsonb,jsonpath,?jsonb,?bool)=jsonb
jsonb_path_query_first(jsonb,jsonpath,?jsonb,?bool)=jsonb
jsonb_path_query_first_tz(jsonb,jsonpath,?jsonb,?bool)=jsonb
jsonb_path_query_tz(jsonb,jsonpath,?jsonb,?bool)+jsonb
jsonb_populate_record(anyelement,jsonb)=anyelement
jsonb_populate_recordset(anyelement,jsonb)+anyelement jsonb_pretty(jsonb)=text
jsonb_set(jsonb,_text,jsonb,?bool)=jsonb jsonb_set_lax(jsonb,_text,jsonb,?bool,?text)=jsonb
jsonb_strip_nulls(jsonb)=jsonb jsonb_to_record(jsonb)=record jsonb_to_recordset(jsonb)+record
jsonb_to_tsvector(jsonb,jsonb)=tsvector jsonb_to_tsvector(regconfig,jsonb,jsonb)=tsvector
jsonb_typeof(jsonb)=text justify_days(interval)=interval justify_hours(interval)=interval
justify_interval(interval)=interval)facts";
// clang-format on

}  // namespace

std::string_view builtin_functions_below_k() {
    return kFacts;
}

}  // namespace erdmark::dialect::postgres
