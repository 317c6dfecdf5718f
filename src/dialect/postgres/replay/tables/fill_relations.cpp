#include <algorithm>
#include <array>

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
