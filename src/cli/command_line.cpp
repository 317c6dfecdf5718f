#include "cli/command_line.h"

#include <algorithm>
#include <set>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "base/error.h"
#include "base/text.h"

namespace erdmark::cli {

namespace {

std::vector<std::string> option_names(const Command& command) {
    std::vector<std::string> names{"--help"};
    for (const Argument& argument : command.arguments) {
        if (!argument.is_positional()) {
            for (const std::string& spelling : argument.spellings()) {
                names.push_back(spelling);
            }
        }
    }
    return names;
}

std::vector<std::string> command_names(const Command& command) {
    std::vector<std::string> names;
    for (const Command& each : command.commands) {
        if (!each.group.empty()) {
            names.push_back(each.name);
        }
    }
    return names;
}

/// CLI11 takes `--name` and `-n` for options and a bare name for a positional.
void add_argument(CLI::App& app, const Argument& argument) {
    if (argument.kind == ArgumentKind::Flag) {
        app.add_flag_callback(argument.names, [store = argument.store] { store(""); });
        return;
    }
    CLI::Option* option = app.add_option_function<std::vector<std::string>>(
        argument.names, [store = argument.store](const std::vector<std::string>& values) {
            for (const std::string& value : values) {
                store(value);
            }
        });
    if (argument.kind == ArgumentKind::List) {
        option->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
        option->expected(1, argument.is_positional() ? CLI::detail::expected_max_vector_size : 1);
    } else {
        option->expected(1);
        option->multi_option_policy(CLI::MultiOptionPolicy::Throw);
    }
}

[[noreturn]] void usage_error(const std::string& path, const std::string& problem) {
    throw Error(ErrorKind::Usage, fmt::format("{}; see '{} --help'", problem, path));
}

void refuse_extra(const Command& command, const std::string& path, const std::string& extra) {
    if (extra.starts_with('-') && extra.size() > 1) {
        const std::string name = extra.substr(0, extra.find('='));
        usage_error(path, fmt::format("unknown option '{}'{}", name,
                                      did_you_mean(name, option_names(command))));
    }
    if (!command.commands.empty()) {
        usage_error(path, fmt::format("unknown command '{}'{}", extra,
                                      did_you_mean(extra, command_names(command))));
    }
    usage_error(path, fmt::format("unexpected argument '{}'", extra));
}

void check_choices(const Command& command, const std::string& path, const std::string& name,
                   const std::string& value) {
    for (const Argument& argument : command.arguments) {
        const bool known = std::find(argument.choices.begin(), argument.choices.end(), value) !=
                           argument.choices.end();
        if (argument.names == name && !argument.choices.empty() && !known) {
            usage_error(path, fmt::format("{} cannot be '{}'{}; it is one of: {}",
                                          argument.spellings().back(), value,
                                          did_you_mean(value, argument.choices),
                                          join(argument.choices, ", ")));
        }
    }
}

void parse_arguments(const Command& command, const std::string& path,
                     std::vector<std::string> words, ParsedLine& parsed) {
    CLI::App app;
    app.set_help_flag();
    app.allow_extras();
    app.add_flag("-h,--help", parsed.help);
    std::set<std::string> given;
    for (const Argument& argument : command.arguments) {
        Argument checked = argument;
        checked.store = [&, store = argument.store,
                         name = argument.names](const std::string& value) {
            given.insert(name);
            check_choices(command, path, name, value);
            store(value);
        };
        add_argument(app, checked);
    }
    std::reverse(words.begin(), words.end());
    try {
        app.parse(words);
    } catch (const CLI::ParseError& error) {
        usage_error(path, error.what());
    }
    if (const std::vector<std::string> extras = app.remaining(); !extras.empty() && !parsed.help) {
        refuse_extra(command, path, extras.front());
    }
    for (const Argument& argument : command.arguments) {
        if (argument.required && !given.contains(argument.names) && !parsed.help) {
            usage_error(path, fmt::format("{} is missing", argument.placeholder));
        }
    }
}

/// Two columns, the second indented and wrapped to 100 characters.
std::string two_columns(const std::string& left, const std::string& right) {
    constexpr std::size_t kIndent = 26;
    constexpr std::size_t kWidth = 100;
    std::string text = fmt::format("  {:<{}}", left, kIndent - 2);
    if (left.size() > kIndent - 4) {
        text = fmt::format("  {}\n{:{}}", left, "", kIndent);
    }
    std::size_t column = kIndent;
    for (const std::string_view word : split(right, ' ')) {
        if (column > kIndent && column + 1 + word.size() > kWidth) {
            text += fmt::format("\n{:{}}", "", kIndent);
            column = kIndent;
        } else if (column > kIndent) {
            text += ' ';
            ++column;
        }
        text += word;
        column += word.size();
    }
    return text + "\n";
}

std::string usage_line(const Command& command, const std::string& path) {
    std::string line = "Usage: " + path;
    if (!command.commands.empty()) {
        line += " COMMAND";
    }
    const bool has_options =
        std::any_of(command.arguments.begin(), command.arguments.end(),
                    [](const Argument& argument) { return !argument.is_positional(); });
    if (has_options) {
        line += " [OPTIONS]";
    }
    for (const Argument& argument : command.arguments) {
        if (argument.is_positional()) {
            line += fmt::format(fmt::runtime(argument.required ? " {}" : " [{}]"),
                                argument.placeholder);
        }
    }
    return line + "\n";
}

std::string option_heading(const Argument& argument) {
    std::string heading =
        argument.is_positional() ? argument.placeholder : replace_all(argument.names, ",", ", ");
    if (!argument.is_positional() && !argument.placeholder.empty()) {
        heading += " " + argument.placeholder;
    }
    return heading;
}

std::string commands_help(const Command& command) {
    std::vector<std::string> groups;
    for (const Command& each : command.commands) {
        if (!each.group.empty() &&
            std::find(groups.begin(), groups.end(), each.group) == groups.end()) {
            groups.push_back(each.group);
        }
    }
    std::string text;
    for (const std::string& group : groups) {
        text += fmt::format("\n{}:\n", group);
        for (const Command& each : command.commands) {
            if (each.group == group) {
                text += two_columns(each.name, each.summary);
            }
        }
    }
    return text;
}

Argument make_argument(ArgumentKind kind, std::string names, std::string placeholder,
                       std::string help, std::function<void(const std::string&)> store) {
    return {.kind = kind,
            .names = std::move(names),
            .placeholder = std::move(placeholder),
            .help = std::move(help),
            .store = std::move(store)};
}

}  // namespace

bool Argument::is_positional() const {
    return !names.starts_with('-');
}

std::vector<std::string> Argument::spellings() const {
    std::vector<std::string> result;
    for (const std::string_view name : split(names, ',')) {
        result.emplace_back(name);
    }
    return result;
}

void Command::flag(std::string names, bool& target, std::string help) {
    arguments.push_back(make_argument(ArgumentKind::Flag, std::move(names), "", std::move(help),
                                      [&target](const std::string&) { target = true; }));
}

void Command::value(std::string names, std::string placeholder, std::string& target,
                    std::string help) {
    arguments.push_back(make_argument(ArgumentKind::Value, std::move(names), std::move(placeholder),
                                      std::move(help),
                                      [&target](const std::string& value) { target = value; }));
}

void Command::choice(std::string names, std::string& target, std::vector<std::string> choices,
                     std::string help) {
    const std::string placeholder = join(choices, "|");
    value(std::move(names), placeholder, target, std::move(help));
    arguments.back().choices = std::move(choices);
}

void Command::list(std::string names, std::string placeholder, std::vector<std::string>& target,
                   std::string help) {
    arguments.push_back(
        make_argument(ArgumentKind::List, std::move(names), std::move(placeholder), std::move(help),
                      [&target](const std::string& value) { target.push_back(value); }));
}

void Command::positional(const std::string& placeholder, std::string& target, std::string help,
                         bool required) {
    arguments.push_back(make_argument(ArgumentKind::Value, placeholder, placeholder,
                                      std::move(help),
                                      [&target](const std::string& value) { target = value; }));
    arguments.back().required = required;
}

const Command* Command::find(const std::string& command) const {
    const auto found = std::find_if(commands.begin(), commands.end(),
                                    [&](const Command& each) { return each.name == command; });
    return found == commands.end() ? nullptr : &*found;
}

ParsedLine parse_command_line(const Command& root, std::span<const std::string> arguments) {
    ParsedLine parsed{.command = &root, .path = root.name};
    std::size_t used = 0;
    while (used < arguments.size()) {
        const Command* next = parsed.command->find(arguments[used]);
        if (next == nullptr) {
            break;
        }
        parsed.command = next;
        parsed.path += " " + next->name;
        ++used;
    }
    const std::span<const std::string> rest = arguments.subspan(used);
    parse_arguments(*parsed.command, parsed.path, {rest.begin(), rest.end()}, parsed);
    if (!parsed.help && !parsed.command->action) {
        usage_error(parsed.path, "a command is missing");
    }
    return parsed;
}

std::string help_text(const Command& command, const std::string& path) {
    std::string text = command.summary + "\n\n" + usage_line(command, path);
    if (!command.details.empty()) {
        text += "\n" + command.details + "\n";
    }
    text += commands_help(command);
    std::string positionals;
    std::string options;
    for (const Argument& argument : command.arguments) {
        (argument.is_positional() ? positionals : options) +=
            two_columns(option_heading(argument), argument.help);
    }
    if (!positionals.empty()) {
        text += "\nArguments:\n" + positionals;
    }
    text += "\nOptions:\n" + options + two_columns("-h, --help", "Print this help.");
    if (!command.examples.empty()) {
        text += "\nExamples:\n";
        for (const std::string& example : command.examples) {
            text += "  " + example + "\n";
        }
    }
    return text;
}

}  // namespace erdmark::cli
