#include "render/markdown/object_values.h"

#include <gtest/gtest.h>

namespace erdmark::render::markdown {
namespace {

using document::DatabaseView;
using document::RoutineView;

ValueMap values_of(const DatabaseView& database) {
    ValueMap values;
    add_objects(values, database);
    return values;
}

std::string string_of(const ValueMap& values, const char* list, const char* name) {
    return values.find(list)->items.front().find(name)->string;
}

TEST(ObjectValues, CountFunctionsAndProcedures) {
    const RoutineView function{.kind = "function"};
    const RoutineView procedure{.kind = "procedure"};
    struct Case {
        DatabaseView database;
        const char* total;
    };
    const std::vector<Case> cases = {
        {{}, ""},
        {{.routines = {{"", {function}, {function}}}}, "2 functions"},
        {{.routines = {{"", {procedure}, {}}}}, "1 procedure"},
        {{.routines = {{"", {procedure}, {}}, {"crm", {}, {function}}}},
         "1 function and 1 procedure"},
    };
    for (const Case& each : cases) {
        SCOPED_TRACE(each.total);
        EXPECT_EQ(values_of(each.database).find("routine_total")->string, each.total);
    }
    EXPECT_EQ(values_of(cases[1].database).find("functions")->string,
              "[2 functions](functions.md)");
    EXPECT_EQ(values_of({}).find("functions")->string, "");
}

TEST(ObjectValues, NameTheDefaultSchema) {
    EXPECT_EQ(string_of(values_of({.namespaces = {{"", 2, "Words."}}}), "schemas", "schema"),
              "default schema");
    EXPECT_EQ(string_of(values_of({.namespaces = {{"crm", 2, ""}}}), "schemas", "schema"), "`crm`");
}

TEST(ObjectValues, LinkASequenceToItsColumn) {
    const document::TableLink users{"users", "people", "People", "users"};

    EXPECT_EQ(string_of(values_of({.sequences = {{.owner = {{users, "id"}}}}}), "sequences",
                        "sequence_owner"),
              "[users.id](people-erd.md#table-users)");
    EXPECT_EQ(string_of(values_of({.sequences = {{.owner = {{{"gone"}, "id"}}}}}), "sequences",
                        "sequence_owner"),
              "`gone.id` (not documented)");
    EXPECT_EQ(string_of(values_of({.sequences = {{}}}), "sequences", "sequence_owner"), "");
}

TEST(ObjectValues, SayWhatIsPublished) {
    struct Case {
        document::PublicationView publication;
        const char* published;
        const char* operations;
    };
    const std::vector<Case> cases = {
        {{.all_tables = true}, "all tables", "all"},
        {{.tables = {"orders (id)"}, .schemas = {"crm"}, .operations = {"INSERT", "UPDATE"}},
         "all of schema `crm`, `orders (id)`",
         "INSERT, UPDATE"},
    };
    for (const Case& each : cases) {
        SCOPED_TRACE(each.published);
        const ValueMap values = values_of({.publications = {each.publication}});
        EXPECT_EQ(string_of(values, "publications", "published"), each.published);
        EXPECT_EQ(string_of(values, "publications", "operations"), each.operations);
    }
}

TEST(ObjectValues, TellEventTriggers) {
    const ValueMap values = values_of({.event_triggers = {{.tags = {"DROP TABLE", "DROP VIEW"},
                                                           .call = "f()",
                                                           .function = {"f", "f"},
                                                           .options = {"ALWAYS"},
                                                           .description = "Why."}}});

    EXPECT_EQ(string_of(values, "event_triggers", "event_tags"), "DROP TABLE, DROP VIEW");
    EXPECT_EQ(string_of(values, "event_triggers", "call"), "[`f()`](functions.md#function-f)");
    EXPECT_EQ(string_of(values, "event_triggers", "event_trigger_description"), "Why.<br/>ALWAYS");
}

}  // namespace
}  // namespace erdmark::render::markdown
