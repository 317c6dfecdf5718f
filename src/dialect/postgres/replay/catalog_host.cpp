#include "dialect/postgres/replay/catalog_host.h"

#include <algorithm>

#include <fmt/format.h>

#include "dialect/postgres/replay/execute.h"
#include "dialect/postgres/replay/query/translator.h"

namespace erdmark::dialect::postgres {

namespace {

constexpr std::uint64_t kStepsOfStatement = 5000;

}  // namespace

CatalogHost::CatalogHost(Catalog& catalog, QueryDatabase& database, RowStore& rows, Define define)
    : catalog_(catalog),
      database_(database),
      rows_(rows),
      define_(std::move(define)),
      tables_(catalog, database) {}

StatementOutcome CatalogHost::run(const ParserNode& statement, const std::string& text,
                                  QueryNames& names) {
    database_.spend(kStepsOfStatement);
    switch (role_of(statement)) {
        case StatementRole::Definition:
            define_(statement, text);
            return {};
        case StatementRole::Data:
            return run_data(statement, names);
        case StatementRole::Nothing:
            return {};
        case StatementRole::Code:
            undecided("DO inside of code is not replayed");
        case StatementRole::Transaction:
            refuse("unsupported transaction command in PL/pgSQL", condition::kFeatureNotSupported);
        case StatementRole::Unknown:
            break;
    }
    undecided("a replay does not know what this statement does");
}

StatementOutcome CatalogHost::run_data(const ParserNode& statement, QueryNames& names) {
    try {
        RowOutcome outcome = rows_.run(statement, &names);
        return {.rows = outcome.rows, .returned = std::move(outcome.returned)};
    } catch (const Undecidable& reason) {
        // No schema changes by it; what is decided by its rows later is not decided.
        if (std::ranges::find(data_notes_, reason.reason, &Undecidable::reason) ==
            data_notes_.end()) {
            data_notes_.push_back(reason);
        }
        return {.rows = -1, .returned = {.reproducible = false}};
    }
}

QueryResult CatalogHost::query(const ParserNode& select, QueryNames& names) {
    return rows_.run(select, &names).returned;
}

void CatalogHost::set_savepoint() {
    marks_.push_back(catalog_.journal.set_mark());
    rows_.set_mark();
}

void CatalogHost::roll_back() {
    catalog_.roll_back(marks_.back());
    rows_.roll_back();
}

void CatalogHost::release() {
    catalog_.journal.release();
    rows_.release();
    marks_.pop_back();
}

}  // namespace erdmark::dialect::postgres
