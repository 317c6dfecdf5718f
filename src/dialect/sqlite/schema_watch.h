#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "dialect/connection.h"
#include "schema/schema.h"

namespace SQLite {  // NOLINT(readability-identifier-naming): the name of the library
class Database;
}

namespace erdmark::dialect::sqlite {

/// Tells between two looks at one database which tables and views have changed.
///
/// A look costs a pass over the texts in sqlite_schema, unless only new ones are expected, and, for
/// the few that differ from the last look, what `introspect` costs for them; nothing else is read
/// again.
class SchemaWatch {
public:
    /// The database must outlive it, and hold nothing yet.
    explicit SchemaWatch(SQLite::Database& database);

    /// The tables and views that differ, as they were and as they are, sorted.
    struct Changes {
        schema::Schema before;
        schema::Schema after;
    };

    /// With `only_new` nothing that was there at the last look has been changed or dropped, so that
    /// only what came since is read.
    Changes look(bool only_new);

    /// Whether a table of that name (in lower case) was there at the last look.
    bool knows(const std::string& name) const { return objects_.contains(name); }

    /// The name of a table as it is spelled, given in any case; empty when it is not there.
    std::string spelling(const std::string& name) const;

private:
    /// A row of sqlite_schema.
    struct Entry {
        std::int64_t row = 0;
        std::string type;
        std::string name;
        std::string sql;
        std::string owner;  ///< The table or view that it is or belongs to, in lower case.
    };

    /// A table or a view, its references as declared.
    struct Object {
        std::optional<schema::Table> table;
        std::optional<schema::View> view;
        std::set<std::string> words;  ///< Of a view's query, in lower case.
    };

    using Objects = std::map<std::string, Object>;  ///< By name in lower case.
    using Names = std::set<std::string>;

    Names changed_owners(bool only_new);
    void add_entry(Entry entry, Names& owners);
    void remove_entry(const Entry& entry, Names& owners);
    void replace(const Names& names, Objects fresh);
    void add_readers(Names& names) const;
    void add_referring(Names& names) const;
    Objects read(const Names& names);
    static schema::Schema resolved(const Objects& objects, const Names& names);

    SQLite::Database& database_;
    std::unique_ptr<Connection> connection_;
    std::string version_ = "0";   ///< SQLite counts the changes of a schema.
    std::vector<Entry> entries_;  ///< By row.
    std::map<std::string, std::set<std::int64_t>> rows_of_owner_;
    Objects objects_;
    Names views_;
    std::map<std::string, Names> referring_;  ///< The tables with a key to the one of that name.
};

}  // namespace erdmark::dialect::sqlite
