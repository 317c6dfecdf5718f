#include <map>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "base/text.h"
#include "contract/postgres_fixture.h"
#include "dialect/postgres/view_query.h"
#include "dialect/postgres/view_schema_source.h"
#include "sql/script.h"
#include "support/golden.h"

// Views of a live database and what their own statements say, without the database: both must be
// the same, value by value, and mean the same to the server. See tests/fixtures/postgres/views.sql.

namespace erdmark {
namespace {

using dialect::postgres::analyse_view;
using dialect::postgres::SchemaSource;
using dialect::postgres::ViewShape;
using schema::View;

constexpr const char* kViewsSql = "views.sql";

const test::PostgresDatabase& views_database() {
    static const test::PostgresDatabase database(test::postgres_fixture_sql(kViewsSql));
    return database;
}

const schema::Schema& views_schema() {
    static const schema::Schema schema = test::introspect_postgres(views_database().url());
    return schema;
}

/// A view's statement with the names that it gives to the columns.
struct Statement {
    std::string text;
    std::vector<std::string> columns;
};

/// Of the fixture, by the name of the view.
std::map<std::string, Statement> view_statements() {
    const sql::Script script{.file = kViewsSql, .text = test::postgres_fixture_sql(kViewsSql)};
    const sql::Syntax syntax = dialect::find_dialect("postgresql")->syntax();
    std::map<std::string, Statement> statements;
    for (const sql::Statement& statement : sql::split_statements(script, syntax)) {
        const std::size_t view = statement.keywords.find("VIEW");
        if (view == std::string::npos) {
            continue;
        }
        const std::string head(statement.text.substr(0, statement.text.find(" AS\n")));
        const std::string name = head.substr(head.find("VIEW ") + 5);
        const std::size_t open = std::min(name.find('('), name.size());
        Statement& result = statements[name.substr(0, open)];
        result.text = statement.text;
        if (open < name.size()) {
            const std::string list = name.substr(open + 1, name.size() - open - 2);
            for (const std::string_view column : split(list, ',')) {
                result.columns.emplace_back(trim(column));
            }
        }
    }
    return statements;
}

std::string shown(const View& view) {
    std::vector<std::string> columns;
    for (const schema::Column& column : view.columns) {
        columns.push_back(fmt::format("{} {}", column.name, column.type));
    }
    std::vector<std::string> reads;
    for (const schema::ViewSource& source : view.reads) {
        reads.push_back(fmt::format("{} ({})", source.name.display(), join(source.columns, ", ")));
    }
    return fmt::format("-- {}: {}\n-- reads {}\n{};\n", view.name.name, join(columns, ", "),
                       reads.empty() ? "nothing" : join(reads, ", "), view.definition);
}

std::vector<dialect::postgres::RelationColumn> columns_of(const View& view) {
    std::vector<dialect::postgres::RelationColumn> columns;
    for (const schema::Column& column : view.columns) {
        columns.push_back(
            {.name = column.name, .type = column.type, .user_type = column.user_type});
    }
    return columns;
}

SchemaSource views_source() {
    return SchemaSource(views_schema(), "public", {"public"});
}

TEST(PostgresViews, AreShownInOneReadableForm) {
    FileTree actual;
    for (const View& view : views_schema().views) {
        actual["views.sql"] += (actual["views.sql"].empty() ? "" : "\n") + shown(view);
    }

    EXPECT_TRUE(test::matches_golden(actual, ERDMARK_SOURCE_DIR "/tests/golden/postgres/views"));
}

TEST(PostgresViews, AreKnownFromTheirStatementsAsFromTheServer) {
    const std::map<std::string, Statement> statements = view_statements();
    SchemaSource source = views_source();

    ASSERT_EQ(statements.size(), views_schema().views.size());
    for (const View& view : views_schema().views) {
        SCOPED_TRACE(view.name.name);
        const Statement& statement = statements.at(view.name.name);
        const ViewShape shape = analyse_view(dialect::postgres::view_query_text(statement.text),
                                             statement.columns, source);
        EXPECT_TRUE(shape.is_understood);
        EXPECT_EQ(shape.definition, view.definition);
        EXPECT_EQ(shape.columns, columns_of(view));
        EXPECT_EQ(shape.reads, view.reads);
    }
}

TEST(PostgresViews, HaveADefinitionThatIsItsOwnCanonicalText) {
    SchemaSource source = views_source();

    for (const View& view : views_schema().views) {
        EXPECT_EQ(analyse_view(view.definition, {}, source).definition, view.definition);
    }
}

/// What the server prints of the view, and its columns.
std::string server_view(const std::string& name) {
    const auto rows = views_database().query(
        fmt::format("SELECT pg_get_viewdef('{0}'::regclass) || string_agg(attname || ' ' || "
                    "format_type(atttypid, atttypmod), ', ' ORDER BY attnum) FROM pg_attribute "
                    "WHERE attrelid = '{0}'::regclass AND attnum > 0",
                    name));
    return rows.at(0).at(0).value_or("");
}

TEST(PostgresViews, MeanTheSameToTheServerInTheirCanonicalForm) {
    views_database().run("CREATE SCHEMA again");

    for (const View& view : views_schema().views) {
        SCOPED_TRACE(view.definition);
        const std::string name = "again." + view.name.name;
        views_database().run(fmt::format("CREATE VIEW {} AS\n{}", name, view.definition));
        EXPECT_EQ(server_view(name), server_view(view.name.name));
    }
    views_database().run("DROP SCHEMA again CASCADE");
}

}  // namespace
}  // namespace erdmark
