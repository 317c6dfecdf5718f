#include <gtest/gtest.h>

#include "dialect/postgres/literal/literal_rows.h"

namespace erdmark::dialect::postgres {
namespace {

TEST(LiteralBits, IsPrintedAsTheServerDoes) {
    expect_outputs({
        {"uuid", "A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11", "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11"},
        {"uuid", "{a0eebc999c0b4ef8bb6d6bb9bd380a11}", "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11"},
        {"uuid", "a0ee-bc99-9c0b-4ef8-bb6d-6bb9-bd38-0a11", "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11"},
        {"bytea", R"(\xDEADbeef)", R"(\xdeadbeef)"},
        {"bytea", R"(\x de ad)", R"(\xdead)"},
        {"bytea", "", R"(\x)"},
        {"bytea", "abc", R"(\x616263)"},
        {"bytea", R"(a\000b\\c\101)", R"(\x6100625c6341)"},
        {"bit varying", "101", "101"},
    });
}

TEST(LiteralBits, ThatIsNotUnderstoodStays) {
    expect_nothing("uuid",
                   {" a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11", "", "a0eebc99",
                    "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a1g", "a-0eebc999c0b4ef8bb6d6bb9bd380a11",
                    " a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11"});
    expect_nothing("bytea", {R"(\x1)", R"(\xzz)", R"(a\b)", R"(\400)"});
    expect_nothing("bit varying", {"102", "xg"});
}

}  // namespace
}  // namespace erdmark::dialect::postgres
