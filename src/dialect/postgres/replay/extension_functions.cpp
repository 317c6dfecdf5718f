#include <array>

#include "dialect/postgres/replay/extension_facts.h"

namespace erdmark::dialect::postgres {

namespace {

// The functions of the extensions that PostgreSQL 15 is delivered with: those that statements
// call, without what only operators and indexes need. Each line: name, types of arguments, result.

struct FunctionsOfExtension {
    std::string_view extension;
    std::string_view functions;
};

constexpr auto kFunctions = std::to_array<FunctionsOfExtension>({
    {"autoinc", R"(autoinc() trigger)"},
    {"citext", R"(citext(boolean) citext
citext(character) citext
citext(inet) citext
citext_larger(citext, citext) citext
citext_smaller(citext, citext) citext
citextsend(citext) bytea
max(citext) citext
min(citext) citext
regexp_match(citext, citext) text[]
regexp_match(citext, citext, text) text[]
regexp_matches(citext, citext) SETOF text[]
regexp_matches(citext, citext, text) SETOF text[]
regexp_replace(citext, citext, text) text
regexp_replace(citext, citext, text, text) text
regexp_split_to_array(citext, citext) text[]
regexp_split_to_array(citext, citext, text) text[]
regexp_split_to_table(citext, citext) SETOF text
regexp_split_to_table(citext, citext, text) SETOF text
replace(citext, citext, citext) text
split_part(citext, citext, integer) text
strpos(citext, citext) integer
translate(citext, citext, text) text)"},
    {"cube", R"(cube(cube, double precision) cube
cube(cube, double precision, double precision) cube
cube(double precision) cube
cube(double precision, double precision) cube
cube(double precision[]) cube
cube(double precision[], double precision[]) cube
cube_dim(cube) integer
cube_enlarge(cube, double precision, integer) cube
cube_inter(cube, cube) cube
cube_is_point(cube) boolean
cube_ll_coord(cube, integer) double precision
cube_send(cube) bytea
cube_size(cube) double precision
cube_subset(cube, integer[]) cube
cube_union(cube, cube) cube
cube_ur_coord(cube, integer) double precision)"},
    {"dblink", R"(dblink(text) SETOF record
dblink(text, boolean) SETOF record
dblink(text, text) SETOF record
dblink(text, text, boolean) SETOF record
dblink_connect(text) text
dblink_connect(text, text) text
dblink_connect_u(text) text
dblink_connect_u(text, text) text
dblink_disconnect() text
dblink_disconnect(text) text
dblink_exec(text) text
dblink_exec(text, boolean) text
dblink_exec(text, text) text
dblink_exec(text, text, boolean) text)"},
    {"earthdistance", R"(earth() double precision
earth_box(earth, double precision) cube
earth_distance(earth, earth) double precision
gc_to_sec(double precision) double precision
latitude(earth) double precision
ll_to_earth(double precision, double precision) earth
longitude(earth) double precision
sec_to_gc(double precision) double precision)"},
    {"fuzzystrmatch", R"(difference(text, text) integer
dmetaphone(text) text
dmetaphone_alt(text) text
levenshtein(text, text) integer
levenshtein(text, text, integer, integer, integer) integer
levenshtein_less_equal(text, text, integer) integer
levenshtein_less_equal(text, text, integer, integer, integer, integer) integer
metaphone(text, integer) text
soundex(text) text
text_soundex(text) text)"},
    {"hstore", R"(akeys(hstore) text[]
avals(hstore) text[]
defined(hstore, text) boolean
each(hstore) SETOF record
hstore(record) hstore
hstore(text, text) hstore
hstore(text[]) hstore
hstore(text[], text[]) hstore
hstore_send(hstore) bytea
hstore_to_json(hstore) json
hstore_to_json_loose(hstore) json
hstore_to_jsonb(hstore) jsonb
hstore_to_jsonb_loose(hstore) jsonb
isdefined(hstore, text) boolean
isexists(hstore, text) boolean
skeys(hstore) SETOF text
slice(hstore, text[]) hstore
svals(hstore) SETOF text
tconvert(text, text) hstore)"},
    {"insert_username", R"(insert_username() trigger)"},
    {"intagg", R"(int_array_enum(integer[]) SETOF integer)"},
    {"intarray", R"(_int_different(integer[], integer[]) boolean
_int_same(integer[], integer[]) boolean
intset(integer) integer[]
querytree(query_int) text
sort(integer[]) integer[]
sort(integer[], text) integer[]
sort_asc(integer[]) integer[]
sort_desc(integer[]) integer[]
subarray(integer[], integer) integer[]
subarray(integer[], integer, integer) integer[]
uniq(integer[]) integer[])"},
    {"lo", R"(lo_manage() trigger
lo_oid(lo) oid)"},
    {"ltree", R"(index(ltree, ltree) integer
index(ltree, ltree, integer) integer
lca(ltree, ltree) ltree
lca(ltree, ltree, ltree) ltree
lca(ltree, ltree, ltree, ltree) ltree
lca(ltree, ltree, ltree, ltree, ltree) ltree
lca(ltree, ltree, ltree, ltree, ltree, ltree) ltree
lca(ltree, ltree, ltree, ltree, ltree, ltree, ltree) ltree
lca(ltree, ltree, ltree, ltree, ltree, ltree, ltree, ltree) ltree
lca(ltree[]) ltree
lquery_send(lquery) bytea
ltree2text(ltree) text
ltree_send(ltree) bytea
ltxtq_send(ltxtquery) bytea
nlevel(ltree) integer
subltree(ltree, integer, integer) ltree
subpath(ltree, integer) ltree
subpath(ltree, integer, integer) ltree
text2ltree(text) ltree)"},
    {"moddatetime", R"(moddatetime() trigger)"},
    {"pg_stat_statements", R"(pg_stat_statements(boolean) SETOF record
pg_stat_statements_info() record
pg_stat_statements_reset(oid, oid, bigint) void)"},
    {"pg_trgm", R"(set_limit(real) real
show_limit() real
show_trgm(text) text[]
similarity(text, text) real
strict_word_similarity(text, text) real
word_similarity(text, text) real)"},
    {"pgcrypto", R"(armor(bytea) text
armor(bytea, text[], text[]) text
crypt(text, text) text
dearmor(text) bytea
decrypt(bytea, bytea, text) bytea
decrypt_iv(bytea, bytea, bytea, text) bytea
digest(bytea, text) bytea
digest(text, text) bytea
encrypt(bytea, bytea, text) bytea
encrypt_iv(bytea, bytea, bytea, text) bytea
gen_random_bytes(integer) bytea
gen_salt(text) text
gen_salt(text, integer) text
hmac(bytea, bytea, text) bytea
hmac(text, text, text) bytea
pgp_armor_headers(text) SETOF record
pgp_key_id(bytea) text
pgp_pub_decrypt(bytea, bytea) text
pgp_pub_decrypt(bytea, bytea, text) text
pgp_pub_decrypt(bytea, bytea, text, text) text
pgp_pub_decrypt_bytea(bytea, bytea) bytea
pgp_pub_decrypt_bytea(bytea, bytea, text) bytea
pgp_pub_decrypt_bytea(bytea, bytea, text, text) bytea
pgp_pub_encrypt(text, bytea) bytea
pgp_pub_encrypt(text, bytea, text) bytea
pgp_pub_encrypt_bytea(bytea, bytea) bytea
pgp_pub_encrypt_bytea(bytea, bytea, text) bytea
pgp_sym_decrypt(bytea, text) text
pgp_sym_decrypt(bytea, text, text) text
pgp_sym_decrypt_bytea(bytea, text) bytea
pgp_sym_decrypt_bytea(bytea, text, text) bytea
pgp_sym_encrypt(text, text) bytea
pgp_sym_encrypt(text, text, text) bytea
pgp_sym_encrypt_bytea(bytea, text) bytea
pgp_sym_encrypt_bytea(bytea, text, text) bytea)"},
    {"pgrowlocks", R"(pgrowlocks(text) SETOF record)"},
    {"pgstattuple", R"(pg_relpages(regclass) bigint
pg_relpages(text) bigint
pgstatginindex(regclass) record
pgstathashindex(regclass) record
pgstatindex(regclass) record
pgstatindex(text) record
pgstattuple(regclass) record
pgstattuple(text) record
pgstattuple_approx(regclass) record)"},
    {"refint", R"(check_foreign_key() trigger
check_primary_key() trigger)"},
    {"seg", R"(seg_center(seg) real
seg_inter(seg, seg) seg
seg_lower(seg) real
seg_size(seg) real
seg_union(seg, seg) seg
seg_upper(seg) real)"},
    {"sslinfo", R"(ssl_cipher() text
ssl_client_cert_present() boolean
ssl_client_dn() text
ssl_client_dn_field(text) text
ssl_client_serial() numeric
ssl_extension_info() SETOF record
ssl_is_used() boolean
ssl_issuer_dn() text
ssl_issuer_field(text) text
ssl_version() text)"},
    {"tablefunc", R"(connectby(text, text, text, text, integer) SETOF record
connectby(text, text, text, text, integer, text) SETOF record
connectby(text, text, text, text, text, integer) SETOF record
connectby(text, text, text, text, text, integer, text) SETOF record
crosstab(text) SETOF record
crosstab(text, integer) SETOF record
crosstab(text, text) SETOF record
crosstab2(text) SETOF tablefunc_crosstab_2
crosstab3(text) SETOF tablefunc_crosstab_3
crosstab4(text) SETOF tablefunc_crosstab_4
normal_rand(integer, double precision, double precision) SETOF double precision)"},
    {"tcn", R"(triggered_change_notification() trigger)"},
    {"unaccent", R"(unaccent(regdictionary, text) text
unaccent(text) text)"},
    {"uuid-ossp", R"(uuid_generate_v1() uuid
uuid_generate_v1mc() uuid
uuid_generate_v3(uuid, text) uuid
uuid_generate_v4() uuid
uuid_generate_v5(uuid, text) uuid
uuid_nil() uuid
uuid_ns_dns() uuid
uuid_ns_oid() uuid
uuid_ns_url() uuid
uuid_ns_x500() uuid)"},
    {"xml2", R"(xml_encode_special_chars(text) text
xml_valid(text) boolean
xpath_bool(text, text) boolean
xpath_list(text, text) text
xpath_list(text, text, text) text
xpath_nodeset(text, text) text
xpath_nodeset(text, text, text) text
xpath_nodeset(text, text, text, text) text
xpath_number(text, text) real
xpath_string(text, text) text
xpath_table(text, text, text, text, text) SETOF record
xslt_process(text, text) text
xslt_process(text, text, text) text)"},
});

}  // namespace

std::string_view extension_functions(std::string_view extension) {
    for (const FunctionsOfExtension& each : kFunctions) {
        if (each.extension == extension) {
            return each.functions;
        }
    }
    return {};
}

}  // namespace erdmark::dialect::postgres
