#include <cstddef>
#include <utility>

#include <gtest/gtest.h>

#include "schema/archives.h"
#include "schema/schema.h"
#include "schema/snapshot.h"
#include "schema/snapshot/schema_members.h"
#include "schema/sort.h"

// Whoever adds a member to a struct of the schema and forgets to describe it is told here.

namespace erdmark::schema {
namespace {

struct Anything {
    template <class Value>
    operator Value() const;
};

template <class Value, std::size_t... Index>
constexpr bool has_members(std::index_sequence<Index...>) {
    return requires {
        Value{(static_cast<void>(Index), Anything{})...};
    };
}

/// How many members an aggregate has.
template <class Value, std::size_t Count = 1>
constexpr std::size_t member_count() {
    if constexpr (has_members<Value>(std::make_index_sequence<Count + 1>{})) {
        return member_count<Value, Count + 1>();
    } else {
        return Count;
    }
}

template <class Value>
class Described : public testing::Test {};

using Structs =
    testing::Types<QualifiedName, Column, IndexPart, Index, Statistics, PrimaryKey,
                   UniqueConstraint, CheckConstraint, ExclusionElement, ExclusionConstraint,
                   ForeignKey, Trigger, Policy, Rule, Grant, Partition, ReferenceRows, Table,
                   ViewSource, View, Namespace, EnumType, Domain, CompositeType, RangeType,
                   Sequence, Routine, Extension, EventTrigger, Publication, Schema>;
TYPED_TEST_SUITE(Described, Structs);

TYPED_TEST(Described, EveryMemberOnce) {
    TypeParam value;
    Addresses addresses;

    describe(addresses, value);

    EXPECT_EQ(addresses.seen.size(), member_count<TypeParam>());
}

TEST(Snapshot, KeepsEveryMemberOfEveryStruct) {
    const Schema schema = filled_schema();

    const std::string text = to_snapshot(schema);

    EXPECT_EQ(from_snapshot(text, "x.json"), schema);
    EXPECT_EQ(to_snapshot(from_snapshot(text, "x.json")), text);
}

TEST(Sort, PutsEveryListInOrder) {
    Schema schema = filled_schema();
    sort(schema);
    Schema reversed = schema;
    Reversing reversing;
    describe(reversing, reversed);
    ASSERT_NE(reversed, schema);

    sort(reversed);

    EXPECT_EQ(to_snapshot(reversed), to_snapshot(schema));
}

// Two values that differ in one text only, whichever it is, still have one order.
TEST(Sort, LetsOnlyEqualValuesChangePlaces) {
    Filling counting([](std::size_t) { return ""; });
    Schema counted;
    describe(counting, counted);
    for (std::size_t differing = 0; differing < counting.count(); differing += 7) {
        SCOPED_TRACE(differing);
        Schema schema;
        Filling filling([&](std::size_t number) { return number == differing ? "y" : "x"; });
        describe(filling, schema);
        Schema reversed = schema;
        Reversing reversing;
        describe(reversing, reversed);

        sort(schema);
        sort(reversed);

        ASSERT_EQ(reversed, schema);
    }
    EXPECT_GT(counting.count(), 500U);
}

}  // namespace
}  // namespace erdmark::schema
