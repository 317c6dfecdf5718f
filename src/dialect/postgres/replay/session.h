#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dialect/postgres/replay/catalog_host.h"
#include "dialect/postgres/replay/plpgsql.h"
#include "dialect/postgres/replay/rows/row_store.h"
#include "dialect/postgres/replay/transactions.h"

namespace erdmark::dialect::postgres {

/// What a statement left undone: a reason and the place in its text.
struct SessionNote {
    std::string reason;
    int offset = -1;
    bool undecided = false;  ///< The schema may differ from what a server would have.
};

/// A session on a server that is not there: its catalog, its rows, its transaction.
class Session {
public:
    explicit Session(const WorkLimits& limits);

    /// A script is a session: what the one before it has set is gone.
    void begin_script();

    /// Carries out one statement. Throws a `Refusal` where the server would refuse; then nothing of
    /// it stays when `atomic`, and an open transaction has failed.
    void run(const ParserNode& statement, std::string_view text, bool atomic);

    /// The rows below a `COPY … FROM stdin`.
    void copy(const PgQuery__CopyStmt& statement, std::string_view rows);

    /// What was left undone since the last call.
    std::vector<SessionNote> take_notes() { return std::exchange(notes_, {}); }

    Catalog& catalog() { return catalog_; }
    RowStore& rows() { return rows_; }
    Transactions& transactions() { return transactions_; }

private:
    void define(const ParserNode& statement, std::string_view text);
    void follow(const ParserNode& statement);
    void fill(const PgQuery__IntoClause& into, const PgQuery__SelectStmt* query);
    void run_data(const ParserNode& statement);
    void note_copy(const PgQuery__CopyStmt& statement);
    void run_code(const ParserNode& statement, std::string_view text);
    void note(std::string reason, int offset, bool undecided);

    Catalog catalog_;
    QueryDatabase database_;
    RowStore rows_{catalog_, database_};
    CatalogHost host_;
    CodeRunner code_;
    Transactions transactions_{catalog_};
    std::vector<SessionNote> notes_;
};

}  // namespace erdmark::dialect::postgres
