#include "dialect/postgres/replay/relations.h"

#include <algorithm>

#include <fmt/format.h>

#include "dialect/postgres/catalog_text.h"
#include "dialect/postgres/replay/object_names.h"
#include "dialect/postgres/replay/privileges.h"
#include "dialect/postgres/server_options.h"

namespace erdmark::dialect::postgres {

namespace {

void add_relation_name(Catalog& catalog, ObjectId space, const std::string& name, ObjectId id) {
    catalog.relation_names.insert({space, name}, id);
    catalog.touch(id);
}

std::string written_name(const PgQuery__RangeVar& name) {
    const std::string schema = text_of(name.schemaname);
    return schema.empty() ? text_of(name.relname) : schema + "." + text_of(name.relname);
}

std::string constant_text(const PgQuery__Node& value) {
    switch (value.node_case) {
        case PG_QUERY__NODE__NODE_STRING:
            return value.string->sval;
        case PG_QUERY__NODE__NODE_INTEGER:
            return std::to_string(value.integer->ival);
        case PG_QUERY__NODE__NODE_FLOAT:
            return value.float_->fval;
        case PG_QUERY__NODE__NODE_BOOLEAN:
            return value.boolean->boolval != 0 ? "true" : "false";
        case PG_QUERY__NODE__NODE_TYPE_NAME:
            return texts_of(value.type_name->n_names, value.type_name->names).back();
        case PG_QUERY__NODE__NODE_LIST:
            return value.list->n_items == 0 ? "" : constant_text(*value.list->items[0]);
        default:
            return {};
    }
}

std::string_view option_name(std::string_view option) {
    return option.substr(0, option.find('='));
}

}  // namespace

void refuse_action(std::string_view action, std::string_view relation) {
    refuse(fmt::format(R"(ALTER action {} cannot be performed on relation "{}")", action, relation),
           condition::kWrongObjectType);
}

void require_foreign(const Table& table, std::string_view action) {
    if (table.kind != schema::TableKind::Foreign) {
        refuse_action(action, table.name);
    }
}

void change_options(std::vector<std::string>& options, const std::vector<std::string>& changes,
                    bool reset) {
    for (const std::string& change : changes) {
        const auto old = std::ranges::find_if(options, [&](const std::string& option) {
            return option_name(option) == option_name(change);
        });
        if (old != options.end()) {
            options.erase(old);
        }
        if (!reset) {
            options.push_back(change);
        }
    }
}

void change_server_options(std::vector<std::string>& options, const PgQuery__List& changes) {
    for (std::size_t index = 0; index < changes.n_items; ++index) {
        const PgQuery__DefElem& change = *changes.items[index]->def_elem;
        const std::string name = text_of(change.defname);
        const std::string start = display_identifier(name) + " ";
        const auto old = std::ranges::find_if(
            options, [&](const std::string& option) { return option.starts_with(start); });
        const bool is_new = change.defaction == PG_QUERY__DEF_ELEM_ACTION__DEFELEM_ADD ||
                            change.defaction == PG_QUERY__DEF_ELEM_ACTION__DEFELEM_UNSPEC;
        if (is_new && old != options.end()) {
            refuse(fmt::format("option \"{}\" provided more than once", name),
                   condition::kDuplicateObject);
        }
        if (!is_new && old == options.end()) {
            refuse(fmt::format("option \"{}\" not found", name), condition::kUndefinedObject);
        }
        if (change.defaction == PG_QUERY__DEF_ELEM_ACTION__DEFELEM_DROP) {
            options.erase(old);
            continue;
        }
        const std::string text =
            server_option_text(fmt::format("{}={}", name, option_value(change)));
        if (is_new) {
            options.push_back(text);
        } else {
            *old = text;
        }
    }
}

void require_free_relation_name(const Catalog& catalog, ObjectId space, const std::string& name) {
    if (catalog.relation_names.contains({space, name})) {
        refuse(fmt::format("relation \"{}\" already exists", name), condition::kDuplicateTable);
    }
}

void require_free_type_name(const Catalog& catalog, ObjectId space, const std::string& name) {
    if (catalog.type_names.contains({space, name})) {
        refuse(fmt::format("type \"{}\" already exists", name), condition::kDuplicateObject);
    }
}

ObjectId require_relation(const Catalog& catalog, const PgQuery__RangeVar& name) {
    const ObjectId relation =
        find_relation(catalog, text_of(name.schemaname), truncate_name(text_of(name.relname)));
    if (relation == 0) {
        refuse(fmt::format("relation \"{}\" does not exist", written_name(name)),
               condition::kUndefinedTable, name.location);
    }
    return relation;
}

ObjectId require_table(const Catalog& catalog, const PgQuery__RangeVar& name) {
    const ObjectId relation = require_relation(catalog, name);
    if (!catalog.tables.contains(relation)) {
        refuse(fmt::format("\"{}\" is not a table", text_of(name.relname)),
               condition::kWrongObjectType, name.location);
    }
    return relation;
}

const Column& require_column(const Table& table, const std::string& name) {
    const Column* column = find_column(table, name);
    if (column == nullptr) {
        refuse(fmt::format("column \"{}\" of relation \"{}\" does not exist", name, table.name),
               condition::kUndefinedColumn);
    }
    return *column;
}

ObjectId space_for(Catalog& catalog, const PgQuery__RangeVar& name) {
    const std::string schema = text_of(name.schemaname);
    const bool temporary = text_of(name.relpersistence) == "t" || schema == "pg_temp";
    if (!temporary) {
        return require_space(catalog, schema);
    }
    if (const ObjectId* space = catalog.namespace_names.find("pg_temp")) {
        return *space;
    }
    const ObjectId space = catalog.new_id();
    catalog.namespaces.insert(space, {.name = "pg_temp"});
    catalog.namespace_names.insert("pg_temp", space);
    return space;
}

std::string choose_relation_name(const Catalog& catalog, ObjectId space, const GeneratedName& parts,
                                 bool for_constraint) {
    return choose_name(parts.first, parts.second, parts.label, [&](const std::string& name) {
        return catalog.relation_names.contains({space, name}) ||
               (for_constraint && catalog.constraint_names.contains({space, name}));
    });
}

std::string choose_constraint_name(const Catalog& catalog, ObjectId space,
                                   const GeneratedName& parts,
                                   const std::vector<std::string>& taken) {
    return choose_name(parts.first, parts.second, parts.label, [&](const std::string& name) {
        return catalog.constraint_names.contains({space, name}) ||
               std::ranges::find(taken, name) != taken.end();
    });
}

ObjectId add_table(Catalog& catalog, Table table) {
    require_free_relation_name(catalog, table.space, table.name);
    require_free_type_name(catalog, table.space, table.name);
    const ObjectId id = catalog.new_id();
    add_relation_name(catalog, table.space, table.name, id);
    catalog.type_names.insert({table.space, table.name}, id);
    catalog.tables.insert(id, std::move(table));
    apply_default_privileges(catalog, id);
    return id;
}

ObjectId add_view(Catalog& catalog, View view) {
    require_free_relation_name(catalog, view.space, view.name);
    require_free_type_name(catalog, view.space, view.name);
    const ObjectId id = catalog.new_id();
    add_relation_name(catalog, view.space, view.name, id);
    catalog.type_names.insert({view.space, view.name}, id);
    catalog.views.insert(id, std::move(view));
    apply_default_privileges(catalog, id);
    return id;
}

ObjectId add_sequence(Catalog& catalog, Sequence sequence) {
    require_free_relation_name(catalog, sequence.space, sequence.name);
    require_free_type_name(catalog, sequence.space, sequence.name);
    const ObjectId id = catalog.new_id();
    add_relation_name(catalog, sequence.space, sequence.name, id);
    catalog.sequences.insert(id, std::move(sequence));
    return id;
}

ObjectId add_type(Catalog& catalog, Type type) {
    const bool is_composite = std::holds_alternative<CompositeFacts>(type.facts);
    if (is_composite) {
        require_free_relation_name(catalog, type.space, type.name);
    }
    require_free_type_name(catalog, type.space, type.name);
    const ObjectId id = catalog.new_id();
    catalog.type_names.insert({type.space, type.name}, id);
    if (is_composite) {
        catalog.relation_names.insert({type.space, type.name}, id);
    }
    catalog.touch(id);
    catalog.types.insert(id, std::move(type));
    return id;
}

ObjectId add_routine(Catalog& catalog, Routine routine) {
    const ObjectId id = catalog.new_id();
    const NameKey key{routine.space, routine.name};
    const std::vector<ObjectId>* known = catalog.routine_names.find(key);
    std::vector<ObjectId> overloads = known == nullptr ? std::vector<ObjectId>() : *known;
    overloads.push_back(id);
    catalog.routine_names.insert(key, std::move(overloads));
    catalog.routines.insert(id, std::move(routine));
    catalog.touch(id);
    return id;
}

ObjectId add_index(Catalog& catalog, Index index) {
    require_free_relation_name(catalog, index.space, index.name);
    const ObjectId id = catalog.new_id();
    add_relation_name(catalog, index.space, index.name, id);
    edit_any_relation(catalog, index.relation)->indexes.push_back(id);
    catalog.touch(index.relation);
    catalog.indexes.insert(id, std::move(index));
    return id;
}

std::string option_value(const PgQuery__DefElem& option) {
    return option.arg == nullptr ? "true" : constant_text(*option.arg);
}

std::vector<std::string> read_options(std::size_t count, ParserNode* const* options) {
    std::vector<std::string> texts;
    for (std::size_t index = 0; index < count; ++index) {
        const PgQuery__DefElem& option = *options[index]->def_elem;
        const std::string space = text_of(option.defnamespace);
        texts.push_back(fmt::format("{}{}={}", space.empty() ? "" : space + ".", option.defname,
                                    option_value(option)));
    }
    return texts;
}

}  // namespace erdmark::dialect::postgres
