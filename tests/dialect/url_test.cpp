#include "dialect/url.h"

#include <gtest/gtest.h>

#include "base/error.h"

namespace erdmark::dialect {
namespace {

TEST(Url, HasASchemeWithoutItsDriver) {
    EXPECT_EQ(Url::parse("SQLite+aiosqlite:///x.db").scheme(), "sqlite");
    EXPECT_EQ(Url::parse("sqlite:x.db").rest(), "x.db");
    EXPECT_EQ(Url::parse("host=db dbname=shop").scheme(), "postgresql");
    EXPECT_EQ(Url::parse("host=db dbname=shop").rest(), "host=db dbname=shop");
}

TEST(Url, WithoutASchemeIsRefused) {
    for (const char* text : {"", "x.db", ":x", "1a:x", "a b:x"}) {
        SCOPED_TRACE(text);
        EXPECT_THROW(Url::parse(text), Error);
    }
}

struct LookCase {
    const char* text;
    bool is_url;
};

TEST(Url, IsToldFromAPath) {
    const LookCase cases[] = {{"sqlite:x.db", true}, {"postgres://h/d", true},
                              {"C:\\x.db", false},   {"a/b.sql", false},
                              {"-", false},          {"", false},
                              {"dbname=shop", true}, {"name=shop", false}};
    for (const LookCase& each : cases) {
        SCOPED_TRACE(each.text);
        EXPECT_EQ(Url::looks_like_url(each.text), each.is_url);
    }
}

struct RedactedCase {
    const char* url;
    const char* shown;
};

TEST(Url, NeverShowsAPassword) {
    const RedactedCase cases[] = {
        {"postgres://me:secret@host/db", "postgres://me:***@host/db"},
        {"postgres://me:se@cr:et@host/db", "postgres://me:***@host/db"},
        {"postgres://me@host/db", "postgres://me@host/db"},
        {"postgres://host/db?user=me&password=secret&x=1",
         "postgres://host/db?user=me&password=***&x=1"},
        {"mysql://host/db?sslkey=s&auth_token=t", "mysql://host/db?sslkey=s&auth_token=***"},
        {"sqlite:///app.db", "sqlite:///app.db"},
        {"postgres://me:pa%40secret@host/db", "postgres://me:***@host/db"},
        {"postgres://me:a/secret@host/db", "postgres://me:***@host/db"},
        {"postgres://me:a?secret#x@host/db", "postgres://me:***@host/db"},
        {"postgres://me@corp:secret@host/db", "postgres://me@corp:***@host/db"},
        {"postgres://me:12/secret?x@host/db", "postgres://me:***@host/db"},
        {"postgres://:secret@host/db", "postgres://:***@host/db"},
        {"postgres://me:secret@[::1]:5432/db", "postgres://me:***@[::1]:5432/db"},
        {"postgres://[::1]:5432/db?user=a@b", "postgres://[::1]:5432/db?user=a@b"},
        {"postgres://a:1,b:2/db?user=a@b", "postgres://a:1,b:2/db?user=a@b"},
        {"postgres://a:1,secret@b/db", "postgres://a:***@b/db"},
        {"postgres://host:5432/db?user=a@b", "postgres://host:5432/db?user=a@b"},
        {"postgres://host/db?pass%77ord=secret", "postgres://host/db?pass%77ord=***"},
        {"postgresql:host=db password='a secret\\'c' port=1", "host=db password=*** port=1"},
        {"host=db password=secret", "host=db password=***"},
        {"postgresql:/me:secret@host/db", "postgresql:/me:***@host/db"},
        {"me:secret@host/db", "me:***@host/db"},
        {"me:1/secret@host/db", "me:***@host/db"},
        {"sqlite:a@b.db", "sqlite:a@b.db"},
        {"sqlite:/a:1@b.db", "sqlite:/a:1@b.db"},
    };
    for (const RedactedCase& each : cases) {
        SCOPED_TRACE(each.url);
        const std::string shown = Url::parse(each.url).redacted();
        EXPECT_EQ(shown, each.shown);
        EXPECT_EQ(shown.find("secret"), std::string::npos);
    }
}

TEST(PercentDecode, LeavesWhatIsNoEscape) {
    EXPECT_EQ(percent_decode("a%20b%2Fc%2f"), "a b/c/");
    EXPECT_EQ(percent_decode("100%"), "100%");
    EXPECT_EQ(percent_decode("%zz%4"), "%zz%4");
}

}  // namespace
}  // namespace erdmark::dialect
