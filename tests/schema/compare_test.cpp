#include "schema/compare.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "schema/archives.h"
#include "schema/sort.h"

namespace erdmark::schema {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

Table users() {
    return {.name = {.name = "users"},
            .columns = {{.name = "id", .type = "integer", .nullable = false},
                        {.name = "email", .type = "character varying(50)"}},
            .primary_key = PrimaryKey{.name = "users_pkey", .columns = {"id"}}};
}

/// What leads from one form of a table to another, in words.
std::vector<std::string> words(const Table& before, const Table& after) {
    std::vector<std::string> texts;
    for (const Change& change : compare({.tables = {before}}, {.tables = {after}})) {
        EXPECT_EQ(change.kind, ChangeKind::Changed);
        EXPECT_EQ(change.object, "table");
        for (const Difference& difference : change.differences) {
            texts.push_back(difference_text(difference));
        }
    }
    return texts;
}

TEST(Compare, FindsNothingBetweenEqualSchemas) {
    EXPECT_THAT(compare(filled_schema(), filled_schema()), IsEmpty());
}

TEST(Compare, ListsObjectsByKindThenName) {
    const Schema before{.tables = {{.name = {.name = "b"}}, {.name = {.name = "c"}}},
                        .enums = {{.name = {.name = "mood"}, .values = {"sad"}}}};
    const Schema after{.comment = "Shop",
                       .tables = {{.name = {.name = "a"}}, {.name = {.name = "c"}}},
                       .enums = {{.name = {.name = "mood"}, .values = {"sad", "glad"}}}};

    EXPECT_THAT(
        compare(before, after),
        ElementsAre(
            Change{.object = "database", .differences = {{.property = "comment", .after = "Shop"}}},
            Change{.kind = ChangeKind::Created, .object = "table", .name = {.name = "a"}},
            Change{.kind = ChangeKind::Dropped, .object = "table", .name = {.name = "b"}},
            Change{
                .object = "enum type",
                .name = {.name = "mood"},
                .differences = {{.property = "values", .before = "sad", .after = "sad, glad"}}}));
}

TEST(Compare, SaysOfAPartWhichPropertyChanged) {
    Table after = users();
    after.columns[1].type = "text";
    after.columns[1].default_value = "'x'";
    after.primary_key->name = "pk_users";

    EXPECT_THAT(words(users(), after),
                ElementsAre("column email: type character varying(50) → text",
                            "column email: default none → 'x'",
                            "primary key pk_users: name users_pkey → pk_users"));
}

TEST(Compare, DescribesPartsThatCameOrWent) {
    Table after = users();
    after.columns.erase(after.columns.begin() + 1);
    after.columns.push_back({.name = "tenant", .type = "integer", .nullable = false});
    after.foreign_keys.push_back({.columns = {"tenant"},
                                  .referenced_table = {.name = "tenants"},
                                  .referenced_columns = {"id"},
                                  .on_delete = ReferentialAction::Cascade});
    after.indexes.push_back(
        {.name = "ix", .parts = {{.expression = "lower(email)", .descending = true}}});

    EXPECT_THAT(words(users(), after),
                ElementsAre("no more column email: type character varying(50), nullable",
                            "new column tenant: type integer",
                            "new foreign key (tenant): columns tenant, referenced table tenants, "
                            "referenced columns id, on delete cascade",
                            "new index ix: parts (lower(email)) descending"));
}

TEST(Compare, NoticesAnotherOrderOfColumns) {
    Table after = users();
    std::swap(after.columns[0], after.columns[1]);

    EXPECT_THAT(words(users(), after), ElementsAre("column: order id, email → email, id"));
}

TEST(Compare, OnlySaysThatLongTextsDiffer) {
    const View before{.name = {.name = "v"}, .definition = "SELECT 1\nFROM a"};
    const View after{.name = {.name = "v"}, .definition = "SELECT 2"};

    const std::vector<Change> changes = compare({.views = {before}}, {.views = {after}});

    ASSERT_EQ(changes.size(), 1U);
    ASSERT_EQ(changes[0].differences.size(), 1U);
    EXPECT_EQ(difference_text(changes[0].differences[0]), "definition differs");
}

TEST(Compare, TakesRoutinesOfOneNameApartByTheirArguments) {
    const Routine one{.name = {.name = "f"}, .arguments = "a integer"};
    const Routine other{.name = {.name = "f"}, .arguments = "a text"};

    const std::vector<Change> replaced = compare({.routines = {one}}, {.routines = {other}});
    const std::vector<Change> added = compare({.routines = {one}}, {.routines = {one, other}});

    EXPECT_THAT(
        replaced,
        ElementsAre(Change{
            .object = "function",
            .name = {.name = "f"},
            .differences = {{.property = "arguments", .before = "a integer", .after = "a text"}}}));
    EXPECT_THAT(added, ElementsAre(Change{.kind = ChangeKind::Created,
                                          .object = "function",
                                          .name = {.name = "f"},
                                          .arguments = "a text"}));
}

TEST(Compare, TellsListsApartThatLookAlike) {
    Table before = users();
    before.options = {"a, b"};
    Table after = users();
    after.options = {"a", "b"};

    EXPECT_THAT(words(before, after), ElementsAre("options 'a, b' → a, b"));
}

/// Gives one member, counted over the whole schema, another value.
class ChangingOne : public EveryMember<ChangingOne> {
public:
    explicit ChangingOne(std::size_t wanted) : wanted_(wanted) {}

    std::size_t count() const { return count_; }

    void leaf(std::string& value) { value += is_wanted() ? "!" : ""; }
    void leaf(std::optional<std::string>& value) {
        if (is_wanted()) {
            value.reset();
        }
    }
    void leaf(bool& value) { value = is_wanted() ? !value : value; }
    template <class Enum>
    void word_of(Enum& value, std::size_t) {
        value = is_wanted() ? Enum{} : value;
    }
    void either(std::string& value, std::string& other) {
        if (is_wanted()) {
            std::swap(value, other);
        }
    }
    void texts_of(const char*, std::vector<std::string>& values) {
        if (is_wanted()) {
            values.pop_back();
        }
    }
    template <class Value>
    void rows_of(std::vector<Value>& rows) {
        if (is_wanted()) {
            rows.pop_back();
        }
    }
    template <class Value>
    void list_of(const char*, std::vector<Value>& values) {
        if (is_wanted()) {
            values.pop_back();
        }
        for (Value& value : values) {
            describe(*this, value);
        }
    }
    template <class Value>
    void object_of(Value& value) {
        describe(*this, value);
    }
    template <class Value>
    void object_of(std::optional<Value>& value) {
        if (is_wanted()) {
            value.reset();
            return;
        }
        describe(*this, *value);
    }

private:
    bool is_wanted() { return count_++ == wanted_; }

    std::size_t wanted_;
    std::size_t count_ = 0;
};

TEST(Compare, SeesEveryMemberOfEveryStruct) {
    Schema original = filled_schema();
    sort(original);
    ChangingOne counting(static_cast<std::size_t>(-1));
    describe(counting, original);
    for (std::size_t wanted = 0; wanted < counting.count(); ++wanted) {
        SCOPED_TRACE(wanted);
        Schema changed = original;
        ChangingOne changing(wanted);
        describe(changing, changed);
        ASSERT_NE(changed, original);

        const std::vector<Change> changes = compare(original, changed);

        ASSERT_FALSE(changes.empty());
        for (const Change& change : changes) {
            ASSERT_FALSE(change.kind == ChangeKind::Changed && change.differences.empty());
            for (const Difference& difference : change.differences) {
                ASSERT_NE(difference.property, "spelling");
            }
        }
    }
    EXPECT_GT(counting.count(), 500U);
}

}  // namespace
}  // namespace erdmark::schema
