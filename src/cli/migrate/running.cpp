#include "cli/migrate/running.h"

#include <csignal>
#include <iostream>
#include <thread>

#include <fmt/format.h>

#include "base/error.h"
#include "base/text.h"
#include "runner/holder.h"

namespace erdmark::cli {

namespace {

using Clock = std::chrono::steady_clock;
constexpr int kThousand = 1000;
constexpr int kLockSeconds = 60;
constexpr int kStatementLockSeconds = 5;

runner::LockMode lock_mode(const std::string& word) {
    if (word == "session") {
        return runner::LockMode::Session;
    }
    if (word == "table") {
        return runner::LockMode::Table;
    }
    return word == "none" ? runner::LockMode::None : runner::LockMode::Auto;
}

runner::TransactionMode transaction_mode(const std::string& word) {
    if (word == "run") {
        return runner::TransactionMode::Run;
    }
    return word == "none" ? runner::TransactionMode::None : runner::TransactionMode::File;
}

std::string seconds_text(std::int64_t milliseconds) {
    return fmt::format("{:.2f}s", static_cast<double>(milliseconds) / kThousand);
}

/// What `work` gives when it no longer throws a `Database` error; throws the last one when the time
/// is over.
template <class Result, class Work>
Result wait_for(int seconds, const Work& work) {
    constexpr auto kPause = std::chrono::milliseconds(250);
    const auto end = Clock::now() + std::chrono::seconds(seconds);
    while (true) {
        try {
            return work();
        } catch (const Error& error) {
            const bool again = error.kind() == ErrorKind::Database && Clock::now() < end &&
                               SignalWatch::received() == 0;
            if (!again) {
                throw;
            }
        }
        std::this_thread::sleep_for(kPause);
    }
}

int statement_seconds(const MigrateProject& project, const MigrateFlags& flags) {
    return seconds_of(flags.statement_timeout, "--statement-timeout",
                      project.config.migrate.statement_timeout_seconds.value_or(0));
}

}  // namespace

void print_report(const MigrateFlags& flags, const Json::Array& migrations,
                  const Context& context) {
    if (flags.is_json()) {
        context.out << Json(Json::Object{{"migrations", migrations}}).dump() << '\n';
    }
}

int report_interruption(const Context& context) {
    constexpr int kBySignal = 128;
    warn(context, "Migration interrupted by user");
    return kBySignal + (SignalWatch::received() == 0 ? SIGINT : SignalWatch::received());
}

std::unique_ptr<dialect::MigrationSession> open_session(const MigrateProject& project,
                                                        const MigrateFlags& flags,
                                                        std::function<bool()> go_on) {
    const dialect::SessionOptions options{
        .connect = project.connect,
        .lock_timeout_milliseconds =
            kThousand * seconds_of(flags.statement_lock_timeout, "--statement-lock-timeout",
                                   project.config.migrate.statement_lock_timeout_seconds.value_or(
                                       kStatementLockSeconds)),
        .statement_timeout_milliseconds = kThousand * statement_seconds(project, flags),
        .go_on = std::move(go_on)};
    return wait_for<std::unique_ptr<dialect::MigrationSession>>(
        seconds_of(flags.wait, "--wait", 0),
        [&] { return project.dialect->open_session(*project.database, options); });
}

void wait_for_database(const MigrateProject& project, const MigrateFlags& flags) {
    wait_for<std::unique_ptr<dialect::Connection>>(seconds_of(flags.wait, "--wait", 0), [&] {
        return project.dialect->connect(*project.database, project.connect);
    });
}

bool ask(const Context& context, const std::string& question) {
    context.err << question << " (yes/no): " << std::flush;
    std::string answer;
    std::getline(std::cin, answer);
    const std::string word = to_lower(trim(answer));
    return word == "yes" || word == "y";
}

MigrateRun::MigrateRun(const MigrateProject& project, const MigrateFlags& flags,
                       const Context& context)
    : project_(project), flags_(flags), context_(context) {
    session_ = open_session(project, flags, [this] { return go_on(); });
}

HistoryPicture& MigrateRun::picture() {
    if (!picture_) {
        picture_ = read_picture(project_, *session_);
        picture_->history.set_actor(runner::actor_name());
    }
    return *picture_;
}

bool MigrateRun::lock() {
    history_ = picture().history;
    const config::MigrateOptions& options = project_.config.migrate;
    lock_ = std::make_unique<runner::RunLock>(
        *session_, history_,
        runner::LockOptions{
            .mode = lock_mode(flags_.lock.empty() ? options.lock : flags_.lock),
            .wait_seconds = seconds_of(flags_.lock_timeout, "--lock-timeout",
                                       options.lock_timeout_seconds.value_or(kLockSeconds)),
            .go_on = [] { return SignalWatch::received() == 0; },
            .say = [this](const std::string& words) { inform(context_, words); }});
    if (!lock_->is_held()) {
        return false;
    }
    picture_.reset();
    if (picture().history.table().shown() != history_.table().shown()) {
        throw Error(ErrorKind::Database,
                    fmt::format("{}: the table {} has taken over the history in the meantime; run "
                                "the command again",
                                session_->name(), picture().history.table().shown()));
    }
    return true;
}

bool MigrateRun::go_on() {
    if (context_.terminal_err && !flags_.quiet && !running_.empty()) {
        const auto seconds =
            std::chrono::duration_cast<std::chrono::seconds>(Clock::now() - started_).count();
        if (seconds >= 1) {
            context_.err << fmt::format("\r  {} … {} s ", running_, seconds) << std::flush;
            line_shown_ = true;
        }
    }
    return SignalWatch::received() == 0;
}

std::vector<std::string> conflicts_of(const MigrateProject& project, const MigrateFlags& flags,
                                      const HistoryPicture& picture) {
    return runner::conflicts(
        picture.states, {.out_of_order = flags.out_of_order || project.config.migrate.out_of_order,
                         .missing = flags.ignore_missing});
}

bool MigrateRun::is_ready() const {
    const std::vector<std::string> problems = conflicts_of(project_, flags_, *picture_);
    for (const std::string& problem : problems) {
        report_error(context_, problem);
    }
    return problems.empty();
}

void MigrateRun::tell(const runner::RunMessage& message) {
    if (line_shown_) {
        context_.err << "\r\x1b[K" << std::flush;
        line_shown_ = false;
    }
    const bool is_up = message.direction == runner::Direction::Up;
    const auto say_unless_quiet = [&](void (*say)(const Context&, const std::string&),
                                      const std::string& words) {
        if (!flags_.quiet) {
            say(context_, words);
        }
    };
    switch (message.event) {
        case runner::RunEvent::Started:
            running_ = message.migration;
            started_ = Clock::now();
            say_unless_quiet(inform, (is_up ? "Running migration: " : "Undoing migration: ") +
                                         message.migration);
            return;
        case runner::RunEvent::Finished:
            running_.clear();
            told_.push_back(Json::Object{{"migration", message.migration},
                                         {"direction", is_up ? "up" : "down"},
                                         {"outcome", "success"},
                                         {"milliseconds", message.milliseconds}});
            say_unless_quiet(report_success,
                             fmt::format("Migration {} {} in {}", message.migration,
                                         is_up ? "completed successfully" : "was undone",
                                         seconds_text(message.milliseconds)));
            return;
        case runner::RunEvent::Failed:
            running_.clear();
            told_.push_back(Json::Object{{"migration", message.migration},
                                         {"direction", is_up ? "up" : "down"},
                                         {"outcome", "failed"},
                                         {"error", message.words}});
            report_error(context_, message.words);
            report_error(context_, fmt::format("Migration {} failed", message.migration));
            return;
        case runner::RunEvent::Note:
            say_unless_quiet(inform, fmt::format("{}: {}", message.migration, message.words));
            return;
        case runner::RunEvent::Warning:
            warn(context_, fmt::format("{}: {}", message.migration, message.words));
            return;
    }
}

int MigrateRun::run(const std::vector<runner::PlannedMigration>& plan) {
    if (const auto problem = runner::problem_of_unfinished(picture_->unfinished, plan)) {
        report_error(context_, *problem);
        return 1;
    }
    const std::vector<runner::ReadyMigration> ready =
        runner::make_ready(plan, *session_, picture_->history);
    const runner::RunOptions options{
        .transactions = transaction_mode(flags_.transactions),
        .statement_seconds = statement_seconds(project_, flags_),
        .go_on = [] { return SignalWatch::received() == 0; },
        .report = [this](const runner::RunMessage& message) { tell(message); }};
    runner::check_ready(ready, *project_.dialect, options.transactions);
    const runner::RunResult result = runner::run_migrations(
        {*session_, *project_.dialect, picture_->history, *lock_, options}, ready);
    if (result.interrupted) {
        return report_interruption(context_);
    }
    if (result.failed) {
        report_error(context_, "Migration process stopped due to error");
        return exit_status(ErrorKind::Database);
    }
    return 0;
}

}  // namespace erdmark::cli
