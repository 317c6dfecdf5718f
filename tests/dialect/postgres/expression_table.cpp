#include "dialect/postgres/expression_table.h"

namespace erdmark::test {

const std::vector<ExpressionColumn> kExpressionColumns{
    {"i", "integer"},
    {"b", "bigint"},
    {"s", "smallint"},
    {"n", "numeric(10,2)"},
    {"r", "real"},
    {"f", "double precision"},
    {"t", "text"},
    {"v", "character varying(20)"},
    {"c", "character(5)"},
    {"bo", "boolean"},
    {"d", "date"},
    {"ts", "timestamp without time zone"},
    {"tz", "timestamp with time zone"},
    {"iv", "interval"},
    {"j", "jsonb"},
    {"u", "uuid"},
    {"ta", "text[]"},
    {"ia", "integer[]"},
    {"m", "mood"},
    {"dd", "text"},
    {"di", "integer"},
};

const std::string_view kExpressionTable = R"sql(
CREATE TYPE mood AS ENUM ('sad', 'ok', 'happy');
CREATE SEQUENCE sq;
CREATE DOMAIN words AS text;
CREATE DOMAIN amount AS integer;
CREATE TABLE t (
    i integer, b bigint, s smallint, n numeric(10,2), r real, f double precision, t text,
    v character varying(20), c character(5), bo boolean, d date, ts timestamp, tz timestamptz,
    iv interval, j jsonb, u uuid, ta text[], ia integer[], m mood, dd words, di amount);
INSERT INTO t VALUES
    (1, 2, 3, 4.50, 0.1, 0.1, 'a', 'a', 'a', true, '2020-01-01', '2020-01-01', '2020-01-01Z', '1 day',
     '{"a": "x"}', '6ecd8c99-4036-403d-bf84-cf8400f67836', '{a,b}', '{1,2}', 'ok', 'a', 1),
    (0, 0, 0, 0, 0, 0, '', '', '', false, '2021-12-31', '2021-12-31 12:30', '2021-12-31 12:30Z', '02:00:00',
     '[1]', NULL, '{}', '{}', 'sad', '', 0),
    (-1, -1, -1, -0.5, -2.5, 1e300, 'it''s', 'AB', 'ab', NULL, 'infinity', 'infinity', 'infinity', '-1 mon',
     '{}', NULL, '{NULL}', '{NULL,3}', 'happy', 'A', -1),
    (2147483647, 9223372036854775807, 32767, 99999999.99, 16777217, 0.30000000000000004, 'A  ', 'b ',
     'b', true, '0001-01-01', '0001-01-01', '0001-01-01Z', '0', '"x"', NULL, '{x}', '{42}', 'ok', 'b ', 42),
    (NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL,
     NULL, NULL, NULL, NULL, NULL);
)sql";

const std::vector<std::string>& expression_literals(std::string_view type) {
    static const std::vector<std::string> kWhole{"0", "1", "-1", "2", "42", "007"};
    static const std::vector<std::string> kFraction{"0",     "1",   "-1",  "0.5",
                                                    "-2.50", "1e2", "0.1", "3"};
    static const std::vector<std::string> kText{"",     "a",    "b", "A",  "ab  ",
                                                "it's", "x\\y", "5", "(a)"};
    static const std::vector<std::string> kDate{"2020-01-01", "2021-12-31", "1/2/2020"};
    static const std::vector<std::string> kTime{"2020-01-01 00:00:00", "2021-12-31 12:30:00"};
    static const std::vector<std::string> kInterval{"1 day", "2 hours", "01:00:00", "13 months"};
    static const std::vector<std::string> kJson{"{}", "[1]", "{\"a\": \"x\"}",
                                                "{\"b\":1,\"a\":[1.0]}"};
    static const std::vector<std::string> kUuid{"6ecd8c99-4036-403d-bf84-cf8400f67836",
                                                "6ECD8C994036403DBF84CF8400F67836"};
    static const std::vector<std::string> kMood{"sad", "ok", "happy"};
    static const std::vector<std::string> kTexts{"{}", "{a,b}", "{a, \"b c\"}"};
    static const std::vector<std::string> kNumbers{"{}", "{1,2}", "{ 1, 07}"};
    static const std::vector<std::string> kBoolean{"t", "f", "true", "no"};
    if (type == "integer" || type == "bigint" || type == "smallint") {
        return kWhole;
    }
    if (type == "numeric" || type == "real" || type == "double precision") {
        return kFraction;
    }
    if (type == "date") {
        return kDate;
    }
    if (type.starts_with("timestamp")) {
        return kTime;
    }
    if (type == "interval") {
        return kInterval;
    }
    if (type == "jsonb") {
        return kJson;
    }
    if (type == "uuid") {
        return kUuid;
    }
    if (type == "mood") {
        return kMood;
    }
    if (type == "text[]") {
        return kTexts;
    }
    if (type == "integer[]") {
        return kNumbers;
    }
    return type == "boolean" ? kBoolean : kText;
}

}  // namespace erdmark::test
