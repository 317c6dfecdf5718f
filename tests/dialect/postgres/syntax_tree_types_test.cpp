#include <gtest/gtest.h>

#include "dialect/postgres/syntax_tree.h"

namespace erdmark::dialect::postgres {
namespace {

struct TypeRow {
    std::string_view written;
    std::string_view type;
};

TEST(SyntaxTreeTypes, AreWrittenAsTheServerWritesThem) {
    const TypeRow rows[] = {
        {"int", "integer"},
        {"int4", "integer"},
        {"int8", "bigint"},
        {"int2", "smallint"},
        {"bool", "boolean"},
        {"decimal", "numeric"},
        {"dec(5)", "numeric(5,0)"},
        {"numeric(10, 2)", "numeric(10,2)"},
        {"float", "double precision"},
        {"float(24)", "real"},
        {"float(25)", "double precision"},
        {"float4", "real"},
        {"varchar", "character varying"},
        {"varchar(20)", "character varying(20)"},
        {"char", "character(1)"},
        {"nchar(3)", "character(3)"},
        {"bpchar", "bpchar"},
        {"\"char\"", "\"char\""},
        {"text", "text"},
        {"timestamp", "timestamp without time zone"},
        {"timestamptz(3)", "timestamp(3) with time zone"},
        {"timestamp(3) with time zone", "timestamp(3) with time zone"},
        {"time", "time without time zone"},
        {"timetz(2)", "time(2) with time zone"},
        {"bit", "bit(1)"},
        {"\"bit\"", "\"bit\""},
        {"varbit(3)", "bit varying(3)"},
        {"interval", "interval"},
        {"interval(3)", "interval(3)"},
        {"interval year to month", "interval year to month"},
        {"interval day to second(2)", "interval day to second(2)"},
        {"interval minute", "interval minute"},
        {"int[3][3]", "integer[]"},
        {"int ARRAY", "integer[]"},
        {"varchar(5)[]", "character varying(5)[]"},
        {"my.\"Type\"", "my.\"Type\""},
        {"\"real\"", "\"real\""},
        {"vector(3)", "vector(3)"},
        {"public.geometry(Point, 4326)", "public.geometry(point,4326)"},
        {"pg_catalog.int4", "integer"},
        {"regclass", "regclass"},
    };
    for (const TypeRow& row : rows) {
        const std::optional<Node> tree = parse_expression("a::" + std::string(row.written));
        ASSERT_TRUE(tree) << row.written;
        EXPECT_EQ(tree->kind, NodeKind::Cast);
        EXPECT_EQ(tree->text, row.type);
        EXPECT_EQ(parse_expression("a::" + std::string(row.type)), tree);
    }
}

}  // namespace
}  // namespace erdmark::dialect::postgres
