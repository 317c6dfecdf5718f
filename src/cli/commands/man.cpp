#include <fmt/format.h>

#include "base/text.h"
#include "cli/commands.h"
#include "cli/commands/commands.h"

namespace erdmark::cli {

namespace {

/// Text for troff (man(7)): a backslash, a hyphen that is to stay one, and a control character at a
/// line's start.
std::string troff(const std::string& text) {
    std::string escaped = replace_all(replace_all(text, "\\", "\\e"), "-", "\\-");
    escaped = replace_all(escaped, "\n.", "\n\\&.");
    escaped = replace_all(escaped, "\n'", "\n\\&'");
    return escaped.starts_with('.') || escaped.starts_with('\'') ? "\\&" + escaped : escaped;
}

std::string arguments_section(const Command& command) {
    std::string text;
    for (const Argument& argument : command.arguments) {
        const bool positional = argument.is_positional();
        const std::string names = positional ? "" : replace_all(argument.names, ",", ", ");
        text += fmt::format(".TP\n\\fB{}\\fR \\fI{}\\fR\n{}\n", troff(names),
                            troff(argument.placeholder), troff(argument.help));
    }
    return text;
}

std::string command_section(const Command& command, const std::string& path) {
    if (command.group.empty()) {
        return "";
    }
    std::string text = fmt::format(".SS \"{}\"\n{}\n", troff(path), troff(command.summary));
    if (!command.details.empty()) {
        text += fmt::format(".PP\n{}\n", troff(command.details));
    }
    text += arguments_section(command);
    for (const Command& each : command.commands) {
        text += command_section(each, path + " " + each.name);
    }
    return text;
}

std::string man_page(const Command& root) {
    std::string text = fmt::format(
        ".TH ERDMARK 1 \"\" \"erdmark {}\" \"User Commands\"\n.SH NAME\nerdmark \\- {}\n"
        ".SH SYNOPSIS\n\\fBerdmark\\fR \\fICOMMAND\\fR [\\fIOPTIONS\\fR]\n.SH DESCRIPTION\n{}\n.SH "
        "COMMANDS\n",
        program_version(), troff("writes a team's database documentation and keeps it true"),
        troff(root.details));
    for (const Command& each : root.commands) {
        text += command_section(each, each.name);
    }
    text += ".SH EXAMPLES\n.nf\n";
    for (const std::string& example : root.examples) {
        text += troff(example) + "\n";
    }
    text +=
        ".fi\n.SH EXIT STATUS\n"
        ".TP\n.B 0\nDone; the pages are fresh.\n"
        ".TP\n.B 1\nThe answer is no: the pages are stale.\n"
        ".TP\n.B 2\nThe command line or the configuration is wrong.\n"
        ".TP\n.B 3\nAn input (migration, script, snapshot, template, page) is not what it should "
        "be.\n"
        ".TP\n.B 4\nThe database said no.\n"
        ".TP\n.B 70\nA bug in erdmark.\n"
        ".SH FILES\n.TP\n.I erdmark.toml\nThe configuration, looked for in the current folder and "
        "those above it.\n"
        ".TP\n.I .erdmark.json\nIn the output folder: which files erdmark wrote.\n"
        ".SH ENVIRONMENT\n.TP\n.B DATABASE_URL, DSN, SQLALCHEMY_URL\nThe database, when neither an "
        "option nor the configuration names a source.\n"
        ".TP\n.B DATABASE_PROVIDER\nThe same in parts, with DB_HOST, DB_PORT, DB_USER, DB_PASSWORD "
        "and DB_NAME.\n"
        ".TP\n.B PGHOST, PGUSER, PGPASSWORD, ...\nAs in libpq.\n.TP\n.B NO_COLOR\nNo colours.\n";
    return text;
}

}  // namespace

void add_man_command(Command& root, Context& context) {
    Command& command = root.commands.emplace_back();
    command.name = "man";
    command.group = kToolGroup;
    command.summary = "Print the manual page.";
    command.examples = {"erdmark man | man -l -"};
    command.action = [&root, &context] {
        context.out << man_page(root);
        return 0;
    };
}

}  // namespace erdmark::cli
