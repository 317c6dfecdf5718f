#include "dialect/postgres/replay/objects.h"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

#include "base/text.h"
#include "dialect/postgres/replay/object_names.h"
#include "dialect/postgres/replay/relations.h"
#include "dialect/postgres/replay/types.h"

namespace erdmark::dialect::postgres {

namespace {

template <typename Columns>
TypeUse type_in(const Columns& columns, int column) {
    const auto found =
        std::ranges::find_if(columns, [column](const auto& each) { return each.id == column; });
    return found == columns.end() ? TypeUse{} : found->type;
}

}  // namespace

std::vector<std::string> names_of(const ParserNode& node) {
    switch (node.node_case) {
        case PG_QUERY__NODE__NODE_LIST:
            return texts_of(node.list->n_items, node.list->items);
        case PG_QUERY__NODE__NODE_TYPE_NAME:
            return texts_of(node.type_name->n_names, node.type_name->names);
        case PG_QUERY__NODE__NODE_STRING:
            return {node.string->sval};
        default:
            return {};
    }
}

std::string written_name(const DottedName& name) {
    return name.schema.empty() ? name.name : name.schema + "." + name.name;
}

NameKey key_for_new(Catalog& catalog, const DottedName& name) {
    PgQuery__RangeVar range = PG_QUERY__RANGE_VAR__INIT;
    std::string schema = name.schema;
    range.schemaname = schema.data();
    return {space_for(catalog, range), truncate_name(name.name)};
}

ObjectId require_type(const Catalog& catalog, const DottedName& name) {
    const ObjectId type = find_type(catalog, name.schema, name.name);
    if (type == 0) {
        if (!name.schema.empty()) {
            require_space(catalog, name.schema);
        }
        refuse(fmt::format("type \"{}\" does not exist", written_name(name)),
               condition::kUndefinedObject);
    }
    return type;
}

std::string type_words(const Catalog& catalog, ObjectId type) {
    return type_text(catalog, {.object = type});
}

std::string role_name(const Catalog& catalog, const PgQuery__RoleSpec& role) {
    switch (role.roletype) {
        case PG_QUERY__ROLE_SPEC_TYPE__ROLESPEC_PUBLIC:
            return "public";
        case PG_QUERY__ROLE_SPEC_TYPE__ROLESPEC_CSTRING:
            return text_of(role.rolename);
        default: {
            // Who would have run the statements is not known.
            const std::string& current = catalog.settings.at(0).role;
            return current.empty() ? "postgres" : current;
        }
    }
}

ObjectId require_relation_of(const Catalog& catalog, std::vector<std::string> names) {
    names.pop_back();
    const DottedName name = dotted_name(names);
    const ObjectId relation = find_relation(catalog, name.schema, name.name);
    if (relation == 0) {
        refuse(fmt::format("relation \"{}\" does not exist", written_name(name)),
               condition::kUndefinedTable);
    }
    return relation;
}

TypeUse column_type(const Catalog& catalog, ObjectId relation, int column) {
    if (const Table* table = catalog.tables.find(relation)) {
        return type_in(table->columns, column);
    }
    if (const View* view = catalog.views.find(relation)) {
        return type_in(view->columns, column);
    }
    const Type* type = catalog.types.find(relation);
    const auto* composite = type == nullptr ? nullptr : std::get_if<CompositeFacts>(&type->facts);
    return composite == nullptr ? TypeUse{} : type_in(composite->columns, column);
}

std::int64_t integer_of(const ParserNode& node) {
    if (node.node_case == PG_QUERY__NODE__NODE_INTEGER) {
        return node.integer->ival;
    }
    const std::string text =
        node.node_case == PG_QUERY__NODE__NODE_FLOAT ? node.float_->fval : std::string();
    std::int64_t value = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
    if (text.empty() || read.ec != std::errc() || read.ptr != text.data() + text.size()) {
        refuse(fmt::format("value \"{}\" is out of range for type bigint", text),
               condition::kOutOfRange);
    }
    return value;
}

bool boolean_of(const PgQuery__DefElem& option) {
    if (option.arg != nullptr && option.arg->node_case == PG_QUERY__NODE__NODE_INTEGER) {
        return option.arg->integer->ival != 0;
    }
    const std::string word = to_lower(option_value(option));
    return word == "true" || word == "on" || word == "yes" || word == "1";
}

}  // namespace erdmark::dialect::postgres
