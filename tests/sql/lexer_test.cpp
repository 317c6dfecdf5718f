#include "sql/lexer.h"

#include <gtest/gtest.h>

namespace erdmark::sql {
namespace {

constexpr Syntax kEverything{.backtick_names = true, .bracket_names = true};

std::vector<std::string> texts(std::string_view sql, const Syntax& syntax = kEverything) {
    std::vector<std::string> result;
    for (const Token& token : tokenize(sql, syntax)) {
        result.emplace_back(token.text);
    }
    return result;
}

struct LexerCase {
    const char* name;
    const char* sql;
    std::vector<std::string> tokens;
};

TEST(Tokenize, CutsTextIntoTokens) {
    const LexerCase cases[] = {
        {"words", "CREATE TABLE größe_1$", {"CREATE", "TABLE", "größe_1$"}},
        {"strings", "'it''s' ''''", {"'it''s'", "''''"}},
        {"blob", "x'0a' X'FF'", {"x'0a'", "X'FF'"}},
        {"quoted names", R"("a""b" `c``d` [e f])", {R"("a""b")", "`c``d`", "[e f]"}},
        {"numbers", "1 2.5 .5 1e-3 0xFF 3.", {"1", "2.5", ".5", "1e-3", "0xFF", "3."}},
        {"operators", "a||b<=c->>d(", {"a", "||", "b", "<=", "c", "->>", "d", "("}},
        {"line comment", "a -- b 'c\nd", {"a", "-- b 'c", "d"}},
        {"block comment", "a/* -- ' */b", {"a", "/* -- ' */", "b"}},
        {"open string", "a 'b\nc", {"a", "'b\nc"}},
        {"open comment", "a /* b", {"a", "/* b"}},
        {"open bracket", "[a", {"[a"}},
        {"nothing", " \t\r\n", {}},
        {"minus is no comment", "a - -b", {"a", "-", "-", "b"}},
    };
    for (const LexerCase& each : cases) {
        SCOPED_TRACE(each.name);
        EXPECT_EQ(texts(each.sql), each.tokens);
    }
}

TEST(Tokenize, FollowsTheSyntax) {
    EXPECT_EQ(texts("[a]", {}), (std::vector<std::string>{"[", "a", "]"}));
    EXPECT_EQ(texts("/* /* */ */ a", {.nested_comments = true}),
              (std::vector<std::string>{"/* /* */ */", "a"}));
}

TEST(Tokenize, TellsWhereTokensStand) {
    const std::vector<Token> tokens = tokenize("é  b", kEverything);

    EXPECT_EQ(tokens[1].offset, 4U);
    EXPECT_EQ(tokens[1].kind, TokenKind::Word);
}

TEST(IdentifierName, TakesQuotesAway) {
    const std::vector<Token> tokens = tokenize(R"(a "b""c" `d``e` [f] 'g''h')", kEverything);
    const char* names[] = {"a", "b\"c", "d`e", "f", "g'h"};
    for (std::size_t index = 0; index < tokens.size(); ++index) {
        EXPECT_EQ(identifier_name(tokens[index]), names[index]);
    }
}

TEST(IsKeyword, LooksAtBareWordsInAnyCase) {
    const std::vector<Token> tokens = tokenize("Check \"check\" checks", kEverything);

    EXPECT_TRUE(is_keyword(tokens[0], "CHECK"));
    EXPECT_FALSE(is_keyword(tokens[1], "CHECK"));
    EXPECT_FALSE(is_keyword(tokens[2], "CHECK"));
}

struct CommentCase {
    const char* comment;
    const char* words;
};

TEST(CommentWords, LeavesTheMarksOut) {
    const CommentCase cases[] = {
        {"-- some   words ", "some words"},
        {"--words", "words"},
        {"-- -------", ""},
        {"-- ===== Users =====", "Users"},
        {"/* one */", "one"},
        {"/* one\n * two\n */", "one two"},
        {"/** doc */", "doc"},
        {"--", ""},
        {"/*", ""},
        {"-- a - b * c", "a - b * c"},
    };
    for (const CommentCase& each : cases) {
        SCOPED_TRACE(each.comment);
        EXPECT_EQ(comment_words(tokenize(each.comment, kEverything).front()), each.words);
    }
}

}  // namespace
}  // namespace erdmark::sql
