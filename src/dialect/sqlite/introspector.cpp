#include "dialect/sqlite/introspector.h"

#include <algorithm>
#include <unordered_map>
#include <utility>

#include <fmt/format.h>

#include "base/error.h"
#include "base/text.h"
#include "dialect/sqlite/ddl_parser.h"
#include "dialect/sqlite/object_text.h"
#include "dialect/sqlite/sql_text.h"
#include "dialect/sqlite/table_parts.h"
#include "schema/sort.h"

namespace erdmark::dialect::sqlite {

namespace {

/// `wr` is 1 for WITHOUT ROWID. The order of the rows is not stable.
constexpr std::string_view kTableList = R"sql(
    SELECT name, type, wr, strict FROM pragma_table_list WHERE schema = 'main')sql";

constexpr std::string_view kTableListOfRows = R"sql(
    SELECT l.name, l.type, l.wr, l.strict
    FROM main.sqlite_schema AS s JOIN pragma_table_list(s.name) AS l
    WHERE l.schema = 'main' AND s.type IN ('table', 'view'){})sql";

constexpr std::string_view kObjects = R"sql(
    SELECT s.type, s.name, s.tbl_name, s.sql, s.rowid FROM main.sqlite_schema AS s
    WHERE s.name NOT LIKE 'sqlite\_%' ESCAPE '\'{} ORDER BY s.rowid)sql";

/// Only ordinary tables have a root page.
constexpr std::string_view kTableColumns = R"sql(
    SELECT s.name, x.name, x.type, x."notnull", x.dflt_value, x.pk, x.hidden
    FROM main.sqlite_schema AS s JOIN pragma_table_xinfo(s.name, 'main') AS x
    WHERE s.type = 'table' AND s.rootpage <> 0{} ORDER BY s.rowid, x.cid)sql";

constexpr std::string_view kOtherColumns = R"sql(
    SELECT s.name, x.name, x.type, x."notnull", x.dflt_value, x.pk, x.hidden
    FROM main.sqlite_schema AS s JOIN pragma_table_xinfo(s.name, 'main') AS x
    WHERE (s.type = 'view' OR (s.type = 'table' AND s.rootpage = 0)){}{} ORDER BY s.rowid, x.cid)sql";

/// Rows with `key` 0 are the row's own key, which every index has behind its parts.
constexpr std::string_view kIndexParts = R"sql(
    SELECT s.name, l.name, l."unique", l.origin, x.cid, x.name, x."desc", x.coll
    FROM main.sqlite_schema AS s JOIN pragma_index_list(s.name, 'main') AS l
    JOIN pragma_index_xinfo(l.name, 'main') AS x
    WHERE s.type = 'table' AND s.rootpage <> 0 AND x.key{} ORDER BY s.rowid, l.seq, x.seqno)sql";

/// The ids run backwards compared to the text.
constexpr std::string_view kForeignKeys = R"sql(
    SELECT s.name, f.id, f."table", f."from", f."to", f.on_update, f.on_delete
    FROM main.sqlite_schema AS s JOIN pragma_foreign_key_list(s.name, 'main') AS f
    WHERE s.type = 'table' AND s.rootpage <> 0{} ORDER BY s.rowid, f.id DESC, f.seq)sql";

const std::string& text(const std::optional<std::string>& value) {
    static const std::string empty;
    return value ? *value : empty;
}

bool flag(const std::optional<std::string>& value) {
    return value && *value != "0";
}

/// Keeps what is read together: no other process can change the schema between two queries. A
/// savepoint, since a replay may be in a transaction of its own.
class ReadTransaction {
public:
    explicit ReadTransaction(Connection& connection) : connection_(connection) {
        connection_.query("SAVEPOINT erdmark_read");
    }
    ~ReadTransaction() {
        try {
            connection_.query("RELEASE erdmark_read");
        } catch (const Error&) {
            // Nothing was written, and closing the database ends it as well.
        }
    }
    ReadTransaction(const ReadTransaction&) = delete;
    ReadTransaction& operator=(const ReadTransaction&) = delete;

private:
    Connection& connection_;
};

/// What `pragma_table_list` says of a name.
struct Listing {
    std::string type;
    bool without_rowid = false;
    bool strict = false;
};

/// Where a table or a view stands in the schema.
struct Place {
    bool is_view = false;
    std::size_t index = 0;
};

class Introspector {
public:
    /// `only` is the end of a condition on `s`, a row of sqlite_schema.
    explicit Introspector(Connection& connection, std::string only = "")
        : connection_(connection), only_(std::move(only)) {}

    schema::Schema read() {
        schema::Schema schema = read_rows();
        resolve_references(schema);
        schema::sort(schema);
        return schema;
    }

    schema::Schema read_rows() {
        const ReadTransaction transaction(connection_);
        schema_.engine = "sqlite";
        read_objects();
        read_columns();
        read_index_parts();
        read_foreign_keys();
        for (std::size_t index = 0; index < schema_.tables.size(); ++index) {
            finish_table(schema_.tables[index], drafts_[index]);
        }
        return std::move(schema_);
    }

private:
    std::vector<Row> query(std::string_view sql) {
        return connection_.query(fmt::format(fmt::runtime(sql), only_));
    }

    void read_objects() {
        std::unordered_map<std::string, Listing> listings;
        for (const Row& row : query(only_.empty() ? kTableList : kTableListOfRows)) {
            listings.emplace(text(row[0]), Listing{text(row[1]), flag(row[2]), flag(row[3])});
        }
        const std::vector<Row> objects = query(kObjects);
        for (const Row& row : objects) {
            if (const auto found = listings.find(text(row[1])); found != listings.end()) {
                add_relation(row, found->second);
            }
        }
        for (const Row& row : objects) {
            add_dependent(row);
        }
    }

    void add_relation(const Row& row, const Listing& listing) {
        const std::string& type = text(row[0]);
        if (type == "view") {
            places_[to_lower(text(row[1]))] = {true, schema_.views.size()};
            ViewText view = parse_view(text(row[3]));
            schema_.views.push_back({.name = {.name = text(row[1])},
                                     .comment = std::move(view.comment),
                                     .definition = std::move(view.definition)});
            others_.push_back(text(row[4]));
        } else if (type == "table" && listing.type != "shadow") {
            add_table(row, listing);
        }
    }

    void add_table(const Row& row, const Listing& listing) {
        places_[to_lower(text(row[1]))] = {false, schema_.tables.size()};
        schema::Table& table = schema_.tables.emplace_back();
        TableDraft& draft = drafts_.emplace_back();
        table.name.name = text(row[1]);
        draft.without_rowid = listing.without_rowid;
        draft.strict = listing.strict;
        if (listing.type == "virtual") {
            table.kind = schema::TableKind::Virtual;
            table.module = parse_module(text(row[3]));
            others_.push_back(text(row[4]));
            return;
        }
        draft.text = parse_table(text(row[3]));
        table.comment = draft.text.comment;
        if (listing.strict) {
            table.options.emplace_back("STRICT");
        }
        if (listing.without_rowid) {
            table.options.emplace_back("WITHOUT ROWID");
        }
    }

    /// Of a trigger the name of its table is as written there, maybe in another case.
    void add_dependent(const Row& row) {
        const std::string& type = text(row[0]);
        if (type == "index") {
            indexes_.emplace(text(row[1]), parse_index(text(row[3])));
        } else if (type == "trigger") {
            const auto found = places_.find(to_lower(text(row[2])));
            if (found != places_.end()) {
                const Place place = found->second;
                std::vector<schema::Trigger>& triggers = place.is_view
                                                             ? schema_.views[place.index].triggers
                                                             : schema_.tables[place.index].triggers;
                triggers.push_back(parse_trigger(text(row[1]), text(row[3])));
            }
        }
    }

    void read_columns() {
        for (const Row& row : query(kTableColumns)) {
            add_column(row);
        }
        for (const Row& row : read_other_columns()) {
            add_column(row);
        }
    }

    /// One broken view makes the query for all of them fail.
    std::vector<Row> read_other_columns() {
        try {
            return connection_.query(fmt::format(kOtherColumns, "", only_));
        } catch (const Error&) {
            return read_other_columns_one_by_one();
        }
    }

    std::vector<Row> read_other_columns_one_by_one() {
        std::vector<Row> rows;
        for (const std::string& row_id : others_) {
            try {
                const std::string only = fmt::format(" AND s.rowid = {}", row_id);
                std::ranges::move(connection_.query(fmt::format(kOtherColumns, only, "")),
                                  std::back_inserter(rows));
            } catch (const Error&) {
                continue;
            }
        }
        return rows;
    }

    void add_column(const Row& row) {
        const auto found = places_.find(to_lower(text(row[0])));
        if (found == places_.end()) {
            return;
        }
        schema::Column column{.name = text(row[1]),
                              .type = collapse_whitespace(text(row[2])),
                              .nullable = !flag(row[3]),
                              .hidden = text(row[6]) == "1"};
        const Place place = found->second;
        if (place.is_view) {
            column.nullable = true;
            schema_.views[place.index].columns.push_back(std::move(column));
            return;
        }
        if (row[4]) {
            column.default_value = expression_text(*row[4]);
        }
        column.generated = text(row[6]) == "2"   ? schema::Generated::Virtual
                           : text(row[6]) == "3" ? schema::Generated::Stored
                                                 : schema::Generated::No;
        schema_.tables[place.index].columns.push_back(std::move(column));
        drafts_[place.index].key_positions.push_back(std::stoul(text(row[5])));
    }

    /// The table of that row, or a null pointer for one that is left out.
    schema::Table* table_of(const Row& row) {
        const auto found = places_.find(to_lower(text(row[0])));
        return found == places_.end() || found->second.is_view
                   ? nullptr
                   : &schema_.tables[found->second.index];
    }

    void read_index_parts() {
        std::string current;
        for (const Row& row : query(kIndexParts)) {
            schema::Table* table = table_of(row);
            if (table == nullptr) {
                continue;
            }
            if (table->indexes.empty() || current != text(row[1])) {
                current = text(row[1]);
                add_index(*table, row);
            }
            add_index_part(*table, row);
        }
    }

    void add_index(schema::Table& table, const Row& row) {
        schema::Index& index = table.indexes.emplace_back();
        const std::string& origin = text(row[3]);
        index.unique = flag(row[2]);
        index.origin = origin == "pk"  ? schema::IndexOrigin::PrimaryKey
                       : origin == "u" ? schema::IndexOrigin::UniqueConstraint
                                       : schema::IndexOrigin::Created;
        if (index.origin == schema::IndexOrigin::Created) {
            index.name = text(row[1]);
            index.predicate = indexes_[index.name].predicate;
        }
    }

    /// The column of an expression is NULL.
    void add_index_part(schema::Table& table, const Row& row) {
        schema::Index& index = table.indexes.back();
        schema::IndexPart part{.column = text(row[5]), .descending = flag(row[6])};
        const std::vector<IndexPartText>& texts = indexes_[index.name].parts;
        if (row[5]) {
            part.collation = text(row[7]);
        } else if (index.parts.size() < texts.size()) {
            part.expression = texts[index.parts.size()].expression;
            part.collation = texts[index.parts.size()].collation;
        }
        index.parts.push_back(std::move(part));
    }

    void read_foreign_keys() {
        std::string current;
        for (const Row& row : query(kForeignKeys)) {
            schema::Table* table = table_of(row);
            if (table == nullptr) {
                continue;
            }
            if (table->foreign_keys.empty() || current != text(row[1])) {
                current = text(row[1]);
                schema::ForeignKey& key = table->foreign_keys.emplace_back();
                key.referenced_table.name = text(row[2]);
                key.on_update = action_of(text(row[5]));
                key.on_delete = action_of(text(row[6]));
            }
            schema::ForeignKey& key = table->foreign_keys.back();
            key.columns.push_back(text(row[3]));
            if (row[4]) {
                key.referenced_columns.push_back(*row[4]);
            }
        }
    }

    Connection& connection_;
    std::string only_;
    schema::Schema schema_;
    std::vector<TableDraft> drafts_;                 ///< One for each table, in the same order.
    std::vector<std::string> others_;                ///< The row ids of views and virtual tables.
    std::unordered_map<std::string, Place> places_;  ///< By name in lower case.
    std::unordered_map<std::string, IndexText> indexes_;
};

}  // namespace

schema::Schema introspect(Connection& connection) {
    return Introspector(connection).read();
}

schema::Schema introspect_rows(Connection& connection, std::span<const std::string> row_ids) {
    return Introspector(connection, fmt::format(" AND s.rowid IN ({})", fmt::join(row_ids, ", ")))
        .read_rows();
}

}  // namespace erdmark::dialect::sqlite
