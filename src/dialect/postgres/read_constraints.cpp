#include "dialect/postgres/read_constraints.h"

#include <algorithm>

#include <fmt/format.h>

#include "dialect/postgres/domain_check.h"

namespace erdmark::dialect::postgres {

namespace {

/// A foreign key of or to a partition is a copy of that of its parent. The names of columns that
/// lie outside of what is read come with the row.
constexpr std::string_view kConstraints = R"sql(
    SELECT con.conrelid, con.contypid, con.conname, con.contype, con.condeferrable,
        con.condeferred, NOT con.convalidated, con.connoinherit, con.conkey,
        con.confrelid, fn.nspname, fc.relname,
        CASE WHEN con.contype = 'f' THEN ARRAY(
            SELECT a.attname FROM unnest(con.confkey) WITH ORDINALITY AS k(number, place)
            JOIN pg_catalog.pg_attribute AS a ON a.attrelid = con.confrelid AND a.attnum = k.number
            ORDER BY k.place) END,
        con.confupdtype, con.confdeltype, con.confmatchtype, {set_columns},
        pg_catalog.pg_get_expr(con.conbin, con.conrelid), con.conindid,
        CASE WHEN con.contype = 'x' THEN ARRAY(
            SELECT o.oprname FROM unnest(con.conexclop) WITH ORDINALITY AS k(operator, place)
            JOIN pg_catalog.pg_operator AS o ON o.oid = k.operator ORDER BY k.place) END,
        d.description
    FROM pg_catalog.pg_constraint AS con
    LEFT JOIN pg_catalog.pg_class AS fc ON fc.oid = con.confrelid
    LEFT JOIN pg_catalog.pg_namespace AS fn ON fn.oid = fc.relnamespace
    LEFT JOIN pg_catalog.pg_description AS d
        ON d.objoid = con.oid AND d.classoid = 'pg_catalog.pg_constraint'::regclass
            AND d.objsubid = 0
    WHERE con.contype IN ('p', 'u', 'c', 'x', 'f')
        AND (con.conrelid = ANY (:relations) AND con.conparentid = 0
            OR con.contypid = ANY ({domains})))sql";

/// What the columns of `kConstraints` say, in their order.
struct ConstraintRow {
    Oid relation = 0;
    Oid domain = 0;
    std::string name;
    char kind = '\0';
    schema::Deferrability deferrability = schema::Deferrability::NotDeferrable;
    bool not_valid = false;
    bool no_inherit = false;
    std::vector<int> columns;
    schema::QualifiedName referenced_table;
    std::vector<std::string> referenced_columns;
    char on_update = '\0';
    char on_delete = '\0';
    char match = '\0';
    std::vector<int> set_columns;
    std::optional<std::string> expression;
    Oid index = 0;
    std::vector<std::string> operators;
    std::string comment;
};

schema::Deferrability deferrability(bool deferrable, bool deferred) {
    if (!deferrable) {
        return schema::Deferrability::NotDeferrable;
    }
    return deferred ? schema::Deferrability::InitiallyDeferred
                    : schema::Deferrability::InitiallyImmediate;
}

ConstraintRow take_constraint(const CatalogReading& reading, Row& row) {
    CatalogFields fields(row);
    ConstraintRow result{.relation = fields.oid(),
                         .domain = fields.oid(),
                         .name = fields.text(),
                         .kind = fields.code()};
    const bool deferrable = fields.flag();
    result.deferrability = deferrability(deferrable, fields.flag());
    result.not_valid = fields.flag();
    result.no_inherit = fields.flag();
    result.columns = fields.numbers();
    fields.oid();
    std::string schema = fields.text();
    result.referenced_table = reading.name(std::move(schema), fields.text());
    result.referenced_columns = fields.texts();
    result.on_update = fields.code();
    result.on_delete = fields.code();
    result.match = fields.code();
    result.set_columns = fields.numbers();
    result.expression = fields.optional_text();
    result.index = fields.oid();
    result.operators = fields.texts();
    result.comment = fields.text();
    return result;
}

schema::ReferentialAction action(char code) {
    switch (code) {
        case 'r':
            return schema::ReferentialAction::Restrict;
        case 'c':
            return schema::ReferentialAction::Cascade;
        case 'n':
            return schema::ReferentialAction::SetNull;
        case 'd':
            return schema::ReferentialAction::SetDefault;
        default:
            return schema::ReferentialAction::NoAction;
    }
}

schema::MatchType match_type(char code) {
    return code == 'f'   ? schema::MatchType::Full
           : code == 'p' ? schema::MatchType::Partial
                         : schema::MatchType::Simple;
}

/// The index that upholds a constraint, marked as its. A null pointer when it has none.
schema::Index* take_index(CatalogReading& reading, schema::Table& table, Oid oid,
                          schema::IndexOrigin origin) {
    const auto place = reading.indexes.find(oid);
    if (place == reading.indexes.end()) {
        return nullptr;
    }
    schema::Index& index = table.indexes[place->second.index];
    index.origin = origin;
    return &index;
}

void add_primary_key(CatalogReading& reading, schema::Table& table, ConstraintRow&& row) {
    schema::PrimaryKey key{.name = std::move(row.name),
                           .columns = reading.column_names(row.relation, row.columns),
                           .deferrability = row.deferrability,
                           .comment = std::move(row.comment)};
    if (const schema::Index* index =
            take_index(reading, table, row.index, schema::IndexOrigin::PrimaryKey)) {
        key.included = index->included;
    }
    table.primary_key = std::move(key);
}

void add_unique(CatalogReading& reading, schema::Table& table, ConstraintRow&& row) {
    schema::UniqueConstraint constraint{.name = std::move(row.name),
                                        .columns = reading.column_names(row.relation, row.columns),
                                        .deferrability = row.deferrability,
                                        .comment = std::move(row.comment)};
    if (const schema::Index* index =
            take_index(reading, table, row.index, schema::IndexOrigin::UniqueConstraint)) {
        constraint.included = index->included;
        constraint.nulls_not_distinct = index->nulls_not_distinct;
    }
    table.unique_constraints.push_back(std::move(constraint));
}

void add_exclusion(CatalogReading& reading, schema::Table& table, ConstraintRow&& row) {
    schema::ExclusionConstraint constraint{.name = std::move(row.name),
                                           .deferrability = row.deferrability,
                                           .comment = std::move(row.comment)};
    if (const schema::Index* index =
            take_index(reading, table, row.index, schema::IndexOrigin::ExclusionConstraint)) {
        constraint.method = index->method;
        constraint.included = index->included;
        constraint.predicate = index->predicate;
        const std::size_t count = std::min(index->parts.size(), row.operators.size());
        for (std::size_t place = 0; place < count; ++place) {
            constraint.elements.push_back({index->parts[place], row.operators[place]});
        }
    }
    table.exclusion_constraints.push_back(std::move(constraint));
}

void add_foreign_key(CatalogReading& reading, schema::Table& table, ConstraintRow&& row) {
    table.foreign_keys.push_back(
        {.name = std::move(row.name),
         .columns = reading.column_names(row.relation, row.columns),
         .referenced_table = std::move(row.referenced_table),
         .referenced_columns = std::move(row.referenced_columns),
         .on_update = action(row.on_update),
         .on_delete = action(row.on_delete),
         .set_columns = reading.column_names(row.relation, row.set_columns),
         .match = match_type(row.match),
         .deferrability = row.deferrability,
         .not_valid = row.not_valid,
         .comment = std::move(row.comment)});
}

schema::CheckConstraint make_check(ConstraintRow&& row, std::string expression) {
    return {.name = std::move(row.name),
            .expression = std::move(expression),
            .no_inherit = row.no_inherit,
            .not_valid = row.not_valid,
            .comment = std::move(row.comment)};
}

void add_to_table(CatalogReading& reading, schema::Table& table, ConstraintRow&& row) {
    switch (row.kind) {
        case 'p':
            add_primary_key(reading, table, std::move(row));
            break;
        case 'u':
            add_unique(reading, table, std::move(row));
            break;
        case 'x':
            add_exclusion(reading, table, std::move(row));
            break;
        case 'f':
            add_foreign_key(reading, table, std::move(row));
            break;
        default: {
            std::string expression = reading.condition(row.expression, row.relation);
            table.check_constraints.push_back(make_check(std::move(row), std::move(expression)));
            break;
        }
    }
}

void add_to_domain(CatalogReading& reading, ConstraintRow&& row) {
    const auto domain = reading.domains.find(row.domain);
    if (domain != reading.domains.end()) {
        const auto type = reading.types.find(row.domain);
        std::string expression = canonical_domain_check(
            row.expression.value_or(""), type == reading.types.end() ? "" : type->second.base_type);
        reading.schema.domains[domain->second].check_constraints.push_back(
            make_check(std::move(row), std::move(expression)));
    }
}

}  // namespace

void read_constraints(CatalogReading& reading) {
    const std::string sql = fmt::format(
        kConstraints, fmt::arg("set_columns", reading.since(15, "con.confdelsetcols", "NULL")),
        fmt::arg("domains", oid_array(reading.domains)));
    for (Row& row : reading.query(sql)) {
        ConstraintRow constraint = take_constraint(reading, row);
        if (schema::Table* table = reading.table(constraint.relation)) {
            add_to_table(reading, *table, std::move(constraint));
        } else {
            add_to_domain(reading, std::move(constraint));
        }
    }
}

}  // namespace erdmark::dialect::postgres
