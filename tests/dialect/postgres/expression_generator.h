#pragma once

#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace erdmark::test {

/// Writes expressions over the columns of the table of expression_table.h, as people do: most of
/// them are valid, some have casts that mean something and some have casts that say nothing. The
/// same seed gives the same expressions.
class ExpressionGenerator {
public:
    explicit ExpressionGenerator(unsigned seed) : random_(seed) {}

    std::string next();

private:
    std::size_t below(std::size_t limit);
    bool chance(std::size_t percent) { return below(100) < percent; }
    std::string one_of(const std::vector<std::string>& choices);

    std::string boolean(int depth);
    std::string comparison(int depth);
    std::string membership(int depth);
    std::string pattern(int depth);
    std::string number(int depth);
    std::string number_call(int depth);
    std::string text(int depth);
    std::string text_call(int depth);
    std::string moment(int depth);
    std::string array(int depth);
    std::string any_value(int depth);

    std::string literal_of(std::string_view type);
    std::string column_of(std::string_view type);
    std::string value_of(std::string_view type, int depth);
    std::string choice(std::string_view type, int depth);

    std::mt19937 random_;
};

}  // namespace erdmark::test
