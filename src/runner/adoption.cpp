#include "runner/adoption.h"

#include <array>
#include <optional>
#include <string>

#include <fmt/format.h>

#include "base/error.h"
#include "runner/history/rows.h"
#include "runner/revision_of.h"
#include "runner/transaction.h"

namespace erdmark::runner {

namespace {

/// Whether nothing that can be read has that name.
bool is_free(dialect::MigrationSession& session, const HistoryTable& table) {
    try {
        session.query(fmt::format("SELECT 1 FROM {} WHERE 1 = 0", table.quoted()));
    } catch (const Error&) {
        return true;
    }
    return false;
}

HistoryTable free_table(dialect::MigrationSession& session, const dialect::Dialect& dialect) {
    const std::vector<dialect::Row> rows =
        session.query(fmt::format("SELECT {}", dialect.table_words().current_namespace));
    HistoryTable table{.space = text_at(rows.front(), 0),
                       .name = std::string(kDefaultHistoryTable)};
    if (is_free(session, table)) {
        return table;
    }
    table.name = kOtherHistoryTable;
    if (!is_free(session, table)) {
        throw Error(ErrorKind::Database,
                    fmt::format("{}: there are tables {} and {} already; rename the one that is "
                                "not needed",
                                session.name(), kDefaultHistoryTable, kOtherHistoryTable));
    }
    return table;
}

/// The row that stands for what another tool noted.
Revision own_row(const MigrationStatus& status, const sql::Syntax& syntax) {
    const Revision& old = *status.revision;
    Revision row =
        status.migration == nullptr
            ? Revision{.key = old.key, .version = old.version, .name = old.name, .file = old.file}
            : revision_of(*status.migration, syntax, old.status);
    row.milliseconds = old.milliseconds;
    row.status = old.status;
    row.error = old.error;
    return row;
}

/// When and by whom it was applied, as the other tool has it: unknown where it does not say.
void take_moment(dialect::MigrationSession& session, const HistoryTable& table,
                 const Revision& old) {
    const std::optional<std::string> moment =
        old.applied_at.empty() ? std::nullopt : std::optional(old.applied_at);
    update_rows(session, table,
                std::array{Cell{"applied_at", moment, ""}, Cell{"executed_at", moment, ""},
                           Cell{"applied_by", old.applied_by, ""}},
                {"version", old.key, ""});
}

}  // namespace

History adopt(dialect::MigrationSession& session, const dialect::Dialect& dialect,
              const History& from, std::span<const MigrationStatus> states) {
    HistoryTable table = free_table(session, dialect);
    History history = History::make(dialect, std::move(table.space), std::move(table.name));
    history.set_actor(from.actor());
    require_transaction(session, [&] {
        history.prepare(session);
        for (const MigrationStatus& status : states) {
            if (status.revision != nullptr) {
                history.put(session, own_row(status, dialect.syntax()));
                take_moment(session, history.table(), *status.revision);
            }
        }
        history.log(session, {.event = "adopted",
                              .words = fmt::format("the history of {}, as {} keeps it",
                                                   from.table().shown(), from.owner())});
    });
    return history;
}

}  // namespace erdmark::runner
