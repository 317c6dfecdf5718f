#include "dialect/postgres/dump_columns.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "base/text.h"

namespace erdmark::dialect::postgres {

namespace {

/// `serial` is what a column has whose default is a sequence of its own, with the name that
/// `serial` gives it and nothing else said.
constexpr std::string_view kDumpedColumns = R"sql(
    WITH defaults AS MATERIALIZED (
        SELECT e.tableoid, e.oid, e.adrelid, e.adnum,
            pg_catalog.pg_get_expr(e.adbin, e.adrelid) AS expression
        FROM pg_catalog.pg_attrdef AS e)
    SELECT a.attrelid, a.attname, quote_ident(a.attname),
        pg_catalog.format_type(a.atttypid, a.atttypmod),
        CASE WHEN a.attcollation <> t.typcollation THEN (
            SELECT CASE WHEN pg_catalog.pg_collation_is_visible(k.oid) THEN ''
                ELSE quote_ident(kn.nspname) || '.' END || quote_ident(k.collname)
            FROM pg_catalog.pg_collation AS k
            JOIN pg_catalog.pg_namespace AS kn ON kn.oid = k.collnamespace
            WHERE k.oid = a.attcollation) END,
        a.attnotnull, d.tableoid, d.oid, d.expression,
        a.attgenerated,
        CASE WHEN q.is_identity THEN a.attidentity END,
        concat_ws(' ', CASE WHEN NOT q.is_natural THEN 'SEQUENCE NAME ' || q.shown END, q.options),
        CASE WHEN NOT q.is_identity AND q.is_natural AND q.options = '' AND a.attnotnull
                AND q.seqtypid = a.atttypid AND q.relpersistence = c.relpersistence
                AND d.expression
                    = format('nextval(%L::regclass)', q.shown)
            THEN CASE a.atttypid WHEN 'smallint'::regtype THEN 'smallserial'
                WHEN 'integer'::regtype THEN 'serial' WHEN 'bigint'::regtype THEN 'bigserial' END
        END,
        q.tableoid, q.oid,
        CASE WHEN c.relkind IN ('r', 'p', 'm') AND a.attstorage <> t.typstorage
            THEN a.attstorage END,
        :compression, COALESCE(a.attstattarget, -1), a.attoptions,
        a.attfdwoptions, a.attislocal
    FROM pg_catalog.pg_class AS c
    JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
    JOIN pg_catalog.pg_attribute AS a
        ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
    JOIN pg_catalog.pg_type AS t ON t.oid = a.atttypid
    LEFT JOIN defaults AS d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
    LEFT JOIN (
        SELECT s.seqtypid, sc.tableoid, sc.oid, sc.relpersistence, sc.oid::regclass::text AS shown,
            p.refobjid AS relation, p.refobjsubid AS number, p.deptype = 'i' AS is_identity,
            sc.relnamespace = oc.relnamespace
                AND sc.relname = oc.relname || '_' || oa.attname || '_seq' AS is_natural,
            :sequence_options AS options
        FROM pg_catalog.pg_sequence AS s
        JOIN pg_catalog.pg_class AS sc ON sc.oid = s.seqrelid
        JOIN pg_catalog.pg_depend AS p
            ON p.classid = 'pg_catalog.pg_class'::regclass AND p.objid = s.seqrelid
                AND p.objsubid = 0 AND p.refclassid = 'pg_catalog.pg_class'::regclass
                AND p.refobjsubid > 0 AND p.deptype IN ('a', 'i')
        JOIN pg_catalog.pg_class AS oc ON oc.oid = p.refobjid
        JOIN pg_catalog.pg_attribute AS oa
            ON oa.attrelid = p.refobjid AND oa.attnum = p.refobjsubid) AS q
        ON q.relation = a.attrelid AND q.number = a.attnum
            AND (q.is_identity OR d.expression
                = format('nextval(%L::regclass)', q.shown))
    WHERE c.relkind IN ('r', 'p', 'f', 'v', 'm') AND c.relpersistence <> 't' AND c.oid >= 16384
        AND n.nspname NOT LIKE 'pg\_%'
    ORDER BY a.attrelid, a.attnum)sql";

std::string_view storage_word(char storage) {
    switch (storage) {
        case 'p':
            return "PLAIN";
        case 'e':
            return "EXTERNAL";
        case 'm':
            return "MAIN";
        default:
            return "EXTENDED";
    }
}

void take_changes(CatalogFields& fields, DumpedColumn& column) {
    if (const char storage = fields.code(); storage != '\0') {
        column.changes.push_back(fmt::format("SET STORAGE {}", storage_word(storage)));
    }
    if (const char compression = fields.code(); compression != '\0') {
        column.changes.push_back(
            fmt::format("SET COMPRESSION {}", compression == 'l' ? "lz4" : "pglz"));
    }
    if (const std::int64_t target = fields.integer(); target >= 0) {
        column.changes.push_back(fmt::format("SET STATISTICS {}", target));
    }
    if (const std::vector<std::string> options = fields.options(); !options.empty()) {
        column.changes.push_back("SET" + storage_parameters(options));
    }
}

/// The values of a row that make the words behind a column's type.
struct ColumnWords {
    std::string type;
    std::string collation;
    std::string expression;
    char generated = '\0';
    char identity = '\0';
    std::string sequence;
    std::string serial;
};

std::string column_text(const DumpedColumn& column, const ColumnWords& words,
                        const std::vector<std::string>& server) {
    std::string text =
        fmt::format("{} {}{}", column.shown_name, words.serial.empty() ? words.type : words.serial,
                    server_options(server));
    if (!words.collation.empty()) {
        text += " COLLATE " + words.collation;
    }
    if (column.not_null && words.identity == '\0' && words.serial.empty()) {
        text += " NOT NULL";
    }
    if (words.identity != '\0') {
        text += fmt::format(" GENERATED {} AS IDENTITY",
                            words.identity == 'a' ? "ALWAYS" : "BY DEFAULT");
        text += words.sequence.empty() ? "" : fmt::format(" ({})", words.sequence);
    }
    if (words.generated != '\0') {
        text += fmt::format(" GENERATED ALWAYS AS ({}){}", words.expression,
                            words.generated == 's' ? " STORED" : " VIRTUAL");
    }
    return text;
}

std::pair<Oid, DumpedColumn> take_dumped_column(CatalogFields fields) {
    const Oid relation = fields.oid();
    DumpedColumn column{.name = fields.text()};
    column.shown_name = fields.text();
    ColumnWords words{.type = fields.text()};
    words.collation = fields.text();
    column.not_null = fields.flag();
    column.default_key.catalog = fields.oid();
    column.default_key.object = fields.oid();
    words.expression = fields.text();
    words.generated = fields.code();
    words.identity = fields.code();
    words.sequence = fields.text();
    words.serial = fields.text();
    const Oid sequences = fields.oid();
    const ObjectKey sequence{sequences, fields.oid()};
    take_changes(fields, column);
    const std::vector<std::string> server = fields.texts();
    column.is_local = fields.flag();
    column.text = column_text(column, words, server);
    if (!words.serial.empty()) {
        column.serial_sequence = sequence;
    }
    if (words.generated == '\0') {
        column.default_text = words.expression;
    }
    return {relation, std::move(column)};
}

std::string change(const std::string& table, const DumpedColumn& column, std::string_view words) {
    return fmt::format("ALTER TABLE ONLY {} ALTER COLUMN {} {}", table, column.shown_name, words);
}

std::string set_default(const DumpedColumn& column) {
    return column.default_text.empty() ? "DROP DEFAULT" : "SET DEFAULT " + column.default_text;
}

DumpedLine line_of(const DumpedColumn& column, const std::string& table) {
    DumpedLine line{.text = column.text};
    if (!column.default_text.empty() && column.serial_sequence.catalog == 0) {
        line.part = column.default_key;
        line.part_text = " DEFAULT " + column.default_text;
        line.alone = change(table, column, set_default(column));
    }
    return line;
}

/// What an inherited column has otherwise than that of the parent.
void add_differences(const DumpedColumn& column, const DumpedColumn& parent,
                     const std::string& table, DumpedItem& item) {
    if (column.default_text != parent.default_text) {
        item.statements.push_back(change(table, column, set_default(column)));
    }
    if (column.not_null && !parent.not_null) {
        item.statements.push_back(change(table, column, "SET NOT NULL"));
    }
}

}  // namespace

const std::vector<DumpedColumn>& ColumnsOfTables::of(Oid relation) const {
    static const std::vector<DumpedColumn> none;
    const auto found = columns_.find(relation);
    return found == columns_.end() ? none : found->second;
}

bool ColumnsOfTables::are_in_inherited_order(Oid table, std::span<const Oid> parents) const {
    std::vector<std::string_view> order;
    for (const Oid parent : parents) {
        for (const DumpedColumn& column : of(parent)) {
            if (std::ranges::find(order, column.name) == order.end()) {
                order.push_back(column.name);
            }
        }
    }
    const std::vector<DumpedColumn>& columns = of(table);
    return order.size() <= columns.size() &&
           std::equal(order.begin(), order.end(), columns.begin(),
                      [](std::string_view name, const DumpedColumn& column) {
                          return name == column.name;
                      });
}

const DumpedColumn* ColumnsOfTables::inherited(const DumpedColumn& column,
                                               std::span<const Oid> parents) const {
    for (const Oid parent : parents) {
        const std::vector<DumpedColumn>& columns = of(parent);
        const auto found = std::ranges::find(columns, column.name, &DumpedColumn::name);
        if (found != columns.end()) {
            return &*found;
        }
    }
    return nullptr;
}

void ColumnsOfTables::add_lines(Oid table, const std::string& shown, std::span<const Oid> parents,
                                DumpedItem& item) const {
    for (const DumpedColumn& column : of(table)) {
        const DumpedColumn* const parent = column.is_local ? nullptr : inherited(column, parents);
        if (parent == nullptr) {
            item.lines.push_back(line_of(column, shown));
        } else {
            add_differences(column, *parent, shown, item);
        }
    }
    add_column_changes(of(table), shown, item);
}

void ColumnsOfTables::drop_serial_sequences(DumpReading& reading) const {
    for (const auto& [relation, columns] : columns_) {
        for (const DumpedColumn& column : columns) {
            reading.items.erase(column.serial_sequence);
        }
    }
}

ColumnsOfTables read_dumped_columns(DumpReading& reading) {
    ColumnsOfTables columns;
    const std::string sql = replace_all(kDumpedColumns, ":sequence_options", kSequenceOptions);
    // PostgreSQL 14 has compressions of columns first.
    const std::string_view compression =
        reading.server_version >= 140000 ? "a.attcompression" : "NULL";
    for (Row& row : reading.connection.query(replace_all(sql, ":compression", compression))) {
        auto [relation, column] = take_dumped_column(CatalogFields(row));
        columns.add(relation, std::move(column));
    }
    return columns;
}

void add_column_changes(const std::vector<DumpedColumn>& columns, const std::string& shown,
                        DumpedItem& item) {
    for (const DumpedColumn& column : columns) {
        for (const std::string& words : column.changes) {
            item.statements.push_back(change(shown, column, words));
        }
    }
}

}  // namespace erdmark::dialect::postgres
