#include "dialect/postgres/replay/types.h"

#include <algorithm>
#include <array>
#include <optional>

#include <fmt/format.h>

#include "dialect/postgres/expression_names.h"
#include "dialect/postgres/expression_type.h"
#include "dialect/postgres/sql_syntax.h"
#include "dialect/postgres/syntax_tree_reader.h"
#include "dialect/postgres/word_list.h"

namespace erdmark::dialect::postgres {

namespace {

/// The types of pg_type in PostgreSQL 15 that a statement may name, sorted.
constexpr std::array<std::string_view, 84> kBuiltinTypes = {"aclitem",
                                                            "any",
                                                            "anyarray",
                                                            "anycompatible",
                                                            "anycompatiblearray",
                                                            "anyelement",
                                                            "anyenum",
                                                            "anymultirange",
                                                            "anynonarray",
                                                            "anyrange",
                                                            "bit",
                                                            "bool",
                                                            "box",
                                                            "bpchar",
                                                            "bytea",
                                                            "char",
                                                            "cid",
                                                            "cidr",
                                                            "circle",
                                                            "cstring",
                                                            "date",
                                                            "datemultirange",
                                                            "daterange",
                                                            "event_trigger",
                                                            "fdw_handler",
                                                            "float4",
                                                            "float8",
                                                            "gtsvector",
                                                            "index_am_handler",
                                                            "inet",
                                                            "int2",
                                                            "int2vector",
                                                            "int4",
                                                            "int4multirange",
                                                            "int4range",
                                                            "int8",
                                                            "int8multirange",
                                                            "int8range",
                                                            "internal",
                                                            "interval",
                                                            "json",
                                                            "jsonb",
                                                            "jsonpath",
                                                            "language_handler",
                                                            "line",
                                                            "lseg",
                                                            "macaddr",
                                                            "macaddr8",
                                                            "money",
                                                            "name",
                                                            "numeric",
                                                            "nummultirange",
                                                            "numrange",
                                                            "oid",
                                                            "oidvector",
                                                            "path",
                                                            "pg_lsn",
                                                            "pg_snapshot",
                                                            "point",
                                                            "polygon",
                                                            "record",
                                                            "refcursor",
                                                            "regclass",
                                                            "regcollation",
                                                            "regconfig",
                                                            "regdictionary",
                                                            "regnamespace",
                                                            "regoper",
                                                            "regproc",
                                                            "regprocedure",
                                                            "regrole",
                                                            "regtype",
                                                            "text",
                                                            "tid",
                                                            "time",
                                                            "timestamp",
                                                            "timestamptz",
                                                            "timetz",
                                                            "trigger",
                                                            "tsmultirange",
                                                            "tsquery",
                                                            "tsrange",
                                                            "tstzmultirange",
                                                            "tstzrange"};

constexpr std::array<std::string_view, 12> kMoreBuiltinTypes = {
    "tsvector", "txid_snapshot", "unknown", "uuid", "varbit",           "varchar",
    "void",     "xid",           "xid8",    "xml",  "table_am_handler", "tsm_handler"};

/// What is behind the name of the type: `(3)`, `(Point,4326)`.
std::string modifiers_of(std::string_view text) {
    const std::size_t open = text.rfind('(');
    const std::size_t close = text.rfind(')');
    return open == std::string_view::npos || close == std::string_view::npos || close < open
               ? std::string()
               : std::string(text.substr(open, close - open + 1));
}

/// The range type with a multirange type of that name.
ObjectId find_multirange(const Catalog& catalog, const DottedName& name) {
    for (const auto& [id, type] : catalog.types) {
        const auto* range = std::get_if<RangeFacts>(&type.facts);
        if (range != nullptr && range->multirange == name.name &&
            (name.schema.empty() || full_name(catalog, id).schema == name.schema)) {
            return id;
        }
    }
    return 0;
}

/// An object of the catalog as a type; nothing when it has none of that name.
std::optional<TypeUse> find_user_type(const Catalog& catalog, const DottedName& name) {
    if (const ObjectId object = find_type(catalog, name.schema, name.name)) {
        return TypeUse{.object = object};
    }
    if (const ObjectId range = find_multirange(catalog, name)) {
        return TypeUse{.object = range, .multirange = true};
    }
    if (name.name.size() > 1 && name.name.front() == '_') {
        if (const ObjectId element = find_type(catalog, name.schema, name.name.substr(1))) {
            return TypeUse{.object = element, .is_array = true};
        }
    }
    return std::nullopt;
}

bool is_builtin_name(const std::vector<std::string>& names, const DottedName& name) {
    const bool own_schema = names.size() == 1 || name.schema == "pg_catalog";
    return own_schema && is_builtin_type(name.name);
}

/// `users.email%TYPE`
TypeUse column_type(const Catalog& catalog, std::vector<std::string> names, int offset) {
    const std::string column = names.back();
    names.pop_back();
    const DottedName relation_name = dotted_name(names);
    const ObjectId relation = find_relation(catalog, relation_name.schema, relation_name.name);
    const Table* table = catalog.tables.find(relation);
    const Column* found = table == nullptr ? nullptr : find_column(*table, column);
    if (relation == 0) {
        refuse(fmt::format("relation \"{}\" does not exist", relation_name.name),
               condition::kUndefinedTable, offset);
    }
    if (table != nullptr && found == nullptr) {
        refuse(fmt::format("column \"{}\" of relation \"{}\" does not exist", column,
                           relation_name.name),
               condition::kUndefinedColumn, offset);
    }
    if (found != nullptr) {
        return found->type;
    }
    const View* view = catalog.views.find(relation);
    const int id = column_id(catalog, relation, column);
    if (view == nullptr || id == 0) {
        refuse(fmt::format("column \"{}\" of relation \"{}\" does not exist", column,
                           relation_name.name),
               condition::kUndefinedColumn, offset);
    }
    return std::ranges::find(view->columns, id, &ViewColumn::id)->type;
}

/// As `format_type` prints it, of a name that the server itself has.
TypeUse builtin_type(const PgQuery__TypeName& type, const std::string& name) {
    std::optional<std::string> text = read_type(type);
    if (!text) {
        refuse(fmt::format("invalid modifiers of the type \"{}\"", name), condition::kSyntaxError,
               type.location);
    }
    TypeUse use{.builtin = std::move(*text)};
    if (use.builtin.ends_with("[]")) {
        use.builtin.resize(use.builtin.size() - 2);
        use.is_array = true;
    }
    return use;
}

struct NameParts {
    std::vector<std::string> names;
    bool is_plain = true;  ///< Nothing but names and points.
};

NameParts parts_of(std::string_view text) {
    NameParts parts;
    for (const sql::Token& token : sql::tokenize(text, kSyntax)) {
        if (token.kind == sql::TokenKind::Word || token.kind == sql::TokenKind::QuotedName) {
            parts.names.push_back(sql::identifier_name(token));
        } else if (token.text != ".") {
            parts.is_plain = false;
        }
    }
    return parts;
}

}  // namespace

bool is_builtin_type(std::string_view name) {
    if (name.size() > 1 && name.front() == '_') {
        name.remove_prefix(1);
    }
    return contains(kBuiltinTypes, name) || contains(kMoreBuiltinTypes, name);
}

TypeUse resolve_type(const Catalog& catalog, const PgQuery__TypeName& type) {
    const std::vector<std::string> names = texts_of(type.n_names, type.names);
    if (type.pct_type) {
        return column_type(catalog, names, type.location);
    }
    const DottedName name = dotted_name(names);
    TypeUse use;
    if (is_builtin_name(names, name)) {
        PgQuery__TypeName single = type;
        single.setof = 0;
        if (name.name.starts_with("_")) {
            use = resolve_type_text(catalog, name.name.substr(1));
            use.is_array = true;
            return use;
        }
        use = builtin_type(single, name.name);
    } else if (std::optional<TypeUse> found = find_user_type(catalog, name)) {
        use = std::move(*found);
        PgQuery__TypeName single = type;
        single.setof = 0;
        use.modifiers = type.n_typmods == 0 ? "" : modifiers_of(read_type(single).value_or(""));
    } else {
        if (!name.schema.empty()) {
            require_space(catalog, name.schema);
        }
        refuse(fmt::format("type \"{}\" does not exist",
                           name.schema.empty() ? name.name : name.schema + "." + name.name),
               condition::kUndefinedObject, type.location);
    }
    use.is_array = use.is_array || type.n_array_bounds > 0;
    return use;
}

TypeUse resolve_type_text(const Catalog& catalog, std::string_view text) {
    TypeUse use;
    if (text.ends_with("[]")) {
        text.remove_suffix(2);
        use.is_array = true;
    }
    const std::string modifiers = modifiers_of(text);
    const NameParts parts = parts_of(text.substr(0, text.rfind('(')));
    if (parts.is_plain && !parts.names.empty()) {
        const DottedName name = dotted_name(parts.names);
        const bool is_builtin = parts.names.size() > 1 && parts.names[0] != "pg_catalog"
                                    ? false
                                    : is_builtin_type(name.name);
        if (std::optional<TypeUse> found =
                is_builtin ? std::nullopt : find_user_type(catalog, name)) {
            found->is_array = found->is_array || use.is_array;
            found->modifiers = modifiers;
            return *found;
        }
    }
    use.builtin = text;
    return use;
}

std::string serial_type(const PgQuery__TypeName& type) {
    struct Serial {
        std::string_view name;
        std::string_view type;
    };
    static constexpr std::array<Serial, 6> kSerials = {{{"serial", "integer"},
                                                        {"serial4", "integer"},
                                                        {"bigserial", "bigint"},
                                                        {"serial8", "bigint"},
                                                        {"smallserial", "smallint"},
                                                        {"serial2", "smallint"}}};
    if (type.n_names != 1 || type.pct_type) {
        return {};
    }
    const std::string name = texts_of(type.n_names, type.names)[0];
    const auto* const found = std::ranges::find(kSerials, name, &Serial::name);
    return found == kSerials.end() ? std::string() : std::string(found->type);
}

std::string type_text(const Catalog& catalog, const TypeUse& type) {
    std::string text = type.builtin;
    if (type.object != 0) {
        schema::QualifiedName name = document_name(catalog, type.object);
        const Type* found = catalog.types.find(type.object);
        if (type.multirange && found != nullptr) {
            name.name = std::get<RangeFacts>(found->facts).multirange;
        }
        text = name.schema.empty() ? "" : quoted_name(name.schema) + ".";
        text += quoted_name(name.name, name.schema.empty() ? NameUse::Type : NameUse::Column);
        text += type.modifiers;
    }
    return type.is_array ? text + "[]" : text;
}

const DomainFacts* domain_facts(const Catalog& catalog, const TypeUse& type) {
    const Type* found = type.is_array ? nullptr : catalog.types.find(type.object);
    return found == nullptr ? nullptr : std::get_if<DomainFacts>(&found->facts);
}

TypeUse base_type_of(const Catalog& catalog, TypeUse type) {
    while (const DomainFacts* domain = domain_facts(catalog, type)) {
        type = TypeUse(domain->base);
    }
    return type;
}

std::string base_type_text(const Catalog& catalog, const TypeUse& type) {
    return type_text(catalog, base_type_of(catalog, type));
}

schema::QualifiedName user_type_name(const Catalog& catalog, const TypeUse& type) {
    const Type* found = catalog.types.find(type.object);
    if (found == nullptr || found->extension != 0 ||
        std::holds_alternative<BaseFacts>(found->facts)) {
        return {};
    }
    return document_name(catalog, type.object);
}

bool is_collatable(const Catalog& catalog, const TypeUse& type) {
    static constexpr std::array<std::string_view, 5> kCollatable = {"text", "character varying",
                                                                    "bpchar", "name", "citext"};
    const std::string base = base_type(base_type_text(catalog, type));
    return contains(kCollatable, base);
}

}  // namespace erdmark::dialect::postgres
