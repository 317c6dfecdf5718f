#include "dialect/postgres/view_system.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace erdmark {
namespace {

using dialect::postgres::SourceRelation;
using dialect::postgres::system_relation;
using dialect::postgres::system_type;

TEST(SystemRelation, TellsTheColumnsOfTheServersOwnTables) {
    const std::optional<SourceRelation> roles = system_relation("", "pg_namespace");
    ASSERT_TRUE(roles);
    EXPECT_EQ(roles->name, (schema::QualifiedName{"", "pg_namespace"}));
    ASSERT_EQ(roles->columns.size(), 4U);
    EXPECT_EQ(roles->columns[1].name, "nspname");
    EXPECT_EQ(roles->columns[1].type, "name");
    EXPECT_EQ(roles->columns[3].type, "aclitem[]");

    const std::optional<SourceRelation> tables = system_relation("information_schema", "tables");
    ASSERT_TRUE(tables);
    EXPECT_EQ(tables->name.schema, "information_schema");
    EXPECT_EQ(tables->columns[0].type, "information_schema.sql_identifier");
}

TEST(SystemRelation, KnowsNoOthers) {
    EXPECT_TRUE(system_relation("pg_catalog", "pg_class"));
    EXPECT_FALSE(system_relation("public", "pg_class"));
    EXPECT_FALSE(system_relation("", "class"));
    EXPECT_FALSE(system_relation("", "oid"));
    EXPECT_FALSE(system_relation("", ""));
}

TEST(SystemType, IsADomainOfTheStandard) {
    EXPECT_EQ(system_type("information_schema.yes_or_no")->base, "character varying(3)");
    EXPECT_FALSE(system_type("information_schema."));
    EXPECT_FALSE(system_type("yes_or_no"));
}

}  // namespace
}  // namespace erdmark
