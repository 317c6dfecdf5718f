#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "dialect/connection.h"
#include "schema/schema.h"

namespace erdmark::test {

/// Facts of a database by their kind, each as a line: `columns` →
/// `public.orders 2: total numeric(10,2) NOT NULL DEFAULT 0`.
using Facts = std::map<std::string, std::vector<std::string>>;

/// What the views of `information_schema` and the system's own views (`pg_indexes`, `pg_policies`,
/// …) say of a PostgreSQL database. They hide what the role has no right to: ask as a superuser.
Facts facts_of_views(dialect::Connection& connection);

/// The same of what erdmark read.
Facts facts_of_schema(const schema::Schema& schema);

struct CrossCheck {
    std::map<std::string, std::size_t> counts;  ///< Of the views' facts, by kind.
    std::vector<std::string> differences;       ///< `columns: only erdmark: …`
};

CrossCheck compare(const Facts& of_views, const Facts& of_schema);

/// Both sides of the database at `url`.
CrossCheck cross_check(const std::string& url);

}  // namespace erdmark::test
