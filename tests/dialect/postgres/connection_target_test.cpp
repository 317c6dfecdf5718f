#include "dialect/postgres/connection_target.h"

#include <cstdlib>

#include <gtest/gtest.h>

#include "base/error.h"

namespace erdmark::dialect::postgres {
namespace {

constexpr const char* kTail = "fallback_application_name='erdmark'";

std::string parameters_of(const std::string& url) {
    return connection_target(Url::parse(url), {}).parameters;
}

TEST(ConnectionTarget, HoldsWhatTheUrlSays) {
    EXPECT_EQ(parameters_of("postgres://me:pw@db:5433/shop?connect_timeout=3&sslmode=require"),
              "user='me' password='pw' connect_timeout='3' dbname='shop' host='db' port='5433' "
              "client_encoding='UTF8' fallback_application_name='erdmark' sslmode='require'");
}

TEST(ConnectionTarget, TakesTheTimeoutThatTheEnvironmentGives) {
    EXPECT_NE(parameters_of("postgres:///shop").find("connect_timeout='10'"), std::string::npos);

    setenv("PGCONNECT_TIMEOUT", "4", 1);
    const std::string parameters = parameters_of("postgres:///shop");
    unsetenv("PGCONNECT_TIMEOUT");

    EXPECT_EQ(parameters.find("connect_timeout"), std::string::npos);
}

struct PartCase {
    const char* url;
    const char* part;
};

TEST(ConnectionTarget, ReadsWhatPeopleWrite) {
    const PartCase cases[] = {
        {"postgres://me:p@ss@db/shop", "password='p@ss'"},
        {"postgres://me:p@ss@db/shop", "host='db'"},
        {"postgres://me:a/b@db/shop", "password='a/b'"},
        {"postgres://me:a/b@db/shop", "dbname='shop'"},
        {"postgres://me:a?b=c@db/shop", "password='a?b=c'"},
        {"postgres://me:a#b@db/shop", "password='a#b'"},
        {"postgres://me:a:b@db/shop", "password='a:b'"},
        {"postgres://me:it's%5C@db/shop", "password='it\\'s\\\\'"},
        {"postgres://me:pa%40ss@db/shop", "password='pa@ss'"},
        {"postgres://me:100%@db/shop", "password='100%'"},
        {"postgres://me@corp:pw@db/shop", "user='me@corp'"},
        {"postgres://me:pw@db/shop?application_name=a@b", "application_name='a@b'"},
        {"postgres://db:5432/shop?user=a@b", "user='a@b'"},
        {"postgres://a,b:2/shop", "host='a,b'"},
        {"postgres://a:1,b:2/shop?user=a@b", "port='1,2'"},
        {"postgres://[::1]:7/shop", "host='::1'"},
        {"postgres://db/shop?ssl=require", "sslmode='require'"},
        {"postgres://db/shop?ssl=True", "sslmode='require'"},
        {"postgres://db/shop?ssl=false&port=1", "sslmode='disable'"},
        {"postgres://db/shop?ssl=verify-full", "sslmode='verify-full'"},
        {"postgresql:host=db password='a b\\'c'", "password='a b\\'c'"},
    };
    for (const PartCase& each : cases) {
        SCOPED_TRACE(each.url);
        const std::string parameters = parameters_of(each.url);
        EXPECT_NE(parameters.find(each.part), std::string::npos) << parameters;
        EXPECT_NE(parameters.find(kTail), std::string::npos) << parameters;
    }
}

struct RefusedCase {
    const char* name;
    const char* url;
    const char* words;
};

class RefusedTargets : public testing::TestWithParam<RefusedCase> {};

TEST_P(RefusedTargets, AreNamedWithoutTheirSecrets) {
    try {
        parameters_of(GetParam().url);
        FAIL() << "taken";
    } catch (const Error& error) {
        EXPECT_EQ(error.kind(), ErrorKind::Usage);
        EXPECT_STREQ(error.what(), GetParam().words);
    }
}

INSTANTIATE_TEST_SUITE_P(
    Cases, RefusedTargets,
    testing::Values(
        RefusedCase{"UnknownParameter", "postgres://me:pw@db/shop?prepared_statement_cache_size=0",
                    "postgres://me:***@db/shop?prepared_statement_cache_size=0: "
                    "'prepared_statement_cache_size' is no parameter of a PostgreSQL connection; "
                    "remove it"},
        RefusedCase{"MistypedParameter", "postgres://db/shop?sslmod=require",
                    "postgres://db/shop?sslmod=require: 'sslmod' is no parameter of a PostgreSQL "
                    "connection (did you mean 'sslmode'?); remove it"},
        RefusedCase{"UnknownKeyword", "host=db password=pw pool_size=3",
                    "host=db password=*** pool_size=***: 'pool_size' is no parameter of a "
                    "PostgreSQL connection; remove it"},
        RefusedCase{"NoValue", "postgres://db/shop?password=a&b",
                    "postgres://db/shop?password=***&b: has a parameter that is not NAME=VALUE; in "
                    "a value write & as %26 and = as %3D"},
        RefusedCase{"TwoValues", "postgres://db/shop?password=a=b",
                    "postgres://db/shop?password=***: has a parameter that is not NAME=VALUE; in a "
                    "value write & as %26 and = as %3D"},
        RefusedCase{"BadEscape", "postgres://db/shop?password=%zz",
                    "postgres://db/shop?password=***: has a '%' without two hexadecimal digits, or "
                    "%00; write % itself as %25"},
        RefusedCase{"BlanksInAValue", "host=db password=two words",
                    "host=db password=*** ***: is not made of NAME=VALUE; put a value with blanks "
                    "into '…', and write \\' and \\\\ for ' and \\ in it"},
        RefusedCase{"OpenQuote", "host=db password='two words",
                    "host=db password=***: is not made of NAME=VALUE; put a value with blanks into "
                    "'…', and write \\' and \\\\ for ' and \\ in it"},
        RefusedCase{"SwallowedKeyword", "port=1 host= password=secret",
                    "port=1 host=***: 'host' has no value; leave it out, or write ''"},
        RefusedCase{"OpenBracket", "postgres://[::1/shop",
                    "postgres://[::1/shop: is no PostgreSQL URL; expected "
                    "postgresql://USER:PASSWORD@HOST:PORT/DATABASE"},
        RefusedCase{"NoSlashes", "postgresql:shop",
                    "postgresql:shop: is no PostgreSQL URL; expected "
                    "postgresql://USER:PASSWORD@HOST:PORT/DATABASE"}),
    [](const auto& row) { return row.param.name; });

}  // namespace
}  // namespace erdmark::dialect::postgres
