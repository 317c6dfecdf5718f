#include "cli/run.h"

#include <sstream>

#include <gtest/gtest.h>

#include "cli/commands.h"

namespace erdmark::cli {
namespace {

struct Outcome {
    int status;
    std::string out;
    std::string err;
};

Outcome run_with(const std::vector<std::string>& arguments) {
    std::ostringstream out;
    std::ostringstream err;
    Context context{out, err};
    const int status = run(arguments, context);
    return {status, out.str(), err.str()};
}

TEST(Run, PrintsItsVersion) {
    const Outcome outcome = run_with({"--version"});

    EXPECT_EQ(outcome.status, 0);
    EXPECT_EQ(outcome.out, std::string("erdmark ") + program_version() + "\n");
    EXPECT_EQ(outcome.err, "");
}

TEST(Run, ShowsItsHelpAsAnErrorWhenNothingIsAsked) {
    const Outcome outcome = run_with({});

    EXPECT_EQ(outcome.status, 2);
    EXPECT_EQ(outcome.out, "");
    EXPECT_EQ(outcome.err, run_with({"--help"}).out);
}

TEST(Run, EveryCommandHasHelpThatNamesItsOptions) {
    std::ostringstream ignored;
    Context context{ignored, ignored};
    const std::unique_ptr<Command> root = make_command_tree(context);
    for (const Command& command : root->commands) {
        SCOPED_TRACE(command.name);
        const Outcome outcome = run_with({command.name, "--help"});
        EXPECT_EQ(outcome.status, 0);
        EXPECT_EQ(outcome.out, run_with({"help", command.name}).out);
        EXPECT_NE(outcome.out.find("erdmark " + command.name), std::string::npos);
        for (const Argument& argument : command.arguments) {
            EXPECT_NE(outcome.out.find(argument.help.substr(0, 20)), std::string::npos)
                << argument.names;
        }
    }
}

TEST(Run, CompletionsNameEveryCommandAndOption) {
    std::ostringstream ignored;
    Context context{ignored, ignored};
    const std::unique_ptr<Command> root = make_command_tree(context);
    for (const char* shell : {"bash", "zsh", "fish"}) {
        SCOPED_TRACE(shell);
        const std::string script = run_with({"completion", shell}).out;
        for (const Command& command : root->commands) {
            EXPECT_NE(script.find(command.name), std::string::npos) << command.name;
            for (const Argument& argument : command.arguments) {
                const std::string name = argument.spellings().back();
                const bool listed =
                    script.find(name.substr(name.find_first_not_of('-'))) != std::string::npos;
                EXPECT_TRUE(argument.is_positional() || listed) << name;
            }
        }
    }
}

TEST(Run, TheManualPageNamesEveryCommand) {
    std::ostringstream ignored;
    Context context{ignored, ignored};
    const std::unique_ptr<Command> root = make_command_tree(context);
    const std::string page = run_with({"man"}).out;
    for (const Command& command : root->commands) {
        EXPECT_NE(page.find(".SS \"" + command.name + "\""), std::string::npos) << command.name;
    }
}

}  // namespace
}  // namespace erdmark::cli
