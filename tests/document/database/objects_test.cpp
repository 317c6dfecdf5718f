#include "document/database/objects.h"

#include <gtest/gtest.h>

#include "document/schemas.h"

namespace erdmark::document {
namespace {

using test::make_table;

class DatabaseViews : public testing::Test {
protected:
    DatabaseView view() {
        plan_ = assign_modules(schema_, {});
        return make_database_view(make_site(schema_, plan_), false);
    }

    schema::Schema schema_{.engine = "postgresql"};
    ModulePlan plan_;
};

TEST_F(DatabaseViews, AreEmptyForTablesAlone) {
    schema_.tables = {make_table("a", {"id"})};
    schema_.namespaces = {{"", ""}};

    const DatabaseView database = view();

    EXPECT_TRUE(database.namespaces.empty());
    EXPECT_TRUE(database.enums.empty());
    EXPECT_TRUE(database.routines.empty());
}

TEST_F(DatabaseViews, CountTablesAndViewsOfASchema) {
    schema_.tables = {make_table("a", {"id"}), make_table("b", {"id"})};
    schema_.tables[1].name.schema = "crm";
    schema_.views = {{.name = {"crm", "c"}}};
    schema_.namespaces = {{"", "Words."}, {"crm", ""}, {"empty", ""}};

    const std::vector<NamespaceView> namespaces = view().namespaces;

    ASSERT_EQ(namespaces.size(), 3U);
    EXPECT_EQ(namespaces[0].description, "Words.");
    EXPECT_EQ(namespaces[0].table_count, 1U);
    EXPECT_EQ(namespaces[1].table_count, 2U);
    EXPECT_EQ(namespaces[2].table_count, 0U);
}

TEST_F(DatabaseViews, TellWhoUsesAType) {
    schema_.tables = {make_table("orders", {"id", "status"})};
    schema_.tables[0].columns[1].user_type = {"crm", "status"};
    schema_.enums = {{.name = {"", "status"}, .values = {"b", "a"}, .comment = "Unused."},
                     {.name = {"crm", "status"}}};
    schema_.domains = {
        {.name = {"", "known"}, .type = "crm.status", .user_type = {"crm", "status"}}};
    schema_.composite_types = {
        {.name = {"", "pair"}, .columns = {{.name = "left", .user_type = {"crm", "status"}}}}};

    const DatabaseView database = view();

    EXPECT_TRUE(database.enums[0].used_by.empty());
    EXPECT_EQ(database.enums[0].values, (std::vector<std::string>{"b", "a"}));
    EXPECT_EQ(database.enums[0].description, "Unused.");
    const std::vector<TypeUseView>& uses = database.enums[1].used_by;
    ASSERT_EQ(uses.size(), 3U);
    EXPECT_EQ(uses[0].table.table, "orders");
    EXPECT_EQ(uses[0].column, "status");
    EXPECT_EQ(uses[1].type.name, "known");
    EXPECT_EQ(uses[2].type.name, "pair");
    EXPECT_EQ(uses[2].column, "left");
    EXPECT_EQ(database.domains[0].base.anchor, "crm-status");
}

TEST_F(DatabaseViews, KeepWhatADomainDemands) {
    schema_.domains = {{.name = {"", "email"},
                        .type = "text",
                        .nullable = false,
                        .default_value = "''",
                        .collation = "C",
                        .check_constraints = {{.expression = "VALUE ~ '@'", .not_valid = true}}}};
    schema_.range_types = {{.name = {"", "prices"}, .subtype = "numeric", .options = {"X = y"}}};

    const DatabaseView database = view();

    EXPECT_FALSE(database.domains[0].nullable);
    EXPECT_EQ(database.domains[0].default_value, "''");
    EXPECT_EQ(database.domains[0].collation, "C");
    EXPECT_EQ(database.domains[0].checks[0].expression, "VALUE ~ '@'");
    EXPECT_EQ(database.domains[0].checks[0].clauses, (std::vector<std::string>{"NOT VALID"}));
    EXPECT_EQ(database.ranges[0].subtype, "numeric");
    EXPECT_EQ(database.ranges[0].options, (std::vector<std::string>{"X = y"}));
}

TEST_F(DatabaseViews, LeaveOutSequencesThatOnlyNumberRows) {
    struct Case {
        const char* name;
        schema::Sequence sequence;
        bool shown;
    };
    const std::vector<Case> cases = {
        {"free", {.name = {"", "s"}}, true},
        {"serial", {.name = {"", "s"}, .owner_table = {"", "a"}, .owner_column = "plain"}, false},
        {"serial with options",
         {.name = {"", "s"},
          .options = {"CYCLE"},
          .owner_table = {"", "a"},
          .owner_column = "plain"},
         true},
        {"identity",
         {.name = {"", "s"}, .options = {"CYCLE"}, .owner_table = {"", "a"}, .owner_column = "id"},
         false},
    };
    schema_.tables = {make_table("a", {"id", "plain"})};
    schema_.tables[0].columns[0].identity = schema::Identity::Always;
    for (const Case& each : cases) {
        SCOPED_TRACE(each.name);
        schema_.sequences = {each.sequence};
        EXPECT_EQ(view().sequences.size(), each.shown ? 1U : 0U);
    }
}

TEST_F(DatabaseViews, TellTheRest) {
    schema_.extensions = {{"citext", "crm", "1.6", "Text without case."}};
    schema_.event_triggers = {
        {"ddl", "ddl_command_end", {"DROP TABLE"}, "f()", {"ALWAYS"}, "Why."}};
    schema_.publications = {{"all", true, {}, {}, {}, "Everything."},
                            {"some", false, {"orders"}, {"crm"}, {"INSERT"}, ""}};

    const DatabaseView database = view();

    EXPECT_EQ(database.extensions[0].schema, "crm");
    EXPECT_EQ(database.extensions[0].description, "Text without case.");
    EXPECT_EQ(database.event_triggers[0].tags, (std::vector<std::string>{"DROP TABLE"}));
    EXPECT_EQ(database.event_triggers[0].call, "f()");
    EXPECT_EQ(database.event_triggers[0].function.anchor, "");
    EXPECT_TRUE(database.publications[0].all_tables);
    EXPECT_EQ(database.publications[1].schemas, (std::vector<std::string>{"crm"}));
}

}  // namespace
}  // namespace erdmark::document
