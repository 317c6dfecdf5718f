#include "render/markdown/key_values.h"

#include <gtest/gtest.h>

namespace erdmark::render::markdown {
namespace {

using document::ConstraintView;
using document::IndexView;
using document::TableView;

std::string string_of(const ValueMap& values, const char* list, const char* name) {
    return values.find(list)->items.front().find(name)->string;
}

TEST(ConstraintValues, SayWhatIsUnusual) {
    struct Case {
        ConstraintView constraint;
        const char* kind;
        const char* definition;
    };
    const std::vector<Case> cases = {
        {{.kind = "PRIMARY KEY", .columns = {"a"}, .clauses = {"DEFERRABLE"}, .included = {"b"}},
         "Primary key",
         "`a` including `b`, DEFERRABLE"},
        {{.kind = "EXCLUDE",
          .columns = {"room WITH =", "during WITH &&"},
          .method = "gist",
          .predicate = "room > 0"},
         "Exclude",
         "`room WITH =`, `during WITH &&` using `gist` where `room > 0`"},
    };
    for (const Case& each : cases) {
        SCOPED_TRACE(each.definition);
        ValueMap values;
        add_constraints(values, {.constraints = {each.constraint}});
        EXPECT_EQ(string_of(values, "constraints", "constraint_kind"), each.kind);
        EXPECT_EQ(string_of(values, "constraints", "constraint_definition"), each.definition);
    }
}

TEST(ConstraintValues, HaveDescriptionsOnlyWhereThereAreSome) {
    ValueMap without;
    add_constraints(without, {.constraints = {{.kind = "UNIQUE"}}});
    ValueMap with;
    add_constraints(with, {.constraints = {{.kind = "UNIQUE", .description = "Why."}}});

    EXPECT_FALSE(without.find("has_constraint_descriptions")->flag);
    EXPECT_TRUE(with.find("has_constraint_descriptions")->flag);
    EXPECT_EQ(string_of(with, "constraints", "constraint_description"), "Why.");
}

TEST(IndexValues, SayHowAnIndexIsMade) {
    const IndexView index{.name = "i",
                          .parts = {"a", "b DESC"},
                          .method = "gin",
                          .included = {"c"},
                          .nulls_not_distinct = true,
                          .invalid = true,
                          .options = {"fillfactor=70"},
                          .description = "Why *so*."};
    ValueMap values;
    add_indexes(values, {.indexes = {index}});

    EXPECT_TRUE(values.find("has_index_descriptions")->flag);
    EXPECT_EQ(string_of(values, "indexes", "parts"), "`a`, `b DESC` including `c` using `gin`");
    EXPECT_EQ(
        string_of(values, "indexes", "index_description"),
        "Why &#42;so&#42;.<br/>**Invalid**: building it failed, and the database does not use "
        "it<br/>NULLS NOT DISTINCT<br/>`fillfactor=70`");
}

TEST(IndexValues, HaveNoDescriptionsForPlainIndexes) {
    ValueMap values;
    add_indexes(values, {.indexes = {{.name = "i", .parts = {"a"}, .unique = true}}});

    EXPECT_FALSE(values.find("has_index_descriptions")->flag);
}

}  // namespace
}  // namespace erdmark::render::markdown
