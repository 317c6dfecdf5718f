#include "dialect/postgres/replay/journal.h"

#include <string>

#include <gtest/gtest.h>

namespace erdmark::dialect::postgres {
namespace {

/// Counts how often it was copied.
struct CopiedValue {
    CopiedValue() = default;
    CopiedValue(const CopiedValue& other) : text(other.text) { ++copies; }
    CopiedValue(CopiedValue&&) = default;
    CopiedValue& operator=(const CopiedValue&) = default;
    CopiedValue& operator=(CopiedValue&&) = default;
    ~CopiedValue() = default;

    std::string text;
    static int copies;
};
int CopiedValue::copies = 0;

TEST(Journal, KeepsAValueOnceForAllItsChangesBehindAMark) {
    Journal journal;
    JournaledMap<int, CopiedValue> values(journal);
    values.insert(1, {}).text = "a";
    journal.set_mark();
    CopiedValue::copies = 0;
    values.edit(1).text = "b";
    const int first = CopiedValue::copies;

    for (int change = 0; change < 100; ++change) {
        values.edit(1).text = "c";
    }

    EXPECT_GT(first, 0);
    EXPECT_EQ(CopiedValue::copies, first);
}

TEST(Journal, TakesBackToEachMark) {
    Journal journal;
    JournaledMap<int, std::string> values(journal);
    values.insert(1, "a");
    const Journal::Mark outer = journal.set_mark();
    values.edit(1) = "b";
    const Journal::Mark inner = journal.set_mark();
    values.edit(1) = "c";
    values.erase(1);
    values.insert(1, "d");
    values.insert(2, "e");

    journal.roll_back(inner);
    EXPECT_EQ(values.at(1), "b");
    EXPECT_FALSE(values.contains(2));
    values.edit(1) = "f";
    journal.roll_back(inner);
    EXPECT_EQ(values.at(1), "b");
    journal.release();
    journal.roll_back(outer);
    EXPECT_EQ(values.at(1), "a");
}

TEST(Journal, TakesBackWhatAReleasedMarkHeld) {
    Journal journal;
    JournaledMap<int, std::string> values(journal);
    values.insert(1, "a");
    const Journal::Mark outer = journal.set_mark();
    journal.set_mark();
    values.edit(1) = "b";
    journal.release();
    values.edit(1) = "c";
    values.erase(1);

    journal.roll_back(outer);

    EXPECT_EQ(values.at(1), "a");
}

}  // namespace
}  // namespace erdmark::dialect::postgres
