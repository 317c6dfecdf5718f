#include <algorithm>

#include <fmt/format.h>

#include "base/json.h"
#include "base/text.h"
#include "cli/commands/migrate/commands.h"
#include "cli/migrate/project.h"
#include "cli/migrate/running.h"
#include "schema/compare.h"
#include "schema/filter.h"
#include "source/replay.h"

namespace erdmark::cli {

namespace {

struct MigrateCheckOptions {
    MigrateFlags flags;
    bool no_pending = false;
    bool no_history = false;
    bool no_drift = false;
    bool allow_ahead = false;
};

/// What was found, each part a list of lines for people.
struct MigrateFindings {
    std::vector<std::string> pending;
    std::vector<std::string> conflicts;
    std::vector<std::string> drift;
    std::vector<std::string> notes;  ///< Why the drift may not be complete.

    bool any() const { return !pending.empty() || !conflicts.empty() || !drift.empty(); }
};

source::SourceOptions options_for_drift(const MigrateProject& project,
                                        const HistoryPicture& picture) {
    source::SourceOptions options = project.config.source;
    options.migrations.dialect = std::string(project.dialect->name());
    options.introspect.row_tables.clear();
    options.comments = false;
    options.history = false;
    const std::string& table = picture.history.table().name;
    for (const char* suffix : {"", "_log", "_run"}) {
        options.exclude.push_back(table + suffix);
    }
    std::ranges::copy(schema::history_tables(), std::back_inserter(options.exclude));
    return options;
}

/// The schema that the applied migrations make.
source::SourceResult replayed(const MigrateProject& project, const HistoryPicture& picture,
                              const source::SourceOptions& options) {
    migration::MigrationDirectory applied{.path = project.folder};
    for (const runner::MigrationStatus& status : picture.states) {
        if (status.is_applied() && status.migration != nullptr) {
            applied.migrations.push_back(status.migration->migration);
        }
    }
    source::SourceResult result = source::replay_migrations(applied, options);
    schema::filter(result.schema, options.include, options.exclude);
    return result;
}

void find_drift(const MigrateProject& project, const HistoryPicture& picture,
                MigrateFindings& findings) {
    const source::SourceOptions options = options_for_drift(project, picture);
    const source::SourceResult expected = replayed(project, picture, options);
    const bool has_database = project.dialect->exists(*project.database, project.connect);
    schema::Schema live{.engine = expected.schema.engine};
    if (has_database) {
        const auto connection = project.dialect->connect(*project.database, project.connect);
        live = project.dialect->introspect(*connection, options.introspect);
        schema::filter(live, options.include, options.exclude);
    }
    findings.drift = schema::change_lines(schema::compare(expected.schema, live),
                                          {.created = ": is in the database, made by no migration",
                                           .dropped = ": is missing in the database"});
    findings.notes = expected.notes;
}

MigrateFindings find_all(const MigrateCheckOptions& options, const MigrateProject& project) {
    const std::unique_ptr<HistoryPicture> picture = read_picture(project);
    MigrateFindings findings;
    if (!options.no_pending) {
        for (const runner::MigrationStatus& status : picture->states) {
            if (status.is_pending()) {
                findings.pending.push_back(
                    fmt::format("{}: {}", status.name(), runner::word_of(status.state)));
            }
        }
    }
    if (!options.no_history) {
        findings.conflicts = conflicts_of(project, options.flags, *picture);
        for (const runner::MigrationStatus& status : picture->states) {
            if (status.state == runner::MigrationState::Ahead && !options.allow_ahead) {
                findings.conflicts.push_back(fmt::format(
                    "{}: was applied and has no file, the database is ahead; update the folder, "
                    "or allow it with --allow-ahead",
                    status.name()));
            }
        }
    }
    if (!options.no_drift) {
        find_drift(project, *picture, findings);
    }
    return findings;
}

void print_part(const Context& context, const char* title, const std::vector<std::string>& lines) {
    if (lines.empty()) {
        return;
    }
    context.out << title << '\n';
    for (const std::string& line : lines) {
        context.out << terminal_safe("  " + line) << '\n';
    }
}

Json array_of(const std::vector<std::string>& lines) {
    Json::Array array;
    for (const std::string& line : lines) {
        array.emplace_back(line);
    }
    return array;
}

int migrate_check(const MigrateCheckOptions& options, const Context& context) {
    const MigrateProject project =
        load_migrate_project(options.flags, DatabaseNeed::Needed, context);
    const MigrateFindings findings = find_all(options, project);
    for (const std::string& note : findings.notes) {
        warn(context, note);
    }
    if (options.flags.is_json()) {
        context.out << Json(Json::Object{{"ok", !findings.any()},
                                         {"pending", array_of(findings.pending)},
                                         {"conflicts", array_of(findings.conflicts)},
                                         {"drift", array_of(findings.drift)}})
                           .dump()
                    << '\n';
        return findings.any() ? 1 : 0;
    }
    print_part(context, "Pending:", findings.pending);
    print_part(context, "History:", findings.conflicts);
    print_part(context, "Drift:", findings.drift);
    if (!findings.any()) {
        report_success(context, "Database is up to date");
        return 0;
    }
    report_error(context,
                 fmt::format("{} pending, {} in the history, {} between the migrations and the "
                             "database",
                             count_of(findings.pending.size(), "migration is", "migrations are"),
                             count_of(findings.conflicts.size(), "conflict", "conflicts"),
                             count_of(findings.drift.size(), "difference", "differences")));
    return 1;
}

}  // namespace

void add_migrate_check_command(Command& migrate, Context& context) {
    auto options = std::make_shared<MigrateCheckOptions>();
    Command& command = migrate.commands.emplace_back();
    command.name = "check";
    command.aliases = {"diff"};
    command.group = kLookGroup;
    command.summary =
        "Fail when migrations are pending, the history disagrees, or the schema "
        "drifted.";
    command.details =
        "The drift is what the database differs in from what its applied migrations make, object "
        "by\n"
        "object, compared as the documentation sees them. Writes nothing.";
    add_database_flags(command, options->flags);
    add_format_flag(command, options->flags);
    command.flag("--no-pending", options->no_pending, "Do not look at what is pending.");
    command.flag("--no-history", options->no_history, "Do not look for conflicts of the history.");
    command.flag("--no-drift", options->no_drift, "Do not compare the schemas.");
    command.flag("--allow-ahead", options->allow_ahead,
                 "A database that is newer than the folder is right: for rolling deploys.");
    command.flag("--ignore-missing", options->flags.ignore_missing,
                 "Applied migrations without a file are right.");
    command.action = [options, &context] { return migrate_check(*options, context); };
}

}  // namespace erdmark::cli
