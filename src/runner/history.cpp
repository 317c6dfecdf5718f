#include "runner/history.h"

#include <algorithm>
#include <array>
#include <optional>
#include <set>

#include <fmt/format.h>

#include "base/error.h"
#include "base/text.h"
#include "runner/history/rows.h"
#include "sql/lexer.h"

namespace erdmark::runner {

namespace {

/// The columns of our table; `{}` stands for the words of the engine, by name.
constexpr std::string_view kOwnColumns = R"sql(
    id {identity},
    version varchar(255) NOT NULL UNIQUE,
    name varchar(255) NOT NULL DEFAULT '',
    migration_name varchar(255) NOT NULL DEFAULT '',
    checksum varchar(64) NOT NULL DEFAULT '',
    token_checksum varchar(64) NOT NULL DEFAULT '',
    applied_at {timestamp} DEFAULT ({now}),
    executed_at {timestamp} DEFAULT ({now}),
    execution_time_ms bigint,
    status varchar(20) NOT NULL DEFAULT 'success',
    error_message text,
    statements_total integer,
    statements_applied integer,
    applied_by varchar(255) NOT NULL DEFAULT '',
    up_sql text,
    down_sql text
)sql";

constexpr auto kOwnColumnNames = std::to_array<std::string_view>(
    {"id", "version", "name", "migration_name", "checksum", "token_checksum", "applied_at",
     "executed_at", "execution_time_ms", "status", "error_message", "statements_total",
     "statements_applied", "applied_by", "up_sql", "down_sql"});

constexpr std::string_view kLogColumns = R"sql(
    id {identity},
    logged_at {timestamp} NOT NULL DEFAULT ({now}),
    event varchar(20) NOT NULL,
    version varchar(255) NOT NULL DEFAULT '',
    name varchar(255) NOT NULL DEFAULT '',
    execution_time_ms bigint,
    logged_by varchar(255) NOT NULL DEFAULT '',
    message text
)sql";

constexpr std::string_view kRunColumns = R"sql(
    id integer PRIMARY KEY,
    holder varchar(255) NOT NULL DEFAULT '',
    token varchar(255) NOT NULL DEFAULT '',
    taken_at {timestamp},
    expires_at {timestamp},
    version varchar(255) NOT NULL DEFAULT '',
    direction varchar(4) NOT NULL DEFAULT '',
    statements_applied integer NOT NULL DEFAULT 0,
    started integer NOT NULL DEFAULT 0,
    traces text,
    script text
)sql";

constexpr std::string_view kLog = "_log";
constexpr std::string_view kRun = "_run";

/// By which the table of the run is found.
constexpr std::string_view kRunColumn = "traces";

std::string filled(std::string_view columns, const dialect::TableWords& words) {
    return fmt::format(fmt::runtime(columns), fmt::arg("identity", words.identity),
                       fmt::arg("timestamp", words.timestamp), fmt::arg("now", words.now));
}

void create(dialect::MigrationSession& session, const std::string& table, std::string_view columns,
            const dialect::TableWords& words) {
    session.query(fmt::format("CREATE TABLE IF NOT EXISTS {} ({})", table, filled(columns, words)));
}

bool is_own_table(const dialect::TableColumns& table) {
    return has_all(table, kOwnColumnNames);
}

/// A table and the first shape that it fits.
struct Candidate {
    dialect::TableColumns table;
    const HistoryShape* shape;
};

/// What a database has of the runner's tables.
struct Discovery {
    std::vector<Candidate> candidates;
    std::set<schema::QualifiedName> runs;  ///< Tables with the row of a run.
};

Discovery discover(dialect::Connection& connection, const dialect::Dialect& dialect) {
    std::set<std::string_view> columns{kRunColumn};
    for (const HistoryShape& shape : history_shapes()) {
        columns.insert(shape.known_by);
    }
    const std::vector<std::string_view> wanted(columns.begin(), columns.end());
    Discovery found;
    for (dialect::TableColumns& table : dialect.tables_with(connection, wanted)) {
        if (has_all(table, std::array{kRunColumn})) {
            found.runs.insert(table.table);
            continue;
        }
        const auto shape = std::ranges::find_if(
            history_shapes(), [&](const HistoryShape& each) { return each.matches(table); });
        if (shape != history_shapes().end()) {
            found.candidates.push_back({std::move(table), &*shape});
        }
    }
    return found;
}

bool is_told(const dialect::TableColumns& table, const std::string& told) {
    return told == table.table.name || told == table.table.schema + "." + table.table.name;
}

std::string current_namespace(dialect::Connection& connection, const dialect::Dialect& dialect) {
    const std::vector<dialect::Row> rows =
        connection.query(fmt::format("SELECT {}", dialect.table_words().current_namespace));
    return rows.empty() ? "" : text_at(rows.front(), 0);
}

[[noreturn]] void refuse_several(const std::vector<Candidate>& candidates) {
    std::vector<std::string> names;
    names.reserve(candidates.size());
    for (const Candidate& each : candidates) {
        names.push_back(fmt::format("{} ({})", each.table.table.display(), each.shape->name));
    }
    throw Error(ErrorKind::Database,
                fmt::format("several tables keep a history of migrations: {}; name the one that "
                            "counts with --history-table",
                            join(names, ", ")));
}

/// Namespaces that tools make for their history.
constexpr auto kToolNamespaces = std::to_array<std::string_view>(
    {"drizzle", "supabase_migrations", "graphile_migrate", "atlas_schema_revisions", "public"});

/// The tables of a part of the server (`auth.schema_migrations` of a service beside ours) are none
/// of this project's, unless it is told so.
bool is_of_this_project(const Candidate& candidate, const std::string& space) {
    const std::string& name = candidate.table.table.schema;
    return is_own_table(candidate.table) || name == space ||
           std::ranges::find(kToolNamespaces, name) != kToolNamespaces.end();
}

/// The one that counts: ours, else the only one, else the only one where we are.
const Candidate* choose(const std::vector<Candidate>& candidates, const std::string& space) {
    const auto own = std::ranges::find_if(
        candidates, [](const Candidate& each) { return is_own_table(each.table); });
    if (own != candidates.end()) {
        return &*own;
    }
    if (candidates.size() <= 1) {
        return candidates.empty() ? nullptr : &candidates.front();
    }
    const auto is_here = [&](const Candidate& each) { return each.table.table.schema == space; };
    if (std::ranges::count_if(candidates, is_here) != 1) {
        refuse_several(candidates);
    }
    return &*std::ranges::find_if(candidates, is_here);
}

/// `shop.history` as namespace and name; the namespace where we are without one.
HistoryTable new_table(const std::string& told, const std::string& space) {
    const std::size_t dot = told.find('.');
    if (told.empty() || dot == std::string::npos) {
        return {.space = space, .name = told.empty() ? std::string(kDefaultHistoryTable) : told};
    }
    return {.space = told.substr(0, dot), .name = told.substr(dot + 1)};
}

/// Reads `shop.history` or `history`: the last part.
std::string read_last_name(sql::Lexer& lexer) {
    std::optional<sql::Token> name = lexer.next();
    for (std::optional<sql::Token> dot = lexer.next(); name && dot && dot->text == ".";
         dot = lexer.next()) {
        name = lexer.next();
    }
    return name ? sql::identifier_name(*name) : "";
}

/// Whether it has a `CREATE TABLE` of that name, which fails when there is one.
bool makes_table(const std::string& text, std::string_view name, const sql::Syntax& syntax) {
    if (text.find(name) == std::string::npos) {
        return false;
    }
    sql::Lexer lexer(text, syntax);
    bool after_create = false;
    for (std::optional<sql::Token> token = lexer.next(); token; token = lexer.next()) {
        if (after_create && sql::is_keyword(*token, "TABLE") && read_last_name(lexer) == name) {
            return true;
        }
        after_create = sql::is_keyword(*token, "CREATE");
    }
    return false;
}

}  // namespace

History History::find(dialect::Connection& connection, const dialect::Dialect& dialect,
                      const std::string& told) {
    Discovery found = discover(connection, dialect);
    std::vector<Candidate>& candidates = found.candidates;
    if (!told.empty()) {
        std::erase_if(candidates,
                      [&](const Candidate& each) { return !is_told(each.table, told); });
    }
    const std::string space = current_namespace(connection, dialect);
    if (told.empty()) {
        std::erase_if(candidates,
                      [&](const Candidate& each) { return !is_of_this_project(each, space); });
    }
    History history;
    history.dialect_ = &dialect;
    history.is_told_ = !told.empty();
    if (const Candidate* chosen = choose(candidates, space)) {
        history.shape_ = chosen->shape;
        history.table_ = {.space = chosen->table.table.schema,
                          .name = chosen->table.table.name,
                          .columns = chosen->table.columns};
    } else {
        history.table_ = new_table(told, space);
    }
    history.has_run_table_ =
        found.runs.contains({history.table_.space, history.table_.name + std::string(kRun)});
    return history;
}

History History::make(const dialect::Dialect& dialect, std::string space, std::string name) {
    History history;
    history.dialect_ = &dialect;
    history.is_told_ = true;
    history.table_ = {.space = std::move(space), .name = std::move(name)};
    return history;
}

void History::set_folder(std::span<const migration::OrderedMigration> folder) {
    folder_ = folder;
    if (exists() || is_told_) {
        return;
    }
    const bool is_taken = std::ranges::any_of(folder, [&](const migration::OrderedMigration& each) {
        return makes_table(each.migration.up.text, table_.name, dialect_->syntax());
    });
    if (is_taken) {
        table_.name = kOtherHistoryTable;
    }
}

std::string_view History::owner() const {
    if (shape_ == nullptr) {
        return "";
    }
    const bool is_records = shape_ == &history_shapes().front();
    return is_records && !is_own() ? "a runner of the project" : shape_->name;
}

bool History::is_own() const {
    return std::ranges::all_of(kOwnColumnNames,
                               [&](std::string_view column) { return table_.has(column); });
}

std::vector<Revision> History::read(dialect::Connection& connection) const {
    return exists() ? shape_->read(connection, place()) : std::vector<Revision>();
}

void History::prepare(dialect::MigrationSession& session) {
    if (is_prepared()) {
        return;
    }
    const dialect::TableWords& words = dialect_->table_words();
    if (!exists()) {
        create(session, table_.quoted(), kOwnColumns, words);
        table_.columns.assign(kOwnColumnNames.begin(), kOwnColumnNames.end());
        shape_ = &history_shapes().front();
    }
    create(session, table_.quoted_beside(kLog), kLogColumns, words);
    create(session, run_table(), kRunColumns, words);
    session.query(
        fmt::format("INSERT INTO {} (id) VALUES (1) ON CONFLICT (id) DO NOTHING", run_table()));
    has_run_table_ = true;
}

std::string History::run_table() const {
    return table_.quoted_beside(kRun);
}

void History::put(dialect::MigrationSession& session, const Revision& revision) const {
    Revision written = revision;
    written.applied_by = actor_;
    shape_->put(session, place(), written);
}

void History::put_progress(dialect::MigrationSession& session, const std::string& key,
                           std::size_t applied) const {
    if (!is_own()) {
        return;
    }
    const std::array<std::optional<std::string>, 2> values{fmt::to_string(applied), key};
    session.write(
        fmt::format("UPDATE {} SET statements_applied = ? WHERE version = ?", table_.quoted()),
        values);
}

void History::remove(dialect::MigrationSession& session, const Revision& revision) const {
    shape_->remove(session, place(), revision);
}

void History::log(dialect::MigrationSession& session, const LogEntry& entry) const {
    const std::array<std::optional<std::string>, 6> values{
        entry.event,
        entry.key,
        entry.name,
        entry.milliseconds ? std::optional(fmt::to_string(*entry.milliseconds)) : std::nullopt,
        actor_,
        entry.words.empty() ? std::nullopt : std::optional(entry.words)};
    session.write(fmt::format("INSERT INTO {} (event, version, name, execution_time_ms, logged_by, "
                              "message) VALUES (?, ?, ?, ?, ?, ?)",
                              table_.quoted_beside(kLog)),
                  values);
}

std::optional<std::string> History::down_sql(dialect::Connection& connection,
                                             const std::string& key) const {
    if (!exists() || !table_.has("down_sql")) {
        return std::nullopt;
    }
    const std::vector<dialect::Row> rows = connection.query(fmt::format(
        "SELECT down_sql FROM {} WHERE version = {}", table_.quoted(), quoted_text(key)));
    return rows.empty() ? std::nullopt : rows.front().front();
}

}  // namespace erdmark::runner
