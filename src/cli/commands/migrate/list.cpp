#include <algorithm>

#include <fmt/format.h>

#include "base/json.h"
#include "base/text.h"
#include "cli/commands/migrate/commands.h"
#include "cli/migrate/project.h"

namespace erdmark::cli {

namespace {

struct ListOptions {
    MigrateFlags flags;
    bool mermaid = false;
    bool exit_code = false;
    std::string form = "text";
};

Json json_of(const migration::OrderedMigration& each) {
    return Json::Object{
        {"migration", each.migration.id()},        {"version", each.key},
        {"revision", each.shown_name()},           {"file", each.migration.up.file},
        {"down", each.migration.down.has_value()}, {"transaction", each.migration.transactional}};
}

int list(const ListOptions& options, const Context& context) {
    const MigrateProject project = load_migrate_project(options.flags, DatabaseNeed::None, context);
    if (options.flags.is_json()) {
        Json::Array all;
        std::ranges::transform(project.migrations, std::back_inserter(all), json_of);
        context.out << Json(Json::Object{{"migrations", std::move(all)}}).dump() << '\n';
        return 0;
    }
    if (!options.flags.quiet) {
        inform(context, "Available migrations:");
    }
    for (const migration::OrderedMigration& each : project.migrations) {
        context.out << terminal_safe(fmt::format("  {}\n", each.migration.id()));
    }
    return 0;
}

Json json_of(const runner::MigrationStatus& status) {
    const runner::Revision* revision = status.revision;
    Json::Object object{{"migration", status.name()},
                        {"version", status.key()},
                        {"state", runner::word_of(status.state)}};
    if (revision != nullptr) {
        object.emplace_back("applied_at", revision->applied_at);
        object.emplace_back("status", runner::word_of(revision->status));
        if (!revision->error.empty()) {
            object.emplace_back("error", revision->error);
        }
    }
    object.emplace_back("comment_edited", status.comment_edited);
    return object;
}

std::string state_words(const runner::MigrationStatus& status) {
    std::string words = runner::word_of(status.state);
    const runner::Revision* revision = status.revision;
    if (status.state == runner::MigrationState::Failed && revision->statements) {
        words += fmt::format(" ({} of {})", revision->applied_statements.value_or(0),
                             *revision->statements);
    }
    return words + (status.comment_edited ? " (a comment changed)" : "");
}

/// A moment to the second: engines write fractions of different lengths behind it.
std::string to_the_second(const std::string& moment) {
    constexpr std::size_t kLength = std::string_view("2026-03-01 10:00:00").size();
    return moment.substr(0, kLength);
}

std::string status_text(const HistoryPicture& picture) {
    std::vector<std::vector<std::string>> rows{{"version", "name", "applied_at", "status"}};
    for (const runner::MigrationStatus& status : picture.states) {
        const std::string applied =
            status.revision == nullptr ? "" : to_the_second(status.revision->applied_at);
        rows.push_back({status.key(), status.name(), applied, state_words(status)});
    }
    return columns_text(rows);
}

std::string totals_text(const HistoryPicture& picture) {
    const auto applied =
        std::ranges::count_if(picture.states, &runner::MigrationStatus::is_applied);
    const auto pending =
        std::ranges::count_if(picture.states, &runner::MigrationStatus::is_pending);
    return fmt::format("Total: {}, Applied: {}, Pending: {}\n", picture.states.size(), applied,
                       pending);
}

int status(const ListOptions& options, const Context& context) {
    const MigrateProject project =
        load_migrate_project(options.flags, DatabaseNeed::Needed, context);
    const std::unique_ptr<HistoryPicture> picture = read_picture(project);
    const bool has_pending =
        std::ranges::any_of(picture->states, &runner::MigrationStatus::is_pending);
    const std::vector<std::string> problems = runner::conflicts(picture->states, {});
    if (options.flags.is_json()) {
        Json::Array all;
        for (const runner::MigrationStatus& each : picture->states) {
            all.push_back(json_of(each));
        }
        context.out << Json(Json::Object{{"migrations", std::move(all)},
                                         {"history", std::string(picture->history.owner())}})
                           .dump()
                    << '\n';
    } else {
        if (!options.flags.quiet) {
            inform(context, "Migration status:");
        }
        context.out << terminal_safe(status_text(*picture)) << totals_text(*picture);
    }
    if (options.flags.verbose && picture->history.exists()) {
        inform(context, fmt::format("the history is in the table {}, as {} keeps it",
                                    picture->history.table().shown(), picture->history.owner()));
    }
    const auto ahead = std::ranges::count(picture->states, runner::MigrationState::Ahead,
                                          &runner::MigrationStatus::state);
    if (ahead > 0) {
        warn(context,
             fmt::format("the database is ahead of the folder by {}",
                         count_of(static_cast<std::size_t>(ahead), "migration", "migrations")));
    }
    for (const std::string& problem : problems) {
        warn(context, problem);
    }
    return options.exit_code && (has_pending || !problems.empty()) ? 1 : 0;
}

std::string graph_text(const MigrateProject& project) {
    std::string text;
    for (const migration::OrderedMigration& each : project.migrations) {
        text += each.shown_name() + "\n";
        for (const std::size_t need : each.depends) {
            text += fmt::format("  needs {}\n", project.migrations[need].shown_name());
        }
    }
    return text;
}

/// A name in the quotes of Mermaid, whose entities have `#` in place of `&`.
std::string mermaid_label(const std::string& name) {
    std::string label;
    for (const char c : name) {
        const bool is_plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                              (c >= '0' && c <= '9') || c == '_' || c == '-' || c == '.' ||
                              c == ' ' || static_cast<unsigned char>(c) >= 0x80;
        label += is_plain ? std::string(1, c)
                          : fmt::format("#{};", static_cast<int>(static_cast<unsigned char>(c)));
    }
    return label;
}

std::string graph_mermaid(const MigrateProject& project) {
    std::string text = "flowchart TD\n";
    for (std::size_t index = 0; index < project.migrations.size(); ++index) {
        text += fmt::format("    m{}[\"{}\"]\n", index,
                            mermaid_label(project.migrations[index].shown_name()));
    }
    for (std::size_t index = 0; index < project.migrations.size(); ++index) {
        for (const std::size_t need : project.migrations[index].depends) {
            text += fmt::format("    m{} --> m{}\n", need, index);
        }
    }
    return text;
}

int graph(const ListOptions& options, const Context& context) {
    const MigrateProject project = load_migrate_project(options.flags, DatabaseNeed::None, context);
    context.out << terminal_safe(options.form == "mermaid" ? graph_mermaid(project)
                                                           : graph_text(project));
    return 0;
}

}  // namespace

void add_list_command(Command& migrate, Context& context) {
    auto options = std::make_shared<ListOptions>();
    Command& command = migrate.commands.emplace_back();
    command.name = "list";
    command.aliases = {"ls"};
    command.group = kLookGroup;
    command.summary = "List the migrations of the folder; no database is needed.";
    add_folder_flags(command, options->flags);
    add_format_flag(command, options->flags);
    command.action = [options, &context] { return list(*options, context); };
}

void add_status_command(Command& migrate, Context& context) {
    auto options = std::make_shared<ListOptions>();
    Command& command = migrate.commands.emplace_back();
    command.name = "status";
    command.aliases = {"info"};
    command.group = kLookGroup;
    command.summary = "Tell what was applied and what is pending; writes nothing.";
    add_database_flags(command, options->flags);
    add_format_flag(command, options->flags);
    command.flag("--exit-code", options->exit_code,
                 "Exit with 1 when something is pending or the history disagrees with the folder.");
    command.action = [options, &context] { return status(*options, context); };
}

void add_graph_command(Command& migrate, Context& context) {
    auto options = std::make_shared<ListOptions>();
    Command& command = migrate.commands.emplace_back();
    command.name = "graph";
    command.group = kLookGroup;
    command.summary = "Print which migration declares to need which.";
    add_folder_flags(command, options->flags);
    command.choice("-f,--format", options->form, {"text", "mermaid"}, "How to print it.");
    command.action = [options, &context] { return graph(*options, context); };
}

}  // namespace erdmark::cli
