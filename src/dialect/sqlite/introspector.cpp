#include "dialect/sqlite/introspector.h"

#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include "base/error.h"
#include "base/text.h"
#include "dialect/sqlite/ddl_parser.h"
#include "dialect/sqlite/foreign_keys.h"
#include "schema/sort.h"

namespace erdmark::dialect::sqlite {

namespace {

// Every object with the text that made it. Tables come before what hangs on them.
constexpr std::string_view kObjects = R"sql(
    SELECT type, name, tbl_name, sql
    FROM main.sqlite_schema
    WHERE name NOT LIKE 'sqlite\_%' ESCAPE '\'
    ORDER BY CASE type WHEN 'table' THEN 0 WHEN 'view' THEN 1 ELSE 2 END, name)sql";

// Shadow tables belong to a virtual table and are left out.
constexpr std::string_view kTableKinds = R"sql(
    SELECT name, type, wr, strict
    FROM pragma_table_list
    WHERE schema = 'main' AND type IN ('table', 'virtual'))sql";

// %s: which objects. A virtual table's module and a view's tables may be missing, and one such
// object fails the whole query, so they are asked apart from the ordinary tables.
constexpr std::string_view kColumns = R"sql(
    SELECT o.name, x.name, x.type, x."notnull", x.dflt_value, x.pk, x.hidden
    FROM main.sqlite_schema AS o JOIN pragma_table_xinfo(o.name, 'main') AS x
    WHERE o.name NOT LIKE 'sqlite\_%' ESCAPE '\' AND )sql";
constexpr std::string_view kOfOrdinaryTables =
    R"sql(o.type = 'table' AND o.sql NOT LIKE 'CREATE VIRTUAL%')sql";
constexpr std::string_view kOfOtherObjects =
    R"sql((o.type = 'view' OR (o.type = 'table' AND o.sql LIKE 'CREATE VIRTUAL%')))sql";
constexpr std::string_view kInOrder = R"sql( ORDER BY o.name, x.cid)sql";

// One row for each key of each index; the keys that SQLite appends by itself have x.key = 0.
constexpr std::string_view kIndexes = R"sql(
    SELECT o.name, l.name, l."unique", l.origin, l.partial, x.cid, x.name, x."desc", x.coll
    FROM main.sqlite_schema AS o
    JOIN pragma_index_list(o.name, 'main') AS l
    JOIN pragma_index_xinfo(l.name, 'main') AS x
    WHERE o.type = 'table' AND o.sql NOT LIKE 'CREATE VIRTUAL%' AND x.key = 1
    ORDER BY o.name, l.seq, x.seqno)sql";

std::string column_query(std::string_view which) {
    return fmt::format("{}{}{}", kColumns, which, kInOrder);
}

const std::string& text(const Row& row, std::size_t index) {
    static const std::string empty;
    return row[index] ? *row[index] : empty;
}

bool flag(const Row& row, std::size_t index) {
    return text(row, index) == "1";
}

/// A table on its way, with what its text says and which columns its primary key has.
struct TableDraft {
    schema::Table table;
    ParsedTable parsed;
    std::map<std::size_t, std::string> key_columns;  ///< By place in the key.
    bool without_rowid = false;
    bool strict = false;
    bool has_key_index = false;
};

/// Everything read so far. Names are looked up as SQLite compares them: ASCII letters without case.
struct Draft {
    std::vector<TableDraft> tables;
    std::vector<schema::View> views;
    std::map<std::string, std::size_t> table_by_name;
    std::map<std::string, std::size_t> view_by_name;
    std::map<std::string, std::string> index_text;  ///< By exact name.

    TableDraft* table(const std::string& name) {
        const auto found = table_by_name.find(to_lower(name));
        return found == table_by_name.end() ? nullptr : &tables[found->second];
    }

    schema::View* view(const std::string& name) {
        const auto found = view_by_name.find(to_lower(name));
        return found == view_by_name.end() ? nullptr : &views[found->second];
    }
};

struct TableKindRow {
    bool is_virtual;
    bool without_rowid;
    bool strict;
};

std::map<std::string, TableKindRow> read_kinds(Connection& connection) {
    std::map<std::string, TableKindRow> kinds;
    for (const Row& row : connection.query(kTableKinds)) {
        kinds.emplace(text(row, 0),
                      TableKindRow{text(row, 1) == "virtual", flag(row, 2), flag(row, 3)});
    }
    return kinds;
}

TableDraft make_table(const std::string& name, const std::string& sql, const TableKindRow& kind) {
    TableDraft draft{
        .table = {.name = {"", name}}, .without_rowid = kind.without_rowid, .strict = kind.strict};
    if (kind.is_virtual) {
        draft.table.kind = schema::TableKind::Virtual;
        draft.table.module = parse_virtual_table(sql);
        return draft;
    }
    draft.parsed = parse_create_table(sql);
    draft.table.comment = draft.parsed.comment;
    if (kind.strict) {
        draft.table.options.emplace_back("STRICT");
    }
    if (kind.without_rowid) {
        draft.table.options.emplace_back("WITHOUT ROWID");
    }
    return draft;
}

void add_trigger(Draft& draft, const std::string& name, const std::string& owner,
                 const std::string& sql) {
    schema::Trigger trigger = parse_create_trigger(name, sql);
    if (TableDraft* table = draft.table(owner); table != nullptr) {
        table->table.triggers.push_back(std::move(trigger));
    } else if (schema::View* view = draft.view(owner); view != nullptr) {
        view->triggers.push_back(std::move(trigger));
    }
}

void read_objects(Connection& connection, Draft& draft) {
    const std::map<std::string, TableKindRow> kinds = read_kinds(connection);
    for (const Row& row : connection.query(kObjects)) {
        const std::string& type = text(row, 0);
        const std::string& name = text(row, 1);
        const std::string& sql = text(row, 3);
        if (type == "table") {
            if (const auto kind = kinds.find(name); kind != kinds.end()) {
                draft.table_by_name.emplace(to_lower(name), draft.tables.size());
                draft.tables.push_back(make_table(name, sql, kind->second));
            }
        } else if (type == "view") {
            draft.view_by_name.emplace(to_lower(name), draft.views.size());
            draft.views.push_back({.name = {"", name}, .definition = parse_create_view(sql)});
        } else if (type == "index") {
            draft.index_text.emplace(name, sql);
        } else if (type == "trigger") {
            add_trigger(draft, name, text(row, 2), sql);
        }
    }
}

schema::Generated generated_of(const std::string& hidden) {
    if (hidden == "2") {
        return schema::Generated::Virtual;
    }
    return hidden == "3" ? schema::Generated::Stored : schema::Generated::No;
}

schema::Column make_column(const Row& row) {
    schema::Column column{.name = text(row, 1),
                          .type = collapse_whitespace(text(row, 2)),
                          .nullable = !flag(row, 3),
                          .generated = generated_of(text(row, 6)),
                          .hidden = text(row, 6) == "1"};
    // The pragma appends these words to the type of a generated column that is declared with them
    // in the long form.
    constexpr std::string_view kLongForm = " GENERATED ALWAYS";
    if (column.generated != schema::Generated::No && column.type.ends_with(kLongForm)) {
        column.type.resize(column.type.size() - kLongForm.size());
    } else if (column.generated != schema::Generated::No && column.type == "GENERATED ALWAYS") {
        column.type.clear();
    }
    if (row[4]) {
        column.default_value = expression_text(*row[4]);
    }
    return column;
}

void describe_column(schema::Column& column, const ParsedTable& parsed, std::size_t& hint) {
    // Both lists are in the order of the text, so the next one is nearly always the one.
    for (std::size_t tried = 0; tried < parsed.columns.size(); ++tried) {
        const std::size_t index = (hint + tried) % parsed.columns.size();
        const ParsedColumn& words = parsed.columns[index];
        if (equals_ignoring_case(words.name, column.name)) {
            column.comment = words.comment;
            column.generation_expression = words.generation_expression;
            column.collation =
                equals_ignoring_case(words.collation, "BINARY") ? "" : words.collation;
            hint = index + 1;
            return;
        }
    }
}

void add_column(Draft& draft, const Row& row) {
    if (schema::View* view = draft.view(text(row, 0)); view != nullptr) {
        view->columns.push_back(make_column(row));
        return;
    }
    TableDraft* table = draft.table(text(row, 0));
    if (table == nullptr) {
        return;
    }
    schema::Column column = make_column(row);
    std::size_t hint = table->table.columns.size();
    describe_column(column, table->parsed, hint);
    if (const std::string& place = text(row, 5); place != "0") {
        table->key_columns.emplace(std::stoul(place), column.name);
    }
    table->table.columns.push_back(std::move(column));
}

void add_columns(Draft& draft, const std::vector<Row>& rows) {
    for (const Row& row : rows) {
        add_column(draft, row);
    }
}

std::string quoted_text(const std::string& value) {
    return "'" + replace_all(value, "'", "''") + "'";
}

/// Asks each view and virtual table by itself; one that cannot be compiled keeps what its text
/// says.
void read_other_columns_one_by_one(Connection& connection, Draft& draft) {
    std::vector<std::string> names;
    for (const schema::View& view : draft.views) {
        names.push_back(view.name.name);
    }
    for (const TableDraft& table : draft.tables) {
        if (table.table.kind == schema::TableKind::Virtual) {
            names.push_back(table.table.name.name);
        }
    }
    for (const std::string& name : names) {
        try {
            add_columns(draft, connection.query(column_query("o.name = " + quoted_text(name))));
        } catch (const Error& error) {
            if (error.kind() != ErrorKind::Database) {
                throw;
            }
        }
    }
}

void read_columns(Connection& connection, Draft& draft) {
    add_columns(draft, connection.query(column_query(kOfOrdinaryTables)));
    std::vector<Row> others;
    try {
        others = connection.query(column_query(kOfOtherObjects));
    } catch (const Error& error) {
        if (error.kind() != ErrorKind::Database) {
            throw;
        }
        read_other_columns_one_by_one(connection, draft);
        return;
    }
    add_columns(draft, others);
}

schema::IndexOrigin origin_of(const std::string& letter) {
    if (letter == "pk") {
        return schema::IndexOrigin::PrimaryKey;
    }
    return letter == "u" ? schema::IndexOrigin::UniqueConstraint : schema::IndexOrigin::Created;
}

std::string collation_of(const schema::Table& table, const std::string& column,
                         const std::string& collation) {
    const schema::Column* found = schema::find_column(table, column);
    const std::string own =
        found == nullptr || found->collation.empty() ? "BINARY" : found->collation;
    return equals_ignoring_case(own, collation) ? "" : collation;
}

schema::IndexPart make_part(const schema::Table& table, const Row& row, const ParsedIndex& parsed,
                            std::size_t place) {
    constexpr std::string_view kExpression = "-2";
    schema::IndexPart part{.descending = flag(row, 7)};
    if (text(row, 5) == kExpression) {
        part.expression = place < parsed.parts.size() ? parsed.parts[place] : "";
    } else {
        part.column = text(row, 6);
    }
    part.collation = collation_of(table, part.column, text(row, 8));
    return part;
}

/// Adds the key that `row` tells to its index; a new index starts where the name differs from the
/// row before.
void add_index_row(Draft& draft, const Row& row, bool starts_index, ParsedIndex& parsed) {
    TableDraft* draft_table = draft.table(text(row, 0));
    if (draft_table == nullptr) {
        return;
    }
    schema::Table& table = draft_table->table;
    if (starts_index) {
        const schema::IndexOrigin origin = origin_of(text(row, 3));
        const auto sql = draft.index_text.find(text(row, 1));
        parsed = sql == draft.index_text.end() ? ParsedIndex{} : parse_create_index(sql->second);
        table.indexes.push_back({.name = origin == schema::IndexOrigin::Created ? text(row, 1) : "",
                                 .unique = flag(row, 2),
                                 .predicate = parsed.predicate,
                                 .origin = origin});
        draft_table->has_key_index =
            draft_table->has_key_index || origin == schema::IndexOrigin::PrimaryKey;
    }
    schema::Index& index = table.indexes.back();
    index.parts.push_back(make_part(table, row, parsed, index.parts.size()));
}

void read_indexes(Connection& connection, Draft& draft) {
    ParsedIndex parsed;
    std::string current;
    for (const Row& row : connection.query(kIndexes)) {
        const bool starts_index = text(row, 1) != current;
        current = text(row, 1);
        add_index_row(draft, row, starts_index, parsed);
    }
}

bool same_names(const std::vector<std::string>& left, const std::vector<std::string>& right) {
    return std::equal(left.begin(), left.end(), right.begin(), right.end(), equals_ignoring_case);
}

/// A unique constraint has an index of its own; its name stands in the text alone.
void add_unique_constraints(TableDraft& draft) {
    std::vector<ParsedUnique> parsed = draft.parsed.uniques;
    for (const schema::Index& index : draft.table.indexes) {
        if (index.origin != schema::IndexOrigin::UniqueConstraint) {
            continue;
        }
        schema::UniqueConstraint constraint;
        for (const schema::IndexPart& part : index.parts) {
            constraint.columns.push_back(part.column);
        }
        const auto words = std::ranges::find_if(parsed, [&](const ParsedUnique& each) {
            return same_names(each.columns, constraint.columns);
        });
        if (words != parsed.end()) {
            constraint.name = words->name;
            parsed.erase(words);
        }
        draft.table.unique_constraints.push_back(std::move(constraint));
    }
}

void add_primary_key(TableDraft& draft) {
    if (draft.key_columns.empty()) {
        return;
    }
    schema::PrimaryKey key{.name = draft.parsed.primary_key_name,
                           .auto_increment = draft.parsed.auto_increment};
    for (const auto& [place, column] : draft.key_columns) {
        key.columns.push_back(column);
    }
    // INTEGER PRIMARY KEY is the row's own number and has no index
    // (https://www.sqlite.org/lang_createtable.html#rowid).
    key.rowid_alias = draft.table.kind == schema::TableKind::Ordinary && !draft.without_rowid &&
                      !draft.has_key_index;
    // Elsewhere SQLite lets a primary key be NULL unless NOT NULL is declared: an old mistake it
    // keeps.
    const bool never_null = key.rowid_alias || draft.without_rowid || draft.strict;
    for (schema::Column& column : draft.table.columns) {
        const bool in_key = std::ranges::find(key.columns, column.name) != key.columns.end();
        column.nullable = column.nullable && !(in_key && never_null);
    }
    draft.table.primary_key = std::move(key);
}

schema::Schema finish(Draft& draft) {
    schema::Schema schema{.engine = "sqlite", .views = std::move(draft.views)};
    for (TableDraft& table : draft.tables) {
        table.table.check_constraints = table.parsed.checks;
        add_unique_constraints(table);
        add_primary_key(table);
        schema.tables.push_back(std::move(table.table));
    }
    return schema;
}

/// One transaction around all queries, so that they see one state.
class ReadTransaction {
public:
    explicit ReadTransaction(Connection& connection) : connection_(connection) {
        connection_.query("BEGIN");
    }
    ~ReadTransaction() {
        try {
            connection_.query("COMMIT");
        } catch (const Error&) {
            // Nothing was written: closing the connection ends the transaction as well.
        }
    }
    ReadTransaction(const ReadTransaction&) = delete;
    ReadTransaction& operator=(const ReadTransaction&) = delete;

private:
    Connection& connection_;
};

}  // namespace

schema::Schema introspect(Connection& connection) {
    const ReadTransaction transaction(connection);
    Draft draft;
    read_objects(connection, draft);
    read_columns(connection, draft);
    read_indexes(connection, draft);
    std::map<std::string, std::vector<ParsedForeignKey>> parsed_keys;
    for (const TableDraft& table : draft.tables) {
        parsed_keys.emplace(table.table.name.name, table.parsed.foreign_keys);
    }
    schema::Schema schema = finish(draft);
    read_foreign_keys(connection, schema, parsed_keys);
    schema::sort(schema);
    return schema;
}

}  // namespace erdmark::dialect::sqlite
