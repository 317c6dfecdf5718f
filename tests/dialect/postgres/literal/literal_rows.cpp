#include "dialect/postgres/literal/literal_rows.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "base/text.h"
#include "dialect/postgres/expression_names.h"
#include "dialect/postgres/literal/literal.h"
#include "support/postgres_server.h"

namespace erdmark::dialect::postgres {

namespace {

/// What the server prints for each of them.
std::vector<std::string> server_outputs(const std::vector<LiteralRow>& rows) {
    const test::PostgresDatabase database;
    database.run(
        fmt::format("ALTER DATABASE \"{0}\" SET TimeZone = 'UTC';"
                    "ALTER DATABASE \"{0}\" SET DateStyle = 'ISO, MDY';"
                    "ALTER DATABASE \"{0}\" SET IntervalStyle = 'postgres'",
                    database.name()));
    std::vector<std::string> values;
    for (const LiteralRow& row : rows) {
        // `%s` is what the output function of the type gives.
        values.push_back(
            fmt::format("format('%s', CAST({} AS {}))", quoted_string(row.text), row.type));
    }
    std::vector<std::string> outputs;
    const auto result =
        database.query(fmt::format("SELECT unnest(ARRAY[{}])", join(values, ",\n")));
    for (const auto& row : result) {
        outputs.push_back(row[0].value_or("NULL"));
    }
    return outputs;
}

}  // namespace

void expect_outputs(const std::vector<LiteralRow>& rows) {
    const std::vector<std::string> outputs = server_outputs(rows);
    ASSERT_EQ(outputs.size(), rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const LiteralRow& row = rows[i];
        SCOPED_TRACE(fmt::format("{} {}", row.type, row.text));
        EXPECT_EQ(outputs[i], row.output);
        EXPECT_EQ(literal_output(row.text, row.type).value_or("nothing"), row.output);
        EXPECT_EQ(literal_output(row.output, row.type).value_or("nothing"), row.output);
    }
}

void expect_nothing(std::string_view type, const std::vector<std::string_view>& texts) {
    for (const std::string_view text : texts) {
        EXPECT_EQ(literal_output(text, type).value_or("nothing"), "nothing") << type << " " << text;
    }
}

}  // namespace erdmark::dialect::postgres
