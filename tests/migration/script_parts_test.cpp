#include "migration/script_parts.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/error.h"

namespace erdmark::migration {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::string> comments_in(std::string_view text) {
    std::vector<std::string> comments;
    for (const CommentLine& line : comment_lines(text)) {
        comments.emplace_back((line.indented ? "> " : "") + std::string(line.text));
    }
    return comments;
}

TEST(CommentLines, AreLinesThatBeginWithDashes) {
    EXPECT_THAT(comments_in("-- a  \r\n  --b\nselect 1; -- c\n/* x */ -- d\n--"),
                ElementsAre("-- a", "> --b", "--"));
}

TEST(CommentLines, AreOutsideOfOtherTokens) {
    EXPECT_THAT(
        comments_in("select '\n-- a\n';\n/*\n-- b\n*/ $$\n-- c\n$$ $x$\n-- d\n$x$ E'\\'\n-- e\n'"),
        IsEmpty());
}

TEST(CommentLines, AreFoundByLinesWhereATokenHasNoEnd) {
    EXPECT_THAT(comments_in("# it's\n-- a\r  -- b\nx -- c\n"), ElementsAre("-- a", "> -- b"));
}

TEST(CommentLines, TellWhereTheNextLineBegins) {
    const std::vector<CommentLine> lines = comment_lines("-- a\r\n-- b\r-- c");

    ASSERT_EQ(lines.size(), 3U);
    EXPECT_EQ(lines[0].next, 6U);
    EXPECT_EQ(lines[1].next, 11U);
    EXPECT_EQ(lines[2].next, 15U);
}

const sql::Script kFile{.file = "a.sql", .text = "one\ntwo\r\nthree\nfour"};

TEST(PartOf, KeepsThePlace) {
    const sql::Script part = part_of(kFile, {5, 14});

    EXPECT_EQ(part.file, "a.sql");
    EXPECT_EQ(part.text, "wo\r\nthree");
    EXPECT_EQ(part.start, (Position{.line = 2, .column = 2}));
}

TEST(PartsOf, LeavesTheLineEndsOfWhatIsBetween) {
    const Range ranges[] = {{0, 4}, {9, 15}, {15, 19}};

    EXPECT_EQ(parts_of(kFile, ranges).text, "one\n\r\nthree\nfour");
    EXPECT_EQ(parts_of(kFile, {}).text, "");
    EXPECT_EQ(parts_of(kFile, {}).start, (Position{.line = 4, .column = 5}));
}

TEST(RefuseSqlBefore, AllowsComments) {
    refuse_sql_before({.file = "a.sql", .text = "-- a\n/* b */ c"}, 13);
    try {
        refuse_sql_before({.file = "a.sql", .text = "-- a\n/* b */ c"}, 14);
        FAIL() << "no error";
    } catch (const Error& error) {
        EXPECT_STREQ(error.what(),
                     "a.sql:2:9: SQL before the first section; move it below the line that begins "
                     "the up section");
    }
}

}  // namespace
}  // namespace erdmark::migration
