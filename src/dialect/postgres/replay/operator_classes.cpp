#include "dialect/postgres/replay/operator_classes.h"

#include <algorithm>
#include <array>
#include <string>

#include <fmt/format.h>

#include "dialect/postgres/expression_type.h"
#include "dialect/postgres/replay/catalog_source.h"
#include "dialect/postgres/replay/objects.h"
#include "dialect/postgres/replay/statement_tree.h"
#include "dialect/postgres/replay/types.h"
#include "dialect/postgres/view_types.h"
#include "dialect/postgres/word_list.h"

namespace erdmark::dialect::postgres {

namespace {

/// Types of PostgreSQL 15, by their names in pg_type, for which a method has no operator class of
/// its own; `enum` and `array` stand for all of their kind. Of types that are not here nothing is
/// known.
struct ClasslessTypes {
    std::string_view method;
    std::string_view types;  // With blanks between.
};
constexpr auto kClassless = std::to_array<ClasslessTypes>({
    {"btree", "json xml point box line lseg path polygon circle jsonpath xid cid aclitem"},
    {"hash",
     "json xml point box line lseg path polygon circle jsonpath bit varbit money tsvector "
     "tsquery"},
    {"gin",
     "json xml point box line lseg path polygon circle bit varbit bool bpchar bytea char "
     "cidr date float4 float8 inet int2 int4 int8 interval macaddr macaddr8 money name "
     "numeric oid text time timestamp timestamptz timetz tsquery uuid varchar enum"},
    {"gist",
     "json jsonb xml line lseg path bit varbit bool bpchar bytea char cidr date float4 "
     "float8 inet int2 int4 int8 interval macaddr macaddr8 money name numeric oid text "
     "time timestamp timestamptz timetz uuid varchar enum array"},
    {"spgist",
     "json jsonb xml line lseg path circle bit varbit bool bpchar bytea char date float4 "
     "float8 int2 int4 int8 interval macaddr macaddr8 money numeric oid time timestamp "
     "timestamptz timetz tsvector tsquery uuid enum array"},
    {"brin",
     "json jsonb xml point line lseg path polygon circle bool money tsvector tsquery "
     "enum array"},
});

/// Whether classes beside those of PostgreSQL itself are out of the question.
bool has_only_own_classes(const Catalog& catalog) {
    constexpr std::array<std::string_view, 9> kWithoutClasses = {
        "plpgsql",   "pgcrypto", "uuid-ossp",         "citext", "pg_trgm", "unaccent",
        "tablefunc", "dblink",   "pg_stat_statements"};
    return !catalog.has_operator_classes &&
           std::ranges::all_of(catalog.extensions, [&](const auto& entry) {
               return contains(kWithoutClasses, entry.second.name);
           });
}

std::string kind_of_type(TypeRules& rules, const std::string& code) {
    if (!element_code(code).empty()) {
        return "array";
    }
    return rules.category(code) == 'E' ? "enum" : code;
}

void require_default_class(const Catalog& catalog, std::string_view method, const TypeUse& type) {
    const auto* const classless = std::ranges::find(kClassless, method, &ClasslessTypes::method);
    if (classless == kClassless.end() || !has_only_own_classes(catalog)) {
        return;
    }
    CatalogSource source(catalog);
    TypeRules rules(source);
    const std::string text = type_text(catalog, type);
    const std::string kind = kind_of_type(rules, rules.base(type_code(text)));
    const std::string base = base_type(text);
    if (has_word(classless->types, kind)) {
        refuse(fmt::format(R"(data type {} has no default operator class for access method "{}")",
                           base == "bpchar" ? "character" : base, method),
               condition::kUndefinedObject);
    }
}

}  // namespace

void require_operator_classes(const Catalog& catalog, std::string_view method, ObjectId relation,
                              const std::vector<IndexPart>& parts) {
    for (const IndexPart& part : parts) {
        if (part.column != 0 && part.operator_class.empty()) {
            require_default_class(catalog, method, column_type(catalog, relation, part.column));
        }
    }
}

}  // namespace erdmark::dialect::postgres
