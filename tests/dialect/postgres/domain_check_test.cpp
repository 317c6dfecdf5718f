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

TEST(CanonicalDomainCheck, GivesItsOwnResultBack) {
    EXPECT_EQ(canonical_domain_check("VALUE > 0", "numeric(10,2)"), "VALUE > 0");
}

}  // namespace
}  // namespace erdmark::dialect::postgres
