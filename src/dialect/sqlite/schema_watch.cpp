#include "dialect/sqlite/schema_watch.h"

#include <algorithm>
#include <utility>

#include <SQLiteCpp/SQLiteCpp.h>
#include <fmt/format.h>

#include "base/text.h"
#include "dialect/sqlite/connection.h"
#include "dialect/sqlite/introspector.h"
#include "dialect/sqlite/sql_text.h"
#include "dialect/sqlite/table_parts.h"
#include "schema/sort.h"

namespace erdmark::dialect::sqlite {

namespace {

/// Of an index or a trigger, `tbl_name` is what it belongs to.
constexpr const char* kEntries = R"sql(
    SELECT rowid, type, name, coalesce(sql, ''),
           CASE WHEN type IN ('index', 'trigger') THEN tbl_name ELSE name END
    FROM main.sqlite_schema WHERE rowid > ?1 AND substr(name, 1, 7) <> 'sqlite_' ORDER BY rowid)sql";

std::string text_or_none(const std::optional<std::string>& value) {
    return value.value_or("");
}

std::set<std::string> words_of(const std::string& query) {
    std::set<std::string> words;
    for (const sql::Token& token : significant_tokens(query)) {
        if (token.kind == sql::TokenKind::Word || token.kind == sql::TokenKind::QuotedName) {
            words.insert(to_lower(sql::identifier_name(token)));
        }
    }
    return words;
}

/// What the foreign keys of a table refer to, in lower case.
std::set<std::string> targets_of(const std::optional<schema::Table>& table) {
    std::set<std::string> targets;
    if (table) {
        for (const schema::ForeignKey& key : table->foreign_keys) {
            targets.insert(to_lower(key.referenced_table.name));
        }
    }
    return targets;
}

}  // namespace

SchemaWatch::SchemaWatch(SQLite::Database& database)
    : database_(database), connection_(borrow(database, "the replay")) {}

std::string SchemaWatch::spelling(const std::string& name) const {
    const auto found = objects_.find(to_lower(name));
    return found == objects_.end() || !found->second.table ? "" : found->second.table->name.name;
}

SchemaWatch::Changes SchemaWatch::look(bool only_new) {
    Changes changes{.before = {.engine = "sqlite"}, .after = {.engine = "sqlite"}};
    std::string version =
        text_or_none(connection_->query("PRAGMA main.schema_version").at(0).at(0));
    if (version == version_) {
        return changes;
    }
    version_ = std::move(version);
    Names names = changed_owners(only_new);
    add_readers(names);
    Objects fresh = read(names);
    Names affected = names;
    add_referring(affected);
    changes.before = resolved(objects_, affected);
    replace(names, std::move(fresh));
    changes.after = resolved(objects_, affected);
    const auto drop_equal = [](auto& before, auto& after) {
        auto old = before;
        std::erase_if(before,
                      [&](const auto& each) { return std::ranges::count(after, each) > 0; });
        std::erase_if(after, [&](const auto& each) { return std::ranges::count(old, each) > 0; });
    };
    drop_equal(changes.before.tables, changes.after.tables);
    drop_equal(changes.before.views, changes.after.views);
    return changes;
}

void SchemaWatch::add_entry(Entry entry, Names& owners) {
    entry.owner = to_lower(entry.owner);
    owners.insert(entry.owner);
    rows_of_owner_[entry.owner].insert(entry.row);
    entries_.push_back(std::move(entry));
}

void SchemaWatch::remove_entry(const Entry& entry, Names& owners) {
    owners.insert(entry.owner);
    rows_of_owner_[entry.owner].erase(entry.row);
}

/// Brings the entries up to date. Gives the owners of those that came, went or changed.
SchemaWatch::Names SchemaWatch::changed_owners(bool only_new) {
    Names owners;
    std::vector<Entry> old;
    if (!only_new) {
        old = std::exchange(entries_, {});
    }
    auto at = old.begin();
    SQLite::Statement statement(database_, kEntries);
    statement.bind(1, entries_.empty() ? std::int64_t{0} : entries_.back().row);
    while (statement.executeStep()) {
        const std::int64_t row = statement.getColumn(0).getInt64();
        for (; at != old.end() && at->row < row; ++at) {
            remove_entry(*at, owners);
        }
        const bool is_known = at != old.end() && at->row == row;
        if (is_known && at->sql == statement.getColumn(3).getText() &&
            at->name == statement.getColumn(2).getText() &&
            at->type == statement.getColumn(1).getText()) {
            entries_.push_back(std::move(*at++));
            continue;
        }
        if (is_known) {
            remove_entry(*at++, owners);
        }
        add_entry({.row = row,
                   .type = statement.getColumn(1).getText(),
                   .name = statement.getColumn(2).getText(),
                   .sql = statement.getColumn(3).getText(),
                   .owner = statement.getColumn(4).getText()},
                  owners);
    }
    for (; at != old.end(); ++at) {
        remove_entry(*at, owners);
    }
    return owners;
}

void SchemaWatch::replace(const Names& names, Objects fresh) {
    for (const std::string& name : names) {
        views_.erase(name);
        const auto old = objects_.find(name);
        if (old == objects_.end()) {
            continue;
        }
        for (const std::string& target : targets_of(old->second.table)) {
            referring_[target].erase(name);
        }
        objects_.erase(old);
    }
    for (const auto& [name, object] : fresh) {
        if (object.view) {
            views_.insert(name);
        }
        for (const std::string& target : targets_of(object.table)) {
            referring_[target].insert(name);
        }
    }
    objects_.merge(fresh);
}

/// The columns of a view follow what it reads.
void SchemaWatch::add_readers(Names& names) const {
    for (bool grows = !names.empty(); grows;) {
        const std::size_t size = names.size();
        for (const std::string& view : views_) {
            const Names& words = objects_.at(view).words;
            if (std::ranges::any_of(names,
                                    [&](const auto& name) { return words.contains(name); })) {
                names.insert(view);
            }
        }
        grows = names.size() > size;
    }
}

/// What a foreign key refers to without naming columns follows the key of the other table.
void SchemaWatch::add_referring(Names& names) const {
    Names referring;
    for (const std::string& name : names) {
        if (const auto found = referring_.find(name); found != referring_.end()) {
            referring.insert(found->second.begin(), found->second.end());
        }
    }
    names.merge(referring);
}

SchemaWatch::Objects SchemaWatch::read(const Names& names) {
    std::vector<std::string> rows;
    for (const std::string& name : names) {
        for (const std::int64_t row : rows_of_owner_[name]) {
            rows.push_back(fmt::to_string(row));
        }
    }
    Objects objects;
    if (rows.empty()) {
        return objects;
    }
    schema::Schema schema = introspect_rows(*connection_, rows);
    for (schema::Table& table : schema.tables) {
        objects[to_lower(table.name.name)].table = std::move(table);
    }
    for (schema::View& view : schema.views) {
        Object& object = objects[to_lower(view.name.name)];
        object.words = words_of(view.definition);
        object.view = std::move(view);
    }
    return objects;
}

/// Those of `names` that are there, with the references of their keys.
schema::Schema SchemaWatch::resolved(const Objects& objects, const Names& names) {
    schema::Schema schema{.engine = "sqlite"};
    Names targets;
    const auto add_table = [&](const std::string& name) {
        const auto found = objects.find(name);
        if (found != objects.end() && found->second.table) {
            schema.tables.push_back(*found->second.table);
        }
    };
    for (const std::string& name : names) {
        if (const auto found = objects.find(name); found != objects.end() && found->second.view) {
            schema.views.push_back(*found->second.view);
        }
        if (const auto found = objects.find(name); found != objects.end()) {
            targets.merge(targets_of(found->second.table));
        }
        add_table(name);
    }
    const std::size_t count = schema.tables.size();
    for (const std::string& target : targets) {
        if (!names.contains(target)) {
            add_table(target);
        }
    }
    resolve_references(schema);
    schema.tables.resize(count);
    schema::sort(schema);
    return schema;
}

}  // namespace erdmark::dialect::sqlite
