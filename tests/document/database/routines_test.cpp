#include "document/database/routines.h"

#include <gtest/gtest.h>

#include "document/schemas.h"

namespace erdmark::document {
namespace {

using test::make_table;

schema::Routine trigger_function(const std::string& schema, const std::string& name) {
    return {.name = {schema, name}, .returns = "trigger", .volatility = "VOLATILE"};
}

class RoutineViews : public testing::Test {
protected:
    std::vector<RoutineSectionView> sections(bool with_bodies = false) {
        plan_ = assign_modules(schema_, {});
        return make_routine_sections(make_site(schema_, plan_), with_bodies);
    }

    schema::Schema schema_{.engine = "postgresql"};
    ModulePlan plan_;
};

TEST(RoutineEntries, FindTheFunctionThatATriggerCalls) {
    const schema::Schema schema{
        .routines = {{.name = {"", "audit"}, .arguments = "a integer", .returns = "integer"},
                     trigger_function("", "audit"),
                     trigger_function("", "Odd \"(.x"),
                     trigger_function("crm", "audit")}};
    struct Case {
        const char* call;
        const char* anchor;
    };
    const Case cases[] = {{"audit()", "audit-2"},
                          {" audit('users', 'x')", "audit-2"},
                          {"audit", "audit-2"},
                          {"crm.audit('a.b')", "crm-audit"},
                          {"\"crm\".\"audit\"()", "crm-audit"},
                          {"\"Odd \"\"(.x\"()", "odd-x"},
                          {"other.audit()", ""},
                          {"Audit()", ""},
                          {"\"audit", ""},
                          {"crm.", ""},
                          {"", ""}};
    const RoutineEntries entries = make_routine_entries(schema);
    for (const Case& each : cases) {
        SCOPED_TRACE(each.call);
        EXPECT_EQ(entries.called_by(each.call).anchor, each.anchor);
    }
}

TEST_F(RoutineViews, StandBySchemaTheDefaultOneFirst) {
    schema_.routines = {{.name = {"", "b"}, .returns = "integer"},
                        trigger_function("", "t"),
                        {.name = {"crm", "a"}, .kind = schema::RoutineKind::Procedure}};

    const std::vector<RoutineSectionView> all = sections();

    ASSERT_EQ(all.size(), 2U);
    EXPECT_EQ(all[0].schema, "");
    EXPECT_EQ(all[0].routines[0].link.name, "b");
    EXPECT_EQ(all[0].trigger_functions[0].link.name, "t");
    EXPECT_EQ(all[1].schema, "crm");
    EXPECT_EQ(all[1].routines[0].kind, "procedure");
}

TEST_F(RoutineViews, NoteWhatIsUnusual) {
    schema_.routines = {{.name = {"", "plain"}, .volatility = "VOLATILE", .body = "SELECT 1"},
                        {.name = {"", "special"},
                         .kind = schema::RoutineKind::Window,
                         .volatility = "STABLE",
                         .security_definer = true,
                         .strict = true,
                         .settings = {"search_path=''"}}};

    const std::vector<RoutineView> routines = sections()[0].routines;

    EXPECT_TRUE(routines[0].notes.empty());
    EXPECT_EQ(routines[0].body, "");
    EXPECT_EQ(routines[1].kind, "window function");
    EXPECT_EQ(routines[1].notes,
              (std::vector<std::string>{"stable", "strict", "security definer"}));
    EXPECT_EQ(routines[1].settings, (std::vector<std::string>{"search_path=''"}));
    EXPECT_EQ(sections(true)[0].routines[0].body, "SELECT 1");
}

TEST_F(RoutineViews, TellWhoCallsThem) {
    schema_.tables = {make_table("orders", {"id"})};
    schema_.tables[0].triggers = {{.name = "touch", .function = "audit()"}, {.name = "other"}};
    schema_.views = {
        {.name = {"", "totals"}, .triggers = {{.name = "write", .function = "audit('x')"}}}};
    schema_.event_triggers = {{.name = "ddl", .function = "note()"}};
    schema_.routines = {trigger_function("", "audit"),
                        {.name = {"", "note"}, .returns = "event_trigger"}};

    const std::vector<RoutineView> functions = sections()[0].trigger_functions;

    ASSERT_EQ(functions[0].used_by.size(), 2U);
    EXPECT_EQ(functions[0].used_by[0].table.table, "orders");
    EXPECT_EQ(functions[0].used_by[0].trigger, "touch");
    EXPECT_EQ(functions[0].used_by[1].table.table, "totals");
    ASSERT_EQ(functions[1].used_by.size(), 1U);
    EXPECT_EQ(functions[1].used_by[0].table.table, "");
    EXPECT_EQ(functions[1].used_by[0].trigger, "ddl");
}

}  // namespace
}  // namespace erdmark::document
