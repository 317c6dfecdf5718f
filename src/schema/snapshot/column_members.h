#pragma once

#include <type_traits>

#include "schema/schema.h"
#include "schema/snapshot/words.h"

namespace erdmark::schema {

// The members of each struct, described once: `describe` calls the archive for each member, with
// the name that docs/formats/snapshot.md gives it and in the order in which it is written. What an
// archive makes of it is its own business: `ObjectWriter` writes, `ObjectReader` reads,
// `MemberNames` collects the names.

/// What an archive that reads may change and any other may only look at.
template <class Archive, class Value>
using Described = std::conditional_t<Archive::kReads, Value, const Value>;

template <class Archive>
void describe(Archive& archive, Described<Archive, QualifiedName>& name) {
    archive.text("schema", name.schema);
    archive.required_text("name", name.name);
}

template <class Archive>
void describe(Archive& archive, Described<Archive, Column>& column) {
    archive.required_text("name", column.name);
    archive.required_text("type", column.type);
    archive.name_object("user_type", column.user_type);
    archive.required_flag("nullable", column.nullable);
    archive.optional_text("default_value", column.default_value);
    archive.word("identity", column.identity, kIdentityWords);
    archive.texts("identity_options", column.identity_options);
    archive.word("generated", column.generated, kGeneratedWords);
    archive.text("generation_expression", column.generation_expression);
    archive.flag("hidden", column.hidden);
    archive.text("collation", column.collation);
    archive.texts("options", column.options);
    archive.text("comment", column.comment);
}

template <class Archive>
void describe(Archive& archive, Described<Archive, IndexPart>& part) {
    archive.either_text("column", part.column, "expression", part.expression);
    archive.flag("descending", part.descending);
    archive.text("nulls", part.nulls);
    archive.text("collation", part.collation);
    archive.text("operator_class", part.operator_class);
}

template <class Archive>
void describe(Archive& archive, Described<Archive, Index>& index) {
    archive.text("name", index.name);
    archive.text("method", index.method);
    archive.some_list("parts", index.parts);
    archive.texts("included", index.included);
    archive.flag("unique", index.unique);
    archive.flag("nulls_not_distinct", index.nulls_not_distinct);
    archive.flag("invalid", index.invalid);
    archive.text("predicate", index.predicate);
    archive.texts("options", index.options);
    archive.word("origin", index.origin, kOriginWords);
    archive.text("comment", index.comment);
}

template <class Archive>
void describe(Archive& archive, Described<Archive, Statistics>& statistics) {
    archive.inlined(statistics.name);
    archive.texts("kinds", statistics.kinds);
    archive.some_texts("parts", statistics.parts);
    archive.text("comment", statistics.comment);
}

}  // namespace erdmark::schema
