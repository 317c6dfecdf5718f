#include "dialect/postgres/server_options.h"

#include <gtest/gtest.h>

namespace erdmark::dialect::postgres {
namespace {

TEST(ServerOptionText, IsWrittenAsInTheStatement) {
    EXPECT_EQ(server_option_text("schema_name=public"), "schema_name 'public'");
    EXPECT_EQ(server_option_text("filename=/srv/it's.csv"), "filename '/srv/it''s.csv'");
    EXPECT_EQ(server_option_text("query=a=b"), "query 'a=b'");
    EXPECT_EQ(server_option_text("Odd Name=1"), "\"Odd Name\" '1'");
    EXPECT_EQ(server_option_text("flag"), "flag ''");
}

TEST(ServerOptionText, HidesWhatMayBeSecret) {
    EXPECT_EQ(server_option_text("password=hunter2"), "password '***'");
    EXPECT_EQ(server_option_text("Secret_Key=hunter2"), "\"Secret_Key\" '***'");
    EXPECT_EQ(server_option_text("auth_token=hunter2"), "auth_token '***'");
    EXPECT_EQ(server_option_text("pwd=hunter2"), "pwd '***'");
}

}  // namespace
}  // namespace erdmark::dialect::postgres
