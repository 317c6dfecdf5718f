#include "dialect/sqlite/foreign_key_watch.h"

#include <algorithm>
#include <iterator>

#include <SQLiteCpp/SQLiteCpp.h>
#include <fmt/format.h>
#include <sqlite3.h>

#include "base/text.h"
#include "dialect/clean_text.h"
#include "dialect/script_error.h"

namespace erdmark::dialect::sqlite {

namespace {

constexpr std::size_t kLongestName = 200;

/// The text of a table keeps the word, so that most tables need no look at their keys.
constexpr const char* kReferences = R"sql(
    SELECT DISTINCT t.name, k."table"
    FROM main.sqlite_schema AS t JOIN pragma_foreign_key_list(t.name, 'main') AS k
    WHERE t.type = 'table' AND t.sql LIKE '%references%')sql";

/// SQLite prepares it faster than a query.
std::string references_of_table(const std::string& table) {
    return fmt::format("PRAGMA main.foreign_key_list(\"{}\")", replace_all(table, "\"", "\"\""));
}

constexpr const char* kViolations = R"sql(
    SELECT "table", rowid, parent, fkid FROM pragma_foreign_key_check(?1, 'main'))sql";

std::string visible_name(std::string_view name) {
    return visible_text(clean_text(name), kLongestName);
}

std::string complaint(const std::string& table, const std::string& target, std::size_t rows) {
    return fmt::format("{} of '{}' without the row of '{}' that {} to",
                       count_of(rows, "row", "rows"), visible_name(table), visible_name(target),
                       rows == 1 ? "it refers" : "they refer");
}

}  // namespace

std::size_t ForeignKeyWatch::Violations::size() const {
    std::size_t size = 0;
    for (const auto& [target, violations] : by_target) {
        size += violations.size();
    }
    return size;
}

void ForeignKeyWatch::look_before() {
    const std::int64_t writes = other_writes();
    if (writes != seen_writes_) {
        forget();
        seen_writes_ = writes;
    }
}

void ForeignKeyWatch::add(const StatementEffects& effects) {
    know(effects.edits_schema ? all_referring() : with_referring(effects.changed));
    // Those that refer to nothing yet violate nothing yet.
    for (const auto& tables : {effects.created, effects.altered}) {
        known_.insert(tables.begin(), tables.end());
    }
    known_.insert(effects.changed.begin(), effects.changed.end());
    changed_.insert(effects.changed.begin(), effects.changed.end());
    remade_.insert(effects.dropped.begin(), effects.dropped.end());
    is_all_changed_ |= effects.edits_schema;
    has_references_ &= !effects.edits_schema;
    for (const auto& tables : {effects.created, effects.altered, effects.dropped}) {
        redefined_.insert(tables.begin(), tables.end());
        defines_ |= !tables.empty();
    }
}

void ForeignKeyWatch::add_renamed(const std::string& from, const std::string& to) {
    changed_.insert(to);
    known_.insert(to);
    remade_.insert({from, to});
    const auto former = former_names_.find(from);
    former_names_[to] = former == former_names_.end() ? from : former->second;
    // Those who refer to it may follow.
    has_references_ = false;
}

std::optional<Failure> ForeignKeyWatch::look_after() {
    checked_.clear();
    after_.clear();
    if (changed_.empty() && !is_all_changed_) {
        return std::nullopt;
    }
    checked_ = is_all_changed_ ? all_referring() : with_referring(changed_);
    after_ = violations_of(checked_);
    const std::vector<std::string> found = complaints();
    if (found.empty()) {
        return std::nullopt;
    }
    return Failure{.message = fmt::format("leaves {}", fmt::join(found, ", and ")),
                   .advice = {"hint: delete or mend these rows in the same migration; with PRAGMA "
                              "foreign_keys = ON in front of it, DELETE cascades as declared"}};
}

void ForeignKeyWatch::committed() {
    for (const std::string& table : remade_) {
        known_.erase(table);
        before_.erase(table);
    }
    for (const std::string& table : checked_) {
        before_.erase(table);
    }
    known_.insert(checked_.begin(), checked_.end());
    before_.merge(after_);
    defines_ = false;
    rolled_back();
}

void ForeignKeyWatch::rolled_back() {
    has_references_ &= !defines_;
    defines_ = false;
    after_.clear();
    checked_.clear();
    changed_.clear();
    remade_.clear();
    former_names_.clear();
    is_all_changed_ = false;
}

void ForeignKeyWatch::forget() {
    known_.clear();
    before_.clear();
    has_references_ = false;
}

std::string ForeignKeyWatch::referring_table(const std::string& table) {
    SQLite::Statement statement(database_, kReferences);
    while (statement.executeStep()) {
        const std::string from = statement.getColumn(0).getString();
        if (to_lower(statement.getColumn(1).getString()) != table || to_lower(from) == table) {
            continue;
        }
        const std::string query =
            fmt::format("SELECT 1 FROM main.\"{}\" LIMIT 1", replace_all(from, "\"", "\"\""));
        if (SQLite::Statement(database_, query).executeStep()) {
            return visible_name(from);
        }
    }
    return "";
}

void ForeignKeyWatch::read_references() {
    if (!has_references_) {
        references_.clear();
        referred_by_.clear();
        SQLite::Statement statement(database_, kReferences);
        TablesByTable found;
        while (statement.executeStep()) {
            found[to_lower(statement.getColumn(0).getString())].insert(
                to_lower(statement.getColumn(1).getString()));
        }
        for (auto& [table, targets] : found) {
            set_references(table, std::move(targets));
        }
        has_references_ = true;
        redefined_.clear();
    }
    for (const std::string& table : std::exchange(redefined_, {})) {
        std::set<std::string> targets;
        constexpr int kTarget = 2;
        SQLite::Statement statement(database_, references_of_table(table));
        while (statement.executeStep()) {
            targets.insert(to_lower(statement.getColumn(kTarget).getString()));
        }
        set_references(table, std::move(targets));
    }
}

void ForeignKeyWatch::set_references(const std::string& table, std::set<std::string> targets) {
    for (const std::string& target : references_[table]) {
        referred_by_[target].erase(table);
    }
    for (const std::string& target : targets) {
        referred_by_[target].insert(table);
    }
    references_[table] = std::move(targets);
}

/// Those of the tables that have foreign keys, and others that refer to one of the tables.
std::set<std::string> ForeignKeyWatch::with_referring(const std::set<std::string>& changed) {
    read_references();
    std::set<std::string> tables;
    for (const std::string& table : changed) {
        const auto own = references_.find(table);
        if (own != references_.end() && !own->second.empty()) {
            tables.insert(table);
        }
        if (const auto others = referred_by_.find(table); others != referred_by_.end()) {
            tables.insert(others->second.begin(), others->second.end());
        }
    }
    return tables;
}

std::set<std::string> ForeignKeyWatch::all_referring() {
    read_references();
    std::set<std::string> tables;
    for (const auto& [table, targets] : references_) {
        if (!targets.empty()) {
            tables.insert(table);
        }
    }
    return tables;
}

/// Finds what violates the foreign keys of tables of which nothing is known.
void ForeignKeyWatch::know(const std::set<std::string>& tables) {
    if (is_all_changed_) {
        return;
    }
    std::set<std::string> unknown;
    std::ranges::copy_if(tables, std::inserter(unknown, unknown.end()),
                         [&](const std::string& table) { return !known_.contains(table); });
    before_.merge(violations_of(unknown));
    known_.merge(unknown);
}

ForeignKeyWatch::ViolationsByTable ForeignKeyWatch::violations_of(
    const std::set<std::string>& tables) {
    ViolationsByTable found;
    if (tables.empty()) {
        return found;
    }
    SQLite::Statement statement(database_, kViolations);
    for (const std::string& table : tables) {
        statement.reset();
        statement.bind(1, table);
        int code = statement.tryExecuteStep();
        for (; code == SQLITE_ROW; code = statement.tryExecuteStep()) {
            Violations& violations = found[table];
            violations.table = statement.getColumn(0).getString();
            const SQLite::Column row = statement.getColumn(1);
            violations.by_target[statement.getColumn(2).getString()].emplace_back(
                row.isNull() ? std::nullopt : std::optional<std::int64_t>(row.getInt64()),
                statement.getColumn(3).getInt64());
        }
        // A key that refers to columns that are not unique cannot be checked: no row violates it.
        if (code != SQLITE_DONE && code != SQLITE_ERROR) {
            throw SQLite::Exception(database_.getHandle(), code);
        }
    }
    return found;
}

/// A number that changes when another connection has written.
std::int64_t ForeignKeyWatch::other_writes() {
    SQLite::Statement statement(database_, "PRAGMA main.data_version");
    return statement.executeStep() ? statement.getColumn(0).getInt64() : 0;
}

std::vector<std::string> ForeignKeyWatch::complaints() const {
    std::vector<std::string> found;
    for (const auto& [table, now] : after_) {
        std::ranges::move(complaints_of(table, now), std::back_inserter(found));
    }
    return found;
}

/// Rows of a table that was made anew may have other ids, so they are only counted.
std::vector<std::string> ForeignKeyWatch::complaints_of(const std::string& table,
                                                        const Violations& now) const {
    std::set<Violation> old;
    std::size_t old_count = 0;
    const auto add_old = [&](const std::string& name) {
        if (const auto found = before_.find(name); found != before_.end()) {
            old_count += found->second.size();
            for (const auto& [target, violations] : found->second.by_target) {
                old.insert(violations.begin(), violations.end());
            }
        }
    };
    add_old(table);
    if (const auto former = former_names_.find(table); former != former_names_.end()) {
        add_old(former->second);
    }
    const bool is_counted = remade_.contains(table) || old.size() < old_count;
    std::size_t forgiven = is_counted ? old_count : 0;
    std::vector<std::string> found;
    for (const auto& [target, violations] : now.by_target) {
        auto rows = static_cast<std::size_t>(std::ranges::count_if(
            violations, [&](const Violation& each) { return is_counted || !old.contains(each); }));
        const std::size_t fewer = std::min(rows, forgiven);
        forgiven -= fewer;
        rows -= fewer;
        if (rows > 0) {
            found.push_back(complaint(now.table, target, rows));
        }
    }
    return found;
}

}  // namespace erdmark::dialect::sqlite
