#include "migration/code_files.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "migration/layout_fixture.h"

namespace erdmark::migration {
namespace {

using testing::ElementsAre;

TEST(CodeNotes, NameEachMigrationThatIsAProgram) {
    EXPECT_THAT(
        code_notes(folder_of({{"00003_fill.go", ""},
                              {"00003_fill_test.go", ""},
                              {"V57_1__Fill.java", ""},
                              {"1706745599000_fill.ts", ""},
                              {"1706745599000_types.d.ts", ""},
                              {"main.go", ""},
                              {"Vx__a.java", ""},
                              {"1_a.sql", ""},
                              {"below/4_x.js", ""}})),
        ElementsAre(
            "m/00003_fill.go: version 00003 is a migration in Go, which a replay cannot run; "
            "what it changes is missing",
            "m/1706745599000_fill.ts: version 1706745599000 is a migration in TypeScript, "
            "which a replay cannot run; what it changes is missing",
            "m/V57_1__Fill.java: version V57_1 is a migration in Java, which a replay cannot "
            "run; what it changes is missing"));
}

TEST(LanguageOf, LooksAtTheSuffix) {
    EXPECT_EQ(language_of("a.rb"), "Ruby");
    EXPECT_EQ(language_of("versions/a.py"), "Python");
    EXPECT_EQ(language_of("a.sql"), "");
    EXPECT_EQ(language_of("go"), "");
}

}  // namespace
}  // namespace erdmark::migration
