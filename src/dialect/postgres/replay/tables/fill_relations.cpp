#include <algorithm>
#include <array>
#include <map>

#include "base/text.h"
#include "dialect/postgres/replay/constraints.h"
#include "dialect/postgres/replay/tables/definitions.h"
#include "dialect/postgres/replay/tables/oids.h"
#include "dialect/postgres/replay/tables/system_facts.h"
#include "dialect/postgres/replay/tables/table_rows.h"

namespace erdmark::dialect::postgres {

namespace {

constexpr Oid kHeap = 2;

/// Of pg_am in PostgreSQL 15.
Oid method_oid(std::string_view name) {
    struct Method {
        std::string_view name;
        Oid oid;
    };
    constexpr std::array kMethods{Method{"btree", 403}, Method{"hash", 405},
                                  Method{"gist", 783},  Method{"gin", 2742},
                                  Method{"brin", 3580}, Method{"spgist", 4000}};
    const auto* const found = std::ranges::find(kMethods, name, &Method::name);
    return found == kMethods.end() ? 0 : found->oid;
}

/// A row of pg_class.
struct ClassRow {
    Oid oid = 0;
    std::string name;
    Oid space = 0;
    Oid type = 0;
    Oid method = 0;
    std::string kind;
    std::string persistence = "p";
    bool has_index = false;
    std::int64_t columns = 0;
    std::int64_t checks = 0;
    bool has_rules = false;
    bool has_triggers = false;
    bool has_children = false;
    bool row_security = false;
    bool forced_row_security = false;
    bool is_partition = false;
    std::optional<std::string> bound;
    std::optional<std::string> partition_key;
    bool visible = true;
};

void add(TableRows& rows, const ClassRow& row) {
    rows.add({row.oid,
              row.name,
              row.space,
              row.type,
              std::int64_t{0},
              kOwner,
              row.method,
              std::int64_t{0},
              catalog_cell(row.has_index),
              catalog_cell(false),
              row.persistence,
              row.kind,
              row.columns,
              row.checks,
              catalog_cell(row.has_rules),
              catalog_cell(row.has_triggers),
              catalog_cell(row.has_children),
              catalog_cell(row.row_security),
              catalog_cell(row.forced_row_security),
              catalog_cell(true),
              std::string("d"),
              catalog_cell(row.is_partition),
              catalog_cell(row.bound),
              catalog_cell(row.partition_key),
              catalog_cell(row.visible)});
}

std::string persistence(bool temporary, bool unlogged) {
    if (temporary) {
        return "t";
    }
    return unlogged ? "u" : "p";
}

std::string table_kind(const Table& table) {
    switch (table.kind) {
        case schema::TableKind::Partitioned:
            return "p";
        case schema::TableKind::Foreign:
            return "f";
        case schema::TableKind::Ordinary:
        case schema::TableKind::Virtual:
            break;
    }
    return "r";
}

void add_tables(const Catalog& catalog, TableRows& rows) {
    for (const auto& [id, table] : catalog.tables) {
        const std::string kind = table_kind(table);
        ClassRow row{.oid = oid_of(catalog, id),
                     .name = table.name,
                     .space = oid_of(catalog, table.space),
                     .type = row_type_oid(id),
                     .method = kind == "r" ? kHeap : 0,
                     .kind = kind,
                     .persistence = persistence(table.temporary, table.unlogged),
                     .has_index = !table.indexes.empty(),
                     .columns = table.next_column - 1,
                     .checks = std::ranges::count(table.constraints, ConstraintKind::Check,
                                                  &Constraint::kind),
                     .has_rules = !table.rules.empty(),
                     .has_triggers = !table.triggers.empty(),
                     .has_children = !table.children.empty(),
                     .row_security = table.row_security,
                     .forced_row_security = table.forced_row_security,
                     .is_partition = table.is_partition,
                     .visible = is_visible(catalog, id)};
        // Foreign keys are upheld by triggers of both tables.
        row.has_triggers =
            row.has_triggers || std::ranges::count(table.constraints, ConstraintKind::ForeignKey,
                                                   &Constraint::kind) > 0;
        if (table.is_partition) {
            row.bound = table.bound;
        }
        if (!table.partition_strategy.empty()) {
            row.partition_key = partition_key_definition(catalog, id);
        }
        add(rows, row);
    }
}

void add_views(const Catalog& catalog, TableRows& rows) {
    for (const auto& [id, view] : catalog.views) {
        add(rows, {.oid = oid_of(catalog, id),
                   .name = view.name,
                   .space = oid_of(catalog, view.space),
                   .type = row_type_oid(id),
                   .method = view.materialized ? kHeap : 0,
                   .kind = view.materialized ? "m" : "v",
                   .persistence = persistence(view.temporary, false),
                   .has_index = !view.indexes.empty(),
                   .columns = static_cast<std::int64_t>(view.columns.size()),
                   .has_rules = true,
                   .has_triggers = !view.triggers.empty(),
                   .visible = is_visible(catalog, id)});
    }
}

void add_others(const Catalog& catalog, TableRows& rows) {
    for (const auto& [id, sequence] : catalog.sequences) {
        add(rows, {.oid = oid_of(catalog, id),
                   .name = sequence.name,
                   .space = oid_of(catalog, sequence.space),
                   .kind = "S",
                   .persistence = persistence(sequence.temporary, sequence.unlogged),
                   .columns = 3,
                   .visible = is_visible(catalog, id)});
    }
    for (const auto& [id, index] : catalog.indexes) {
        const Table* table = catalog.tables.find(index.relation);
        const bool is_partitioned =
            table != nullptr && table->kind == schema::TableKind::Partitioned;
        add(rows, {.oid = oid_of(catalog, id),
                   .name = index.name,
                   .space = oid_of(catalog, index.space),
                   .method = method_oid(index.method),
                   .kind = is_partitioned ? "I" : "i",
                   .columns = static_cast<std::int64_t>(index.parts.size() + index.included.size()),
                   .is_partition = index.parent != 0,
                   .visible = is_visible(catalog, id)});
    }
    for (const auto& [id, type] : catalog.types) {
        if (const CompositeFacts* facts = std::get_if<CompositeFacts>(&type.facts)) {
            add(rows, {.oid = row_type_oid(id),
                       .name = type.name,
                       .space = oid_of(catalog, type.space),
                       .type = oid_of(catalog, id),
                       .kind = "c",
                       .columns = facts->next_column - 1,
                       .visible = is_visible(catalog, id)});
        }
    }
}

/// Of system relations there is only the name and what it is of.
void add_system_relations(TableRows& rows) {
    for_each_system_relation(
        [&](Oid number, std::string_view schema, char kind, std::string_view name) {
            add(rows, {.oid = number,
                       .name = std::string(name),
                       .space = schema == "pg_catalog" ? kCatalogSpace : kInformationSpace,
                       .kind = std::string(1, kind),
                       .visible = schema == "pg_catalog"});
        });
}

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

const DomainFacts* domain_facts(const Catalog& catalog, const TypeUse& type) {
    const Type* found = type.is_array ? nullptr : catalog.types.find(type.object);
    return found == nullptr ? nullptr : std::get_if<DomainFacts>(&found->facts);
}

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

bool belongs_to(const Catalog& catalog, ObjectId id, const Index& index, ConstraintKind kind) {
    const Table* table = catalog.tables.find(index.relation);
    const Constraint* constraint = table == nullptr ? nullptr : constraint_of(*table, id);
    return constraint != nullptr && constraint->kind == kind;
}

void add_keys(const Catalog& catalog, const Index& index, std::vector<std::string>& keys,
              std::vector<std::string>& expressions) {
    for (const IndexPart& part : index.parts) {
        keys.push_back(std::to_string(part.column));
        if (part.expression) {
            expressions.push_back(expression_definition(catalog, *part.expression));
        }
    }
    for (const int column : index.included) {
        keys.push_back(std::to_string(column));
    }
}

}  // namespace

void fill_classes(const Catalog& catalog, TableRows& rows) {
    add_system_relations(rows);
    add_tables(catalog, rows);
    add_views(catalog, rows);
    add_others(catalog, rows);
}

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

void fill_indexes(const Catalog& catalog, TableRows& rows) {
    for (const auto& [id, index] : catalog.indexes) {
        std::vector<std::string> keys;
        std::vector<std::string> expressions;
        add_keys(catalog, index, keys, expressions);
        const bool is_primary = belongs_to(catalog, id, index, ConstraintKind::PrimaryKey);
        const bool is_exclusion = belongs_to(catalog, id, index, ConstraintKind::Exclusion);
        const auto count = static_cast<std::int64_t>(keys.size());
        rows.add({oid_of(catalog, id), oid_of(catalog, index.relation), count,
                  static_cast<std::int64_t>(index.parts.size()), catalog_cell(index.unique),
                  catalog_cell(index.nulls_not_distinct), catalog_cell(is_primary),
                  catalog_cell(is_exclusion), catalog_cell(index.immediate), catalog_cell(false),
                  catalog_cell(true), catalog_cell(true), catalog_cell(true), join(keys, " "),
                  expressions.empty() ? CatalogCell(nullptr) : CatalogCell(join(expressions, ", ")),
                  index.predicate ? CatalogCell(expression_definition(catalog, *index.predicate))
                                  : CatalogCell(nullptr)});
    }
}

void fill_inheritance(const Catalog& catalog, TableRows& rows) {
    for (const auto& [id, table] : catalog.tables) {
        std::int64_t number = 0;
        for (const ObjectId parent : table.inherits) {
            rows.add({oid_of(catalog, id), oid_of(catalog, parent), ++number, catalog_cell(false)});
        }
    }
    for (const auto& [id, index] : catalog.indexes) {
        if (index.parent != 0) {
            rows.add({oid_of(catalog, id), oid_of(catalog, index.parent), std::int64_t{1},
                      catalog_cell(false)});
        }
    }
}

void fill_partitioned_tables(const Catalog& catalog, TableRows& rows) {
    for (const auto& [id, table] : catalog.tables) {
        if (table.partition_strategy.empty()) {
            continue;
        }
        std::vector<std::string> columns;
        for (const IndexPart& part : table.partition_parts) {
            columns.push_back(std::to_string(part.column));
        }
        rows.add({oid_of(catalog, id), to_lower(table.partition_strategy.substr(0, 1)),
                  static_cast<std::int64_t>(columns.size()), join(columns, " ")});
    }
}

void fill_sequences(const Catalog& catalog, TableRows& rows) {
    for (const auto& [id, sequence] : catalog.sequences) {
        rows.add({oid_of(catalog, id), type_oid(catalog, {.builtin = sequence.type}),
                  sequence.start, sequence.increment, sequence.maximum, sequence.minimum,
                  sequence.cache, catalog_cell(sequence.cycle)});
    }
}

}  // namespace erdmark::dialect::postgres
