#pragma once

#include "schema/schema.h"
#include "schema/snapshot/column_members.h"
#include "schema/snapshot/words.h"

namespace erdmark::schema {

template <class Archive>
void describe(Archive& archive, Described<Archive, PrimaryKey>& key) {
    archive.text("name", key.name);
    archive.some_texts("columns", key.columns);
    archive.texts("included", key.included);
    archive.word("deferrability", key.deferrability, kDeferrabilityWords);
    archive.flag("auto_increment", key.auto_increment);
    archive.flag("rowid_alias", key.rowid_alias);
    archive.text("comment", key.comment);
}

template <class Archive>
void describe(Archive& archive, Described<Archive, UniqueConstraint>& constraint) {
    archive.text("name", constraint.name);
    archive.some_texts("columns", constraint.columns);
    archive.texts("included", constraint.included);
    archive.flag("nulls_not_distinct", constraint.nulls_not_distinct);
    archive.word("deferrability", constraint.deferrability, kDeferrabilityWords);
    archive.text("comment", constraint.comment);
}

template <class Archive>
void describe(Archive& archive, Described<Archive, CheckConstraint>& constraint) {
    archive.text("name", constraint.name);
    archive.required_text("expression", constraint.expression);
    archive.flag("no_inherit", constraint.no_inherit);
    archive.flag("not_valid", constraint.not_valid);
    archive.text("comment", constraint.comment);
}

template <class Archive>
void describe(Archive& archive, Described<Archive, ExclusionElement>& element) {
    archive.inlined(element.part);
    archive.required_text("comparison", element.comparison);
}

template <class Archive>
void describe(Archive& archive, Described<Archive, ExclusionConstraint>& constraint) {
    archive.text("name", constraint.name);
    archive.text("method", constraint.method);
    archive.some_list("elements", constraint.elements);
    archive.texts("included", constraint.included);
    archive.text("predicate", constraint.predicate);
    archive.word("deferrability", constraint.deferrability, kDeferrabilityWords);
    archive.text("comment", constraint.comment);
}

template <class Archive>
void describe(Archive& archive, Described<Archive, ForeignKey>& key) {
    archive.text("name", key.name);
    archive.some_texts("columns", key.columns);
    archive.required_object("referenced_table", key.referenced_table);
    archive.matching_texts("referenced_columns", key.referenced_columns, "columns", key.columns);
    archive.word("on_update", key.on_update, kActionWords);
    archive.word("on_delete", key.on_delete, kActionWords);
    archive.texts("set_columns", key.set_columns);
    archive.word("match", key.match, kMatchWords);
    archive.word("deferrability", key.deferrability, kDeferrabilityWords);
    archive.flag("not_valid", key.not_valid);
    archive.text("comment", key.comment);
}

}  // namespace erdmark::schema
