#include <filesystem>
#include <memory>

#include <fmt/format.h>

#include "base/error.h"
#include "base/file.h"
#include "cli/commands/commands.h"
#include "render/template_set.h"

namespace erdmark::cli {

namespace {

namespace fs = std::filesystem;

struct ExportOptions {
    std::string folder;
    bool force = false;
};

void refuse_existing(const fs::path& file, bool force) {
    if (!force && fs::exists(file)) {
        throw Error(
            ErrorKind::Usage,
            fmt::format("{}: exists already; choose another folder, or overwrite it with --force",
                        file.generic_string()));
    }
}

int export_templates(const ExportOptions& options, const Context& context) {
    const auto templates = render::embedded_templates();
    for (const auto& [name, text] : templates) {
        refuse_existing(fs::path(options.folder) / name, options.force);
    }
    for (const auto& [name, text] : templates) {
        const fs::path file = fs::path(options.folder) / name;
        std::error_code failed;
        fs::create_directories(file.parent_path(), failed);
        if (failed) {
            throw Error(ErrorKind::Input,
                        fmt::format("{}: cannot be made: {}", file.parent_path().generic_string(),
                                    failed.message()));
        }
        write_file_atomically(file, text);
        context.out << "created  " << file.generic_string() << '\n';
    }
    return 0;
}

int list_templates(const Context& context) {
    for (const auto& [name, text] : render::embedded_templates()) {
        context.out << name << '\n';
    }
    return 0;
}

}  // namespace

void add_templates_command(Command& root, Context& context) {
    auto options = std::make_shared<ExportOptions>();
    Command& command = root.commands.emplace_back();
    command.name = "templates";
    command.group = kProjectGroup;
    command.summary = "List or export the templates that the pages are made of.";

    Command& list = command.commands.emplace_back();
    list.name = "list";
    list.group = "Commands";
    list.summary = "List the names of the templates.";
    list.action = [&context] { return list_templates(context); };

    Command& exporting = command.commands.emplace_back();
    exporting.name = "export";
    exporting.group = "Commands";
    exporting.summary = "Write the templates into a folder, to be changed there.";
    exporting.details =
        "Keep only those that you change, and name the folder in erdmark.toml:\n"
        "\n"
        "  [render]\n"
        "  templates = \"docs/templates\"";
    exporting.positional("DIR", options->folder, "Folder to write to.", true);
    exporting.flag("--force", options->force, "Overwrite files that exist.");
    exporting.examples = {"erdmark templates export docs/templates"};
    exporting.action = [options, &context] { return export_templates(*options, context); };
}

}  // namespace erdmark::cli
