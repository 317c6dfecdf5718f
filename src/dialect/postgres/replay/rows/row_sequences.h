#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "dialect/postgres/replay/catalog.h"

namespace erdmark::dialect::postgres {

/// Where the sequences of a catalog stand. As on a server, no transaction takes a number back.
class RowSequences {
public:
    explicit RowSequences(const Catalog& catalog) : catalog_(catalog) {}

    /// The value of nextval, currval, lastval, setval or `setval_before` (setval with false) for a
    /// sequence whose name is written as in SQL. Throws a `Refusal` as the server does.
    std::optional<std::int64_t> call(std::string_view function, const std::string& name,
                                     std::optional<std::int64_t> value);

    std::int64_t next(ObjectId sequence);

    /// The next number is `start`, or the one that the sequence starts with.
    void restart(ObjectId sequence, std::optional<std::int64_t> start = {});

private:
    struct State {
        std::int64_t value = 0;  ///< The last one, or the next one when it was not given yet.
        bool is_given = false;
    };

    State& state_of(ObjectId sequence);

    const Catalog& catalog_;
    std::map<ObjectId, State> states_;
    std::optional<std::int64_t> last_;
};

}  // namespace erdmark::dialect::postgres
