#include "document/database/types.h"

#include <algorithm>
#include <utility>

#include "document/anchor.h"

namespace erdmark::document {

namespace {

using schema::QualifiedName;

constexpr std::size_t kPartsInANote = 12;

/// Collects notes and gives each type its anchor.
class NoteMaker {
public:
    /// Adds a note of `kind` with the first of `parts`, each put into words by `text_of`.
    template <typename Part, typename Text>
    TypeNoteView& add(const QualifiedName& name, TypeKind kind, const std::vector<Part>& parts,
                      Text text_of) {
        TypeNoteView note{.type = {name.display(), anchors_.take(name.display())},
                          .kind = kind,
                          .part_count = parts.size()};
        for (std::size_t part = 0; part < std::min(parts.size(), kPartsInANote); ++part) {
            note.parts.push_back(text_of(parts[part]));
        }
        return notes_[name] = std::move(note);
    }

    TypeNotes take() { return std::move(notes_); }

private:
    Anchors anchors_{"type"};
    TypeNotes notes_;
};

}  // namespace

TypeNotes make_type_notes(const schema::Schema& schema) {
    NoteMaker maker;
    for (const schema::EnumType& type : schema.enums) {
        maker.add(type.name, TypeKind::Enum, type.values,
                  [](const std::string& value) { return value; });
    }
    for (const schema::Domain& type : schema.domains) {
        TypeNoteView& note =
            maker.add(type.name, TypeKind::Domain, type.check_constraints,
                      [](const schema::CheckConstraint& check) { return check.expression; });
        note.base = type.type;
        note.nullable = type.nullable;
    }
    for (const schema::CompositeType& type : schema.composite_types) {
        maker.add(type.name, TypeKind::Composite, type.columns,
                  [](const schema::Column& column) { return column.name; });
    }
    for (const schema::RangeType& type : schema.range_types) {
        maker
            .add(type.name, TypeKind::Range, type.options,
                 [](const std::string& option) { return option; })
            .base = type.subtype;
    }
    return maker.take();
}

EntryLink link_to_type(const TypeNotes& notes, const QualifiedName& type) {
    if (type.empty()) {
        return {};
    }
    const auto note = notes.find(type);
    return note == notes.end() ? EntryLink{.name = type.display()} : note->second.type;
}

}  // namespace erdmark::document
