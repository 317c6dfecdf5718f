#include <fmt/format.h>
#include <gtest/gtest.h>

#include "document/module.h"
#include "support/temp_directory.h"

namespace erdmark::document {
namespace {

std::string row_of(const ModuleRule& module) {
    std::string words;
    std::string exceptions;
    for (const std::string& pattern : module.tables) {
        const bool is_exception = pattern.starts_with('!');
        std::string& list = is_exception ? exceptions : words;
        list +=
            fmt::format("{}`{}`", list.empty() ? "" : " ", pattern.substr(is_exception ? 1 : 0));
    }
    return fmt::format("| `{}` | {} | {} |\n", module.name, words, exceptions);
}

TEST(BuiltinModules, AreThoseOfTheGuide) {
    std::string table = "| Module | Words | Exceptions |\n| --- | --- | --- |\n";
    for (const ModuleRule& module : builtin_modules()) {
        table += row_of(module);
    }
    table += "| `common` | everything else |  |\n";

    const std::string guide = test::slurp(ERDMARK_SOURCE_DIR "/docs/guide/modules.md");

    EXPECT_NE(guide.find(table), std::string::npos) << "docs/guide/modules.md should hold:\n"
                                                    << table;
}

TEST(BuiltinModules, HaveATitleAndAPurpose) {
    for (const ModuleRule& module : builtin_modules()) {
        EXPECT_FALSE(module.title.empty()) << module.name;
        EXPECT_FALSE(module.description.empty()) << module.name;
    }
}

}  // namespace
}  // namespace erdmark::document
