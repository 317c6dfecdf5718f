#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "base/text.h"
#include "dialect/postgres/catalog_text.h"
#include "dialect/postgres/dump_columns.h"
#include "dialect/postgres/dump_items.h"

namespace erdmark::dialect::postgres {

namespace {

/// The options of its TOAST table have a prefix in the statement.
constexpr std::string_view kDumpedTables = R"sql(
    SELECT c.tableoid, c.oid, c.oid::regclass, n.nspname, c.relname, c.relkind,
        c.relpersistence = 'u', c.relispartition, c.relrowsecurity, c.relforcerowsecurity,
        c.relreplident,
        COALESCE(c.reloptions, '{}') || ARRAY(SELECT 'toast.' || o.text
            FROM pg_catalog.pg_class AS t CROSS JOIN LATERAL unnest(t.reloptions) AS o(text)
            WHERE t.oid = c.reltoastrelid),
        CASE WHEN c.relkind = 'p' THEN pg_catalog.pg_get_partkeydef(c.oid) END,
        CASE WHEN c.relispartition THEN pg_catalog.pg_get_expr(c.relpartbound, c.oid) END,
        quote_ident(NULLIF(m.amname, 'heap')),
        CASE WHEN c.reloftype <> 0 THEN pg_catalog.format_type(c.reloftype, NULL) END,
        quote_ident(s.srvname), f.ftoptions,
        ARRAY(SELECT i.inhparent FROM pg_catalog.pg_inherits AS i
            WHERE i.inhrelid = c.oid ORDER BY i.inhseqno),
        ARRAY(SELECT i.inhparent::regclass FROM pg_catalog.pg_inherits AS i
            WHERE i.inhrelid = c.oid ORDER BY i.inhseqno)
    FROM pg_catalog.pg_class AS c
    JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
    LEFT JOIN pg_catalog.pg_am AS m ON m.oid = c.relam
    LEFT JOIN pg_catalog.pg_foreign_table AS f ON f.ftrelid = c.oid
    LEFT JOIN pg_catalog.pg_foreign_server AS s ON s.oid = f.ftserver
    WHERE c.relkind IN ('r', 'p', 'f') AND c.relpersistence <> 't' AND c.oid >= 16384
        AND n.nspname NOT LIKE 'pg\_%'
        AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend AS x
            WHERE x.classid = 'pg_catalog.pg_class'::regclass AND x.objid = c.oid
                AND x.deptype = 'e'))sql";

/// Only what holds for a table alone, or is its own copy of what its parents have.
constexpr std::string_view kTableConstraints = R"sql(
    SELECT c.conrelid, c.tableoid, c.oid, c.contype, c.conislocal, c.convalidated,
        format('CONSTRAINT %I %s', c.conname, pg_catalog.pg_get_constraintdef(c.oid)),
        quote_ident(c.conname), c.conkey, x.reloptions, i.indisclustered, i.indisreplident,
        ARRAY(SELECT format('%s SET STATISTICS %s', a.attnum, a.attstattarget)
            FROM pg_catalog.pg_attribute AS a
            WHERE a.attrelid = c.conindid AND a.attstattarget >= 0 ORDER BY a.attnum),
        i.indexrelid::regclass, i.indexrelid, h.inhparent::regclass, h.inhparent
    FROM pg_catalog.pg_constraint AS c
    LEFT JOIN pg_catalog.pg_index AS i
        ON i.indexrelid = c.conindid AND c.contype IN ('p', 'u', 'x')
    LEFT JOIN pg_catalog.pg_class AS x ON x.oid = i.indexrelid
    LEFT JOIN pg_catalog.pg_inherits AS h
        ON h.inhrelid = i.indexrelid AND NOT EXISTS (SELECT FROM pg_catalog.pg_constraint AS k
            WHERE k.conindid = h.inhparent AND k.contype IN ('p', 'u', 'x'))
    WHERE c.contype IN ('p', 'u', 'x', 'c') AND c.conrelid >= 16384
    ORDER BY c.conrelid, position(c.contype::text IN 'puxc'), c.conname)sql";

struct DumpedTable {
    ObjectKey key;
    std::string shown;
    std::string space;
    std::string name;
    char kind = '\0';
    bool unlogged = false;
    bool is_partition = false;
    bool row_security = false;
    bool forced_row_security = false;
    char replica_identity = '\0';
    std::vector<std::string> options;
    std::string partition_key;
    std::string bound;
    std::string access_method;
    std::string of_type;
    std::string server;
    std::vector<std::string> server_options;
    std::vector<Oid> parents;
    std::vector<std::string> shown_parents;
};

DumpedTable take_table(CatalogFields fields) {
    DumpedTable table;
    table.key.catalog = fields.oid();
    table.key.object = fields.oid();
    table.shown = fields.text();
    table.space = fields.text();
    table.name = fields.text();
    table.kind = fields.code();
    table.unlogged = fields.flag();
    table.is_partition = fields.flag();
    table.row_security = fields.flag();
    table.forced_row_security = fields.flag();
    table.replica_identity = fields.code();
    table.options = fields.options();
    table.partition_key = fields.text();
    table.bound = fields.text();
    table.access_method = fields.text();
    table.of_type = fields.text();
    table.server = fields.text();
    table.server_options = fields.texts();
    for (const std::string& parent : fields.texts()) {
        table.parents.push_back(parse_oid(parent));
    }
    table.shown_parents = fields.texts();
    return table;
}

class TableDump {
public:
    TableDump(DumpReading& reading, const ColumnsOfTables& columns)
        : reading_(reading), columns_(columns) {}

    void read() {
        for (Row& row : reading_.connection.query(kDumpedTables)) {
            DumpedTable table = take_table(CatalogFields(row));
            const Oid oid = table.key.object;
            tables_.emplace(oid, std::move(table));
        }
        for (const auto& [oid, table] : tables_) {
            reading_.items[table.key] = item_of(table);
        }
        for (Row& row : reading_.connection.query(kTableConstraints)) {
            add_constraint(CatalogFields(row));
        }
        for (const auto& [oid, table] : tables_) {
            finish(table);
        }
    }

private:
    /// Whether the columns that it inherits are left out of its statement. Pieces of a partitioned
    /// table, and tables whose columns stand in another order than inheritance gives, are made
    /// whole and get their parents afterwards.
    bool inherits_columns(const DumpedTable& table) const {
        return !table.parents.empty() && !table.is_partition &&
               columns_.are_in_inherited_order(table.key.object, table.parents);
    }

    DumpedItem item_of(const DumpedTable& table) const {
        DumpedItem item{
            .rank = DumpRank::Table, .word = "table", .space = table.space, .name = table.name};
        item.head = fmt::format("CREATE {}TABLE {}",
                                table.kind == 'f' ? "FOREIGN "
                                : table.unlogged  ? "UNLOGGED "
                                                  : "",
                                table.shown);
        item.has_list = true;
        const bool inherits = inherits_columns(table);
        columns_.add_lines(table.key.object, table.shown,
                           inherits ? table.parents : std::vector<Oid>(), item);
        if (inherits) {
            item.tail += fmt::format(" INHERITS ({})", join(table.shown_parents, ", "));
        }
        if (!table.partition_key.empty()) {
            item.tail += " PARTITION BY " + table.partition_key;
        }
        if (!table.access_method.empty()) {
            item.tail += " USING " + table.access_method;
        }
        if (!table.options.empty()) {
            item.tail += " WITH" + storage_parameters(table.options);
        }
        if (table.kind == 'f') {
            item.tail += " SERVER " + table.server + server_options(table.server_options);
        }
        return item;
    }

    void add_constraint(CatalogFields fields) {
        const auto found = tables_.find(fields.oid());
        if (found == tables_.end()) {
            return;
        }
        const DumpedTable& table = found->second;
        const Oid catalog = fields.oid();
        const ObjectKey key{catalog, fields.oid()};
        const bool is_check = fields.code() == 'c';
        const bool is_local = fields.flag();
        const bool is_valid = fields.flag();
        const std::string text = fields.text();
        if (is_check && !is_local && inherits_columns(table)) {
            return;
        }
        const std::string shown_name = fields.text();
        const std::string alone = fmt::format(
            "ALTER {}TABLE {} ADD {}", table.kind == 'f' ? "FOREIGN " : "", table.shown, text);
        DumpedItem& item = reading_.items[table.key];
        // Of two keys with the same columns in one statement the server would make one only.
        const bool is_new_key = keys_.insert({table.key.object, fields.text()}).second || is_check;
        if (is_valid && is_new_key) {
            item.lines.push_back(is_check
                                     ? DumpedLine{.part = key, .part_text = text, .alone = alone}
                                     : DumpedLine{.text = text});
        } else {
            constraints_[table.key.object].push_back(alone);
        }
        add_index_facts(table, shown_name, fields, item);
    }

    /// What the index of a key has that its constraint does not say.
    void add_index_facts(const DumpedTable& table, const std::string& name, CatalogFields fields,
                         DumpedItem& item) {
        const std::vector<std::string> options = fields.options();
        const bool is_clustered = fields.flag();
        const bool is_replica_identity = fields.flag();
        const std::vector<std::string> statistics = fields.texts();
        const std::string index = fields.text();
        const Oid oid = fields.oid();
        const std::string parent = fields.text();
        if (!options.empty()) {
            item.statements.push_back(
                fmt::format("ALTER INDEX {} SET{}", index, storage_parameters(options)));
        }
        for (const std::string& column : statistics) {
            item.statements.push_back(fmt::format("ALTER INDEX {} ALTER COLUMN {}", index, column));
        }
        if (is_clustered) {
            item.statements.push_back(
                fmt::format("ALTER TABLE {} CLUSTER ON {}", table.shown, name));
        }
        if (is_replica_identity) {
            item.statements.push_back(fmt::format(
                "ALTER TABLE ONLY {} REPLICA IDENTITY USING INDEX {}", table.shown, name));
        }
        if (!parent.empty()) {
            const ObjectKey attachment{kAttachmentStatements, oid};
            reading_.items[attachment] = {
                .rank = DumpRank::Index,
                .word = "index",
                .space = table.space,
                .name = table.name,
                .part = name,
                .relation = table.key.object,
                .head = fmt::format("ALTER INDEX {} ATTACH PARTITION {}", parent, index)};
            reading_.dependencies.push_back({.from = attachment, .to = table.key});
            reading_.dependencies.push_back(
                {.from = attachment, .to = {table.key.catalog, fields.oid()}});
        }
    }

    void finish(const DumpedTable& table) {
        DumpedItem& item = reading_.items[table.key];
        // A piece must have the constraints of its table before it is attached.
        std::vector<std::string> statements = constraints_[table.key.object];
        const auto add = [&](std::string statement) { statements.push_back(std::move(statement)); };
        if (table.is_partition && !table.shown_parents.empty()) {
            add(fmt::format("ALTER TABLE ONLY {} ATTACH PARTITION {} {}",
                            table.shown_parents.front(), table.shown, table.bound));
        } else if (!inherits_columns(table)) {
            for (const std::string& parent : table.shown_parents) {
                add(fmt::format("ALTER TABLE ONLY {} INHERIT {}", table.shown, parent));
            }
        }
        if (!table.of_type.empty()) {
            add(fmt::format("ALTER TABLE ONLY {} OF {}", table.shown, table.of_type));
        }
        if (table.row_security) {
            add(fmt::format("ALTER TABLE {} ENABLE ROW LEVEL SECURITY", table.shown));
        }
        if (table.forced_row_security) {
            add(fmt::format("ALTER TABLE ONLY {} FORCE ROW LEVEL SECURITY", table.shown));
        }
        if (table.kind != 'f' && (table.replica_identity == 'f' || table.replica_identity == 'n')) {
            add(fmt::format("ALTER TABLE ONLY {} REPLICA IDENTITY {}", table.shown,
                            table.replica_identity == 'f' ? "FULL" : "NOTHING"));
        }
        item.statements.insert(item.statements.begin(), statements.begin(), statements.end());
    }

    DumpReading& reading_;
    const ColumnsOfTables& columns_;
    std::map<Oid, DumpedTable> tables_;
    std::set<std::pair<Oid, std::string>> keys_;  ///< Columns of keys.
    /// Constraints that cannot stand in the statement of their table.
    std::map<Oid, std::vector<std::string>> constraints_;
};

}  // namespace

void read_dumped_relations(DumpReading& reading) {
    const ColumnsOfTables columns = read_dumped_columns(reading);
    TableDump(reading, columns).read();
    columns.drop_serial_sequences(reading);
    read_sequence_owners(reading);
    read_dumped_views(reading, columns);
}

}  // namespace erdmark::dialect::postgres
