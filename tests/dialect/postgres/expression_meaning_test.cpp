#include <cstdlib>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "dialect/postgres/expression.h"
#include "dialect/postgres/expression_generator.h"
#include "dialect/postgres/expression_server.h"
#include "dialect/postgres/expression_table.h"

namespace erdmark::dialect::postgres {
namespace {

using test::ExpressionGenerator;

std::vector<std::string> canonical_texts(const std::vector<std::string>& expressions) {
    std::map<std::string, std::string> types;
    for (const test::ExpressionColumn& column : test::kExpressionColumns) {
        types.emplace(column.name, column.type);
    }
    std::vector<std::string> texts;
    for (const std::string& expression : expressions) {
        texts.push_back(canonical_expression(expression, {.column_types = &types, .type = ""}));
    }
    return texts;
}

unsigned number_from(const char* variable, unsigned otherwise) {
    const char* const text = std::getenv(variable);
    return text == nullptr ? otherwise : static_cast<unsigned>(std::strtoul(text, nullptr, 10));
}

/// Expressions, what the server makes of them and what we make of that, side by side.
struct Batch {
    std::vector<std::string> written;
    std::vector<std::string> server;
    std::vector<std::string> canonical;          // Of the server's text.
    std::vector<std::string> canonical_written;  // Of what was written.
};

Batch make_batch(const test::ExpressionServer& server, unsigned seed) {
    constexpr int kExpressions = 200;
    ExpressionGenerator generator(seed);
    std::vector<std::string> candidates;
    for (int i = 0; i < kExpressions; ++i) {
        candidates.push_back(generator.next());
    }
    const std::vector<std::string> texts = server.texts(candidates);
    Batch batch;
    for (std::size_t i = 0; i < candidates.size(); ++i) {
        if (!texts[i].empty()) {
            batch.written.push_back(candidates[i]);
            batch.server.push_back(texts[i]);
        }
    }
    batch.canonical = canonical_texts(batch.server);
    batch.canonical_written = canonical_texts(batch.written);
    return batch;
}

void expect_same_values(const test::ExpressionServer& server, const Batch& batch) {
    // In one transaction, in which now() stays.
    std::vector<std::string> all = batch.written;
    all.insert(all.end(), batch.canonical.begin(), batch.canonical.end());
    all.insert(all.end(), batch.canonical_written.begin(), batch.canonical_written.end());
    const std::vector<std::string> values = server.values(all);
    const std::size_t count = batch.written.size();
    ASSERT_EQ(values.size(), 3 * count);
    for (std::size_t i = 0; i < batch.written.size(); ++i) {
        EXPECT_EQ(values[count + i], values[i])
            << "written:   " << batch.written[i] << "\nserver:    " << batch.server[i]
            << "\ncanonical: " << batch.canonical[i];
        EXPECT_EQ(values[2 * count + i], values[i])
            << "written:   " << batch.written[i] << "\ncanonical: " << batch.canonical_written[i];
    }
}

void expect_same_text_again(const test::ExpressionServer& server, const Batch& batch) {
    const std::vector<std::string> again = server.texts(batch.canonical);
    const std::vector<std::string> canonical = canonical_texts(again);
    for (std::size_t i = 0; i < batch.server.size(); ++i) {
        EXPECT_EQ(canonical[i], batch.canonical[i])
            << "written:      " << batch.written[i] << "\nserver:       " << batch.server[i]
            << "\nserver again: " << again[i];
    }
}

void expect_to_stay(const std::vector<std::string>& canonical) {
    const std::vector<std::string> again = canonical_texts(canonical);
    for (std::size_t i = 0; i < canonical.size(); ++i) {
        EXPECT_EQ(again[i], canonical[i]);
    }
}

TEST(ExpressionMeaning, StaysWhenAnExpressionIsCanonical) {
    const test::ExpressionServer server;
    // More batches, or others, to look for what the usual ones do not show.
    const unsigned first = number_from("ERDMARK_TEST_SEED", 1);
    const unsigned count = number_from("ERDMARK_TEST_BATCHES", 8);
    std::size_t tested = 0;

    for (unsigned seed = first; seed < first + count && !testing::Test::HasFailure(); ++seed) {
        SCOPED_TRACE(fmt::format("seed {}", seed));
        const Batch batch = make_batch(server, seed);
        tested += batch.written.size();
        expect_same_values(server, batch);
        expect_same_text_again(server, batch);
        expect_to_stay(batch.canonical);
        expect_to_stay(batch.canonical_written);
    }

    // The generator must not write what the server refuses most of the time.
    EXPECT_GT(tested, std::size_t{count} * 100);
}

}  // namespace
}  // namespace erdmark::dialect::postgres
