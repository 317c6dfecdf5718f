#include "dialect/postgres/domain_check.h"

#include <gtest/gtest.h>

namespace erdmark::dialect::postgres {
namespace {

TEST(CanonicalDomainCheck, WritesValueInCapitalsAndKnowsItsType) {
    EXPECT_EQ(canonical_domain_check("((VALUE)::text ~ '@'::text)", "character varying(20)"),
              "VALUE ~ '@'");
    EXPECT_EQ(canonical_domain_check("(VALUE > (0)::numeric)", "numeric(10,2)"), "VALUE > 0");
    EXPECT_EQ(canonical_domain_check("(VALUE <> 'value'::text)", "text"), "VALUE <> 'value'");
}

TEST(CanonicalDomainCheck, LeavesOutTheCastsOfCitext) {
    EXPECT_EQ(canonical_domain_check("((VALUE)::citext ~* '^a'::citext)", "citext"),
              "VALUE ~* '^a'");
    EXPECT_EQ(canonical_domain_check("((VALUE)::citext <> 'a'::citext)", "citext"), "VALUE <> 'a'");
    EXPECT_EQ(canonical_domain_check("length(TRIM(BOTH FROM (VALUE)::text)) > 0", "citext"),
              "length(TRIM(BOTH FROM VALUE)) > 0");
    // The extension has a function of that name.
    EXPECT_EQ(canonical_domain_check("(strpos((VALUE)::text, '@'::text) > 0)", "citext"),
              "strpos(VALUE::text, '@') > 0");
}

TEST(CanonicalDomainCheck, GivesItsOwnResultBack) {
    EXPECT_EQ(canonical_domain_check("VALUE > 0", "numeric(10,2)"), "VALUE > 0");
}

}  // namespace
}  // namespace erdmark::dialect::postgres
