#pragma once

#include <ostream>

namespace erdmark::test {

/// Statements, one after the other, some of which a server refuses.
struct History {
    const char* name;
    const char* sql;
};

inline void PrintTo(const History& history, std::ostream* out) {
    *out << history.name;
}

/// Runs the statements of `history` on a server and in a replay that goes on after what it refuses:
/// both take and refuse the same, in the same words, and end with the same schema.
void expect_agreement(const char* history);

}  // namespace erdmark::test
