#include <algorithm>
#include <array>

#include "dialect/postgres/replay/tables/system_facts.h"

namespace erdmark::dialect::postgres {

namespace {

// Of PostgreSQL 15, without the types of arrays and of rows.
constexpr std::array kTypes{
    SystemType{16, "bool", 1, 'b', 'B', 1000, "boolean"},
    SystemType{17, "bytea", -1, 'b', 'U', 1001, "bytea"},
    SystemType{18, "char", 1, 'b', 'Z', 1002, "\"char\""},
    SystemType{19, "name", 64, 'b', 'S', 1003, "name"},
    SystemType{20, "int8", 8, 'b', 'N', 1016, "bigint"},
    SystemType{21, "int2", 2, 'b', 'N', 1005, "smallint"},
    SystemType{22, "int2vector", -1, 'b', 'A', 1006, "int2vector"},
    SystemType{23, "int4", 4, 'b', 'N', 1007, "integer"},
    SystemType{24, "regproc", 4, 'b', 'N', 1008, "regproc"},
    SystemType{25, "text", -1, 'b', 'S', 1009, "text"},
    SystemType{26, "oid", 4, 'b', 'N', 1028, "oid"},
    SystemType{27, "tid", 6, 'b', 'U', 1010, "tid"},
    SystemType{28, "xid", 4, 'b', 'U', 1011, "xid"},
    SystemType{29, "cid", 4, 'b', 'U', 1012, "cid"},
    SystemType{30, "oidvector", -1, 'b', 'A', 1013, "oidvector"},
    SystemType{32, "pg_ddl_command", 8, 'p', 'P', 0, "pg_ddl_command"},
    SystemType{114, "json", -1, 'b', 'U', 199, "json"},
    SystemType{142, "xml", -1, 'b', 'U', 143, "xml"},
    SystemType{194, "pg_node_tree", -1, 'b', 'Z', 0, "pg_node_tree"},
    SystemType{269, "table_am_handler", 4, 'p', 'P', 0, "table_am_handler"},
    SystemType{325, "index_am_handler", 4, 'p', 'P', 0, "index_am_handler"},
    SystemType{600, "point", 16, 'b', 'G', 1017, "point"},
    SystemType{601, "lseg", 32, 'b', 'G', 1018, "lseg"},
    SystemType{602, "path", -1, 'b', 'G', 1019, "path"},
    SystemType{603, "box", 32, 'b', 'G', 1020, "box"},
    SystemType{604, "polygon", -1, 'b', 'G', 1027, "polygon"},
    SystemType{628, "line", 24, 'b', 'G', 629, "line"},
    SystemType{650, "cidr", -1, 'b', 'I', 651, "cidr"},
    SystemType{700, "float4", 4, 'b', 'N', 1021, "real"},
    SystemType{701, "float8", 8, 'b', 'N', 1022, "double precision"},
    SystemType{705, "unknown", -2, 'p', 'X', 0, "unknown"},
    SystemType{718, "circle", 24, 'b', 'G', 719, "circle"},
    SystemType{774, "macaddr8", 8, 'b', 'U', 775, "macaddr8"},
    SystemType{790, "money", 8, 'b', 'N', 791, "money"},
    SystemType{829, "macaddr", 6, 'b', 'U', 1040, "macaddr"},
    SystemType{869, "inet", -1, 'b', 'I', 1041, "inet"},
    SystemType{1033, "aclitem", 12, 'b', 'U', 1034, "aclitem"},
    SystemType{1042, "bpchar", -1, 'b', 'S', 1014, "character"},
    SystemType{1043, "varchar", -1, 'b', 'S', 1015, "character varying"},
    SystemType{1082, "date", 4, 'b', 'D', 1182, "date"},
    SystemType{1083, "time", 8, 'b', 'D', 1183, "time without time zone"},
    SystemType{1114, "timestamp", 8, 'b', 'D', 1115, "timestamp without time zone"},
    SystemType{1184, "timestamptz", 8, 'b', 'D', 1185, "timestamp with time zone"},
    SystemType{1186, "interval", 16, 'b', 'T', 1187, "interval"},
    SystemType{1266, "timetz", 12, 'b', 'D', 1270, "time with time zone"},
    SystemType{1560, "bit", -1, 'b', 'V', 1561, "bit"},
    SystemType{1562, "varbit", -1, 'b', 'V', 1563, "bit varying"},
    SystemType{1700, "numeric", -1, 'b', 'N', 1231, "numeric"},
    SystemType{1790, "refcursor", -1, 'b', 'U', 2201, "refcursor"},
    SystemType{2202, "regprocedure", 4, 'b', 'N', 2207, "regprocedure"},
    SystemType{2203, "regoper", 4, 'b', 'N', 2208, "regoper"},
    SystemType{2204, "regoperator", 4, 'b', 'N', 2209, "regoperator"},
    SystemType{2205, "regclass", 4, 'b', 'N', 2210, "regclass"},
    SystemType{2206, "regtype", 4, 'b', 'N', 2211, "regtype"},
    SystemType{2249, "record", -1, 'p', 'P', 2287, "record"},
    SystemType{2275, "cstring", -2, 'p', 'P', 1263, "cstring"},
    SystemType{2276, "any", 4, 'p', 'P', 0, "\"any\""},
    SystemType{2277, "anyarray", -1, 'p', 'P', 0, "anyarray"},
    SystemType{2278, "void", 4, 'p', 'P', 0, "void"},
    SystemType{2279, "trigger", 4, 'p', 'P', 0, "trigger"},
    SystemType{2280, "language_handler", 4, 'p', 'P', 0, "language_handler"},
    SystemType{2281, "internal", 8, 'p', 'P', 0, "internal"},
    SystemType{2283, "anyelement", 4, 'p', 'P', 0, "anyelement"},
    SystemType{2776, "anynonarray", 4, 'p', 'P', 0, "anynonarray"},
    SystemType{2950, "uuid", 16, 'b', 'U', 2951, "uuid"},
    SystemType{2970, "txid_snapshot", -1, 'b', 'U', 2949, "txid_snapshot"},
    SystemType{3115, "fdw_handler", 4, 'p', 'P', 0, "fdw_handler"},
    SystemType{3220, "pg_lsn", 8, 'b', 'U', 3221, "pg_lsn"},
    SystemType{3310, "tsm_handler", 4, 'p', 'P', 0, "tsm_handler"},
    SystemType{3361, "pg_ndistinct", -1, 'b', 'Z', 0, "pg_ndistinct"},
    SystemType{3402, "pg_dependencies", -1, 'b', 'Z', 0, "pg_dependencies"},
    SystemType{3500, "anyenum", 4, 'p', 'P', 0, "anyenum"},
    SystemType{3614, "tsvector", -1, 'b', 'U', 3643, "tsvector"},
    SystemType{3615, "tsquery", -1, 'b', 'U', 3645, "tsquery"},
    SystemType{3642, "gtsvector", -1, 'b', 'U', 3644, "gtsvector"},
    SystemType{3734, "regconfig", 4, 'b', 'N', 3735, "regconfig"},
    SystemType{3769, "regdictionary", 4, 'b', 'N', 3770, "regdictionary"},
    SystemType{3802, "jsonb", -1, 'b', 'U', 3807, "jsonb"},
    SystemType{3831, "anyrange", -1, 'p', 'P', 0, "anyrange"},
    SystemType{3838, "event_trigger", 4, 'p', 'P', 0, "event_trigger"},
    SystemType{3904, "int4range", -1, 'r', 'R', 3905, "int4range"},
    SystemType{3906, "numrange", -1, 'r', 'R', 3907, "numrange"},
    SystemType{3908, "tsrange", -1, 'r', 'R', 3909, "tsrange"},
    SystemType{3910, "tstzrange", -1, 'r', 'R', 3911, "tstzrange"},
    SystemType{3912, "daterange", -1, 'r', 'R', 3913, "daterange"},
    SystemType{3926, "int8range", -1, 'r', 'R', 3927, "int8range"},
    SystemType{4072, "jsonpath", -1, 'b', 'U', 4073, "jsonpath"},
    SystemType{4089, "regnamespace", 4, 'b', 'N', 4090, "regnamespace"},
    SystemType{4096, "regrole", 4, 'b', 'N', 4097, "regrole"},
    SystemType{4191, "regcollation", 4, 'b', 'N', 4192, "regcollation"},
    SystemType{4451, "int4multirange", -1, 'm', 'R', 6150, "int4multirange"},
    SystemType{4532, "nummultirange", -1, 'm', 'R', 6151, "nummultirange"},
    SystemType{4533, "tsmultirange", -1, 'm', 'R', 6152, "tsmultirange"},
    SystemType{4534, "tstzmultirange", -1, 'm', 'R', 6153, "tstzmultirange"},
    SystemType{4535, "datemultirange", -1, 'm', 'R', 6155, "datemultirange"},
    SystemType{4536, "int8multirange", -1, 'm', 'R', 6157, "int8multirange"},
    SystemType{4537, "anymultirange", -1, 'p', 'P', 0, "anymultirange"},
    SystemType{4538, "anycompatiblemultirange", -1, 'p', 'P', 0, "anycompatiblemultirange"},
    SystemType{4600, "pg_brin_bloom_summary", -1, 'b', 'Z', 0, "pg_brin_bloom_summary"},
    SystemType{4601, "pg_brin_minmax_multi_summary", -1, 'b', 'Z', 0,
               "pg_brin_minmax_multi_summary"},
    SystemType{5017, "pg_mcv_list", -1, 'b', 'Z', 0, "pg_mcv_list"},
    SystemType{5038, "pg_snapshot", -1, 'b', 'U', 5039, "pg_snapshot"},
    SystemType{5069, "xid8", 8, 'b', 'U', 271, "xid8"},
    SystemType{5077, "anycompatible", 4, 'p', 'P', 0, "anycompatible"},
    SystemType{5078, "anycompatiblearray", -1, 'p', 'P', 0, "anycompatiblearray"},
    SystemType{5079, "anycompatiblenonarray", 4, 'p', 'P', 0, "anycompatiblenonarray"},
    SystemType{5080, "anycompatiblerange", -1, 'p', 'P', 0, "anycompatiblerange"},
};

}  // namespace

std::span<const SystemType> system_types() {
    return kTypes;
}

const SystemType* find_system_type(std::string_view name) {
    const auto* const found = std::ranges::find(kTypes, name, &SystemType::name);
    return found == kTypes.end() ? nullptr : found;
}

const SystemType* find_system_type_as_printed(std::string_view text) {
    const auto* const found = std::ranges::find(kTypes, text, &SystemType::printed);
    return found == kTypes.end() ? nullptr : found;
}

}  // namespace erdmark::dialect::postgres
