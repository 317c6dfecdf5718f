#include "dialect/postgres/replay/client_session.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/error.h"
#include "dialect/postgres/replay/replayer.h"
#include "dialect/postgres/replay/statement_tree.h"

namespace erdmark::dialect::postgres {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::string expanded(ClientSession& session, std::string_view statement) {
    const std::optional<ExpandedText> text = session.expand(statement);
    return text ? text->text : std::string(statement);
}

TEST(ClientSessionTest, PutsValuesWherePsqlDoes) {
    ClientSession session;
    session.run(R"(\set name 'it''s')");
    session.run(R"(\set table my_table)");
    session.run(R"(\set both :table '_x' y)");
    session.run(R"(\set slash 'a\\b')");
    session.run(R"(\set empty)");
    struct Case {
        const char* statement;
        const char* text;
    };
    const std::vector<Case> cases = {
        {"SELECT * FROM :table", "SELECT * FROM my_table"},
        {"SELECT :'name', :\"table\"", "SELECT 'it''s', \"my_table\""},
        {"SELECT :'slash'", "SELECT  E'a\\\\b'"},
        {"SELECT :both:empty", "SELECT my_table_xy"},
        {"SELECT x::table, ':table', $$:table$$, \":table\" -- :table",
         "SELECT x::table, ':table', $$:table$$, \":table\" -- :table"},
        {"SELECT a[1:2], a[:n], :unset, :'unset'", "SELECT a[1:2], a[:n], :unset, :'unset'"},
        {"SELECT :{?table}, :{?unset}", "SELECT TRUE, FALSE"},
        {"SELECT /* :table */ :table.id", "SELECT /* :table */ my_table.id"},
    };
    for (const Case& each : cases) {
        EXPECT_EQ(expanded(session, each.statement), each.text);
    }
    session.run(R"(\unset table)");
    EXPECT_EQ(expanded(session, "SELECT :table"), "SELECT :table");
}

TEST(ClientSessionTest, KnowsWhereAPlaceWasWritten) {
    ClientSession session;
    session.run(R"(\set t a_long_name)");

    const std::optional<ExpandedText> text = session.expand("SELECT :t.x, y");

    ASSERT_TRUE(text);
    EXPECT_EQ(text->source_of(0), 0U);
    EXPECT_EQ(text->source_of(7), 7U);
    EXPECT_EQ(text->source_of(12), 7U);
    EXPECT_EQ(text->source_of(text->text.find(".x")), 9U);
    EXPECT_EQ(text->source_of(text->text.find('y')), 13U);
}

TEST(ClientSessionTest, TakesTheBranchThatIsTrue) {
    ClientSession session;
    session.run(R"(\set fast on)");
    session.run(R"(\if false)");
    EXPECT_TRUE(session.skips());
    session.run(R"(\if true)");
    session.run(R"(\set inner 1)");
    EXPECT_TRUE(session.skips());
    session.run(R"(\endif)");
    session.run(R"(\elif :fast)");
    EXPECT_FALSE(session.skips());
    session.run(R"(\else)");
    EXPECT_TRUE(session.skips());
    session.run(R"(\endif)");
    EXPECT_FALSE(session.in_branch());
    EXPECT_EQ(expanded(session, ":inner"), ":inner");
}

TEST(ClientSessionTest, SaysWhatIsNotCarriedOut) {
    ClientSession session;
    EXPECT_THAT(session.run(R"(\i other.sql)"),
                ElementsAre(R"(the command \i of psql is not carried out)"));
    EXPECT_THAT(session.run(R"(\gexec)"),
                ElementsAre(R"(the command \gexec of psql is not carried out)"));
    EXPECT_THAT(session.run(R"(\echo 'x' \timing)"), IsEmpty());
    EXPECT_THAT(session.run(R"(\set now `date`)"),
                ElementsAre(R"(the command for the shell behind \set is not run)"));
    EXPECT_THAT(
        session.run(R"(\if maybe)"),
        ElementsAre(R"('maybe' is no truth value, so that the branch of \if is not taken)"));
    EXPECT_THAT(session.run(R"(\i skipped.sql)"), IsEmpty());
}

TEST(ClientSessionTest, RefusesBranchesThatBelongToNone) {
    ClientSession session;
    EXPECT_THROW(session.run(R"(\else)"), Refusal);
    session.run(R"(\if 1)");
    session.run(R"(\else)");
    EXPECT_THROW(session.run(R"(\elif 1)"), Refusal);
}

std::string error_of(const std::string& text) {
    const auto replayer = make_replayer({});
    try {
        replayer->run({.file = "a.sql", .text = text});
    } catch (const Error& error) {
        return error.what();
    }
    return "";
}

TEST(ClientSessionTest, SetsWhatAScriptCreates) {
    const auto replayer = make_replayer({});
    replayer->run({.file = "a.sql",
                   .text = "\\set t orders\n\\if false\nCREATE TABLE no (id int);\n\\else\n"
                           "CREATE TABLE :t (id int);\n\\endif\n"});
    const schema::Schema schema = replayer->schema();
    ASSERT_EQ(schema.tables.size(), 1U);
    EXPECT_EQ(schema.tables[0].name.name, "orders");
    EXPECT_EQ(error_of("\\set t orders\nCREATE TABLE :t (id int,);\n"),
              "a.sql:2:25: syntax error at or near \")\"\n"
              "    CREATE TABLE :t (id int,);\n"
              "                            ^");
}

TEST(ClientSessionTest, WantsAnEndForEachBranch) {
    EXPECT_EQ(error_of("SELECT 1;\n\\if true\nSELECT 2;\n"),
              "a.sql:2:1: this \\if has no \\endif\n    \\if true\n    ^");
}

}  // namespace
}  // namespace erdmark::dialect::postgres
