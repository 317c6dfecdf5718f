#include <filesystem>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "architecture/name_rules.h"
#include "base/text.h"

namespace erdmark::architecture {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

// Short on purpose: a file stands here when its behaviour is reached only through another file's
// test.
const TestExceptions& exceptions() {
    static const TestExceptions kExceptions{
        {"main.cpp", "calls cli::run and nothing else; every session of tests/cli runs it"},
        {"cli/commands.cpp", "the list of commands, held by run_test and documents_test"},
        {"cli/pipeline.cpp", "run by the sessions of tests/cli"},
        {"cli/project_flags.cpp", "run by the sessions of tests/cli"},
        {"cli/commands/check.cpp", "run by the sessions of tests/cli"},
        {"cli/commands/completion.cpp", "held by run_test"},
        {"cli/commands/generate.cpp", "run by the sessions of tests/cli"},
        {"cli/commands/help.cpp", "held by run_test"},
        {"cli/commands/init.cpp", "run by the sessions of tests/cli"},
        {"cli/commands/inspect.cpp", "run by the sessions of tests/cli"},
        {"cli/commands/man.cpp", "held by run_test"},
        {"cli/commands/modules.cpp", "run by the sessions of tests/cli"},
        {"cli/commands/templates.cpp", "run by the sessions of tests/cli"},
        {"dialect/postgres/catalog_reading.cpp", "held through PostgreSQL by tests/contract"},
        {"dialect/postgres/dialect.cpp", "ties the parts together, held by tests/contract"},
        {"dialect/postgres/introspector.cpp", "held through PostgreSQL by tests/contract"},
        {"dialect/postgres/read_columns.cpp", "held through PostgreSQL by tests/contract"},
        {"dialect/postgres/read_constraints.cpp", "held through PostgreSQL by tests/contract"},
        {"dialect/postgres/read_dependents.cpp", "held through PostgreSQL by tests/contract"},
        {"dialect/postgres/read_indexes.cpp", "held through PostgreSQL by tests/contract"},
        {"dialect/postgres/read_namespaces.cpp", "held through PostgreSQL by tests/contract"},
        {"dialect/postgres/read_objects.cpp", "held through PostgreSQL by tests/contract"},
        {"dialect/postgres/read_relations.cpp", "held through PostgreSQL by tests/contract"},
        {"dialect/postgres/read_routines.cpp", "held through PostgreSQL by tests/contract"},
        {"dialect/postgres/read_sequences.cpp", "held through PostgreSQL by tests/contract"},
        {"dialect/postgres/read_triggers.cpp", "held through PostgreSQL by tests/contract"},
        {"dialect/postgres/read_types.cpp", "held through PostgreSQL by tests/contract"},
        {"dialect/sqlite/database_file.cpp", "the paths and files of connection_test"},
        {"dialect/sqlite/dialect.cpp", "ties the parts together, held by tests/contract"},
        {"dialect/sqlite/object_text.cpp", "held through SQLite by tests/contract"},
        {"dialect/sqlite/replay_guard.cpp", "what replayer_test refuses and lets pass"},
        {"dialect/sqlite/sql_text.cpp", "held through SQLite by tests/contract"},
        {"dialect/sqlite/table_parts.cpp", "held through SQLite by tests/contract"},
        {"document/diagram_parts.cpp", "the second half of diagram.h, held by diagram_test"},
        {"render/markdown/database_tags.cpp", "held against the values by template_values_test"},
        {"render/markdown/table_tags.cpp", "held against the values by template_values_test"},
        {"render/markdown/tags.cpp", "held against the values by template_values_test"},
        {"render/mermaid/tags.cpp", "held against the values by template_values_test"},
    };
    return kExceptions;
}

std::vector<FileText> named(const std::vector<std::string>& paths) {
    std::vector<FileText> files;
    for (const std::string& path : paths) {
        files.push_back({path, ""});
    }
    return files;
}

TEST(Mirror, AcceptsASourceWithItsTestAndAHeaderWithout) {
    EXPECT_THAT(mirror_problems(named({"base/glob.cpp", "base/file_tree.h"}),
                                named({"base/glob_test.cpp"}), {}),
                IsEmpty());
}

TEST(Mirror, NamesASourceWithoutTest) {
    EXPECT_THAT(mirror_problems(named({"base/glob.cpp"}), named({"base/text_test.cpp"}), {}),
                ElementsAre("src/base/glob.cpp: has no tests/base/glob_test.cpp, and is not in the "
                            "list of exceptions"));
}

TEST(Mirror, AcceptsAnException) {
    EXPECT_THAT(mirror_problems(named({"main.cpp"}), {}, {{"main.cpp", "three lines"}}), IsEmpty());
}

TEST(Mirror, NamesAnExceptionThatIsNotNeeded) {
    const TestExceptions exceptions{{"base/glob.cpp", "tested by and by"},
                                    {"base/gone.cpp", "was here once"}};

    EXPECT_THAT(
        mirror_problems(named({"base/glob.cpp"}), named({"base/glob_test.cpp"}), exceptions),
        ElementsAre("src/base/glob.cpp: is in the list of exceptions, but needs none",
                    "src/base/gone.cpp: is in the list of exceptions, but needs none"));
}

struct TypeNameCase {
    std::string name;
    std::string line;
    std::vector<std::string> problems;
};

class TypeNames : public testing::TestWithParam<TypeNameCase> {};

TEST_P(TypeNames, SaySomething) {
    EXPECT_EQ(type_name_problems({"base/x.h", "\n" + GetParam().line + "\n"}), GetParam().problems);
}

INSTANTIATE_TEST_SUITE_P(
    Cases, TypeNames,
    testing::Values(
        TypeNameCase{"Noun", "class TempDirectory {", {}},
        TypeNameCase{"LowerCaseEndIsPartOfTheWord", "class Database {", {}},
        TypeNameCase{"WordInTheMiddle", "struct DataSource {", {}},
        TypeNameCase{"Variable", "int kBase = 16;", {}},
        TypeNameCase{"Class",
                     "class FileManager {",
                     {"base/x.h:2: type name 'FileManager' ends in 'Manager', which says nothing"}},
        TypeNameCase{"DerivedStruct",
                     "struct PageInfo final : Page {",
                     {"base/x.h:2: type name 'PageInfo' ends in 'Info', which says nothing"}},
        TypeNameCase{"Enum",
                     "enum class KeyData { A };",
                     {"base/x.h:2: type name 'KeyData' ends in 'Data', which says nothing"}},
        TypeNameCase{"Alias",
                     "using TextUtil = Text;",
                     {"base/x.h:2: type name 'TextUtil' ends in 'Util', which says nothing"}}),
    [](const testing::TestParamInfo<TypeNameCase>& test) { return test.param.name; });

TEST(Sources, EachHaveATestOfTheSameName) {
    const std::filesystem::path root = ERDMARK_SOURCE_DIR;
    const std::vector<std::string> problems =
        mirror_problems(read_sources(root / "src"), read_sources(root / "tests"), exceptions());

    EXPECT_EQ(join(problems, "\n"), "");
}

TEST(Sources, DefineTypesWhoseNamesSaySomething) {
    std::vector<std::string> problems;

    for (const FileText& file : read_sources(std::filesystem::path(ERDMARK_SOURCE_DIR) / "src")) {
        for (const std::string& problem : type_name_problems(file)) {
            problems.push_back(problem);
        }
    }

    EXPECT_EQ(join(problems, "\n"), "");
}

}  // namespace
}  // namespace erdmark::architecture
