#pragma once

#include "schema/schema.h"
#include "schema/snapshot/column_members.h"
#include "schema/snapshot/constraint_members.h"
#include "schema/snapshot/table_members.h"
#include "schema/snapshot/words.h"

namespace erdmark::schema {

template <class Archive>
void describe(Archive& archive, Described<Archive, Namespace>& space) {
    archive.text("name", space.name);
    archive.text("comment", space.comment);
}

template <class Archive>
void describe(Archive& archive, Described<Archive, EnumType>& type) {
    archive.inlined(type.name);
    archive.required_texts("values", type.values);
    archive.text("comment", type.comment);
}

template <class Archive>
void describe(Archive& archive, Described<Archive, Domain>& domain) {
    archive.inlined(domain.name);
    archive.required_text("type", domain.type);
    archive.name_object("user_type", domain.user_type);
    archive.required_flag("nullable", domain.nullable);
    archive.optional_text("default_value", domain.default_value);
    archive.text("collation", domain.collation);
    archive.list("check_constraints", domain.check_constraints);
    archive.text("comment", domain.comment);
}

template <class Archive>
void describe(Archive& archive, Described<Archive, CompositeType>& type) {
    archive.inlined(type.name);
    archive.required_list("columns", type.columns);
    archive.text("comment", type.comment);
}

template <class Archive>
void describe(Archive& archive, Described<Archive, RangeType>& type) {
    archive.inlined(type.name);
    archive.required_text("subtype", type.subtype);
    archive.texts("options", type.options);
    archive.text("comment", type.comment);
}

template <class Archive>
void describe(Archive& archive, Described<Archive, Sequence>& sequence) {
    archive.inlined(sequence.name);
    archive.required_text("type", sequence.type);
    archive.texts("options", sequence.options);
    archive.name_object("owner_table", sequence.owner_table);
    archive.text("owner_column", sequence.owner_column);
    archive.text("comment", sequence.comment);
}

template <class Archive>
void describe(Archive& archive, Described<Archive, Routine>& routine) {
    archive.inlined(routine.name);
    archive.word("kind", routine.kind, kRoutineKindWords);
    archive.text("arguments", routine.arguments);
    archive.text("returns", routine.returns);
    archive.text("language", routine.language);
    archive.text("volatility", routine.volatility);
    archive.flag("security_definer", routine.security_definer);
    archive.flag("strict", routine.strict);
    archive.texts("settings", routine.settings);
    archive.text("body", routine.body);
    archive.text("comment", routine.comment);
}

template <class Archive>
void describe(Archive& archive, Described<Archive, Extension>& extension) {
    archive.required_text("name", extension.name);
    archive.text("schema", extension.schema);
    archive.text("version", extension.version);
    archive.text("comment", extension.comment);
}

template <class Archive>
void describe(Archive& archive, Described<Archive, EventTrigger>& trigger) {
    archive.required_text("name", trigger.name);
    archive.required_text("event", trigger.event);
    archive.texts("tags", trigger.tags);
    archive.text("function", trigger.function);
    archive.texts("options", trigger.options);
    archive.text("comment", trigger.comment);
}

template <class Archive>
void describe(Archive& archive, Described<Archive, Publication>& publication) {
    archive.required_text("name", publication.name);
    archive.flag("all_tables", publication.all_tables);
    archive.texts("tables", publication.tables);
    archive.texts("schemas", publication.schemas);
    archive.texts("operations", publication.operations);
    archive.text("comment", publication.comment);
}

template <class Archive>
void describe(Archive& archive, Described<Archive, Schema>& schema) {
    archive.required_text("engine", schema.engine);
    archive.text("comment", schema.comment);
    archive.list("namespaces", schema.namespaces);
    archive.required_list("tables", schema.tables);
    archive.required_list("views", schema.views);
    archive.list("enums", schema.enums);
    archive.list("domains", schema.domains);
    archive.list("composite_types", schema.composite_types);
    archive.list("range_types", schema.range_types);
    archive.list("sequences", schema.sequences);
    archive.list("routines", schema.routines);
    archive.list("extensions", schema.extensions);
    archive.list("event_triggers", schema.event_triggers);
    archive.list("publications", schema.publications);
}

}  // namespace erdmark::schema
