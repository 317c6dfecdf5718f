#include "document/database/types.h"

#include <gtest/gtest.h>

namespace erdmark::document {
namespace {

TEST(TypeNotes, HoldTheFirstDozenOfValuesInTheirOrder) {
    schema::Schema schema{.enums = {{.name = {"", "letters"}}}};
    for (char letter = 'z'; letter > 'a'; --letter) {
        schema.enums[0].values.emplace_back(1, letter);
    }

    const TypeNoteView note = make_type_notes(schema).at({"", "letters"});

    EXPECT_EQ(note.kind, TypeKind::Enum);
    EXPECT_EQ(note.parts.size(), 12U);
    EXPECT_EQ(note.parts[1], "y");
    EXPECT_EQ(note.part_count, 25U);
}

TEST(TypeNotes, TellWhatOtherTypesAreMadeOf) {
    const schema::Schema schema{
        .domains = {{.name = {"", "email"},
                     .type = "text",
                     .nullable = false,
                     .check_constraints = {{.expression = "VALUE ~ '@'"}}}},
        .composite_types = {{.name = {"", "address"}, .columns = {{.name = "street"}}}},
        .range_types = {{.name = {"", "prices"}, .subtype = "numeric"}}};

    const TypeNotes notes = make_type_notes(schema);

    const TypeNoteView& email = notes.at({"", "email"});
    EXPECT_EQ(email.base, "text");
    EXPECT_FALSE(email.nullable);
    EXPECT_EQ(email.parts, (std::vector<std::string>{"VALUE ~ '@'"}));
    EXPECT_EQ(notes.at({"", "address"}).parts, (std::vector<std::string>{"street"}));
    EXPECT_EQ(notes.at({"", "prices"}).base, "numeric");
}

TEST(TypeNotes, KeepTypesOfOneNameApart) {
    const schema::Schema schema{.enums = {{.name = {"", "a.b"}}, {.name = {"a", "b"}}}};

    const TypeNotes notes = make_type_notes(schema);

    EXPECT_EQ(link_to_type(notes, {"", "a.b"}).anchor, "a-b");
    EXPECT_EQ(link_to_type(notes, {"a", "b"}).anchor, "a-b-2");
}

TEST(LinkToType, HasNoAnchorForATypeWithoutEntry) {
    EXPECT_EQ(link_to_type({}, {"x", "y"}).name, "x.y");
    EXPECT_EQ(link_to_type({}, {"x", "y"}).anchor, "");
    EXPECT_EQ(link_to_type({}, {}).name, "");
}

}  // namespace
}  // namespace erdmark::document
