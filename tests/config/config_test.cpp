#include "config/config.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "config/folder.h"

namespace erdmark::config {
namespace {

using erdmark::test::slurp;
using test::config_of;
using test::CurrentFolder;
using test::message_for;

TEST(ReadConfig, GivesTheDefaultsForAnEmptyFile) {
    const Config config = config_of("");

    EXPECT_EQ(config.file, "erdmark.toml");
    EXPECT_EQ(config.document.title, "Database");
    EXPECT_EQ(config.document.description, "");
    EXPECT_FALSE(config.document.humanize);
    EXPECT_FALSE(config.document.views_in_diagrams);
    EXPECT_FALSE(config.document.routine_bodies);
    EXPECT_EQ(config.publish.folder, "docs/developer/database");
    EXPECT_EQ(config.source.from, "");
    EXPECT_EQ(config.source.base_folder, "");
    EXPECT_EQ(config.source.connect.connect_timeout_seconds, 10);
    EXPECT_EQ(config.source.connect.statement_timeout_seconds, 60);
    EXPECT_EQ(config.env_file, Variables{});
    EXPECT_FALSE(config.render.templates.has_value());
    EXPECT_TRUE(config.modules.empty());
    EXPECT_TRUE(config.annotations.empty());
}

TEST(ReadConfig, ReadsEveryKey) {
    const Config config = config_of(R"toml(
title = "Ledger"
description = "All the money."
output = "docs/db"

[source]
from = "db/migrations"
include = ["app.*", "users"]
exclude = ["tmp_*"]
schemas = ["public", "app_*"]
privileges = true
connect_timeout = 3
statement_timeout = 0

[render]
templates = "docs/templates"
humanize = true

[tables.users]
description = "People."

[tables.users.columns]
email = "Where we reach them."

[tables."billing.invoices"]
columns = { "total amount" = "In cents." }
)toml");

    EXPECT_EQ(config.document.title, "Ledger");
    EXPECT_EQ(config.document.description, "All the money.");
    EXPECT_EQ(config.publish.folder, "docs/db");
    EXPECT_EQ(config.source.from, "db/migrations");
    EXPECT_THAT(config.source.include, testing::ElementsAre("app.*", "users"));
    EXPECT_THAT(config.source.exclude, testing::ElementsAre("tmp_*"));
    EXPECT_THAT(config.source.introspect.schemas, testing::ElementsAre("public", "app_*"));
    EXPECT_TRUE(config.source.introspect.privileges);
    EXPECT_EQ(config.source.connect.connect_timeout_seconds, 3);
    EXPECT_EQ(config.source.connect.statement_timeout_seconds, 0);
    EXPECT_EQ(config.render.templates, "docs/templates");
    EXPECT_TRUE(config.document.humanize);
    EXPECT_EQ(config.annotations.at("users").description, "People.");
    EXPECT_EQ(config.annotations.at("users").columns.at("email"), "Where we reach them.");
    EXPECT_EQ(config.annotations.at("billing.invoices").columns.at("total amount"), "In cents.");
}

TEST(ReadConfig, ReadsWhoseRowsAreShown) {
    const Config config = config_of(
        "[tables.a]\nrows = true\n[tables.b]\nrows = 5\n[tables.c]\nrows = false\n"
        "[tables.d]\n");

    EXPECT_EQ(config.source.introspect.row_tables, (schema::RowTables{{"a", 100}, {"b", 5}}));
    EXPECT_TRUE(config.annotations.at("a").rows);
    EXPECT_TRUE(config.annotations.at("b").rows);
    EXPECT_FALSE(config.annotations.at("c").rows);
    EXPECT_FALSE(config.annotations.at("d").rows);
}

TEST(ReadConfig, ReadsWhetherCommentsDescribe) {
    EXPECT_TRUE(config_of("[source]\nfrom = 'm'\n").source.comments);
    EXPECT_FALSE(config_of("[source]\ncomments = false\n").source.comments);
    EXPECT_EQ(message_for("[source]\ncomments = 'no'"),
              "erdmark.toml:2:12: 'comments' must be true or false, found a string");
}

TEST(ReadConfig, ReadsWhatThePagesShallShow) {
    const Config config = config_of("[render]\nviews = true\nroutine_bodies = true\n");

    EXPECT_TRUE(config.document.views_in_diagrams);
    EXPECT_TRUE(config.document.routine_bodies);
    EXPECT_TRUE(config.document.migrations);
    EXPECT_FALSE(config_of("[render]\nmigrations = false\n").document.migrations);
    EXPECT_EQ(message_for("[render]\nviews = 1"),
              "erdmark.toml:2:9: 'views' must be true or false, found a number");
}

TEST(ReadConfig, ResolvesPathsAgainstTheFolderOfTheFile) {
    const CurrentFolder folder;
    folder.write("erdmark.toml",
                 "output = 'docs'\n[source]\nfrom = 'migrations'\n[render]\ntemplates = './t/'\n");
    folder.enter("src/deep");

    const Config config = read_config("../../erdmark.toml");

    EXPECT_EQ(config.file, "../../erdmark.toml");
    EXPECT_EQ(config.publish.folder, "../../docs");
    EXPECT_EQ(config.render.templates, "../../t");
    EXPECT_EQ(config.source.from, "migrations");
    EXPECT_EQ(config.source.base_folder, "../..");
}

TEST(ReadConfig, LeavesAnAbsolutePathAsItIs) {
    EXPECT_EQ(config_of("output = '/srv/docs'").publish.folder, "/srv/docs");
}

TEST(ReadConfig, NamesTheFileAsShortlyAsItCan) {
    const CurrentFolder folder;
    folder.write("erdmark.toml", "x = 1");

    try {
        read_config(folder.path() / "erdmark.toml");
        FAIL() << "no error";
    } catch (const Error& error) {
        EXPECT_THAT(error.what(), testing::StartsWith("erdmark.toml:1:1: unknown key 'x'"));
    }
}

TEST(ReadConfig, FillsInTheEnvironmentInTheSourceOnly) {
    setenv("ERDMARK_TEST_SOURCE", "sqlite:app.db", 1);

    const Config config =
        config_of("title = '${ERDMARK_TEST_SOURCE}'\n[source]\nfrom = '${ERDMARK_TEST_SOURCE}'");

    unsetenv("ERDMARK_TEST_SOURCE");
    EXPECT_EQ(config.source.from, "sqlite:app.db");
    EXPECT_EQ(config.document.title, "${ERDMARK_TEST_SOURCE}");
}

TEST(ReadConfig, TakesVariablesFromAFileBesideItself) {
    const CurrentFolder folder;
    folder.write("project/erdmark.toml",
                 "[source]\nfrom = '${ERDMARK_TEST_FILE}'\nenv_file = 'settings/.env'\n");
    folder.write("project/settings/.env", "ERDMARK_TEST_FILE=app.db\n");

    const Config config = read_config("project/erdmark.toml");

    EXPECT_EQ(config.source.from, "app.db");
    EXPECT_EQ(config.env_file, (Variables{{"ERDMARK_TEST_FILE", "app.db"}}));
}

TEST(ReadConfig, IsAConfigErrorForAFileThatCannotBeRead) {
    const CurrentFolder folder;

    try {
        read_config("erdmark.toml");
        FAIL() << "no error";
    } catch (const Error& error) {
        EXPECT_EQ(error.kind(), ErrorKind::Config);
        EXPECT_THAT(error.what(), testing::HasSubstr("erdmark.toml"));
    }
}

class WrongConfigs : public testing::TestWithParam<test::WrongFile> {};

TEST_P(WrongConfigs, AreRefused) {
    EXPECT_EQ(message_for(GetParam().text), GetParam().message);
}

INSTANTIATE_TEST_SUITE_P(
    ReadConfig, WrongConfigs,
    testing::Values(
        test::WrongFile{"UnknownKey", "title = 'x'\n\n  [[modlues]]\n",
                        "erdmark.toml:3:5: unknown key 'modlues' (did you mean 'modules'?); known "
                        "here: description, "
                        "migrate, modules, output, render, source, tables, title"},
        test::WrongFile{"UnknownSourceKey", "[source]\nurl = 'x'\n",
                        "erdmark.toml:2:1: unknown key 'url'; known here: comments, "
                        "connect_timeout, dialect, env_file, exclude, from, include, layout, "
                        "order, privileges, "
                        "schemas, statement_timeout, variables"},
        test::WrongFile{"UnknownLayout", "[source]\nlayout = 'godse'\n",
                        "erdmark.toml:2:10: no layout of migrations is called 'godse' (did you "
                        "mean 'goose'?); expected one of atlas, dbmate, diesel, drizzle, flyway, "
                        "golang-migrate, goose, graphile-migrate, named, node-pg-migrate, "
                        "numbered, pairs, pop, postgrator, prisma, refinery, sqitch, sql-migrate, "
                        "sqlx, supabase, tern, version-folders"},
        test::WrongFile{"VariableNoString", "[source.variables]\na = 1\n",
                        "erdmark.toml:2:5: 'a' must be a string, found a number"},
        test::WrongFile{"UnknownRenderKey", "[render]\nhumanise = true\n",
                        "erdmark.toml:2:1: unknown key 'humanise' (did you mean 'humanize'?); "
                        "known here: humanize, migrations, routine_bodies, templates, views"},
        test::WrongFile{
            "UnknownTableKey", "[tables.users]\ncolumn = {}\n",
            "erdmark.toml:2:1: unknown key 'column' (did you mean 'columns'?); known here: "
            "columns, "
            "description, rows; a table name with a dot needs quotes: [tables.\"schema.table\"]"},
        test::WrongFile{"DottedTable", "[tables.billing.invoices]\n",
                        "erdmark.toml:1:17: unknown key 'invoices'; known here: columns, "
                        "description, rows; a table name "
                        "with a dot needs quotes: [tables.\"schema.table\"]"},
        test::WrongFile{"TitleNoString", "title = 3",
                        "erdmark.toml:1:9: 'title' must be a string, found a number"},
        test::WrongFile{"OutputEmpty", "output = ' '",
                        "erdmark.toml:1:10: 'output' must not be empty"},
        test::WrongFile{
            "SourceNoTable", "source = 'x'",
            "erdmark.toml:1:10: 'source' must be a table, written [source], found a string"},
        test::WrongFile{"SourceEmpty", "[source]\nfrom = ''",
                        "erdmark.toml:2:8: 'from' must not be empty"},
        test::WrongFile{"SourceUnset", "[source]\nfrom = 'x${ERDMARK_TEST_UNSET}'",
                        "erdmark.toml:2:8: the environment variable 'ERDMARK_TEST_UNSET' is not "
                        "set; set it, or give "
                        "another source"},
        test::WrongFile{"EnvFileEmpty", "[source]\nenv_file = ''",
                        "erdmark.toml:2:12: 'env_file' must not be empty"},
        test::WrongFile{"TimeoutNoNumber", "[source]\nconnect_timeout = '3s'",
                        "erdmark.toml:2:19: 'connect_timeout' must be a whole number of seconds, "
                        "found a string"},
        test::WrongFile{"TimeoutOfZero", "[source]\nconnect_timeout = 0",
                        "erdmark.toml:2:19: 'connect_timeout' must be a whole number of seconds "
                        "from 1 to 86400"},
        test::WrongFile{"TimeoutOfAPart", "[source]\nstatement_timeout = 1.5",
                        "erdmark.toml:2:21: 'statement_timeout' must be a whole number of seconds "
                        "from 0 to 86400"},
        test::WrongFile{"TimeoutNegative", "[source]\nstatement_timeout = -1",
                        "erdmark.toml:2:21: 'statement_timeout' must be a whole number of seconds "
                        "from 0 to 86400"},
        test::WrongFile{"TemplatesEmpty", "[render]\ntemplates = ''",
                        "erdmark.toml:2:13: 'templates' must not be empty"},
        test::WrongFile{"HumanizeNoFlag", "[render]\nhumanize = 1",
                        "erdmark.toml:2:12: 'humanize' must be true or false, found a number"},
        test::WrongFile{
            "TablesNoTable", "tables = []",
            "erdmark.toml:1:10: 'tables' must be a table, written [tables.NAME], found an array"},
        test::WrongFile{
            "TableNoTable", "[tables]\nusers = 'x'",
            "erdmark.toml:2:9: 'users' must be a table, written [tables.users], found a string"},
        test::WrongFile{"ColumnsNoTable", "[tables.users]\ncolumns = true",
                        "erdmark.toml:2:11: 'columns' must be a table, written "
                        "[tables.users.columns], found a boolean"},
        test::WrongFile{"RowsNoNumber", "[tables.roles]\nrows = 'all'",
                        "erdmark.toml:2:8: 'rows' must be true, false or a number of rows, found "
                        "a string"},
        test::WrongFile{"RowsOfZero", "[tables.roles]\nrows = 0",
                        "erdmark.toml:2:8: 'rows' must be a whole number from 1 to 1000"},
        test::WrongFile{"RowsOfAPart", "[tables.roles]\nrows = 1.5",
                        "erdmark.toml:2:8: 'rows' must be a whole number from 1 to 1000"},
        test::WrongFile{"TooManyRows", "[tables.roles]\nrows = 1001",
                        "erdmark.toml:2:8: 'rows' must be a whole number from 1 to 1000"},
        test::WrongFile{"ColumnNoString", "[tables.users.columns]\nid = 1979-05-27",
                        "erdmark.toml:2:6: 'id' must be a string, found a date or time"}),
    [](const auto& row) { return row.param.name; });

std::string format_page() {
    return slurp(std::string(ERDMARK_SOURCE_DIR) + "/docs/formats/config.md");
}

TEST(ConfigFormatPage, DescribesEveryKey) {
    const std::string page = format_page();

    for (const std::string& key : known_keys()) {
        EXPECT_THAT(page, testing::HasSubstr("| `" + key + "` |"));
    }
}

TEST(ConfigFormatPage, HoldsAnExampleThatCanBeRead) {
    const std::string page = format_page();
    const std::string fence = "```toml\n";
    const std::size_t begin = page.find(fence, page.find("## A complete example")) + fence.size();

    const Config config = config_of(page.substr(begin, page.find("```", begin) - begin));

    EXPECT_EQ(config.modules.size(), 2U);
    EXPECT_FALSE(config.source.from.empty());
    EXPECT_TRUE(config.render.templates.has_value());
    EXPECT_TRUE(config.document.humanize);
    EXPECT_FALSE(config.annotations.empty());
}

}  // namespace
}  // namespace erdmark::config
