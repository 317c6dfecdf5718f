#include "sql/script.h"

#include <chrono>
#include <random>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sqlite3.h>

#include "base/error.h"

namespace erdmark::sql {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr Syntax kPostgres{.nested_comments = true,
                           .return_ends_line = true,
                           .dollar_quotes = true,
                           .escape_strings = true,
                           .parentheses_hold = true,
                           .atomic_bodies = true,
                           .copy_rows = true,
                           .command_mark = '\\'};

constexpr Syntax kSqlite{
    .backtick_names = true, .bracket_names = true, .trigger_bodies = true, .command_mark = '.'};

Script script(const std::string& text) {
    return {.file = "a.sql", .text = text};
}

/// The texts of the statements; those that are no SQL begin with their kind.
std::vector<std::string> texts(const std::string& text, const Syntax& syntax) {
    const Script file = script(text);
    std::vector<std::string> result;
    for (const Statement& statement : split_statements(file, syntax)) {
        const char* const kind = statement.kind == StatementKind::CopyRows        ? "rows: "
                                 : statement.kind == StatementKind::ClientCommand ? "client: "
                                                                                  : "";
        result.push_back(kind + std::string(statement.text));
    }
    return result;
}

std::string message_of(const Script& file, const Syntax& syntax) {
    try {
        split_statements(file, syntax);
    } catch (const Error& error) {
        EXPECT_EQ(error.kind(), ErrorKind::Input);
        return error.what();
    }
    return "no error";
}

struct SplitCase {
    const char* name;
    std::string text;
    std::vector<std::string> statements;
};

void PrintTo(const SplitCase& each, std::ostream* stream) {
    *stream << each.name;
}

class PostgresText : public testing::TestWithParam<SplitCase> {};

TEST_P(PostgresText, IsCutIntoStatements) {
    EXPECT_EQ(texts(GetParam().text, kPostgres), GetParam().statements);
}

INSTANTIATE_TEST_SUITE_P(
    Quotes, PostgresText,
    testing::Values(
        SplitCase{"Strings", "select 'a;''b;'; select 2;", {"select 'a;''b;'", "select 2"}},
        SplitCase{"QuotedNames", "select \"a;\"\"b\"; c", {"select \"a;\"\"b\"", "c"}},
        SplitCase{"DashesInAString", "select 'a -- b;\n'; c", {"select 'a -- b;\n'", "c"}},
        SplitCase{"DollarQuotes", "do $$ a; b; $$; c", {"do $$ a; b; $$", "c"}},
        SplitCase{
            "TaggedDollarQuotes", "do $f$ a; $$ ; $g$ $f$; c", {"do $f$ a; $$ ; $g$ $f$", "c"}},
        SplitCase{"DollarOfTheEndAlone", "do $a$ $$a$; c", {"do $a$ $$a$", "c"}},
        SplitCase{"TagOfOtherCase", "do $a$ ; $A$ ; $a$; c", {"do $a$ ; $A$ ; $a$", "c"}},
        SplitCase{"DollarInAName", "select a$b$c; d$$; e", {"select a$b$c", "d$$", "e"}},
        SplitCase{"Parameters", "select $1; select $2;", {"select $1", "select $2"}},
        SplitCase{"DollarBehindANumber", "select 1$$a;b$$; c", {"select 1$$a;b$$", "c"}},
        SplitCase{"EscapeStrings",
                  R"(select E'it\'s; x', e'\\'; c)",
                  {R"(select E'it\'s; x', e'\\')", "c"}},
        SplitCase{"WordThatEndsInE", R"(select type'x\'; c)", {R"(select type'x\')", "c"}},
        SplitCase{"PlainStringsKeepBackslashes", R"(select 'x\'; c)", {R"(select 'x\')", "c"}},
        SplitCase{"EscapesGoOnBehindALineEnd",
                  "select E'a' -- b\n  '\\';'; c",
                  {"select E'a' -- b\n  '\\';'", "c"}},
        SplitCase{"OtherLiterals",
                  "select U&'d;', B'0;', X'1;', N'a;'; c",
                  {"select U&'d;', B'0;', X'1;', N'a;'", "c"}}),
    [](const auto& test) { return test.param.name; });

INSTANTIATE_TEST_SUITE_P(
    Comments, PostgresText,
    testing::Values(SplitCase{"LineComment", "a -- b; c\n; d", {"a", "d"}},
                    SplitCase{"BlockComment", "a /* b; c */ e; d", {"a /* b; c */ e", "d"}},
                    SplitCase{"NestedComment", "a /* /* */ ; */ e; d", {"a /* /* */ ; */ e", "d"}},
                    SplitCase{"LoneReturnEndsAComment", "a -- b\r; c", {"a", "c"}},
                    SplitCase{"BackslashAtTheEndOfAComment", "-- x\\\na; b", {"a", "b"}},
                    SplitCase{"OperatorsAreNoComments",
                              "select a #> b, c #>> d, e @> f, g ? h, i::j; k",
                              {"select a #> b, c #>> d, e @> f, g ? h, i::j", "k"}},
                    SplitCase{"OnlyComments", "-- a;\n/* b; */", {}}, SplitCase{"Nothing", "", {}},
                    SplitCase{"OnlySpace", " \n\t\r\n", {}},
                    SplitCase{"EmptyStatements", ";; a;;\n;", {"a"}},
                    SplitCase{"NoFinalSemicolon", "a; b", {"a", "b"}},
                    SplitCase{"TwoOnALine", "a;b;", {"a", "b"}},
                    SplitCase{"ByteOrderMark",
                              "\xEF\xBB\xBF"
                              "a; b",
                              {"a", "b"}},
                    SplitCase{"CarriageReturns", "a\r\nb;\r\nc;\r\n", {"a\r\nb", "c"}},
                    SplitCase{"NulByte", std::string("a \0; b", 6), {std::string("a \0", 3), "b"}}),
    [](const auto& test) { return test.param.name; });

INSTANTIATE_TEST_SUITE_P(
    Bodies, PostgresText,
    testing::Values(
        SplitCase{"AtomicBody",
                  "create function f() returns int begin atomic select 1; select case when a then "
                  "1 end; end; c",
                  {"create function f() returns int begin atomic select 1; select case when a then "
                   "1 end; end",
                   "c"}},
        SplitCase{"EndAsAName",
                  "create function f() begin atomic select 1 as end, a.case; end; c",
                  {"create function f() begin atomic select 1 as end, a.case; end", "c"}},
        SplitCase{"TransactionIsNoBody", "begin; a; end; b", {"begin", "a", "end", "b"}},
        SplitCase{"RuleWithParentheses",
                  "create rule r as on insert to t do also (a; b); c",
                  {"create rule r as on insert to t do also (a; b)", "c"}},
        SplitCase{"ParenthesisTooMany", "a); b", {"a)", "b"}},
        SplitCase{"SchemaWithElements",
                  "create schema s create table t (a int); c",
                  {"create schema s create table t (a int)", "c"}},
        SplitCase{"BodyInAString",
                  "create procedure p() language plpgsql as 'begin a; end'; c",
                  {"create procedure p() language plpgsql as 'begin a; end'", "c"}}),
    [](const auto& test) { return test.param.name; });

INSTANTIATE_TEST_SUITE_P(
    Clients, PostgresText,
    testing::Values(
        SplitCase{"CopyRows",
                  "copy t (a) from stdin;\n1;\n'\n\\N\n\\.\n\na;",
                  {"copy t (a) from stdin", "rows: 1;\n'\n\\N\n", "a"}},
        SplitCase{"CopyRowsWithReturns",
                  "COPY t FROM stdin WITH (FORMAT csv);\r\n1\r\n\\.\r\na",
                  {"COPY t FROM stdin WITH (FORMAT csv)", "rows: 1\r\n", "a"}},
        SplitCase{"CopyNoRows", "copy t from stdin; -- none\n\\.\na", {"copy t from stdin", "a"}},
        SplitCase{"CopyAtTheEnd", "copy t from stdin;\n", {"copy t from stdin"}},
        SplitCase{"CopyOfAQuery",
                  "copy (select * from stdin) to stdout; a",
                  {"copy (select * from stdin) to stdout", "a"}},
        SplitCase{"CopyFromAFile", "copy t from 'stdin'; a", {"copy t from 'stdin'", "a"}},
        SplitCase{"ClientCopy",
                  "\\copy t from stdin\n1;2\n\\.\na",
                  {"client: \\copy t from stdin", "rows: 1;2\n", "a"}},
        SplitCase{"ClientCopyOfAFile",
                  "\\copy t from 'x.csv'\na",
                  {"client: \\copy t from 'x.csv'", "a"}},
        SplitCase{
            "Commands",
            "\\connect shop\n  \\set a 'it''s;' \r\nb; \\i c.sql\nd",
            {"client: \\connect shop", "client: \\set a 'it''s;'", "b", "client: \\i c.sql", "d"}},
        SplitCase{
            "CommandThatSends", "select 'a' \\gexec\nb", {"select 'a'", "client: \\gexec", "b"}},
        SplitCase{"BackslashInAStatement", "select \\ 1; b", {"select \\ 1", "b"}}),
    [](const auto& test) { return test.param.name; });

class SqliteText : public testing::TestWithParam<SplitCase> {};

TEST_P(SqliteText, IsCutIntoStatements) {
    EXPECT_EQ(texts(GetParam().text, kSqlite), GetParam().statements);
}

INSTANTIATE_TEST_SUITE_P(
    All, SqliteText,
    testing::Values(
        SplitCase{"Trigger",
                  "create trigger t after insert on a begin b; c; end; d",
                  {"create trigger t after insert on a begin b; c; end", "d"}},
        SplitCase{"TemporaryTrigger",
                  "create temp trigger t after insert on a begin b; end; d",
                  {"create temp trigger t after insert on a begin b; end", "d"}},
        SplitCase{"ExplainedTrigger",
                  "explain query plan create trigger t on a begin b; end; d",
                  {"explain query plan create trigger t on a begin b; end", "d"}},
        SplitCase{"CaseInATrigger",
                  "create trigger t on a begin select case when x then 1 end; end; d",
                  {"create trigger t on a begin select case when x then 1 end; end", "d"}},
        SplitCase{"CommentsInATrigger",
                  "create /* a */ trigger t begin b; -- c;\nend -- d\n; e",
                  {"create /* a */ trigger t begin b; -- c;\nend", "e"}},
        SplitCase{"TriggerAtTheEnd",
                  "create trigger t on a begin b; end",
                  {"create trigger t on a begin b; end"}},
        SplitCase{"Transaction",
                  "begin; a; commit; begin transaction; end; b",
                  {"begin", "a", "commit", "begin transaction", "end", "b"}},
        SplitCase{
            "Names", "select [a;b], `c;d`, \"e;f\"; g", {"select [a;b], `c;d`, \"e;f\"", "g"}},
        SplitCase{"DotCommands",
                  ".read x.sql\n  .mode csv\na;\nselect b\n.c; d",
                  {"client: .read x.sql", "client: .mode csv", "a", "select b\n.c", "d"}},
        SplitCase{"DollarIsNoQuote", "select $a; b; $a$", {"select $a", "b", "$a$"}},
        SplitCase{"CommentsDoNotNest", "a /* /* */ ; b", {"a", "b"}},
        SplitCase{"ParenthesesHoldNothing", "select (a; b", {"select (a", "b"}}),
    [](const auto& test) { return test.param.name; });

struct OpenCase {
    const char* name;
    const char* text;
    const char* message;
    Syntax syntax = kPostgres;
};

class TextWithoutEnd : public testing::TestWithParam<OpenCase> {};

TEST_P(TextWithoutEnd, IsToldWithThePlaceOfItsBeginning) {
    EXPECT_EQ(message_of(script(GetParam().text), GetParam().syntax), GetParam().message);
}

INSTANTIATE_TEST_SUITE_P(
    All, TextWithoutEnd,
    testing::Values(
        OpenCase{"String", "a;\n  'b;\nc",
                 "a.sql:2:3: a string without end; expected another single quote"},
        OpenCase{"EscapeString", "E'b\\'",
                 "a.sql:1:1: a string without end; expected another single quote"},
        OpenCase{"DollarQuote", "é $f$ b; $g$", "a.sql:1:3: a string without end; expected '$f$'"},
        OpenCase{"PlainDollarQuote", "$$ b", "a.sql:1:1: a string without end; expected '$$'"},
        OpenCase{"Name", "a \"b", "a.sql:1:3: a quoted name without end; expected \""},
        OpenCase{"BracketName", "a [b", "a.sql:1:3: a quoted name without end; expected ]",
                 kSqlite},
        OpenCase{"Comment", "a /* /* */", "a.sql:1:3: a comment without end; expected '*/'"},
        OpenCase{"AtomicBody", "create function f()\nbegin atomic select 1; c",
                 "a.sql:2:1: BEGIN ATOMIC without its END"},
        OpenCase{"Trigger", "create trigger t on a\n begin b; c",
                 "a.sql:2:2: the body of a trigger without its END", kSqlite},
        OpenCase{"CopyRows", "copy t from stdin;\n1\n2\n",
                 "a.sql:2:1: rows of COPY without end; expected a line '\\.' below them"},
        OpenCase{"SqlBehindCopy", "copy t from stdin; select 1;\n1\n\\.\n",
                 "a.sql:1:20: text behind 'COPY … FROM stdin;', whose rows begin on the next line; "
                 "move it below them"}),
    [](const auto& test) { return test.param.name; });

TEST(SplitStatements, TellsWhereStatementsStand) {
    Script file = script("-- é\n select 1;\r\n\tselect é, 2; b");
    file.start = {.line = 10, .column = 5};

    const std::vector<Statement> statements = split_statements(file, kPostgres);

    ASSERT_EQ(statements.size(), 3U);
    EXPECT_EQ(statements[0].position, (Position{.line = 11, .column = 2}));
    EXPECT_EQ(statements[0].offset, 7U);
    EXPECT_EQ(statements[1].position, (Position{.line = 12, .column = 2}));
    EXPECT_EQ(statements[2].position, (Position{.line = 12, .column = 15}));
    EXPECT_EQ(file.text.substr(statements[2].offset), "b");
}

TEST(SplitStatements, CountsFromWhereTheScriptBeginsInErrors) {
    Script file = script("a;\n'");
    file.start = {.line = 10, .column = 5};

    EXPECT_EQ(message_of(file, kPostgres),
              "a.sql:11:1: a string without end; expected another single quote");
}

TEST(SplitStatements, KeepsTheWordsAStatementBeginsWith) {
    const Script file = script("create Unique INDEX concurrently if not exists i on t (a); 'x'");

    const std::vector<Statement> statements = split_statements(file, kPostgres);

    ASSERT_EQ(statements.size(), 2U);
    EXPECT_EQ(statements[0].keywords, "CREATE UNIQUE INDEX CONCURRENTLY IF NOT");
    EXPECT_EQ(statements[1].keywords, "");
}

TEST(SplitStatements, GivesEachStatementTheCommentsAboveIt) {
    const Script file = script("-- one\n/* two */ a; -- three\nb /* inside */ c; -- last");

    const std::vector<Statement> statements = split_statements(file, kPostgres);

    ASSERT_EQ(statements.size(), 2U);
    const auto comments = [](const Statement& statement) {
        std::vector<std::string> words;
        for (const Token& comment : statement.comments) {
            words.push_back(comment_words(comment));
        }
        return words;
    };
    EXPECT_THAT(comments(statements[0]), ElementsAre("one", "two"));
    EXPECT_THAT(comments(statements[1]), ElementsAre("three"));
}

/// A text of pieces that have a meaning for one of the dialects.
std::string random_text(std::mt19937& random) {
    static const char* const kPieces[] = {
        "select 1",  ";",       ";",      " ",    "\n",         "'a;'",     "\"b;\"",  "$$c;$$",
        "$t$",       "-- d;\n", "/*e;*/", "(",    ")",          "begin",    "atomic",  "case",
        "end",       "\\gexec", ".read",  "copy", "from stdin", "\n\\.\n",  "create",  "trigger",
        "temp",      "E'\\''",  "é",      "[f;]", "`g;`",       "\r\n",     "explain", "\x80",
        "'unclosed", "/*",      "begin",  "\t",   "$1",         "function", "\\set x", "as"};
    std::string text;
    const std::size_t length = random() % 40;
    for (std::size_t i = 0; i < length; ++i) {
        text += kPieces[random() % std::size(kPieces)];
        text += random() % 2 == 0 ? " " : "";
    }
    return text;
}

/// Whether a gap before a statement, or behind the last, holds nothing but white space, comments
/// and `marks`.
bool is_gap(std::string_view gap, const Syntax& syntax, std::string_view marks) {
    for (const Token& token : tokenize(gap, syntax)) {
        const bool comment =
            token.kind == TokenKind::LineComment || token.kind == TokenKind::BlockComment;
        if (!comment && marks.find(token.text) == std::string_view::npos) {
            return false;
        }
    }
    return true;
}

TEST(SplitStatements, LosesNothingOfAnyText) {
    std::mt19937 random(1);
    for (int round = 0; round < 20000; ++round) {
        const Syntax& syntax = round % 2 == 0 ? kPostgres : kSqlite;
        const Script file = script(random_text(random));
        SCOPED_TRACE(file.text);
        if (message_of(file, syntax) != "no error") {
            continue;
        }
        std::size_t end = 0;
        for (const Statement& statement : split_statements(file, syntax)) {
            ASSERT_GE(statement.offset, end);
            ASSERT_FALSE(statement.text.empty());
            ASSERT_EQ(statement.text.data(), file.text.data() + statement.offset);
            ASSERT_EQ(statement.position, position_at(file.text, statement.offset));
            ASSERT_TRUE(is_gap(std::string_view(file.text).substr(end, statement.offset - end),
                               syntax, ";\\."));
            end = statement.offset + statement.text.size();
        }
        ASSERT_TRUE(is_gap(std::string_view(file.text).substr(end), syntax, ";\\."));
    }
}

/// The ends of the statements of `text` by SQLite's own judgement: every semicolon up to which the
/// text since the last end is complete.
std::size_t count_complete(const std::string& text) {
    std::size_t count = 0;
    std::string part;
    for (const char c : text) {
        part += c;
        if (c == ';' && sqlite3_complete(part.c_str()) == 1) {
            count += is_gap(part, kSqlite, ";") ? 0 : 1;
            part.clear();
        }
    }
    return count + (is_gap(part, kSqlite, ";") ? 0 : 1);
}

TEST(SplitStatements, AgreesWithSqliteOnWhatIsComplete) {
    constexpr Syntax kShell{.backtick_names = true, .bracket_names = true, .trigger_bodies = true};
    std::mt19937 random(2);
    int compared = 0;
    for (int round = 0; round < 20000; ++round) {
        const Script file = script(random_text(random));
        if (message_of(file, kShell) == "no error") {
            SCOPED_TRACE(file.text);
            ASSERT_EQ(split_statements(file, kShell).size(), count_complete(file.text));
            ++compared;
        }
    }
    EXPECT_GT(compared, 1000);
}

TEST(SplitStatements, TakesWhatASchemaDumpHolds) {
    EXPECT_THAT(
        texts("-- PostgreSQL database dump\n\\restrict abc\n\nSET statement_timeout = 0;\n"
              "SELECT pg_catalog.set_config('search_path', '', false);\n\n"
              "CREATE FUNCTION public.f() RETURNS trigger\n    LANGUAGE plpgsql\n    AS $$\n"
              "BEGIN\n  RETURN NEW;\nEND;\n$$;\n\n"
              "COPY public.t (id) FROM stdin;\n1\n\\.\n\n\\unrestrict abc\n",
              kPostgres),
        ElementsAre("client: \\restrict abc", "SET statement_timeout = 0",
                    "SELECT pg_catalog.set_config('search_path', '', false)",
                    "CREATE FUNCTION public.f() RETURNS trigger\n    LANGUAGE plpgsql\n    "
                    "AS $$\nBEGIN\n  RETURN NEW;\nEND;\n$$",
                    "COPY public.t (id) FROM stdin", "rows: 1\n", "client: \\unrestrict abc"));
}

/// Seconds that cutting `text` takes.
double seconds_for(const std::string& text) {
    const Script file = script(text);
    const auto begin = std::chrono::steady_clock::now();
    split_statements(file, kPostgres);
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

std::string repeated(const std::string& piece, std::size_t bytes) {
    std::string text;
    while (text.size() < bytes) {
        text += piece;
    }
    return text;
}

struct LongCase {
    const char* name;
    const char* piece;
};

class LongText : public testing::TestWithParam<LongCase> {};

// A cost that grows with the square would make the longer text at least 64 times dearer.
TEST_P(LongText, CostsTimeInProportion) {
    constexpr std::size_t kShort = 20'000;
    const double brief = seconds_for(repeated(GetParam().piece, kShort));
    const double full = seconds_for(repeated(GetParam().piece, 8 * kShort));

    EXPECT_LT(full, 32 * brief + 0.05);
}

INSTANTIATE_TEST_SUITE_P(
    All, LongText,
    testing::Values(LongCase{"Statements", "select 1;\n"}, LongCase{"OneLine", "(1, 'a;b'), "},
                    LongCase{"DollarSigns", "$a "}, LongCase{"Comments", "-- a;\n"},
                    LongCase{"EscapeStrings", "E'a' -- b\n"}, LongCase{"Parentheses", "("},
                    LongCase{"Commands", "\\set a b\n"}, LongCase{"Semicolons", ";"},
                    LongCase{"Copies", "copy t from stdin;\n1\n\\.\n"}),
    [](const auto& test) { return test.param.name; });

TEST(SplitStatements, NeverFailsOtherwiseOnAnyBytes) {
    std::mt19937 random(3);
    for (int round = 0; round < 5000; ++round) {
        std::string text;
        for (std::size_t i = random() % 60; i > 0; --i) {
            text += static_cast<char>(random() % 256);
        }
        message_of(script(text), kPostgres);
        message_of(script(text), kSqlite);
    }
    EXPECT_THAT(texts("\\", kSqlite), ElementsAre("\\"));
    EXPECT_THAT(texts("$", kPostgres), ElementsAre("$"));
    EXPECT_THAT(texts("--", kPostgres), IsEmpty());
}

}  // namespace
}  // namespace erdmark::sql
