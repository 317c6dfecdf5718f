#include <algorithm>

#include <fmt/format.h>

#include "base/error.h"
#include "base/json.h"
#include "base/text.h"
#include "cli/commands/migrate/commands.h"
#include "cli/migrate/project.h"
#include "runner/target.h"

namespace erdmark::cli {

namespace {

struct LookOptions {
    MigrateFlags flags;
    std::string word;
    bool check = false;
};

std::string title_of(const runner::MigrationStatus& status) {
    return status.migration == nullptr ? "" : status.migration->head.title;
}

/// What users call the place where the database is.
std::string revision_of(const runner::MigrationStatus& status) {
    return status.migration == nullptr ? status.name() : status.migration->shown_name();
}

int current(const LookOptions& options, const Context& context) {
    const MigrateProject project =
        load_migrate_project(options.flags, DatabaseNeed::Needed, context);
    const std::unique_ptr<HistoryPicture> picture = read_picture(project);
    const runner::MigrationStatus* last = runner::current(picture->states);
    const bool has_pending =
        std::ranges::any_of(picture->states, &runner::MigrationStatus::is_pending);
    if (options.flags.is_json()) {
        context.out << Json(Json::Object{
                                {"current", last == nullptr ? Json() : Json(revision_of(*last))},
                                {"version", last == nullptr ? Json() : Json(last->key())},
                                {"head", !has_pending}})
                           .dump()
                    << '\n';
    } else if (last == nullptr) {
        inform(context, "no migration is applied");
    } else {
        context.out << terminal_safe(revision_of(*last)) << (has_pending ? "" : " (head)") << '\n';
        if (options.flags.verbose) {
            context.out << terminal_safe(
                fmt::format("file: {}\napplied: {}\nby: {}\n", last->revision->file,
                            last->revision->applied_at, last->revision->applied_by));
        }
    }
    return options.check && has_pending ? 1 : 0;
}

Json history_json(const runner::MigrationStatus& status) {
    const runner::Revision& revision = *status.revision;
    return Json::Object{
        {"migration", status.name()},
        {"version", status.key()},
        {"state", runner::word_of(status.state)},
        {"applied_at", revision.applied_at},
        {"applied_by", revision.applied_by},
        {"milliseconds", revision.milliseconds ? Json(*revision.milliseconds) : Json()},
        {"error", revision.error.empty() ? Json() : Json(revision.error)}};
}

std::string history_line(const runner::MigrationStatus& status, bool is_current) {
    std::string line = revision_of(status);
    if (is_current) {
        line += " (current)";
    }
    const bool is_plain = status.state == runner::MigrationState::Applied;
    if (!is_plain) {
        line += fmt::format(" ({})", runner::word_of(status.state));
    }
    if (const std::string title = title_of(status); !title.empty()) {
        line += ": " + title;
    }
    return line + "\n";
}

std::string history_details(const runner::MigrationStatus& status) {
    const runner::Revision& revision = *status.revision;
    std::string text =
        fmt::format("    applied {}{}{}\n", revision.applied_at,
                    revision.applied_by.empty() ? "" : " by " + revision.applied_by,
                    revision.milliseconds ? fmt::format(" in {} ms", *revision.milliseconds) : "");
    if (!revision.checksum.empty()) {
        text += fmt::format("    checksum {}\n", revision.checksum);
    }
    if (!revision.error.empty()) {
        text += fmt::format("    {}\n", replace_all(revision.error, "\n", "\n    "));
    }
    return text;
}

int history(const LookOptions& options, const Context& context) {
    const MigrateProject project =
        load_migrate_project(options.flags, DatabaseNeed::Needed, context);
    const std::unique_ptr<HistoryPicture> picture = read_picture(project);
    const runner::MigrationStatus* last = runner::current(picture->states);
    Json::Array rows;
    bool any = false;
    for (auto status = picture->states.rbegin(); status != picture->states.rend(); ++status) {
        if (status->revision == nullptr) {
            continue;
        }
        any = true;
        if (options.flags.is_json()) {
            rows.push_back(history_json(*status));
            continue;
        }
        context.out << terminal_safe(history_line(*status, &*status == last));
        if (options.flags.verbose) {
            context.out << terminal_safe(history_details(*status));
        }
    }
    if (options.flags.is_json()) {
        context.out << Json(Json::Object{{"history", std::move(rows)}}).dump() << '\n';
    } else if (!any) {
        inform(context, "no migration is applied");
    }
    return 0;
}

std::string names_of(const std::vector<std::size_t>& indexes,
                     const std::vector<migration::OrderedMigration>& migrations) {
    std::vector<std::string> names;
    names.reserve(indexes.size());
    for (const std::size_t index : indexes) {
        names.push_back(migrations[index].shown_name());
    }
    return join(names, ", ");
}

Json migration_json(const migration::OrderedMigration& found,
                    const std::vector<migration::OrderedMigration>& migrations) {
    Json::Array depends;
    for (const std::size_t index : found.depends) {
        depends.emplace_back(migrations[index].shown_name());
    }
    const migration::Migration& file = found.migration;
    const auto down = [&](std::string sql::Script::*part) {
        return file.down ? Json((*file.down).*part) : Json();
    };
    return Json::Object{{"migration", file.id()},
                        {"version", found.key},
                        {"revision", found.head.revision},
                        {"title", found.head.title},
                        {"author", found.head.author},
                        {"description", found.head.description},
                        {"depends", std::move(depends)},
                        {"file", file.up.file},
                        {"up", file.up.text},
                        {"down_file", down(&sql::Script::file)},
                        {"down", down(&sql::Script::text)}};
}

int show(const LookOptions& options, const Context& context) {
    const MigrateProject project = load_migrate_project(options.flags, DatabaseNeed::None, context);
    const std::unique_ptr<HistoryPicture> picture = picture_without_history(project);
    const runner::MigrationStatus& status = runner::find_migration(options.word, picture->states);
    const migration::OrderedMigration& found = *status.migration;
    const migration::Migration& file = found.migration;
    if (options.flags.is_json()) {
        context.out << migration_json(found, project.migrations).dump() << '\n';
        return 0;
    }
    std::vector<std::vector<std::string>> rows{{"id", file.id()}, {"version", found.key}};
    const auto add = [&](const std::string& name, const std::string& value) {
        if (!value.empty()) {
            rows.push_back({name, value});
        }
    };
    add("revision", found.head.revision);
    add("title", found.head.title);
    add("author", found.head.author);
    add("description", found.head.description);
    add("depends on", names_of(found.depends, project.migrations));
    add("file", file.up.file);
    add("undone by", !file.down                        ? "nothing"
                     : file.down->file == file.up.file ? "its down part"
                                                       : file.down->file);
    context.out << terminal_safe(columns_text(rows)) << '\n'
                << terminal_safe(trim(file.up.text)) << '\n';
    return 0;
}

/// The migrations that no other one needs; of a plain list its last one.
int heads(const LookOptions& options, const Context& context) {
    const MigrateProject project = load_migrate_project(options.flags, DatabaseNeed::None, context);
    const bool has_needs = std::ranges::any_of(
        project.migrations, [](const auto& each) { return !each.depends.empty(); });
    std::vector<bool> is_head(project.migrations.size(), has_needs);
    if (!is_head.empty()) {
        is_head.back() = true;
    }
    for (const migration::OrderedMigration& each : project.migrations) {
        for (const std::size_t need : each.depends) {
            is_head[need] = false;
        }
    }
    Json::Array heads;
    for (std::size_t index = 0; index < is_head.size(); ++index) {
        if (is_head[index]) {
            heads.emplace_back(project.migrations[index].shown_name());
        }
    }
    if (options.flags.is_json()) {
        context.out << Json(Json::Object{{"heads", std::move(heads)}}).dump() << '\n';
        return 0;
    }
    for (const Json& head : heads) {
        context.out << terminal_safe(*head.as_string()) << '\n';
    }
    return 0;
}

}  // namespace

void add_current_command(Command& migrate, Context& context) {
    auto options = std::make_shared<LookOptions>();
    Command& command = migrate.commands.emplace_back();
    command.name = "current";
    command.aliases = {"version"};
    command.group = kLookGroup;
    command.summary = "Print the last migration that is applied.";
    add_database_flags(command, options->flags);
    add_format_flag(command, options->flags);
    command.flag("--check", options->check, "Exit with 1 unless it is the head.");
    command.action = [options, &context] { return current(*options, context); };
}

void add_history_command(Command& migrate, Context& context) {
    auto options = std::make_shared<LookOptions>();
    Command& command = migrate.commands.emplace_back();
    command.name = "history";
    command.aliases = {"log"};
    command.group = kLookGroup;
    command.summary = "List what was applied, the newest first.";
    add_database_flags(command, options->flags);
    add_format_flag(command, options->flags);
    command.action = [options, &context] { return history(*options, context); };
}

void add_show_command(Command& migrate, Context& context) {
    auto options = std::make_shared<LookOptions>();
    Command& command = migrate.commands.emplace_back();
    command.name = "show";
    command.group = kLookGroup;
    command.summary = "Show one migration: what its head says, and its SQL.";
    command.positional("ID", options->word, "A number, an id, a file name, or a beginning of one.",
                       true);
    add_folder_flags(command, options->flags);
    add_format_flag(command, options->flags);
    command.action = [options, &context] { return show(*options, context); };
}

void add_heads_command(Command& migrate, Context& context) {
    auto options = std::make_shared<LookOptions>();
    Command& command = migrate.commands.emplace_back();
    command.name = "heads";
    command.group = kLookGroup;
    command.summary = "Print the last migration of the folder, or of each branch.";
    add_folder_flags(command, options->flags);
    add_format_flag(command, options->flags);
    command.action = [options, &context] { return heads(*options, context); };
}

}  // namespace erdmark::cli
