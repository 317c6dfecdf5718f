// The canonical texts of PostgreSQL's expressions and views: a second printing changes nothing. An
// input holds several, parted by lines of one semicolon.
#include <algorithm>
#include <map>

#include "dialect/postgres/expression.h"
#include "dialect/postgres/view_query.h"
#include "dialect/postgres/view_schema_source.h"
#include "fuzz/input.h"

namespace erdmark {

namespace {

constexpr std::string_view kSeparator = "\n;\n";

/// A table with a column of each common type, named like it.
schema::Schema make_schema() {
    schema::Table table{.name = {"", "t"}};
    for (const char* type : {"integer", "bigint", "text", "character varying(20)", "boolean",
                             "numeric(10,2)", "date", "timestamp with time zone", "interval",
                             "jsonb", "uuid", "integer[]", "text[]", "double precision"}) {
        const std::string name(1, static_cast<char>('a' + table.columns.size()));
        table.columns.push_back({.name = name, .type = type});
    }
    schema::Table other{.name = {"", "u"}, .columns = {{.name = "id", .type = "integer"}}};
    return {.engine = "postgresql", .tables = {table, other}};
}

void check_expression(const std::string& text, const std::string& type) {
    static const schema::Schema kSchema = make_schema();
    static const std::map<std::string, std::string> kTypes = [] {
        std::map<std::string, std::string> types;
        for (const schema::Column& column : kSchema.tables.front().columns) {
            types.emplace(column.name, column.type);
        }
        return types;
    }();
    dialect::postgres::SchemaSource source(kSchema, "public", {"public"});
    const dialect::postgres::ExpressionContext context{.column_types = &kTypes,
                                                       .type = type,
                                                       .default_schema = "public",
                                                       .source = &source,
                                                       .table = "t"};
    const std::string once = dialect::postgres::canonical_expression(text, context);
    const std::string twice = dialect::postgres::canonical_expression(once, context);
    fuzz::expect(once == twice, "a canonical expression stays", once + "\n" + twice);
}

void check_view(const std::string& text) {
    static const schema::Schema kSchema = make_schema();
    dialect::postgres::SchemaSource source(kSchema, "public", {"public"});
    const dialect::postgres::ViewShape once = dialect::postgres::analyse_view(text, {}, source);
    if (once.is_understood) {
        const dialect::postgres::ViewShape twice =
            dialect::postgres::analyse_view(once.definition, {}, source);
        fuzz::expect(once.definition == twice.definition, "a canonical view stays",
                     once.definition + "\n" + twice.definition);
    }
}

}  // namespace

}  // namespace erdmark

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace erdmark;
    const std::string input = fuzz::text_of(data, size);
    for (std::size_t begin = 0; begin <= input.size();) {
        const std::size_t end = std::min(input.find(kSeparator, begin), input.size());
        const std::string text = input.substr(begin, end - begin);
        for (const char* type : {"", "boolean", "text", "integer"}) {
            check_expression(text, type);
        }
        check_view(text);
        begin = end + kSeparator.size();
    }
    return 0;
}
