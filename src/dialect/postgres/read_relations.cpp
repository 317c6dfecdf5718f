#include "dialect/postgres/read_relations.h"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "base/text.h"
#include "dialect/postgres/expression.h"
#include "dialect/postgres/server_options.h"

namespace erdmark::dialect::postgres {

namespace {

constexpr std::string_view kRelations = R"sql(
    SELECT c.oid, n.nspname, c.relname, c.relkind, c.relispartition, c.relpersistence,
        c.relrowsecurity, c.relforcerowsecurity, c.relreplident, c.reloptions, d.description,
        CASE WHEN c.relkind = 'p' THEN pg_catalog.pg_get_partkeydef(c.oid) END,
        CASE WHEN c.relispartition THEN pg_catalog.pg_get_expr(c.relpartbound, c.oid) END,
        CASE WHEN c.relkind IN ('v', 'm') THEN pg_catalog.pg_get_viewdef(c.oid, false) END,
        s.srvname, f.ftoptions, NULLIF(am.amname, 'heap'),
        CASE WHEN c.reloftype <> 0 THEN pg_catalog.format_type(c.reloftype, NULL) END,
        p.oids, p.schemas, p.names
    FROM pg_catalog.pg_class AS c
    JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
    LEFT JOIN pg_catalog.pg_am AS am ON am.oid = c.relam
    LEFT JOIN pg_catalog.pg_foreign_table AS f ON f.ftrelid = c.oid
    LEFT JOIN pg_catalog.pg_foreign_server AS s ON s.oid = f.ftserver
    LEFT JOIN (
        SELECT i.inhrelid, array_agg(i.inhparent ORDER BY i.inhseqno) AS oids,
            array_agg(pn.nspname ORDER BY i.inhseqno) AS schemas,
            array_agg(pc.relname ORDER BY i.inhseqno) AS names
        FROM pg_catalog.pg_inherits AS i
        JOIN pg_catalog.pg_class AS pc ON pc.oid = i.inhparent
        JOIN pg_catalog.pg_namespace AS pn ON pn.oid = pc.relnamespace
        GROUP BY i.inhrelid) AS p ON p.inhrelid = c.oid
    LEFT JOIN pg_catalog.pg_description AS d
        ON d.objoid = c.oid AND d.classoid = 'pg_catalog.pg_class'::regclass AND d.objsubid = 0
    WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND c.relpersistence <> 't'
        AND c.relnamespace = ANY (:namespaces)
        AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend AS x
            WHERE x.classid = 'pg_catalog.pg_class'::regclass AND x.objid = c.oid
                AND x.deptype = 'e'))sql";

struct Parent {
    Oid oid = 0;
    schema::QualifiedName name;
};

/// What the columns of `kRelations` say, in their order.
struct RelationRow {
    Oid oid = 0;
    schema::QualifiedName name;
    char kind = '\0';
    bool is_partition = false;
    bool unlogged = false;
    bool row_security = false;
    bool forced_row_security = false;
    char replica_identity = '\0';
    std::vector<std::string> options;
    std::string comment;
    std::string partition_key;
    std::string bound;
    std::string definition;
    std::string server;
    std::vector<std::string> server_options;
    std::string access_method;
    std::string of_type;
    std::vector<Parent> parents;  ///< Of inheritance, or the table that it is a partition of.
};

/// `RANGE (…)` with canonical expressions inside. A list with collations or operator classes is no
/// row of expressions and stays as it is.
std::string partition_key_text(const std::string& text) {
    const std::size_t open = std::min(text.find(" ("), text.size());
    const std::string row =
        canonical_expression("ROW" + text.substr(std::min(open + 1, text.size())), {});
    return row.starts_with("ROW(") ? text.substr(0, open + 1) + row.substr(3) : text;
}

std::vector<Parent> take_parents(const CatalogReading& reading, CatalogFields& fields) {
    const std::vector<std::string> oids = fields.texts();
    const std::vector<std::string> schemas = fields.texts();
    const std::vector<std::string> names = fields.texts();
    std::vector<Parent> parents;
    for (std::size_t index = 0; index < oids.size(); ++index) {
        parents.push_back({parse_oid(oids[index]), reading.name(schemas[index], names[index])});
    }
    return parents;
}

RelationRow take_relation(const CatalogReading& reading, Row& row) {
    CatalogFields fields(row);
    RelationRow relation{.oid = fields.oid()};
    std::string schema = fields.text();
    relation.name = reading.name(std::move(schema), fields.text());
    relation.kind = fields.code();
    relation.is_partition = fields.flag();
    relation.unlogged = fields.code() == 'u';
    relation.row_security = fields.flag();
    relation.forced_row_security = fields.flag();
    relation.replica_identity = fields.code();
    relation.options = fields.options();
    relation.comment = fields.text();
    relation.partition_key = partition_key_text(fields.text());
    relation.bound = fields.text();
    relation.definition = fields.text();
    relation.server = fields.text();
    relation.server_options = fields.texts();
    relation.access_method = fields.text();
    relation.of_type = fields.text();
    relation.parents = take_parents(reading, fields);
    return relation;
}

std::vector<std::string> table_options(RelationRow& row) {
    std::vector<std::string> options = std::move(row.options);
    if (row.unlogged) {
        options.emplace_back("UNLOGGED");
    }
    if (!row.access_method.empty() && row.kind == 'r') {
        options.push_back("USING " + row.access_method);
    }
    if (!row.of_type.empty()) {
        options.push_back("OF " + row.of_type);
    }
    // How changes name a row to a replica; `d` is the primary key, the default. `i` is an index,
    // which says so itself.
    const bool has_replicas = row.kind == 'r' || row.kind == 'p';
    if (has_replicas && (row.replica_identity == 'f' || row.replica_identity == 'n')) {
        options.emplace_back(row.replica_identity == 'f' ? "REPLICA IDENTITY FULL"
                                                         : "REPLICA IDENTITY NOTHING");
    }
    for (const std::string& option : row.server_options) {
        options.push_back(server_option_text(option));
    }
    return options;
}

std::string without_semicolon(std::string_view definition) {
    const std::string_view text = trim(definition);
    return std::string(text.ends_with(';') ? text.substr(0, text.size() - 1) : text);
}

bool is_table_or_view(const Relation& relation) {
    return relation.kind == Relation::Kind::Table || relation.kind == Relation::Kind::View;
}

class RelationReader {
public:
    explicit RelationReader(CatalogReading& reading) : reading_(reading) {}

    void read() {
        for (Row& row : reading_.query(kRelations)) {
            RelationRow relation = take_relation(reading_, row);
            const Oid oid = relation.oid;
            rows_.emplace(oid, std::move(relation));
        }
        for (auto& [oid, row] : rows_) {
            if (!is_folded(row)) {
                add(row);
            }
        }
        for (auto& [oid, row] : rows_) {
            if (is_folded(row)) {
                fold(row);
            }
        }
        reading_.relation_list = oid_array(reading_.relations, is_table_or_view);
    }

private:
    /// A partition is shown with the table that it is a piece of, unless that one is left out.
    bool is_folded(const RelationRow& row) const {
        return row.is_partition && rows_.contains(root_of(row.oid)) && root_of(row.oid) != row.oid;
    }

    /// The topmost table that is read.
    Oid root_of(Oid oid) const {
        const auto row = rows_.find(oid);
        const bool is_partition = row != rows_.end() && row->second.is_partition;
        const Oid parent =
            is_partition && !row->second.parents.empty() ? row->second.parents.front().oid : 0;
        return rows_.contains(parent) ? root_of(parent) : oid;
    }

    void add(RelationRow& row) {
        if (row.kind == 'v' || row.kind == 'm') {
            add_view(row);
        } else {
            add_table(row);
        }
    }

    void add_view(RelationRow& row) {
        std::vector<schema::View>& views = reading_.schema.views;
        reading_.relations.emplace(row.oid,
                                   Relation{.kind = Relation::Kind::View, .index = views.size()});
        views.push_back({.name = row.name,
                         .materialized = row.kind == 'm',
                         .options = std::move(row.options),
                         .comment = row.comment,
                         .definition = without_semicolon(row.definition)});
    }

    void add_table(RelationRow& row) {
        std::vector<schema::Table>& tables = reading_.schema.tables;
        reading_.relations.emplace(row.oid,
                                   Relation{.kind = Relation::Kind::Table, .index = tables.size()});
        schema::Table& table = tables.emplace_back();
        table.name = row.name;
        table.kind = row.kind == 'p'   ? schema::TableKind::Partitioned
                     : row.kind == 'f' ? schema::TableKind::Foreign
                                       : schema::TableKind::Ordinary;
        table.server = row.server;
        table.partition_key = row.partition_key;
        table.options = table_options(row);
        table.comment = row.comment;
        table.row_security = row.row_security;
        table.forced_row_security = row.forced_row_security;
        for (const Parent& parent : row.parents) {
            table.inherits.push_back(parent.name);
        }
        if (row.is_partition) {
            table.options.push_back("PARTITION " + row.bound);
        }
    }

    void fold(const RelationRow& row) {
        const Relation& root = reading_.relations.at(root_of(row.oid));
        reading_.relations.emplace(
            row.oid, Relation{.kind = Relation::Kind::Partition, .index = root.index});
        reading_.schema.tables[root.index].partitions.push_back({.name = row.name,
                                                                 .parent = row.parents.front().name,
                                                                 .bound = row.bound,
                                                                 .partition_key = row.partition_key,
                                                                 .comment = row.comment});
    }

    CatalogReading& reading_;
    std::map<Oid, RelationRow> rows_;
};

}  // namespace

void read_relations(CatalogReading& reading) {
    RelationReader(reading).read();
}

}  // namespace erdmark::dialect::postgres
