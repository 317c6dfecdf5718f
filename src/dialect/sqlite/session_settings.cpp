#include "dialect/sqlite/session_settings.h"

#include <algorithm>
#include <array>
#include <string_view>

#include <SQLiteCpp/SQLiteCpp.h>
#include <fmt/format.h>
#include <sqlite3.h>

#include "base/text.h"

namespace erdmark::dialect::sqlite {

namespace {

/// Those that last until the session ends. `auto_vacuum`, `encoding` and `page_size` are of the
/// file; `busy_timeout` is always replaced.
constexpr std::array<std::string_view, 33> kSettings = {"analysis_limit",
                                                        "automatic_index",
                                                        "cache_size",
                                                        "cache_spill",
                                                        "case_sensitive_like",
                                                        "cell_size_check",
                                                        "checkpoint_fullfsync",
                                                        "count_changes",
                                                        "empty_result_callbacks",
                                                        "foreign_keys",
                                                        "full_column_names",
                                                        "fullfsync",
                                                        "hard_heap_limit",
                                                        "ignore_check_constraints",
                                                        "journal_mode",
                                                        "journal_size_limit",
                                                        "legacy_alter_table",
                                                        "locking_mode",
                                                        "max_page_count",
                                                        "mmap_size",
                                                        "query_only",
                                                        "read_uncommitted",
                                                        "recursive_triggers",
                                                        "reverse_unordered_selects",
                                                        "secure_delete",
                                                        "short_column_names",
                                                        "soft_heap_limit",
                                                        "synchronous",
                                                        "temp_store",
                                                        "threads",
                                                        "trusted_schema",
                                                        "wal_autocheckpoint",
                                                        "writable_schema"};

std::string setting(SQLite::Database& database, std::string_view name) {
    SQLite::Statement statement(database, fmt::format("PRAGMA {}", name));
    // `case_sensitive_like` cannot be read; it is off unless somebody set it.
    return statement.executeStep() ? statement.getColumn(0).getString() : "0";
}

/// Some pragmas answer with a row.
void run_pragma(SQLite::Database& database, const std::string& pragma) {
    SQLite::Statement statement(database, pragma);
    while (statement.executeStep()) {
    }
}

}  // namespace

void SessionSettings::keep(const std::string& name) {
    if (std::ranges::find(kSettings, name) != kSettings.end() && !before_.contains(name)) {
        before_.emplace(name, setting(database_, name));
    }
}

void SessionSettings::restore(const std::string& name) {
    const auto found = before_.find(name);
    if (found == before_.end()) {
        return;
    }
    // WAL is of the file, and so is leaving it: those a migration sets for good.
    const bool lasts =
        name == "journal_mode" && (found->second == "wal" || setting(database_, name) == "wal" ||
                                   setting(database_, name) == "delete");
    if (!lasts) {
        run_pragma(database_, fmt::format("PRAGMA {} = {}", name, found->second));
    }
    before_.erase(found);
}

void SessionSettings::restore_all() {
    const bool was_exclusive = before_.contains("locking_mode");
    while (!before_.empty()) {
        restore(std::string(before_.begin()->first));
    }
    if (was_exclusive) {
        // The lock is given back by the next access to the file only.
        run_pragma(database_, "PRAGMA main.user_version");
    }
    detach_all();
}

void SessionSettings::detach_all() {
    constexpr int kFirstAttached = 2;
    while (const char* name = sqlite3_db_name(database_.getHandle(), kFirstAttached)) {
        run_pragma(database_, fmt::format("DETACH \"{}\"", replace_all(name, "\"", "\"\"")));
    }
}

}  // namespace erdmark::dialect::sqlite
