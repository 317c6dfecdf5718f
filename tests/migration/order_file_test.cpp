#include "migration/order_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/error.h"

namespace erdmark::migration {
namespace {

using testing::ElementsAre;

std::vector<std::string> paths_in(const std::string& text) {
    std::vector<std::string> paths;
    for (const OrderedPath& line : read_order({.file = "order.txt", .text = text})) {
        paths.push_back(line.path);
    }
    return paths;
}

std::string message_of(const std::string& text) {
    try {
        paths_in(text);
    } catch (const Error& error) {
        EXPECT_EQ(error.kind(), ErrorKind::Input);
        return error.what();
    }
    return "no error";
}

TEST(ReadOrder, TakesOnePathALine) {
    EXPECT_THAT(paths_in("# first\nb.sql\r\n\n  a b.sql  # second\n\t# c.sql\nd#e.sql\nsub/"),
                ElementsAre("b.sql", "a b.sql", "d#e.sql", "sub/"));
}

TEST(ReadOrder, RefusesAPathThatComesTwice) {
    EXPECT_EQ(message_of("a.sql\n b.sql\n  a.sql\n"), "order.txt:3:3: 'a.sql' comes twice");
}

TEST(ReadOrder, RefusesAFileWithoutPaths) {
    EXPECT_EQ(message_of("# nothing\n"),
              "order.txt:1:1: names no file; expected the path of a migration on each line");
}

}  // namespace
}  // namespace erdmark::migration
