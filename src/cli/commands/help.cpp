#include <memory>

#include <fmt/format.h>

#include "base/error.h"
#include "base/text.h"
#include "cli/commands/commands.h"

namespace erdmark::cli {

namespace {

int help(const Command& root, const std::vector<std::string>& words, const Context& context) {
    const Command* command = &root;
    std::string path = root.name;
    for (const std::string& word : words) {
        const Command* next = command->find(word);
        if (next == nullptr) {
            std::vector<std::string> names;
            for (const Command& each : command->commands) {
                names.push_back(each.name);
            }
            throw Error(ErrorKind::Usage, fmt::format("unknown command '{}'{}; see '{} --help'",
                                                      word, did_you_mean(word, names), path));
        }
        command = next;
        path += " " + word;
    }
    context.out << help_text(*command, path);
    return 0;
}

}  // namespace

void add_help_command(Command& root, Context& context) {
    auto words = std::make_shared<std::vector<std::string>>();
    Command& command = root.commands.emplace_back();
    command.name = "help";
    command.group = kToolGroup;
    command.summary = "Print the help of a command.";
    command.list("COMMAND", "COMMAND", *words, "The command; none for an overview.");
    command.action = [words, &root, &context] { return help(root, *words, context); };
}

}  // namespace erdmark::cli
