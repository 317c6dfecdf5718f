#include <fmt/format.h>

#include "dialect/postgres/read_constraints.h"

namespace erdmark::dialect::postgres {

namespace {

/// One row for each column of an index; what is told of the index itself stands in its first row.
/// Columns that are only included have no operator class. The collation of an expression is told
/// apart from its own by the text of the index alone. The options are those of `indoption`: 1 for
/// DESC, 2 for NULLS FIRST.
constexpr std::string_view kIndexes = R"sql(
    SELECT i.indexrelid, i.indrelid, k.place, ic.relname, NULLIF(am.amname, 'btree'),
        i.indisunique, {nulls_not_distinct}, NOT i.indisvalid, i.indisreplident,
        CASE WHEN k.place = 1 THEN pg_catalog.pg_get_expr(i.indpred, i.indrelid) END,
        ic.reloptions, d.description,
        k.number,
        CASE WHEN k.number = 0
            THEN pg_catalog.pg_get_indexdef(i.indexrelid, k.place::int, false) END,
        COALESCE(k.option, 0), k.operator_class IS NULL, oc.opcname, oc.opcdefault, ia.attoptions,
        CASE WHEN k.number > 0 AND k.sorting <> a.attcollation
                OR k.number = 0 AND k.sorting NOT IN (0, 100)
                    AND strpos(pg_catalog.pg_get_indexdef(i.indexrelid), ' COLLATE ') > 0
            THEN co.collname END
    FROM pg_catalog.pg_index AS i
    JOIN pg_catalog.pg_class AS ic ON ic.oid = i.indexrelid
    JOIN pg_catalog.pg_am AS am ON am.oid = ic.relam
    CROSS JOIN LATERAL unnest(i.indkey::int2[], i.indclass::oid[], i.indcollation::oid[],
        i.indoption::int2[]) WITH ORDINALITY AS k(number, operator_class, sorting, option, place)
    LEFT JOIN pg_catalog.pg_attribute AS a ON a.attrelid = i.indrelid AND a.attnum = k.number
    LEFT JOIN pg_catalog.pg_attribute AS ia ON ia.attrelid = i.indexrelid AND ia.attnum = k.place
    LEFT JOIN pg_catalog.pg_opclass AS oc ON oc.oid = k.operator_class
    LEFT JOIN pg_catalog.pg_collation AS co ON co.oid = k.sorting AND k.sorting <> 100
    LEFT JOIN pg_catalog.pg_description AS d
        ON d.objoid = i.indexrelid AND d.classoid = 'pg_catalog.pg_class'::regclass
            AND d.objsubid = 0
    WHERE i.indrelid = ANY (:relations)
    ORDER BY i.indexrelid, k.place)sql";

/// The fields that tell of the index itself, in their order.
schema::Index take_index(CatalogReading& reading, CatalogFields& fields, Oid relation) {
    schema::Index index{.name = fields.text(),
                        .method = fields.text(),
                        .unique = fields.flag(),
                        .nulls_not_distinct = fields.flag(),
                        .invalid = fields.flag()};
    const bool names_rows = fields.flag();
    index.predicate = reading.condition(fields.optional_text(), relation);
    index.options = fields.options();
    if (names_rows) {
        index.options.emplace_back("REPLICA IDENTITY");
    }
    index.comment = fields.text();
    return index;
}

/// Nothing for the default one of its type, unless it has options of its own.
std::string operator_class_text(CatalogFields& fields) {
    std::string name = fields.text();
    const bool is_default = fields.flag();
    const std::vector<std::string> options = fields.options();
    if (options.empty()) {
        return is_default ? "" : name;
    }
    return fmt::format("{} ({})", name, fmt::join(options, ", "));
}

void take_part(CatalogReading& reading, CatalogFields& fields, const Relation& relation,
               schema::Index& index) {
    schema::IndexPart part;
    const int number = static_cast<int>(fields.integer());
    const std::optional<std::string> expression = fields.optional_text();
    const std::int64_t order = fields.integer();
    const bool included = fields.flag();
    part.operator_class = operator_class_text(fields);
    part.collation = fields.text();
    if (const auto column = relation.columns.find(number); column != relation.columns.end()) {
        part.column = column->second;
    }
    part.expression = reading.expression(expression, &relation, "");
    part.descending = (order & 1) != 0;
    const bool nulls_first = (order & 2) != 0;
    if (nulls_first != part.descending) {
        part.nulls = nulls_first ? "FIRST" : "LAST";
    }
    if (included) {
        index.included.push_back(part.column);
    } else {
        index.parts.push_back(std::move(part));
    }
}

void take_index(CatalogReading& reading, Row& row) {
    CatalogFields fields(row);
    const Oid oid = fields.oid();
    const Oid relation = fields.oid();
    const bool is_first = fields.integer() == 1;
    std::vector<schema::Index>& indexes =
        *reading.parts(relation, &schema::Table::indexes, &schema::View::indexes);
    schema::Index index = take_index(reading, fields, relation);
    if (is_first) {
        reading.indexes.emplace(oid, IndexPlace{relation, indexes.size()});
        indexes.push_back(std::move(index));
    }
    take_part(reading, fields, reading.relations.at(relation), indexes.back());
}

}  // namespace

void read_indexes(CatalogReading& reading) {
    const std::string sql = fmt::format(
        kIndexes,
        fmt::arg("nulls_not_distinct", reading.since(15, "i.indnullsnotdistinct", "false")));
    for (Row& row : reading.query(sql)) {
        take_index(reading, row);
    }
}

}  // namespace erdmark::dialect::postgres
