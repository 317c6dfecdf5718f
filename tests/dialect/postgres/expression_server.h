#pragma once

#include <string>
#include <vector>

#include "support/postgres_server.h"

namespace erdmark::test {

/// A database with the table of expression_table.h that is asked for the texts and the values
/// of expressions over it.
class ExpressionServer {
public:
    ExpressionServer();

    /// What the server makes of each of them in a constraint; empty for what it refuses.
    std::vector<std::string> texts(const std::vector<std::string>& expressions) const;

    /// The types and the values of each of them in all rows, or the error; all in one transaction,
    /// in which now() stays.
    std::vector<std::string> values(const std::vector<std::string>& expressions) const;

private:
    PostgresDatabase database_;
};

}  // namespace erdmark::test
