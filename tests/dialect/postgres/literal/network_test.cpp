#include <gtest/gtest.h>

#include "dialect/postgres/literal/literal_rows.h"

namespace erdmark::dialect::postgres {
namespace {

TEST(LiteralNetwork, IsPrintedAsTheServerDoes) {
    expect_outputs({
        {"inet", "192.168.1.1/32", "192.168.1.1"},
        {"inet", "192.168.1.1/24", "192.168.1.1/24"},
        {"inet", "192.168.1.1", "192.168.1.1"},
        {"inet", "::1", "::1"},
        {"inet", "2001:DB8::1/128", "2001:db8::1"},
        {"inet", "2001:db8:0:0:0:0:0:1/64", "2001:db8::1/64"},
        {"inet", "::ffff:1.2.3.4", "::ffff:1.2.3.4"},
        {"inet", "10/8", "10.0.0.0/8"},
        {"cidr", "10/8", "10.0.0.0/8"},
        {"cidr", "192.168.1.0/24", "192.168.1.0/24"},
        {"cidr", "10.0.0.1", "10.0.0.1/32"},
        {"cidr", "::/0", "::/0"},
        {"cidr", "2001:DB8::/32", "2001:db8::/32"},
        {"cidr", "0.0.0.0/0", "0.0.0.0/0"},
        {"macaddr", "08-00-2B-01-02-03", "08:00:2b:01:02:03"},
        {"macaddr", "08002b:010203", "08:00:2b:01:02:03"},
        {"macaddr", "0800.2b01.0203", "08:00:2b:01:02:03"},
        {"macaddr", "08002b010203", "08:00:2b:01:02:03"},
        {"macaddr", "8:0:2b:1:2:3", "08:00:2b:01:02:03"},
        {"inet", "::FFFF", "::ffff"},
    });
}

TEST(LiteralNetwork, ThatIsNotUnderstoodStays) {
    expect_nothing("inet", {"10.1", "", "1.2.3", "1.2.3.4.5", "256.1.1.1", "1.2.3.4/33", "::1/129",
                            "1.2.3.04"});
    expect_nothing("cidr", {"10.1", "192.168.1", "192.168.1.1/24"});
    expect_nothing("macaddr", {"08-002b-010203", "08:00:2b:01:02", "08.00.2b.01.02.03",
                               "08:00:2b:01:02:0g", "0800:2b01:0203"});
}

}  // namespace
}  // namespace erdmark::dialect::postgres
