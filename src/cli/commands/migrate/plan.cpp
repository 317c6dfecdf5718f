#include <algorithm>

#include <fmt/format.h>

#include "base/error.h"
#include "base/json.h"
#include "base/text.h"
#include "cli/commands/migrate/commands.h"
#include "cli/migrate/project.h"
#include "cli/migrate/running.h"
#include "runner/destruction.h"
#include "runner/migrator.h"
#include "runner/target.h"

namespace erdmark::cli {

namespace {

struct PlanOptions {
    MigrateFlags flags;
    std::string target;
    bool sql = false;
};

/// What a range `A:B` means: from the place of A to that of B, downwards when B is below.
std::vector<runner::PlannedMigration> plan_range(const std::string& range,
                                                 const HistoryPicture& picture) {
    const std::size_t colon = range.find(':');
    const std::string from_word = range.substr(0, colon);
    const std::size_t from =
        runner::resolve_target(from_word.empty() ? "base" : from_word, picture.states);
    const std::size_t to = runner::resolve_target(range.substr(colon + 1), picture.states);
    std::vector<runner::PlannedMigration> plan;
    for (std::size_t index = from; index < to; ++index) {
        plan.push_back({runner::Direction::Up, &picture.states[index]});
    }
    for (std::size_t index = from; index > to; --index) {
        plan.push_back({runner::Direction::Down, &picture.states[index - 1]});
    }
    return plan;
}

const sql::Script& script_of(const runner::PlannedMigration& planned) {
    const migration::OrderedMigration* file = planned.status->migration;
    if (file != nullptr && planned.direction == runner::Direction::Up) {
        return file->migration.up;
    }
    if (file != nullptr && file->migration.down) {
        return *file->migration.down;
    }
    throw Error(ErrorKind::Input,
                fmt::format("{}: has nothing that undoes it", planned.status->name()));
}

/// One migration of the plan as it would run.
struct PlannedSteps {
    const runner::PlannedMigration* planned;
    runner::Steps steps;
};

std::string statement_line(const sql::Statement& statement, const sql::Script& script,
                           const sql::Syntax& syntax) {
    std::string line(statement.text);
    if (statement.kind == sql::StatementKind::CopyRows) {
        return line + "\n\\.\n";
    }
    line += ";\n";
    if (const auto words = runner::destruction(statement, syntax)) {
        line = fmt::format("-- {}: {}\n{}", format_position(script.file, statement.position),
                           *words, line);
    }
    return line;
}

std::string plan_text(const PlannedSteps& each, const sql::Syntax& syntax) {
    const runner::PlannedMigration& planned = *each.planned;
    const sql::Script& script = script_of(planned);
    std::string text =
        fmt::format("-- {} {}\n", planned.direction == runner::Direction::Up ? "up" : "down",
                    planned.status->name());
    for (const std::string& note : each.steps.notes) {
        text += fmt::format("-- {}\n", note);
    }
    for (const sql::Statement& setting : each.steps.before) {
        text += statement_line(setting, script, syntax);
    }
    for (const runner::Step& step : each.steps.steps) {
        text += step.transactional ? "BEGIN;\n" : "";
        for (const sql::Statement& statement : step.statements) {
            text += statement_line(statement, script, syntax);
        }
        text += step.transactional ? "COMMIT;\n" : "";
    }
    for (const sql::Statement& setting : each.steps.after) {
        text += statement_line(setting, script, syntax);
    }
    return text + "\n";
}

Json plan_json(const PlannedSteps& each, const sql::Syntax& syntax) {
    const runner::PlannedMigration& planned = *each.planned;
    const sql::Script& script = script_of(planned);
    Json::Array steps;
    for (const runner::Step& step : each.steps.steps) {
        Json::Array statements;
        for (const sql::Statement& statement : step.statements) {
            Json::Object object{{"sql", statement.text},
                                {"line", statement.position.line},
                                {"column", statement.position.column}};
            if (const auto words = runner::destruction(statement, syntax)) {
                object.emplace_back("destroys", *words);
            }
            statements.emplace_back(std::move(object));
        }
        steps.push_back(Json::Object{{"transaction", step.transactional},
                                     {"statements", std::move(statements)}});
    }
    return Json::Object{{"migration", planned.status->name()},
                        {"version", planned.status->key()},
                        {"direction", planned.direction == runner::Direction::Up ? "up" : "down"},
                        {"file", script.file},
                        {"steps", std::move(steps)}};
}

void print_plan(const std::vector<runner::PlannedMigration>& plan, const MigrateProject& project,
                const MigrateFlags& flags, const Context& context) {
    const sql::Syntax syntax = project.dialect->syntax();
    Json::Array all;
    for (const runner::PlannedMigration& planned : plan) {
        const migration::OrderedMigration* file = planned.status->migration;
        const bool transactional = file == nullptr || file->migration.transactional;
        const PlannedSteps each{
            &planned, runner::make_steps(script_of(planned), transactional, *project.dialect)};
        if (flags.is_json()) {
            all.push_back(plan_json(each, syntax));
        } else {
            context.out << terminal_safe(plan_text(each, syntax));
        }
    }
    if (flags.is_json()) {
        context.out << Json(Json::Object{{"plan", std::move(all)}}).dump() << '\n';
    } else if (plan.empty()) {
        inform(context, "nothing to do");
    }
}

int plan(const PlanOptions& options, const Context& context) {
    const bool is_range = options.target.find(':') != std::string::npos;
    const MigrateProject project = load_migrate_project(
        options.flags, is_range ? DatabaseNeed::None : DatabaseNeed::Needed, context);
    const std::unique_ptr<HistoryPicture> picture =
        is_range ? picture_without_history(project) : read_picture(project);
    if (is_range) {
        print_plan(plan_range(options.target, *picture), project, options.flags, context);
        return 0;
    }
    const std::vector<std::string> problems = conflicts_of(project, options.flags, *picture);
    for (const std::string& problem : problems) {
        report_error(context, problem);
    }
    if (!problems.empty()) {
        return 1;
    }
    const std::size_t place = runner::resolve_target(options.target, picture->states);
    const runner::MigrationStatus* last = runner::current(picture->states);
    const bool is_below =
        last != nullptr && place < static_cast<std::size_t>(last - picture->states.data()) + 1;
    print_plan(is_below ? runner::plan_down(picture->states, place)
                        : runner::plan_up(picture->states, place),
               project, options.flags, context);
    return 0;
}

}  // namespace

int print_plan_of_up(const MigrateFlags& flags, const std::string& target, const Context& context) {
    return plan({.flags = flags, .target = target}, context);
}

void add_plan_command(Command& migrate, Context& context) {
    auto options = std::make_shared<PlanOptions>();
    Command& command = migrate.commands.emplace_back();
    command.name = "plan";
    command.aliases = {"sqlmigrate"};
    command.group = kRunGroup;
    command.summary = "Show what would run, statement by statement.";
    command.details =
        "With the borders of transactions, and what destroys data. Nothing is run or written. A "
        "range\n"
        "'A:B' needs no database: it goes from behind A to B, and undoes when B is below A.";
    command.positional("TARGET", options->target, "As of 'up' and 'down', or a range A:B.", false);
    add_database_flags(command, options->flags);
    command.flag("--out-of-order", options->flags.out_of_order, "As of 'up'.");
    command.flag("--ignore-missing", options->flags.ignore_missing, "As of 'up'.");
    add_format_flag(command, options->flags);
    command.examples = {"erdmark migrate plan", "erdmark migrate plan base:head > all.sql",
                        "erdmark migrate plan 005:003"};
    command.action = [options, &context] { return plan(*options, context); };
}

}  // namespace erdmark::cli
