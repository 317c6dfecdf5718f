#include "sql/definition_comments.h"

#include <gtest/gtest.h>

namespace erdmark::sql {
namespace {

struct CommentCase {
    const char* name;
    const char* sql;
    std::string table;
    std::vector<std::string> items;
};

TEST(ReadDefinitionComments, FindsWhatEachCommentSpeaksOf) {
    const CommentCase cases[] = {
        {"behind the comma", "CREATE TABLE t (a, -- one\n b -- two\n)", "", {"one", "two"}},
        {"before a leading comma", "CREATE TABLE t (a -- one\n, b -- two\n)", "", {"one", "two"}},
        {"above", "CREATE TABLE t (\n-- one\na,\n-- two\n-- more\nb)", "", {"one", "two more"}},
        {"above a leading comma", "CREATE TABLE t (a\n-- two\n, b)", "", {"", "two"}},
        {"beside wins over above", "CREATE TABLE t (\n-- above\na -- beside\n)", "", {"beside"}},
        {"a blank line parts", "CREATE TABLE t (\n-- heading\n\n-- one\na)", "", {"one"}},
        {"rulers say nothing", "CREATE TABLE t (\n-- ------\na, -- =====\n b)", "", {"", ""}},
        {"aligned lines go on",
         "CREATE TABLE t (\n  a, -- one\n     -- more\n  b)",
         "",
         {"one more", ""}},
        {"other lines do not", "CREATE TABLE t (\n  a, -- one\n  -- two\n  b)", "", {"one", "two"}},
        {"blocks stand before",
         "CREATE TABLE t (a, /* two */ b, /* three */ c)",
         "",
         {"", "two", "three"}},
        {"within a definition",
         "CREATE TABLE t (a INT -- one\n -- more\n NOT NULL)",
         "",
         {"one more"}},
        {"parentheses hide", "CREATE TABLE t (a CHECK (a /* no */ > 0), b)", "", {"", ""}},
        {"the last one is cut off", "CREATE TABLE t (a\n-- dangling\n)", "", {""}},
        {"of the table",
         "CREATE TABLE t -- the table\n( -- and more\n a)",
         "the table and more",
         {""}},
        {"not of the table", "CREATE TABLE t ( /* one */ a) -- after", "", {"one"}},
        {"constraints have none",
         "CREATE TABLE t (a, -- one\n-- why\nCHECK (a), -- behind\nb)",
         "",
         {"one", "behind", ""}},
        {"a swallowed comma",
         "CREATE TABLE t (a, b TEXT -- remark,\n CHECK (a))",
         "",
         {"", "remark"}},
        {"line ends of Windows", "CREATE TABLE t (a, -- one\r\n-- two\r\nb)", "", {"one", "two"}},
    };
    for (const CommentCase& each : cases) {
        SCOPED_TRACE(each.name);
        const DefinitionComments comments = read_definition_comments(tokenize(each.sql, {}));
        EXPECT_EQ(comments.table, each.table);
        EXPECT_EQ(comments.items, each.items);
    }
}

}  // namespace
}  // namespace erdmark::sql
