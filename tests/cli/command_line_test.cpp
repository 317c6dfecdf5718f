#include "cli/command_line.h"

#include <gtest/gtest.h>

#include "base/error.h"

namespace erdmark::cli {
namespace {

/// A tree with one command of each kind of argument.
class CommandLine : public testing::Test {
protected:
    CommandLine() {
        root_.name = "tool";
        root_.summary = "Does things.";
        Command& run = root_.commands.emplace_back();
        run.name = "run";
        run.group = "Commands";
        run.summary = "Run it.";
        run.flag("-f,--force", force_, "Even so.");
        run.value("-o,--output", "DIR", output_, "Where to.");
        run.choice("--format", format_, {"text", "json"}, "How.");
        run.list("-m,--module", "NAME", modules_, "Which.");
        run.positional("TARGET", target_, "What.", true);
        run.examples = {"tool run x"};
        run.action = [] { return 0; };
        Command& hidden = root_.commands.emplace_back();
        hidden.name = "hidden";
        hidden.action = [] { return 0; };
    }

    std::string refusal(const std::vector<std::string>& words) {
        try {
            parse_command_line(root_, words);
            return "accepted";
        } catch (const Error& error) {
            EXPECT_EQ(error.kind(), ErrorKind::Usage);
            return error.what();
        }
    }

    Command root_;
    bool force_ = false;
    std::string output_;
    std::string format_;
    std::string target_;
    std::vector<std::string> modules_;
};

TEST_F(CommandLine, StoresWhatIsGiven) {
    const std::vector<std::string> words = {"run",  "-f",       "--output=out", "--module", "a",
                                            "goal", "--format", "json",         "-m",       "b"};

    const ParsedLine line = parse_command_line(root_, words);

    EXPECT_EQ(line.path, "tool run");
    EXPECT_TRUE(force_);
    EXPECT_EQ(output_, "out");
    EXPECT_EQ(format_, "json");
    EXPECT_EQ(target_, "goal");
    EXPECT_EQ(modules_, (std::vector<std::string>{"a", "b"}));
}

TEST_F(CommandLine, HelpNeedsNothingElse) {
    EXPECT_TRUE(parse_command_line(root_, std::vector<std::string>{"run", "--help"}).help);
    EXPECT_TRUE(parse_command_line(root_, std::vector<std::string>{"-h"}).help);
}

struct Refusal {
    std::vector<std::string> words;
    const char* message;
};

TEST_F(CommandLine, SaysWhatDoesNotFit) {
    const Refusal cases[] = {
        {{"rnu"}, "unknown command 'rnu' (did you mean 'run'?); see 'tool --help'"},
        {{}, "a command is missing; see 'tool --help'"},
        {{"run"}, "TARGET is missing; see 'tool run --help'"},
        {{"run", "x", "y"}, "unexpected argument 'y'; see 'tool run --help'"},
        {{"run", "x", "--froce"},
         "unknown option '--froce' (did you mean '--force'?); see 'tool run --help'"},
        {{"run", "x", "--format", "jsn"},
         "--format cannot be 'jsn' (did you mean 'json'?); it is one of: text, json; see 'tool run "
         "--help'"},
    };
    for (const Refusal& each : cases) {
        SCOPED_TRACE(each.message);
        EXPECT_EQ(refusal(each.words), each.message);
    }
}

TEST_F(CommandLine, HelpShowsCommandsByGroupAndHidesTheRest) {
    EXPECT_EQ(
        help_text(root_, "tool"),
        "Does things.\n\nUsage: tool COMMAND\n\nCommands:\n  run                     Run it.\n\n"
        "Options:\n  -h, --help              Print this help.\n");
}

TEST_F(CommandLine, HelpOfACommandShowsArgumentsOptionsAndExamples) {
    EXPECT_EQ(help_text(root_.commands.front(), "tool run"),
              "Run it.\n\nUsage: tool run [OPTIONS] TARGET\n\n"
              "Arguments:\n  TARGET                  What.\n\n"
              "Options:\n  -f, --force             Even so.\n  -o, --output DIR        Where to.\n"
              "  --format text|json      How.\n  -m, --module NAME       Which.\n"
              "  -h, --help              Print this help.\n\nExamples:\n  tool run x\n");
}

TEST_F(CommandLine, TakesNegativeNumbersAsValues) {
    parse_command_line(root_, std::vector<std::string>{"run", "-1", "-o", "-2"});
    EXPECT_EQ(target_, "-1");
    EXPECT_EQ(output_, "-2");
    EXPECT_EQ(refusal({"run", "-1", "-2"}), "unexpected argument '-2'; see 'tool run --help'");
}

TEST_F(CommandLine, KnowsCommandsByTheirOtherNames) {
    root_.commands.front().aliases = {"start", "go"};
    const ParsedLine line = parse_command_line(root_, std::vector<std::string>{"go", "x"});
    EXPECT_EQ(line.path, "tool run");
    EXPECT_EQ(target_, "x");
    EXPECT_NE(help_text(root_, "tool").find("Run it. Also: start, go."), std::string::npos);
}

TEST_F(CommandLine, TakesOptionsInFrontOfTheCommandWhereThatIsAllowed) {
    const std::vector<std::string> words{"--output", "run", "-f", "run", "x"};
    EXPECT_EQ(refusal(words), "unknown option '--output'; see 'tool --help'");
    root_.takes_options_first = true;
    const ParsedLine line = parse_command_line(root_, words);
    EXPECT_EQ(line.path, "tool run");
    EXPECT_EQ(output_, "run");
    EXPECT_TRUE(force_);
    EXPECT_EQ(target_, "x");
}

}  // namespace
}  // namespace erdmark::cli
