#include "contract/postgres_cross_check.h"

#include <algorithm>
#include <iterator>

#include <fmt/format.h>

#include "dialect/dialect.h"

namespace erdmark::test {
namespace {

std::vector<std::string> missing(const std::vector<std::string>& from,
                                 const std::vector<std::string>& in) {
    std::vector<std::string> result;
    std::ranges::set_difference(from, in, std::back_inserter(result));
    return result;
}

std::vector<std::string> sorted(const Facts& facts, const std::string& kind) {
    const auto found = facts.find(kind);
    std::vector<std::string> lines =
        found == facts.end() ? std::vector<std::string>() : found->second;
    std::ranges::sort(lines);
    return lines;
}

}  // namespace

CrossCheck compare(const Facts& of_views, const Facts& of_schema) {
    Facts kinds = of_views;
    kinds.insert(of_schema.begin(), of_schema.end());
    CrossCheck result;
    for (const auto& [kind, unused] : kinds) {
        const std::vector<std::string> expected = sorted(of_views, kind);
        const std::vector<std::string> actual = sorted(of_schema, kind);
        result.counts[kind] = expected.size();
        for (const std::string& line : missing(expected, actual)) {
            result.differences.push_back(fmt::format("{}: only the views: {}", kind, line));
        }
        for (const std::string& line : missing(actual, expected)) {
            result.differences.push_back(fmt::format("{}: only erdmark: {}", kind, line));
        }
    }
    return result;
}

CrossCheck cross_check(const std::string& url) {
    const dialect::Dialect& postgres = *dialect::find_dialect("postgresql");
    const auto views = postgres.connect(dialect::Url::parse(url), {.statement_timeout_seconds = 0});
    const auto reading = postgres.connect(dialect::Url::parse(url), {});
    return compare(facts_of_views(*views),
                   facts_of_schema(postgres.introspect(*reading, {.privileges = true})));
}

}  // namespace erdmark::test
