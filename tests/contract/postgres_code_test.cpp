#include <string>
#include <string_view>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "dialect/postgres/replay/catalog_rows.h"
#include "dialect/postgres/replay/plpgsql/code_rows.h"
#include "dialect/postgres/replay/query/query_rows.h"
#include "support/postgres_server.h"

// What the tests of the replay take for PostgreSQL's answers is what a server answers.

namespace erdmark::dialect::postgres {
namespace {

std::string answer_of(const test::PostgresDatabase& database, std::string_view sql) {
    return joined_rows({.rows = database.query(sql)});
}

bool is_refused(std::string_view answer) {
    return answer.starts_with("ERROR");
}

TEST(PostgresCodeTest, TheAnswersOfQueriesAreThoseOfAServer) {
    const test::PostgresDatabase database(
        "CREATE TABLE nums (id integer, name text, ok boolean, tags text[], price numeric, at "
        "date); INSERT INTO nums VALUES (1, 'one', true, '{a,b}', '1.50', '2024-01-31'), (2, "
        "'two', false, '{}', '2.00', '2024-02-29'), (3, NULL, NULL, NULL, NULL, NULL), (10, 'ten', "
        "true, '{\"x y\",NULL}', '10.25', '2023-12-31'); CREATE TABLE other (id integer, label "
        "varchar); INSERT INTO other VALUES (1, 'uno'), (2, 'dos'), (4, 'cuatro')");
    for (const QueryRow& row : query_rows()) {
        if (is_refused(row.answer)) {
            EXPECT_ANY_THROW(database.query(row.sql)) << row.sql;
        } else {
            EXPECT_EQ(answer_of(database, row.sql), row.answer) << row.sql;
        }
    }
}

TEST(PostgresCodeTest, TheResultsOfFunctionsAreThoseOfAServer) {
    const test::PostgresDatabase database;
    for (const QueryRow& row : query_function_rows()) {
        if (is_refused(row.answer)) {
            EXPECT_ANY_THROW(database.query(row.sql)) << row.sql;
        } else {
            EXPECT_EQ(answer_of(database, row.sql), row.answer) << row.sql;
        }
    }
}

TEST(PostgresCodeTest, TheAnswersOfSystemTablesAreThoseOfAServer) {
    const test::PostgresDatabase database(catalog_rows_setup());
    for (const QueryRow& row : catalog_rows()) {
        if (is_refused(row.answer)) {
            EXPECT_ANY_THROW(database.query(row.sql)) << row.sql;
        } else {
            EXPECT_EQ(answer_of(database, row.sql), row.answer) << row.sql;
        }
    }
}

TEST(PostgresCodeTest, WhatCodeDoesIsWhatAServerDoes) {
    const test::PostgresDatabase database;
    for (const CodeRow& row : code_rows()) {
        const std::string script = fmt::format(
            "DROP SCHEMA public CASCADE; DROP SCHEMA IF EXISTS other CASCADE; CREATE SCHEMA "
            "public; "
            "CREATE TABLE log (n serial, t text); {}",
            row.code);
        if (is_refused(row.answer)) {
            EXPECT_ANY_THROW(database.run(script)) << row.name;
            continue;
        }
        database.run(script);
        EXPECT_EQ(answer_of(database, row.query), row.answer) << row.name;
    }
}

}  // namespace
}  // namespace erdmark::dialect::postgres
