#include <chrono>
#include <filesystem>

#include <fmt/chrono.h>
#include <fmt/format.h>

#include "base/error.h"
#include "base/file.h"
#include "base/json.h"
#include "cli/commands/migrate/commands.h"
#include "cli/migrate/project.h"
#include "migration/skeleton.h"

namespace erdmark::cli {

namespace {

namespace fs = std::filesystem;

struct CreateOptions {
    MigrateFlags flags;
    std::string name;
    std::string message;
    bool timestamp = false;
    bool sequence = false;
};

migration::VersionTime time_now() {
    using std::chrono::duration_cast;
    const auto now = std::chrono::system_clock::now();
    return {
        .digits =
            fmt::format("{:%Y%m%d%H%M%S}", fmt::gmtime(std::chrono::system_clock::to_time_t(now))),
        .seconds = duration_cast<std::chrono::seconds>(now.time_since_epoch()).count(),
        .milliseconds = duration_cast<std::chrono::milliseconds>(now.time_since_epoch()).count()};
}

migration::Numbering numbering_of(const CreateOptions& options) {
    if (options.timestamp && options.sequence) {
        throw Error(ErrorKind::Usage, "--timestamp and --sequence are two ways; give one of them");
    }
    if (options.timestamp) {
        return migration::Numbering::Timestamp;
    }
    return options.sequence ? migration::Numbering::Sequence : migration::Numbering::Follow;
}

/// Never writes over a file.
void write_new_file(const fs::path& path, const std::string& text) {
    std::error_code problem;
    fs::create_directories(path.parent_path(), problem);
    if (fs::exists(path)) {
        throw Error(ErrorKind::Input,
                    fmt::format("{}: is there already; give the migration another name",
                                path.generic_string()));
    }
    write_file_atomically(path, text);
}

int create(const CreateOptions& options, const Context& context) {
    const std::string& name = options.name.empty() ? options.message : options.name;
    if (name.empty()) {
        throw Error(ErrorKind::Usage,
                    "what the migration does is missing; write 'erdmark migrate create NAME' or "
                    "-m MESSAGE");
    }
    const migration::MigrationDirectory directory = read_directory(options.flags, context);
    const std::vector<migration::NewFile> files =
        migration::next_migration(directory, name, numbering_of(options), time_now());
    Json::Array paths;
    for (const migration::NewFile& file : files) {
        const fs::path path = fs::path(directory.path) / file.path;
        write_new_file(path, file.text);
        paths.emplace_back(path.generic_string());
        if (!options.flags.is_json()) {
            context.out << path.generic_string() << '\n';
        }
    }
    if (options.flags.is_json()) {
        context.out << Json(Json::Object{{"files", std::move(paths)}}).dump() << '\n';
    } else if (!options.flags.quiet) {
        report_success(context, "Migration created");
    }
    if (directory.layout == "atlas") {
        warn(context, "atlas.sum does not know the new file; run 'atlas migrate hash'");
    }
    return 0;
}

}  // namespace

void add_create_command(Command& migrate, Context& context) {
    auto options = std::make_shared<CreateOptions>();
    Command& command = migrate.commands.emplace_back();
    command.name = "create";
    command.aliases = {"new", "revision", "generate"};
    command.group = kWriteGroup;
    command.summary = "Write the files of the next migration.";
    command.details =
        "Numbers and names them as the last one of the folder is, with its parts for up and down. "
        "In an\n"
        "empty folder it is 001, in one file with both parts.";
    command.positional("NAME", options->name, "What the migration does.", false);
    command.value("-m,--message", "MESSAGE", options->message, "The same as NAME.");
    command.flag("--timestamp", options->timestamp, "The version is the time in UTC.");
    command.flag("--sequence", options->sequence, "The version is the next number.");
    add_folder_flags(command, options->flags);
    add_format_flag(command, options->flags);
    command.examples = {"erdmark migrate create 'add orders'",
                        "erdmark migrate revision -m 'add orders'"};
    command.action = [options, &context] { return create(*options, context); };
}

}  // namespace erdmark::cli
