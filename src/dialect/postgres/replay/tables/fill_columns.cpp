#include <map>

#include "dialect/postgres/replay/tables/definitions.h"
#include "dialect/postgres/replay/tables/oids.h"
#include "dialect/postgres/replay/tables/system_facts.h"
#include "dialect/postgres/replay/tables/table_rows.h"
#include "dialect/postgres/replay/types.h"

namespace erdmark::dialect::postgres {

namespace {

/// What is said of a column in pg_attribute and in information_schema.columns.
struct AttributeRow {
    Oid relation = 0;
    std::string name;
    TypeUse type;
    std::int64_t number = 0;
    bool not_null = false;
    bool has_default = false;
    std::string identity;
    std::string generated;
    bool is_local = true;
    std::int64_t parents = 0;
};

/// The type that information_schema calls `data_type`, `udt_name` and the schema of that.
struct TypeWords {
    std::string printed;
    Oid space = kCatalogSpace;
    std::string name;
    std::string domain;
    Oid domain_space = 0;
    TypeUse base;
};

void add_system_words(const Catalog& catalog, TypeWords& words) {
    const Oid element = type_oid(catalog, {.builtin = words.base.builtin});
    for (const SystemType& each : system_types()) {
        if (each.oid == element) {
            words.name = (words.base.is_array ? "_" : "") + std::string(each.name);
            words.printed = words.base.is_array ? words.printed : std::string(each.printed);
        }
    }
}

TypeWords type_words(const Catalog& catalog, const TypeUse& type) {
    TypeWords words{.base = type};
    if (domain_facts(catalog, type) != nullptr) {
        const Type& domain = catalog.types.at(type.object);
        words.domain = domain.name;
        words.domain_space = oid_of(catalog, domain.space);
    }
    while (const DomainFacts* facts = domain_facts(catalog, words.base)) {
        words.base = facts->base;
    }
    const TypeUse& base = words.base;
    words.printed = base.is_array ? "ARRAY" : "USER-DEFINED";
    if (base.object != 0) {
        const schema::QualifiedName name = full_name(catalog, base.object);
        words.name = (base.is_array ? "_" : "") + name.name;
        const ObjectId* space = catalog.namespace_names.find(name.schema);
        words.space = space == nullptr ? 0 : oid_of(catalog, *space);
        return words;
    }
    add_system_words(catalog, words);
    return words;
}

constexpr std::int64_t kModifierHeader = 4;

/// What a type with a length or a precision says, in the order of the columns of pg_attribute.
struct TypeMeasures {
    CatalogCell length = nullptr;
    CatalogCell precision = nullptr;
    CatalogCell radix = nullptr;
    CatalogCell scale = nullptr;
    CatalogCell time_precision = nullptr;
};

/// How many bits a number has; 0 for other types.
std::int64_t binary_precision(const std::string& name) {
    static const std::map<std::string, std::int64_t> bits = {
        {"int2", 16}, {"int4", 32}, {"int8", 64}, {"float4", 24}, {"float8", 53}};
    const auto found = bits.find(name);
    return found == bits.end() ? 0 : found->second;
}

TypeMeasures number_measures(const std::string& name, std::int64_t modifier) {
    TypeMeasures measures;
    if (const std::int64_t bits = binary_precision(name); bits > 0) {
        measures.precision = bits;
        measures.radix = std::int64_t{2};
        measures.scale = name.starts_with("int") ? CatalogCell(std::int64_t{0}) : nullptr;
    } else if (name == "numeric") {
        measures.radix = std::int64_t{10};
        if (modifier >= 0) {
            measures.precision = (modifier - kModifierHeader) >> 16;
            measures.scale = (modifier - kModifierHeader) & 0xffff;
        }
    }
    return measures;
}

TypeMeasures type_measures(const TypeWords& words) {
    if (words.base.is_array || words.base.object != 0) {
        return {};
    }
    const std::int64_t modifier = type_modifier(words.base);
    TypeMeasures measures = number_measures(words.name, modifier);
    if (words.name == "varchar" || words.name == "bpchar") {
        measures.length =
            modifier < 0 ? CatalogCell(nullptr) : CatalogCell(modifier - kModifierHeader);
    } else if (words.name == "date") {
        measures.time_precision = std::int64_t{0};
    } else if (words.name.starts_with("time") || words.name == "interval") {
        measures.time_precision = modifier < 0 ? std::int64_t{6} : modifier;
    }
    return measures;
}

void add(const Catalog& catalog, TableRows& rows, const AttributeRow& row) {
    const TypeWords words = type_words(catalog, row.type);
    const TypeMeasures measures = type_measures(words);
    rows.add({row.relation,
              row.name,
              type_oid(catalog, row.type),
              row.number,
              static_cast<std::int64_t>(row.type.is_array),
              type_modifier(row.type),
              catalog_cell(row.not_null),
              catalog_cell(row.has_default),
              row.identity,
              row.generated,
              catalog_cell(false),
              catalog_cell(row.is_local),
              row.parents,
              words.printed,
              words.space,
              words.name,
              words.domain.empty() ? CatalogCell(nullptr) : CatalogCell(words.domain),
              words.domain_space,
              measures.length,
              measures.precision,
              measures.radix,
              measures.scale,
              measures.time_precision});
}

void add_columns(const Catalog& catalog, TableRows& rows, Oid relation,
                 const std::vector<Column>& columns) {
    for (const Column& column : columns) {
        std::string identity;
        if (column.identity != schema::Identity::No) {
            identity = column.identity == schema::Identity::Always ? "a" : "d";
        }
        add(catalog, rows,
            {.relation = relation,
             .name = column.name,
             .type = column.type,
             .number = column.id,
             .not_null = column.not_null,
             .has_default = column.default_value.has_value(),
             .identity = std::move(identity),
             .generated = column.generated == schema::Generated::No ? "" : "s",
             .is_local = column.is_local,
             .parents = column.parents});
    }
}

}  // namespace

void fill_attributes(const Catalog& catalog, TableRows& rows) {
    for (const auto& [id, table] : catalog.tables) {
        add_columns(catalog, rows, oid_of(catalog, id), table.columns);
    }
    for (const auto& [id, type] : catalog.types) {
        if (const CompositeFacts* facts = std::get_if<CompositeFacts>(&type.facts)) {
            add_columns(catalog, rows, row_type_oid(id), facts->columns);
        }
    }
    for (const auto& [id, view] : catalog.views) {
        for (const ViewColumn& column : view.columns) {
            add(catalog, rows,
                {.relation = oid_of(catalog, id),
                 .name = column.name,
                 .type = column.type,
                 .number = column.id,
                 .has_default = column.default_value.has_value()});
        }
    }
}

void fill_defaults(const Catalog& catalog, TableRows& rows) {
    for (const auto& [id, table] : catalog.tables) {
        for (const Column& column : table.columns) {
            if (column.default_value) {
                rows.add({default_oid(id, column.id), oid_of(catalog, id), std::int64_t{column.id},
                          expression_definition(catalog, *column.default_value)});
            }
        }
    }
}

}  // namespace erdmark::dialect::postgres
