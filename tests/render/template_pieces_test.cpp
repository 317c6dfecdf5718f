#include "render/template_pieces.h"

#include <gmock/gmock.h>

#include "base/error.h"

namespace erdmark::render {
namespace {

using testing::ElementsAre;

std::vector<std::string> pieces_of(const std::string& text) {
    static const std::map<PieceForm, std::string> words = {
        {PieceForm::Literal, "text"},      {PieceForm::Escaped, "escaped"},
        {PieceForm::Raw, "raw"},           {PieceForm::Section, "open"},
        {PieceForm::Inverted, "inverted"}, {PieceForm::Close, "close"},
        {PieceForm::Partial, "partial"}};
    std::vector<std::string> result;
    for (const TemplatePiece& piece : read_pieces({"t", "t.mustache", text})) {
        result.push_back(words.at(piece.form) + ":" + piece.indent + piece.text);
    }
    return result;
}

TEST(ReadPieces, TellsTheFormsOfTagsApart) {
    EXPECT_THAT(pieces_of("a{{b}}{{{c}}}{{&d}}{{#e}}{{^f}}{{/g}}{{>h/i}}"),
                ElementsAre("text:a", "escaped:b", "raw:c", "raw:d", "open:e", "inverted:f",
                            "close:g", "partial:h/i"));
}

TEST(ReadPieces, AllowsBlanksInsideTags) {
    EXPECT_THAT(pieces_of("{{ a }}{{{ b }}}{{# c }}{{\td\n}}"),
                ElementsAre("escaped:a", "raw:b", "open:c", "escaped:d"));
}

struct LineCase {
    const char* name;
    const char* text;
    std::vector<std::string> pieces;
};

class ReadPiecesOfLines : public testing::TestWithParam<LineCase> {};

TEST_P(ReadPiecesOfLines, KeepsOrTakesTheLine) {
    EXPECT_EQ(pieces_of(GetParam().text), GetParam().pieces);
}

INSTANTIATE_TEST_SUITE_P(
    Lines, ReadPiecesOfLines,
    testing::Values(
        LineCase{"SectionAlone", "a\n  {{#b}}  \nc", {"text:a\n", "open:  b", "text:c"}},
        LineCase{"SectionAtTheStart", "{{#b}}\nc", {"open:b", "text:c"}},
        LineCase{"SectionAtTheEnd", "a\n{{/b}}", {"text:a\n", "close:b"}},
        LineCase{"SectionBehindText", "a {{#b}}\nc", {"text:a ", "open:b", "text:\nc"}},
        LineCase{"SectionBeforeText", "{{#b}} a\n", {"open:b", "text: a\n"}},
        LineCase{"TwoOnALine", "{{#b}}{{/b}}\nc", {"open:b", "close:b", "text:\nc"}},
        LineCase{"VariableAlone", "a\n{{b}}\nc", {"text:a\n", "escaped:b", "text:\nc"}},
        LineCase{"PartialAlone", "a\n  {{>b}}\nc", {"text:a\n", "partial:  b", "text:c"}},
        LineCase{"PartialInALine", "a {{>b}} c", {"text:a ", "partial:b", "text: c"}},
        LineCase{"CommentAlone", "a\n{{! b\n c }}\nd", {"text:a\n", "text:d"}},
        LineCase{"CommentInALine", "a {{!b}} c", {"text:a ", "text: c"}},
        LineCase{"WindowsLineEnds", "a\r\n{{#b}}\r\nc", {"text:a\r\n", "open:b", "text:c"}},
        LineCase{"SectionsInARow", "{{#a}}\n{{#b}}\nc", {"open:a", "open:b", "text:c"}},
        LineCase{"NewDelimiters",
                 "{{=<% %>=}}\n<%a%> {{a}} <%={{ }}=%>{{b}}",
                 {"escaped:a", "text: {{a}} ", "escaped:b"}}),
    [](const auto& test) { return std::string(test.param.name); });

struct BrokenCase {
    const char* text;
    const char* message;
};

TEST(ReadPieces, SaysWhereATagIsBroken) {
    const std::vector<BrokenCase> cases = {
        {"a\n  {{b", "t.mustache:2:3: tag is not closed: expected '}}'"},
        {"{{{b}}", "t.mustache:1:1: tag is not closed: expected '}}}'"},
        {"é{{ }}", "t.mustache:1:2: tag has no name: expected the name of a value"},
        {"{{#}}", "t.mustache:1:1: tag has no name: expected the name of a value"},
        {"{{! a", "t.mustache:1:1: tag is not closed: expected '}}'"},
        {"{{=<%=}}", "t.mustache:1:1: delimiters are set as in '{{=<% %>=}}': expected two words"},
        {"{{=a=b c=}}",
         "t.mustache:1:1: delimiters are set as in '{{=<% %>=}}': expected two words"},
        {"{{=<% %>=}} <%a", "t.mustache:1:13: tag is not closed: expected '%>'"},
    };
    for (const BrokenCase& broken : cases) {
        SCOPED_TRACE(broken.text);
        try {
            read_pieces({"t", "t.mustache", broken.text});
            ADD_FAILURE() << "no error";
        } catch (const Error& error) {
            EXPECT_EQ(error.kind(), ErrorKind::Config);
            EXPECT_STREQ(error.what(), broken.message);
        }
    }
}

}  // namespace
}  // namespace erdmark::render
