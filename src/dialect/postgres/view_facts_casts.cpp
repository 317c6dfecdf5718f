#include "dialect/postgres/view_facts.h"

namespace erdmark::dialect::postgres {

namespace {

// clang-format off
constexpr std::string_view kFacts = R"facts(bit>varbit bpchar>name bpchar>text bpchar>varchar char>text cidr>inet date>timestamp
date>timestamptz float4>float8 int2>float4 int2>float8 int2>int4 int2>int8 int2>numeric int2>oid
int2>regclass int2>regcollation int2>regconfig int2>regdictionary int2>regnamespace int2>regoper
int2>regoperator int2>regproc int2>regprocedure int2>regrole int2>regtype int4>float4 int4>float8
int4>int8 int4>numeric int4>oid int4>regclass int4>regcollation int4>regconfig int4>regdictionary
int4>regnamespace int4>regoper int4>regoperator int4>regproc int4>regprocedure int4>regrole
int4>regtype int8>float4 int8>float8 int8>numeric int8>oid int8>regclass int8>regcollation
int8>regconfig int8>regdictionary int8>regnamespace int8>regoper int8>regoperator int8>regproc
int8>regprocedure int8>regrole int8>regtype macaddr8>macaddr macaddr>macaddr8 name>text
numeric>float4 numeric>float8 oid>regclass oid>regcollation oid>regconfig oid>regdictionary
oid>regnamespace oid>regoper oid>regoperator oid>regproc oid>regprocedure oid>regrole oid>regtype
regclass>oid regcollation>oid regconfig>oid regdictionary>oid regnamespace>oid regoper>oid
regoper>regoperator regoperator>oid regoperator>regoper regproc>oid regproc>regprocedure
regprocedure>oid regprocedure>regproc regrole>oid regtype>oid text>bpchar text>name text>regclass
text>varchar time>interval time>timetz timestamp>timestamptz varbit>bit varchar>bpchar varchar>name
varchar>regclass varchar>text)facts";
// clang-format on

}  // namespace

std::string_view implicit_casts() {
    return kFacts;
}

}  // namespace erdmark::dialect::postgres
