#include "cli/context.h"

#include <sstream>

#include <gtest/gtest.h>

namespace erdmark::cli {
namespace {

TEST(Messages, GoToTheErrorStreamWithTheirKind) {
    std::ostringstream out;
    std::ostringstream err;
    const Context context{out, err};

    warn(context, "careful");
    report_error(context, "broken");

    EXPECT_EQ(out.str(), "");
    EXPECT_EQ(err.str(), "warning: careful\nerror: broken\n");
}

TEST(Messages, AreColouredOnlyWhereAsked) {
    std::ostringstream out;
    std::ostringstream err;

    report_error({.out = out, .err = err, .colour_err = true}, "broken");

    EXPECT_EQ(err.str(), "\x1b[1;31merror:\x1b[0m broken\n");
}

TEST(Messages, CannotSteerTheTerminal) {
    std::ostringstream out;
    std::ostringstream err;

    warn({out, err}, "table '\x1b[2Jx' and \xE2\x80\xAE");

    EXPECT_EQ(err.str(), "warning: table '\\u{1B}[2Jx' and \\u{202E}\n");
}

}  // namespace
}  // namespace erdmark::cli
