#pragma once

#include <compare>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "dialect/connection.h"
#include "dialect/postgres/catalog_fields.h"

namespace erdmark::dialect::postgres {

// A dump is made of items: what one statement creates, with the statements that complete it. The
// server writes nearly all of the text; here it is put together and into an order.

class ColumnsOfTables;
class ItemOwners;

/// An object, wherever it is: the number of the catalog that holds it, and its own there.
struct ObjectKey {
    Oid catalog = 0;
    Oid object = 0;

    auto operator<=>(const ObjectKey&) const = default;
};

/// In place of a catalog's number: statements that are about an object and wait for others.
inline constexpr Oid kOwnerStatements = 1;       ///< To which column a sequence belongs.
inline constexpr Oid kAttachmentStatements = 2;  ///< Of which index that of a key is a piece.
inline constexpr Oid kTypeStatements = 3;        ///< What a type is, of which the name is there.

/// What comes first where nothing else decides.
enum class DumpRank {
    Schema,
    Extension,
    Collation,
    TextSearch,
    Server,
    Type,
    Function,
    Aggregate,
    Operator,
    OperatorClass,
    Cast,
    Sequence,
    Table,
    View,
    Part,
    Owner,
    Index,
    Statistics,
    Rule,
    Trigger,
    Policy,
    ForeignKey,
    Publication,
    EventTrigger,
};

/// A line of the list in a `CREATE TABLE` or a `CREATE DOMAIN`. What uses an object that needs the
/// table itself can leave the list, for a statement of its own.
struct DumpedLine {
    std::string text;
    ObjectKey part;         ///< A default or a constraint; of no catalog for none.
    std::string part_text;  ///< Follows `text`.
    std::string alone;      ///< The statement that adds the part.
};

struct DumpedItem {
    DumpRank rank = DumpRank::Schema;
    std::string_view word;  ///< What it is: `table`.
    std::string space;      ///< Empty for what is in no schema.
    std::string name;
    std::string part;  ///< Of a trigger or the like; `name` is that of its table then.
    Oid relation = 0;  ///< That it belongs to.
    std::string head;
    bool has_list = false;  ///< The lines stand in parentheses, even when there are none.
    std::vector<DumpedLine> lines;
    std::string tail;
    std::vector<std::string> statements;  ///< That follow.
    std::string placeholder;  ///< Of a view: one of the same columns that needs no other object.
    std::string refresh;      ///< Of a materialized view that has its rows.
};

/// `deptype` of pg_depend: `n` for needs, `a` for belongs to, `i` for is a part of, `e` for a
/// member of an extension.
struct DumpDependency {
    ObjectKey from;
    ObjectKey to;
    char kind = 'n';
};

struct DumpReading {
    Connection& connection;
    int server_version = 0;  ///< `server_version_num`
    std::map<ObjectKey, DumpedItem> items;
    std::vector<DumpDependency> dependencies;
    std::vector<std::string> notes;  ///< What is not in the dump, a line each.

    /// Adds an item from the next fields of a row: catalog, number, schema, name, part, relation,
    /// statement, an array of options `name=value`, an array of statements that follow.
    DumpedItem& add_item(DumpRank rank, std::string_view word, CatalogFields& fields);

    /// Adds one for each row of a query.
    void add_items(DumpRank rank, std::string_view word, std::string_view sql);
};

/// ` (a='1', b='2')` of `name=value` texts; empty for none.
std::string storage_parameters(const std::vector<std::string>& options);

/// ` OPTIONS (a '1', b '2')`, as foreign objects have them; empty for none. What may be secret is
/// hidden.
std::string server_options(const std::vector<std::string>& options);

/// The whole statements of an item.
std::string text_of(const DumpedItem& item);

void read_dumped_types(DumpReading& reading);
void read_dumped_operators(DumpReading& reading);
void read_dumped_sequences(DumpReading& reading);

/// After the sequences: those that a column makes itself go.
void read_dumped_relations(DumpReading& reading);
void read_dumped_views(DumpReading& reading, const ColumnsOfTables& columns);
void read_sequence_owners(DumpReading& reading);
void read_dumped_dependents(DumpReading& reading);
void read_dumped_publications(DumpReading& reading);

/// The comments of what was read before.
void read_dumped_comments(DumpReading& reading, const ItemOwners& owners);

/// What a sequence says beside its type, as an expression on `s`, a row of pg_sequence.
inline constexpr std::string_view kSequenceOptions = R"sql(concat_ws(' ',
    CASE WHEN s.seqstart <> CASE WHEN s.seqincrement > 0 THEN s.seqmin ELSE s.seqmax END
        THEN 'START WITH ' || s.seqstart END,
    CASE WHEN s.seqincrement <> 1 THEN 'INCREMENT BY ' || s.seqincrement END,
    CASE WHEN s.seqmin <> CASE WHEN s.seqincrement > 0 THEN 1
            WHEN s.seqtypid = 'smallint'::regtype THEN -32768
            WHEN s.seqtypid = 'integer'::regtype THEN -2147483648
            ELSE '-9223372036854775808'::bigint END
        THEN 'MINVALUE ' || s.seqmin END,
    CASE WHEN s.seqmax <> CASE WHEN s.seqincrement < 0 THEN -1
            WHEN s.seqtypid = 'smallint'::regtype THEN 32767
            WHEN s.seqtypid = 'integer'::regtype THEN 2147483647
            ELSE 9223372036854775807 END
        THEN 'MAXVALUE ' || s.seqmax END,
    CASE WHEN s.seqcache <> 1 THEN 'CACHE ' || s.seqcache END,
    CASE WHEN s.seqcycle THEN 'CYCLE' END))sql";

}  // namespace erdmark::dialect::postgres
