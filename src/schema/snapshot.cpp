#include "schema/snapshot.h"

#include <array>
#include <map>

#include <fmt/format.h>

#include "base/json.h"
#include "schema/object_reader.h"
#include "schema/object_writer.h"

namespace erdmark::schema {
namespace {

// The format is specified in docs/formats/snapshot.md.
constexpr const char* kFormat = "erdmark-snapshot";
constexpr int kVersion = 1;

// The words of the enums, in the order of their enumerators. The first is the one that is left out.
constexpr std::array<std::string_view, 3> kGenerated{"no", "virtual", "stored"};
constexpr std::array<std::string_view, 5> kActions{"no action", "restrict", "cascade", "set null",
                                                   "set default"};
constexpr std::array<std::string_view, 3> kDeferrability{"not deferrable", "initially immediate",
                                                         "initially deferred"};
constexpr std::array<std::string_view, 3> kOrigins{"created", "unique constraint", "primary key"};
constexpr std::array<std::string_view, 2> kKinds{"table", "virtual table"};

Json::Array write_columns(const std::vector<Column>& columns) {
    Json::Array array;
    for (const Column& column : columns) {
        ObjectWriter object;
        object.always("name", column.name);
        object.always("type", column.type);
        object.always("nullable", column.nullable);
        object.optional_text("default_value", column.default_value);
        object.word("generated", kGenerated, static_cast<std::size_t>(column.generated));
        object.text("generation_expression", column.generation_expression);
        object.flag("hidden", column.hidden);
        object.text("collation", column.collation);
        object.text("comment", column.comment);
        array.push_back(object.take());
    }
    return array;
}

Json write_primary_key(const PrimaryKey& key) {
    ObjectWriter object;
    object.text("name", key.name);
    object.always("columns", ObjectWriter::array(key.columns));
    object.flag("auto_increment", key.auto_increment);
    object.flag("rowid_alias", key.rowid_alias);
    return object.take();
}

Json::Array write_unique_constraints(const std::vector<UniqueConstraint>& constraints) {
    Json::Array array;
    for (const UniqueConstraint& constraint : constraints) {
        ObjectWriter object;
        object.text("name", constraint.name);
        object.always("columns", ObjectWriter::array(constraint.columns));
        array.push_back(object.take());
    }
    return array;
}

Json::Array write_check_constraints(const std::vector<CheckConstraint>& constraints) {
    Json::Array array;
    for (const CheckConstraint& constraint : constraints) {
        ObjectWriter object;
        object.text("name", constraint.name);
        object.always("expression", constraint.expression);
        array.push_back(object.take());
    }
    return array;
}

Json::Array write_foreign_keys(const std::vector<ForeignKey>& keys) {
    Json::Array array;
    for (const ForeignKey& key : keys) {
        ObjectWriter referenced;
        referenced.qualified_name(key.referenced_table);
        ObjectWriter object;
        object.text("name", key.name);
        object.always("columns", ObjectWriter::array(key.columns));
        object.always("referenced_table", referenced.take());
        object.list("referenced_columns", ObjectWriter::array(key.referenced_columns));
        object.word("on_update", kActions, static_cast<std::size_t>(key.on_update));
        object.word("on_delete", kActions, static_cast<std::size_t>(key.on_delete));
        object.word("deferrability", kDeferrability, static_cast<std::size_t>(key.deferrability));
        array.push_back(object.take());
    }
    return array;
}

Json::Array write_index_parts(const std::vector<IndexPart>& parts) {
    Json::Array array;
    for (const IndexPart& part : parts) {
        ObjectWriter object;
        // SQLite allows a column whose name is empty.
        if (part.expression.empty()) {
            object.always("column", part.column);
        } else {
            object.always("expression", part.expression);
        }
        object.flag("descending", part.descending);
        object.text("collation", part.collation);
        array.push_back(object.take());
    }
    return array;
}

Json::Array write_indexes(const std::vector<Index>& indexes) {
    Json::Array array;
    for (const Index& index : indexes) {
        ObjectWriter object;
        object.text("name", index.name);
        object.always("parts", write_index_parts(index.parts));
        object.flag("unique", index.unique);
        object.text("predicate", index.predicate);
        object.word("origin", kOrigins, static_cast<std::size_t>(index.origin));
        array.push_back(object.take());
    }
    return array;
}

Json::Array write_triggers(const std::vector<Trigger>& triggers) {
    Json::Array array;
    for (const Trigger& trigger : triggers) {
        ObjectWriter object;
        object.always("name", trigger.name);
        object.always("timing", trigger.timing);
        object.always("event", trigger.event);
        object.text("condition", trigger.condition);
        object.always("body", trigger.body);
        array.push_back(object.take());
    }
    return array;
}

Json write_table(const Table& table) {
    ObjectWriter object;
    object.qualified_name(table.name);
    object.word("kind", kKinds, static_cast<std::size_t>(table.kind));
    object.text("module", table.module);
    object.list("options", ObjectWriter::array(table.options));
    object.text("comment", table.comment);
    object.always("columns", write_columns(table.columns));
    if (table.primary_key) {
        object.always("primary_key", write_primary_key(*table.primary_key));
    }
    object.list("unique_constraints", write_unique_constraints(table.unique_constraints));
    object.list("check_constraints", write_check_constraints(table.check_constraints));
    object.list("foreign_keys", write_foreign_keys(table.foreign_keys));
    object.list("indexes", write_indexes(table.indexes));
    object.list("triggers", write_triggers(table.triggers));
    return object.take();
}

Json write_view(const View& view) {
    ObjectWriter object;
    object.qualified_name(view.name);
    object.text("comment", view.comment);
    object.always("columns", write_columns(view.columns));
    object.always("definition", view.definition);
    object.list("triggers", write_triggers(view.triggers));
    return object.take();
}

std::vector<Column> read_columns(const ObjectReader& owner) {
    std::vector<Column> columns;
    for (const Located& item : owner.list("columns")) {
        const ObjectReader object(item);
        object.expect({"name", "type", "nullable"},
                      {"default_value", "generated", "generation_expression", "hidden", "collation",
                       "comment"});
        Column& column = columns.emplace_back();
        column.name = object.text("name");
        column.type = object.text("type");
        column.nullable = object.flag("nullable");
        column.default_value = object.optional_text("default_value");
        column.generated = static_cast<Generated>(object.word("generated", kGenerated));
        column.generation_expression = object.text("generation_expression");
        column.hidden = object.flag("hidden");
        column.collation = object.text("collation");
        column.comment = object.text("comment");
    }
    return columns;
}

std::optional<PrimaryKey> read_primary_key(const ObjectReader& table) {
    const std::optional<Located> member = table.find("primary_key");
    if (!member) {
        return std::nullopt;
    }
    const ObjectReader object(*member);
    object.expect({"columns"}, {"name", "auto_increment", "rowid_alias"});
    return PrimaryKey{.name = object.text("name"),
                      .columns = object.some_texts("columns"),
                      .auto_increment = object.flag("auto_increment"),
                      .rowid_alias = object.flag("rowid_alias")};
}

std::vector<UniqueConstraint> read_unique_constraints(const ObjectReader& table) {
    std::vector<UniqueConstraint> constraints;
    for (const Located& item : table.list("unique_constraints")) {
        const ObjectReader object(item);
        object.expect({"columns"}, {"name"});
        constraints.push_back(
            {.name = object.text("name"), .columns = object.some_texts("columns")});
    }
    return constraints;
}

std::vector<CheckConstraint> read_check_constraints(const ObjectReader& table) {
    std::vector<CheckConstraint> constraints;
    for (const Located& item : table.list("check_constraints")) {
        const ObjectReader object(item);
        object.expect({"expression"}, {"name"});
        constraints.push_back(
            {.name = object.text("name"), .expression = object.text("expression")});
    }
    return constraints;
}

QualifiedName read_referenced_table(const ObjectReader& key) {
    const Located member = *key.find("referenced_table");
    const ObjectReader object(member);
    object.expect({"name"}, {"schema"});
    return object.qualified_name();
}

std::vector<std::string> read_referenced_columns(const ObjectReader& key, std::size_t expected) {
    std::vector<std::string> columns = key.texts("referenced_columns");
    if (!columns.empty() && columns.size() != expected) {
        key.find("referenced_columns")
            ->fail(fmt::format("expected {} as in 'columns', found {}",
                               count_of(expected, "name", "names"), columns.size()));
    }
    return columns;
}

std::vector<ForeignKey> read_foreign_keys(const ObjectReader& table) {
    std::vector<ForeignKey> keys;
    for (const Located& item : table.list("foreign_keys")) {
        const ObjectReader object(item);
        object.expect({"columns", "referenced_table"},
                      {"name", "referenced_columns", "on_update", "on_delete", "deferrability"});
        ForeignKey& key = keys.emplace_back();
        key.name = object.text("name");
        key.columns = object.some_texts("columns");
        key.referenced_table = read_referenced_table(object);
        key.referenced_columns = read_referenced_columns(object, key.columns.size());
        key.on_update = static_cast<ReferentialAction>(object.word("on_update", kActions));
        key.on_delete = static_cast<ReferentialAction>(object.word("on_delete", kActions));
        key.deferrability =
            static_cast<Deferrability>(object.word("deferrability", kDeferrability));
    }
    return keys;
}

std::vector<IndexPart> read_index_parts(const ObjectReader& index) {
    std::vector<IndexPart> parts;
    for (const Located& item : index.some("parts")) {
        const ObjectReader object(item);
        object.expect({}, {"column", "expression", "descending", "collation"});
        if (object.find("column").has_value() == object.find("expression").has_value()) {
            item.fail("expected either 'column' or 'expression'");
        }
        parts.push_back({.column = object.text("column"),
                         .expression = object.text("expression"),
                         .descending = object.flag("descending"),
                         .collation = object.text("collation")});
    }
    return parts;
}

std::vector<Index> read_indexes(const ObjectReader& table) {
    std::vector<Index> indexes;
    for (const Located& item : table.list("indexes")) {
        const ObjectReader object(item);
        object.expect({"parts"}, {"name", "unique", "predicate", "origin"});
        indexes.push_back({.name = object.text("name"),
                           .parts = read_index_parts(object),
                           .unique = object.flag("unique"),
                           .predicate = object.text("predicate"),
                           .origin = static_cast<IndexOrigin>(object.word("origin", kOrigins))});
    }
    return indexes;
}

std::vector<Trigger> read_triggers(const ObjectReader& owner) {
    std::vector<Trigger> triggers;
    for (const Located& item : owner.list("triggers")) {
        const ObjectReader object(item);
        object.expect({"name", "timing", "event", "body"}, {"condition"});
        triggers.push_back({.name = object.text("name"),
                            .timing = object.text("timing"),
                            .event = object.text("event"),
                            .condition = object.text("condition"),
                            .body = object.text("body")});
    }
    return triggers;
}

Table read_table(const Located& item) {
    const ObjectReader object(item);
    object.expect({"name", "columns"}, {"schema", "kind", "module", "options", "comment",
                                        "primary_key", "unique_constraints", "check_constraints",
                                        "foreign_keys", "indexes", "triggers"});
    return {.name = object.qualified_name(),
            .kind = static_cast<TableKind>(object.word("kind", kKinds)),
            .module = object.text("module"),
            .options = object.texts("options"),
            .comment = object.text("comment"),
            .columns = read_columns(object),
            .primary_key = read_primary_key(object),
            .unique_constraints = read_unique_constraints(object),
            .check_constraints = read_check_constraints(object),
            .foreign_keys = read_foreign_keys(object),
            .indexes = read_indexes(object),
            .triggers = read_triggers(object)};
}

View read_view(const Located& item) {
    const ObjectReader object(item);
    object.expect({"name", "columns", "definition"}, {"schema", "comment", "triggers"});
    return {.name = object.qualified_name(),
            .comment = object.text("comment"),
            .columns = read_columns(object),
            .definition = object.text("definition"),
            .triggers = read_triggers(object)};
}

// Another version may have members that this one does not know, so this comes before all else.
void check_version(const ObjectReader& document) {
    const std::optional<Located> format = document.find("format");
    if (!format || *format->json != Json(kFormat)) {
        document.object().fail(fmt::format(
            "not a snapshot, expected the member 'format' with the value '{}'", kFormat));
    }
    const std::int64_t version = document.integer("version");
    if (version != kVersion) {
        document.find("version")->fail(
            fmt::format("version {} of the format is not known, expected {}; write the snapshot "
                        "anew with this erdmark",
                        version, kVersion));
    }
}

/// The place of each table and view by name; they share their names, as they do in every engine.
using NamesInUse = std::map<QualifiedName, std::string>;

void take_name(NamesInUse& names, const QualifiedName& name, const Located& item) {
    const std::string place = fmt::format("{}[{}]", item.name, *item.index);
    const auto [first, is_new] = names.try_emplace(name, place);
    if (!is_new) {
        item.fail(
            fmt::format("the name '{}' is taken by {} already", name.display(), first->second));
    }
}

}  // namespace

std::string to_snapshot(const Schema& schema) {
    Json::Array tables;
    for (const Table& table : schema.tables) {
        tables.push_back(write_table(table));
    }
    Json::Array views;
    for (const View& view : schema.views) {
        views.push_back(write_view(view));
    }
    ObjectWriter object;
    object.always("format", kFormat);
    object.always("version", kVersion);
    object.always("engine", schema.engine);
    object.always("tables", std::move(tables));
    object.always("views", std::move(views));
    return object.take().dump() + "\n";
}

Schema from_snapshot(std::string_view text, std::string_view name) {
    const Json json = Json::parse(text, name);
    const std::string file(name);
    const Located root{.json = &json, .name = file.c_str()};
    const ObjectReader document(root);
    check_version(document);
    document.expect({"format", "version", "engine", "tables", "views"}, {});
    Schema schema{.engine = document.text("engine")};
    NamesInUse names;
    for (const Located& item : document.list("tables")) {
        take_name(names, schema.tables.emplace_back(read_table(item)).name, item);
    }
    for (const Located& item : document.list("views")) {
        take_name(names, schema.views.emplace_back(read_view(item)).name, item);
    }
    return schema;
}

}  // namespace erdmark::schema
