#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/error.h"
#include "dialect/postgres/replay/replayer.h"

namespace erdmark::dialect::postgres {
namespace {

using testing::ElementsAre;
using testing::EndsWith;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

constexpr WorkLimits kFew{.query = 100'000, .statement = 200'000, .replay = 500'000};

std::vector<std::string> undecided_in(const std::string& text, const WorkLimits& limits = kFew) {
    const std::unique_ptr<Replayer> replayer = make_replayer({}, limits);
    replayer->run({.file = "a.sql", .text = text});
    return replayer->undecided();
}

std::string many(int count, const std::string& first, const std::string& rest) {
    std::string text = first;
    for (int index = 1; index < count; ++index) {
        text += rest;
    }
    return text;
}

TEST(WorkLimits, StopCodeThatDoesNotEnd) {
    const std::string tail =
        ": the statement asks for too much work for a replay; what this statement does was left "
        "out";
    for (const char* body :
         {"LOOP PERFORM 1; END LOOP;",
          "LOOP EXECUTE 'CREATE TABLE IF NOT EXISTS t (a int)'; END LOOP;",
          "LOOP BEGIN RAISE EXCEPTION 'x'; EXCEPTION WHEN OTHERS THEN NULL; END; END LOOP;",
          "WHILE true LOOP END LOOP;"}) {
        EXPECT_THAT(undecided_in("DO $$ BEGIN " + std::string(body) + " END $$"),
                    ElementsAre(EndsWith(tail)))
            << body;
    }
}

TEST(WorkLimits, HoldForAllStatementsTogether) {
    const std::string loop = "DO $$ BEGIN LOOP PERFORM 1; END LOOP; END $$;";

    const std::vector<std::string> undecided =
        undecided_in(many(5, loop, loop) + "DO $$ BEGIN PERFORM 1; END $$;");

    EXPECT_EQ(undecided.size(), 6U);
}

TEST(WorkLimits, AreEnoughForWhatEnds) {
    EXPECT_THAT(undecided_in("DO $$ BEGIN FOR i IN 1..20 LOOP PERFORM i; END LOOP; END $$"),
                IsEmpty());
}

TEST(WorkLimits, HoldForMemory) {
    EXPECT_THAT(
        undecided_in("DO $$ DECLARE n bigint; BEGIN SELECT count(*) INTO n FROM (SELECT "
                     "DISTINCT repeat('x', 900000) || a FROM generate_series(1, 90000) a) s; "
                     "END $$",
                     {.memory = 50'000'000}),
        Not(IsEmpty()));
}

/// What is undecided about code that takes a number from a query.
std::vector<std::string> undecided_of(const std::string& query, const WorkLimits& limits) {
    return undecided_in("DO $$ DECLARE n bigint; BEGIN n := (" + query + "); END $$", limits);
}

TEST(WorkLimits, CountTheTextsThatFunctionsReadAndMake) {
    const std::string tail =
        ": the query takes too long for a replay; what this statement does was left out";
    for (const char* query :
         {"SELECT count(repeat('x', 9000)) FROM generate_series(1, 100)",
          "SELECT count(upper(a)) FROM (SELECT repeat('x', 9000) AS a) s, generate_series(1, 100)",
          "SELECT count(a || b) FROM (SELECT repeat('x', 9000) AS a) s, generate_series(1, 100) b",
          "SELECT sum(length(a)) FROM (SELECT repeat('x', 9000) AS a) s, generate_series(1, 100)",
          "SELECT sum(strpos(a, 'y')) FROM (SELECT repeat('x', 9000) AS a) s, generate_series(1, "
          "100)",
          "SELECT length(string_agg(a, a)) FROM (SELECT repeat('x', 9000) AS a) s, "
          "generate_series(1, 100)",
          "SELECT length(regexp_replace(repeat('x', 9000), '(a|x)*z', ''))",
          "SELECT length(regexp_replace(repeat('x', 9000), 'x', 'y', 'g'))",
          "SELECT 1 FROM generate_series(1, 1000) a WHERE 'x' ~ ('(ab|c)*d{0,100}' || a)",
          "SELECT 1 WHERE repeat('x', 9000) LIKE '%' || repeat('x', 4000) || 'y%'"}) {
        EXPECT_THAT(undecided_of(query, kFew), ElementsAre(EndsWith(tail))) << query;
    }
}

TEST(SizeLimits, HoldForTheTextsThatFunctionsMake) {
    for (const char* query :
         {"SELECT length(format(repeat('%1$100000s', 100), 'x'))",
          "SELECT length(replace(repeat('x', 2000), 'x', repeat('y', 2000)))",
          "SELECT length(regexp_replace('x', 'x', repeat('y', 900000) || repeat('\\&', 200000)))",
          "SELECT length(array_to_string(string_to_array(repeat('x,', 2000), ','), repeat('y', "
          "2000)))",
          "SELECT cardinality(array_replace(string_to_array(repeat('x,', 2000), ','), 'x', "
          "repeat('y', 2000)))"}) {
        EXPECT_THAT(undecided_of(query, {}),
                    ElementsAre(HasSubstr("makes a text that is too long for a replay")))
            << query;
    }
    EXPECT_THAT(undecided_of("SELECT 1 WHERE repeat('x', 40000) ~ 'a'", {}),
                ElementsAre(HasSubstr("a pattern on so long a text is not replayed")));
    EXPECT_THAT(undecided_of("SELECT length(repeat('', 1000000000))", {}),
                ElementsAre(HasSubstr("'repeat' makes a text that is too long for a replay")));
}

std::string refusal_of(const std::string& text) {
    try {
        make_replayer({})->run({.file = "a.sql", .text = text});
    } catch (const Error& error) {
        const std::string message = error.what();
        return message.substr(0, message.find('\n'));
    }
    return "";
}

TEST(SizeLimits, AreThoseOfTheServer) {
    std::string columns;
    std::string targets;
    for (int index = 0; index < 1665; ++index) {
        columns += (index < 1600 ? ", a" + std::to_string(index) + " int" : "");
        targets += ", 1 AS a" + std::to_string(index);
    }
    columns.erase(0, 2);
    targets.erase(0, 2);

    EXPECT_EQ(refusal_of("CREATE TABLE t (" + columns + ")"), "");
    EXPECT_EQ(refusal_of("CREATE TABLE t (" + columns + ", b int)"),
              "a.sql:1:1: tables can have at most 1600 columns");
    EXPECT_EQ(refusal_of("CREATE TABLE t (" + columns + ");\nALTER TABLE t ADD b int"),
              "a.sql:2:1: tables can have at most 1600 columns");
    EXPECT_EQ(refusal_of("CREATE VIEW v AS SELECT " + targets),
              "a.sql:1:1: target lists can have at most 1664 entries");
}

TEST(SizeLimits, HoldForTheValuesOfClientVariables) {
    std::string text = "\\set a xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\n";
    for (int index = 0; index < 10; ++index) {
        text += "\\set a :a:a\n";
    }
    EXPECT_EQ(refusal_of(text), "");
    EXPECT_EQ(refusal_of(text + "\\set a :a:a\n\\set a :a:a\n"),
              "a.sql:13:1: the values of variables in this line are too long for a replay");
    EXPECT_EQ(refusal_of(text + "SELECT '" + many(600, ":a", " :a") + "'"), "");
    EXPECT_EQ(refusal_of(text + "SELECT " + many(600, ":'a'", ", :'a'")),
              "a.sql:12:3074: the values of variables in this script are too long for a replay");
}

}  // namespace
}  // namespace erdmark::dialect::postgres
