#pragma once

#include <cstdint>
#include <exception>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dialect/postgres/replay/query/sqlite_query.h"

struct sqlite3;

namespace erdmark::dialect::postgres {

/// What a query gave, each value as PostgreSQL prints it.
struct QueryResult {
    std::vector<QueryColumn> columns;
    std::vector<std::vector<std::optional<std::string>>> rows;
    bool reproducible = true;
};

/// How much work scripts may ask for. A step is an instruction of SQLite's machine, of which a
/// statement of a migration needs a few thousand; other work counts as so many steps.
struct WorkLimits {
    std::uint64_t query = 10'000'000;
    std::uint64_t statement = 100'000'000;  ///< With the code that it runs.
    std::uint64_t replay = 3'000'000'000;   ///< All statements together.
    std::int64_t memory = std::int64_t{1}
                          << 29U;  ///< In bytes, of all SQLite databases of the process.
    std::int64_t rows = std::int64_t{1} << 28U;  ///< In bytes, of all rows that are kept.
};

/// What the functions of PostgreSQL ask of the catalog while a query runs.
struct QueryHooks {
    /// The oid of a name, `kind` being `regclass`, `regtype`, `regproc`, `regnamespace` or
    /// `regrole`.
    std::function<std::optional<std::int64_t>(std::string_view kind, const std::string& name)>
        find_oid;
    /// The text of an oid of that kind.
    std::function<std::string(std::string_view kind, std::int64_t oid)> oid_text;
    /// Carries out the function `id` (see QueryRoutine).
    std::function<QueryResult(int id, const std::vector<QueryValue>& arguments)> call;
    /// The value of a setting.
    std::function<std::optional<std::string>(const std::string& name)> setting;
    /// The next, current or last value of a sequence; see the function of that name.
    std::function<std::optional<std::int64_t>(
        std::string_view function, const std::string& sequence, std::optional<std::int64_t> value)>
        sequence;
};

/// A SQLite database in memory that has PostgreSQL's functions. The tables of the catalog and the
/// rows of the users' tables are in one and the same, so that a query can join them.
///
/// Bounded: a statement of too many steps or too much memory is stopped with an `Undecidable`.
class QueryDatabase {
public:
    explicit QueryDatabase(const WorkLimits& limits = {});
    ~QueryDatabase();
    QueryDatabase(const QueryDatabase&) = delete;
    QueryDatabase& operator=(const QueryDatabase&) = delete;

    sqlite3* handle() const { return database_; }

    /// All rows of a query of to_sqlite. Throws what the functions in it throw, and an
    /// `Undecidable` for all else that fails.
    QueryResult run(const SqliteQuery& query);

    /// Starts the count for a statement of a script anew.
    void begin_statement() { statement_steps_ = 0; }

    /// Counts work as so many steps. Throws an `Undecidable` when it is more than there may be.
    void spend(std::uint64_t steps);

    /// Counts what a function does inside of a query, as `spend` does.
    void spend_in_query(std::uint64_t steps);

    /// Carries out SQL of our own; throws an `Undecidable` when SQLite refuses it.
    void execute(const std::string& sql);

    /// Rethrows what a function called by the last failed statement threw, if it did; for callers
    /// that step through statements by themselves.
    void rethrow();

    QueryHooks hooks;

    /// For the functions: what they threw, to be thrown again outside of SQLite.
    std::exception_ptr pending;

    /// How many values of chance there were: they differ, and are the same on each run.
    std::int64_t chances = 0;

private:
    sqlite3* database_ = nullptr;
    WorkLimits limits_;
    std::uint64_t steps_ = 0;
    std::uint64_t statement_steps_ = 0;
    std::uint64_t replay_steps_ = 0;

    void add_steps(std::uint64_t steps);
    bool is_spent() const;
    static int count_steps(void* database);
};

/// Gives the database PostgreSQL's functions, under the names that to_sqlite uses.
void register_functions(QueryDatabase& database);

}  // namespace erdmark::dialect::postgres
