#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "migration/layout/layout.h"
#include "migration/layout_fixture.h"

namespace erdmark::migration {
namespace {

using testing::ElementsAre;

const char* const kSeparator = "---- create above / drop below ----\n";

TEST(Tern, CutsAtItsSeparator) {
    const ParsedFolder parsed =
        tern_layout().parse(folder_of({{"002_b.sql", "---- tern: disable-tx ----\nb;\n"},
                                       {"001_a.sql", std::string("a;\n") + kSeparator + "c;\n"}}),
                            {});

    EXPECT_THAT(lines_of(parsed.migrations),
                ElementsAre("001|a|m/001_a.sql down", "002|b|m/002_b.sql no-transaction"));
    EXPECT_EQ(parsed.migrations[0].up.text, "a;\n");
    EXPECT_EQ(parsed.migrations[0].down->text, "c;\n");
    EXPECT_EQ(parsed.migrations[0].down->start, (Position{.line = 3, .column = 1}));
}

TEST(Tern, FillsInValuesAndTemplates) {
    const ParsedFolder parsed = tern_layout().parse(
        folder_of(
            {{"1_a.sql", "{{ .prefix }}_a {{- .prefix -}} {{ template \"shared/v.sql\" . }};"},
             {"shared/v.sql", "view {{.prefix}}"}}),
        {.variables = {{"prefix", "p"}}});

    EXPECT_EQ(parsed.migrations.at(0).up.text, "p_a p view p;");
}

TEST(Tern, IsRecognisedByItsFileOrItsLines) {
    EXPECT_EQ(reason_of(tern_layout(), {{"1_a.sql", ""}, {"tern.conf", ""}}),
              "the side file 'tern.conf'");
    EXPECT_EQ(reason_of(tern_layout(), {{"1_a.sql", kSeparator}}),
              "lines '---- create above / drop below ----' as in '1_a.sql'");
    EXPECT_EQ(reason_of(tern_layout(), {{"1_a.sql", ""}}), "");
}

struct Refusal {
    const char* name;
    Files files;
    const char* message;
};

void PrintTo(const Refusal& each, std::ostream* stream) {
    *stream << each.name;
}

class RefusedTern : public testing::TestWithParam<Refusal> {};

TEST_P(RefusedTern, IsToldWithItsPlace) {
    EXPECT_EQ(refusal_of(tern_layout(), GetParam().files), GetParam().message);
}

INSTANTIATE_TEST_SUITE_P(
    All, RefusedTern,
    testing::Values(
        Refusal{"Gap",
                {{"1_a.sql", ""}, {"3_b.sql", ""}},
                "m/3_b.sql: expected version 2 here: tern runs 1, 2, 3, … without gaps"},
        Refusal{"NotFromOne",
                {{"0_a.sql", ""}},
                "m/0_a.sql: expected version 1 here: tern runs 1, 2, 3, … without gaps"},
        Refusal{"OneNumberTwice",
                {{"1_a.sql", ""}, {"01_b.sql", ""}},
                "m/1_a.sql: has the same version as 'm/01_b.sql'; give one of them another number"},
        Refusal{"TwoSeparators",
                {{"1_a.sql", std::string(kSeparator) + kSeparator}},
                "m/1_a.sql:2:1: a second line '---- create above / drop below ----'"},
        Refusal{"NoValue",
                {{"1_a.sql", "a\n {{.x}}"}},
                "m/1_a.sql:2:2: no value for the variable 'x'; give it one in [source.variables] "
                "of erdmark.toml"},
        Refusal{"Logic",
                {{"1_a.sql", "{{ if .x }}a{{ end }}"}},
                "m/1_a.sql:1:1: a template with logic ('if .x'), which a replay cannot run; only "
                "'{{ .name }}' and '{{ template \"file.sql\" . }}' are known"},
        Refusal{"NoTemplate",
                {{"1_a.sql", "{{ template \"x.sql\" . }}"}},
                "m/1_a.sql:1:1: no such template: 'x.sql' is no file of this folder"},
        Refusal{
            "EndlessTemplate",
            {{"1_a.sql", "{{ template \"x.sql\" . }}"}, {"x.sql", "{{ template \"x.sql\" . }}"}},
            "m/x.sql:1:1: the template 'x.sql' takes itself in"}),
    [](const auto& test) { return test.param.name; });

}  // namespace
}  // namespace erdmark::migration
