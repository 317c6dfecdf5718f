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
            names.insert(names.end(), each.aliases.begin(), each.aliases.end());
        }
    }
    return names;
}

/// In front of a word that is a number and looks like an option, so that CLI11 takes it for a
/// value.
constexpr char kValueMark = '\x1f';

bool is_negative_number(const std::string& word) {
    return word.size() > 1 && word.front() == '-' &&
           word.find_first_not_of("0123456789", 1) == std::string::npos;
}

std::string without_value_mark(const std::string& word) {
    return word.starts_with(kValueMark) ? word.substr(1) : word;
}

/// Whether an option of one of the commands of that spelling takes a value in the next word.
bool takes_value(const Command& command, const std::string& word) {
    const auto is_it = [&](const Argument& argument) {
        const std::vector<std::string> spellings = argument.spellings();
        return argument.kind != ArgumentKind::Flag && !argument.is_positional() &&
               std::find(spellings.begin(), spellings.end(), word) != spellings.end();
    };
    const auto has_it = [&](const Command& each) {
        return std::any_of(each.arguments.begin(), each.arguments.end(), is_it);
    };
    return has_it(command) || std::any_of(command.commands.begin(), command.commands.end(), has_it);
}

/// The name of a command behind options goes to the front.
std::vector<std::string> with_command_first(const Command& command,
                                            std::span<const std::string> words) {
    std::vector<std::string> all(words.begin(), words.end());
    for (std::size_t at = 0; at < all.size(); ++at) {
        const bool is_option = all[at].starts_with('-') && all[at].size() > 1;
        if (!is_option) {
            if (command.find(all[at]) != nullptr) {
                const auto name = all.begin() + static_cast<std::ptrdiff_t>(at);
                std::rotate(all.begin(), name, name + 1);
            }
            return all;
        }
        at += takes_value(command, all[at]) ? 1 : 0;
    }
    return all;
}

/// CLI11 takes `--name` and `-n` for options and a bare name for a positional. Every value is
/// stored by itself, in the order in which it was given.
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
    const bool takes_many = argument.kind == ArgumentKind::List && argument.is_positional();
    option->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
    option->expected(1, takes_many ? CLI::detail::expected_max_vector_size : 1);
    option->allow_extra_args(takes_many);
}

[[noreturn]] void usage_error(const std::string& path, const std::string& problem) {
    throw Error(ErrorKind::Usage, fmt::format("{}; see '{} --help'", problem, path));
}

void refuse_extra(const Command& command, const std::string& path, const std::string& extra) {
    if (extra.starts_with('-') && extra.size() > 1 && !is_negative_number(extra)) {
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

void check_choice(const Argument& argument, const std::string& path, const std::string& value) {
    const std::vector<std::string>& choices = argument.choices;
    if (!choices.empty() && std::find(choices.begin(), choices.end(), value) == choices.end()) {
        usage_error(
            path, fmt::format("{} cannot be '{}'{}; it is one of: {}", argument.spellings().back(),
                              value, did_you_mean(value, choices), join(choices, ", ")));
    }
}

/// One run over the words of a command.
class ArgumentParser {
public:
    ArgumentParser(const Command& command, std::string path)
        : command_(command), path_(std::move(path)) {
        app_.set_help_flag();
        app_.allow_extras();
        app_.add_flag("-h,--help", help_);
        for (const Argument& argument : command.arguments) {
            Argument checked = argument;
            checked.store = [this, &argument](const std::string& value) { store(argument, value); };
            add_argument(app_, checked);
        }
    }

    /// Whether help was asked for; nothing is missing then.
    bool parse(std::vector<std::string> words) {
        for (std::string& word : words) {
            if (is_negative_number(word)) {
                word.insert(0, 1, kValueMark);
            }
        }
        std::reverse(words.begin(), words.end());
        try {
            app_.parse(words);
        } catch (const CLI::ArgumentMismatch& error) {
            const std::string_view message = error.what();
            usage_error(path_,
                        fmt::format("{} needs a value", message.substr(0, message.find(':'))));
        } catch (const CLI::ParseError& error) {
            usage_error(path_, error.what());
        }
        if (!help_) {
            refuse_leftovers();
        }
        return help_;
    }

private:
    void store(const Argument& argument, const std::string& given) {
        const std::string value = without_value_mark(given);
        const bool again = !given_.insert(argument.names).second;
        if (again && argument.kind == ArgumentKind::Value) {
            usage_error(path_, fmt::format("{} is given twice", argument.spellings().back()));
        }
        check_choice(argument, path_, value);
        argument.store(value);
    }

    void refuse_leftovers() const {
        if (const std::vector<std::string> extras = app_.remaining(); !extras.empty()) {
            refuse_extra(command_, path_, without_value_mark(extras.front()));
        }
        for (const Argument& argument : command_.arguments) {
            if (argument.required && !given_.contains(argument.names)) {
                usage_error(path_, fmt::format("{} is missing", argument.placeholder));
            }
        }
    }

    const Command& command_;
    std::string path_;
    CLI::App app_;
    bool help_ = false;
    std::set<std::string> given_;
};

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

std::string other_names(const Command& command) {
    return command.aliases.empty() ? "" : fmt::format(" Also: {}.", join(command.aliases, ", "));
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
                text += two_columns(each.name, each.summary + other_names(each));
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
    const auto found = std::find_if(commands.begin(), commands.end(), [&](const Command& each) {
        return each.name == command ||
               std::find(each.aliases.begin(), each.aliases.end(), command) != each.aliases.end();
    });
    return found == commands.end() ? nullptr : &*found;
}

ParsedLine parse_command_line(const Command& root, std::span<const std::string> arguments) {
    ParsedLine parsed{.command = &root, .path = root.name};
    std::vector<std::string> rest(arguments.begin(), arguments.end());
    while (!rest.empty()) {
        if (parsed.command->takes_options_first) {
            rest = with_command_first(*parsed.command, rest);
        }
        const Command* next = parsed.command->find(rest.front());
        if (next == nullptr) {
            break;
        }
        parsed.command = next;
        parsed.path += " " + next->name;
        rest.erase(rest.begin());
    }
    parsed.help = ArgumentParser(*parsed.command, parsed.path).parse(std::move(rest));
    if (!parsed.help && !parsed.command->action) {
        usage_error(parsed.path, "a command is missing");
    }
    return parsed;
}

std::string help_text(const Command& command, const std::string& path) {
    std::string text = command.summary + other_names(command) + "\n\n" + usage_line(command, path);
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
