#pragma once

#include <span>
#include <string>
#include <string_view>

#include "dialect/postgres/replay/query/query_database.h"

namespace erdmark::dialect::postgres {

/// A query and what PostgreSQL 15 answers: columns with `|`, rows with `;` between them.
struct QueryRow {
    std::string_view sql;
    std::string_view answer;  ///< Or `ERROR` with the SQLSTATE and the message.
};

/// Statements that make the tables of the queries, for SQLite as for PostgreSQL.
std::span<const QueryRow> query_rows();

/// The same of functions and operators; they need no tables.
std::span<const QueryRow> query_function_rows();

/// The names that the tables of query_rows have.
class TestNames : public QueryNames {
public:
    std::optional<QueryTable> find_table(const DottedName& name) override;
    std::optional<QueryValue> find_variable(const std::vector<std::string>& path) override;
    bool refuses_ambiguity() const override { return true; }
    std::optional<QueryValue> find_parameter(int number) override;
    std::optional<QueryRoutine> find_routine(const DottedName& name,
                                             std::size_t arguments) override;
    std::string find_type(const DottedName& name) override;
    std::optional<std::vector<std::string>> find_labels(const std::string& type) override;
};

/// A database with the tables of query_rows.
void add_test_tables(QueryDatabase& database);

/// The answer in the form of QueryRow; `UNDECIDED` with the reason for what is not decided.
std::string answer_of(std::string_view sql, QueryNames& names, QueryDatabase& database);

/// Rows in the form of QueryRow.
std::string joined_rows(const QueryResult& result);

}  // namespace erdmark::dialect::postgres
