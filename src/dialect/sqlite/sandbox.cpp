#include "dialect/sqlite/sandbox.h"

#include <algorithm>
#include <array>
#include <string_view>

#include <fmt/format.h>
#include <sqlite3.h>

#include "base/text.h"

namespace erdmark::dialect::sqlite {

namespace {

constexpr int kStepsBetweenCounts = 100'000;
constexpr int kLongestValue = 256 * 1024 * 1024;
constexpr sqlite3_int64 kMemory = sqlite3_int64{2} * 1024 * 1024 * 1024;

// Pragmas that change nothing outside an in-memory database: those that migrations contain, and
// those that only read.
constexpr std::array<std::string_view, 52> kPragmas = {
    "analysis_limit",     "application_id",
    "auto_vacuum",        "automatic_index",
    "busy_timeout",       "cache_size",
    "cache_spill",        "case_sensitive_like",
    "cell_size_check",    "checkpoint_fullfsync",
    "collation_list",     "compile_options",
    "count_changes",      "database_list",
    "defer_foreign_keys", "empty_result_callbacks",
    "encoding",           "foreign_key_check",
    "foreign_key_list",   "foreign_keys",
    "full_column_names",  "fullfsync",
    "function_list",      "ignore_check_constraints",
    "incremental_vacuum", "index_info",
    "index_list",         "index_xinfo",
    "integrity_check",    "journal_mode",
    "journal_size_limit", "legacy_alter_table",
    "legacy_file_format", "locking_mode",
    "mmap_size",          "module_list",
    "optimize",           "page_count",
    "page_size",          "pragma_list",
    "quick_check",        "recursive_triggers",
    "schema_version",     "secure_delete",
    "short_column_names", "synchronous",
    "table_info",         "table_list",
    "table_xinfo",        "temp_store",
    "user_version",       "wal_checkpoint"};

constexpr std::array<std::string_view, 7> kModules = {"fts3",  "fts4",      "fts5",   "fts5vocab",
                                                      "rtree", "rtree_i32", "geopoly"};

constexpr std::array<std::string_view, 5> kForbiddenFunctions = {
    "load_extension", "readfile", "writefile", "edit", "fts3_tokenizer"};

template <typename Names>
bool holds(const Names& names, const char* name) {
    return name != nullptr && std::ranges::any_of(names, [&](std::string_view each) {
               return equals_ignoring_case(each, name);
           });
}

/// Why an action is refused, or an empty text.
std::string problem_with(int action, const char* first, const char* second) {
    switch (action) {
        case SQLITE_ATTACH:
            return "ATTACH is not allowed in a replay: it would leave the in-memory database";
        case SQLITE_DETACH:
            return "DETACH is not allowed in a replay: there is only the in-memory database";
        case SQLITE_PRAGMA:
            return holds(kPragmas, first)
                       ? ""
                       : fmt::format("PRAGMA {} is not allowed in a replay", first);
        case SQLITE_FUNCTION:
            return holds(kForbiddenFunctions, second)
                       ? fmt::format(
                             "the function {} is not allowed in a replay: it would leave the "
                             "in-memory database",
                             second)
                       : "";
        case SQLITE_CREATE_VTABLE:
            return holds(kModules, second) ? ""
                                           : fmt::format(
                                                 "virtual tables of module '{}' are not known to a "
                                                 "replay; those of {} are",
                                                 second, fmt::join(kModules, ", "));
        default:
            return "";
    }
}

}  // namespace

Sandbox::Sandbox(sqlite3* database) : database_(database) {
    sqlite3_hard_heap_limit64(kMemory);
    sqlite3_limit(database, SQLITE_LIMIT_LENGTH, kLongestValue);
    sqlite3_limit(database, SQLITE_LIMIT_ATTACHED, 0);
    sqlite3_db_config(database, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    sqlite3_db_config(database, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
    sqlite3_db_config(database, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, nullptr);
    sqlite3_set_authorizer(database, &Sandbox::authorize, this);
    sqlite3_progress_handler(database, kStepsBetweenCounts, &Sandbox::count_steps, this);
}

Sandbox::~Sandbox() {
    sqlite3_set_authorizer(database_, nullptr, nullptr);
    sqlite3_progress_handler(database_, 0, nullptr, nullptr);
}

void Sandbox::start_statement() {
    refusal_.clear();
    steps_left_ = kStepLimit;
}

int Sandbox::authorize(void* sandbox, int action, const char* first, const char* second,
                       const char*, const char*) {
    auto* self = static_cast<Sandbox*>(sandbox);
    if (!self->enforced_) {
        return SQLITE_OK;
    }
    self->refusal_ = problem_with(action, first, second);
    return self->refusal_.empty() ? SQLITE_OK : SQLITE_DENY;
}

int Sandbox::count_steps(void* sandbox) {
    auto* self = static_cast<Sandbox*>(sandbox);
    self->steps_left_ -= kStepsBetweenCounts;
    return self->enforced_ && self->steps_left_ <= 0 ? 1 : 0;
}

}  // namespace erdmark::dialect::sqlite
