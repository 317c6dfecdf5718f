#include "dialect/key_value_text.h"

#include <gtest/gtest.h>

namespace erdmark::dialect {
namespace {

TEST(KeyValueText, IsToldFromPathsAndUrls) {
    struct Row {
        const char* text;
        bool is_key_values;
    };
    const Row rows[] = {{"host=db dbname=shop", true}, {" dbname = shop", true},
                        {"service=prod", true},        {"sslmode=require", true},
                        {"hosts=db", false},           {"host", false},
                        {"host db=x", false},          {"host=", true},
                        {"x host=db", false},          {"Host=db", false},
                        {"sqlite:host=db", false},     {"", false},
                        {"migrations", false}};
    for (const Row& row : rows) {
        SCOPED_TRACE(row.text);
        EXPECT_EQ(is_key_value_text(row.text), row.is_key_values);
    }
}

TEST(KeyValueText, NeverShowsWhatMayBeSecret) {
    struct Row {
        const char* text;
        const char* shown;
    };
    const Row rows[] = {
        {"host=db password=secret dbname=shop", "host=db password=*** dbname=shop"},
        {"password='a b\\'c' host=db", "password=*** host=db"},
        {"password=a\\ b host=db", "password=*** host=db"},
        {"host=db password = 'x' port=1", "host=db password=*** port=1"},
        {"host=db password=two words", "host=db password=*** ***"},
        {"host=db password=two w=ords port=1", "host=db password=*** w=*** port=1"},
        {"host=db password='never closed port=1", "host=db password=***"},
        {"host=db password=ends\\", "host=db password=***"},
        {"host=db sslpassword=x passfile=y", "host=db sslpassword=*** passfile=***"},
        {"host='a b' options='-c x=y'", "host='a b' options='-c x=y'"},
        {"host= password=secret", "host=***"},
    };
    for (const Row& row : rows) {
        SCOPED_TRACE(row.text);
        EXPECT_EQ(redacted_key_values(row.text), row.shown);
    }
}

TEST(SecretName, IsFoundInsideOthers) {
    EXPECT_TRUE(is_secret_name("sslPassword"));
    EXPECT_TRUE(is_secret_name("api_key"));
    EXPECT_FALSE(is_secret_name("host"));
}

}  // namespace
}  // namespace erdmark::dialect
