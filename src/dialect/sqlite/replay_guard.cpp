#include "dialect/sqlite/replay_guard.h"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>
#include <sqlite3.h>

#include "base/text.h"
#include "dialect/sqlite/printf_function.h"

namespace erdmark::dialect::sqlite {

namespace {

constexpr int kStepsBetweenCounts = 1000;
constexpr std::string_view kWouldLeave = "it would leave the in-memory database";

constexpr std::array<std::string_view, 5> kRefusedFunctions = {
    "load_extension", "readfile", "writefile", "edit", "fts3_tokenizer"};

constexpr std::array<std::string_view, 8> kModules = {"fts3",      "fts4",  "fts5",      "fts4aux",
                                                      "fts5vocab", "rtree", "rtree_i32", "geopoly"};

/// They change how statements run, or only read (`data_version` is what FTS5 asks by itself).
constexpr std::array<std::string_view, 24> kPragmas = {
    "application_id",     "case_sensitive_like", "collation_list",     "compile_options",
    "data_version",       "database_list",       "defer_foreign_keys", "encoding",
    "foreign_key_check",  "foreign_key_list",    "foreign_keys",       "function_list",
    "index_info",         "index_list",          "index_xinfo",        "integrity_check",
    "legacy_alter_table", "module_list",         "quick_check",        "recursive_triggers",
    "table_info",         "table_list",          "table_xinfo",        "user_version"};

/// They are about files, caches and other connections: no matter to a database in memory.
constexpr std::array<std::string_view, 27> kPragmasWithoutEffect = {
    "analysis_limit",     "auto_vacuum",
    "automatic_index",    "busy_timeout",
    "cache_size",         "cache_spill",
    "cell_size_check",    "checkpoint_fullfsync",
    "fullfsync",          "ignore_check_constraints",
    "incremental_vacuum", "journal_mode",
    "journal_size_limit", "locking_mode",
    "max_page_count",     "mmap_size",
    "optimize",           "page_size",
    "query_only",         "read_uncommitted",
    "secure_delete",      "synchronous",
    "temp_store",         "threads",
    "trusted_schema",     "wal_autocheckpoint",
    "wal_checkpoint"};

template <std::size_t size>
bool contains(const std::array<std::string_view, size>& names, std::string_view name) {
    return std::ranges::count(names, to_lower(name)) > 0;
}

std::string_view view_of(const char* text) {
    return text == nullptr ? std::string_view() : std::string_view(text);
}

void set_up(sqlite3* database, const ReplayLimits& limits) {
    // Tables and sorters that outgrow the cache would go to files.
    sqlite3_exec(database, "PRAGMA temp_store = MEMORY", nullptr, nullptr, nullptr);
    sqlite3_db_config(database, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    sqlite3_db_config(database, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, nullptr);
    sqlite3_limit(database, SQLITE_LIMIT_LENGTH, limits.value_size);
    bound_printf(database);
    sqlite3_hard_heap_limit64(limits.memory);
}

}  // namespace

ReplayGuard::ReplayGuard(sqlite3* database, const ReplayLimits& limits)
    : allowed_steps_(limits.statement_steps) {
    set_up(database, limits);
    sqlite3_set_authorizer(database, authorize, this);
    sqlite3_progress_handler(database, kStepsBetweenCounts, count_steps, this);
}

void ReplayGuard::begin_statement() {
    on_guard_ = true;
    steps_ = 0;
    refusal_.clear();
}

void ReplayGuard::stand_aside() {
    on_guard_ = false;
}

std::set<std::string, std::less<>> ReplayGuard::take_reads() {
    return std::exchange(reads_, {});
}

bool ReplayGuard::take_changes_of_old() {
    return std::exchange(changes_old_, false);
}

// NOLINTNEXTLINE(readability-function-size): the parameters are those of sqlite3_set_authorizer
int ReplayGuard::authorize(void* guard, int action, const char* first, const char* second,
                           const char* /*database*/, const char* /*trigger*/) {
    auto* self = static_cast<ReplayGuard*>(guard);
    return self->on_guard_ ? self->judge(action, view_of(first), view_of(second)) : SQLITE_OK;
}

int ReplayGuard::count_steps(void* guard) {
    auto* self = static_cast<ReplayGuard*>(guard);
    self->steps_ += kStepsBetweenCounts;
    if (!self->on_guard_ || self->steps_ < self->allowed_steps_) {
        return 0;
    }
    self->refusal_ = fmt::format(
        "statement stopped after {} steps; a replay must end (is a recursive query missing its "
        "limit?)",
        self->allowed_steps_ % 1'000'000 == 0
            ? fmt::format("{} million", self->allowed_steps_ / 1'000'000)
            : fmt::to_string(self->allowed_steps_));
    return 1;
}

int ReplayGuard::judge(int action, std::string_view first, std::string_view second) {
    switch (action) {
        case SQLITE_ATTACH:
            return refuse("ATTACH", kWouldLeave);
        case SQLITE_DETACH:
            return refuse("DETACH", "there is only the in-memory database");
        case SQLITE_PRAGMA:
            return judge_pragma(first);
        case SQLITE_FUNCTION:
            return contains(kRefusedFunctions, second)
                       ? refuse(fmt::format("{}()", second), kWouldLeave)
                       : SQLITE_OK;
        case SQLITE_CREATE_VTABLE:
            return contains(kModules, second)
                       ? SQLITE_OK
                       : refuse(fmt::format("a virtual table of module '{}'", second),
                                fmt::format("expected one of {}", fmt::join(kModules, ", ")));
        case SQLITE_ALTER_TABLE:
        case SQLITE_DROP_INDEX:
        case SQLITE_DROP_TABLE:
        case SQLITE_DROP_TRIGGER:
        case SQLITE_DROP_VIEW:
        case SQLITE_DROP_VTABLE:
            changes_old_ = true;
            return SQLITE_OK;
        case SQLITE_READ:
            if (!reads_.contains(first)) {
                reads_.emplace(first);
            }
            return SQLITE_OK;
        default:
            return SQLITE_OK;
    }
}

int ReplayGuard::judge_pragma(std::string_view name) {
    if (contains(kPragmas, name)) {
        return SQLITE_OK;
    }
    if (contains(kPragmasWithoutEffect, name)) {
        return SQLITE_IGNORE;
    }
    return refuse(fmt::format("PRAGMA {}", name),
                  "it is not known to be harmless to everything but the in-memory database");
}

int ReplayGuard::refuse(std::string_view what, std::string_view why) {
    refusal_ = fmt::format("{} is not allowed in a replay: {}", what, why);
    return SQLITE_DENY;
}

}  // namespace erdmark::dialect::sqlite
