#include <cstdlib>
#include <fstream>
#include <map>
#include <sstream>

#include <gtest/gtest.h>

#include "cli/commands.h"
#include "cli/pipeline.h"
#include "cli/run.h"
#include "support/temp_directory.h"

// What the documents show of the program is held against the program.

namespace erdmark::cli {
namespace {

std::string help_of(const std::vector<std::string>& arguments) {
    std::ostringstream out;
    std::ostringstream err;
    Context context{out, err};
    EXPECT_EQ(run(arguments, context), 0) << err.str();
    return out.str();
}

void add_section(const Command& command, const std::vector<std::string>& path, std::string& text) {
    std::string title = "erdmark";
    for (const std::string& word : path) {
        title += " " + word;
    }
    std::vector<std::string> arguments = path;
    arguments.emplace_back("--help");
    text += "\n## " + title + "\n\n```text\n" + help_of(arguments) + "```\n";
    for (const Command& each : command.commands) {
        std::vector<std::string> inner = path;
        inner.push_back(each.name);
        add_section(each, inner, text);
    }
}

TEST(CommandsGuide, IsTheProgramsOwnHelp) {
    std::ostringstream ignored;
    Context context{ignored, ignored};
    std::string text = "# Commands\n\nThe program's own help, command by command.\n";
    add_section(*make_command_tree(context), {}, text);
    const std::string path = ERDMARK_SOURCE_DIR "/docs/guide/commands.md";
    const std::string committed = test::slurp(path);
    if (text != committed && std::getenv("UPDATE_GOLDEN") != nullptr &&
        std::getenv("CI") == nullptr) {
        std::ofstream(path, std::ios::binary) << text;
        FAIL() << "rewrote docs/guide/commands.md: read it before you commit it";
    }
    EXPECT_EQ(text, committed);
}

std::map<std::string, std::string> modules_by_table(const config::Config& config) {
    std::ostringstream out;
    std::ostringstream err;
    std::map<std::string, std::string> modules;
    for (const document::Assignment& assignment :
         read_project(config, {out, err}).plan.assignments) {
        modules.emplace(assignment.table.display(), assignment.module);
    }
    EXPECT_EQ(err.str(), "");
    return modules;
}

TEST(Truledgr, HasTheSameModulesByTheBuiltInRulesAsByItsConfiguration) {
    const config::Config configured =
        load_project({.config = ERDMARK_SOURCE_DIR "/examples/truledgr/erdmark.toml"});
    config::Config builtin = configured;
    builtin.modules.clear();

    EXPECT_EQ(configured.modules.size(), 5U);
    EXPECT_EQ(modules_by_table(builtin), modules_by_table(configured));
    EXPECT_EQ(modules_by_table(builtin).size(), 14U);
}

TEST(Readme, ShowsADiagramThatErdmarkWrote) {
    const std::string readme = test::slurp(ERDMARK_SOURCE_DIR "/README.md");
    const std::size_t start = readme.find("```mermaid\n");
    ASSERT_NE(start, std::string::npos);
    const std::string block = readme.substr(start, readme.find("```\n", start + 3) + 4 - start);
    const std::string page = test::slurp(
        ERDMARK_SOURCE_DIR "/examples/truledgr/docs/developer/database/authorization-erd.md");

    EXPECT_NE(page.find(block), std::string::npos) << block;
}

}  // namespace
}  // namespace erdmark::cli
