#include "dialect/postgres/replay/catalog_tables.h"

#include <gtest/gtest.h>

#include "dialect/postgres/replay/catalog_rows.h"
#include "dialect/postgres/replay/plpgsql/code_session.h"

namespace erdmark::dialect::postgres {
namespace {

/// Without the place of a refusal.
std::string answer_of(CodeSession& session, std::string_view sql) {
    const std::string answer = session.run(sql);
    const std::size_t place = answer.rfind(" at ");
    return answer.starts_with("ERROR") && place != std::string::npos ? answer.substr(0, place)
                                                                     : answer;
}

TEST(CatalogTablesTest, AnswerAsPostgresDoes) {
    CodeSession session;
    ASSERT_EQ(session.run_all(catalog_rows_setup()), "");
    for (const QueryRow& row : catalog_rows()) {
        EXPECT_EQ(answer_of(session, row.sql), row.answer) << row.sql;
    }
}

TEST(CatalogTablesTest, FollowTheCatalog) {
    constexpr std::string_view kTables =
        "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1";
    CodeSession session;
    EXPECT_EQ(session.run(kTables), "");
    session.run("CREATE TABLE a (id int)");
    EXPECT_EQ(session.run(kTables), "a");
    session.run("DROP TABLE a");
    EXPECT_EQ(session.run(kTables), "");
}

TEST(CatalogTablesTest, GoBackWithTheCatalog) {
    CodeSession session;
    EXPECT_EQ(session.run("DO $$ BEGIN CREATE TABLE a (id int); IF EXISTS (SELECT 1 FROM pg_class "
                          "WHERE relname = 'a') THEN RAISE EXCEPTION 'x'; END IF; EXCEPTION WHEN "
                          "OTHERS THEN IF NOT EXISTS (SELECT 1 FROM pg_class WHERE relname = 'a') "
                          "THEN CREATE TABLE b (id int); END IF; END $$"),
              "");
    EXPECT_EQ(session.run("SELECT tablename FROM pg_tables WHERE schemaname = 'public'"), "b");
}

TEST(CatalogTablesTest, DoNotAnswerWhatTheyDoNotKnow) {
    CodeSession session;
    EXPECT_EQ(session.run("SELECT 1 FROM pg_locks"),
              "UNDECIDED 'pg_catalog.pg_locks' is not replayed");
    EXPECT_EQ(session.run("SELECT relpages FROM pg_class"),
              "UNDECIDED the values of 'relpages' are not known at 7");
    EXPECT_EQ(session.run("SELECT 1 FROM pg_indexes WHERE indexdef LIKE '%x%'"),
              "UNDECIDED the server's own words of a definition are not known");
    EXPECT_EQ(session.run("SELECT 1 FROM information_schema.tables WHERE table_catalog = 'x'"),
              "UNDECIDED the server's own words are not known at 60");
}

}  // namespace
}  // namespace erdmark::dialect::postgres
