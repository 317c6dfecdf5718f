#include <cstdio>
#include <exception>

#include <fmt/format.h>

#include "contract/postgres_cross_check.h"

// Compares what erdmark reads of the database at the URL given with what the server's own views say
// of it. Ends with 1 when they differ.
int main(int count, char** arguments) try {
    if (count != 2) {
        fmt::print(stderr, "usage: postgres_cross_check URL\n");
        return 2;
    }
    const erdmark::test::CrossCheck check = erdmark::test::cross_check(arguments[1]);
    for (const auto& [kind, number] : check.counts) {
        fmt::print("{:>7} {}\n", number, kind);
    }
    fmt::print("{:>7} differences\n", check.differences.size());
    for (const std::string& difference : check.differences) {
        fmt::print("{}\n", difference);
    }
    return check.differences.empty() ? 0 : 1;
} catch (const std::exception& error) {
    fmt::print(stderr, "{}\n", error.what());
    return 2;
}
