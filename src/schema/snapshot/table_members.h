#pragma once

#include "schema/schema.h"
#include "schema/snapshot/column_members.h"
#include "schema/snapshot/constraint_members.h"
#include "schema/snapshot/words.h"

namespace erdmark::schema {

template <class Archive>
void describe(Archive& archive, Described<Archive, Trigger>& trigger) {
    archive.required_text("name", trigger.name);
    archive.required_text("timing", trigger.timing);
    archive.required_text("event", trigger.event);
    archive.text("level", trigger.level);
    archive.text("condition", trigger.condition);
    archive.text("function", trigger.function);
    archive.required_text("body", trigger.body);
    archive.texts("options", trigger.options);
    archive.text("comment", trigger.comment);
}

template <class Archive>
void describe(Archive& archive, Described<Archive, Policy>& policy) {
    archive.required_text("name", policy.name);
    archive.flag("restrictive", policy.restrictive);
    archive.required_text("command", policy.command);
    archive.texts("roles", policy.roles);
    archive.text("using_expression", policy.using_expression);
    archive.text("check_expression", policy.check_expression);
    archive.text("comment", policy.comment);
}

template <class Archive>
void describe(Archive& archive, Described<Archive, Rule>& rule) {
    archive.required_text("name", rule.name);
    archive.required_text("event", rule.event);
    archive.flag("instead", rule.instead);
    archive.required_text("definition", rule.definition);
    archive.text("comment", rule.comment);
}

template <class Archive>
void describe(Archive& archive, Described<Archive, Grant>& grant) {
    archive.required_text("grantee", grant.grantee);
    archive.some_texts("privileges", grant.privileges);
    archive.texts("grantable", grant.grantable);
}

template <class Archive>
void describe(Archive& archive, Described<Archive, Partition>& partition) {
    archive.inlined(partition.name);
    archive.required_object("parent", partition.parent);
    archive.required_text("bound", partition.bound);
    archive.text("partition_key", partition.partition_key);
    archive.text("comment", partition.comment);
}

template <class Archive>
void describe(Archive& archive, Described<Archive, ReferenceRows>& rows) {
    archive.some_texts("columns", rows.columns);
    archive.required_rows("values", rows.values, "columns", rows.columns);
    archive.flag("truncated", rows.truncated);
}

template <class Archive>
void describe(Archive& archive, Described<Archive, Table>& table) {
    archive.inlined(table.name);
    archive.word("kind", table.kind, kTableKindWords);
    archive.text("module", table.module);
    archive.text("server", table.server);
    archive.text("partition_key", table.partition_key);
    archive.texts("options", table.options);
    archive.text("comment", table.comment);
    archive.required_list("columns", table.columns);
    archive.optional_object("primary_key", table.primary_key);
    archive.list("unique_constraints", table.unique_constraints);
    archive.list("check_constraints", table.check_constraints);
    archive.list("exclusion_constraints", table.exclusion_constraints);
    archive.list("foreign_keys", table.foreign_keys);
    archive.list("indexes", table.indexes);
    archive.list("statistics", table.statistics);
    archive.list("triggers", table.triggers);
    archive.list("rules", table.rules);
    archive.flag("row_security", table.row_security);
    archive.flag("forced_row_security", table.forced_row_security);
    archive.list("policies", table.policies);
    archive.list("inherits", table.inherits);
    archive.list("partitions", table.partitions);
    archive.list("grants", table.grants);
    archive.optional_object("rows", table.rows);
}

template <class Archive>
void describe(Archive& archive, Described<Archive, ViewSource>& source) {
    archive.inlined(source.name);
    archive.texts("columns", source.columns);
}

template <class Archive>
void describe(Archive& archive, Described<Archive, View>& view) {
    archive.inlined(view.name);
    archive.flag("materialized", view.materialized);
    archive.texts("options", view.options);
    archive.text("comment", view.comment);
    archive.required_list("columns", view.columns);
    archive.required_text("definition", view.definition);
    archive.list("reads", view.reads);
    archive.list("indexes", view.indexes);
    archive.list("statistics", view.statistics);
    archive.list("triggers", view.triggers);
    archive.list("rules", view.rules);
    archive.list("grants", view.grants);
}

}  // namespace erdmark::schema
