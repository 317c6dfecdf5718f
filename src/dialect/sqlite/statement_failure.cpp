#include "dialect/sqlite/statement_failure.h"

#include <chrono>
#include <vector>

#include <fmt/format.h>
#include <sqlite3.h>

#include "base/text.h"
#include "dialect/clean_text.h"

namespace erdmark::dialect::sqlite {

namespace {

constexpr int kPrimaryCode = 0xFF;

/// As long as people count it: `0.3 s`.
std::string seconds(std::chrono::milliseconds time) {
    return fmt::format("{:.1f} s", static_cast<double>(time.count()) / 1000);
}

Failure stopped(const StatementWatch& watch) {
    if (watch.stop() == StatementWatch::Stop::Timeout) {
        return {.kind = FailureKind::TimedOut,
                .message = fmt::format("the statement was stopped after {}, which is all that it "
                                       "may take",
                                       seconds(watch.statement_limit()))};
    }
    return {.kind = FailureKind::Stopped, .message = "the statement was stopped"};
}

std::string lock_message(int code, const StatementWatch& watch) {
    return code == SQLITE_BUSY_SNAPSHOT
               ? "another process has written since the transaction began to read"
               : fmt::format("the database is locked by another process; waited {}",
                             seconds(watch.waited()));
}

}  // namespace

std::string single_line(std::string_view text) {
    return terminal_safe(collapse_whitespace(clean_text(text)));
}

std::string_view hint_for(int code) {
    switch (code & kPrimaryCode) {
        case SQLITE_BUSY:
            return "try again when its transaction has ended, or wait for longer";
        case SQLITE_FULL:
            return "make room on the disk of the database, then try again";
        case SQLITE_IOERR:
            return "the disk of the database could not be read or written; look at it, then try "
                   "again";
        case SQLITE_READONLY:
        case SQLITE_CANTOPEN:
        case SQLITE_PERM:
            return "both the file of the database and its folder must be writable, since SQLite "
                   "keeps a journal beside the file";
        case SQLITE_CORRUPT:
        case SQLITE_NOTADB:
            return "the file is damaged; restore it from a backup, or save what can be read with "
                   ".recover of the sqlite3 shell";
        default:
            return "";
    }
}

Failure failure_of(sqlite3* database, const StatementWatch& watch) {
    Failure failure =
        failure_of(sqlite3_extended_errcode(database), sqlite3_errmsg(database), watch);
    const int offset = sqlite3_error_offset(database);
    if (offset >= 0) {
        failure.offset = static_cast<std::size_t>(offset);
    }
    return failure;
}

Failure failure_of(int code, std::string_view words, const StatementWatch& watch) {
    if (watch.stop() != StatementWatch::Stop::None) {
        return stopped(watch);
    }
    const bool is_locked = (code & kPrimaryCode) == SQLITE_BUSY;
    Failure failure{.kind = is_locked ? FailureKind::Lock : FailureKind::Refused,
                    .message = is_locked ? lock_message(code, watch) : single_line(words)};
    if (const std::string_view hint = hint_for(code); !hint.empty()) {
        failure.advice.push_back(fmt::format("hint: {}", hint));
    }
    return failure;
}

}  // namespace erdmark::dialect::sqlite
