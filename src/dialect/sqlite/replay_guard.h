#pragma once

#include <cstdint>
#include <functional>
#include <set>
#include <string>
#include <string_view>

struct sqlite3;

namespace erdmark::dialect::sqlite {

/// What a replay may use up. A statement of a migration needs a few hundred steps, one that copies
/// a table a few dozen for each row.
struct ReplayLimits {
    std::uint64_t statement_steps = 200'000'000;  ///< Instructions of SQLite's virtual machine.
    std::int64_t memory = std::int64_t{2}
                          << 30U;  ///< In bytes; holds for all SQLite databases of the process.
    int value_size = 100'000'000;  ///< Of one text or blob, in bytes.
};

/// Keeps the statements of a replay inside its database.
///
/// Refused are ATTACH and DETACH, functions that load code or reach files, all pragmas but those
/// known to be harmless, and virtual tables but of known modules. Pragmas that migrations contain
/// for the sake of a file on disk
/// (`journal_mode`, `synchronous`, …) have no effect. Writing to sqlite_schema is off. A statement
/// that takes too many steps is stopped.
class ReplayGuard {
public:
    /// Stands guard over `database` from now on, and must outlive it.
    ReplayGuard(sqlite3* database, const ReplayLimits& limits);
    ReplayGuard(const ReplayGuard&) = delete;
    ReplayGuard& operator=(const ReplayGuard&) = delete;

    /// Starts the count of steps anew and forgets what was refused.
    void begin_statement();

    /// Lets our own queries through until `begin_statement`.
    void stand_aside();

    /// The tables and views that statements named to read from them, since the last call.
    std::set<std::string, std::less<>> take_reads();

    /// Whether a statement may have changed or dropped something of the schema that was there
    /// before, since the last call.
    bool take_changes_of_old();

    /// Why the statement was refused or stopped: a message for its author; or empty.
    const std::string& refusal() const { return refusal_; }

private:
    static int authorize(void* guard, int action, const char* first, const char* second,
                         const char* database, const char* trigger);
    static int count_steps(void* guard);

    int judge(int action, std::string_view first, std::string_view second);
    int judge_pragma(std::string_view name);
    int refuse(std::string_view what, std::string_view why);

    std::uint64_t allowed_steps_;
    std::uint64_t steps_ = 0;
    bool on_guard_ = true;
    std::string refusal_;
    bool changes_old_ = false;
    std::set<std::string, std::less<>> reads_;
};

}  // namespace erdmark::dialect::sqlite
