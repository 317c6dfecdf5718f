#include "dialect/postgres/replay/query/query_database.h"

#include <charconv>

#include <fmt/format.h>
#include <sqlite3.h>

#include "dialect/postgres/replay/query/functions.h"
#include "dialect/postgres/replay/query/translator.h"

namespace erdmark::dialect::postgres {

namespace {

constexpr int kStepsBetweenCounts = 1000;
constexpr std::uint64_t kStepsOfQuery = 500;               // To translate and prepare it.
constexpr std::uint64_t kStepsOfFullMemory = 100'000'000;  // To fill it in vain.
constexpr std::int64_t kBytesOfPage = 4096;
constexpr int kLongestValue = 50'000'000;
constexpr std::size_t kMostRows = 1'000'000;
constexpr std::size_t kMostBytes = 200'000'000;

using StatementHandle = std::unique_ptr<sqlite3_stmt, decltype(&sqlite3_finalize)>;

void bind(sqlite3_stmt* statement, int index, const QueryValue& value) {
    const std::string& text = *value.text;
    if (value.type == "boolean") {
        sqlite3_bind_int(statement, index, text == "t" || text == "true" || text == "1" ? 1 : 0);
        return;
    }
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (is_whole_number(value.type) && error == std::errc() && end == text.data() + text.size()) {
        sqlite3_bind_int64(statement, index, number);
        return;
    }
    if (value.type == "double precision" || value.type == "real") {
        sqlite3_bind_double(statement, index, std::strtod(text.c_str(), nullptr));
        return;
    }
    sqlite3_bind_text64(statement, index, text.data(), text.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
}

/// SQLite's parser has a limit for what is inside of each other.
void refuse_depth(std::string_view message) {
    if (message.starts_with("parser stack overflow") ||
        message.starts_with("Expression tree is too large")) {
        undecided("the query has too many parts inside of each other for a replay");
    }
}

/// A value as PostgreSQL prints one of its type.
std::optional<std::string> read(sqlite3_stmt* statement, int index, const std::string& type,
                                const QueryHooks& hooks) {
    const int kind = sqlite3_column_type(statement, index);
    if (kind == SQLITE_NULL) {
        return std::nullopt;
    }
    if (type == "boolean") {
        return sqlite3_column_int(statement, index) != 0 ? "t" : "f";
    }
    if (is_oid_type(type) && type != "oid" && kind == SQLITE_INTEGER && hooks.oid_text) {
        return hooks.oid_text(type, sqlite3_column_int64(statement, index));
    }
    if (kind == SQLITE_FLOAT) {
        return real_text(sqlite3_column_double(statement, index));
    }
    const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement, index));
    return std::string(text, static_cast<std::size_t>(sqlite3_column_bytes(statement, index)));
}

}  // namespace

QueryDatabase::QueryDatabase(const WorkLimits& limits) : limits_(limits) {
    sqlite3_open_v2(":memory:", &database_, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, nullptr);
    sqlite3_exec(database_,
                 "PRAGMA temp_store = MEMORY; PRAGMA journal_mode = MEMORY; PRAGMA synchronous = "
                 "OFF; PRAGMA foreign_keys = OFF",
                 nullptr, nullptr, nullptr);
    sqlite3_db_config(database_, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, nullptr);
    sqlite3_db_config(database_, SQLITE_DBCONFIG_DQS_DML, 0, nullptr);
    sqlite3_limit(database_, SQLITE_LIMIT_LENGTH, kLongestValue);
    // Rows that fill the memory would leave none to take them back.
    sqlite3_exec(database_,
                 fmt::format("PRAGMA page_size = {}; PRAGMA max_page_count = {}", kBytesOfPage,
                             limits.rows / kBytesOfPage)
                     .c_str(),
                 nullptr, nullptr, nullptr);
    sqlite3_hard_heap_limit64(limits.memory);
    // Nothing of a query may reach a file.
    sqlite3_limit(database_, SQLITE_LIMIT_ATTACHED, 0);
    sqlite3_progress_handler(database_, kStepsBetweenCounts, count_steps, this);
    register_functions(*this);
}

QueryDatabase::~QueryDatabase() {
    sqlite3_close_v2(database_);
}

int QueryDatabase::count_steps(void* database) {
    auto* self = static_cast<QueryDatabase*>(database);
    self->add_steps(kStepsBetweenCounts);
    return self->is_spent() ? 1 : 0;
}

void QueryDatabase::add_steps(std::uint64_t steps) {
    steps_ += steps;
    statement_steps_ += steps;
    replay_steps_ += steps;
}

bool QueryDatabase::is_spent() const {
    return steps_ >= limits_.query || statement_steps_ >= limits_.statement ||
           replay_steps_ >= limits_.replay;
}

void QueryDatabase::spend(std::uint64_t steps) {
    add_steps(steps);
    steps_ = 0;
    if (is_spent()) {
        undecided("the statement asks for too much work for a replay");
    }
}

void QueryDatabase::spend_in_query(std::uint64_t steps) {
    add_steps(steps);
    if (is_spent()) {
        undecided("the query takes too long for a replay");
    }
}

void QueryDatabase::rethrow() {
    if (pending) {
        std::rethrow_exception(std::exchange(pending, nullptr));
    }
    if (sqlite3_errcode(database_) == SQLITE_INTERRUPT) {
        steps_ = 0;
        undecided("the query takes too long for a replay");
    }
    if (sqlite3_errcode(database_) == SQLITE_NOMEM) {
        add_steps(kStepsOfFullMemory);
        undecided("the query takes too much memory for a replay");
    }
}

QueryResult QueryDatabase::run(const SqliteQuery& query) {
    pending = nullptr;
    spend(kStepsOfQuery);
    sqlite3_stmt* prepared = nullptr;
    const int code = sqlite3_prepare_v2(database_, query.sql.data(),
                                        static_cast<int>(query.sql.size()), &prepared, nullptr);
    const StatementHandle statement(prepared, sqlite3_finalize);
    if (code != SQLITE_OK) {
        rethrow();
        refuse_depth(sqlite3_errmsg(database_));
        undecided(fmt::format("the query cannot be carried out: {}", sqlite3_errmsg(database_)));
    }
    std::size_t bytes = 0;
    for (std::size_t index = 0; index < query.parameters.size(); ++index) {
        bytes += query.parameters[index].text->size();
        bind(statement.get(), static_cast<int>(index) + 1, query.parameters[index]);
    }
    QueryResult result{.columns = query.columns, .reproducible = query.reproducible};
    int step = sqlite3_step(statement.get());
    for (; step == SQLITE_ROW; step = sqlite3_step(statement.get())) {
        std::vector<std::optional<std::string>> row;
        for (std::size_t index = 0; index < query.columns.size(); ++index) {
            row.push_back(
                read(statement.get(), static_cast<int>(index), query.columns[index].type, hooks));
            bytes += sizeof(row.back()) + (row.back() ? row.back()->size() : 0);
        }
        result.rows.push_back(std::move(row));
        if (result.rows.size() > kMostRows || bytes > kMostBytes) {
            undecided("the query gives too many rows for a replay");
        }
    }
    if (step != SQLITE_DONE) {
        rethrow();
        undecided(fmt::format("the query cannot be carried out: {}", sqlite3_errmsg(database_)));
    }
    add_steps(bytes);
    return result;
}

void QueryDatabase::execute(const std::string& sql) {
    pending = nullptr;
    steps_ = 0;
    if (sqlite3_exec(database_, sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) {
        rethrow();
        undecided(
            fmt::format("the statement cannot be carried out: {}", sqlite3_errmsg(database_)));
    }
}

}  // namespace erdmark::dialect::postgres
