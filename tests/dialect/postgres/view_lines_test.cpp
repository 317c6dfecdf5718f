#include "dialect/postgres/view_lines.h"

#include <gtest/gtest.h>

namespace erdmark {
namespace {

using dialect::postgres::Lines;

TEST(ViewLines, AListStaysInOneLineWhenThereIsRoom) {
    EXPECT_EQ(dialect::postgres::list_lines("SELECT", {{"a"}, {"b"}}), Lines{"SELECT a, b"});
    EXPECT_EQ(dialect::postgres::list_lines("SELECT", {}), Lines{"SELECT"});
    EXPECT_EQ(dialect::postgres::list_lines("SELECT", {{"a"}, {"(", "    b", ")"}}),
              (Lines{"SELECT", "    a,", "    (", "        b", "    )"}));
    const std::string longest(40, 'x');
    EXPECT_EQ(dialect::postgres::list_lines("SELECT", {{longest}, {longest}}),
              (Lines{"SELECT", "    " + longest + ",", "    " + longest}));
}

TEST(ViewLines, AttachPutsTheFirstLineBehindTheLast) {
    Lines lines{"FROM "};
    dialect::postgres::attach(lines, {"(", ") t"});
    EXPECT_EQ(lines, (Lines{"FROM (", ") t"}));

    Lines none;
    dialect::postgres::attach(none, {"a"});
    EXPECT_EQ(none, Lines{"a"});
}

TEST(ViewLines, LineEndsInsideOfStringsStay) {
    EXPECT_EQ(dialect::postgres::indented({"'a\nb'"}), Lines{"    'a\nb'"});
    EXPECT_EQ(dialect::postgres::in_one_line({"(", "    'a\n  b'", ")"}), "( 'a\n  b' )");
}

}  // namespace
}  // namespace erdmark
