#pragma once

#include <deque>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace erdmark::cli {

enum class ArgumentKind { Flag, Value, List };

/// An option or a positional argument, as help, man page and completions tell it.
struct Argument {
    ArgumentKind kind;
    std::string names;        ///< `-s,--source`; of a positional its name alone.
    std::string placeholder;  ///< `SOURCE`; empty for a flag.
    std::string help;
    std::vector<std::string> choices;
    bool required = false;
    std::function<void(const std::string&)>
        store;  ///< Takes each value given; a flag gets an empty one.

    bool is_positional() const;

    /// The names, each by itself.
    std::vector<std::string> spellings() const;
};

/// A command of the tree: what it is called, what it takes and what it does. Help, man page and
/// completions are made from these values, so that they cannot differ from what is parsed.
struct Command {
    std::string name;
    std::vector<std::string> aliases;  ///< Other names, which other tools have for it.
    std::string group;                 ///< Heading in the list of commands; empty for a hidden one.
    std::string summary;               ///< One line.
    std::string details;               ///< Paragraphs for the command's own help.
    std::vector<std::string> examples;
    std::vector<Argument> arguments;
    std::deque<Command> commands;
    std::function<int()> action;
    /// Options of its commands may stand before their names: `migrate --dir sql status`.
    bool takes_options_first = false;

    void flag(std::string names, bool& target, std::string help);
    void value(std::string names, std::string placeholder, std::string& target, std::string help);
    void choice(std::string names, std::string& target, std::vector<std::string> choices,
                std::string help);
    void list(std::string names, std::string placeholder, std::vector<std::string>& target,
              std::string help);
    void positional(const std::string& placeholder, std::string& target, std::string help,
                    bool required);

    /// The command of that name or alias, or a null pointer.
    const Command* find(const std::string& command) const;
};

/// Finds the command that `arguments` (without the program's name) mean, stores their values and
/// returns it. `--help` and `-h` are known everywhere: `help` is set then. Throws an `Usage` error
/// for everything that does not fit, with the near name for an unknown command or option. Words
/// such as `-1` are values.
struct ParsedLine {
    const Command* command = nullptr;
    std::string path;  ///< `erdmark templates export`
    bool help = false;
};
ParsedLine parse_command_line(const Command& root, std::span<const std::string> arguments);

/// The help of a command: usage, description, commands by group, options, examples.
std::string help_text(const Command& command, const std::string& path);

}  // namespace erdmark::cli
