#include <memory>

#include <fmt/format.h>

#include "base/text.h"
#include "cli/commands/commands.h"

namespace erdmark::cli {

namespace {

struct CompletionOptions {
    std::string shell;
};

/// A command with its place in the tree: `templates export`.
struct PlacedCommand {
    const Command* command;
    std::string path;
};

void place(const Command& command, const std::string& path, std::vector<PlacedCommand>& placed) {
    placed.push_back({&command, path});
    for (const Command& each : command.commands) {
        if (!each.group.empty()) {
            place(each, path.empty() ? each.name : path + " " + each.name, placed);
        }
    }
}

std::vector<PlacedCommand> all_commands(const Command& root) {
    std::vector<PlacedCommand> placed;
    place(root, "", placed);
    return placed;
}

/// What can follow a command: its sub-commands and its long options.
std::vector<std::string> words_after(const Command& command) {
    std::vector<std::string> words;
    for (const Command& each : command.commands) {
        if (!each.group.empty()) {
            words.push_back(each.name);
        }
    }
    for (const Argument& argument : command.arguments) {
        if (!argument.is_positional()) {
            words.push_back(argument.spellings().back());
        }
    }
    words.emplace_back("--help");
    return words;
}

std::string bash_script(const Command& root) {
    std::string cases;
    for (const PlacedCommand& placed : all_commands(root)) {
        cases += fmt::format("        \"{}\") words=\"{}\" ;;\n", placed.path,
                             join(words_after(*placed.command), " "));
    }
    std::string choices;
    for (const PlacedCommand& placed : all_commands(root)) {
        for (const Argument& argument : placed.command->arguments) {
            if (!argument.choices.empty() && !argument.is_positional()) {
                choices +=
                    fmt::format("        \"{} {}\") words=\"{}\" ;;\n", placed.path,
                                join(argument.spellings(), fmt::format("\"|\"{} ", placed.path)),
                                join(argument.choices, " "));
            }
        }
    }
    return fmt::format(R"(# bash completion for erdmark
_erdmark() {{
    local current="${{COMP_WORDS[COMP_CWORD]}}" previous="${{COMP_WORDS[COMP_CWORD-1]}}"
    local path="" words="" i
    for ((i = 1; i < COMP_CWORD; i++)); do
        case "${{COMP_WORDS[i]}}" in
        -*) break ;;
        *) path="${{path:+$path }}${{COMP_WORDS[i]}}" ;;
        esac
    done
    COMPREPLY=()
    case "$path $previous" in
{}    esac
    if [[ -z "$words" ]]; then
        case "$path" in
{}        esac
    fi
    if [[ "$current" == -* || -n "$words" ]]; then
        COMPREPLY=($(compgen -W "$words" -- "$current"))
    fi
    if [[ ${{#COMPREPLY[@]}} -eq 0 ]]; then
        COMPREPLY=($(compgen -f -- "$current"))
    fi
}}
complete -o filenames -F _erdmark erdmark
)",
                       choices, cases);
}

/// For a word in single quotes of zsh and fish, with the colons and brackets that zsh's
/// specifications use escaped.
std::string shell_text(const std::string& text) {
    std::string escaped = replace_all(text, "'", "’");
    for (const char* special : {":", "[", "]"}) {
        escaped = replace_all(escaped, special, std::string("\\") + special);
    }
    return escaped;
}

std::string zsh_argument(const Argument& argument) {
    if (argument.is_positional()) {
        const std::string values =
            argument.choices.empty() ? "_files" : fmt::format("({})", join(argument.choices, " "));
        return fmt::format(" \\\n            '*:{}:{}'", to_lower(argument.placeholder), values);
    }
    std::string text;
    for (const std::string& spelling : argument.spellings()) {
        text += fmt::format(" \\\n            '*{}[{}]", spelling, shell_text(argument.help));
        if (argument.kind != ArgumentKind::Flag) {
            text += argument.choices.empty()
                        ? ":value:_files"
                        : fmt::format(":value:({})", join(argument.choices, " "));
        }
        text += '\'';
    }
    return text;
}

std::string zsh_commands(const Command& command) {
    std::string text;
    for (const Command& each : command.commands) {
        if (!each.group.empty()) {
            text += fmt::format("            '{}:{}'\n", each.name, shell_text(each.summary));
        }
    }
    return text;
}

std::string zsh_script(const Command& root) {
    std::string text =
        "#compdef erdmark\n# zsh completion for erdmark\n_erdmark() {\n    local path=\"\" word\n"
        "    local -a commands\n"
        "    for word in ${words[2,CURRENT-1]}; do\n"
        "        [[ $word == -* ]] && break\n"
        "        path=\"${path:+$path }$word\"\n    done\n    case \"$path\" in\n";
    for (const PlacedCommand& placed : all_commands(root)) {
        text += fmt::format("    \"{}\")\n", placed.path);
        if (!placed.command->commands.empty()) {
            text += fmt::format(
                "        commands=(\n{}        )\n        _describe command commands\n        ;;\n",
                zsh_commands(*placed.command));
            continue;
        }
        text += "        _arguments";
        for (const Argument& argument : placed.command->arguments) {
            text += zsh_argument(argument);
        }
        text += " \\\n            '--help[Print this help.]'\n        ;;\n";
    }
    return text + "    *) _files ;;\n    esac\n}\n_erdmark \"$@\"\n";
}

std::string fish_argument(const std::string& condition, const Argument& argument) {
    std::string line = fmt::format("complete -c erdmark -n \"{}\"", condition);
    for (const std::string& spelling : argument.spellings()) {
        line +=
            spelling.starts_with("--") ? " -l " + spelling.substr(2) : " -s " + spelling.substr(1);
    }
    if (!argument.choices.empty()) {
        line += fmt::format(" -x -a '{}'", join(argument.choices, " "));
    } else if (argument.kind != ArgumentKind::Flag) {
        line += " -r";
    }
    return fmt::format("{} -d '{}'\n", line, replace_all(argument.help, "'", "\\'"));
}

std::string fish_condition(const std::string& path) {
    return path.empty() ? "__fish_use_subcommand"
                        : "__fish_seen_subcommand_from " + std::string(split(path, ' ').back());
}

std::string fish_script(const Command& root) {
    std::string text = "# fish completion for erdmark\n";
    for (const PlacedCommand& placed : all_commands(root)) {
        const std::string condition = fish_condition(placed.path);
        for (const Command& each : placed.command->commands) {
            if (!each.group.empty()) {
                text += fmt::format("complete -c erdmark -n \"{}\" -f -a {} -d '{}'\n", condition,
                                    each.name, replace_all(each.summary, "'", "\\'"));
            }
        }
        for (const Argument& argument : placed.command->arguments) {
            if (!argument.is_positional()) {
                text += fish_argument(condition, argument);
            }
        }
    }
    return text;
}

int completion(const Command& root, const std::string& shell, const Context& context) {
    if (shell == "bash") {
        context.out << bash_script(root);
    } else if (shell == "zsh") {
        context.out << zsh_script(root);
    } else {
        context.out << fish_script(root);
    }
    return 0;
}

}  // namespace

void add_completion_command(Command& root, Context& context) {
    auto options = std::make_shared<CompletionOptions>();
    Command& command = root.commands.emplace_back();
    command.name = "completion";
    command.group = kToolGroup;
    command.summary = "Print the completion script of a shell.";
    command.positional("SHELL", options->shell, "bash, zsh or fish.", true);
    command.arguments.back().choices = {"bash", "zsh", "fish"};
    command.examples = {
        "erdmark completion bash > ~/.local/share/bash-completion/completions/erdmark"};
    command.action = [options, &root, &context] {
        return completion(root, options->shell, context);
    };
}

}  // namespace erdmark::cli
