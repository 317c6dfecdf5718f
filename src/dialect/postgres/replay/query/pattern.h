#pragma once

#include <array>
#include <cstddef>
#include <string>

#include <regex.h>

#include "dialect/postgres/replay/query/query_database.h"

namespace erdmark::dialect::postgres {

/// What a pattern's groups matched, the whole first.
using PatternMatches = std::array<regmatch_t, 10>;

/// A regular expression of PostgreSQL that is ready to be looked for. Throws an `Undecidable` for
/// one that the C library would not read in the same way. The database counts the work.
class Pattern {
public:
    Pattern(QueryDatabase& database, const std::string& pattern, bool ignores_case);
    ~Pattern() { regfree(&compiled_); }
    Pattern(const Pattern&) = delete;
    Pattern& operator=(const Pattern&) = delete;

    std::size_t groups() const { return compiled_.re_nsub; }

    /// Finds the pattern from `start` on.
    bool find(const std::string& text, std::size_t start, PatternMatches& matches) const;

private:
    QueryDatabase& database_;
    regex_t compiled_{};
};

}  // namespace erdmark::dialect::postgres
