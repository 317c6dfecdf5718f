"""Names, types and expressions that generated statements are made of."""

# Few, so that names meet again; some want quotes, are words of SQL, are as long as a name can be or longer.
TABLES = ["orders", "customers", "items", "Order Lines", "user", "events", "order", "t",
          "a_table_whose_name_is_so_long_that_names_made_from_it_are_cut", "größen"]
COLUMNS = ["id", "name", "email", "total", "status", "created_at", "parent_id", "customer_id", "tags", "data",
           "userId",
           "first name", "order", "value", "kind", "a_column_whose_name_is_long_as_well_so_that_all_is_cut", "größe"]
OBJECTS = ["main", "extra", "Other", "second", "third_one", "again", "type", "status", "orders_id_seq", "orders_pkey",
           "an_object_with_a_name_that_goes_on_and_on_until_it_is_at_its_end_and_beyond"]
SCHEMAS = ["app", "Audit", "archive"]
COMMENTS = ["What it is for.", "It''s here | for a reason.", "Zwei Zeilen,\ngrün.", "", "\\ back"]

# What people write for a type, by the family of values that it takes.
TYPES = {
    "int": ["integer", "int", "int4", "bigint", "int8", "smallint", "int2"],
    "num": ["numeric", "numeric(10,2)", "decimal(8)", "dec(5, 1)", "real", "float8", "double precision", "float(10)"],
    "text": ["text", "varchar", "varchar(20)", "character varying(100)", "char(3)", "character", "\"char\"", "name"],
    "bool": ["boolean", "bool"],
    "time": ["timestamp", "timestamptz", "timestamp(3)", "timestamp with time zone", "timestamptz(0)"],
    "date": ["date"],
    "uuid": ["uuid"],
    "json": ["jsonb"],
    "texts": ["text[]", "varchar(10)[]", "text array"],
    "ints": ["integer[]", "int[3]"],
    "interval": ["interval", "interval day to second(2)", "interval year"],
    "bytes": ["bytea"],
    "inet": ["inet"],
    "ranges": ["int4range", "daterange", "tstzrange"],
    "bits": ["bit(4)", "bit varying(8)"],
    "clock": ["time", "timetz", "time(2)"],
}
COMMON = ["int", "int", "int", "num", "text", "text", "text", "bool", "time", "time", "date", "uuid", "json", "texts"]

# How the server prints a type, by its beginning.
PRINTED = [("integer[]", "ints"), ("text[]", "texts"), ("character varying[]", "texts"), ("integer", "int"),
           ("bigint", "int"),
           ("smallint", "int"), ("numeric", "num"), ("real", "num"), ("double", "num"), ("text", "text"),
           ("character varying", "text"), ("character", "text"), ("citext", "text"), ("boolean", "bool"),
           ("timestamp", "time"), ("date", "date"), ("uuid", "uuid"), ("jsonb", "json"), ("interval", "interval"),
           ("bytea", "bytes"), ("inet", "inet"), ("int4range", "ranges"), ("daterange", "ranges"),
           ("tstzrange", "ranges"),
           ("bit", "bits"), ("time", "clock")]

PRINTED_AS = {found: beginning for beginning, found in reversed(PRINTED)}

DEFAULTS = {
    "int": ["0", "-1", "42", "'7'", "(2 + 3) * 4", "+5", "1::bigint", "length('abc')", "NULL", "abs(-3)",
            "'-12'::integer"],
    "num": ["0", "1.50", "-0.5", "'12.3'", "10 / 4.0", "1e3", "round(2.345, 2)", "random()", "3::numeric", "'NaN'"],
    "text": ["'a'", "'it''s'", "''", "'x'::text", "upper('a')", "'a' || 'b'", "NULL", "E'tab\\there'", "current_user",
             "'a'::varchar(20)", "left('abc', 1)", "$$dollar$$", "session_user", "concat('a', 1)",
             "lower('A' || 'B')"],
    "bool": ["true", "false", "'t'", "'no'", "1 = 1", "(NOT true)", "'on'::boolean"],
    "time": ["now()", "CURRENT_TIMESTAMP", "'2026-01-01 00:00:00'", "now() + interval '1 day'", "'epoch'",
             "LOCALTIMESTAMP",
             "timezone('utc', now())", "(now() AT TIME ZONE 'utc')", "'2026-02-03'::date", "clock_timestamp()",
             "date_trunc('day', now())", "timestamp '2026-01-01'", "CURRENT_TIMESTAMP(3)", "'infinity'"],
    "date": ["CURRENT_DATE", "'2026-01-31'", "CURRENT_DATE + 7", "now()", "now()::date", "date '2026-01-01'",
             "'20260101'"],
    "uuid": ["gen_random_uuid()", "'6F9619FF-8B86-D011-B42D-00CF4FC964FF'"],
    "json": ["'{}'", "'[]'::jsonb", "'{\"b\": 1, \"a\": [1, 2]}'", "jsonb_build_object('a', 1)", "'null'"],
    "texts": ["'{}'", "ARRAY['a','b']", "'{a, b}'", "ARRAY[]::text[]", "array_append('{a}'::text[], 'b')",
              "'{}'::text[]"],
    "ints": ["'{}'", "ARRAY[1, 2]", "'{1, 2}'", "array[]::integer[]"],
    "interval": ["'1 hour'", "interval '90 days'", "make_interval(days => 3)", "'1 year 2 months'", "'-1 day'",
                 "'0'"],
    "bytes": ["'\\x00FF'", "''", "decode('ff', 'hex')"],
    "inet": ["'10.0.0.1/32'", "'::1'", "'10.0.0.0/8'"],
    "ranges": ["'empty'", "NULL"],
    "bits": ["B'0'", "'1010'"],
    "clock": ["'12:00'", "CURRENT_TIME", "'23:59:59.5'", "LOCALTIME"],
}

# {c} is a column of the family, {d} another one, {n} a small number.
CHECKS = {
    "int": ["{c} > 0", "{c} >= -{n}", "{c} BETWEEN 1 AND {n}", "{c} NOT BETWEEN 3 AND 5", "{c} IN (1, 2, {n})",
            "{c} NOT IN (1, 2)",
            "{c} <> 0", "{c} != {n}", "{c} % 2 = 0", "{c} IS NOT NULL", "abs({c}) < 100", "{c} + 1 > {n}",
            "{c} > 0.5",
            "{c} = ANY (ARRAY[1, 2])", "{c} = ANY ('{{1,2}}')", "-{c} < 5", "{c}::bigint > 0", "{c} IN (5)",
            "({c} > 1) IS TRUE",
            "{c} < {d}", "{c} IS DISTINCT FROM {d}", "GREATEST({c}, {d}) > 0", "({c}, {d}) IS NOT NULL",
            "{c} BETWEEN SYMMETRIC 9 AND 2",
            "({c}, {d}) <> (1, 2)", "({c}, {d}) < ({n}, 3)", "num_nonnulls({c}, {d}) = 1",
            "({c} IS NULL) = ({d} IS NULL)",
            "CASE WHEN {c} > {n} THEN {d} IS NULL ELSE true END", "COALESCE({c}, {d}, 0) >= 0",
            "NULLIF({c}, 0) IS NOT NULL",
            "{c} IN (1, {d})", "CASE {c} WHEN 1 THEN 'a' ELSE 'b' END = 'a'", "{c} & 1 = 0", "{c} ^ 2 < 50"],
    "num": ["{c} > 0", "{c} >= 0.00", "{c} BETWEEN 0 AND 1", "round({c}::numeric, 2) = {c}", "{c} < {d}",
            "{c} * 2 > {n}", "{c} IN (0.5, 1)",
            "sqrt({c}) < 9", "{c} <> 'NaN'", "{c} > {n}::smallint", "trunc({c}) = {c}"],
    "text": ["length({c}) > 0", "{c} <> ''", "{c} LIKE 'a%'", "{c} NOT LIKE '%b'", "{c} ILIKE 'x_'",
             "{c} NOT ILIKE 'y'", "{c} ~ '^[a-z]+$'",
             "{c} !~* 'x'", "{c} SIMILAR TO '[A-Z]{{2}}'", "{c} IN ('a', 'b')", "{c} NOT IN ('c', 'd')",
             "lower({c}) = {c}",
             "char_length(trim({c})) BETWEEN 1 AND {n}", "position('@' in {c}) > 1",
             "substring({c} from 1 for 1) = 'a'",
             "{c} || 'x' <> 'ax'", "COALESCE({c}, '') <> 'z'", "{c} > 'a' COLLATE \"C\"",
             "trim(both 'x' from {c}) = {c}",
             "starts_with({c}, 'a')", "NULLIF({c}, '') IS NOT NULL", "{c} = {d}",
             "{c} = ANY (ARRAY['a', 'b']::text[])",
             "{c} LIKE 'a!%' ESCAPE '!'", "{c} IN ('one')", "{c}::varchar(5) = {c}", "upper(substr({c}, 1, 1)) = 'A'",
             "regexp_replace({c}, '\\s', '', 'g') = {c}", "overlay({c} placing 'x' from 1) <> 'x'",
             "octet_length({c}) < 99",
             "btrim({c}) <> ''", "({c} IS NULL OR {d} IS NULL)", "concat({c}, {d}) <> ''"],
    "bool": ["{c}", "NOT {c}", "{c} IS TRUE", "{c} IS NOT FALSE", "{c} = true", "{c} IS NOT DISTINCT FROM true",
             "{c} OR {d}", "{c} <> {d}",
             "{c} IS NOT UNKNOWN", "({c} AND NOT {d}) OR {d} IS NULL"],
    "time": ["{c} > '2000-01-01'", "{c} < now()", "{c} IS NULL OR {c} > '2001-02-03'",
             "extract(year from {c}) >= 2000",
             "date_part('year', {c}) > 2000", "date_trunc('day', {c}) = {c}", "{c} > {d}",
             "{c} <= {d} + interval '90 days'",
             "{c} > timestamp '2020-01-01'", "{c}::date > '2020-01-01'",
             "({c}, {d}) OVERLAPS ('2020-01-01', '2021-01-01')",
             "{c} > CURRENT_DATE - 30", "{c} - {d} < '1 hour'"],
    "date": ["{c} > '2000-01-01'", "{c} <= CURRENT_DATE", "{c} <> {d}", "{c} + 1 > {d}", "extract(dow from {c}) < 6",
             "{c} > date '2020-01-01'"],
    "uuid": ["{c} IS NOT NULL", "{c} <> '00000000-0000-0000-0000-000000000000'", "{c} <> {d}"],
    "json": ["jsonb_typeof({c}) = 'object'", "{c} ? 'a'", "{c} ->> 'a' IS NOT NULL", "{c} @> '{{\"a\": 1}}'",
             "{c} -> 'x' ->> 'y' = 'z'",
             "({c} ->> 'n')::integer > 0", "{c} #>> '{{a,b}}' <> ''", "{c} <> '{{}}'", "jsonb_array_length({c}) > 0"],
    "texts": ["cardinality({c}) > 0", "array_length({c}, 1) < {n}", "'a' = ANY ({c})", "{c} <@ ARRAY['a', 'b']",
              "{c}[1] IS NOT NULL",
              "{c} && '{{a}}'", "{c} <> '{{}}'", "'b' <> ALL ({c})", "array_position({c}, 'a') IS NULL",
              "{c}[1:2] <> '{{}}'"],
    "ints": ["cardinality({c}) > 0", "{n} = ANY ({c})", "{c} @> ARRAY[1]"],
    "interval": ["{c} > '0'", "{c} < interval '1 year'", "{c} >= '1 day 2 hours'"],
    "bytes": ["octet_length({c}) = 32", "{c} <> ''", "length({c}) > {n}"],
    "inet": ["{c} << '10.0.0.0/8'", "host({c}) <> ''", "family({c}) = 4"],
    "ranges": ["NOT isempty({c})", "{c} IS NOT NULL", "NOT lower_inf({c})"],
    "bits": ["{c} <> B'0000'"],
    "clock": ["{c} > '08:00'"],
}

# Values that an index, a generated column or a view can have. Those marked ~ are no immutable ones.
VALUES = {
    "int": ["{c} + 1", "{c} * {n}", "abs({c})", "COALESCE({c}, 0)", "{c} % {n}", "{c}::text", "-{c}", "{c} + {d}",
            "{c}::numeric / 2",
            "CASE WHEN {c} > {n} THEN 1 ELSE 0 END", "to_hex({c}::bigint)", "{c} > {n}", "LEAST({c}, {d})",
            "({c} IS NULL)"],
    "num": ["round({c}::numeric, 1)", "{c} * 1.2", "{c} / {n}", "ceil({c})", "{c}::integer", "COALESCE({c}, 0.0)",
            "{c} - {d}"],
    "text": ["lower({c})", "upper({c})", "length({c})", "{c} || '-x'", "md5({c})", "trim({c})",
             "COALESCE({c}, 'none')", "left({c}, 3)",
             "{c} || {d}", "substring({c} from 2)", "{c} COLLATE \"C\"", "to_tsvector('english', {c})",
             "NULLIF({c}, '')",
             "split_part({c}, '@', 2)", "reverse({c})", "lower(trim({c}))", "~concat({c}, {d})",
             "~initcap({c}) || now()"],
    "bool": ["NOT {c}", "{c} IS TRUE", "COALESCE({c}, false)", "{c}::integer", "CASE WHEN {c} THEN 'y' END"],
    "time": ["date_trunc('day', {c}::timestamp)", "~{c}::date", "~extract(year from {c})",
             "COALESCE({c}, '2026-01-01')",
             "~to_char({c}, 'YYYY')", "{c} IS NULL", "~{c} + interval '1 day'", "~age({c})",
             "({c} AT TIME ZONE 'UTC')"],
    "date": ["extract(year from {c})", "{c} + 1", "{c} - {d}", "~to_char({c}, 'YYYY')", "date_part('month', {c})"],
    "uuid": ["{c}::text", "COALESCE({c}, '00000000-0000-0000-0000-000000000000')"],
    "json": ["{c} ->> 'a'", "{c} -> 'b'", "({c} ->> 'n')::integer", "jsonb_typeof({c})", "lower({c} ->> 'a')",
             "{c} #> '{{a,b}}'"],
    "texts": ["cardinality({c})", "{c}[1]", "array_length({c}, 1)", "~array_to_string({c}, ',')", "{c} || 'z'::text"],
    "ints": ["{c}[1]", "cardinality({c})", "{c} || 1"],
    "interval": ["{c} * 2", "extract(epoch from {c})", "justify_hours({c})"],
    "bytes": ["encode({c}, 'hex')", "length({c})"],
    "inet": ["host({c})", "masklen({c})"],
    "ranges": ["lower({c})", "upper({c})", "isempty({c})"],
    "bits": ["length({c})"],
    "clock": ["{c}::text"],
}

AGGREGATES = ["count(*)", "count({c})", "count(DISTINCT {c})", "min({c})", "max({c})", "array_agg({c})",
              "bool_or({c} IS NULL)",
              "count(*) FILTER (WHERE {c} IS NOT NULL)", "string_agg({c}::text, ',' ORDER BY {c})", "jsonb_agg({c})"]


def quoted(name):
    """A name as SQL takes it back; lower-case ones that are no words of SQL stay bare."""
    plain = name[:1].isalpha() and name.isascii() and name.replace("_", "a").isalnum() and name == name.lower()
    if plain and name not in ("user", "order", "default", "table", "check"):
        return name
    return '"' + name.replace('"', '""') + '"'


def literal(text):
    return "'" + text.replace("'", "''") + "'"


def family(printed):
    """The family of a type as the server prints it, or None for another type."""
    for beginning, found in PRINTED:
        if printed == beginning or (printed.startswith(beginning) and not printed.endswith("[]")):
            return found
    return None
