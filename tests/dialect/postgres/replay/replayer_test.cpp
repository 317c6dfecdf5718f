#include "dialect/postgres/replay/replayer.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/error.h"

namespace erdmark::dialect::postgres {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

struct Notes {
    std::vector<std::string> all;
    std::vector<std::string> undecided;
};

Notes notes_of(const std::string& text) {
    const std::unique_ptr<Replayer> replayer = make_replayer({});
    replayer->run({.file = "a.sql", .text = text});
    return {replayer->notes(), replayer->undecided()};
}

TEST(Replayer, ReportsFunctionsThatMayDoAnything) {
    const Notes notes = notes_of("CREATE TABLE t (a int);\nSELECT partman.create_parent('t');");

    EXPECT_THAT(
        notes.undecided,
        ElementsAre("a.sql:2:8: a call of 'partman.create_parent' is not replayed; what this "
                    "statement does was left out"));
}

TEST(Replayer, ReportsFunctionsThatMayDoAnythingInAQueryThatTheServerRefuses) {
    const Notes notes = notes_of("SELECT partman.create_parent('missing'::regclass);");

    EXPECT_THAT(
        notes.undecided,
        ElementsAre("a.sql:1:8: a call of 'partman.create_parent' is not replayed; what this "
                    "statement does was left out"));
}

TEST(Replayer, KeepsSilentOnQueriesThatOnlyRead) {
    const Notes notes = notes_of(
        "CREATE TABLE t (a int);\nSELECT pg_size_pretty(pg_total_relation_size('t'));\n"
        "SELECT count(*) FROM t;");

    EXPECT_THAT(notes.all, IsEmpty());
}

TEST(Replayer, TakesTheRowsOfCopyWithoutANote) {
    EXPECT_THAT(notes_of("CREATE TABLE t (a int);\nCOPY t FROM stdin;\n1\n\\.\n").all, IsEmpty());
    EXPECT_THAT(notes_of("CREATE TABLE t (a int);\nCOPY t TO stdout;\n").all, IsEmpty());
    EXPECT_THAT(notes_of("CREATE TABLE t (a int);\nCOPY t FROM '/rows.csv';\n").all,
                ElementsAre("a.sql:2:1: a replay reads no files but those of migrations; the "
                            "statement was skipped: it changes rows, not the schema"));
}

TEST(Replayer, PutsTheValuesOfTheClientsVariablesIntoEachScript) {
    const std::unique_ptr<Replayer> replayer = make_replayer({.variables = {{"owner", "shop"}}});
    replayer->run(
        {.file = "a.sql",
         .text = "CREATE SCHEMA :owner; CREATE TABLE :\"owner\".a (x int);\n\\unset owner"});
    replayer->run({.file = "b.sql", .text = "CREATE TABLE :owner.b (x int);"});

    const schema::Schema schema = replayer->schema();
    ASSERT_EQ(schema.tables.size(), 2U);
    EXPECT_EQ(schema.tables[1].name.display(), "shop.b");
}

TEST(Replayer, NamesTheVariableThatHasNoValue) {
    const auto message_of = [](const std::string& text) -> std::string {
        try {
            make_replayer({})->run({.file = "a.sql", .text = text});
        } catch (const Error& error) {
            return error.what();
        }
        return "";
    };

    EXPECT_EQ(message_of("GRANT ALL ON DATABASE :NAME TO postgres;"),
              "a.sql:1:23: the variable 'NAME' has no value; set it as 'NAME' in "
              "[source.variables]\n"
              "    GRANT ALL ON DATABASE :NAME TO postgres;\n"
              "                          ^");
    EXPECT_EQ(message_of("SELECT : 'x';"),
              "a.sql:1:8: syntax error at or near \":\"\n    SELECT : 'x';\n           ^");
}

TEST(Replayer, ShowsOnlyTheSchemasThatAreAskedFor) {
    const sql::Script script{.file = "a.sql",
                             .text =
                                 "CREATE SCHEMA audit; CREATE TABLE audit.log (a int);\n"
                                 "CREATE TABLE t (a int);"};
    const std::unique_ptr<Replayer> replayer = make_replayer({.schemas = {"audit"}});
    replayer->run(script);
    const schema::Schema schema = replayer->schema();
    ASSERT_EQ(schema.tables.size(), 1U);
    EXPECT_EQ(schema.tables[0].name.display(), "audit.log");

    const std::unique_ptr<Replayer> other = make_replayer({.schemas = {"crm"}});
    other->run(script);
    EXPECT_THROW(other->schema(), Error);
}

}  // namespace
}  // namespace erdmark::dialect::postgres
