#include "base/line_diff.h"

#include <chrono>
#include <cstdio>
#include <random>
#include <vector>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "base/text.h"
#include "support/temp_directory.h"

namespace erdmark {
namespace {

struct DiffCase {
    std::string name;
    std::string before;
    std::string after;
    std::string expected;
};

void PrintTo(const DiffCase& row, std::ostream* out) {
    *out << row.name;
}

/// The lines with their newlines.
std::vector<std::string> lines_of(std::string_view text) {
    std::vector<std::string> lines;
    for (const std::string_view line : split(text, '\n')) {
        lines.push_back(std::string(line) + "\n");
    }
    lines.back().pop_back();
    if (lines.back().empty()) {
        lines.pop_back();
    }
    return lines;
}

/// What a diff makes of `before`, read strictly: each line it keeps or removes must be there, at
/// the place and in the number that its hunk's header says.
class Patch {
public:
    explicit Patch(std::string_view before) : before_(lines_of(before)) {}

    std::string apply(std::string_view diff) {
        std::vector<std::string> lines = lines_of(diff);
        for (std::size_t at = 2; at < lines.size(); ++at) {
            const bool unfinished = at + 1 < lines.size() && lines[at + 1].starts_with('\\');
            if (unfinished) {
                lines[at].pop_back();
            }
            apply_line(lines[at]);
        }
        expect_counts_used();
        while (at_ < before_.size()) {
            after_ += before_[at_++];
        }
        return after_;
    }

private:
    void apply_line(const std::string& line) {
        const std::string content = line.substr(1);
        switch (line[0]) {
            case '@':
                begin_hunk(line);
                break;
            case '\\':
                break;
            case '+':
                after_ += content;
                --to_add_;
                break;
            default:
                ASSERT_LT(at_, before_.size());
                EXPECT_EQ(before_[at_++], content);
                after_ += line[0] == ' ' ? content : "";
                to_add_ -= line[0] == ' ' ? 1 : 0;
                --to_take_;
        }
    }

    void begin_hunk(const std::string& header) {
        expect_counts_used();
        const std::vector<std::string_view> words = split(header, ' ');
        const auto [start, count] = range(words[1]);
        to_take_ = count;
        to_add_ = range(words[2]).second;
        const std::size_t first = count == 0 ? start : start - 1;
        ASSERT_LE(first, before_.size());
        while (at_ < first) {
            after_ += before_[at_++];
        }
    }

    static std::pair<std::size_t, long> range(std::string_view text) {
        const std::vector<std::string_view> parts = split(text.substr(1), ',');
        const std::size_t start = std::stoul(std::string(parts[0]));
        return {start, parts.size() == 1 ? 1 : std::stol(std::string(parts[1]))};
    }

    void expect_counts_used() const {
        EXPECT_EQ(to_take_, 0);
        EXPECT_EQ(to_add_, 0);
    }

    std::vector<std::string> before_;
    std::size_t at_ = 0;
    long to_take_ = 0;
    long to_add_ = 0;
    std::string after_;
};

std::string run(const std::string& command) {
    FILE* output = popen(command.c_str(), "r");
    std::string text;
    for (int c = fgetc(output); c != EOF; c = fgetc(output)) {
        text += static_cast<char>(c);
    }
    pclose(output);
    return text;
}

class UnifiedDiff : public testing::TestWithParam<DiffCase> {};

TEST_P(UnifiedDiff, IsWrittenAsDiffDoes) {
    EXPECT_EQ(unified_diff(GetParam().before, GetParam().after, "old", "new"), GetParam().expected);
}

TEST_P(UnifiedDiff, IsTheSameAsTheSystemsDiff) {
    const test::TempDirectory folder;
    const std::string before = folder.write("before", GetParam().before).string();
    const std::string after = folder.write("after", GetParam().after).string();

    const std::string expected =
        run(fmt::format("diff -u --label old --label new '{}' '{}'", before, after));

    EXPECT_EQ(unified_diff(GetParam().before, GetParam().after, "old", "new"), expected);
}

INSTANTIATE_TEST_SUITE_P(
    Table, UnifiedDiff,
    testing::ValuesIn<DiffCase>({
        {"Equal", "a\nb\n", "a\nb\n", ""},
        {"BothEmpty", "", "", ""},
        {"OneLineChanged", "a\nb\nc\n", "a\nB\nc\n",
         "--- old\n+++ new\n@@ -1,3 +1,3 @@\n a\n-b\n+B\n c\n"},
        {"OnlyLine", "a\n", "b\n", "--- old\n+++ new\n@@ -1 +1 @@\n-a\n+b\n"},
        {"EmptyBefore", "", "a\nb\n", "--- old\n+++ new\n@@ -0,0 +1,2 @@\n+a\n+b\n"},
        {"EmptyAfter", "a\nb\n", "", "--- old\n+++ new\n@@ -1,2 +0,0 @@\n-a\n-b\n"},
        {"OneEmptyLineAdded", "", "\n", "--- old\n+++ new\n@@ -0,0 +1 @@\n+\n"},
        {"NewlineAtTheEndAdded", "a", "a\n",
         "--- old\n+++ new\n@@ -1 +1 @@\n-a\n\\ No newline at end of file\n+a\n"},
        {"NewlineAtTheEndRemoved", "a\n", "a",
         "--- old\n+++ new\n@@ -1 +1 @@\n-a\n+a\n\\ No newline at end of file\n"},
        {"NoNewlineInContext", "a\nb", "A\nb",
         "--- old\n+++ new\n@@ -1,2 +1,2 @@\n-a\n+A\n b\n\\ No newline at end of file\n"},
        {"NoNewlineInEither", "a", "b",
         "--- old\n+++ new\n@@ -1 +1 @@\n-a\n\\ No newline at end of file\n"
         "+b\n\\ No newline at end of file\n"},
        {"LineAfterOneWithoutNewline", "a", "a\nb",
         "--- old\n+++ new\n@@ -1 +1,2 @@\n-a\n\\ No newline at end of file\n"
         "+a\n+b\n\\ No newline at end of file\n"},
        {"ThreeLinesOfContext", "1\n2\n3\n4\n5\n6\n7\n8\n9\n", "1\n2\n3\n4\nx\n6\n7\n8\n9\n",
         "--- old\n+++ new\n@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+x\n 6\n 7\n 8\n"},
        {"SixLinesBetweenAreOneHunk", "a\n1\n2\n3\n4\n5\n6\nb\n", "A\n1\n2\n3\n4\n5\n6\nB\n",
         "--- old\n+++ new\n@@ -1,8 +1,8 @@\n-a\n+A\n 1\n 2\n 3\n 4\n 5\n 6\n-b\n+B\n"},
        {"SevenLinesBetweenAreTwoHunks", "a\n1\n2\n3\n4\n5\n6\n7\nb\n",
         "A\n1\n2\n3\n4\n5\n6\n7\nB\n",
         "--- old\n+++ new\n@@ -1,4 +1,4 @@\n-a\n+A\n 1\n 2\n 3\n"
         "@@ -6,4 +6,4 @@\n 5\n 6\n 7\n-b\n+B\n"},
        {"LaterHunksAreShifted", "1\n2\n3\n4\n5\n6\n7\n8\n9\n", "x\n1\n2\n3\n4\n5\n6\n7\n8\n",
         "--- old\n+++ new\n@@ -1,3 +1,4 @@\n+x\n 1\n 2\n 3\n@@ -6,4 +7,3 @@\n 6\n 7\n 8\n-9\n"},
        {"RepeatedBlockIsAddedBelow", "f {\n}\n", "f {\n}\nf {\n}\n",
         "--- old\n+++ new\n@@ -1,2 +1,4 @@\n f {\n }\n+f {\n+}\n"},
        {"BlockBesideLikeOnes", "a\n\nb\n\n", "a\n\nc\n\nb\n\n",
         "--- old\n+++ new\n@@ -1,4 +1,6 @@\n a\n \n+c\n+\n b\n \n"},
        {"CarriageReturnsArePartOfLines", "a\r\nb\n", "a\nb\n",
         "--- old\n+++ new\n@@ -1,2 +1,2 @@\n-a\r\n+a\n b\n"},
    }),
    [](const auto& row) { return row.param.name; });

TEST(UnifiedDiffNames, StandInTheHeader) {
    EXPECT_EQ(unified_diff("a\n", "b\n", "docs/a.md (on disk)", "docs/a.md"),
              "--- docs/a.md (on disk)\n+++ docs/a.md\n@@ -1 +1 @@\n-a\n+b\n");
}

/// `count` lines out of `kinds` different ones.
std::string random_lines(std::mt19937& random, std::size_t count, unsigned kinds) {
    std::string text;
    for (std::size_t line = 0; line < count; ++line) {
        text += fmt::format("line {}\n", random() % kinds);
    }
    return text;
}

/// As `random_lines`, with or without a newline at the end.
std::string random_text(std::mt19937& random, std::size_t count, unsigned kinds) {
    std::string text = random_lines(random, count, kinds);
    if (!text.empty() && random() % 4 == 0) {
        text.pop_back();
    }
    return text;
}

TEST(UnifiedDiffApplied, GivesTheOtherText) {
    std::mt19937 random(1);
    for (int round = 0; round < 2'000; ++round) {
        SCOPED_TRACE(round);
        const unsigned kinds = 1 + static_cast<unsigned>(random() % 12);
        const std::string before = random_text(random, random() % 40, kinds);
        const std::string after = random_text(random, random() % 40, kinds);

        const std::string diff = unified_diff(before, after, "old", "new");

        ASSERT_EQ(Patch(before).apply(diff), after) << before << "----\n" << diff;
    }
}

/// The lines that a diff removes and adds.
std::size_t size_of(std::string_view diff) {
    std::size_t count = 0;
    for (const std::string& line : lines_of(diff)) {
        count += line[0] == '-' || line[0] == '+' ? 1 : 0;
    }
    return count - 2;
}

/// The number of lines in a longest common subsequence, by the textbook.
std::size_t common_lines(const std::vector<std::string>& left,
                         const std::vector<std::string>& right) {
    std::vector<std::size_t> row(right.size() + 1);
    for (const std::string& line : left) {
        std::size_t diagonal = 0;
        for (std::size_t at = 1; at < row.size(); ++at) {
            const std::size_t above = row[at];
            row[at] = line == right[at - 1] ? diagonal + 1 : std::max(above, row[at - 1]);
            diagonal = above;
        }
    }
    return row.back();
}

TEST(UnifiedDiffSize, IsTheSmallestThereIs) {
    std::mt19937 random(2);
    for (int round = 0; round < 500; ++round) {
        SCOPED_TRACE(round);
        const std::string before = random_lines(random, 1 + random() % 60, 8);
        const std::string after = random_lines(random, random() % 60, 8) + "end\n";
        const std::vector<std::string> left = lines_of(before);
        const std::vector<std::string> right = lines_of(after);

        const std::size_t smallest = left.size() + right.size() - 2 * common_lines(left, right);

        ASSERT_EQ(size_of(unified_diff(before, after, "old", "new")), smallest);
    }
}

TEST(UnifiedDiffCost, StaysBoundedForTextsWithLittleInCommon) {
    std::mt19937 random(3);
    const std::string before = "first\n" + random_lines(random, 20'000, 500) + "last\n";
    const std::string after = "first\n" + random_lines(random, 20'000, 500) + "last\n";
    const auto start = std::chrono::steady_clock::now();

    const std::string diff = unified_diff(before, after, "old", "new");

    EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(20));
    EXPECT_TRUE(diff.starts_with("--- old\n+++ new\n@@ -1,20002 +1,20002 @@\n first\n-line "));
    EXPECT_TRUE(diff.ends_with("\n last\n"));
    EXPECT_EQ(Patch(before).apply(diff), after);
}

TEST(UnifiedDiffCost, IsSmallForManyNewLines) {
    std::string before;
    std::string after;
    for (int line = 0; line < 100'000; ++line) {
        before += fmt::format("{}\nold {}\n", line, line);
        after += fmt::format("{}\nnew {}\n", line, line);
    }

    const std::string diff = unified_diff(before, after, "old", "new");

    EXPECT_EQ(size_of(diff), 200'000);
    EXPECT_EQ(Patch(before).apply(diff), after);
}

}  // namespace
}  // namespace erdmark
