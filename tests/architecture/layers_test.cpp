#include <filesystem>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "architecture/include_rules.h"
#include "base/text.h"
#include "support/temp_directory.h"

namespace erdmark::architecture {
namespace {

using testing::ElementsAre;

Layers sample_layers() {
    return parse_layers("base base\nschema schema\nschema base\n");
}

struct IncludeCase {
    std::string name;
    FileText file;
    std::vector<std::string> problems;
};

class IncludeRules : public testing::TestWithParam<IncludeCase> {};

TEST_P(IncludeRules, Hold) {
    EXPECT_EQ(include_problems(GetParam().file, sample_layers()), GetParam().problems);
}

INSTANTIATE_TEST_SUITE_P(
    Cases, IncludeRules,
    testing::Values(
        IncludeCase{"OwnRoom", {"schema/sort.cpp", "#include \"schema/sort.h\"\n"}, {}},
        IncludeCase{"RoomBelow", {"schema/sort.cpp", "#include \"base/text.h\"\n"}, {}},
        IncludeCase{"RoomAbove",
                    {"schema/schema.cpp", "\n\n#include \"runner/plan.h\"\n"},
                    {"schema/schema.cpp:3: room 'schema' must not include 'runner'"}},
        IncludeCase{"SpacesInTheDirective",
                    {"base/text.cpp", " #  include   \"schema/schema.h\" // why\n"},
                    {"base/text.cpp:1: room 'base' must not include 'schema'"}},
        IncludeCase{"PathWithoutRoom",
                    {"base/text.cpp", "#include \"text.h\"\n"},
                    {"base/text.cpp:1: include path 'text.h' must start at the room"}},
        IncludeCase{"MainAndCli", {"main.cpp", "#include \"cli/run.h\"\n"}, {}},
        IncludeCase{"MainAndAnotherRoom",
                    {"main.cpp", "#include \"base/text.h\"\n"},
                    {"main.cpp:1: room 'main' must not include 'base'"}},
        IncludeCase{"StandardAndFmt",
                    {"schema/sort.cpp", "#include <vector>\n#include <fmt/format.h>\n"},
                    {}},
        IncludeCase{"LibraryOfThisRoom", {"base/json.cpp", "#include <nlohmann/json.hpp>\n"}, {}},
        IncludeCase{"LibraryOfAnotherRoom",
                    {"schema/snapshot.cpp", "#include <nlohmann/json.hpp>\n"},
                    {"schema/snapshot.cpp:1: only room 'base' may include <nlohmann/json.hpp>"}},
        IncludeCase{"LibraryInAHeader",
                    {"dialect/connection.h", "#include <sqlite3.h>\n"},
                    {"dialect/connection.h:1: <sqlite3.h> may be included in .cpp files only"}},
        IncludeCase{"CommentedOut", {"base/text.h", "// #include \"cli/run.h\"\n"}, {}}),
    [](const testing::TestParamInfo<IncludeCase>& test) { return test.param.name; });

TEST(Layers, NameEachRoomAndWhatItMayInclude) {
    EXPECT_THAT(sample_layers(), ElementsAre(std::pair("base", "base"), std::pair("schema", "base"),
                                             std::pair("schema", "schema")));
}

TEST(Sources, IncludeOnlyWhatTheirRoomMay) {
    const Layers layers = parse_layers(test::slurp(ERDMARK_LAYERS_FILE));
    std::vector<std::string> problems;

    for (const FileText& file : read_sources(std::filesystem::path(ERDMARK_SOURCE_DIR) / "src")) {
        for (const std::string& problem : include_problems(file, layers)) {
            problems.push_back(problem);
        }
    }

    EXPECT_GT(layers.size(), 10U);
    EXPECT_EQ(join(problems, "\n"), "");
}

}  // namespace
}  // namespace erdmark::architecture
