#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "dialect/migration_session.h"
#include "dialect/sqlite/statement_effects.h"

namespace SQLite {  // NOLINT(readability-identifier-naming): the name of the library
class Database;
}

namespace erdmark::dialect::sqlite {

/// Finds the rows that a transaction leaves without the row that they refer to. SQLite itself looks
/// at them only where `PRAGMA foreign_keys` is on, which keeps a table from being rebuilt.
///
/// All functions that ask the database throw what SQLiteCpp throws.
class ForeignKeyWatch {
public:
    /// `database` must outlive it.
    explicit ForeignKeyWatch(SQLite::Database& database) : database_(database) {}

    /// A transaction begins: what is known holds unless another connection has written.
    void look_before();

    /// What a statement does, which is about to run. Finds what violates foreign keys before it in
    /// the tables that it touches.
    void add(const StatementEffects& effects);

    /// `add` told of a table that gets another name.
    void add_renamed(const std::string& from, const std::string& to);

    /// What the statements since the last transaction violate that was not violated before it.
    std::optional<Failure> look_after();

    /// The transaction has come to last, or its statements ran outside of one.
    void committed();

    /// The transaction is undone.
    void rolled_back();

    /// Nothing is known of the rows any more.
    void forget();

    /// Another table that has rows and refers to `table` (in lower case); empty when there is none.
    std::string referring_table(const std::string& table);

private:
    /// A row, none where a table has no row ids, and which of the table's foreign keys.
    using Violation = std::pair<std::optional<std::int64_t>, std::int64_t>;

    struct Violations {
        std::string table;  ///< As it is spelled.
        std::map<std::string, std::vector<Violation>> by_target;

        std::size_t size() const;
    };

    /// Of a table in lower case.
    using ViolationsByTable = std::map<std::string, Violations>;

    using TablesByTable = std::map<std::string, std::set<std::string>>;

    void read_references();
    void set_references(const std::string& table, std::set<std::string> targets);
    std::set<std::string> with_referring(const std::set<std::string>& changed);
    std::set<std::string> all_referring();
    void know(const std::set<std::string>& tables);
    ViolationsByTable violations_of(const std::set<std::string>& tables);
    std::int64_t other_writes();
    std::vector<std::string> complaints() const;
    std::vector<std::string> complaints_of(const std::string& table, const Violations& now) const;

    SQLite::Database& database_;
    std::int64_t seen_writes_ = 0;
    std::set<std::string> known_;  ///< Tables of which `before_` tells all.
    ViolationsByTable before_;
    ViolationsByTable after_;
    std::set<std::string> checked_;

    /// What the foreign keys of each table refer to. Kept, since reading it takes longer than most
    /// migrations.
    TablesByTable references_;
    TablesByTable referred_by_;  ///< The same from the other side.
    bool has_references_ = false;
    std::set<std::string> redefined_;  ///< Tables that have to be read again.

    // Of the open transaction.
    bool defines_ = false;  ///< Tables came, went or changed.
    std::set<std::string> changed_;
    std::set<std::string> remade_;  ///< Tables that were dropped or got another name.
    std::map<std::string, std::string> former_names_;
    bool is_all_changed_ = false;
};

}  // namespace erdmark::dialect::sqlite
