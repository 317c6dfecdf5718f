#include <fmt/format.h>

#include "dialect/postgres/read_relations.h"
#include "dialect/postgres/server_options.h"

namespace erdmark::dialect::postgres {

namespace {

/// An array's type is told by its elements. PostgreSQL 17 has NULL for the default statistics
/// target, older ones -1.
constexpr std::string_view kColumns = R"sql(
    SELECT a.attrelid, a.attnum, a.attname, pg_catalog.format_type(a.atttypid, a.atttypmod),
        CASE WHEN t.typcategory = 'A' AND t.typlen = -1 AND t.typtype = 'b' THEN t.typelem
            ELSE t.oid END,
        t.typtype = 'd', a.attnotnull, pg_catalog.pg_get_expr(ad.adbin, ad.adrelid),
        a.attidentity, a.attgenerated,
        CASE WHEN a.attcollation <> t.typcollation THEN co.collname END,
        CASE WHEN a.attstorage <> t.typstorage THEN a.attstorage END,
        {compression}, COALESCE(a.attstattarget, -1), a.attoptions, a.attfdwoptions, d.description
    FROM pg_catalog.pg_attribute AS a
    JOIN pg_catalog.pg_type AS t ON t.oid = a.atttypid
    LEFT JOIN pg_catalog.pg_attrdef AS ad ON ad.adrelid = a.attrelid AND ad.adnum = a.attnum
    LEFT JOIN pg_catalog.pg_collation AS co
        ON co.oid = a.attcollation AND a.attcollation <> t.typcollation
    LEFT JOIN pg_catalog.pg_description AS d
        ON d.objoid = a.attrelid AND d.classoid = 'pg_catalog.pg_class'::regclass
            AND d.objsubid = a.attnum
    WHERE a.attnum > 0 AND NOT a.attisdropped AND a.attrelid = ANY ({relations})
    ORDER BY a.attrelid, a.attnum)sql";

struct ColumnRow {
    Oid relation = 0;
    int number = 0;
    Oid element = 0;
    bool is_domain = false;
    std::optional<std::string> expression;
    schema::Column column;
};

/// `pg_attribute.attstorage`.
std::string storage_words(char storage) {
    switch (storage) {
        case 'p':
            return "STORAGE PLAIN";
        case 'e':
            return "STORAGE EXTERNAL";
        case 'm':
            return "STORAGE MAIN";
        default:
            return "STORAGE EXTENDED";
    }
}

void take_options(CatalogFields& fields, schema::Column& column) {
    if (const char storage = fields.code(); storage != '\0') {
        column.options.push_back(storage_words(storage));
    }
    if (const char compression = fields.code(); compression != '\0') {
        column.options.emplace_back(compression == 'l' ? "COMPRESSION lz4" : "COMPRESSION pglz");
    }
    if (const std::int64_t target = fields.integer(); target >= 0) {
        column.options.push_back(fmt::format("STATISTICS {}", target));
    }
    for (std::string& option : fields.options()) {
        column.options.push_back(std::move(option));
    }
    for (const std::string& option : fields.texts()) {
        column.options.push_back(server_option_text(option));
    }
}

ColumnRow take_column(Row& row) {
    CatalogFields fields(row);
    ColumnRow result{.relation = fields.oid(), .number = static_cast<int>(fields.integer())};
    schema::Column& column = result.column;
    column.name = fields.text();
    column.type = fields.text();
    result.element = fields.oid();
    result.is_domain = fields.flag();
    column.nullable = !fields.flag();
    result.expression = fields.optional_text();
    const char identity = fields.code();
    column.identity = identity == 'a'   ? schema::Identity::Always
                      : identity == 'd' ? schema::Identity::ByDefault
                                        : schema::Identity::No;
    const char generated = fields.code();
    column.generated = generated == 's'   ? schema::Generated::Stored
                       : generated == 'v' ? schema::Generated::Virtual
                                          : schema::Generated::No;
    column.collation = fields.text();
    take_options(fields, column);
    column.comment = fields.text();
    return result;
}

/// Names and types first: the expressions of a table may use any of its columns.
void note_column(CatalogReading& reading, ColumnRow& row) {
    Relation& relation = reading.relations.at(row.relation);
    relation.columns.emplace(row.number, row.column.name);
    const auto type = reading.types.find(row.element);
    if (type != reading.types.end()) {
        row.column.user_type = type->second.name;
    }
    relation.column_types.emplace(row.column.name, row.is_domain && type != reading.types.end()
                                                       ? type->second.base_type
                                                       : row.column.type);
}

void add_column(CatalogReading& reading, ColumnRow&& row) {
    const Relation& relation = reading.relations.at(row.relation);
    schema::Column& column = row.column;
    const std::string& type = relation.column_types.at(column.name);
    if (column.generated != schema::Generated::No) {
        column.generation_expression = reading.expression(row.expression, &relation, type);
    } else if (row.expression) {
        column.default_value = reading.expression(row.expression, nullptr, type);
    }
    // A default of NULL is none; with a length the server keeps it.
    if (column.default_value == "NULL") {
        column.default_value.reset();
    }
    switch (relation.kind) {
        case Relation::Kind::Table:
            reading.schema.tables[relation.index].columns.push_back(std::move(column));
            break;
        case Relation::Kind::View:
            reading.schema.views[relation.index].columns.push_back(std::move(column));
            break;
        case Relation::Kind::CompositeType:
            reading.schema.composite_types[relation.index].columns.push_back(std::move(column));
            break;
        case Relation::Kind::Partition:
            break;
    }
}

/// Tables, views and composite types.
bool has_columns_of_its_own(const Relation& relation) {
    return relation.kind != Relation::Kind::Partition;
}

}  // namespace

void read_columns(CatalogReading& reading) {
    const std::string sql = fmt::format(
        kColumns, fmt::arg("compression", reading.since(14, "a.attcompression", "NULL")),
        fmt::arg("relations", oid_array(reading.relations, has_columns_of_its_own)));
    std::vector<ColumnRow> columns;
    {
        std::vector<Row> rows = reading.query(sql);
        columns.reserve(rows.size());
        for (Row& row : rows) {
            columns.push_back(take_column(row));
        }
    }
    for (ColumnRow& row : columns) {
        note_column(reading, row);
    }
    for (ColumnRow& row : columns) {
        add_column(reading, std::move(row));
    }
}

}  // namespace erdmark::dialect::postgres
