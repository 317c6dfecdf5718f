#pragma once

#include <algorithm>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "base/text.h"
#include "dialect/dialect.h"
#include "migration/ordered_migration.h"
#include "runner/history.h"
#include "runner/revision_of.h"
#include "runner/state.h"
#include "support/temp_directory.h"

namespace erdmark::runner {

/// A database whose history another tool keeps, and the folder of its migrations.
class ForeignHistory {
public:
    /// In a new SQLite database; `sql` makes the table as the tool does.
    explicit ForeignHistory(const std::string& sql) {
        open("sqlite:" + (folder_.path() / "t.db").string(), sql);
    }

    ForeignHistory(const std::string& url, const std::string& sql) { open(url, sql); }

    void run(const std::string& sql) {
        const sql::Script script{.text = sql};
        for (const sql::Statement& each : sql::split_statements(script, dialect_->syntax())) {
            session_->query(each.text);
        }
    }

    ForeignHistory& file(const std::string& path, migration::Migration migration,
                         const std::string& text = "SELECT 1;\n") {
        migration::OrderedMigration& each = migrations_.emplace_back();
        migration.up = {.file = "m/" + path, .text = text};
        each.key = migration::history_key(migration);
        each.migration = std::move(migration);
        return *this;
    }

    /// `001_users.sql` and its like, numbered from `first` on.
    ForeignHistory& files(const std::vector<std::string>& names) {
        for (const std::string& name : names) {
            const std::size_t end = name.find('_');
            file(name + ".sql", {.version = name.substr(0, end), .name = name.substr(end + 1)});
        }
        return *this;
    }

    migration::OrderedMigration& last_file() { return migrations_.back(); }

    History history() {
        History history = History::find(*session_, *dialect_, "");
        history.set_folder(migrations_);
        return history;
    }

    std::string owner() { return std::string(history().owner()); }

    /// `1_a applied, 2_b pending`
    std::string states() {
        const std::vector<Revision> rows = history().read(*session_);
        std::vector<std::string> words;
        for (const MigrationStatus& status : compare(migrations_, rows, dialect_->syntax())) {
            words.push_back(status.name() + " " + word_of(status.state));
        }
        return join(words, ", ");
    }

    std::vector<std::string> conflicts() {
        const std::vector<Revision> rows = history().read(*session_);
        return runner::conflicts(compare(migrations_, rows, dialect_->syntax()), {});
    }

    std::vector<Revision> read() { return history().read(*session_); }

    /// Notes a migration as applied, or what is said of it.
    void put(const std::string& key, RevisionStatus status = RevisionStatus::Success,
             std::size_t applied_statements = 0) {
        Revision revision = revision_of(find(key), dialect_->syntax(), status);
        revision.milliseconds = 7;
        revision.applied_statements = applied_statements;
        history().put(*session_, revision);
    }

    void remove(const std::string& key) {
        const std::vector<Revision> rows = read();
        history().remove(*session_, *std::ranges::find(rows, key, &Revision::key));
    }

    /// The answer as `a|b; c|d`.
    std::string query(const std::string& sql) {
        std::vector<std::string> lines;
        for (const dialect::Row& row : session_->query(sql)) {
            std::vector<std::string> values;
            for (const auto& value : row) {
                values.push_back(value.value_or("NULL"));
            }
            lines.push_back(join(values, "|"));
        }
        return join(lines, "; ");
    }

    dialect::MigrationSession& session() { return *session_; }
    const dialect::Dialect& dialect() const { return *dialect_; }
    const std::vector<migration::OrderedMigration>& migrations() const { return migrations_; }

private:
    void open(const std::string& url, const std::string& sql) {
        const dialect::Url parsed = dialect::Url::parse(url);
        dialect_ = dialect::find_dialect_for_scheme(parsed.scheme());
        session_ = dialect_->open_session(parsed, {});
        run(sql);
    }

    const migration::OrderedMigration& find(const std::string& key) const {
        return *std::ranges::find(migrations_, key, &migration::OrderedMigration::key);
    }

    test::TempDirectory folder_;
    const dialect::Dialect* dialect_ = nullptr;
    std::unique_ptr<dialect::MigrationSession> session_;
    std::vector<migration::OrderedMigration> migrations_;
};

}  // namespace erdmark::runner
