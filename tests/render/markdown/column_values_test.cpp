#include "render/markdown/column_values.h"

#include <gtest/gtest.h>

namespace erdmark::render::markdown {
namespace {

using document::ColumnView;
using document::TableView;
using document::TypeKind;
using document::TypeNoteView;

const document::EntryLink kMood{"mood", "mood"};

std::string notes_of(const TypeNoteView& note, const std::string& kind = "table") {
    const TableView table{.link = {.module = "users"},
                          .kind = kind,
                          .columns = {{.notes = {"collation C"}, .user_type = {note}}}};
    ValueMap values;
    add_columns(values, table);
    return values.find("columns")->items.front().find("notes")->string;
}

TEST(ColumnValues, TellWhatTheTypeMeans) {
    struct Case {
        TypeNoteView note;
        const char* words;
    };
    const std::vector<Case> cases = {
        {{.type = kMood, .kind = TypeKind::Enum, .parts = {"sad", "a|b"}, .part_count = 2},
         "Values: `sad`, <code>a&#124;b</code><br/>collation C"},
        {{.type = kMood, .kind = TypeKind::Enum, .parts = {"sad"}, .part_count = 9},
         "Values: `sad` and [8 more](README.md#type-mood)<br/>collation C"},
        {{.type = kMood, .kind = TypeKind::Enum}, "collation C"},
        {{.type = kMood, .kind = TypeKind::Domain, .base = "text"},
         "Domain of `text`<br/>collation C"},
        {{.type = kMood,
          .kind = TypeKind::Domain,
          .base = "text",
          .nullable = false,
          .parts = {"VALUE > ''"},
          .part_count = 1},
         "Domain of `text`, not null, check `VALUE > ''`<br/>collation C"},
        {{.type = kMood, .kind = TypeKind::Composite, .parts = {"a", "b"}, .part_count = 2},
         "Fields: `a`, `b`<br/>collation C"},
        {{.type = kMood, .kind = TypeKind::Range, .base = "numeric"},
         "Range of `numeric`<br/>collation C"},
    };
    for (const Case& each : cases) {
        SCOPED_TRACE(each.words);
        EXPECT_EQ(notes_of(each.note), each.words);
        EXPECT_EQ(notes_of(each.note, "view"), "collation C");
    }
}

TEST(ColumnValues, LinkATypeToItsEntry) {
    const ColumnView column{.type = "mood[]", .user_type = {{.type = kMood}}};

    EXPECT_EQ(type_of(column, "users"), "[`mood[]`](README.md#type-mood)");
    EXPECT_EQ(type_of(column, ""), "[`mood[]`](#type-mood)");
    EXPECT_EQ(type_of({.type = "text"}, "users"), "`text`");
    EXPECT_EQ(type_of({}, "users"), "");
}

}  // namespace
}  // namespace erdmark::render::markdown
