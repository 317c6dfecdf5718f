#include "contract/runner_project.h"

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <optional>
#include <stdexcept>
#include <utility>

#include <fmt/format.h>

#include "base/error.h"
#include "base/text.h"
#include "migration/migration.h"
#include "migration/ordered_migration.h"
#include "runner/history.h"
#include "runner/plan.h"
#include "runner/progress.h"
#include "runner/target.h"
#include "sql/script.h"

namespace erdmark::test {

namespace {

using runner::RunEvent;

std::string line_of(const runner::RunMessage& message) {
    switch (message.event) {
        case RunEvent::Started:
            return "";
        case RunEvent::Finished:
            return (message.direction == runner::Direction::Up ? "done " : "undone ") +
                   message.migration;
        case RunEvent::Failed:
            return fmt::format("failed {}: {}", message.migration, message.words);
        case RunEvent::Note:
            return fmt::format("note {}: {}", message.migration, message.words);
        case RunEvent::Warning:
            return fmt::format("warning {}: {}", message.migration, message.words);
    }
    return "";
}

std::string text_of(const std::vector<dialect::Row>& rows) {
    std::vector<std::string> lines;
    for (const dialect::Row& row : rows) {
        std::vector<std::string> values;
        for (const std::optional<std::string>& value : row) {
            values.push_back(value.value_or("NULL"));
        }
        lines.push_back(join(values, "|"));
    }
    return join(lines, " ");
}

}  // namespace

/// Both sides of a project. It may be moved, not copied: its parts point into its vectors.
struct RunnerProject::Picture {
    std::vector<migration::OrderedMigration> migrations;
    runner::History history;
    std::vector<runner::Revision> revisions;
    std::vector<runner::MigrationStatus> states;
    std::optional<runner::Progress> unfinished;
};

RunnerProject::RunnerProject(const RunnerEngine& engine)
    : dialect_(dialect::find_dialect(engine.name)), database_(engine.make_database(folder_)) {}

void RunnerProject::write(const std::string& name, const std::string& text) const {
    folder_.write("migrations/" + name, text);
}

void RunnerProject::remove(const std::string& name) const {
    std::filesystem::remove(folder_.path() / "migrations" / name);
}

std::string RunnerProject::up(const RunSettings& settings) const {
    return run(settings, runner::Direction::Up);
}

std::string RunnerProject::down(const RunSettings& settings) const {
    return run(settings, runner::Direction::Down);
}

std::string RunnerProject::states() const {
    const auto session = open();
    const Picture picture = read(*session);
    std::vector<std::string> words;
    for (const runner::MigrationStatus& status : picture.states) {
        words.push_back(status.name() + " " + runner::word_of(status.state));
        if (status.state == runner::MigrationState::Failed) {
            words.back() +=
                fmt::format(" ({} of {})", status.revision->applied_statements.value_or(0),
                            status.revision->statements.value_or(0));
        }
    }
    return join(words, ", ");
}

std::string RunnerProject::rows(const std::string& sql) const {
    try {
        return text_of(open()->query(sql));
    } catch (const Error& error) {
        return shown(fmt::format("error: {}", error.what()));
    }
}

std::string RunnerProject::log() const {
    std::vector<std::string> entries;
    for (const dialect::Row& row :
         open()->query("SELECT event, name FROM schema_migrations_log ORDER BY id")) {
        entries.push_back(row[0].value_or("") + " " + row[1].value_or(""));
    }
    return join(entries, ", ");
}

void RunnerProject::execute(const std::string& sql) const {
    const auto session = open();
    const sql::Script script{.file = "test.sql", .text = sql};
    for (const sql::Statement& statement : sql::split_statements(script, dialect_->syntax())) {
        if (const auto failure = session->execute(statement, nullptr)) {
            throw std::runtime_error(failure->message);
        }
    }
}

std::unique_ptr<dialect::MigrationSession> RunnerProject::open(const RunSettings& settings) const {
    const std::string url = settings.url.empty() ? database_->url() : settings.url;
    return dialect_->open_session(
        dialect::Url::parse(url),
        {.lock_timeout_milliseconds = settings.lock_timeout_milliseconds, .go_on = settings.go_on});
}

RunnerProject::Picture RunnerProject::read(dialect::Connection& connection) const {
    const std::filesystem::path migrations = folder_.path() / "migrations";
    migration::MigrationDirectory directory =
        migration::read_migration_directory(migrations, {.dialect = std::string(dialect_->name())});
    Picture picture{.migrations = migration::order_migrations(std::move(directory.migrations),
                                                              dialect_->syntax()),
                    .history = runner::History::find(connection, *dialect_, "")};
    picture.history.set_folder(picture.migrations);
    picture.history.set_actor("tester@here");
    picture.revisions = picture.history.read(connection);
    picture.states = runner::compare(picture.migrations, picture.revisions, dialect_->syntax());
    picture.unfinished = runner::read_progress(connection, picture.history);
    return picture;
}

std::string RunnerProject::run(const RunSettings& settings, runner::Direction direction) const {
    std::vector<std::string> lines;
    try {
        const auto session = open(settings);
        run_plan(*session, direction, settings, lines);
    } catch (const Error& error) {
        lines.push_back(fmt::format("error: {}", error.what()));
    }
    return shown(join(lines, "\n"));
}

void RunnerProject::run_plan(dialect::MigrationSession& session, runner::Direction direction,
                             const RunSettings& settings, std::vector<std::string>& lines) const {
    runner::History history = runner::History::find(session, *dialect_, "");
    runner::RunLock lock(session, history, settings.lock);
    if (!lock.is_held()) {
        lines.emplace_back("interrupted");
        return;
    }
    const Picture picture = read(session);
    const bool is_up = direction == runner::Direction::Up;
    std::vector<std::string> problems =
        is_up ? runner::conflicts(picture.states, settings.tolerance) : std::vector<std::string>();
    const std::size_t target = runner::resolve_target(settings.target, picture.states);
    const std::vector<runner::PlannedMigration> plan =
        is_up ? plan_up(picture.states, target) : plan_down(picture.states, target);
    if (const auto problem = runner::problem_of_unfinished(picture.unfinished, plan)) {
        problems.push_back(*problem);
    }
    std::ranges::transform(problems, std::back_inserter(lines),
                           [](const std::string& problem) { return "refused: " + problem; });
    if (!lines.empty() || plan.empty()) {
        lines.emplace_back(lines.empty() ? "nothing to do" : "nothing was run");
        return;
    }
    const std::vector<runner::ReadyMigration> ready =
        runner::make_ready(plan, session, picture.history);
    runner::check_ready(ready, *dialect_, settings.transactions);
    const auto report = [&](const runner::RunMessage& message) {
        if (std::string line = line_of(message); !line.empty()) {
            lines.push_back(std::move(line));
        }
        if (settings.on_message) {
            settings.on_message(message);
        }
    };
    const runner::RunOptions options{.transactions = settings.transactions,
                                     .lock_attempts = settings.lock_attempts,
                                     .go_on = settings.go_on,
                                     .report = report};
    const runner::RunResult result =
        runner::run_migrations({session, *dialect_, picture.history, lock, options}, ready);
    if (result.interrupted) {
        lines.emplace_back("interrupted");
    }
}

std::string RunnerProject::shown(std::string text) const {
    text = replace_all(text, database_->name(), "database");
    return replace_all(text, folder_.path().generic_string() + "/", "");
}

}  // namespace erdmark::test
