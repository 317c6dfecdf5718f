#include <algorithm>
#include <csignal>
#include <optional>

#include <fmt/format.h>

#include "base/error.h"
#include "base/text.h"
#include "cli/commands/commands.h"
#include "cli/commands/migrate/commands.h"
#include "cli/migrate/running.h"
#include "runner/target.h"

namespace erdmark::cli {

namespace {

struct UpOptions {
    MigrateFlags flags;
    std::string target;
    std::string steps;
    bool dry_run = false;
    bool docs = false;
};

/// Beyond these, migrations that were applied before are counted and not named.
constexpr std::size_t kMostSkipped = 10;

/// What the target and `--steps` mean together.
std::string target_word(const UpOptions& options) {
    if (options.steps.empty()) {
        return options.target;
    }
    const bool is_number = options.steps.find_first_not_of("0123456789") == std::string::npos;
    if (!is_number) {
        throw Error(ErrorKind::Usage,
                    fmt::format("--steps must be a number of migrations, not '{}'", options.steps));
    }
    if (!options.target.empty()) {
        throw Error(ErrorKind::Usage, "--steps and a target mean two places; give one of them");
    }
    return "+" + options.steps;
}

/// `+N` with fewer pending ones goes to the end, as a range does.
std::size_t place_of(const UpOptions& options, const HistoryPicture& picture) {
    const std::string word = target_word(options);
    const auto pending = static_cast<std::size_t>(
        std::ranges::count_if(picture.states, &runner::MigrationStatus::is_pending));
    if (!options.steps.empty() && std::stoul(options.steps) >= pending) {
        return picture.states.size();
    }
    return runner::resolve_target(word, picture.states);
}

void tell_skipped(const HistoryPicture& picture, std::size_t place, const MigrateFlags& flags,
                  const Context& context) {
    std::vector<const runner::MigrationStatus*> applied;
    for (std::size_t index = 0; index < std::min(place, picture.states.size()); ++index) {
        if (picture.states[index].is_applied()) {
            applied.push_back(&picture.states[index]);
        }
    }
    if (flags.quiet || applied.empty()) {
        return;
    }
    if (applied.size() > kMostSkipped && !flags.verbose) {
        inform(context, fmt::format("{} have already been applied, skipping",
                                    count_of(applied.size(), "migration", "migrations")));
        return;
    }
    for (const runner::MigrationStatus* status : applied) {
        warn(context, fmt::format("Migration {} (version {}) has already been applied, skipping",
                                  status->name(), status->key()));
    }
}

std::string current_words(const HistoryPicture& picture) {
    const runner::MigrationStatus* last = runner::current(picture.states);
    return last == nullptr ? "no migration is applied"
                           : fmt::format("the database is at {}", last->name());
}

void tell_nothing_to_do(const HistoryPicture& picture, const MigrateFlags& flags,
                        const Context& context) {
    if (!flags.quiet) {
        inform(context, "nothing to do: " + current_words(picture));
    }
}

/// A look without the lock: a run with nothing to do needs none, and waits for nobody.
bool is_done_already(const UpOptions& options, const MigrateProject& project, MigrateRun& run,
                     const Context& context) {
    const HistoryPicture& picture = run.picture();
    const std::size_t place = place_of(options, picture);
    const bool is_done = picture.history.is_prepared() && !picture.unfinished &&
                         conflicts_of(project, options.flags, picture).empty() &&
                         runner::plan_up(picture.states, place).empty();
    if (is_done) {
        tell_skipped(picture, place, options.flags, context);
        tell_nothing_to_do(picture, options.flags, context);
    }
    return is_done;
}

int write_pages(const UpOptions& options, const Context& context) {
    const int status = generate_pages(options.flags.config, context);
    if (status == 0 && !options.flags.quiet) {
        report_success(context, "The documentation is up to date");
    }
    return status;
}

int up(const UpOptions& options, const Context& context) {
    if (options.dry_run) {
        return print_plan_of_up(options.flags, target_word(options), context);
    }
    const MigrateProject project =
        load_migrate_project(options.flags, DatabaseNeed::Needed, context);
    if (!options.flags.quiet) {
        inform(context, "Starting database migrations...");
    }
    MigrateRun run(project, options.flags, context);
    if (is_done_already(options, project, run, context)) {
        print_report(options.flags, {}, context);
        return options.docs ? write_pages(options, context) : 0;
    }
    if (!run.lock()) {
        return report_interruption(context);
    }
    HistoryPicture& picture = run.picture();
    const std::size_t place = place_of(options, picture);
    if (!run.is_ready()) {
        print_report(options.flags, {}, context);
        return 1;
    }
    const std::vector<runner::PlannedMigration> plan = runner::plan_up(picture.states, place);
    tell_skipped(picture, place, options.flags, context);
    const int status = run.run(plan);
    print_report(options.flags, run.report(), context);
    if (status != 0) {
        return status;
    }
    if (plan.empty()) {
        tell_nothing_to_do(picture, options.flags, context);
    } else if (!options.flags.quiet) {
        report_success(context, "All migrations completed successfully");
    }
    return options.docs ? write_pages(options, context) : 0;
}

void describe_up(Command& command, UpOptions& options, const Context& context) {
    command.value("--target", "TARGET", options.target, "Stop behind this migration.");
    command.value("--steps", "N", options.steps, "Run at most so many.");
    command.flag("--dry-run,--sql", options.dry_run, "Show what would run, as 'plan' does.");
    command.flag("--docs", options.docs, "Write the documentation afterwards.");
    add_run_flags(command, options.flags);
    add_format_flag(command, options.flags);
    command.action = [&options, &context] { return up(options, context); };
}

}  // namespace

void add_up_command(Command& migrate, Context& context) {
    auto options = std::make_shared<UpOptions>();
    Command& command = migrate.commands.emplace_back();
    command.name = "up";
    command.aliases = {"upgrade", "run", "apply", "deploy", "migrate"};
    command.group = kRunGroup;
    command.summary = "Run what is pending, up to a target.";
    command.details =
        "A target is 'head' (the default), '+N', a number, an id, the name of a file, or the "
        "unique\n"
        "beginning of one. Each migration is one transaction with its row in the history.";
    command.positional("TARGET", options->target, "Stop behind this migration. Default: head.",
                       false);
    describe_up(command, *options, context);
    command.examples = {"erdmark migrate up", "erdmark migrate up 003", "erdmark migrate up +1"};
    command.action = [options, &context] { return up(*options, context); };
}

void make_up_default(Command& migrate, Context& context) {
    auto options = std::make_shared<UpOptions>();
    describe_up(migrate, *options, context);
    migrate.action = [options, &context] { return up(*options, context); };
}

}  // namespace erdmark::cli
