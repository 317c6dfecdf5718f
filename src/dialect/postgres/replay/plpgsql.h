#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "dialect/postgres/replay/catalog.h"
#include "dialect/postgres/replay/catalog_tables.h"
#include "dialect/postgres/replay/query/query_database.h"

namespace erdmark::dialect::postgres {

/// What a statement that is no query did to rows.
struct StatementOutcome {
    std::int64_t rows = 0;  ///< How many it inserted, changed or deleted; -1 when not known.
    QueryResult returned;   ///< By RETURNING.
};

/// What the interpreter of PL/pgSQL runs in.
class CodeHost {
public:
    virtual ~CodeHost() = default;

    virtual Catalog& catalog() = 0;
    virtual QueryDatabase& database() = 0;
    virtual CatalogTables& tables() = 0;

    /// Carries out a statement that is no SELECT. `names` knows the variables around it. Throws a
    /// `Refusal` or an `Undecidable` with the place in `text`.
    virtual StatementOutcome run(const ParserNode& statement, const std::string& text,
                                 QueryNames& names) = 0;

    /// Carries out a SELECT that reads system tables, tables and views; `names` knows all names but
    /// those of the users' tables and views.
    virtual QueryResult query(const ParserNode& select, QueryNames& names) = 0;

    /// A place to go back to, in the catalog and in the rows; released or rolled back to in the
    /// reverse order, and always released in the end.
    virtual void set_savepoint() = 0;
    virtual void roll_back() = 0;
    virtual void release() = 0;
};

class Interpreter;

/// Runs code in PL/pgSQL, and the functions that migrations defined. Answers `hooks` of the host's
/// database, but those of sequences, from its construction on; must live as long as queries run.
class CodeRunner {
public:
    explicit CodeRunner(CodeHost& host);
    ~CodeRunner();
    CodeRunner(const CodeRunner&) = delete;
    CodeRunner& operator=(const CodeRunner&) = delete;

    /// Runs a body as DO does. Throws a `Refusal` for an error that no handler of it takes and an
    /// `Undecidable` for what cannot be decided, both with the place in `body`; what it did until
    /// then stays, for the caller to take back. Ends after a bounded number of steps.
    void run(std::string_view body);

    /// Carries out a SELECT in which functions that migrations defined may be called, or a CALL.
    /// Throws as `run` does, with the place in the statement.
    QueryResult query(const ParserNode& statement);

    /// The names that statements outside of code may use: system tables and functions.
    QueryNames& names();

private:
    void set_hooks(CodeHost& host);

    std::unique_ptr<Interpreter> interpreter_;
    std::unique_ptr<QueryNames> names_;
};

/// The body of a DO and its first byte in the statement.
struct DoBody {
    std::string language;  ///< `plpgsql` when none is said.
    std::string body;
    int offset = 0;
};

/// What a DO says; `text` is the statement's.
DoBody read_do(const PgQuery__DoStmt& statement, std::string_view text);

}  // namespace erdmark::dialect::postgres
