#include "document/annotation.h"

#include <gtest/gtest.h>

#include "document/schemas.h"

namespace erdmark::document {
namespace {

using test::make_table;

TEST(Annotate, PutsWordsInThePlaceOfTheDatabasesOwn) {
    schema::Schema schema{.engine = "sqlite", .tables = {make_table("users", {"id", "email"})}};
    schema.tables[0].comment = "old";
    schema.tables[0].columns[0].comment = "stays";

    const auto warnings =
        annotate(schema, {{"users", {"People.", {{"email", "Where we reach them."}}}}});

    EXPECT_TRUE(warnings.empty());
    EXPECT_EQ(schema.tables[0].comment, "People.");
    EXPECT_EQ(schema.tables[0].columns[0].comment, "stays");
    EXPECT_EQ(schema.tables[0].columns[1].comment, "Where we reach them.");
}

TEST(Annotate, KeepsTheDatabasesWordsWhenOnlyColumnsAreAnnotated) {
    schema::Schema schema{.tables = {make_table("users", {"id"})}};
    schema.tables[0].comment = "From the database.";

    annotate(schema, {{"users", {"", {{"id", "Key."}}}}});

    EXPECT_EQ(schema.tables[0].comment, "From the database.");
}

TEST(Annotate, FindsViewsAndQualifiedNames) {
    schema::Schema schema{.views = {{.name = {"billing", "totals"}}}};

    EXPECT_TRUE(annotate(schema, {{"billing.totals", {"Sums.", {}}}}).empty());

    EXPECT_EQ(schema.views[0].comment, "Sums.");
}

TEST(Annotate, WarnsAboutTablesAndColumnsThatDoNotExist) {
    schema::Schema schema{.tables = {make_table("users", {"id", "email"})}};

    const auto warnings =
        annotate(schema, {{"user", {"x", {}}}, {"users", {"", {{"emial", "x"}, {"zip", "y"}}}}});

    EXPECT_EQ(
        warnings,
        (std::vector<std::string>{
            "tables.user: there is no table 'user' (did you mean 'users'?)",
            "tables.users.columns: table 'users' has no column 'emial' (did you mean 'email'?)",
            "tables.users.columns: table 'users' has no column 'zip'"}));
}

TEST(Annotate, WarnsAboutRowsThatCannotBeShown) {
    schema::Schema schema{.tables = {make_table("roles", {"id"}), make_table("secrets", {"token"})},
                          .views = {{.name = {"", "totals"}}}};
    schema.tables[0].rows = schema::ReferenceRows{.columns = {"id"}};
    const Annotation rows{.rows = true};

    const auto warnings = annotate(schema, {{"roles", rows}, {"secrets", rows}, {"totals", rows}});

    EXPECT_EQ(warnings,
              (std::vector<std::string>{
                  "tables.secrets.rows: table 'secrets' has no column whose values can be shown: "
                  "those of times, random values and secrets are left out",
                  "tables.totals.rows: 'totals' is a view, and only tables show rows"}));
}

struct Words {
    const char* name;
    const char* words;
};

TEST(Humanize, TurnsNamesIntoWords) {
    const Words cases[] = {{"is_deleted", "Is Deleted"},
                           {"userID", "User ID"},
                           {"id", "Id"},
                           {"created_at", "Created At"},
                           {"", ""},
                           {"totp2fa", "Totp2fa"}};
    for (const Words& each : cases) {
        SCOPED_TRACE(each.name);
        EXPECT_EQ(humanize(each.name), each.words);
    }
}

}  // namespace
}  // namespace erdmark::document
